package stream

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

// binding answers, for a chunk, what JavaScript asks slowly: goja tries every
// property name of a typed array as a number first, with allocations, so that
// chunk.length alone costs more than a native call.
type binding struct {
	host  module.Host
	proto *goja.Object // Buffer.prototype
}

func bindStream(h module.Host) (*goja.Object, error) {
	b := &binding{host: h}
	o := h.VM().NewObject()
	return o, o.Set("bufferLength", b.bufferLength)
}

// bufferLength(chunk) is the length of a Buffer, and -1 for anything else, also
// for an instance of a class derived from Buffer.
func (b *binding) bufferLength(call goja.FunctionCall) goja.Value {
	vm := b.host.VM()
	if b.proto == nil {
		b.proto = b.host.Require("buffer").ToObject(vm).Get("Buffer").ToObject(vm).Get("prototype").ToObject(vm)
	}
	o, ok := call.Argument(0).(*goja.Object)
	if !ok || o.Prototype() != b.proto {
		return vm.ToValue(-1)
	}
	if bytes, ok := bind.Bytes(o); ok {
		return vm.ToValue(len(bytes))
	}
	return vm.ToValue(-1)
}
