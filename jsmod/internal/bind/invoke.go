package bind

import (
	"reflect"

	"github.com/dop251/goja"
)

// Direct is a function of JavaScript's as Go calls it: what it throws comes as
// a panic, which must reach the engine. It may be kept and called again.
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
	if call, ok := o.Export().(Direct); ok {
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

// Invoke calls fn, which must be a function, from inside a native function or
// [module.Host.Enter], where promise jobs wait. What fn throws it panics with;
// who wants to catch that calls by goja.AssertFunction, because the engine's
// stack is put in order only where the engine catches.
func Invoke(fn *goja.Object, this goja.Value, args ...goja.Value) goja.Value {
	call := Function(fn)
	if call == nil {
		panic("bind: internal error: Invoke of what is no function")
	}
	if v := call(goja.FunctionCall{This: this, Arguments: args}); v != nil {
		return v
	}
	return goja.Undefined()
}
