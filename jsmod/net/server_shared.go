package net

import (
	"errors"
	"net"

	"github.com/dop251/goja"

	"tlsjs/internal/transport"
)

// acceptor is where a server's connections come from: a [transport.Acceptor],
// or this runtime's part of a socket that several share.
type acceptor interface {
	Addr() net.Addr
	Taken()
	Close(done func())
}

var _ acceptor = (*transport.Acceptor)(nil)

// sharing is the listener of a socket that several runtimes share: what a
// [transport.Taker] can.
type sharing interface {
	net.Listener
	Start(wake, idle func() bool)
	Take() (net.Conn, error)
	Keep(key any, init func() any) any
	Leave(done func()) bool
}

// partOf makes an acceptor of a shared socket. What nobody has taken stays in
// its queue, so that there is no credit to give back.
type partOf struct{ sharing }

func (p partOf) Taken()            {}
func (p partOf) Close(done func()) { p.Leave(done) }

// share takes connections from l, one a turn of the loop: while the script is
// busy the others get them.
func (s *server) share(l sharing) {
	s.acceptor, s.shared = partOf{l}, l
	// In Node the primary's answer brings such a socket, and connections with it.
	s.async = nil
	loop := s.n.host.Loop()
	l.Start(func() bool { return loop.Post(s.takeOne) }, loop.Asleep)
}

func (s *server) takeOne() {
	if s.closed {
		return
	}
	nc, err := s.shared.Take()
	s.mu.Lock()
	if nc != nil {
		s.conns = append(s.conns, nc)
	}
	if err != nil && !errors.Is(err, net.ErrClosed) {
		s.err = err
	}
	s.mu.Unlock()
	if nc != nil || err != nil {
		s.deliver()
	}
}

// outside(fn, arg) has fn called in the next tick, in no asynchronous context.
func (n *network) outside(call goja.FunctionCall) goja.Value {
	n.ticks.In(nil, func() { n.ticks.Push(call.Argument(0).ToObject(n.vm), call.Argument(1)) })
	return goja.Undefined()
}

// isShared() tells whether other runtimes may take connections too.
func (s *server) isShared(goja.FunctionCall) goja.Value { return s.n.vm.ToValue(s.shared != nil) }

// Keep returns the value under key of all servers on this socket, made by init
// for the first that asks. The Go half of tls finds it behind the handle.
func (s *server) Keep(key any, init func() any) any {
	if s.shared == nil {
		return init()
	}
	return s.shared.Keep(key, init)
}

type serverData struct{}

// keep(text) returns the text that the first of the sharing servers gave.
func (s *server) keep(call goja.FunctionCall) goja.Value {
	text := call.Argument(0).String()
	return s.n.vm.ToValue(s.Keep(serverData{}, func() any { return text }))
}
