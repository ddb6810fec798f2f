// Package test is Node's node:test: tests, suites, hooks, mocks, and the reporters
// of node:test/reporters. All of it is JavaScript; Go hands over the options of the
// command line.
//
// A test is a node of a tree whose root is made at the first call. The one that is
// running is a value of an AsyncLocalStorage, by which an exception, a test or a hook
// finds the test that it belongs to.
package test

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is node:test and node:test/reporters, which have no names without the
// scheme, as in Node.
var Module = module.Module{
	Name: "test", Scripts: scripts,
	Entries: map[string]string{"node:test": "test.js", "node:test/reporters": "reporters.js"},
	Bind:    newBinding,
}

// newBinding offers flag(name): the value of an option of the command line, undefined
// where it was not given.
func newBinding(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	return bind.Object(vm, bind.Funcs{
		"flag": func(call goja.FunctionCall) goja.Value {
			value, ok := h.Config().Flags[call.Argument(0).String()]
			if !ok {
				return goja.Undefined()
			}
			return vm.ToValue(value)
		},
	}), nil
}
