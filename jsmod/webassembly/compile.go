package webassembly

import (
	"context"
	"runtime"
	"slices"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/wasmbin"
)

// compiled is a WebAssembly.Module.
type compiled struct {
	code wazero.CompiledModule
	*wasmbin.Module
}

// translate may run on any goroutine.
func translate(engine wazero.Runtime, bytes []byte) (*compiled, error) {
	code, err := engine.CompileModule(context.Background(), wasmbin.BoundTables(bytes, maxElements))
	if err != nil {
		return nil, err
	}
	read, err := wasmbin.Read(bytes)
	if err != nil {
		return nil, err
	}
	c := &compiled{code: code, Module: read}
	runtime.AddCleanup(c, func(code wazero.CompiledModule) { _ = code.Close(context.Background()) }, code)
	return c, nil
}

// bytes copies the argument: the script may change it, and custom sections are parts
// of it.
func (b *binding) bytes(v goja.Value) []byte {
	bytes, ok := bind.CopyBytes(v)
	if !ok {
		b.typeError("bytes are missing")
	}
	return bytes
}

// compile(object, bytes, prefix) puts a module behind object, or throws a
// CompileError whose message begins with prefix.
func (b *binding) compile(call goja.FunctionCall) goja.Value {
	bytes := b.bytes(call.Argument(1))
	c, err := translate(b.runtime(), bytes)
	if err != nil {
		b.throw(b.compileError, call.Argument(2).String()+compileMessage(bytes, err))
	}
	return bind.Wrap(b.vm, call.Argument(0).ToObject(b.vm), c)
}

// compileLater(object, bytes, prefix, callback) is compile away from the loop;
// callback is given the error, or nothing.
func (b *binding) compileLater(call goja.FunctionCall) goja.Value {
	bytes, prefix := b.bytes(call.Argument(1)), call.Argument(2).String()
	object, callback := call.Argument(0).ToObject(b.vm), bind.Callback(call.Argument(3))
	if callback == nil {
		b.typeError("callback is missing")
	}
	engine, handle, async := b.runtime(), b.host.Loop().NewHandle(), b.ticks.CaptureOnce("WASM")
	b.host.Go(func(context.Context) {
		c, err := translate(engine, bytes)
		handle.Post(func() {
			handle.Close()
			b.ticks.Enter(async, func() {
				if err != nil {
					b.host.Call(callback, goja.Undefined(), b.make(b.compileError, prefix+compileMessage(bytes, err)))
					return
				}
				bind.Wrap(b.vm, object, c)
				b.host.Call(callback, goja.Undefined())
			})
		})
	})
	return goja.Undefined()
}

// validate(bytes) tells whether they are a module.
func (b *binding) validate(call goja.FunctionCall) goja.Value {
	code, err := b.runtime().CompileModule(context.Background(), b.bytes(call.Argument(0)))
	if err == nil {
		_ = code.Close(context.Background())
	}
	return b.vm.ToValue(err == nil)
}

// imports(module) is an array of { module, name, kind }.
func (b *binding) imports(call goja.FunctionCall) goja.Value {
	var list []any
	for _, i := range must[*compiled](b, call.Argument(0)).Imports {
		o := b.vm.NewObject()
		b.set(o, "module", i.Module)
		b.set(o, "name", i.Name)
		b.set(o, "kind", i.Type.Kind.String())
		list = append(list, o)
	}
	return b.vm.NewArray(list...)
}

// exports(module) is an array of { name, kind }.
func (b *binding) exports(call goja.FunctionCall) goja.Value {
	var list []any
	for _, e := range must[*compiled](b, call.Argument(0)).Exports {
		o := b.vm.NewObject()
		b.set(o, "name", e.Name)
		b.set(o, "kind", e.Type.Kind.String())
		list = append(list, o)
	}
	return b.vm.NewArray(list...)
}

// customSections(module, name) is an array of ArrayBuffers.
func (b *binding) customSections(call goja.FunctionCall) goja.Value {
	var list []any
	for _, c := range must[*compiled](b, call.Argument(0)).Customs {
		if c.Name == call.Argument(1).String() {
			list = append(list, b.vm.NewArrayBuffer(slices.Clone(c.Data)))
		}
	}
	return b.vm.NewArray(list...)
}

func (b *binding) set(o *goja.Object, name string, v any) {
	if err := o.Set(name, v); err != nil {
		panic(err)
	}
}
