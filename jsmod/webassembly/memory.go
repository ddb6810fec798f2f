package webassembly

import (
	"context"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/bounds"
	"tlsjs/jsmod/internal/wasmbin"
)

const (
	page     = 64 << 10
	maxPages = 65536
)

// memory is a WebAssembly.Memory.
type memory struct {
	extern
	api    api.Memory
	linear *linear
	object *goja.Object
}

// linear is the bytes of a memory. The engine grows it on the loop's goroutine, as
// all code runs there.
type linear struct {
	bytes []byte
	max   uint64
	// view is the ArrayBuffer that JavaScript has of it, until it grows.
	view   goja.ArrayBuffer
	viewed bool
}

// Reallocate implements experimental.LinearMemory: nil where the system has no more.
func (l *linear) Reallocate(size uint64) []byte {
	l.detach()
	if size <= uint64(cap(l.bytes)) {
		l.bytes = l.bytes[:size]
		return l.bytes
	}
	room := size
	if len(l.bytes) > 0 { // it grows, and is likely to grow again
		room = max(size, min(uint64(len(l.bytes))*5/4, l.max))
	}
	if room >= bounds.Probed && !bounds.Allocatable(int(room)) {
		if room = size; !bounds.Allocatable(int(room)) {
			return nil
		}
	}
	grown := make([]byte, size, room)
	copy(grown, l.bytes)
	l.bytes = grown
	return grown
}

// Free implements experimental.LinearMemory: the collector does it.
func (l *linear) Free() {}

// detach ends the ArrayBuffer.
func (l *linear) detach() {
	if l.viewed {
		l.view.Detach()
		l.viewed = false
	}
}

// allocating is a context for what may define a memory, whose bytes own becomes.
func (b *binding) allocating(ctx context.Context) (_ context.Context, own *linear) {
	own = &linear{}
	var allocate experimental.MemoryAllocatorFunc = func(_, limit uint64) experimental.LinearMemory {
		own.max = limit
		return own
	}
	return experimental.WithMemoryAllocator(ctx, allocate), own
}

// hasMemory tells whether the system has so many pages at this moment.
func hasMemory(pages uint32) bool {
	n := int(pages) * page
	return n < bounds.Probed || bounds.Allocatable(n)
}

// newMemory(object, initial, maximum) puts a memory behind object.
func (b *binding) newMemory(call goja.FunctionCall) goja.Value {
	t := wasmbin.Type{Kind: wasmbin.Memory, Limits: limits(call.Argument(1), call.Argument(2))}
	if !hasMemory(t.Limits.Min) {
		b.throw(b.rangeError, "WebAssembly.Memory(): could not allocate memory")
	}
	ctx, own := b.allocating(b.ctx())
	owner := b.hold(ctx, t)
	m := &memory{extern: extern{owner, wasmbin.Only, t}, api: owner.mod.Memory(), linear: own}
	m.object = bind.Wrap(b.vm, call.Argument(0).ToObject(b.vm), m)
	return m.object
}

// limits reads two numbers of which the second may be undefined.
func limits(initial, maximum goja.Value) wasmbin.Limits {
	l := wasmbin.Limits{Min: uint32(initial.ToInteger())}
	if !goja.IsUndefined(maximum) {
		l.Max, l.HasMax = uint32(maximum.ToInteger()), true
	}
	return l
}

// buffer(memory) is the ArrayBuffer, the same until the memory grows.
func (b *binding) buffer(call goja.FunctionCall) goja.Value {
	l := must[*memory](b, call.Argument(0)).linear
	if !l.viewed {
		l.view, l.viewed = b.vm.NewArrayBuffer(l.bytes), true
	}
	return b.vm.ToValue(l.view)
}

// growMemory(memory, pages) is how many there were, or -1.
func (b *binding) growMemory(call goja.FunctionCall) goja.Value {
	m := must[*memory](b, call.Argument(0))
	delta := call.Argument(1).ToInteger()
	if delta > maxPages {
		return b.vm.ToValue(-1)
	}
	before, ok := m.api.Grow(uint32(delta))
	if !ok {
		return b.vm.ToValue(-1)
	}
	m.linear.detach() // by nothing, too
	return b.vm.ToValue(before)
}

// memoryObject is the WebAssembly.Memory of one.
func (b *binding) memoryObject(m *memory) *goja.Object {
	if m.object == nil {
		m.object = bind.Wrap(b.vm, b.vm.CreateObject(b.protos.memory), m)
	}
	return m.object
}
