package bind

import (
	"reflect"
	"runtime"

	"github.com/dop251/goja"
)

// Direct is a function of JavaScript's as Go calls it, by [Call].
type Direct = func(goja.FunctionCall) goja.Value

var directType = reflect.TypeFor[Direct]()

// IsFunction tells what typeof calls a function. It allocates nothing.
func IsFunction(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	if o.ExportType() == directType {
		return true
	}
	_, ok = goja.AssertFunction(o)
	return ok
}

// Function returns the Go form of v, nil where v is no function. What
// [goja.AssertFunction] makes runs each call inside an engine's try block of its
// own and clears the stack above it; what functions export is the call alone,
// at two thirds of the time. Proxies and classes export something else.
func Function(v goja.Value) Direct {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	if o.ExportType() == directType {
		call, _ := o.Export().(Direct)
		if call == nil { // a constructor that does nothing when it is called
			return func(goja.FunctionCall) goja.Value { return goja.Undefined() }
		}
		return call
	}
	fn, ok := goja.AssertFunction(o)
	if !ok {
		return nil
	}
	return func(call goja.FunctionCall) goja.Value {
		v, err := fn(call.This, call.Arguments...)
		if err != nil {
			panic(err)
		}
		return v
	}
}

// InvokeMethod is [Invoke] of a method of o. It throws a TypeError where there is no
// such function, under the name that o has in it, "" for none.
func InvokeMethod(vm *goja.Runtime, o *goja.Object, owner, name string, args ...goja.Value) goja.Value {
	fn := o.Get(name)
	if !IsFunction(fn) {
		if owner != "" {
			name = owner + "." + name
		}
		panic(vm.NewTypeError("%s is not a function", name))
	}
	return Invoke(fn.(*goja.Object), o, args...)
}

// Invoke calls fn, which must be a function, from inside a native function or
// [module.Host.Enter], where promise jobs wait. What fn throws it panics with;
// who wants to catch that calls by goja.AssertFunction, because the engine's
// stack is put in order only where the engine catches.
func Invoke(fn *goja.Object, this goja.Value, args ...goja.Value) goja.Value {
	call := Function(fn)
	if call == nil {
		panic("bind: internal error: Invoke of what is no function")
	}
	return Call(call, this, args)
}

// Call is [Invoke] for what [Function] returned.
func Call(fn Direct, this goja.Value, args []goja.Value) goja.Value {
	v, thrown := call(fn, this, args)
	if thrown != nil {
		panic(thrown)
	}
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// call returns what was thrown, so that Go's stack is unwound here. The engine
// panics again while it handles an interruption or its own stack's overflow, on
// top of the stack as it is: through a thousand nested calls that would take
// seconds. What is a fault of ours keeps the stack that tells where.
func call(fn Direct, this goja.Value, args []goja.Value) (v goja.Value, thrown any) {
	defer func() {
		thrown = recover()
		switch thrown.(type) {
		case runtime.Error, string:
			panic(thrown)
		}
	}()
	return fn(goja.FunctionCall{This: this, Arguments: args}), nil
}
