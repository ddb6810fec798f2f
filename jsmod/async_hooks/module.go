// Package async_hooks is the part of Node's async_hooks that libraries live on:
// AsyncLocalStorage and AsyncResource.
//
// A context is an immutable map from storages to values, or undefined. The one in
// force is kept by jsmod/internal/ticks, which carries it to ticks and to whatever
// the Go halves of modules call. Promises carry it by way of the engine. createHook
// and its kin would have to tell of every operation; they are absent rather than
// silent.
package async_hooks

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
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
	ticks *ticks.Queue
	outer []goja.Value
}

// Grab implements [goja.AsyncContextTracker].
func (t *tracker) Grab() any { return t.ticks.Current() }

// Resumed implements [goja.AsyncContextTracker].
func (t *tracker) Resumed(context any) {
	c, ok := context.(goja.Value)
	if !ok {
		c = goja.Undefined()
	}
	t.outer = append(t.outer, t.ticks.Replace(c))
}

// Exited implements [goja.AsyncContextTracker]. The job that turned tracking on
// was not resumed by us.
func (t *tracker) Exited() {
	if len(t.outer) == 0 {
		return
	}
	last := len(t.outer) - 1
	t.ticks.Replace(t.outer[last])
	t.outer = t.outer[:last]
}

// newBinding offers get() and set(context), which returns the one before, and
// track(), after which contexts are carried along.
func newBinding(h module.Host) (*goja.Object, error) {
	vm, q := h.VM(), ticks.Of(h)
	return bind.Object(vm, bind.Funcs{
		"get": func(goja.FunctionCall) goja.Value { return q.Current() },
		"set": func(call goja.FunctionCall) goja.Value { return q.Replace(call.Argument(0)) },
		"track": func(goja.FunctionCall) goja.Value {
			if q.Capture() == nil {
				q.Track()
				vm.SetAsyncContextTracker(&tracker{ticks: q})
			}
			return goja.Undefined()
		},
	}), nil
}
