// Package loader finds, compiles and runs the script's own modules: Node's
// module and require. Files are reached through the host's file system only.
package loader

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is module, vm, and what the runtime starts scripts with.
var Module = module.Module{
	Name:    "module",
	Scripts: scripts,
	Entries: map[string]string{
		"module":                    "module.js",
		"vm":                        "vm.js",
		"internal/async_generators": "async_generators.js",
		"internal/modules/paths":    "paths.js",
		"internal/modules/run":      "run.js",
	},
	Bind: newBinding,
}

// Runtime is what this package needs of the runtime beyond [module.Host].
type Runtime interface {
	module.Host
	// HasBuiltin reports whether scripts may require name, BuiltinNames lists
	// the names.
	HasBuiltin(name string) bool
	BuiltinNames() []string
	// RunLimited runs a program until its end or until stop is called, which any
	// goroutine may do between the call of watch and that of what watch returns.
	// The error is the cause then.
	RunLimited(p *goja.Program, watch func(stop func(cause error)) (release func())) (goja.Value, error)
}
