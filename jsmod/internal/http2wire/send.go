package http2wire

import (
	"bytes"
	"encoding/binary"
	"slices"

	"golang.org/x/net/http2/hpack"
)

const (
	// pieceSize is about how much Take returns.
	pieceSize = 64 << 10
	// payloadSize is how much of DATA goes into one frame, whatever the peer would
	// take: streams take turns by frames.
	payloadSize = 1 << 14
)

// outbound is what is to be sent.
type outbound struct {
	control []byte // frames, in order, that are not DATA
	frames  int    // how many
	told    bool   // the handler knows that there is something
	taking  bool

	encoder *hpack.Encoder
	block   *bytes.Buffer
	table   table

	window  int64 // of the connection
	empty   queue // streams that have something to send that needs no window
	ready   queue // streams that have data and a window for it
	stalled map[*stream]struct{}
	recheck bool     // the window of those that are stalled may have grown
	later   []func() // what Take tells
}

func (o *outbound) frame(length int, kind, flags byte, id uint32) {
	o.control = appendFrame(o.control, length, kind, flags, id)
	o.frames++
}

// tell tells the handler that there is something to take.
func (s *Session) tell() {
	if s.out.told || s.destroyed {
		return
	}
	s.out.told = true
	s.h.Send()
}

func (s *Session) tellIfReady() {
	if s.pending() {
		s.tell()
	}
}

// pending tells whether Take has something.
func (s *Session) pending() bool {
	o := &s.out
	if len(o.control) > 0 || len(o.later) > 0 {
		return true
	}
	return !s.failed && (o.empty.len() > 0 || o.window > 0 && (o.ready.len() > 0 || o.recheck && len(o.stalled) > 0))
}

// Take returns bytes to be written, about 64 KiB at most; nil where there are none.
// Streams take turns, a frame each.
func (s *Session) Take() []byte {
	o := &s.out
	if s.destroyed || o.taking {
		return nil
	}
	o.taking = true
	if !s.failed {
		s.unstall()
		if o.window > 0 && o.ready.len() > 0 {
			o.control = slices.Grow(o.control, min(s.unsent+s.unsent/64, pieceSize+payloadSize))
		}
		for len(o.control) < pieceSize {
			if st := o.empty.pop(); st != nil {
				s.sendEmpty(st)
			} else if o.window > 0 && o.ready.len() > 0 {
				s.sendData(o.ready.pop())
			} else {
				break
			}
		}
	}
	b := o.control
	if len(b) > 2*pieceSize {
		b, o.control = b[:pieceSize:pieceSize], b[pieceSize:]
	} else {
		o.control, o.frames, s.unackedByPeer = nil, 0, 0
	}
	later := o.later
	o.later = nil
	for _, do := range later {
		if !s.destroyed {
			do()
		}
	}
	o.taking, o.told = false, false
	s.tellIfReady()
	if len(b) == 0 {
		return nil
	}
	return b
}

// unstall looks again at the streams that had no window.
func (s *Session) unstall() {
	if !s.out.recheck {
		return
	}
	s.out.recheck = false
	for st := range s.out.stalled {
		s.schedule(st)
	}
}

func (s *Session) sendWindow(st *stream) int64 {
	return int64(s.remote.now.InitialWindowSize) + st.delta
}

// schedule puts a stream that has something to send where it belongs.
func (s *Session) schedule(st *stream) {
	o := &s.out
	if st.queued || st.closed || st.waits || !st.sending && !st.ending || st.localEnd {
		return
	}
	if len(st.data) > 0 && s.sendWindow(st) <= 0 {
		if !st.stalled {
			st.stalled = true
			if o.stalled == nil {
				o.stalled = map[*stream]struct{}{}
			}
			o.stalled[st] = struct{}{}
		}
		return
	}
	if st.stalled {
		st.stalled = false
		delete(o.stalled, st)
	}
	st.queued = true
	if len(st.data) > 0 {
		o.ready.push(st)
	} else {
		o.empty.push(st)
	}
}

// sendEmpty ends a stream's data that has no bytes left.
func (s *Session) sendEmpty(st *stream) {
	st.queued = false
	if st.closed {
		return
	}
	s.written(st)
	if st.ending && !s.endLocal(st) && !st.wantTrailers {
		s.out.frame(0, frameData, flagEndStream, st.id)
		s.ended(st)
	}
}

// sendData sends one frame of a stream's data.
func (s *Session) sendData(st *stream) {
	st.queued = false
	room := min(s.out.window, s.sendWindow(st), payloadSize)
	if st.closed || room <= 0 {
		s.schedule(st)
		return
	}
	n := int(min(int64(len(st.data)), room))
	last := n == len(st.data)
	var flags byte
	end := last && st.ending && !st.wantTrailers && st.trailers == nil
	if end {
		flags = flagEndStream
	}
	pad := s.padding(n, int(room))
	s.writePadded(frameData, flags, st.id, st.data[:n], pad)
	s.out.window -= int64(n + pad)
	st.delta -= int64(n + pad)
	st.data = st.data[n:]
	s.unsent -= n
	if !last {
		s.schedule(st)
		return
	}
	st.data = nil
	s.written(st)
	if end {
		s.ended(st)
	} else if st.ending {
		s.endLocal(st)
	}
}

