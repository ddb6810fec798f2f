package webassembly

import (
	"context"
	"errors"
	"strconv"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
	tables "github.com/tetratelabs/wazero/experimental/table"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/wasmbin"
)

// function is an Exported Function: one of WebAssembly's that JavaScript calls.
type function struct {
	extern              // without an owner where it is in a table only
	object *goja.Object // the function itself
	make   func() api.Function
	idle   []api.Function // each serves one call at a time
	ref    uint64         // the engine's reference to it, once it is known
}

func (b *binding) newFunction(e extern, index uint32, open func() api.Function) *function {
	f := &function{extern: e, make: open}
	call := b.nesting.Guard(func(call goja.FunctionCall) goja.Value { return b.call(f, call.Arguments) })
	f.object = bind.Method(b.vm, strconv.Itoa(int(index)), len(e.typ.Func.Params), call)
	bind.Wrap(b.vm, f.object, f)
	return f
}

// call calls a function with JavaScript's values.
func (b *binding) call(f *function, args []goja.Value) goja.Value {
	t := f.typ.Func
	stack := make([]uint64, max(len(t.Params), len(t.Results)))
	for i, p := range t.Params {
		v := goja.Undefined()
		if i < len(args) {
			v = args[i]
		}
		stack[i] = b.toWasm(v, p)
	}
	if n := len(f.idle); n > 0 {
		open := f.idle[n-1]
		f.idle = f.idle[:n-1]
		b.enter(open, stack)
		f.idle = append(f.idle, open)
	} else {
		open := f.make()
		b.enter(open, stack)
		f.idle = append(f.idle, open)
	}
	switch len(t.Results) {
	case 0:
		return goja.Undefined()
	case 1:
		return b.toJS(stack[0], t.Results[0])
	}
	values := make([]any, len(t.Results))
	for i, r := range t.Results {
		values[i] = b.toJS(stack[i], r)
	}
	return b.vm.NewArray(values...)
}

// enter runs WebAssembly, and throws what it fails with.
func (b *binding) enter(f api.Function, stack []uint64) {
	err := func() (err error) {
		defer func() {
			// A function of JavaScript's that was imported and is exported again runs
			// without the engine, which would have caught this.
			if p := recover(); p != nil {
				if thrown, ok := p.(error); ok && errors.Is(thrown, errThrown) {
					err = thrown
					return
				}
				panic(p)
			}
		}()
		return f.CallWithStack(b.ctx(), stack)
	}()
	if err != nil {
		b.raise(err)
	}
}

// imported is a function of JavaScript's as the engine calls it.
func (b *binding) imported(fn goja.Callable, t wasmbin.FuncType) api.GoModuleFunc {
	return func(_ context.Context, _ api.Module, stack []uint64) {
		if err := b.callback(fn, t, stack); err != nil {
			b.thrown = err
			panic(errThrown)
		}
	}
}

// callback calls a function of JavaScript's and returns what it throws, or what
// the conversion of its arguments and results does.
func (b *binding) callback(fn goja.Callable, t wasmbin.FuncType, stack []uint64) (thrown error) {
	err := b.vm.Try(func() {
		args := make([]goja.Value, len(t.Params))
		for i, p := range t.Params {
			args[i] = b.toJS(stack[i], p)
		}
		result, err := fn(goja.Undefined(), args...)
		if err != nil {
			thrown = err
			return
		}
		b.results(result, t.Results, stack)
	})
	if err != nil {
		return err
	}
	return thrown
}

func (b *binding) results(v goja.Value, types []wasmbin.ValueType, stack []uint64) {
	switch len(types) {
	case 0:
	case 1:
		stack[0] = b.toWasm(v, types[0])
	default:
		list, err := b.list(goja.Undefined(), v)
		if err != nil {
			panic(err)
		}
		o := list.ToObject(b.vm)
		if o.Get("length").ToInteger() != int64(len(types)) {
			b.typeError("multi-return length mismatch")
		}
		for i, t := range types {
			stack[i] = b.toWasm(o.Get(strconv.Itoa(i)), t)
		}
	}
}

// reference is the engine's reference to a function.
func (f *function) reference(b *binding) uint64 {
	if f.ref == 0 {
		i := b.linked(wasmbin.WriteReference(f.name, f.typ.Func), map[string]*instance{wasmbin.Only: f.owner})
		results, err := i.mod.ExportedFunction(wasmbin.Get).Call(b.ctx())
		if err != nil {
			b.raise(err)
		}
		f.ref = results[0]
		f.owner.keep = append(f.owner.keep, i) // the reference points into it
		b.functions[f.ref] = f
	}
	return f.ref
}

// fromReference is the function of a reference, null for that of nothing.
func (b *binding) fromReference(n uint64) goja.Value {
	if n == 0 {
		return goja.Null()
	}
	if b.functions[n] == nil {
		b.functions[n] = b.lookup(n, nil)
	}
	return b.functions[n].object
}

// lookup makes a function of a reference that is not known: one of those that the
// instances export, or one that is in tables only. The engine tells nothing of a
// reference but whether it has a type that one knows.
func (b *binding) lookup(n uint64, users []*instance) *function {
	if b.scratch == nil {
		t := wasmbin.Type{Kind: wasmbin.Table, Value: wasmbin.FuncRef, Limits: wasmbin.Limits{Min: 1}}
		b.scratch = &table{extern: extern{b.hold(b.ctx(), t), wasmbin.Only, t}}
	}
	for _, t := range b.types {
		open := func() (f api.Function) {
			defer func() {
				if recover() != nil { // as call_indirect traps
					f = nil
				}
			}()
			b.reach(b.scratch, wasmbin.Set, 0, n)
			return tables.LookupFunction(b.scratch.access.mod, 0, 0, t.Params, t.Results)
		}
		f := open()
		if f == nil {
			continue
		}
		for _, i := range users {
			if at, ok := i.definitions()[f.Definition()]; ok {
				return b.exportedFunction(i, at)
			}
		}
		made := b.newFunction(extern{typ: wasmbin.Type{Kind: wasmbin.Func, Func: t}}, f.Definition().Index(), open)
		made.ref, made.idle = n, []api.Function{f}
		return made
	}
	panic("webassembly: internal error: a reference to a function of no known type")
}
