package http

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// Messages have some thirty fields of which most never change. In this engine a
// property of its own costs an object as much as ten of its steps, so that the
// fields are accessors of the prototype over values kept in Go: see
// [outgoing] and [incoming]. They are enumerable, so that for-in finds them as it
// finds Node's properties; Object.keys does not.

// field is one of them: a name, or a symbol that the scripts get by the name.
type field struct {
	name   string
	hidden bool // a symbol
	normal any  // what it is as long as nobody has set it
}

// fieldSet is the fields of one class, in the order of their numbers.
type fieldSet struct {
	fields []field
	normal []goja.Value
	keys   []goja.Value // a text or a symbol each
}

func (b *binding) newFieldSet(fields []field) *fieldSet {
	s := &fieldSet{fields: fields}
	for _, f := range fields {
		s.normal = append(s.normal, b.vm.ToValue(f.normal))
		if f.hidden {
			s.keys = append(s.keys, goja.NewSymbol(f.name))
		} else {
			s.keys = append(s.keys, b.vm.ToValue(f.name))
		}
	}
	return s
}

// symbols is an object with the hidden ones by their names.
func (b *binding) symbols(s *fieldSet) *goja.Object {
	o := b.vm.NewObject()
	for i, f := range s.fields {
		if f.hidden {
			must(o.Set(f.name, s.keys[i]))
		}
	}
	return o
}

// names are those of the fields from first on, before end, that are no symbols.
func (s *fieldSet) names(first, end int) []string {
	var names []string
	for _, f := range s.fields[first:end] {
		if !f.hidden {
			names = append(names, f.name)
		}
	}
	return names
}

// show puts accessors for the fields from first on, before end, on a prototype. of
// finds the values behind this, nil where there are none.
func (b *binding) show(proto *goja.Object, s *fieldSet, first, end int, of func(this goja.Value) []goja.Value) {
	for i := first; i < end; i++ {
		key, normal := s.keys[i], s.normal[i]
		get := func(call goja.FunctionCall) goja.Value {
			values := of(call.This)
			switch {
			case values == nil:
				return goja.Undefined()
			case values[i] == nil:
				return normal
			}
			return values[i]
		}
		set := func(call goja.FunctionCall) goja.Value {
			if values := of(call.This); values != nil {
				values[i] = call.Argument(0)
			} else {
				own(call.This, key, call.Argument(0))
			}
			return goja.Undefined()
		}
		b.accessor(proto, key, true, get, set)
	}
}

// accessor defines an accessor by a name or a symbol.
func (b *binding) accessor(proto *goja.Object, key goja.Value, shown bool, get, set bind.Func) {
	getter, setter := bind.Method(b.vm, "get "+key.String(), 0, get), bind.Method(b.vm, "set "+key.String(), 1, set)
	enumerable := goja.FLAG_FALSE
	if shown {
		enumerable = goja.FLAG_TRUE
	}
	if symbol, ok := key.(*goja.Symbol); ok {
		must(proto.DefineAccessorPropertySymbol(symbol, getter, setter, goja.FLAG_TRUE, goja.FLAG_FALSE))
		return
	}
	must(proto.DefineAccessorProperty(key.String(), getter, setter, goja.FLAG_TRUE, enumerable))
}

// own gives an object that has no values in Go a property of its own, as an
// assignment to one would.
func own(this, key, value goja.Value) {
	o, ok := this.(*goja.Object)
	if !ok {
		return
	}
	if symbol, ok := key.(*goja.Symbol); ok {
		must(o.DefineDataPropertySymbol(symbol, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		return
	}
	must(o.DefineDataProperty(key.String(), value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// must passes on what a frozen object or a script's accessor throws.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// truth is ToBoolean of what may be missing.
func truth(v goja.Value) bool { return v != nil && v.ToBoolean() }
