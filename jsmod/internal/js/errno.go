package js

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/uv"
)

// errnoMap returns [number, name, text, number, name, text, …].
func errnoMap(vm *goja.Runtime) goja.Value {
	reasons := uv.List()
	flat := make([]any, 0, 3*len(reasons))
	for _, r := range reasons {
		flat = append(flat, r.Errno, r.Code, r.Text)
	}
	return vm.NewArray(flat...)
}
