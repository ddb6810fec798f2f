package http

import (
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/streams"
)

// connection is one connection of a server: requests come in, one after the other,
// and their responses leave in the same order, one at a time. What is seldom is done
// in connection.js.
type connection struct {
	bind.Opaque
	b              *binding
	server, socket *goja.Object
	st             *streams.Stream // the socket, nil where it is no stream of ours
	parser         *parser
	response       *goja.Object // the class of responses
	onPending      *goja.Object // told of each change of what a response holds back

	incoming []*goja.Object // requests whose responses are not over
	outgoing []*goja.Object // responses that wait for the socket
	waiting  int64          // about how many bytes these hold
	requests int
	// lingers tells that the socket's timer ends it because nothing is asked.
	lingers bool
}

// keepAliveGrace is how long a peer has to be heard, in milliseconds, that believes
// in the timeout it was told of.
const keepAliveGrace = 1000

// listeners are the functions that listen to the sockets of all connections, with
// the socket as this.
type listeners struct{ data, end, close, drain, incoming, finish, readEnd *goja.Object }

func (b *binding) newListeners() *goja.Object {
	fn := func(name string, do func(c *connection, call goja.FunctionCall) goja.Value) *goja.Object {
		return bind.Method(b.vm, name, 1, b.nesting.Guard(func(call goja.FunctionCall) goja.Value {
			if c := b.connectionOf(call.This); c != nil {
				if v := do(c, call); v != nil {
					return v
				}
			}
			return goja.Undefined()
		}))
	}
	on := &b.listens
	on.data = fn("socketOnData", func(c *connection, call goja.FunctionCall) goja.Value {
		c.data(call.Argument(0))
		return nil
	})
	on.end = fn("socketOnEnd", func(c *connection, _ goja.FunctionCall) goja.Value {
		c.end()
		return nil
	})
	on.close = fn("socketOnClose", func(c *connection, _ goja.FunctionCall) goja.Value {
		c.close()
		return nil
	})
	on.drain = fn("socketOnDrain", func(c *connection, _ goja.FunctionCall) goja.Value {
		c.drain()
		return nil
	})
	// onIncoming has a parser as this.
	on.incoming = bind.Method(b.vm, "parserOnIncoming", 2, func(call goja.FunctionCall) goja.Value {
		p, ok := bind.Unwrap[*parser](call.This)
		req, isObject := call.Argument(0).(*goja.Object)
		if !ok || p.conn == nil || !isObject {
			return b.vm.ToValue(0)
		}
		return b.vm.ToValue(p.conn.request(req, call.Argument(1).ToBoolean()))
	})
	on.finish = bind.Method(b.vm, "resOnFinish", 0, func(call goja.FunctionCall) goja.Value {
		if m := outgoingOf(call.This); m != nil && m.conn != nil {
			m.conn.finished(m)
		}
		return goja.Undefined()
	})
	on.readEnd = bind.Method(b.vm, "clearIncoming", 0, func(call goja.FunctionCall) goja.Value {
		if req, ok := call.This.(*goja.Object); ok {
			b.forget(req)
		}
		return goja.Undefined()
	})
	o := b.vm.NewObject()
	for name, fn := range map[string]*goja.Object{
		"onData": on.data, "onEnd": on.end, "onClose": on.close, "onDrain": on.drain, "onIncoming": on.incoming,
	} {
		must(o.Set(name, fn))
	}
	return o
}

// connectionOf is the connection that a socket carries, nil without.
func (b *binding) connectionOf(v goja.Value) *connection {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	c, _ := bind.Dynamic[*connection](o.GetSymbol(b.connectionKey))
	return c
}

