// Package constants is Node's constants module and the tables behind it:
// os.constants, fs.constants and crypto.constants, which their modules take
// from internal/constants.
//
// The numbers are those of the platform that the program was built for; where
// Node leaves a name out on a platform, it is missing here too. The numbers of
// OpenSSL are those of OpenSSL 3.0, for scripts pass them on by value.
package constants

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is constants and internal/constants.
var Module = module.Module{
	Name: "constants", Scripts: scripts,
	Entries: map[string]string{"constants": "constants.js", "internal/constants": "groups.js"},
	Bind:    newBinding,
}

// constant is one name and its value, an int64 or a string.
type constant struct {
	name  string
	value any
}

// newBinding offers group(name), a fresh object without prototype that holds
// the constants of a group in Node's order.
func newBinding(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	return bind.Object(vm, bind.Funcs{
		"group": func(call goja.FunctionCall) goja.Value {
			o := vm.CreateObject(nil)
			for _, c := range group(call.Argument(0).String()) {
				v := vm.ToValue(c.value)
				if err := o.DefineDataProperty(c.name, v, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE); err != nil {
					panic(err)
				}
			}
			return o
		},
		// cipherList() is what the command line has put in the place of the default
		// list of ciphers, undefined without.
		"cipherList": func(goja.FunctionCall) goja.Value {
			if list, ok := h.Config().Flags["tls-cipher-list"]; ok {
				return vm.ToValue(list)
			}
			return goja.Undefined()
		},
	}), nil
}

// group returns the constants of a group in the order in which Node lists them.
func group(name string) []constant {
	switch name {
	case "errno":
		return ordered(errnoNames, errnoValues())
	case "signals":
		return ordered(signalNames, signalValues())
	case "dlopen":
		return dlopen()
	case "priority":
		return priorities
	case "fs":
		return filesystem()
	case "crypto":
		return openssl
	}
	return nil
}

// ordered lists those of names that the platform has.
func ordered(names []string, values map[string]int) []constant {
	list := make([]constant, 0, len(values))
	for _, name := range names {
		if v, ok := values[name]; ok {
			list = append(list, constant{name, int64(v)})
		}
	}
	return list
}
