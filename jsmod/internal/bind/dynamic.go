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
