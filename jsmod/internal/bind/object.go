package bind

import "github.com/dop251/goja"

// Func is a native function as goja calls it.
type Func = func(goja.FunctionCall) goja.Value

// Funcs are native functions by name.
type Funcs map[string]Func

// Object makes a plain object with fns as its methods: a module's binding.
func Object(vm *goja.Runtime, fns Funcs) *goja.Object {
	o := vm.NewObject()
	Extend(vm, o, fns)
	return o
}

// Extend adds fns to o as enumerable properties.
func Extend(vm *goja.Runtime, o *goja.Object, fns Funcs) {
	for name, fn := range fns {
		must(o.Set(name, vm.ToValue(fn)))
	}
}

// holder keeps goja from looking into the Go value. As a dynamic object it is a
// third of what goja makes around a Go pointer.
type holder struct {
	Opaque
	v any
}

var hidden = goja.NewSymbol("tlsjs.go")

// Wrap puts a Go value behind a JavaScript object, where [Unwrap] finds it.
// Scripts cannot make such a value or look into it. One that goes looking for
// the symbol can put it on another object, which then stands for the same value.
func Wrap(vm *goja.Runtime, o *goja.Object, v any) *goja.Object {
	must(o.DefineDataPropertySymbol(hidden, vm.NewDynamicObject(&holder{v: v}), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	return o
}

// Unwrap returns the Go value of type T behind v.
func Unwrap[T any](v goja.Value) (t T, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject {
		return t, false
	}
	h := o.GetSymbol(hidden)
	if h == nil {
		return t, false
	}
	box, isHolder := h.Export().(*holder)
	if !isHolder {
		return t, false
	}
	t, ok = box.v.(T)
	return t, ok
}

// Class makes objects that share a prototype with native methods and carry a
// Go value each. It is cheaper than an object with its own functions.
type Class struct {
	vm    *goja.Runtime
	Proto *goja.Object
}

// NewClass returns a class whose methods are given the Go value behind this.
// A method called on anything else throws a TypeError.
func NewClass[T any](vm *goja.Runtime, name string, methods map[string]func(t T, call goja.FunctionCall) goja.Value) *Class {
	proto := vm.NewObject()
	for method, fn := range methods {
		must(proto.Set(method, vm.ToValue(func(call goja.FunctionCall) goja.Value {
			t, ok := Unwrap[T](call.This)
			if !ok {
				panic(vm.NewTypeError("Illegal invocation"))
			}
			return fn(t, call)
		})))
	}
	must(proto.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return &Class{vm: vm, Proto: proto}
}

// New makes one object of the class around v.
func (c *Class) New(v any) *goja.Object {
	return Wrap(c.vm, c.vm.CreateObject(c.Proto), v)
}

// must is for what can only fail when the engine is broken.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
