// Package http2 is Node's http2. A script sees classes of JavaScript; the protocol
// is jsmod/internal/http2wire, which does no I/O: JavaScript gives it what a socket
// reads, and writes what it has to say.
//
//	binding.go   Session, the class that JavaScript drives
//	events.go    what it tells JavaScript
//	options.go   options and settings
//
// The module touches no network itself: net and tls do, and ask for permission.
package http2

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is http2.
var Module = module.Module{
	Name: "http2", Scripts: scripts,
	Entries: map[string]string{"http2": "http2.js"},
	Bind:    newBinding,
}

// binding is the Go half for one runtime.
type binding struct {
	host     module.Host
	vm       *goja.Runtime
	sessions *bind.Class
	names    map[string]goja.Value // of fields, which come again and again
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{host: h, vm: h.VM(), names: map[string]goja.Value{}}
	b.sessions = bind.NewClass(b.vm, "Session", b.methods())
	constructor := b.vm.ToValue(b.newSession).ToObject(b.vm)
	for _, err := range []error{
		constructor.DefineDataProperty("name", b.vm.ToValue("Session"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE),
		constructor.DefineDataProperty("prototype", b.sessions.Proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE),
		b.sessions.Proto.DefineDataProperty("constructor", constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE),
	} {
		if err != nil {
			return nil, err
		}
	}
	o := b.vm.NewObject()
	return o, o.Set("Session", constructor)
}
