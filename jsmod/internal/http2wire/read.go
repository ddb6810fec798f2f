package http2wire

import (
	"encoding/binary"
	"slices"
)

// reader is what is between frames, and of the frame under way.
type reader struct {
	preface string // what is expected of it
	begun   bool   // the peer's SETTINGS have come
	running bool
	queued  []byte // what the handler has given to Receive

	header  [headerSize]byte
	have    int // of header
	frame   frame
	inside  bool // the header is read
	left    int  // of the payload
	payload []byte

	data *stream // of a DATA frame; nil where it is dropped
	pad  int     // at the end of the DATA frame
	// padded: the length of the padding is still to come.
	padded bool
}

// Receive reads what the peer has sent. What the handler gives it meanwhile is
// read after that.
func (s *Session) Receive(b []byte) {
	r := &s.read
	if s.over() {
		return
	}
	if r.running {
		r.queued = append(r.queued, b...)
		return
	}
	r.running = true
	defer func() { r.running = false }() // the handler may panic
	for {
		for len(b) > 0 && !s.over() {
			b = s.step(b)
		}
		if len(r.queued) == 0 || s.over() {
			break
		}
		b, r.queued = r.queued, nil
	}
}

// step reads one part of b and returns the rest.
func (s *Session) step(b []byte) []byte {
	r := &s.read
	switch {
	case r.preface != "":
		n := min(len(b), len(r.preface))
		if string(b[:n]) != r.preface[:n] {
			s.fail(&Failure{Code: CodeProtocol, Errno: ErrBadClientMagic, Reason: "the client's preface is not that of HTTP/2"})
			return nil
		}
		r.preface = r.preface[n:]
		return b[n:]
	case !r.inside:
		n := copy(r.header[r.have:], b)
		r.have += n
		if r.have == headerSize {
			r.have, r.inside = 0, true
			s.fail(s.beginFrame(parseFrame(r.header[:])))
		}
		return b[n:]
	case r.frame.kind == frameData:
		return s.stepData(b)
	}
	n := min(len(b), r.left)
	if !known(r.frame.kind) {
		r.left -= n
		r.inside = r.left > 0
		return b[n:]
	}
	if len(r.payload) > 0 || n < r.left {
		r.payload = append(r.payload, b[:n]...)
		r.left -= n
		if r.left == 0 {
			payload := r.payload
			r.payload = nil
			s.endFrame(payload)
		}
		return b[n:]
	}
	r.left = 0
	s.endFrame(b[:n])
	return b[n:]
}

// endFrame handles a frame that is whole.
func (s *Session) endFrame(payload []byte) {
	s.read.inside = false
	s.fail(s.handle(s.read.frame, payload))
}

func known(kind byte) bool {
	return kind <= frameContinuation || kind == frameAltsvc || kind == frameOrigin
}

// beginFrame looks at the header of a frame.
func (s *Session) beginFrame(f frame) *Failure {
	r := &s.read
	r.frame, r.left = f, int(f.length)
	if f.length > s.local.most(SettingMaxFrameSize) {
		return frameSize("the frame is too large")
	}
	if !r.begun && (f.kind != frameSettings || f.has(flagAck)) {
		return protocol("SETTINGS expected")
	}
	r.begun = true
	if s.in.block.open && (f.kind != frameContinuation || f.id != s.in.block.id) {
		return protocol("CONTINUATION expected")
	}
	if err := s.checkFrame(f); err != nil {
		return err
	}
	switch {
	case f.kind == frameData:
		return s.beginData(f)
	case r.left == 0:
		r.inside = false
		if known(f.kind) {
			return s.handle(f, nil)
		}
	}
	return nil
}

// checkFrame holds lengths and streams against what the types allow.
func (s *Session) checkFrame(f frame) *Failure {
	switch f.kind {
	case frameData, frameHeaders, framePriority, frameRSTStream, framePushPromise, frameContinuation:
		if f.id == 0 {
			return protocol("the frame has no stream")
		}
	case frameSettings, framePing, frameGoaway:
		if f.id != 0 {
			return protocol("the frame must be of no stream")
		}
	}
	n := f.length
	switch f.kind {
	case framePriority:
		if n != 5 {
			return frameSize("PRIORITY of a wrong length")
		}
	case frameRSTStream, frameWindowUpdate:
		if n != 4 {
			return frameSize("a frame of a wrong length")
		}
	case framePing:
		if n != 8 {
			return frameSize("PING of a wrong length")
		}
	case frameGoaway:
		if n < 8 {
			return frameSize("GOAWAY of a wrong length")
		}
	case frameSettings:
		if n%6 != 0 || f.has(flagAck) && n != 0 {
			return frameSize("SETTINGS of a wrong length")
		}
		if n/6 > uint32(s.opt.MaxSettings) {
			return flooded("SETTINGS has too many entries")
		}
	case frameContinuation:
		if !s.in.block.open {
			return protocol("CONTINUATION without HEADERS")
		}
	}
	return nil
}