// connect(server, socket, parser, Response) begins a connection.
func (b *binding) connect(call goja.FunctionCall) goja.Value {
	p, ok := bind.Unwrap[*parser](call.Argument(2))
	if !ok {
		panic(b.vm.NewTypeError("not a parser"))
	}
	c := &connection{b: b, server: call.Argument(0).ToObject(b.vm), socket: call.Argument(1).ToObject(b.vm),
		parser: p, response: call.Argument(3).ToObject(b.vm)}
	p.conn = c
	if st := b.streams.Find(c.socket); st != nil && st.Readable() != nil && st.Writable() != nil {
		c.st = st
	}
	c.onPending = bind.Method(b.vm, "updateOutgoingData", 1, func(call goja.FunctionCall) goja.Value {
		c.waiting += call.Argument(0).ToInteger()
		c.drain()
		return goja.Undefined()
	})
	must(c.socket.DefineDataPropertySymbol(b.connectionKey, b.vm.NewDynamicObject(c), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return goja.Undefined()
}

// --- what comes ---

func (c *connection) data(chunk goja.Value) {
	b, p := c.b, c.parser
	if c.socket.Get("parser") != p.obj || p.conn != c {
		return
	}
	bytes, ok := bind.Bytes(chunk)
	if !ok || p.wire == nil {
		panic(b.vm.NewTypeError("Argument must be a buffer"))
	}
	n, err := p.wire.Execute(bytes)
	if err != nil {
		bind.Invoke(b.js.parseError, goja.Undefined(), c.socket, b.failure(err), p.obj, chunk)
		return
	}
	if p.switching {
		if req := p.obj.Get("incoming"); bind.Bool(req, "upgrade") {
			bind.Invoke(b.js.switchProtocol, goja.Undefined(), c.socket, req, bind.NewBuffer(b.host, slices.Clone(bytes[n:])))
		}
	}
}

func (c *connection) end() {
	b, p := c.b, c.parser
	if c.socket.Get("parser") != p.obj || p.conn != c {
		return
	}
	if p.wire != nil {
		if err := p.wire.Finish(); err != nil {
			bind.Invoke(b.js.onError, c.socket, b.failure(err))
			return
		}
	}
	last := c.socket.Get("_httpMessage")
	if n := len(c.outgoing); n > 0 {
		last = c.outgoing[n-1]
	}
	if res, ok := last.(*goja.Object); ok && truth(c.server.Get("httpAllowHalfOpen")) {
		must(res.Set("_last", true))
		return
	}
	bind.InvokeMethod(b.vm, c.socket, "socket", "end")
}

func (c *connection) close() {
	bind.Invoke(c.b.js.freeParser, goja.Undefined(), c.socket)
	for len(c.incoming) > 0 {
		req := c.incoming[0]
		c.incoming = c.incoming[1:]
		bind.InvokeMethod(c.b.vm, req, "req", "destroy", bind.Invoke(c.b.js.aborted, goja.Undefined()))
	}
}

// mark is the socket's high water mark.
func (c *connection) mark() int64 {
	if c.st != nil {
		return int64(c.st.Writable().Mark())
	}
	return bind.Int(c.socket, "writableHighWaterMark", 0)
}

func (c *connection) needsDrain() bool {
	if c.st != nil {
		return c.st.Writable().NeedsDrain()
	}
	return bind.Bool(c.socket.Get("_writableState"), "needDrain")
}

// --- what leaves ---

// readOn ends the pause of a connection whose answers have made room.
func (c *connection) readOn() {
	if truth(c.socket.Get("_paused")) && c.waiting <= c.mark() && len(c.incoming) < mostUnanswered {
		must(c.socket.Set("_paused", false))
		bind.InvokeMethod(c.b.vm, c.socket, "socket", "resume")
	}
}

func (c *connection) drain() {
	b := c.b
	c.readOn()
	res, ok := c.socket.Get("_httpMessage").(*goja.Object)
	if !ok {
		return
	}
	if m := outgoingOf(res); m != nil && !m.is(outFinished) && m.is(outNeedDrain) {
		m.set(outNeedDrain, false)
		b.emitters.Emit(res, "drain")
	}
}
