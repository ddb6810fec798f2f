// Package timers is Node's timers module over the timers and immediates of the
// event loop: one native value for each that is active.
package timers

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is timers, timers/promises and what sockets use of them.
var Module = module.Module{
	Name:    "timers",
	Scripts: scripts,
	Entries: map[string]string{
		"internal/timers": "internal.js",
		"timers":          "timers.js",
		"timers/promises": "promises.js",
	},
	Bind: bindTimers,
}

func bindTimers(h module.Host) (*goja.Object, error) {
	b := &binding{host: h, vm: h.VM()}
	o := b.vm.NewObject()
	for name, fn := range map[string]func(goja.FunctionCall) goja.Value{
		"setup":          b.setup,
		"start":          b.start,
		"stop":           b.stop,
		"active":         b.active,
		"ref":            b.ref,
		"setImmediate":   b.setImmediate,
		"clearImmediate": b.clearImmediate,
		"refImmediate":   b.refImmediate,
	} {
		if err := o.Set(name, fn); err != nil {
			return nil, err
		}
	}
	return o, nil
}
