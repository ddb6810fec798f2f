// Package dgram is Node's dgram: UDP sockets.
//
//	dgram.js     createSocket and Socket      send.js      send's forms, its queue
//	socket.go    a handle: bind, close        options.go   what is set on a socket
//	receive.go   one goroutine reads          send.go      at once, or one that writes
//
// Sockets come from the [module.UDP] that the embedder granted, which is asked of each
// address that they reach. A socket has a reader goroutine from bind to close, which
// waits while JavaScript has much to hear still, and a writer goroutine only while the
// system does not take what is sent.
package dgram

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is dgram.
var Module = module.Module{
	Name: "dgram", Scripts: scripts,
	Entries: map[string]string{"dgram": "dgram.js"},
	Bind:    newBinding,
}

// binding is the state of one runtime.
type binding struct {
	host    module.Host
	vm      *goja.Runtime
	ticks   *ticks.Queue
	sockets *bind.Class
	// What handles call, with the handle as this.
	onMessage, onError goja.Callable
}

// newBinding offers setup(onmessage, onerror) and create(network, ipv6Only, reuseAddr,
// reusePort), which makes a handle that is not bound.
func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{host: h, vm: h.VM(), ticks: ticks.Of(h)}
	b.sockets = bind.NewClass(b.vm, "UDP", methods)
	o := bind.Object(b.vm, bind.Funcs{
		"setup": func(call goja.FunctionCall) goja.Value {
			b.onMessage, b.onError = bind.Callback(call.Argument(0)), bind.Callback(call.Argument(1))
			return goja.Undefined()
		},
		"create": b.create,
	})
	return o, o.Set("clustered", h.Cluster().Primary() != nil)
}
