// Package repl is Node's repl: a reader of lines that evaluates what it reads and
// prints the value, over readline and vm. Go reads the text: which awaits stand
// outside of functions, and whether more of it may follow.
package repl

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/lower"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is repl, and what the command starts it with.
var Module = module.Module{
	Name:    "repl",
	Scripts: scripts,
	Entries: map[string]string{"repl": "repl.js", "internal/repl": "command.js"},
	Bind:    newBinding,
}

func newBinding(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	o := bind.Object(vm, bind.Funcs{
		// awaiting(text) returns the text as a call of an async function, undefined
		// where there is no await outside of functions.
		"awaiting": func(call goja.FunctionCall) goja.Value {
			if text, ok := awaiting(call.Argument(0).String()); ok {
				return vm.ToValue(text)
			}
			return goja.Undefined()
		},
		// unfinished(text) tells whether a text that is not JavaScript may begin one
		// that is.
		"unfinished": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(lower.Unfinished(call.Argument(0).String()))
		},
		// lexical(text) lists what let, const and class declare outside of blocks.
		"lexical": func(call goja.FunctionCall) goja.Value {
			return list(vm, lexical(call.Argument(0).String()))
		},
		// variables(text) lists what var declares.
		"variables": func(call goja.FunctionCall) goja.Value {
			return list(vm, variables(call.Argument(0).String()))
		},
	})
	return o, o.Set("mayHearSignals", h.Permissions().Process)
}

func list(vm *goja.Runtime, names []string) goja.Value {
	values := make([]any, len(names))
	for i, name := range names {
		values[i] = name
	}
	return vm.NewArray(values...)
}