// handle is for the frames that are not DATA.
func (s *Session) handle(f frame, b []byte) *Failure {
	switch f.kind {
	case frameHeaders:
		return s.onHeaders(f, b)
	case frameContinuation:
		return s.onContinuation(f, b)
	case framePushPromise:
		return s.onPushPromise(f, b)
	case framePriority:
		return s.onPriority(f, b)
	case frameRSTStream:
		return s.onReset(f, binary.BigEndian.Uint32(b))
	case frameSettings:
		return s.onSettings(f, b)
	case framePing:
		return s.onPing(f, [8]byte(b))
	case frameGoaway:
		return s.onGoaway(b)
	case frameWindowUpdate:
		return s.onWindowUpdate(f, int64(binary.BigEndian.Uint32(b)&maxWindow))
	case frameAltsvc:
		return s.onAltsvc(f, b)
	case frameOrigin:
		return s.onOrigin(f, b)
	}
	return nil
}

func parsePriority(b []byte) Priority {
	word := binary.BigEndian.Uint32(b)
	return Priority{Parent: word & maxStreamID, Exclusive: word>>31 == 1, Weight: int(b[4]) + 1}
}

func (s *Session) onPriority(f frame, b []byte) *Failure {
	p := parsePriority(b)
	if st := s.streams[f.id]; st != nil {
		if p.Parent == f.id {
			return s.streamError(f.id, CodeProtocol)
		}
		s.prioritise(st, p)
	}
	s.h.Priority(f.id, p)
	return nil
}

func (s *Session) onReset(f frame, code uint32) *Failure {
	st := s.streams[f.id]
	if s.idle(f.id) || st != nil && st.waits {
		return protocol("RST_STREAM of an idle stream")
	}
	if err := s.countReset(); err != nil {
		return err
	}
	if st != nil {
		s.closeStream(st, code)
	}
	return nil
}

func (s *Session) onPing(f frame, payload [8]byte) *Failure {
	if f.has(flagAck) {
		if len(s.pings) == 0 {
			return protocol("PING is acknowledged that was not sent")
		}
		s.pings = s.pings[1:]
		s.h.Pong(payload)
		return nil
	}
	if err := s.countAnswer(); err != nil {
		return err
	}
	s.writePing(flagAck, payload)
	s.h.Ping(payload)
	return nil
}

func (s *Session) onGoaway(b []byte) *Failure {
	last, code := binary.BigEndian.Uint32(b)&maxStreamID, binary.BigEndian.Uint32(b[4:])
	if last > s.goawayLast {
		return protocol("GOAWAY names a later stream than the one before")
	}
	s.goawayReceived = true
	before := min(s.goawayLast, s.nextID)
	s.goawayLast = last
	s.h.Goaway(code, last, b[8:])
	for _, id := range s.between(last, before) {
		if st := s.streams[id]; st != nil {
			s.closeStream(st, CodeRefusedStream)
		}
	}
	return nil
}

// between are the streams of this side above last, up to before. Where numbers are
// dense each is looked at once, however many times GOAWAY comes.
func (s *Session) between(last, before uint32) (ids []uint32) {
	if last >= before {
		return nil
	}
	if uint64(before-last) > 2*uint64(len(s.streams)) {
		for id := range s.streams {
			if s.isMine(id) && id > last && id <= before {
				ids = append(ids, id)
			}
		}
		slices.Sort(ids)
		return ids
	}
	for id := last + 1; id <= before; id++ {
		if s.isMine(id) && s.streams[id] != nil {
			ids = append(ids, id)
		}
	}
	return ids
}

func (s *Session) onAltsvc(f frame, b []byte) *Failure {
	if s.opt.Server || len(b) < 2 {
		return nil
	}
	n := int(binary.BigEndian.Uint16(b))
	if b = b[2:]; n > len(b) || (f.id == 0) != (n > 0) {
		return nil
	}
	s.h.Altsvc(f.id, string(b[:n]), string(b[n:]))
	return nil
}

func (s *Session) onOrigin(f frame, b []byte) *Failure {
	if s.opt.Server || f.id != 0 || f.flags&0xf != 0 {
		return nil
	}
	var origins []string
	for len(b) >= 2 {
		n := int(binary.BigEndian.Uint16(b))
		if b = b[2:]; n > len(b) {
			return nil
		}
		if n > 0 && s.origins < maxOrigins {
			s.origins++
			origins = append(origins, string(b[:n]))
		}
		b = b[n:]
	}
	s.h.Origin(origins)
	return nil
}
