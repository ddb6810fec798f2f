package bounds

import (
	"errors"
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

type (
	native      = func(goja.FunctionCall) goja.Value
	constructor = func(args []goja.Value, newTarget *goja.Object) *goja.Object
)

var errEngine = errors.New("bounds: this version of goja keeps its native functions in another way than the one that go.mod names: use that one")

// hooks returns where the engine keeps the Go functions behind a native function.
// A function of our own in its place would have another identity, would make an
// object at each `new`, and would take the engine's short ways from typed arrays.
func hooks(o *goja.Object) (*native, *constructor, error) {
	if o == nil {
		return nil, nil, errEngine
	}
	o.Get("name") // some are made at the first look
	self := reflect.ValueOf(o).Elem().FieldByName("self")
	if !self.IsValid() || self.Kind() != reflect.Interface || self.Elem().Kind() != reflect.Pointer {
		return nil, nil, errEngine
	}
	fn := self.Elem().Elem()
	if fn.Kind() != reflect.Struct {
		return nil, nil, errEngine
	}
	f, c := fn.FieldByName("f"), fn.FieldByName("construct")
	if !f.IsValid() || !c.IsValid() ||
		f.Type() != reflect.TypeFor[native]() || c.Type() != reflect.TypeFor[constructor]() {
		return nil, nil, errEngine
	}
	return (*native)(f.Addr().UnsafePointer()), (*constructor)(c.Addr().UnsafePointer()), nil
}

// kind tells how the engine implements an object: a dense array is of another
// kind than a sparse one.
type kind uintptr

// kindOf reads the first word of the interface that an object begins with, which
// is the same for all values of one Go type.
func kindOf(o *goja.Object) kind { return *(*kind)(unsafe.Pointer(o)) }

// fieldOf is where an array of the dense kind has a field.
func fieldOf(array *goja.Object, name string, of reflect.Type) (uintptr, error) {
	self := reflect.ValueOf(array).Elem().FieldByName("self")
	if !self.IsValid() || self.Elem().Kind() != reflect.Pointer || self.Elem().Elem().Kind() != reflect.Struct {
		return 0, errEngine
	}
	f, ok := self.Elem().Elem().Type().FieldByName(name)
	if !ok || f.Type != of {
		return 0, errEngine
	}
	return f.Offset, nil
}

// WrapConstructor puts another function in the place of what `new` calls, and the
// engine where it makes an object of a class itself.
func WrapConstructor(o *goja.Object, wrap func(next func(args []goja.Value, newTarget *goja.Object) *goja.Object) func([]goja.Value, *goja.Object) *goja.Object) {
	if _, c, err := hooks(o); err == nil && *c != nil {
		*c = wrap(*c)
	}
}