// written tells that what Data was given is framed.
func (s *Session) written(st *stream) {
	if !st.sending {
		return
	}
	st.sending = false
	s.later(func() { s.h.Written(st.id, false) })
}

// endLocal sends the trailers, or asks for them, and tells whether it sent some.
func (s *Session) endLocal(st *stream) bool {
	if len(st.trailers) > 0 {
		fields := st.trailers
		st.trailers = nil
		s.writeFields(st.id, frameHeaders, flagEndStream, nil, fields)
		s.ended(st)
		return true
	}
	if st.wantTrailers && !st.askTrailers {
		st.askTrailers = true
		s.later(func() {
			if !st.closed {
				s.h.WantTrailers(st.id)
			}
		})
	}
	return false
}

// ended is called when END_STREAM is written.
func (s *Session) ended(st *stream) {
	st.localEnd = true
	s.later(func() { s.closeIfEnded(st) })
}

// later does something when Take has taken what there is now.
func (s *Session) later(do func()) { s.out.later = append(s.out.later, do) }

// padding is how many bytes of padding, with their length, a frame of n bytes gets
// where there is room for so many.
func (s *Session) padding(n, room int) int {
	pad := 0
	switch s.opt.Padding {
	case PaddingAligned:
		pad = (8 - (n+headerSize)%8) % 8
	case PaddingMax:
		pad = 256
	}
	return max(0, min(pad, room-n))
}

func (s *Session) writePadded(kind, flags byte, id uint32, b []byte, pad int) {
	o := &s.out
	if pad == 0 {
		o.frame(len(b), kind, flags, id)
		o.control = append(o.control, b...)
		return
	}
	o.frame(len(b)+pad, kind, flags|flagPadded, id)
	o.control = append(o.control, byte(pad-1))
	o.control = append(o.control, b...)
	o.control = append(o.control, zeros[:pad-1]...)
}

var zeros [256]byte

// writeFields writes a block of fields, behind a prefix. It is false where the
// block is too long, which the handler is told.
func (s *Session) writeFields(id uint32, kind, flags byte, prefix []byte, fields []Field) bool {
	size := 12
	for _, f := range fields {
		size += len(f.Name) + len(f.Value) + 12
	}
	if size > s.opt.MaxSendBlock {
		s.later(func() { s.h.FrameError(id, kind, ErrFrameSize) })
		s.tell()
		return false
	}
	o := &s.out
	o.block.Reset()
	o.block.Write(prefix)
	for _, f := range fields {
		s.encode(f)
	}
	b := o.block.Bytes()
	first := min(len(b), minFrameSize)
	if first == len(b) {
		flags |= flagEndHeaders
	}
	s.writePadded(kind, flags, id, b[:first], s.padding(first, minFrameSize))
	for b = b[first:]; len(b) > 0; {
		n := min(len(b), minFrameSize)
		var flags byte
		if n == len(b) {
			flags = flagEndHeaders
		}
		s.writePadded(frameContinuation, flags, id, b[:n], 0)
		b = b[n:]
	}
	s.tell()
	return true
}

// encode compresses one field. Secrets are not put into the table, where others
// could find out by the length of what is sent whether they guess them.
func (s *Session) encode(f Field) {
	o := &s.out
	if f.Name == "authorization" || f.Name == "cookie" && len(f.Value) < 20 {
		f.Sensitive = true
	}
	before := o.block.Len()
	if err := o.encoder.WriteField(f); err != nil {
		panic("http2wire: internal error: " + err.Error()) // the buffer takes everything
	}
	b := o.block.Bytes()[before:]
	for len(b) > 0 && b[0]&0xe0 == 0x20 { // the size of the table
		n := 1
		if b[0]&0x1f == 0x1f {
			for ; b[n]&0x80 != 0; n++ {
			}
			n++
		}
		b = b[n:]
	}
	if b[0]&0xc0 == 0x40 {
		o.table.add(int(f.Size()))
	}
}

func (s *Session) writeReset(id, code uint32) {
	s.out.frame(4, frameRSTStream, 0, id)
	s.out.control = binary.BigEndian.AppendUint32(s.out.control, code)
	s.tell()
}

func (s *Session) writePing(flags byte, payload [8]byte) {
	s.out.frame(8, framePing, flags, 0)
	s.out.control = append(s.out.control, payload[:]...)
	s.tell()
}

func (s *Session) writeGoaway(code, last uint32, data []byte) {
	s.goawaySent = true
	s.out.frame(8+len(data), frameGoaway, 0, 0)
	s.out.control = binary.BigEndian.AppendUint32(s.out.control, last)
	s.out.control = binary.BigEndian.AppendUint32(s.out.control, code)
	s.out.control = append(s.out.control, data...)
	s.tell()
}
