package http

import (
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/httpwire"
)

// One request and its response, from the head of the one to the end of the other.

// mostUnanswered is how many requests of one connection may be unanswered before no
// more are read; what was read already can make them some thousands.
const mostUnanswered = 1000

// request is called with the head of a request.
func (c *connection) request(req *goja.Object, keepAlive bool) httpwire.Verdict {
	b := c.b
	in := incomingOf(req)
	if c.lingers {
		c.setTimeout(c.server.Get("timeout"))
		c.lingers = false
	}
	if truth(c.field(req, in, inUpgrade, "upgrade")) {
		upgrade := c.field(req, in, inMethod, "method").String() == "CONNECT" || b.emitters.Count(c.server, "upgrade") > 0
		must(req.Set("upgrade", upgrade))
		if upgrade {
			return httpwire.SwitchProtocol
		}
	}
	c.incoming = append(c.incoming, req)
	// Who sends requests and reads no responses, or waits for none, is not read any more.
	if (c.needsDrain() || c.waiting >= c.mark() || len(c.incoming) >= mostUnanswered) && !truth(c.socket.Get("_paused")) {
		must(c.socket.Set("_paused", true))
		bind.InvokeMethod(b.vm, c.socket, "socket", "pause")
	}
	m := c.newResponse(req, in, keepAlive)
	if truth(b.requestStart.Get("hasSubscribers")) {
		bind.Invoke(b.js.started, goja.Undefined(), req, m.obj, c.socket, c.server)
	}
	if truth(c.socket.Get("_httpMessage")) {
		c.outgoing = append(c.outgoing, m.obj)
	} else {
		c.assign(m.obj)
	}
	b.listen(m.obj, "finish", b.listens.finish)
	if !c.special(req, in, m.obj) {
		b.emitters.Emit(c.server, "request", req, m.obj)
	}
	return httpwire.ReadBody
}

// field is a field of a request, also of a class that does not call our constructor.
func (c *connection) field(req *goja.Object, in *incoming, i int, name string) goja.Value {
	if in != nil {
		return in.value(i)
	}
	return orUndefined(req.Get(name))
}

// assign gives a response the socket.
func (c *connection) assign(res *goja.Object) {
	if m := outgoingOf(res); m != nil && res.Get("assignSocket") == c.b.own.assignSocket {
		m.assignSocket(c.socket)
		return
	}
	bind.InvokeMethod(c.b.vm, res, "res", "assignSocket", c.socket)
}

// newResponse makes the response to a request.
func (c *connection) newResponse(req *goja.Object, in *incoming, keepAlive bool) *outgoing {
	b := c.b
	var m *outgoing
	if in != nil && c.response == b.responseClass && in.modern() {
		m = b.attachOutgoing(b.vm.CreateObject(c.response.Get("prototype").ToObject(b.vm)))
		m.ours = true
		m.values[resReq], m.values[outSendDate] = req, b.yes
		m.values[outMark] = b.vm.ToValue(c.mark())
		if truth(c.server.Get("rejectNonStandardBodyWrites")) {
			m.values[outReject] = b.yes
		}
		if in.value(inMethod).StrictEquals(b.head) {
			m.values[outHasBody] = b.no
		}
	} else {
		options := b.vm.NewObject()
		must(options.Set("highWaterMark", c.mark()))
		must(options.Set("rejectNonStandardBodyWrites", c.server.Get("rejectNonStandardBodyWrites")))
		res, err := b.vm.New(c.response, req, options)
		must(err)
		if m = outgoingOf(res); m == nil {
			panic(b.vm.NewTypeError("options.ServerResponse does not call http.ServerResponse"))
		}
	}
	m.conn, m.request = c, req
	m.write(outTimeout, orUndefined(c.server.Get("keepAliveTimeout")))
	m.write(resMaxRequests, orUndefined(c.server.Get("maxRequestsPerSocket")))
	m.write(outOnPending, c.onPending)
	m.set(outKeepAlive, keepAlive)
	if unique := c.server.GetSymbol(b.uniqueKey); unique != nil {
		m.write(outUnique, unique)
	}
	return m
}

// modern tells of a message of HTTP/1.1.
func (m *incoming) modern() bool {
	return m.value(inMajor).StrictEquals(m.b.one) && m.value(inMinor).StrictEquals(m.b.one)
}

