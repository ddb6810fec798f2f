package events

import (
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/emitter"
	"tlsjs/jsmod/module"
)

// bindEvents gives events.js what jsmod/internal/emitter has, and Event its clock.
func bindEvents(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	binding := vm.NewObject()
	for name, v := range emitter.Of(h).Natives() {
		if err := binding.Set(name, v); err != nil {
			return nil, err
		}
	}
	// The time of an event: milliseconds since the runtime started, as
	// performance.now has it.
	err := binding.Set("timeStamp", func(goja.FunctionCall) goja.Value {
		return vm.ToValue(float64(time.Since(h.Config().Start).Nanoseconds()) / 1e6)
	})
	return binding, err
}
