// Package taskqueue is JavaScript's side of the queue behind process.nextTick,
// and queueMicrotask.
package taskqueue

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is internal/task_queue.
var Module = module.Module{
	Name:    "task_queue",
	Scripts: scripts,
	Entries: map[string]string{"internal/task_queue": "task_queue.js"},
	Bind:    bindQueue,
}

func bindQueue(h module.Host) (*goja.Object, error) {
	vm, q := h.VM(), ticks.Of(h)
	return bind.Object(vm, bind.Funcs{
		"nextTick":        nextTick(h, q),
		"processNextTick": processNextTick(h, q),
		"inContext": func(call goja.FunctionCall) goja.Value {
			fn, ok := call.Argument(0).(*goja.Object)
			if !ok {
				return call.Argument(0)
			}
			kind, o := "", (*goja.Object)(nil)
			if len(call.Arguments) > 2 {
				kind = call.Arguments[1].String()
				o, _ = call.Arguments[2].(*goja.Object)
			}
			return q.InContext(fn, kind, o)
		},
		"retire": func(call goja.FunctionCall) goja.Value {
			if o, ok := call.Argument(0).(*goja.Object); ok {
				q.Retire(o)
			}
			return goja.Undefined()
		},
		"beginExit": func(goja.FunctionCall) goja.Value {
			q.End()
			return goja.Undefined()
		},
		"uncaught": func(call goja.FunctionCall) goja.Value {
			// The microtask is over, and its context with it.
			q.In(nil, func() { h.Throw(&Thrown{Value: call.Argument(0)}) })
			return goja.Undefined()
		},
	}), nil
}

// nextTick is process.nextTick for embedded scripts: arguments that are
// undefined at the end are left out.
func nextTick(h module.Host, q *ticks.Queue) bind.Func {
	return func(call goja.FunctionCall) goja.Value {
		fn := callback(h, call)
		args := call.Arguments[1:]
		for len(args) > 0 && goja.IsUndefined(args[len(args)-1]) {
			args = args[:len(args)-1]
		}
		q.Push(fn, args...)
		return goja.Undefined()
	}
}

// processNextTick is what scripts know as process.nextTick.
func processNextTick(h module.Host, q *ticks.Queue) bind.Func {
	return func(call goja.FunctionCall) goja.Value {
		fn := callback(h, call)
		q.Push(fn, call.Arguments[1:]...)
		return goja.Undefined()
	}
}

// callback is the first argument; it throws where that is no function.
func callback(h module.Host, call goja.FunctionCall) *goja.Object {
	v := call.Argument(0)
	if !bind.IsFunction(v) {
		lib := h.Require("internal/task_queue").ToObject(h.VM())
		panic(bind.Invoke(lib.Get("notAFunction").ToObject(h.VM()), goja.Undefined(), v))
	}
	return v.(*goja.Object)
}

// Thrown is a JavaScript value that was caught by an embedded script and is to
// be reported as uncaught.
type Thrown struct{ Value goja.Value }

func (t *Thrown) Error() string { return t.Value.String() }
