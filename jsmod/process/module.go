// Package process is Node's process object, and the functions with which the
// runtime lets it take part in a script's life: internal/process/lifecycle.
package process

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is process.
var Module = module.Module{
	Name:    "process",
	Scripts: scripts,
	Entries: map[string]string{
		"process":                    "process.js",
		"internal/process/lifecycle": "lifecycle.js",
	},
	Bind: newBinding,
}

func newBinding(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	c := h.Config()
	o := bind.Object(vm, bind.Funcs{
		"reallyExit": func(call goja.FunctionCall) goja.Value {
			h.Exit(int(call.Argument(0).ToInteger()))
			return goja.Undefined()
		},
		"flag": func(call goja.FunctionCall) goja.Value {
			v, ok := c.Flags[call.Argument(0).String()]
			if !ok {
				return goja.Undefined()
			}
			return vm.ToValue(v)
		},
	})
	for name, value := range map[string]any{
		"args": c.Args, "execArgs": c.ExecArgs, "execPath": c.ExecPath,
		"version": c.Version, "compat": c.Compat,
	} {
		if err := o.Set(name, value); err != nil {
			return nil, err
		}
	}
	return o, nil
}
