// Package js holds the JavaScript that the modules share: Node's error codes
// and their texts, argument validators, small utilities, and the questions
// about a value that only the engine can answer (util.types).
package js

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is internal/errors, internal/validators, internal/util and
// internal/util/types. Scripts of users cannot require it.
var Module = module.Module{
	Name:    "internal",
	Scripts: scripts,
	Entries: map[string]string{
		"internal/engine":      "engine.js",
		"internal/error_codes": "error_codes.js",
		"internal/errors":      "errors.js",
		"internal/uv_errors":   "uv_errors.js",
		"internal/util":        "util.js",
		"internal/util/types":  "types.js",
		"internal/validators":  "validators.js",
	},
	Bind: newBinding,
}

func newBinding(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	c := newClassifier(vm)
	return bind.Object(vm, bind.Funcs{
		"errnoMap": func(goja.FunctionCall) goja.Value { return errnoMap(vm) },
		"kind":     func(call goja.FunctionCall) goja.Value { return c.kind(call.Argument(0)) },
		"proxy":    func(call goja.FunctionCall) goja.Value { return proxyParts(vm, call.Argument(0)) },
		"promise":  func(call goja.FunctionCall) goja.Value { return promiseState(vm, call.Argument(0)) },
		"iterator": func(call goja.FunctionCall) goja.Value { return iteratorRest(vm, call.Argument(0)) },

		"sameBytes":    func(call goja.FunctionCall) goja.Value { return vm.ToValue(sameBytes(call)) },
		"onlyElements": func(call goja.FunctionCall) goja.Value { return vm.ToValue(onlyElements(call.Argument(0))) },
	}), nil
}
