// Package async_hooks is Node's async_hooks: AsyncLocalStorage, AsyncResource, the
// ids and createHook.
//
// A context is an immutable map from storages to values, or undefined. The one in
// force is kept by jsmod/internal/ticks, which carries it to ticks and to whatever
// the Go halves of modules call, and gives resources their ids once a script asks
// for one. Promises carry both by way of the engine, which tells of what waits for a
// promise, not of promises: a hook's PROMISE is one then or await.
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
	ticks   *ticks.Queue
	resumed int
}

// Grab implements [goja.AsyncContextTracker].
func (t *tracker) Grab() any {
	if t.ticks.Hooked() {
		return t.ticks.CaptureOnce("PROMISE")
	}
	return t.ticks.Unowned()
}

// Resumed implements [goja.AsyncContextTracker].
func (t *tracker) Resumed(context any) {
	c, _ := context.(*ticks.Context)
	if c == nil {
		c = &ticks.Context{}
	}
	t.resumed++
	t.ticks.EnterScope(c)
}

// Exited implements [goja.AsyncContextTracker]. The job that turned tracking on
// was not resumed by us.
func (t *tracker) Exited() {
	if t.resumed > 0 {
		t.resumed--
		t.ticks.LeaveJob()
	}
}

type binding struct {
	h     module.Host
	vm    *goja.Runtime
	ticks *ticks.Queue
	// tracking is set once promises carry contexts.
	tracking bool
}

// newBinding offers get() and set(context), which returns the one before, track(),
// after which contexts are carried along, and what resource.js needs.
func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h: h, vm: h.VM(), ticks: ticks.Of(h)}
	q := b.ticks
	return bind.Object(b.vm, bind.Funcs{
		"get":   func(goja.FunctionCall) goja.Value { return q.Current() },
		"set":   func(call goja.FunctionCall) goja.Value { return q.Replace(call.Argument(0)) },
		"track": func(goja.FunctionCall) goja.Value { b.track(); return goja.Undefined() },
		"hook":  b.hook,
		"executing": func(goja.FunctionCall) goja.Value {
			q.Count()
			id, _ := q.Executing()
			return b.vm.ToValue(id)
		},
		"trigger": func(goja.FunctionCall) goja.Value {
			q.Count()
			_, trigger := q.Executing()
			return b.vm.ToValue(trigger)
		},
		"resource": func(goja.FunctionCall) goja.Value { q.Count(); return q.ExecutingObject() },
		"create":   b.create,
		"enter": func(call goja.FunctionCall) goja.Value {
			if c, ok := bind.Unwrap[*ticks.Context](call.Argument(0)); ok {
				q.EnterScope(c)
			}
			return goja.Undefined()
		},
		"leave": func(goja.FunctionCall) goja.Value { q.LeaveScope(); return goja.Undefined() },
		"destroy": func(call goja.FunctionCall) goja.Value {
			q.Destroyed(call.Argument(0).ToInteger())
			return goja.Undefined()
		},
	}), nil
}

func (b *binding) track() {
	if b.tracking {
		return
	}
	b.tracking = true
	b.ticks.Track()
	b.vm.SetAsyncContextTracker(&tracker{ticks: b.ticks})
}

// create(type, trigger or undefined, object) makes a resource; the result is
// [context, id, trigger].
func (b *binding) create(call goja.FunctionCall) goja.Value {
	q := b.ticks
	q.Count()
	trigger, _ := q.Executing()
	if v := call.Argument(1); !goja.IsUndefined(v) {
		trigger = v.ToInteger()
	}
	o, _ := call.Argument(2).(*goja.Object)
	c := q.CaptureFrom(trigger, call.Argument(0).String(), o)
	id, trigger := c.IDs()
	return b.vm.NewArray(bind.Wrap(b.vm, b.vm.NewObject(), c), id, trigger)
}

// hook({init, before, after, destroy}) replaces what is told of resources; those
// that are undefined are not.
func (b *binding) hook(call goja.FunctionCall) goja.Value {
	b.ticks.Count()
	b.track()
	given := call.Argument(0).ToObject(b.vm)
	var hooks ticks.Hooks
	if fn := bind.Callback(given.Get("init")); fn != nil {
		hooks.Init = func(id int64, kind string, trigger int64, object *goja.Object) {
			b.tell(fn, b.vm.ToValue(id), b.vm.ToValue(kind), b.vm.ToValue(trigger), object)
		}
	}
	for name, to := range map[string]*func(int64){"before": &hooks.Before, "after": &hooks.After, "destroy": &hooks.Destroy} {
		if fn := bind.Callback(given.Get(name)); fn != nil {
			*to = func(id int64) { b.tell(fn, b.vm.ToValue(id)) }
		}
	}
	b.ticks.Hook(hooks)
	return goja.Undefined()
}

// tell calls one of the functions of hooks.js, which catch what a script throws.
// What is left is an interruption, which the engine keeps in mind by itself.
func (b *binding) tell(fn goja.Callable, args ...goja.Value) {
	b.h.Enter(func() {
		if _, err := fn(goja.Undefined(), args...); err != nil {
			b.h.Throw(err)
		}
	})
}
