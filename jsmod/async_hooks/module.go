// Package async_hooks is the part of Node's async_hooks that libraries live on:
// AsyncLocalStorage and AsyncResource.
//
// A context is an immutable map from storages to values, or undefined. It
// follows promises by way of the engine, process.nextTick, timers and
// whatever goes through AsyncResource. createHook and its kin would have to tell
// of every operation; they are absent rather than silent.
package async_hooks

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is async_hooks.
var Module = module.Module{
	Name: "async_hooks", Scripts: scripts,
	Entries: map[string]string{"async_hooks": "async_hooks.js", "internal/async_context": "context.js"},
	Bind:    newBinding,
}

// tracker carries the context from where a promise job is made to where it
// runs. It lives on the loop's goroutine.
type tracker struct {
	current goja.Value
	outer   []goja.Value
}

// Grab implements [goja.AsyncContextTracker].
func (t *tracker) Grab() any { return t.current }

// Resumed implements [goja.AsyncContextTracker].
func (t *tracker) Resumed(context any) {
	t.outer = append(t.outer, t.current)
	t.current = goja.Undefined()
	if c, ok := context.(goja.Value); ok {
		t.current = c
	}
}

// Exited implements [goja.AsyncContextTracker]. The job that turned tracking on
// was not resumed by us.
func (t *tracker) Exited() {
	if len(t.outer) == 0 {
		return
	}
	last := len(t.outer) - 1
	t.current, t.outer = t.outer[last], t.outer[:last]
}

// newBinding offers get() and set(context), which returns the one before, and
// track(), after which promises carry the context.
func newBinding(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	t := &tracker{current: goja.Undefined()}
	return bind.Object(vm, bind.Funcs{
		"get": func(goja.FunctionCall) goja.Value { return t.current },
		"set": func(call goja.FunctionCall) goja.Value {
			before := t.current
			t.current = call.Argument(0)
			return before
		},
		"track": func(goja.FunctionCall) goja.Value {
			vm.SetAsyncContextTracker(t)
			return goja.Undefined()
		},
	}), nil
}
