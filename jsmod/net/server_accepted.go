package net

import (
	"net"

	"github.com/dop251/goja"
)

// accepted is a connection that a server has taken and nobody reads yet: what
// one that lays another protocol over it is given in the place of a stream
// handle, which would be taken apart again at once. A server has one for all its
// connections: it is good for the call in which it is given. It belongs to the
// loop's goroutine.
type accepted struct {
	n   *network
	obj *goja.Object
	nc  net.Conn // nil once somebody has it
}

func (n *network) newAccepted() *accepted {
	a := &accepted{n: n}
	a.obj = n.accepted.New(a)
	return a
}

var acceptedMethods = map[string]func(*accepted, goja.FunctionCall) goja.Value{
	// intoStream() returns a stream handle over the connection.
	"intoStream": func(a *accepted, _ goja.FunctionCall) goja.Value {
		nc, err := a.Take()
		if err != nil {
			panic(a.n.vm.NewTypeError("connection has been taken"))
		}
		var s *stream
		a.n.ticks.In(nil, func() { s = a.n.newStream(a.n.ticks.CaptureAs("TCPWRAP", nil)) }) // as in give
		s.attach(nc)
		return s.obj
	},
}

// Take gives the connection to the caller; the Go half of tls does. The error is
// [net.ErrClosed] where somebody has it.
func (a *accepted) Take() (net.Conn, error) {
	nc := a.nc
	if nc == nil {
		return nil, net.ErrClosed
	}
	a.nc = nil
	return nc, nil
}

// drop closes a connection that nobody wanted.
func (a *accepted) drop() {
	if nc, err := a.Take(); err == nil {
		_ = nc.Close()
	}
}
