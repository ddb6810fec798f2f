package bounds

import "github.com/dop251/goja"

// instances lets `x instanceof P` look through a Proxy P of a class (ECMA-262,
// OrdinaryHasInstance). The operator calls this native, in which the engine asks
// the proxy's own implementation, which takes itself for no function.
func (b *bounds) instances() {
	proto := b.at("Function", "prototype")
	if proto == nil {
		return
	}
	o, _ := proto.GetSymbol(goja.SymHasInstance).(*goja.Object)
	b.call(o, func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			class, ok := call.This.(*goja.Object)
			if !ok || kindOf(class) != b.proxy {
				return next(call)
			}
			if _, callable := goja.AssertFunction(class); !callable {
				return b.vm.ToValue(false)
			}
			o, ok := call.Argument(0).(*goja.Object)
			if !ok {
				return b.vm.ToValue(false)
			}
			prototype := orUndefined(class.Get("prototype"))
			wanted, ok := prototype.(*goja.Object)
			if !ok {
				panic(b.vm.NewTypeError("Function has non-object prototype '%s' in instanceof check", prototype))
			}
			for o = o.Prototype(); o != nil; o = o.Prototype() {
				if o == wanted {
					return b.vm.ToValue(true)
				}
			}
			return b.vm.ToValue(false)
		}
	})
}
