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

// send tries without waiting first. live memory belongs to the script and is
// copied before it is queued.
func (s *stream) send(b []byte, live bool) goja.Value {
	if s.conn == nil {
		panic(s.n.vm.NewTypeError("not connected"))
	}
	size := len(b)
	if s.closed {
		// As a descriptor that is closed: the script closed the handle itself.
		s.pending++
		errno, text := transport.Number("EBADF")
		s.sent(0, &transport.Failure{Code: "EBADF", Errno: errno, Text: text})
		return s.n.vm.ToValue(-1 - size)
	}
	if taken, gone := s.conn.TrySeal(b, s.sent); taken {
		s.pending++
		s.update()
		if gone {
			s.n.settle(s)
		}
		return s.n.vm.ToValue(-1 - size)
	}
	n, err := s.conn.TryWrite(b)
	if err == nil && n == size {
		return s.n.vm.ToValue(size)
	}
	rest := b[n:]
	if live {
		rest = append([]byte(nil), rest...)
	}
	// After an error the queue fails alike, which tells it the one usual way.
	s.pending++
	s.update()
	s.conn.Write(rest, s.sent)
	return s.n.vm.ToValue(-1 - size)
}

// writev([buffer or string, ...]) sends several pieces as one request.
func (s *stream) writev(call goja.FunctionCall) goja.Value {
	if s.conn == nil {
		panic(s.n.vm.NewTypeError("not connected"))
	}
	var all []byte
	bind.Each(s.n.vm, call.Argument(0), func(v goja.Value) {
		if goja.IsString(v) {
			all = append(all, v.String()...)
			return
		}
		b, ok := bind.Bytes(v)
		if !ok {
			panic(s.n.vm.NewTypeError("not a buffer"))
		}
		all = append(all, b...)
	})
	return s.send(all, false)
}

// settle arranges for onwritten where a TLS connection has sent a write at once.
// Node tells a script of it in the next turn of the loop; what is written until
// then is joined into one request. One entry into JavaScript serves all streams.
func (n *network) settle(s *stream) {
	n.settled = append(n.settled, s)
	if len(n.settled) == 1 {
		n.post(n.tellSettled)
	}
}

func (n *network) tellSettled() {
	n.host.Enter(func() {
		done := n.settled
		n.settled = n.settledSpare[:0]
		for i, s := range done {
			done[i] = nil
			s.pending--
			s.update()
			n.call(n.events.written, s.obj, goja.Undefined())
		}
		n.settledSpare = done
	})
}

// sent is called on the writer's goroutine.
func (s *stream) sent(_ int, err error) {
	s.n.post(func() {
		s.pending--
		s.update()
		if err == nil {
			s.n.call(s.n.events.written, s.obj, goja.Undefined())
			return
		}
		s.n.host.Enter(func() { s.n.call(s.n.events.written, s.obj, s.n.failure(err, "write")) })
	})
}

// shutdown() ends the outgoing direction after what is queued. It returns true
// when that is done, a failure object when it failed, and undefined when
// onshutdown will tell.
func (s *stream) shutdown(goja.FunctionCall) goja.Value {
	if s.conn == nil {
		panic(s.n.vm.NewTypeError("not connected"))
	}
	if done, err := s.conn.TryCloseWrite(); done {
		if err != nil {
			return s.n.failure(err, "shutdown")
		}
		return s.n.vm.ToValue(true)
	}
	s.pending++
	s.update()
	s.conn.CloseWrite(func(err error) {
		s.n.post(func() {
			s.pending--
			s.update()
			s.n.host.Enter(func() { s.n.call(s.n.events.shut, s.obj, s.n.failure(err, "shutdown")) })
		})
	})
	return goja.Undefined()
}

var _ transport.Sink = (*stream)(nil)
