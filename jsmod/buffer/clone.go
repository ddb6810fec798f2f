package buffer

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// cloneMethods are behind structuredClone's transfer of ArrayBuffers.
func (b *binding) cloneMethods() []method {
	return []method{
		{name: "shareBuffer", fn: b.shareBuffer},
		{name: "detachBuffer", fn: b.detachBuffer},
		{name: "isPool", fn: b.isPool},
	}
}

// poolMark is what the pool's ArrayBuffers carry, for they cannot be
// transferred: Buffers that have nothing to do with each other live there.
type poolMark struct{}

// shareBuffer makes a second ArrayBuffer over the same memory. detachBuffer
// takes the memory from the first when the clone has succeeded.
func (b *binding) shareBuffer(call goja.FunctionCall) goja.Value {
	ab, ok := arrayBuffer(call.Argument(0))
	if !ok {
		return goja.Undefined()
	}
	return b.vm.ToValue(b.vm.NewArrayBuffer(ab.Bytes()))
}

func (b *binding) detachBuffer(call goja.FunctionCall) goja.Value {
	if ab, ok := arrayBuffer(call.Argument(0)); ok {
		ab.Detach()
	}
	return goja.Undefined()
}

func (b *binding) isPool(call goja.FunctionCall) goja.Value {
	_, ok := bind.Unwrap[poolMark](call.Argument(0))
	return b.vm.ToValue(ok)
}
