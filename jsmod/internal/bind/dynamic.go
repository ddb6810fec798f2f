package bind

import (
	"reflect"

	"github.com/dop251/goja"
)

// Dynamic returns the Go value behind an object that was made of it by
// goja.Runtime.NewDynamicObject. Any other value may be given: it is asked for its
// type first, because the export of a plain object copies it, with what its
// getters do, and that of some typed arrays is a panic.
func Dynamic[T goja.DynamicObject](v goja.Value) (t T, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject || o.ExportType() != reflect.TypeFor[T]() {
		return t, false
	}
	t, ok = o.Export().(T)
	return t, ok
}

// Opaque makes a Go value that embeds it one for goja.Runtime.NewDynamicObject: to
// scripts an object without properties that takes none.
type Opaque struct{}

// Get implements [goja.DynamicObject].
func (Opaque) Get(string) goja.Value { return nil }

// Set implements [goja.DynamicObject].
func (Opaque) Set(string, goja.Value) bool { return false }

// Has implements [goja.DynamicObject].
func (Opaque) Has(string) bool { return false }

// Delete implements [goja.DynamicObject].
func (Opaque) Delete(string) bool { return true }

// Keys implements [goja.DynamicObject].
func (Opaque) Keys() []string { return nil }
