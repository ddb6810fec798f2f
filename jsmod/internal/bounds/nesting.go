package bounds

import (
	"slices"
	"unsafe"

	"github.com/dop251/goja"
)

// callers are natives that call what a script gives them, or a method that it can
// replace: natives of which a circle can be made without a function in
// JavaScript, whose calls the engine would count.
var callers = [][]string{
	{"Function", "prototype", "call"}, {"Function", "prototype", "apply"},
	{"Reflect", "apply"}, {"Reflect", "construct"}, {"Reflect", "get"}, {"Reflect", "set"}, {"Reflect", "has"},
	{"Reflect", "ownKeys"}, {"Reflect", "getPrototypeOf"}, {"Reflect", "getOwnPropertyDescriptor"},
	{"Error", "prototype", "toString"}, {"Date", "prototype", "toJSON"},
	{"Object", "prototype", "toLocaleString"}, {"Object", "prototype", "toString"},
	{"Array", "prototype", "toString"}, {"Array", "prototype", "toLocaleString"}, {"Array", "prototype", "join"},
	{"RegExp", "prototype", "test"}, {"RegExp", "prototype", "toString"},
	{"Promise", "prototype", "catch"}, {"Promise", "prototype", "finally"},
}

// nesting bounds how deep natives are inside each other.
func (b *bounds) nesting() {
	for _, names := range callers {
		b.call(b.at(names...), b.nested)
	}
	b.sources()
	bind := b.at("Function", "prototype", "bind")
	if bind == nil {
		return
	}
	made, err := b.invoke(bind, bind)
	if err != nil {
		return
	}
	f, _, err := hooks(made)
	if err != nil {
		return
	}
	// Where the function of a bound function is, from its beginning.
	data := *(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(made), unsafe.Sizeof(uintptr(0))))
	offset := uintptr(unsafe.Pointer(f)) - uintptr(data)
	bound := kindOf(made)
	natives := []kind{bound, kindOf(bind), kindOf(b.vm.ToValue(native(nil)).(*goja.Object)), b.proxy}
	b.call(bind, func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			v := next(call)
			// A function in JavaScript is counted by the engine.
			if of, ok := call.This.(*goja.Object); ok && slices.Contains(natives, kindOf(of)) {
				if o := v.(*goja.Object); kindOf(o) == bound {
					data := *(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(o), unsafe.Sizeof(uintptr(0))))
					f := (*native)(unsafe.Add(data, offset))
					*f = b.nested(*f)
				}
			}
			return v
		}
	})
}

// invoke calls a method of the engine's.
func (b *bounds) invoke(fn, this *goja.Object) (*goja.Object, error) {
	f, _ := goja.AssertFunction(fn)
	v, err := f(this)
	if err != nil {
		return nil, err
	}
	return v.(*goja.Object), nil
}

func (b *bounds) nested(next native) native {
	return func(call goja.FunctionCall) goja.Value {
		if b.depth >= b.deepest {
			panic(b.overflow())
		}
		b.depth++
		defer func() { b.depth-- }()
		return next(call)
	}
}

func (b *bounds) overflow() any {
	const message = "Maximum call stack size exceeded"
	if b.tooDeep != nil {
		if e, err := b.tooDeep(nil, b.vm.ToValue(message)); err == nil {
			return e
		}
	}
	return b.vm.NewTypeError(message)
}

// sources bounds the texts that become functions. A text that calls eval itself is
// the loader's to bound: the engine does not come this way for it.
func (b *bounds) sources() {
	check := func(args []goja.Value) {
		for _, v := range args {
			b.checkSource(v)
		}
	}
	for _, text := range []string{"function() {}", "async function() {}", "function*() {}"} {
		v, err := b.vm.RunString("(" + text + ").constructor")
		if err != nil {
			continue
		}
		ctor, ok := v.(*goja.Object)
		if !ok {
			continue
		}
		b.call(ctor, func(next native) native {
			return func(call goja.FunctionCall) (made goja.Value) {
				check(call.Arguments)
				b.compiling(call.Arguments, func(args []goja.Value) {
					made = next(goja.FunctionCall{This: call.This, Arguments: args})
				})
				return made
			}
		})
		b.construct(ctor, func(next constructor) constructor {
			return func(args []goja.Value, newTarget *goja.Object) (made *goja.Object) {
				check(args)
				b.compiling(args, func(args []goja.Value) { made = next(args, newTarget) })
				return made
			}
		})
	}
	b.call(b.at("eval"), func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			check(call.Arguments)
			if len(call.Arguments) > 0 {
				call.Arguments = []goja.Value{b.evaluable(call.Argument(0))}
			}
			return next(call)
		}
	})
}
