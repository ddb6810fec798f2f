package tls

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/streams"
)

// sockets is what the TLSSockets of servers are made of: the class, the names of
// its fields and the listeners that each socket begins with.
type sockets struct {
	proto                   *goja.Object
	options, state, session *goja.Symbol
	// initial is the state of a socket whose handshake has begun.
	initial   goja.Value
	listeners []listener
	// wrapConnection is that of internal/net_stream, errorFrom the binding's own.
	wrapConnection, errorFrom *goja.Object
}

type listener struct{ event, fn goja.Value }

// setupSockets({prototype, options, state, session, initial, listeners: [event,
// function, ...], wrapConnection, errorFrom}) is called once, before accept.
func (b *binding) setupSockets(call goja.FunctionCall) goja.Value {
	o := call.Argument(0).ToObject(b.vm)
	symbol := func(name string) *goja.Symbol { sym, _ := o.Get(name).(*goja.Symbol); return sym }
	s := &sockets{
		proto:   o.Get("prototype").ToObject(b.vm),
		options: symbol("options"), state: symbol("state"), session: symbol("session"),
		initial:        o.Get("initial"),
		wrapConnection: o.Get("wrapConnection").ToObject(b.vm),
		errorFrom:      o.Get("errorFrom").ToObject(b.vm),
	}
	var event goja.Value
	bind.Each(b.vm, o.Get("listeners"), func(v goja.Value) {
		if event == nil {
			event = v
			return
		}
		s.listeners = append(s.listeners, listener{event, v})
		event = nil
	})
	b.sockets = s
	return goja.Undefined()
}

// accept(raw, options, limit) makes the TLSSocket for a connection that a server
// has accepted, and begins the handshake: what the constructor and startOn in
// socket.js do, without a step of JavaScript. options are what the server prepared
// for all its connections. It returns undefined when the connection is gone.
func (b *binding) accept(call goja.FunctionCall) goja.Value {
	b.begin()
	options := call.Argument(1).ToObject(b.vm)
	ctx := b.contextOf(options)
	kind := b.sockets
	obj := b.vm.CreateObject(kind.proto)
	st := streams.Of(b.host).NewSocket(obj, bind.Bool(options, "allowHalfOpen"), options.Get("highWaterMark"))
	for _, l := range kind.listeners {
		b.emitters.Add(obj, l.event, l.fn, false)
	}
	// The connection is taken once nothing can throw over the options: who gave it
	// closes what nobody has taken.
	raw, ok := b.below(call.Argument(0), goja.Undefined())
	if !ok {
		return goja.Undefined()
	}
	s := b.newSession(raw, nil, obj, options, ctx, call.Argument(2))
	handle := bind.Invoke(kind.wrapConnection, goja.Undefined(), s.obj, b.vm.ToValue(false)).ToObject(b.vm)
	put(handle, "errorFrom", kind.errorFrom)
	if bind.Bool(call.Argument(0), "isPipe") {
		put(handle, "isPipe", true)
	}
	put(handle, "owner", obj)
	put(obj, "_handle", handle)
	put(obj, "_server", options.Get("server"))
	b.field(obj, kind.options, options)
	b.field(obj, kind.state, kind.initial)
	b.field(obj, kind.session, s.obj)
	st.Readable().Asked()
	return obj
}

func (b *binding) field(o *goja.Object, name *goja.Symbol, v goja.Value) {
	if err := o.SetSymbol(name, v); err != nil {
		panic(err)
	}
}
