package http

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// The fields of an OutgoingMessage, and behind outFields those of a ServerResponse
// besides.
const (
	outData = iota
	outSize
	outWritable
	outDestroyed
	outLast
	outChunked
	outKeepAlive
	outMaxReached
	outDefaultKeepAlive
	outUseChunked
	outSendDate
	outNoConnection
	outNoLength
	outNoEncoding
	outStrict
	outLength
	outHasBody
	outTrailer
	outFinished
	outHeaderSent
	outClosed
	outSocket
	outHeader
	outTimeout
	outOnPending
	outBytes
	outNeedDrain
	outCorked
	outHeaders
	outErrored
	outMark
	outReject
	outUnique
	outFields
)

const (
	resReq = outFields + iota
	resSent100
	resExpects
	resMaxRequests
	resMessage
	resFields
)

// Those of a ClientRequest are in the same places.
const (
	reqPath = outFields + iota
	reqMethod
	reqAgent
	reqSocketPath
	reqTimeout
	reqEnded
	reqRes
	reqAborted
	reqTimeoutCb
	reqUpgrade
	reqParser
	reqMaxHeaders
	reqReused
	reqHost
	reqProtocol
	reqMaxSize
	reqInsecure
	reqJoin
	reqFields
)

// clientFields are those of a ClientRequest besides.
var clientFields = []field{
	reqPath - outFields: {name: "path", normal: goja.Undefined()}, reqMethod - outFields: {name: "method", normal: goja.Undefined()},
	reqAgent - outFields: {name: "agent", normal: goja.Undefined()}, reqSocketPath - outFields: {name: "socketPath", normal: goja.Undefined()},
	reqTimeout - outFields: {name: "timeout", normal: goja.Undefined()}, reqEnded - outFields: {name: "_ended", normal: false},
	reqRes - outFields: {name: "res"}, reqAborted - outFields: {name: "aborted", normal: false},
	reqTimeoutCb - outFields: {name: "timeoutCb"}, reqUpgrade - outFields: {name: "upgradeOrConnect", normal: false},
	reqParser - outFields: {name: "parser"}, reqMaxHeaders - outFields: {name: "maxHeadersCount"},
	reqReused - outFields: {name: "reusedSocket", normal: false}, reqHost - outFields: {name: "host", normal: goja.Undefined()},
	reqProtocol - outFields: {name: "protocol", normal: goja.Undefined()}, reqMaxSize - outFields: {name: "maxHeaderSize", normal: goja.Undefined()},
	reqInsecure - outFields: {name: "insecureHTTPParser", normal: goja.Undefined()},
	reqJoin - outFields:     {name: "joinDuplicateHeaders", normal: goja.Undefined()},
}

var outgoingFields = []field{
	outData: {name: "outputData", hidden: true}, outSize: {name: "outputSize", normal: 0},
	outWritable: {name: "writable", normal: true}, outDestroyed: {name: "destroyed", normal: false},
	outLast: {name: "_last", normal: false}, outChunked: {name: "chunkedEncoding", normal: false},
	outKeepAlive: {name: "shouldKeepAlive", normal: true}, outMaxReached: {name: "maxRequestsOnConnectionReached", normal: false},
	outDefaultKeepAlive: {name: "_defaultKeepAlive", normal: true},
	outUseChunked:       {name: "useChunkedEncodingByDefault", normal: true}, outSendDate: {name: "sendDate", normal: false},
	outNoConnection: {name: "_removedConnection", normal: false}, outNoLength: {name: "_removedContLen", normal: false},
	outNoEncoding: {name: "_removedTE", normal: false}, outStrict: {name: "strictContentLength", normal: false},
	outLength: {name: "_contentLength"}, outHasBody: {name: "_hasBody", normal: true}, outTrailer: {name: "_trailer", normal: ""},
	outFinished: {name: "finished", normal: false}, outHeaderSent: {name: "_headerSent", normal: false},
	outClosed: {name: "_closed", normal: false}, outSocket: {name: "socket"}, outHeader: {name: "_header"},
	outTimeout: {name: "_keepAliveTimeout", normal: 0}, outOnPending: {name: "_onPendingData"},
	outBytes: {name: "kBytesWritten", hidden: true, normal: 0}, outNeedDrain: {name: "kNeedDrain", hidden: true, normal: false},
	outCorked: {name: "kCorked", hidden: true, normal: 0}, outHeaders: {name: "kOutHeaders", hidden: true},
	outErrored: {name: "kErrored", hidden: true}, outMark: {name: "kHighWaterMark", hidden: true},
	outReject: {name: "kRejectNonStandardBodyWrites", hidden: true, normal: false},
	outUnique: {name: "kUniqueHeaders", hidden: true},

	resReq: {name: "req"}, resSent100: {name: "_sent100", normal: false}, resExpects: {name: "_expect_continue", normal: false},
	resMaxRequests: {name: "_maxRequestsPerSocket", normal: goja.Undefined()}, resMessage: {name: "statusMessage", normal: goja.Undefined()},
}

