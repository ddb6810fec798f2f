package js

import (
	"bytes"
	"reflect"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// sameBytes(a, b) compares the bytes of two views or buffers.
func sameBytes(call goja.FunctionCall) bool {
	a, isBytes := bind.Bytes(call.Argument(0))
	b, areBytes := bind.Bytes(call.Argument(1))
	return isBytes && areBytes && bytes.Equal(a, b)
}

// onlyElements tells whether an object, a typed array, has no named properties of its
// own. The engine lists them behind all elements only, each of which costs a string, so
// this reads a private field by name: an engine that renames it costs the shortcut.
func onlyElements(v goja.Value) (yes bool) {
	defer func() {
		if recover() != nil {
			yes = false
		}
	}()
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	self := reflect.ValueOf(o).Elem().FieldByName("self").Elem().Elem()
	return self.Type().Name() == "typedArrayObject" && self.FieldByName("propNames").Len() == 0
}
