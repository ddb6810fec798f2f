// Package barehost is a host for tests of what needs an engine and nothing else.
package barehost

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

// Host has an engine and keeps what packages share. Its other methods panic.
type Host struct {
	module.Host
	vm     *goja.Runtime
	locals map[any]any
}

// New returns a host with an engine of its own, which belongs to the caller's
// goroutine.
func New() *Host { return &Host{vm: goja.New(), locals: map[any]any{}} }

// VM implements [module.Host].
func (h *Host) VM() *goja.Runtime { return h.vm }

// Local implements [module.Host].
func (h *Host) Local(key any, init func() any) any {
	v, ok := h.locals[key]
	if !ok {
		v = init()
		h.locals[key] = v
	}
	return v
}
