// Package messaging is MessageChannel, MessagePort, BroadcastChannel and MessageEvent
// within one runtime: HTML sections 9.4 and 9.5, with Node's events.
//
// Messages are cloned when they are posted and wait at the other port. Go keeps the
// loop alive for ports that listen, and brings each message as one callback.
package messaging

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is internal/messaging, which worker_threads and the globals show.
var Module = module.Module{
	Name: "messaging", Scripts: scripts,
	Entries: map[string]string{"internal/messaging": "messaging.js"},
	Bind:    newBinding,
}

// hold is how a port counts for the loop and calls back.
type hold struct {
	handle *eventloop.Handle
	async  *ticks.Context
}

// newBinding offers hold(port): an object with ref, unref, post(fn), which calls fn in a
// later turn, and close(fn), which calls it in the close phase.
func newBinding(h module.Host) (*goja.Object, error) {
	vm, q := h.VM(), ticks.Of(h)
	class := bind.NewClass(vm, "Hold", map[string]func(*hold, goja.FunctionCall) goja.Value{
		"ref":   func(o *hold, _ goja.FunctionCall) goja.Value { o.handle.Ref(); return goja.Undefined() },
		"unref": func(o *hold, _ goja.FunctionCall) goja.Value { o.handle.Unref(); return goja.Undefined() },
		"post": func(o *hold, call goja.FunctionCall) goja.Value {
			fn := bind.Callback(call.Argument(0))
			return vm.ToValue(o.handle.Post(func() {
				if !o.handle.Closed() {
					q.Call(o.async, fn, goja.Undefined())
				}
			}))
		},
		"close": func(o *hold, call goja.FunctionCall) goja.Value {
			fn := bind.Callback(call.Argument(0))
			o.handle.Close()
			h.Loop().AtClose(func() {
				q.Call(o.async, fn, goja.Undefined())
				q.Over(o.async)
			})
			return goja.Undefined()
		},
	})
	return bind.Object(vm, bind.Funcs{
		"hold": func(call goja.FunctionCall) goja.Value {
			port, _ := call.Argument(0).(*goja.Object)
			o := &hold{handle: h.Loop().NewHandle(), async: q.CaptureAs("MESSAGEPORT", port)}
			o.handle.Unref()
			return class.New(o)
		},
	}), nil
}
