package net

import (
	"github.com/dop251/goja"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
)

// Results of the write methods: n >= 0 says that n bytes are sent already and
// onwritten will not be called; otherwise -1-n bytes are on their way and it
// will be. Errors always come through onwritten.

// writeBuffer(buffer) sends the bytes of a view.
func (s *stream) writeBuffer(call goja.FunctionCall) goja.Value {
	live, ok := bind.Bytes(call.Argument(0))
	if !ok {
		panic(s.n.vm.NewTypeError("not a buffer"))
	}
	return s.send(live, true)
}

// writeString(text) sends text as UTF-8.
func (s *stream) writeString(call goja.FunctionCall) goja.Value {
	return s.send([]byte(call.Argument(0).String()), false)
}

// send sends b, which may be live memory.
func (s *stream) send(b []byte, live bool) goja.Value {
	if v := s.refuse(len(b)); v != nil {
		return v
	}
	if s.transmit(b, live) {
		return s.n.vm.ToValue(len(b))
	}
	return s.n.vm.ToValue(-1 - len(b))
}

// transmit tries without waiting first and reports whether b is sent; else it is
// on its way. live memory belongs to the script and is copied before it is queued.
func (s *stream) transmit(b []byte, live bool) bool {
	if s.seal(b) {
		return false
	}
	n, err := s.conn.TryWrite(b)
	if err == nil && n == len(b) {
		return true
	}
	// After an error the queue fails alike, which tells it the one usual way.
	s.pending++
	s.update()
	if live {
		out := gather([][]byte{b[n:]})
		s.conn.WriteVectored(out.bufs, s.sentFrom(out))
	} else {
		s.conn.Write(b[n:], s.sent)
	}
	return false
}

// refuse is the answer of a handle that cannot send, nil of any other.
func (s *stream) refuse(size int) goja.Value {
	if s.conn == nil {
		panic(s.n.vm.NewTypeError("not connected"))
	}
	if !s.closed {
		return nil
	}
	// As a descriptor that is closed: the script closed the handle itself.
	s.pending++
	errno, text := transport.Number("EBADF")
	s.sent(0, &transport.Failure{Code: "EBADF", Errno: errno, Text: text})
	return s.n.vm.ToValue(-1 - size)
}

// seal gives a small write to a TLS connection at once. It reports false where that
// takes nothing.
func (s *stream) seal(b []byte) bool {
	if s.framed {
		s.n.expectSettled()
	}
	taken, sent := s.conn.TrySeal(b, s.sent)
	if !taken {
		return false
	}
	if sent {
		s.n.settle(settled{s: s})
	} else {
		s.pending++
		s.update()
	}
	return true
}

// writev([buffer or string, ...]) sends several pieces as one request.
func (s *stream) writev(call goja.FunctionCall) goja.Value {
	var pieces [][]byte
	size := 0
	bind.Each(s.n.vm, call.Argument(0), func(v goja.Value) {
		b, ok := []byte(nil), true
		if goja.IsString(v) {
			b = []byte(v.String())
		} else if b, ok = bind.Bytes(v); !ok {
			panic(s.n.vm.NewTypeError("not a buffer"))
		}
		pieces = append(pieces, b)
		size += len(b)
	})
	if v := s.refuse(size); v != nil {
		return v
	}
	if s.transmitAll(pieces) {
		return s.n.vm.ToValue(size)
	}
	return s.n.vm.ToValue(-1 - size)
}

// transmitAll is [stream.transmit] for several pieces.
func (s *stream) transmitAll(pieces [][]byte) bool {
	out := gather(pieces)
	if len(out.bufs) == 1 && s.seal(out.bufs[0]) {
		out.release()
		return false
	}
	if s.tryAll(out) {
		out.release()
		return true
	}
	s.pending++
	s.update()
	s.conn.WriteVectored(out.bufs, s.sentFrom(out))
	return false
}

