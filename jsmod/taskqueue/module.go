// Package taskqueue is the queue behind process.nextTick and queueMicrotask.
//
// The queue lives in JavaScript, where it is filled and emptied without
// crossing into Go. The runtime looks at one byte after each callback, and only
// when it is set calls runTicks, inside the same outermost call: goja runs
// promise jobs when that call returns, which is after all ticks, as in Node.
package taskqueue

import (
	"embed"

	"github.com/dop251/goja"

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

// State is the queue of one runtime as its Go side sees it.
type State struct {
	pending []byte
}

type stateKey struct{}

// Of returns the state of a runtime.
func Of(h module.Host) *State {
	return h.Local(stateKey{}, func() any { return &State{pending: make([]byte, 1)} }).(*State)
}

// Pending tells whether runTicks has anything to do.
func (s *State) Pending() bool { return s.pending[0] != 0 }

func bindQueue(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	o := vm.NewObject()
	memory := vm.ToValue(vm.NewArrayBuffer(Of(h).pending))
	pending, err := vm.New(vm.Get("Uint8Array"), memory)
	if err != nil {
		return nil, err
	}
	if err := o.Set("pending", pending); err != nil {
		return nil, err
	}
	err = o.Set("uncaught", func(call goja.FunctionCall) goja.Value {
		h.Throw(&Thrown{Value: call.Argument(0)})
		return goja.Undefined()
	})
	return o, err
}

// Thrown is a JavaScript value that was caught by an embedded script and is to
// be reported as uncaught.
type Thrown struct{ Value goja.Value }

func (t *Thrown) Error() string { return t.Value.String() }