// outgoing is what an OutgoingMessage holds: a property of it that is not shown.
type outgoing struct {
	bind.Opaque
	b      *binding
	obj    *goja.Object
	values [reqFields]goja.Value
	// ours tells that the message was made here: no class has fields of its own
	// above those that are kept here.
	ours bool
	// Of a response that came by a connection, else nil.
	conn    *connection
	request *goja.Object
}

// place is the property by which a message holds what is kept in Go.
const place = "_outgoing"

// outgoingOf is what is behind an OutgoingMessage, nil for anything else.
func outgoingOf(v goja.Value) *outgoing {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	m, _ := bind.Dynamic[*outgoing](o.Get(place))
	return m
}

// initOutgoing(message) is the constructor.
func (b *binding) initOutgoing(call goja.FunctionCall) goja.Value {
	b.attachOutgoing(call.Argument(0).ToObject(b.vm))
	return goja.Undefined()
}

func (b *binding) attachOutgoing(o *goja.Object) *outgoing {
	b.emitters.Init(o)
	m := &outgoing{b: b, obj: o}
	must(o.DefineDataProperty(place, b.vm.NewDynamicObject(m), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return m
}

// outgoingValues are the fields of a message, nil for anything else.
func outgoingValues(this goja.Value) []goja.Value {
	if m := outgoingOf(this); m != nil {
		return m.values[:]
	}
	return nil
}

// showOutgoing puts what is kept in Go on OutgoingMessage.prototype.
func (b *binding) showOutgoing(proto *goja.Object) {
	b.show(proto, b.outgoingSet, 0, outFields, outgoingValues)
	b.headerMethods(proto)
	b.own.end = b.method(proto, "end", 3, func(call goja.FunctionCall) goja.Value {
		if m := outgoingOf(call.This); m != nil && m.endAtOnce(call) {
			return call.This
		}
		return bind.Invoke(b.js.end, call.This, call.Arguments...)
	})
	b.method(proto, "write", 3, func(call goja.FunctionCall) goja.Value {
		if m := outgoingOf(call.This); m != nil {
			if more, done := m.writeAtOnce(call); done {
				return b.vm.ToValue(more)
			}
		}
		return bind.Invoke(b.js.write, call.This, call.Arguments...)
	})
	b.own.storeHeader = b.method(proto, "_storeHeader", 2, func(call goja.FunctionCall) goja.Value {
		b.message(call.This).storeHeader(call.Argument(0), call.Argument(1))
		return goja.Undefined()
	})
	fn := func(name string) *goja.Object { return proto.Get(name).ToObject(b.vm) }
	b.own.send, b.own.writeRaw = fn("_send"), fn("_writeRaw")
}

// showResponse puts the rest on ServerResponse.prototype.
func (b *binding) showResponse(proto *goja.Object) {
	b.show(proto, b.outgoingSet, outFields, resFields, outgoingValues)
	b.own.writeHead = b.method(proto, "writeHead", 1, func(call goja.FunctionCall) goja.Value {
		if m := outgoingOf(call.This); m != nil && m.writeHead(call.Argument(0), call.Argument(1), call.Argument(2)) {
			return call.This
		}
		return bind.Invoke(b.js.writeHead, call.This, call.Arguments...)
	})
	must(proto.Set("writeHeader", b.own.writeHead))
	b.own.assignSocket = b.method(proto, "assignSocket", 1, func(call goja.FunctionCall) goja.Value {
		b.message(call.This).assignSocket(call.Argument(0).ToObject(b.vm))
		return goja.Undefined()
	})
	b.own.detachSocket = b.method(proto, "detachSocket", 1, func(call goja.FunctionCall) goja.Value {
		b.message(call.This).detachSocket(call.Argument(0).ToObject(b.vm))
		return goja.Undefined()
	})
	fn := func(name string) *goja.Object { return proto.Get(name).ToObject(b.vm) }
	b.own.finish, b.own.implicitHeader = fn("_finish"), fn("_implicitHeader")
}

// showClient puts the rest on ClientRequest.prototype.
func (b *binding) showClient(proto *goja.Object) {
	b.show(proto, b.clientSet, outFields, reqFields, outgoingValues)
}

// message is for methods of messages alone.
func (b *binding) message(this goja.Value) *outgoing {
	m := outgoingOf(this)
	if m == nil {
		panic(b.vm.NewTypeError("not an OutgoingMessage"))
	}
	return m
}

// value is a field as it is kept here.
func (m *outgoing) value(i int) goja.Value {
	if v := m.values[i]; v != nil {
		return v
	}
	return m.b.outgoingSet.normal[i]
}

// read is a field as a script would read it: a class may have one of its own.
func (m *outgoing) read(i int) goja.Value {
	if m.ours {
		return m.value(i)
	}
	v := goja.Value(nil)
	if symbol, ok := m.b.outgoingSet.keys[i].(*goja.Symbol); ok {
		v = m.obj.GetSymbol(symbol)
	} else {
		v = m.obj.Get(m.b.outgoingSet.fields[i].name)
	}
	return orUndefined(v)
}

func (m *outgoing) is(i int) bool { return m.read(i).ToBoolean() }

// write is an assignment to a field.
func (m *outgoing) write(i int, v goja.Value) {
	switch symbol, ok := m.b.outgoingSet.keys[i].(*goja.Symbol); {
	case m.ours:
		m.values[i] = v
	case ok:
		must(m.obj.SetSymbol(symbol, v))
	default:
		must(m.obj.Set(m.b.outgoingSet.fields[i].name, v))
	}
}

func (m *outgoing) set(i int, truth bool) {
	if truth {
		m.write(i, m.b.yes)
	} else {
		m.write(i, m.b.no)
	}
}

// assignSocket gives a response its socket.
func (m *outgoing) assignSocket(socket *goja.Object) {
	b := m.b
	if truth(socket.Get("_httpMessage")) {
		bind.Invoke(b.js.assigned, goja.Undefined())
	}
	must(socket.Set("_httpMessage", m.obj))
	b.listen(socket, "close", b.js.socketClosed)
	m.write(outSocket, socket)
	b.emitters.Emit(m.obj, "socket", socket)
	if data, ok := m.read(outData).(*goja.Object); ok && bind.Int(data, "length", 0) > 0 || m.is(outFinished) || m.is(outNeedDrain) || !m.ours {
		bind.InvokeMethod(b.vm, m.obj, "message", "_flush")
	}
}

// detachSocket takes it away.
func (m *outgoing) detachSocket(socket *goja.Object) {
	m.b.unlisten(socket, "close", m.b.js.socketClosed)
	must(socket.Set("_httpMessage", goja.Null()))
	m.write(outSocket, goja.Null())
}

// listen is emitter.on(event, fn), for events that mean nothing else to a stream.
func (b *binding) listen(o *goja.Object, event string, fn *goja.Object) {
	if on := o.Get("on"); on == b.on || on == b.streamOn {
		b.emitters.Add(o, b.vm.ToValue(event), fn, false)
		return
	}
	bind.InvokeMethod(b.vm, o, "emitter", "on", b.vm.ToValue(event), fn)
}

// unlisten is emitter.removeListener(event, fn).
func (b *binding) unlisten(o *goja.Object, event string, fn *goja.Object) {
	if off := o.Get("removeListener"); off == b.off || off == b.streamOff {
		b.emitters.Remove(o, b.vm.ToValue(event), fn)
		return
	}
	bind.InvokeMethod(b.vm, o, "emitter", "removeListener", b.vm.ToValue(event), fn)
}
