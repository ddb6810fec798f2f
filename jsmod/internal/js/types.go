package js

import (
	"reflect"

	"github.com/dop251/goja"
)

// classifier answers what kind of object a value is from the engine's own
// knowledge: no getter, no trap and no toStringTag of the script can lie to it.
type classifier struct {
	vm     *goja.Runtime
	names  map[string]goja.Value
	none   goja.Value
	protos map[*goja.Object]string
	brands map[string]goja.Callable
	tag    goja.Callable // get %TypedArray%.prototype[@@toStringTag]
}

// intrinsics finds the prototypes of kinds that the engine's export does not
// tell apart, and a native method of each that throws for a foreign object.
const intrinsics = `(function () {
  'use strict';
  const proto = Object.getPrototypeOf;
  const getter = (o, k) => Object.getOwnPropertyDescriptor(o, k).get;
  const typed = proto(Uint8Array.prototype);
  const key = {};
  const weakMapHas = WeakMap.prototype.has, weakSetHas = WeakSet.prototype.has;
  const symbolValue = Symbol.prototype.valueOf, bigintValue = BigInt.prototype.valueOf;
  const viewLength = getter(DataView.prototype, 'byteLength');
  const generator = proto(function* () {}).prototype;
  const mapIterator = proto(new Map().entries()), setIterator = proto(new Set().values());
  const call = Function.prototype.call;
  return {
    tag: call.bind(getter(typed, Symbol.toStringTag)),
    kinds: [
      'WeakMap', WeakMap.prototype, (o) => weakMapHas.call(o, key),
      'WeakSet', WeakSet.prototype, (o) => weakSetHas.call(o, key),
      'Symbol', Symbol.prototype, (o) => symbolValue.call(o),
      'BigInt', BigInt.prototype, (o) => bigintValue.call(o),
      'DataView', DataView.prototype, (o) => viewLength.call(o),
      'Generator', generator, null,
      'Map Iterator', mapIterator, null,
      'Set Iterator', setIterator, null,
    ],
  };
})()`

var compiledIntrinsics = goja.MustCompile("node:internal/intrinsics", intrinsics, true)

// newClassifier reads the intrinsics before a script could change them.
func newClassifier(vm *goja.Runtime) *classifier {
	v, err := vm.RunProgram(compiledIntrinsics)
	if err != nil {
		panic(err) // also an interruption
	}
	found := v.ToObject(vm)
	c := &classifier{
		vm:     vm,
		names:  map[string]goja.Value{},
		none:   vm.ToValue(""),
		protos: map[*goja.Object]string{},
		brands: map[string]goja.Callable{},
	}
	c.tag, _ = goja.AssertFunction(found.Get("tag"))
	kinds := found.Get("kinds").ToObject(vm)
	for i := 0; ; i += 3 {
		name := kinds.Get(vm.ToValue(i).String())
		if name == nil {
			return c
		}
		proto := kinds.Get(vm.ToValue(i + 1).String()).ToObject(vm)
		c.protos[proto] = name.String()
		if fn, ok := goja.AssertFunction(kinds.Get(vm.ToValue(i + 2).String())); ok {
			c.brands[name.String()] = fn
		}
	}
}

var (
	typeProxy   = reflect.TypeOf(goja.Proxy{})
	typePromise = reflect.TypeOf((*goja.Promise)(nil))
	typeBuffer  = reflect.TypeOf(goja.ArrayBuffer{})
	typeMap     = reflect.TypeOf([][2]any{})
	typeSet     = reflect.TypeOf([]any{})
)

// kind returns the kind's name, or an empty text for a plain object and for
// what is no object.
func (c *classifier) kind(v goja.Value) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok {
		return c.none
	}
	name := c.name(o)
	if name == "" {
		return c.none
	}
	val := c.names[name]
	if val == nil {
		val = c.vm.ToValue(name)
		c.names[name] = val
	}
	return val
}

func (c *classifier) name(o *goja.Object) string {
	t := o.ExportType()
	switch t {
	case typeProxy:
		return "Proxy"
	case typePromise:
		return "Promise"
	case typeBuffer:
		return "ArrayBuffer"
	case typeMap:
		return "Map"
	}
	switch class := o.ClassName(); class {
	case "Object":
		return c.object(o, t)
	case "AsyncFunction", "GeneratorFunction":
		return "Function"
	case "Array", "Function", "Error", "RegExp", "Date", "Number", "String", "Boolean", "Arguments":
		return class
	}
	return ""
}

// object tells apart what the engine calls an Object.
func (c *classifier) object(o *goja.Object, t reflect.Type) string {
	if t == typeSet {
		return "Set"
	}
	if t != nil && t.Kind() == reflect.Slice {
		if tag, err := c.tag(goja.Undefined(), o); err == nil && !goja.IsUndefined(tag) {
			return tag.String()
		}
	}
	for p := protoOf(o); p != nil; p = protoOf(p) {
		name, ok := c.protos[p]
		if !ok {
			continue
		}
		if brand := c.brands[name]; brand != nil {
			if _, err := brand(goja.Undefined(), o); err != nil {
				return ""
			}
		}
		return name
	}
	// The engine calls an async arrow function an Object.
	if _, ok := goja.AssertFunction(o); ok {
		return "Function"
	}
	return ""
}

// protoOf is the prototype, or nil where asking would run a trap.
func protoOf(o *goja.Object) *goja.Object {
	if o.ExportType() == typeProxy {
		return nil
	}
	return o.Prototype()
}
