// Package v8 is Node's v8 as far as it does not speak of V8's insides: serialize and
// deserialize, byte for byte in V8's format 15, and the size of the heap.
package v8

import (
	"embed"
	"runtime/debug"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is v8.
var Module = module.Module{
	Name: "v8", Scripts: scripts,
	Entries: map[string]string{"v8": "v8.js"},
	Bind: func(h module.Host) (*goja.Object, error) {
		return bind.Object(h.VM(), bind.Funcs{
			// memoryLimit() is the one that the process has set for Go, in bytes.
			"memoryLimit": func(goja.FunctionCall) goja.Value { return h.VM().ToValue(debug.SetMemoryLimit(-1)) },
		}), nil
	},
}
