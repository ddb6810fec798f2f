// Package domain is Node's domain: what callbacks, emitters and promises that were
// made together throw or emit comes to one place.
//
// A domain follows resources by a hook of async_hooks; Go keeps the one in force, for
// promises that are rejected, and tells of emitters that are made.
package domain

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/emitter"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is domain.
var Module = module.Module{
	Name: "domain", Scripts: scripts,
	Entries: map[string]string{"domain": "domain.js"},
	Bind:    newBinding,
}

// newBinding offers get() and set(domain) of the one in force, and onEmitter(fn),
// after which fn is called with each emitter that is made.
func newBinding(h module.Host) (*goja.Object, error) {
	vm, q := h.VM(), ticks.Of(h)
	return bind.Object(vm, bind.Funcs{
		"get": func(goja.FunctionCall) goja.Value { return q.Domain() },
		"set": func(call goja.FunctionCall) goja.Value {
			q.SetDomain(call.Argument(0))
			return goja.Undefined()
		},
		"onEmitter": func(call goja.FunctionCall) goja.Value {
			fn := call.Argument(0).ToObject(vm)
			emitter.Of(h).OnInit(func(this *goja.Object) { bind.Invoke(fn, goja.Undefined(), this) })
			return goja.Undefined()
		},
	}), nil
}
