// Package assert is Node's assert: its functions, AssertionError with the
// differences of two values, and CallTracker.
package assert

import (
	"embed"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is assert and assert/strict.
var Module = module.Module{
	Name:    "assert",
	Scripts: scripts,
	Entries: map[string]string{
		"assert":                          "assert.js",
		"assert/strict":                   "strict.js",
		"internal/assert/assertion_error": "assertion_error.js",
		"internal/assert/ok":              "inner_ok.js",
	},
	Bind: newBinding,
}

// sources is what a runtime may offer besides [module.Host]: the text of the
// files that it runs. Without it assert.ok does not quote its expression.
type sources interface {
	SourceLines(file string) []string
}

func newBinding(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	return bind.Object(vm, bind.Funcs{
		// source(file, line) is the text from a line on, or undefined.
		"source": func(call goja.FunctionCall) goja.Value {
			s, ok := h.(sources)
			if !ok {
				return goja.Undefined()
			}
			lines := s.SourceLines(call.Argument(0).String())
			from := int(call.Argument(1).ToInteger()) - 1
			if from < 0 || from >= len(lines) {
				return goja.Undefined()
			}
			return vm.ToValue(strings.Join(lines[from:min(len(lines), from+maxLines)], "\n"))
		},
	}), nil
}

// maxLines is how far an expression may reach to be quoted.
const maxLines = 200
