package crypto

import (
	"crypto/fips140"
	"crypto/rand"
	"crypto/subtle"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// randomFuncs draw from the system's generator, which does not fail.
func (b *binding) randomFuncs() bind.Funcs {
	return bind.Funcs{
		// randomBytes(size, callback)
		"randomBytes": func(call goja.FunctionCall) goja.Value {
			size := call.Argument(0).ToInteger()
			return b.run(call.Argument(1), func() (any, error) {
				out := make([]byte, size)
				rand.Read(out)
				return out, nil
			})
		},
		// randomFill(view) fills memory here and now.
		"randomFill": func(call goja.FunctionCall) goja.Value {
			rand.Read(b.view(call.Argument(0)))
			return goja.Undefined()
		},
		"timingSafeEqual": func(call goja.FunctionCall) goja.Value {
			same := subtle.ConstantTimeCompare(b.view(call.Argument(0)), b.view(call.Argument(1)))
			return b.vm.ToValue(same == 1)
		},
		"getFips": func(goja.FunctionCall) goja.Value { return b.vm.ToValue(fips140.Enabled()) },
	}
}
