package webassembly

import (
	"encoding/binary"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/wasmbin"
)

// global is a WebAssembly.Global.
type global struct {
	extern
	api    api.Global
	object *goja.Object
	// constant is the value of one that is an immutable reference: the engine has
	// no way to make such a one but null.
	constant goja.Value
}

// newGlobal(object, type, mutable, value) puts a global behind object; a value that
// is undefined is the first of its type.
func (b *binding) newGlobal(call goja.FunctionCall) goja.Value {
	t := wasmbin.Type{Kind: wasmbin.Global, Value: byte(call.Argument(1).ToInteger())}
	t.Mutable = call.Argument(2).ToBoolean()
	g := b.makeGlobal(t, call.Argument(3))
	g.object = bind.Wrap(b.vm, call.Argument(0).ToObject(b.vm), g)
	return g.object
}

func (b *binding) makeGlobal(t wasmbin.Type, v goja.Value) *global {
	var bits uint64
	if !goja.IsUndefined(v) {
		bits = b.toWasm(v, t.Value)
	}
	g := &global{}
	reference := t.Value == wasmbin.ExternRef || t.Value == wasmbin.FuncRef
	switch {
	case t.Mutable || reference:
		g.extern = extern{b.hold(b.ctx(), t), wasmbin.Only, t}
	default:
		g.extern = extern{b.run(b.ctx(), wasmbin.WriteConstant(t.Value, constant(bits, t.Value))), wasmbin.Only, t}
	}
	g.api = g.owner.mod.ExportedGlobal(wasmbin.Only)
	if t.Mutable {
		g.api.(api.MutableGlobal).Set(bits)
	} else if reference && bits != 0 {
		g.constant = v
	}
	return g
}

// constant is the operand of the instruction that makes a number.
func constant(bits uint64, t wasmbin.ValueType) []byte {
	switch t {
	case wasmbin.I32:
		return sleb(int64(int32(bits)))
	case wasmbin.I64:
		return sleb(int64(bits))
	case wasmbin.F32:
		return binary.LittleEndian.AppendUint32(nil, uint32(bits))
	}
	return binary.LittleEndian.AppendUint64(nil, bits)
}

// sleb writes a signed LEB128.
func sleb(n int64) []byte {
	var b []byte
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low < 0x40 || n == -1 && low >= 0x40 {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}

func (b *binding) globalGet(call goja.FunctionCall) goja.Value {
	g := must[*global](b, call.Argument(0))
	if g.constant != nil {
		return g.constant
	}
	return b.toJS(g.api.Get(), g.typ.Value)
}

func (b *binding) globalSet(call goja.FunctionCall) goja.Value {
	g := must[*global](b, call.Argument(0))
	changed, ok := g.api.(api.MutableGlobal)
	if !ok {
		b.typeError("an immutable global")
	}
	changed.Set(b.toWasm(call.Argument(1), g.typ.Value))
	return goja.Undefined()
}

func (b *binding) globalIsMutable(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(must[*global](b, call.Argument(0)).typ.Mutable)
}

func (b *binding) globalObject(g *global) *goja.Object {
	if g.object == nil {
		g.object = bind.Wrap(b.vm, b.vm.CreateObject(b.protos.global), g)
	}
	return g.object
}