// special answers requests of HTTP/1.1 that are not, or not only, the script's. It
// reports whether it did.
func (c *connection) special(req *goja.Object, in *incoming, res *goja.Object) bool {
	b := c.b
	plain := in != nil && in.headers.raw == nil && in.headers.joined == nil && req.Get("_addHeaderLine") == b.own.addLine
	if in == nil || !in.modern() {
		if in != nil || !truth(bind.Invoke(b.js.isModern, goja.Undefined(), req)) {
			return false
		}
	}
	has := func(name string) bool {
		if plain {
			return in.has(name)
		}
		headers, ok := req.Get("headers").(*goja.Object)
		return ok && !bind.IsNullish(headers.Get(name))
	}
	// RFC 9112, 3.2.
	if !has("host") && truth(c.server.Get("requireHostHeader")) {
		bind.InvokeMethod(b.vm, res, "res", "writeHead", b.vm.ToValue(400), b.vm.NewArray("Connection", "close"))
		bind.InvokeMethod(b.vm, res, "res", "end")
		return true
	}
	if limit := c.server.Get("maxRequestsPerSocket"); limit != nil && goja.IsNumber(limit) && limit.ToFloat() > 0 {
		c.requests++
		must(res.Set("maxRequestsOnConnectionReached", limit.ToFloat() <= float64(c.requests)))
		if limit.ToFloat() < float64(c.requests) {
			b.emitters.Emit(c.server, "dropRequest", req, c.socket)
			bind.InvokeMethod(b.vm, res, "res", "writeHead", b.vm.ToValue(503))
			bind.InvokeMethod(b.vm, res, "res", "end")
			return true
		}
	}
	if !has("expect") {
		return false
	}
	bind.Invoke(b.js.expects, goja.Undefined(), c.server, req, res)
	return true
}

// finished is called when all of a response is with the system.
func (c *connection) finished(m *outgoing) {
	b := c.b
	req := m.request
	if truth(b.responseFinish.Get("hasSubscribers")) {
		bind.Invoke(b.js.ended, goja.Undefined(), req, m.obj, c.socket, c.server)
	}
	if len(c.incoming) > 0 {
		copy(c.incoming, c.incoming[1:])
		c.incoming[len(c.incoming)-1] = nil
		c.incoming = c.incoming[:len(c.incoming)-1]
	}
	if len(c.incoming) == mostUnanswered-1 && !c.needsDrain() {
		c.readOn()
	}
	// A body that nobody reads must not stand in the way of the next request.
	in := incomingOf(req)
	switch {
	case in == nil:
		bind.Invoke(b.js.dump, goja.Undefined(), req)
	case truth(in.value(inConsuming)) || in.st.Readable().WasRead():
	case req.Get("_dump") == b.own.dump:
		in.dump()
	default:
		bind.InvokeMethod(b.vm, req, "req", "_dump")
	}
	if m.obj.Get("detachSocket") == b.own.detachSocket {
		m.detachSocket(c.socket)
	} else {
		bind.InvokeMethod(b.vm, m.obj, "res", "detachSocket", c.socket)
	}
	b.forget(req)
	b.ticks.Go(m.emitClose)
	timeout := c.server.Get("keepAliveTimeout")
	switch {
	case m.is(outLast):
		if bind.IsFunction(c.socket.Get("destroySoon")) {
			bind.InvokeMethod(b.vm, c.socket, "socket", "destroySoon")
		} else {
			bind.InvokeMethod(b.vm, c.socket, "socket", "end")
		}
	case len(c.outgoing) > 0:
		next := c.outgoing[0]
		c.outgoing = slices.Delete(c.outgoing, 0, 1)
		c.assign(next)
	case truth(timeout) && bind.IsFunction(c.socket.Get("setTimeout")):
		c.setTimeout(b.vm.ToValue(timeout.ToFloat() + keepAliveGrace))
		c.lingers = true
	}
}

func (c *connection) setTimeout(after goja.Value) {
	if !truth(after) {
		after = c.b.vm.ToValue(0)
	}
	bind.InvokeMethod(c.b.vm, c.socket, "socket", "setTimeout", after)
}

// emitClose tells the end of a message, once.
func (m *outgoing) emitClose() {
	if m.is(outClosed) {
		return
	}
	m.set(outDestroyed, true)
	m.set(outClosed, true)
	m.b.emitters.Emit(m.obj, "close")
}

// forget lets go of a request that has been read.
func (b *binding) forget(req *goja.Object) {
	socket, ok := req.Get("socket").(*goja.Object)
	if !ok {
		return
	}
	parser, ok := socket.Get("parser").(*goja.Object)
	if !ok || parser.Get("incoming") != req {
		return
	}
	if truth(req.Get("readableEnded")) {
		must(parser.Set("incoming", goja.Null()))
	} else {
		b.listen(req, "end", b.listens.readEnd)
	}
}
