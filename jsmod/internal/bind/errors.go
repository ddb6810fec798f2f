package bind

import "github.com/dop251/goja"

// Error makes a JavaScript error of a global class (Error, TypeError,
// RangeError) with Node's code and further properties, in order: name, value.
func Error(vm *goja.Runtime, class, code, message string, props ...any) *goja.Object {
	o := newError(vm, class, message)
	if code != "" {
		must(o.Set("code", code))
	}
	for i := 0; i+1 < len(props); i += 2 {
		must(o.Set(props[i].(string), props[i+1]))
	}
	return o
}

// newError calls the global constructor. A script may have taken that away or
// put something else there; then the engine's own error serves.
func newError(vm *goja.Runtime, class, message string) *goja.Object {
	if v := vm.Get(class); v != nil {
		if ctor, ok := goja.AssertConstructor(v); ok {
			if o, err := ctor(nil, vm.ToValue(message)); err == nil {
				return o
			}
		}
	}
	return vm.NewTypeError("%s", message)
}

// Throw throws [Error] from a native function. It does not return.
func Throw(vm *goja.Runtime, class, code, message string, props ...any) {
	panic(Error(vm, class, code, message, props...))
}

// SystemError makes Node's error for a failed system call: its message is
// "CODE: text, syscall 'path'" or as given, with errno, code, syscall.
func SystemError(vm *goja.Runtime, message, code string, errno int, syscall string, props ...any) *goja.Object {
	o := Error(vm, "Error", "", message)
	must(o.Set("errno", errno))
	must(o.Set("code", code))
	must(o.Set("syscall", syscall))
	for i := 0; i+1 < len(props); i += 2 {
		must(o.Set(props[i].(string), props[i+1]))
	}
	return o
}
