// Package perf_hooks is Node's perf_hooks module and the global performance:
// the clock, the user timing of W3C's specification, and observers of it.
//
// What Node measures inside V8 (garbage collection) has no counterpart here and is
// absent. Histograms are in histogram.js, that of the loop's delay as a timer sees
// it; the loop's utilization is how much of its time it has not slept.
package perf_hooks

import (
	"embed"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is perf_hooks.
var Module = module.Module{
	Name: "perf_hooks", Scripts: scripts,
	Entries: map[string]string{"perf_hooks": "perf_hooks.js"},
	Bind:    newBinding,
}

// newBinding offers the clock: now is the time since the start of the runtime
// and timeOrigin that start since 1970, both in milliseconds with fractions.
func newBinding(h module.Host) (*goja.Object, error) {
	vm, start := h.VM(), h.Config().Start
	return bind.Object(vm, bind.Funcs{
		"now": func(goja.FunctionCall) goja.Value { return vm.ToValue(milliseconds(time.Since(start))) },
		"timeOrigin": func(goja.FunctionCall) goja.Value {
			return vm.ToValue(float64(start.UnixMicro()) / 1e3)
		},
		// loop() is how long the loop has slept since it began, and that time.
		"loop": func(goja.FunctionCall) goja.Value {
			idle, since := h.Loop().Idle()
			return vm.NewArray(milliseconds(idle), milliseconds(since))
		},
	}), nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
