// Package string_decoder is Node's string_decoder: text of bytes that arrive in
// pieces. A socket with an encoding lives on it, so write is one crossing, and a
// piece without an unfinished end costs what buf.toString costs.
package string_decoder

import (
	"embed"
	"reflect"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is string_decoder.
var Module = module.Module{
	Name:    "string_decoder",
	Scripts: scripts,
	Entries: map[string]string{"string_decoder": "string_decoder.js"},
	Bind:    newBinding,
}

// binding is the Go half for one runtime.
type binding struct {
	vm     *goja.Runtime
	symbol *goja.Symbol // where a decoder keeps its state
	refuse goja.Callable
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{vm: h.VM(), symbol: goja.NewSymbol("kNativeDecoder")}
	o := bind.Object(b.vm, bind.Funcs{"canonical": b.canonical, "number": b.number, "setup": b.setup})
	for name, fn := range map[string]bind.Func{"write": b.write, "end": b.end} {
		f := b.vm.ToValue(fn).(*goja.Object)
		for prop, v := range map[string]any{"name": name, "length": 1} {
			if err := f.DefineDataProperty(prop, b.vm.ToValue(v), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
				return nil, err
			}
		}
		if err := o.Set(name, f); err != nil {
			return nil, err
		}
	}
	return o, o.Set("symbol", b.symbol)
}

func (b *binding) setup(call goja.FunctionCall) goja.Value {
	b.refuse, _ = goja.AssertFunction(call.Argument(1))
	return goja.Undefined()
}

// canonical is the name of an encoding, undefined for what is none. Nothing,
// null and "" mean UTF-8.
func (b *binding) canonical(call goja.FunctionCall) goja.Value {
	v := call.Argument(0)
	if bind.IsNullish(v) || goja.IsString(v) && v.String() == "" {
		return b.vm.ToValue(codec.UTF8.String())
	}
	if !goja.IsString(v) {
		return goja.Undefined()
	}
	e, ok := codec.Parse(v.String())
	if !ok {
		return goja.Undefined()
	}
	return b.vm.ToValue(e.String())
}

func (b *binding) number(call goja.FunctionCall) goja.Value {
	e, _ := codec.Parse(call.Argument(0).String())
	return b.vm.ToValue(int(e))
}

// state finds a decoder's state; ok is false where this is none.
func (b *binding) state(this goja.Value) (s state, ok bool) {
	o, isObject := this.(*goja.Object)
	if !isObject {
		return nil, false
	}
	mem, ok := bind.Bytes(o.GetSymbol(b.symbol))
	return state(mem), ok && len(mem) == stateSize
}

func (b *binding) write(call goja.FunctionCall) goja.Value {
	v := call.Argument(0)
	if goja.IsString(v) {
		return v
	}
	st, ok := b.state(call.This)
	data, isView := bind.Bytes(v)
	if !ok || !isView || isArrayBuffer(v) {
		return b.refused(call.This, v)
	}
	return st.write(data)
}

var arrayBufferType = reflect.TypeFor[goja.ArrayBuffer]()

func isArrayBuffer(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	return ok && o.ExportType() == arrayBufferType
}

func (b *binding) refused(this, v goja.Value) goja.Value {
	if _, err := b.refuse(goja.Undefined(), this, v); err != nil {
		panic(err)
	}
	return goja.Undefined()
}

func (b *binding) end(call goja.FunctionCall) goja.Value {
	var text goja.String = codec.FromASCII("")
	if v := call.Argument(0); !goja.IsUndefined(v) {
		text = b.write(call).(goja.String)
	}
	st, ok := b.state(call.This)
	if !ok {
		return b.refused(call.This, b.vm.ToValue(""))
	}
	if st[buffered] == 0 {
		return text
	}
	return text.Concat(st.flush())
}
