package net

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/emitter"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

// network is the binding's state in one runtime.
type network struct {
	host     module.Host
	vm       *goja.Runtime
	streams  *bind.Class
	servers  *bind.Class
	accepted *bind.Class
	events   events
	natives  natives
	timers   int  // idle timers that run
	idle     bool // there has been one
	idleKey  *goja.Symbol
	told     bool // NODE_DEBUG=net
	// closesUnread: the end of the peer closes a socket that nobody reads.
	closesUnread bool
	emitters     *emitter.Emitters
	ticks        *ticks.Queue

	settled, settledSpare []settled // what is over and not told yet
	telling               bool      // tellSettled is posted

	mu     sync.Mutex
	open   map[closer]struct{} // what must end with the runtime
	ending bool
	guard  bool // the goroutine that waits for the runtime's end exists
}

// closer is a stream or a listener: something with goroutines of its own.
type closer interface {
	// abandon closes without telling JavaScript and waits. It is called off the
	// loop, when the runtime ends.
	abandon()
}

// events are the JavaScript functions that handles call, with the handle as
// this. One set serves all handles.
type events struct {
	read, end, fail, written, shut, connect, connection, accept, closed, toError goja.Callable
}

func newBinding(h module.Host) (*goja.Object, error) {
	n := &network{host: h, vm: h.VM(), open: map[closer]struct{}{}, emitters: emitter.Of(h), ticks: ticks.Of(h),
		idleKey: goja.NewSymbol("timeout")}
	functions := func() map[*goja.Object]bool { return map[*goja.Object]bool{} }
	n.natives = natives{write: functions(), writev: functions(), final: functions(), read: functions()}
	n.streams = bind.NewClass(n.vm, "StreamHandle", streamMethods)
	n.handleProperties()
	n.servers = bind.NewClass(n.vm, "ServerHandle", serverMethods)
	n.accepted = bind.NewClass(n.vm, "AcceptedConnection", acceptedMethods)
	o := bind.Object(n.vm, bind.Funcs{
		"setup":        n.setup,
		"createStream": n.createStream,
		"adopt":        n.adopt,
		"openFd":       n.openFd,
		"listen":       n.listen,
		"listenFd":     n.listenFd,
		"errorOf":      n.errorOf,
		"hasIPv6":      n.hasIPv6,
		"isIP":         n.isIP,
		"pipe":         n.pipe,
		"pipeFile":     n.pipeFile,
		"parseAddress": n.parseAddress,
		"flag":         n.flag,
		"known":        n.known,
		"setIdle":      n.setIdle,
		"setTimeout":   n.setTimeout,
		"touchIdle":    n.touchIdle,
		"endIdle":      n.endIdle,
		"progress":     n.progress,
		"wrote":        n.wrote,
		"outside":      n.outside,
	})
	// Before io.js a socket that nobody reads is closed with its peer's end.
	n.closesUnread = slices.Contains([]string{"v0.8", "v0.10", "v0.12"}, h.Config().Compat)
	return o, errors.Join(
		o.Set("clustered", h.Cluster().Primary() != nil), o.Set("closesUnread", n.closesUnread))
}

// setup(functions, told) takes the functions that handles call, and whether
// NODE_DEBUG=net is set: then what happens is told in JavaScript.
func (n *network) setup(call goja.FunctionCall) goja.Value {
	fns := call.Argument(0).ToObject(n.vm)
	get := func(name string) goja.Callable { return bind.Callback(fns.Get(name)) }
	n.events = events{
		read: get("onread"), end: get("onend"), fail: get("onerror"), written: get("onwritten"),
		shut: get("onshutdown"), connect: get("onconnect"), connection: get("onconnection"),
		accept: get("onaccepterror"), closed: get("onclose"), toError: get("failureToError"),
	}
	n.told = call.Argument(1).ToBoolean()
	return goja.Undefined()
}

// track remembers c until forget. It reports false when the runtime is ending.
func (n *network) track(c closer) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.ending {
		return false
	}
	n.open[c] = struct{}{}
	if !n.guard {
		n.guard = true
		n.host.Go(n.closeAll)
	}
	return true
}

func (n *network) forget(c closer) {
	n.mu.Lock()
	delete(n.open, c)
	n.mu.Unlock()
}

// closeAll waits for the runtime's end and closes what is open then.
func (n *network) closeAll(ctx context.Context) {
	<-ctx.Done()
	n.mu.Lock()
	n.ending = true
	open := n.open
	n.open = nil
	n.mu.Unlock()
	var wg sync.WaitGroup
	for c := range open {
		wg.Go(c.abandon)
	}
	wg.Wait()
}

// post runs fn on the loop and lets it enter JavaScript.
func (n *network) post(fn func()) { n.host.Loop().Post(fn) }

// call calls one of the events, in the asynchronous context of what it tells of.
func (n *network) call(async *ticks.Context, fn goja.Callable, this goja.Value, args ...goja.Value) {
	if fn != nil {
		n.ticks.Call(async, fn, this, args...)
	}
}

// invoke calls one of the events from inside of Enter and passes on what it
// throws.
func (n *network) invoke(fn goja.Callable, this goja.Value, args ...goja.Value) goja.Value {
	v, err := fn(this, args...)
	if err != nil {
		panic(err)
	}
	return v
}

// flag(name) is the value of a command-line option, undefined without it.
func (n *network) flag(call goja.FunctionCall) goja.Value {
	v, ok := n.host.Config().Flags[call.Argument(0).String()]
	if !ok {
		return goja.Undefined()
	}
	return n.vm.ToValue(v)
}
