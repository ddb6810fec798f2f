package http2wire

import "encoding/binary"

// Request opens a stream, as a client does. Where the peer allows no more streams
// it waits for its turn. With silent the priority is only kept.
func (s *Session) Request(fields []Field, end, wantTrailers bool, p *Priority, silent bool) (uint32, Errno) {
	switch {
	case s.over():
		return 0, ErrSessionClosing
	case s.opt.Server:
		return 0, ErrProto
	case s.goawayReceived:
		return 0, ErrStartStreamNotAllowed
	case s.nextID > maxStreamID:
		return 0, ErrStreamIDNotAvailable
	case p != nil && p.Parent == s.nextID:
		return 0, ErrInvalidArgument
	}
	st := s.open(s.nextID)
	s.nextID += 2
	st.category = CategoryResponse
	st.noteMethod(fields)
	st.waits, st.headersSent, st.wantTrailers = true, true, wantTrailers && !end
	st.request = &request{fields: fields, end: end}
	if p != nil {
		s.prioritise(st, *p)
		if !silent {
			st.request.priority = p
		}
	}
	s.waiting.push(st)
	s.openWaiting()
	return st.id, 0
}

func (st *stream) noteMethod(fields []Field) {
	for _, f := range fields {
		if f.Name == ":method" {
			st.head, st.connect = f.Value == "HEAD", f.Value == "CONNECT"
		}
	}
}

// openWaiting sends the requests that the peer has room for.
func (s *Session) openWaiting() {
	for !s.over() && uint64(s.own) < uint64(s.remote.now.MaxConcurrentStreams) {
		st := s.waiting.pop()
		if st == nil {
			return
		}
		if st.closed {
			continue
		}
		r := st.request
		st.waits, st.request = false, nil
		s.count(st)
		var flags byte
		if r.end {
			flags = flagEndStream
		}
		var prefix []byte
		if r.priority != nil {
			flags |= flagPriority
			prefix = r.priority.append(nil)
		}
		if !s.writeFields(st.id, frameHeaders, flags, prefix, r.fields) {
			s.later(func() { s.closeStream(st, CodeInternal) })
			continue
		}
		if r.end {
			s.ended(st)
		}
		s.schedule(st)
	}
}

func (p Priority) append(b []byte) []byte {
	word := p.Parent
	if p.Exclusive {
		word |= 1 << 31
	}
	return append(binary.BigEndian.AppendUint32(b, word), byte(p.Weight-1))
}

// Respond sends the final fields of an answer, of a request or a promise.
func (s *Session) Respond(id uint32, fields []Field, end, wantTrailers bool) Errno {
	st, errno := s.writable(id)
	switch {
	case errno != 0:
		return errno
	case st.headersSent:
		return ErrDataExist
	}
	st.headersSent = true
	st.wantTrailers = wantTrailers && !end
	if st.reserved {
		st.reserved = false
		s.count(st)
	}
	var flags byte
	if end {
		flags = flagEndStream
	}
	if s.writeFields(id, frameHeaders, flags, nil, fields) && end {
		s.ended(st)
	}
	return 0
}

// Info sends fields with a status of 1xx.
func (s *Session) Info(id uint32, fields []Field) Errno {
	st, errno := s.writable(id)
	switch {
	case errno != 0:
		return errno
	case st.headersSent || st.reserved:
		return ErrInvalidStreamState
	}
	s.writeFields(id, frameHeaders, 0, nil, fields)
	return 0
}

// writable finds a stream that this side has not ended, and is not about to.
func (s *Session) writable(id uint32) (*stream, Errno) {
	st, errno := s.unended(id)
	if errno == 0 && st.ending {
		return nil, ErrInvalidStreamState
	}
	return st, errno
}

// unended finds a stream whose end this side has not sent yet.
func (s *Session) unended(id uint32) (*stream, Errno) {
	st := s.streams[id]
	switch {
	case s.over():
		return nil, ErrSessionClosing
	case st == nil:
		return nil, ErrStreamClosed
	case st.localEnd || st.reserved && !st.mine || st.request != nil && st.request.end:
		return nil, ErrInvalidStreamState
	}
	return st, 0
}

// Trailers ends a stream, after its data, with fields; with none it just ends it.
func (s *Session) Trailers(id uint32, fields []Field) Errno {
	st := s.streams[id]
	switch {
	case s.over():
		return ErrSessionClosing
	case st == nil:
		return ErrStreamClosed
	case st.localEnd || !st.headersSent || st.trailers != nil || st.ending && !st.wantTrailers:
		return ErrInvalidStreamState
	}
	st.ending, st.wantTrailers, st.trailers = true, false, fields
	s.schedule(st)
	s.tellIfReady()
	return 0
}

