package bounds

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// collections makes maps and sets of what they are given as the standard has it: in
// the engine's constructors the holes of arrays and the halves of pairs that are not
// there reach a method of the script's as nothing at all.
func (b *bounds) collections() {
	for name, of := range map[string]*collection{
		"Map":     {method: "set", pairs: true},
		"WeakMap": {method: "set", pairs: true, words: "Invalid value used as weak map key"},
		"Set":     {method: "add"},
		"WeakSet": {method: "add", words: "Invalid value used in weak set"},
	} {
		ctor, proto := b.at(name), b.at(name, "prototype")
		if ctor == nil || proto == nil {
			continue
		}
		of.b, of.proto = b, proto
		of.own, _ = proto.Get(of.method).(*goja.Object)
		if of.words != "" {
			b.call(of.own, of.keys(name))
		}
		of.fill, of.ctor = b.behind(of.own), ctor
		b.construct(ctor, of.make)
	}
}

// collection is one of the classes. words are what V8 says of a key that can not be
// held weakly.
type collection struct {
	b      *bounds
	method string
	words  string
	pairs  bool
	ctor   *goja.Object
	proto  *goja.Object
	own    *goja.Object // the engine's method,
	fill   native       // and what is behind it
}

func (c *collection) make(next constructor) constructor {
	return func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		if len(args) == 0 || nothing(args[0]) {
			return next(args, newTarget)
		}
		if (newTarget == nil || newTarget == c.ctor) && c.proto.Get(c.method) == goja.Value(c.own) && c.words == "" {
			c.b.recount(args[0])
			return next(args, newTarget) // nothing but the engine's own code
		}
		made := next(nil, newTarget)
		add := c.adder(made)
		c.b.vm.ForOf(args[0], func(item goja.Value) bool {
			if !c.pairs {
				add(item)
				return true
			}
			pair, ok := item.(*goja.Object)
			if !ok {
				panic(c.b.vm.NewTypeError("Iterator value %s is not an entry object", item))
			}
			add(orUndefined(pair.Get("0")), orUndefined(pair.Get("1")))
			return true
		})
		return made
	}
}

// adder is what puts something into a new collection: a method of the script's, or
// the engine's without a detour.
func (c *collection) adder(made *goja.Object) func(...goja.Value) {
	method := orUndefined(made.Get(c.method))
	if method == goja.Value(c.own) && c.fill != nil {
		return func(args ...goja.Value) { c.fill(goja.FunctionCall{This: made, Arguments: args}) }
	}
	call, ok := goja.AssertFunction(method)
	if !ok {
		panic(c.b.vm.NewTypeError("'%s' returned for property '%s' of object '#<%s>' is not a function",
			method, c.method, c.ctor.Get("name")))
	}
	return func(args ...goja.Value) {
		if _, err := call(made, args...); err != nil {
			panic(err)
		}
	}
}

// keys refuses what can not be held weakly, in V8's words.
func (c *collection) keys(name string) func(native) native {
	return func(next native) native {
		made, err := c.b.vm.New(c.b.vm.Get(name))
		if err != nil {
			return next
		}
		weak := kindOf(made)
		return func(call goja.FunctionCall) goja.Value {
			if o, ok := call.This.(*goja.Object); ok && kindOf(o) == weak {
				if _, ok := call.Argument(0).(*goja.Object); !ok {
					bind.Throw(c.b.vm, "TypeError", "", c.words)
				}
			}
			return next(call)
		}
	}
}

func nothing(v goja.Value) bool { return v == nil || goja.IsUndefined(v) || goja.IsNull(v) }

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}
