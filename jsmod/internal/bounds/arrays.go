package bounds

import "github.com/dop251/goja"

// walkers are the methods of arrays that walk from one end to the other.
var walkers = []string{
	"concat", "copyWithin", "every", "fill", "filter", "find", "findIndex", "findLast", "findLastIndex", "flat",
	"flatMap", "forEach", "includes", "indexOf", "lastIndexOf", "map", "reduce", "reduceRight", "reverse", "shift",
	"slice", "some", "sort", "splice", "toReversed", "toSorted", "toSpliced", "unshift", "with",
}

// arrays bounds what walks through arrays and through what is like them.
func (b *bounds) arrays() {
	proto := b.at("Array", "prototype")
	if proto == nil {
		return
	}
	for _, name := range walkers {
		if o, ok := proto.Get(name).(*goja.Object); ok {
			b.call(o, b.walk("Invalid array length"))
		}
	}
	for _, name := range []string{"join", "toLocaleString"} {
		if o, ok := proto.Get(name).(*goja.Object); ok {
			b.call(o, b.walk(tooLong))
			b.call(o, b.join)
		}
	}
	b.call(b.at("Array", "from"), func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			if o, ok := call.Argument(0).(*goja.Object); ok && b.listed(o) && b.tooMany(o) {
				b.rangeError("Invalid array length")
			}
			return next(call)
		}
	})
	for i, names := range [][]string{1: {"Function", "prototype", "apply"}, 2: {"Reflect", "apply"}} {
		b.call(b.at(names...), b.list(i))
	}
	b.call(b.at("Reflect", "construct"), b.list(1))
}

// listed tells that something is copied by its length: what is iterated and no
// array gives its elements one by one.
func (b *bounds) listed(o *goja.Object) bool {
	if k := kindOf(o); k == b.dense || k == b.typed || o.ClassName() == "Array" {
		return true
	}
	method := o.GetSymbol(goja.SymIterator)
	return method == nil || goja.IsUndefined(method) || goja.IsNull(method)
}

// tooMany tells that an object says to be longer than what may be walked through.
// A proxy is not asked: its traps would notice.
func (b *bounds) tooMany(o *goja.Object) bool {
	switch kindOf(o) {
	case b.dense:
		return b.denseLength(o) > maxItems
	case b.typed, b.proxy:
		return false
	}
	return length(o) > maxItems
}

func (b *bounds) walk(message string) func(native) native {
	return func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			if o, ok := call.This.(*goja.Object); ok && b.tooMany(o) {
				b.rangeError(message)
			}
			for _, v := range call.Arguments {
				if o, ok := v.(*goja.Object); ok && kindOf(o) == b.dense && b.denseLength(o) > maxItems {
					b.rangeError(message)
				}
			}
			return next(call)
		}
	}
}

// join refuses separators that alone are too long.
func (b *bounds) join(next native) native {
	return func(call goja.FunctionCall) goja.Value {
		if sep, ok := call.Argument(0).(goja.String); ok && sep.Length() > 8 {
			if o, ok := call.This.(*goja.Object); ok && (length(o)-1)*float64(sep.Length()) > MaxText {
				b.rangeError(tooLong)
			}
		}
		return next(call)
	}
}

// list bounds the list of arguments that a function is applied to.
func (b *bounds) list(i int) func(native) native {
	return func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			if o, ok := call.Argument(i).(*goja.Object); ok && b.tooMany(o) {
				b.rangeError("Invalid array length")
			}
			return next(call)
		}
	}
}
