package bind

import "github.com/dop251/goja"

// Callback returns v as a function, or nil when it is not one.
func Callback(v goja.Value) goja.Callable {
	fn, ok := goja.AssertFunction(v)
	if !ok {
		return nil
	}
	return fn
}

// IsNullish reports undefined, null and an argument that was not given.
func IsNullish(v goja.Value) bool {
	return v == nil || goja.IsUndefined(v) || goja.IsNull(v)
}

// Prop returns a property, or nil where v is not an object, the property is
// missing or undefined or null.
func Prop(v goja.Value, name string) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	p := o.Get(name)
	if IsNullish(p) {
		return nil
	}
	return p
}

// String returns a property as text, "" where there is none.
func String(v goja.Value, name string) string {
	if p := Prop(v, name); p != nil {
		return p.String()
	}
	return ""
}

// Bool returns the truth of a property, false where there is none.
func Bool(v goja.Value, name string) bool {
	p := Prop(v, name)
	return p != nil && p.ToBoolean()
}

// Int returns a property as an integer, def where there is none.
func Int(v goja.Value, name string, def int64) int64 {
	if p := Prop(v, name); p != nil {
		return p.ToInteger()
	}
	return def
}

// Strings returns the elements of an array-like value as texts.
func Strings(vm *goja.Runtime, v goja.Value) []string {
	var out []string
	Each(vm, v, func(e goja.Value) { out = append(out, e.String()) })
	return out
}

// maxElements bounds the lists that native functions go through: the length of
// an array-like object is only a number, and nothing interrupts such a loop.
const maxElements = 1 << 22

// Each calls fn for the elements of an array-like value, in order. It throws a
// RangeError where the length is beyond reason.
func Each(vm *goja.Runtime, v goja.Value, fn func(goja.Value)) {
	o, ok := v.(*goja.Object)
	if !ok {
		return
	}
	n := Int(o, "length", 0)
	if n > maxElements {
		Throw(vm, "RangeError", "", "Invalid array length")
	}
	for i := range n {
		e := o.Get(itoa(i))
		if e == nil {
			e = goja.Undefined()
		}
		fn(e)
	}
}
