package bounds

import "github.com/dop251/goja"

// Probed is from how many bytes on the system is asked whether it has them.
const Probed = 64 << 20

// buffers bounds what makes an ArrayBuffer. The engine's own typed arrays, those
// of subclasses and the methods that make new ones all come through constructors.
func (b *bounds) buffers() {
	buffer := b.at("ArrayBuffer")
	if buffer == nil {
		return
	}
	b.buffer = kindOf(b.vm.ToValue(b.vm.NewArrayBuffer(nil)).(*goja.Object))
	b.construct(buffer, func(next constructor) constructor {
		return func(args []goja.Value, newTarget *goja.Object) *goja.Object {
			n, args := number(args, 0)
			switch {
			case n <= -1 || n > maxSafe:
				b.rangeError("Invalid array buffer length")
			case n > MaxBytes || n >= Probed && !Allocatable(int(n)):
				b.rangeError("Array buffer allocation failed")
			}
			return next(args, newTarget)
		}
	})
	var parent *goja.Object
	for name, size := range map[string]float64{
		"Int8Array": 1, "Uint8Array": 1, "Uint8ClampedArray": 1, "Int16Array": 2, "Uint16Array": 2, "Int32Array": 4,
		"Uint32Array": 4, "Float32Array": 4, "Float64Array": 8, "BigInt64Array": 8, "BigUint64Array": 8,
	} {
		if ctor := b.at(name); ctor != nil {
			parent = ctor.Prototype()
			b.typedArray(ctor, size)
		}
	}
	if parent == nil {
		return
	}
	if made, err := b.vm.New(b.at("Uint8Array")); err == nil {
		b.typed = kindOf(made)
	}
	b.lengthOf = b.getter(parent.Get("prototype").(*goja.Object), "length")
	b.call(parent.Get("from").(*goja.Object), func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			b.source(call.Argument(0), 1)
			return next(call)
		}
	})
}

func (b *bounds) typedArray(ctor *goja.Object, size float64) {
	b.construct(ctor, func(next constructor) constructor {
		return func(args []goja.Value, newTarget *goja.Object) *goja.Object {
			if len(args) == 0 || args[0] == nil {
				return next(args, newTarget)
			}
			if _, ok := args[0].(*goja.Object); !ok {
				b.elements(args[0], size)
			} else {
				b.source(args[0], size)
			}
			return next(args, newTarget)
		}
	})
}

// elements refuses a length that no typed array has.
func (b *bounds) elements(v goja.Value, size float64) {
	switch n := v.ToFloat(); {
	case n <= -1 || n > maxTyped:
		b.rangeError("Invalid typed array length: " + v.String())
	case n*size > MaxBytes || n*size >= Probed && !Allocatable(int(n*size)):
		b.rangeError("Array buffer allocation failed")
	}
}

// source refuses what a typed array cannot be made of. What is iterated comes out
// of a script, piece by piece; only the length of the rest is asked for.
func (b *bounds) source(v goja.Value, size float64) {
	o, ok := v.(*goja.Object)
	if !ok {
		return
	}
	switch kindOf(o) {
	case b.buffer:
		return
	case b.dense:
		b.elements(b.vm.ToValue(b.denseLength(o)), size)
		return
	case b.typed:
		if size > 1 && b.lengthOf != nil {
			b.elements(b.lengthOf(goja.FunctionCall{This: o}), size)
		}
		return
	}
	if o.ClassName() != "Array" {
		if method := o.GetSymbol(goja.SymIterator); method != nil && !goja.IsUndefined(method) && !goja.IsNull(method) {
			return
		}
	}
	b.elements(b.vm.ToValue(length(o)), size)
}

// getter is the native function behind an accessor.
func (b *bounds) getter(o *goja.Object, name string) native {
	describe, ok := goja.AssertFunction(b.at("Object", "getOwnPropertyDescriptor"))
	if !ok {
		return nil
	}
	v, err := describe(goja.Undefined(), o, b.vm.ToValue(name))
	if err != nil || goja.IsUndefined(v) {
		return nil
	}
	get, ok := v.(*goja.Object).Get("get").(*goja.Object)
	if !ok {
		return nil
	}
	f, _, err := hooks(get)
	if err != nil {
		return nil
	}
	return *f
}
