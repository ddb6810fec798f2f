package dgram

import (
	"context"
	"net"
	"sync"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
)

// outbox is what the system did not take at once. size and count are the loop's, list
// and writing are under mu.
type outbox struct {
	size, count int

	mu      sync.Mutex
	list    []departure
	writing bool // a goroutine writes
}

// departure is one datagram; a nil to is the peer.
type departure struct {
	data  []byte
	to    *net.UDPAddr
	hold  *eventloop.Handle // keeps the loop alive until it is over
	async *ticks.Context
	done  goja.Callable // nil where nobody wants to know
}

// send(buffers, address or undefined, port, callback or undefined) sends to an address
// or to the peer. The result is [failure, whether it is over]; else callback(failure,
// size) tells later.
func (s *socket) send(call goja.FunctionCall) goja.Value {
	result := func(err error, over bool) goja.Value { return s.b.vm.NewArray(s.failure(err), over) }
	d := departure{data: join(s.b.vm, call.Argument(0)), done: bind.Callback(call.Argument(3))}
	switch address := call.Argument(1); {
	case s.conn == nil || s.closed:
		return result(failureOf("EBADF"), true)
	case !goja.IsUndefined(address):
		to, err := s.destination(address.String(), call.Argument(2).ToInteger())
		if err != nil {
			return result(err, true)
		}
		d.to = to
	case s.peer == nil:
		return result(failureOf("EDESTADDRREQ"), true)
	case s.system == nil:
		d.to = s.peer
	}
	if s.outbox.count == 0 && s.system != nil {
		if done, err := transport.TrySend(s.system, d.data, d.to); done {
			return result(err, true)
		}
	}
	s.queue(d)
	return result(nil, false)
}

// join copies what is sent: the script may change its Buffers.
func join(vm *goja.Runtime, list goja.Value) []byte {
	var out []byte
	bind.Each(vm, list, func(v goja.Value) {
		b, _ := bind.Bytes(v)
		out = append(out, b...)
	})
	return out
}

func (s *socket) queue(d departure) {
	d.hold, d.async = s.b.host.Loop().NewHandle(), s.b.ticks.CaptureOnce("UDPSENDWRAP")
	s.outbox.size += len(d.data)
	s.outbox.count++
	s.outbox.mu.Lock()
	s.outbox.list = append(s.outbox.list, d)
	start := !s.outbox.writing
	s.outbox.writing = true
	s.outbox.mu.Unlock()
	if start {
		s.b.host.Go(func(context.Context) { s.write() })
	}
}

// write sends until nothing is left. After close each is told of that.
func (s *socket) write() {
	for {
		s.outbox.mu.Lock()
		if len(s.outbox.list) == 0 {
			s.outbox.writing = false
			s.outbox.mu.Unlock()
			return
		}
		list := s.outbox.list
		s.outbox.list = nil
		s.outbox.mu.Unlock()
		for _, d := range list {
			err := s.writeOne(d)
			s.b.host.Loop().Post(func() { s.written(d, err) })
		}
	}
}

func (s *socket) writeOne(d departure) error {
	if d.to == nil {
		_, err := s.system.Write(d.data)
		return err
	}
	_, err := s.conn.WriteTo(d.data, d.to)
	return err
}

func (s *socket) written(d departure, err error) {
	d.hold.Close()
	s.outbox.size -= len(d.data)
	s.outbox.count--
	if d.done == nil {
		s.b.ticks.Over(d.async)
		return
	}
	failure := s.failure(err)
	if err != nil && s.closed {
		failure = s.failure(failureOf("ECANCELED"))
	}
	s.b.ticks.Call(d.async, d.done, goja.Undefined(), failure, s.b.vm.ToValue(len(d.data)))
}
