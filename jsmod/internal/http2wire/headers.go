package http2wire

import (
	"encoding/binary"
	"errors"

	"golang.org/x/net/http2/hpack"
)

// inbound is what concerns the peer's fields, and the window of the connection.
type inbound struct {
	decoder  *hpack.Decoder
	allowed  uint32 // how large the peer may make its table
	table    table
	walk     walker
	fields   []Field // of the block under way
	block    block
	listSize int // of fields, how much is taken

	window, size, credit int64
}

// block is a header block: HEADERS or PUSH_PROMISE with its CONTINUATIONs.
type block struct {
	open          bool
	id            uint32 // of the frames
	promised      uint32 // by PUSH_PROMISE
	end           bool   // END_STREAM
	continuations int

	st       *stream // nil where the fields are dropped, after decoding
	category Category
	size     int
	tooLarge bool
	check    check
}

func (s *Session) onHeaders(f frame, b []byte) *Failure {
	b, err := f.unpad(b)
	if err != nil {
		return err
	}
	var p *Priority
	if f.has(flagPriority) {
		if len(b) < 5 {
			return frameSize("HEADERS is too short for its priority")
		}
		parsed := parsePriority(b)
		p, b = &parsed, b[5:]
	}
	s.in.block = block{open: true, id: f.id, end: f.has(flagEndStream), category: CategoryHeaders}
	if err := s.beginBlock(f.id); err != nil {
		return err
	}
	if st := s.in.block.st; st != nil && p != nil {
		if p.Parent == f.id {
			s.in.block.st = nil
			if err := s.streamError(f.id, CodeProtocol); err != nil {
				return err
			}
		} else {
			s.prioritise(st, *p)
		}
	}
	return s.fragment(f, b)
}

// beginBlock finds the stream that HEADERS is of.
func (s *Session) beginBlock(id uint32) *Failure {
	bl := &s.in.block
	st := s.streams[id]
	switch {
	case st == nil && s.opt.Server && id > s.lastPeerID && !s.isMine(id):
		return s.beginRequest(id)
	case st == nil && s.idle(id):
		return protocol("HEADERS of an idle stream")
	case st == nil: // it was closed, and the peer may not have known
		return nil
	case st.remoteEnd:
		return &Failure{Code: CodeStreamClosed, Errno: ErrStreamClosed, Reason: "HEADERS of a stream that the peer has ended"}
	case st.mine && (s.opt.Server || st.waits):
		return protocol("HEADERS of a stream that this side has promised")
	case st.reserved:
		st.reserved = false
		s.reserved--
		if s.peers >= s.local.maxStreams() {
			return s.streamError(id, CodeRefusedStream)
		}
		s.count(st)
		st.category = CategoryPushResponse
	}
	bl.st, bl.category = st, st.category
	if st.final {
		bl.category = CategoryHeaders
	}
	bl.check = check{request: false, trailers: st.final, st: st}
	return nil
}

// beginRequest opens a stream that the client asks for, if there is room.
func (s *Session) beginRequest(id uint32) *Failure {
	s.lastPeerID = id
	if s.goawaySent {
		return nil
	}
	switch {
	case s.peers >= s.local.maxStreams():
		s.writeReset(id, CodeRefusedStream)
		return s.countRejected()
	case s.memory()+streamCost > s.opt.MaxMemory:
		s.writeReset(id, CodeEnhanceYourCalm)
		return s.countRejected()
	}
	st := s.open(id)
	s.count(st)
	st.category = CategoryRequest
	bl := &s.in.block
	bl.st, bl.category = st, CategoryRequest
	bl.check = check{request: true, st: st, protocol: s.local.now.EnableConnectProtocol == 1}
	return nil
}

func (s *Session) onPushPromise(f frame, b []byte) *Failure {
	b, err := f.unpad(b)
	if err != nil {
		return err
	}
	if len(b) < 4 {
		return frameSize("PUSH_PROMISE is too short")
	}
	id := binary.BigEndian.Uint32(b) & maxStreamID
	parent := s.streams[f.id]
	switch {
	case s.opt.Server || s.local.now.EnablePush == 0:
		return protocol("PUSH_PROMISE is not allowed")
	case id == 0 || id%2 != 0 || id <= s.lastPeerID:
		return protocol("PUSH_PROMISE of a stream that cannot be promised")
	case s.idle(f.id) || !s.isMine(f.id):
		return protocol("PUSH_PROMISE on a stream that is not open")
	case parent != nil && parent.remoteEnd:
		return protocol("PUSH_PROMISE on a stream that the peer has ended")
	}
	s.lastPeerID = id
	s.in.block = block{open: true, id: f.id, promised: id, category: CategoryRequest}
	switch {
	case parent == nil || s.goawaySent || s.local.last(SettingEnablePush) == 0:
		s.writeReset(id, CodeCancel)
	case s.reserved >= s.opt.MaxReserved || s.memory()+streamCost > s.opt.MaxMemory:
		s.writeReset(id, CodeRefusedStream)
		if err := s.countRejected(); err != nil {
			return err
		}
	default:
		st := s.open(id)
		st.reserved, st.localEnd = true, true
		s.reserved++
		s.in.block.st = st
		s.in.block.check = check{request: true, promise: true, st: st}
	}
	return s.fragment(f, b[4:])
}

