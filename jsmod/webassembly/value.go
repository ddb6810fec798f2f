package webassembly

import (
	"math"
	"math/big"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/wasmbin"
)

// references are the values of JavaScript's that WebAssembly has as externref:
// numbers to the engine, 0 for null. Nothing tells when it drops one, so that they
// stay for as long as the runtime; the same value has the same number.
type references struct {
	values  []goja.Value
	objects map[*goja.Object]uint64
	others  map[any]uint64
}

func (r *references) number(v goja.Value) uint64 {
	if goja.IsNull(v) {
		return 0
	}
	if o, ok := v.(*goja.Object); ok {
		if r.objects == nil {
			r.objects = map[*goja.Object]uint64{}
		}
		if n := r.objects[o]; n != 0 {
			return n
		}
		r.objects[o] = r.add(v)
		return r.objects[o]
	}
	key := primitive(v)
	if key == nil {
		return r.add(v)
	}
	if r.others == nil {
		r.others = map[any]uint64{}
	}
	if n := r.others[key]; n != 0 {
		return n
	}
	r.others[key] = r.add(v)
	return r.others[key]
}

// primitive is what is equal for equal values; nil for those that are not compared.
func primitive(v goja.Value) any {
	switch {
	case goja.IsUndefined(v):
		return struct{}{}
	case v.ExportType() == nil:
		return nil
	}
	switch e := v.Export().(type) {
	case bool, int64:
		return e
	}
	return nil
}

func (r *references) add(v goja.Value) uint64 {
	r.values = append(r.values, v)
	return uint64(len(r.values))
}

func (r *references) value(n uint64) goja.Value {
	if n == 0 || n > uint64(len(r.values)) {
		return goja.Null()
	}
	return r.values[n-1]
}

// toWasm is ToWebAssemblyValue. It throws a TypeError for what has no such value.
func (b *binding) toWasm(v goja.Value, t wasmbin.ValueType) uint64 {
	switch t {
	case wasmbin.I32:
		return api.EncodeI32(toInt32(v))
	case wasmbin.I64:
		return b.toInt64(v)
	case wasmbin.F32:
		return api.EncodeF32(float32(v.ToFloat()))
	case wasmbin.F64:
		return api.EncodeF64(v.ToFloat())
	case wasmbin.ExternRef:
		return b.refs.number(v)
	case wasmbin.FuncRef:
		if goja.IsNull(v) {
			return 0
		}
		if f, ok := bind.Unwrap[*function](v); ok {
			return f.reference(b)
		}
	}
	b.typeError("type incompatibility when transforming from/to JS")
	return 0
}

// toInt32 is the language's.
func toInt32(v goja.Value) int32 {
	if n, ok := v.Export().(int64); ok {
		return int32(n)
	}
	v = v.ToNumber()
	if n, ok := v.Export().(int64); ok {
		return int32(n)
	}
	f := v.ToFloat()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return int32(uint32(int64(math.Mod(math.Trunc(f), 1<<32))))
}

func (b *binding) toInt64(v goja.Value) uint64 {
	if !goja.IsBigInt(v) {
		whole, err := b.toBigInt64(goja.Undefined(), v)
		if err != nil {
			panic(err)
		}
		v = whole
	}
	n, ok := v.Export().(*big.Int)
	if !ok {
		panic("webassembly: internal error: no BigInt")
	}
	if n.IsInt64() {
		return uint64(n.Int64())
	}
	low := new(big.Int).And(n, new(big.Int).SetUint64(math.MaxUint64))
	return low.Uint64()
}

// toJS is ToJSValue.
func (b *binding) toJS(n uint64, t wasmbin.ValueType) goja.Value {
	switch t {
	case wasmbin.I32:
		return b.vm.ToValue(api.DecodeI32(n))
	case wasmbin.I64:
		return b.vm.ToValue(big.NewInt(int64(n)))
	case wasmbin.F32:
		return b.vm.ToValue(float64(api.DecodeF32(n)))
	case wasmbin.F64:
		return b.vm.ToValue(api.DecodeF64(n))
	case wasmbin.ExternRef:
		return b.refs.value(n)
	case wasmbin.FuncRef:
		return b.fromReference(n)
	}
	b.typeError("type incompatibility when transforming from/to JS")
	return nil
}