// PushPromise promises a stream on another, and returns its number.
func (s *Session) PushPromise(parent uint32, fields []Field) (uint32, Errno) {
	p, errno := s.unended(parent)
	switch {
	case errno != 0:
		return 0, errno
	case !s.opt.Server:
		return 0, ErrProto
	case s.remote.now.EnablePush == 0:
		return 0, ErrPushDisabled
	case s.goawayReceived:
		return 0, ErrStartStreamNotAllowed
	case p.mine:
		return 0, ErrInvalidArgument
	case s.nextID > maxStreamID:
		return 0, ErrStreamIDNotAvailable
	}
	st := s.open(s.nextID)
	s.nextID += 2
	st.reserved, st.remoteEnd = true, true
	st.noteMethod(fields)
	if !s.writeFields(parent, framePushPromise, 0, binary.BigEndian.AppendUint32(nil, st.id), fields) {
		s.later(func() { s.closeStream(st, CodeInternal) })
	}
	return st.id, 0
}

// Data sends b, and with end ends this side of the stream. The next may be given
// after Handler.Written; b must not change before.
func (s *Session) Data(id uint32, b []byte, end bool) Errno {
	st, errno := s.writable(id)
	switch {
	case errno != 0:
		return errno
	case st.sending:
		return ErrDataExist
	case !st.headersSent:
		return ErrInvalidStreamState
	}
	st.data, st.sending, st.ending = b, true, end
	s.unsent += len(b)
	s.schedule(st)
	s.tellIfReady()
	return 0
}

// End ends this side of a stream, after what Data was given.
func (s *Session) End(id uint32) Errno {
	st, errno := s.writable(id)
	switch {
	case errno != 0:
		return errno
	case !st.headersSent:
		return ErrInvalidStreamState
	}
	st.ending = true
	s.schedule(st)
	s.tellIfReady()
	return 0
}

// Reset ends a stream at once, in both directions. What is not framed is dropped.
func (s *Session) Reset(id, code uint32) Errno {
	st := s.streams[id]
	switch {
	case s.over():
		return ErrSessionClosing
	case st == nil:
		return ErrStreamClosed
	}
	if !st.waits {
		s.writeReset(id, code)
	}
	s.closeStream(st, code)
	return 0
}

// SetPriority sends PRIORITY; with silent the priority is only kept.
func (s *Session) SetPriority(id uint32, p Priority, silent bool) Errno {
	st := s.streams[id]
	switch {
	case s.over():
		return ErrSessionClosing
	case p.Parent == id:
		return ErrInvalidArgument
	case st == nil:
		return ErrStreamClosed
	}
	s.prioritise(st, p)
	if silent || st.waits {
		return 0
	}
	s.out.frame(5, framePriority, 0, id)
	s.out.control = p.append(s.out.control)
	s.tell()
	return 0
}

// Ping sends PING. It is false where too many are not answered yet.
func (s *Session) Ping(payload [8]byte) bool {
	if s.over() || len(s.pings) >= s.opt.MaxPings {
		return false
	}
	s.pings = append(s.pings, payload)
	s.writePing(0, payload)
	return true
}

// Goaway tells the peer that streams above last are not processed; 0 is for the
// last one that the peer has opened.
func (s *Session) Goaway(code, last uint32, data []byte) {
	if s.over() {
		return
	}
	if last == 0 {
		last = s.lastPeerID
	}
	s.writeGoaway(code, last, data[:min(len(data), minFrameSize-8)])
}

// Altsvc sends ALTSVC (RFC 7838).
func (s *Session) Altsvc(id uint32, origin, value string) Errno {
	switch {
	case s.over():
		return ErrSessionClosing
	case !s.opt.Server || 2+len(origin)+len(value) > minFrameSize:
		return ErrInvalidArgument
	}
	s.out.frame(2+len(origin)+len(value), frameAltsvc, 0, id)
	s.out.control = binary.BigEndian.AppendUint16(s.out.control, uint16(len(origin)))
	s.out.control = append(s.out.control, origin...)
	s.out.control = append(s.out.control, value...)
	s.tell()
	return 0
}

// Origin sends ORIGIN (RFC 8336).
func (s *Session) Origin(origins []string) Errno {
	n := 0
	for _, o := range origins {
		n += 2 + len(o)
	}
	switch {
	case s.over():
		return ErrSessionClosing
	case !s.opt.Server || n > minFrameSize:
		return ErrInvalidArgument
	}
	s.out.frame(n, frameOrigin, 0, 0)
	for _, o := range origins {
		s.out.control = binary.BigEndian.AppendUint16(s.out.control, uint16(len(o)))
		s.out.control = append(s.out.control, o...)
	}
	s.tell()
	return 0
}

// SetNextStreamID sets the number of the next stream of this side.
func (s *Session) SetNextStreamID(id uint32) Errno {
	if s.over() || id < s.nextID || id > maxStreamID || !s.isMine(id) {
		return ErrInvalidArgument
	}
	s.nextID = id
	return 0
}