func (s *Session) onContinuation(f frame, b []byte) *Failure {
	s.in.block.continuations++
	if s.in.block.continuations > maxContinuations {
		return &Failure{Code: CodeEnhanceYourCalm, Errno: ErrContinuations, Reason: "too many CONTINUATION frames follow HEADERS"}
	}
	return s.fragment(f, b)
}

// fragment decodes a part of a block. All of it has to be, also of what is
// dropped: the tables of both sides must stay the same.
func (s *Session) fragment(f frame, b []byte) *Failure {
	in := &s.in
	if s.destroyed {
		return nil
	}
	begins := !in.walk.first
	in.walk.feed(b)
	if in.walk.first && s.local.mustShrink {
		s.local.mustShrink = false
		if !in.walk.shrinks {
			return compression(errors.New("the dynamic table was not resized"))
		}
	}
	if begins {
		var err *Failure
		if b, err = in.resize(b); err != nil {
			return err
		}
	}
	if _, err := in.decoder.Write(b); err != nil {
		return compression(err)
	}
	in.walk.resizes(&in.table)
	if !f.has(flagEndHeaders) {
		return nil
	}
	if err := in.decoder.Close(); err != nil {
		return compression(err)
	}
	in.walk.restart()
	fields, bl := in.fields, in.block
	in.fields, in.block = nil, block{}
	return s.endBlock(bl, fields)
}

// resize takes the resizes off the beginning of a block. There may be two, the
// smallest and the last (RFC 7541, 4.2), of which package hpack refuses the second
// where the first has left anything in the table.
func (in *inbound) resize(b []byte) ([]byte, *Failure) {
	for len(b) > 0 && b[0]&0xe0 == 0x20 {
		size, n := uint64(b[0]&0x1f), 1
		if size == 0x1f {
			for shift := 0; ; shift += 7 {
				if n == len(b) || shift > 28 {
					return b, nil // it is cut, or too large: the decoder's own matter
				}
				size += uint64(b[n]&0x7f) << shift
				n++
				if b[n-1]&0x80 == 0 {
					break
				}
			}
		}
		if size > uint64(in.allowed) {
			return nil, compression(errors.New("the dynamic table would be too large"))
		}
		in.decoder.SetMaxDynamicTableSize(uint32(size))
		b = b[n:]
	}
	return b, nil
}

func (in *inbound) allow(size uint32) {
	in.allowed = size
	in.decoder.SetAllowedMaxDynamicTableSize(size)
}

func compression(err error) *Failure {
	return &Failure{Code: CodeCompression, Errno: ErrHeaderComp, Reason: err.Error()}
}

// field is given what the decoder finds.
func (s *Session) field(f Field) {
	in, bl := &s.in, &s.in.block
	if in.walk.indexes(&in.table) {
		in.table.add(int(f.Size()))
	}
	if bl.st == nil || bl.tooLarge || bl.check.failed {
		return
	}
	bl.size += int(f.Size())
	if bl.size > in.listSize || len(in.fields) >= s.opt.MaxHeaderPairs {
		bl.tooLarge = true
		in.fields = nil
		return
	}
	if bl.check.field(f) {
		in.fields = append(in.fields, f)
	}
}

// endBlock tells of a block that is whole.
func (s *Session) endBlock(bl block, fields []Field) *Failure {
	st := bl.st
	if st == nil || st.closed {
		return nil
	}
	switch {
	case bl.tooLarge:
		return s.streamError(st.id, CodeEnhanceYourCalm)
	case !bl.check.end(bl.end):
		return s.streamError(st.id, CodeProtocol)
	}
	st.fieldBytes += bl.size
	s.fieldBytes += bl.size
	if bl.promised != 0 {
		s.h.PushPromise(bl.id, bl.promised, fields)
		return nil
	}
	if bl.category != CategoryRequest && bl.check.status < 200 {
		bl.category = CategoryHeaders
	}
	s.h.Headers(st.id, bl.category, bl.end, fields)
	if s.destroyed || st.closed || !bl.end {
		return nil
	}
	return s.endRemote(st)
}

// streamError resets a stream over what the peer has done.
func (s *Session) streamError(id, code uint32) *Failure {
	if err := s.countInvalid(); err != nil {
		return err
	}
	if err := s.countReset(); err != nil {
		return err
	}
	s.Reset(id, code)
	return nil
}
