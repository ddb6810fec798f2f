package http2wire

import "encoding/binary"

// beginData counts a DATA frame against the windows, whole and with its padding,
// before anything of it is told.
func (s *Session) beginData(f frame) *Failure {
	r, n := &s.read, int64(f.length)
	r.data, r.pad, r.padded = nil, 0, f.has(flagPadded)
	if r.padded && n == 0 {
		return frameSize("a padded frame has no length of padding")
	}
	if s.idle(f.id) {
		return protocol("DATA of an idle stream")
	}
	if n > s.in.window {
		return &Failure{Code: CodeFlowControl, Errno: ErrFlowControl, Reason: "DATA is more than the window of the connection"}
	}
	s.in.window -= n
	st := s.streams[f.id]
	switch {
	case st == nil: // one that was closed, of which the peer may not know
	case st.remoteEnd:
		return &Failure{Code: CodeStreamClosed, Errno: ErrStreamClosed, Reason: "DATA of a stream that the peer has ended"}
	case st.reserved || st.waits:
		return protocol("DATA of a stream that is reserved")
	case n > st.window:
		if err := s.streamError(f.id, CodeFlowControl); err != nil {
			return err
		}
	case !st.final: // a client that is answered without fields
		if err := s.streamError(f.id, CodeProtocol); err != nil {
			return err
		}
	default:
		st.window -= n
		r.data = st
	}
	if n == 0 {
		r.inside = false
		if !f.has(flagEndStream) {
			// A flood of these would cost nothing (CVE-2019-9518).
			return s.countInvalid()
		}
		return s.endData()
	}
	return nil
}

// stepData reads a part of the payload.
func (s *Session) stepData(b []byte) []byte {
	r := &s.read
	if r.padded {
		r.padded = false
		r.pad = int(b[0])
		r.left--
		if r.pad > r.left {
			s.fail(protocol("the padding is longer than the frame"))
			return nil
		}
		s.creditDropped(1 + r.pad)
		if r.left == 0 {
			r.inside = false
			s.fail(s.endData())
		}
		return b[1:]
	}
	n := min(len(b), r.left)
	content := min(n, r.left-r.pad)
	r.left -= n
	if content > 0 {
		s.fail(s.content(b[:content:content]))
	}
	if r.left == 0 && !s.over() {
		r.inside = false
		s.fail(s.endData())
	}
	return b[n:]
}

// creditDropped gives back what no handler will consume.
func (s *Session) creditDropped(n int) {
	s.creditConnection(int64(n))
	if st := s.read.data; st != nil && !st.closed {
		s.creditStream(st, int64(n))
	}
}

func (s *Session) content(b []byte) *Failure {
	st, n := s.read.data, int64(len(b))
	if st == nil || st.closed {
		s.creditConnection(n)
		return nil
	}
	st.received += n
	if st.noBody || st.length >= 0 && st.received > st.length {
		s.creditConnection(n)
		return s.streamError(st.id, CodeProtocol)
	}
	st.unread += n
	s.unread += len(b)
	if n < smallPiece {
		st.small++
		s.small++
		if s.small*smallCost > s.opt.MaxMemory {
			return flooded("too many small pieces of DATA are unread")
		}
	}
	// The connection's window is for all streams: one that nobody reads must not
	// stop the others. Above a limit it has to, for the sake of memory.
	if s.unread+s.small*smallCost <= s.opt.MaxMemory/2 {
		s.creditConnection(n)
	} else {
		st.held += n
	}
	s.h.Data(st.id, b)
	return nil
}

func (s *Session) endData() *Failure {
	st := s.read.data
	s.read.data = nil
	if st == nil || st.closed || !s.read.frame.has(flagEndStream) {
		return nil
	}
	return s.endRemote(st)
}

// endRemote ends the peer's side of a stream.
func (s *Session) endRemote(st *stream) *Failure {
	if st.length >= 0 && st.received != st.length && !st.noBody {
		return s.streamError(st.id, CodeProtocol)
	}
	st.remoteEnd = true
	s.h.End(st.id)
	if !s.destroyed && !st.closed {
		s.closeIfEnded(st)
	}
	return nil
}

// Consumed tells that n bytes of a stream's data were used: the peer may send as
// much again.
func (s *Session) Consumed(id uint32, n int) {
	st := s.streams[id]
	if st == nil || s.over() {
		return
	}
	c := min(int64(max(n, 0)), st.unread)
	if c == 0 {
		return
	}
	small := int(int64(st.small) * c / st.unread)
	st.small -= small
	s.small -= small
	st.unread -= c
	s.unread -= int(c)
	s.creditStream(st, c)
	held := min(c, st.held)
	st.held -= held
	s.creditConnection(held)
}

// creditStream announces what was used once it is half of the window.
func (s *Session) creditStream(st *stream, n int64) {
	st.credit += n
	if st.remoteEnd || st.credit == 0 || st.credit < st.size/2 {
		return
	}
	st.window += st.credit
	s.writeWindowUpdate(st.id, st.credit)
	st.credit = 0
}

func (s *Session) creditConnection(n int64) {
	in := &s.in
	in.credit += n
	if in.credit == 0 || in.credit < in.size/2 || s.over() {
		return
	}
	in.window += in.credit
	s.writeWindowUpdate(0, in.credit)
	in.credit = 0
}

// SetLocalWindowSize sets how much the peer may send on all streams together.
func (s *Session) SetLocalWindowSize(n int64) Errno {
	if n < 0 || n > maxWindow {
		return ErrInvalidArgument
	}
	if s.over() {
		return ErrSessionClosing
	}
	in := &s.in
	// A window cannot be taken back: one that shrinks is credited less.
	in.credit += n - in.size
	in.size = n
	if in.credit > 0 {
		in.window += in.credit
		s.writeWindowUpdate(0, in.credit)
		in.credit = 0
	}
	return 0
}

func (s *Session) writeWindowUpdate(id uint32, n int64) {
	s.out.frame(4, frameWindowUpdate, 0, id)
	s.out.control = binary.BigEndian.AppendUint32(s.out.control, uint32(n))
	s.tell()
}
