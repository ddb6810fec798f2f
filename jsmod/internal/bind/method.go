package bind

import "github.com/dop251/goja"

// Method makes a native function with the name and the length that Node's has.
func Method(vm *goja.Runtime, name string, length int, fn Func) *goja.Object {
	o, ok := vm.ToValue(fn).(*goja.Object)
	if !ok {
		panic("bind: internal error: a function is no object")
	}
	must(o.DefineDataProperty("name", vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(o.DefineDataProperty("length", vm.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return o
}