// tryAll sends what the system takes at once and leaves the rest in out.
func (s *stream) tryAll(out *outgoing) bool {
	for len(out.bufs) > 0 {
		n, err := s.conn.TryWrite(out.bufs[0])
		if err != nil || n < len(out.bufs[0]) {
			out.bufs[0] = out.bufs[0][n:]
			return false
		}
		out.bufs = out.bufs[1:]
	}
	return true
}

// settled is a write, or with shut a shutdown, of a TLS connection that was over
// at once.
type settled struct {
	s    *stream
	shut bool
	err  error
}

// settle arranges for a script to be told in the next turn of the loop, as it is
// in Node, where what is written until then is joined into one request. One entry
// into JavaScript serves all streams.
func (n *network) settle(e settled) {
	e.s.pending++
	e.s.update()
	n.settled = append(n.settled, e)
	n.expectSettled()
}

// expectSettled keeps a place in the loop for what may settle. It is called before
// anything is sent: a peer in this process may have read it, and posted what comes
// of that, by the time that the system returns.
func (n *network) expectSettled() {
	if !n.telling {
		n.telling = true
		n.post(n.tellSettled)
	}
}

// tellSettled enters JavaScript only for what somebody waits for.
func (n *network) tellSettled() {
	done := n.settled
	n.telling = false
	n.settled = n.settledSpare[:0]
	loud := done[:0]
	for _, e := range done {
		if e.shut || e.err != nil || !e.s.writtenQuietly() {
			loud = append(loud, e)
			continue
		}
		e.s.pending--
		e.s.update()
	}
	if len(loud) > 0 {
		n.host.Enter(func() { n.tell(loud) })
	}
	clear(done)
	n.settledSpare = done[:0]
}

func (n *network) tell(done []settled) {
	for _, e := range done {
		e.s.pending--
		e.s.update()
		fn := func() { e.s.written(e.err) }
		if e.shut {
			fn = func() { n.ticks.In(e.s.owner.ending, func() { e.s.shut(e.err) }) }
		}
		// One that throws must not keep the others from hearing.
		if ex := n.vm.Try(fn); ex != nil {
			n.host.Throw(ex)
		}
		n.ticks.Leave()
	}
}

// shut tells who waits for a shutdown.
func (s *stream) shut(err error) {
	if done := s.owner.final; done != nil {
		s.owner.final = nil
		s.finished(done, err)
		return
	}
	s.n.invoke(s.n.events.shut, s.obj, s.n.failure(err, "shutdown"))
}

// sentFrom is sent for what was copied.
func (s *stream) sentFrom(out *outgoing) func(int, error) {
	return func(n int, err error) {
		out.release()
		s.sent(n, err)
	}
}

// sent is called on the writer's goroutine.
func (s *stream) sent(_ int, err error) {
	s.n.post(func() {
		s.pending--
		s.update()
		s.n.host.Enter(func() { s.written(err) })
	})
}

// shutdown() ends the outgoing direction after what is queued. It returns true
// when that is done, a failure object when it failed, and undefined when
// onshutdown will tell.
func (s *stream) shutdown(goja.FunctionCall) goja.Value {
	if s.conn == nil {
		panic(s.n.vm.NewTypeError("not connected"))
	}
	over, err := s.endWriting()
	switch {
	case !over:
		return goja.Undefined()
	case err != nil:
		return s.n.failure(err, "shutdown")
	}
	return s.n.vm.ToValue(true)
}

// endWriting reports whether the outgoing direction is over, or why it cannot be
// ended; else shut will tell.
func (s *stream) endWriting() (over bool, err error) {
	s.owner.ending = s.n.ticks.Capture()
	if s.framed {
		s.n.expectSettled()
	}
	if done, err := s.conn.TryCloseWrite(); done {
		if s.framed {
			s.n.settle(settled{s: s, shut: true, err: err})
			return false, nil
		}
		return true, err
	}
	s.pending++
	s.update()
	s.conn.CloseWrite(func(err error) {
		s.n.post(func() {
			s.pending--
			s.update()
			s.n.ticks.Enter(s.owner.ending, func() { s.shut(err) })
		})
	})
	return false, nil
}

var _ transport.Sink = (*stream)(nil)
