package bounds

import (
	"math"
	"strings"

	"github.com/dop251/goja"
)

const tooLong = "Invalid string length"

// texts bounds the functions whose result can be longer than what they are given.
func (b *bounds) texts() {
	proto := b.at("String", "prototype")
	if proto == nil {
		return
	}
	method := func(name string) *goja.Object { o, _ := proto.Get(name).(*goja.Object); return o }
	b.call(method("repeat"), b.repeat)
	b.call(method("padStart"), b.pad)
	b.call(method("padEnd"), b.pad)
	b.call(method("concat"), b.concat)
	b.call(method("replace"), b.replace)
	b.call(method("replaceAll"), b.replace)
	b.call(b.at("String", "raw"), func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			if strs, ok := call.Argument(0).(*goja.Object); ok {
				if raw, ok := strs.Get("raw").(*goja.Object); ok && b.tooMany(raw) {
					b.rangeError(tooLong)
				}
			}
			return next(call)
		}
	})
	b.call(b.at("JSON", "stringify"), func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			if o, ok := call.Argument(0).(*goja.Object); ok && o.ClassName() == "Array" && b.tooMany(o) {
				b.rangeError(tooLong)
			}
			return next(call)
		}
	})
	for name, factor := range map[string]int{
		"encodeURIComponent": 9, "encodeURI": 9, "escape": 6,
	} {
		b.call(b.at(name), b.grows(factor))
	}
	for _, name := range []string{"toUpperCase", "toLocaleUpperCase", "normalize"} {
		b.call(method(name), b.grows(3))
	}
	b.call(b.at("BigInt", "asUintN"), b.bits(false))
	b.call(b.at("BigInt", "asIntN"), b.bits(true))
}

// self is the string that a method was called on. An object is asked once.
func self(call *goja.FunctionCall) (goja.String, bool) {
	if s, ok := call.This.(goja.String); ok {
		return s, true
	}
	if _, ok := call.This.(*goja.Object); ok {
		call.This = call.This.ToString()
	}
	s, ok := call.This.(goja.String)
	return s, ok
}

func (b *bounds) repeat(next native) native {
	return func(call goja.FunctionCall) goja.Value {
		s, ok := self(&call)
		if !ok {
			return next(call)
		}
		n, args := number(call.Arguments, 0)
		call.Arguments = args
		switch {
		case n <= -1 || math.IsInf(n, 1):
			b.rangeError("Invalid count value: " + call.Argument(0).String())
		case n > 1 && n*float64(s.Length()) > MaxText:
			b.rangeError(tooLong)
		}
		return next(call)
	}
}

func (b *bounds) pad(next native) native {
	return func(call goja.FunctionCall) goja.Value {
		s, ok := self(&call)
		if !ok {
			return next(call)
		}
		n, args := number(call.Arguments, 0)
		call.Arguments = args
		if n > MaxText && n > float64(s.Length()) {
			if with := call.Argument(1); with == nil || goja.IsUndefined(with) || call.Argument(1).String() != "" {
				b.rangeError(tooLong)
			}
			return s
		}
		return next(call)
	}
}

func (b *bounds) concat(next native) native {
	return func(call goja.FunctionCall) goja.Value {
		s, ok := self(&call)
		if !ok {
			return next(call)
		}
		total := s.Length()
		for _, v := range call.Arguments {
			if more, ok := v.(goja.String); ok {
				total += more.Length()
			}
		}
		if total > MaxText {
			b.rangeError(tooLong)
		}
		return next(call)
	}
}

// grows bounds a function that makes at most factor units of each.
func (b *bounds) grows(factor int) func(native) native {
	return func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			for _, v := range []goja.Value{call.This, call.Argument(0)} {
				// What can become too long by far is refused whether it does or not.
				if s, ok := v.(goja.String); ok && s.Length() > 1<<24 && s.Length() > 2*(MaxText/factor) {
					b.rangeError(tooLong)
				}
			}
			return next(call)
		}
	}
}

// replace counts what it makes where that could become too much. Only then the
// replacement is a function: the engine has short ways for a text.
func (b *bounds) replace(next native) native {
	return func(call goja.FunctionCall) goja.Value {
		s, ok := call.This.(goja.String)
		with, isText := call.Argument(1).(goja.String)
		if !ok || !isText {
			return next(call)
		}
		length, piece := float64(s.Length()+1), float64(with.Length())
		if length*piece*max(length/2, 1) <= MaxText {
			return next(call)
		}
		special := strings.Contains(with.String(), "$")
		if !special && length*piece <= MaxText {
			return next(call)
		}
		if o, ok := call.Argument(0).(*goja.Object); ok && o.ClassName() != "RegExp" {
			return next(call)
		}
		total := 0
		count := func(n int) {
			if total += n; total > MaxText {
				b.rangeError(tooLong)
			}
		}
		by := b.vm.ToValue(func(c goja.FunctionCall) goja.Value {
			if !special {
				count(with.Length())
				return with
			}
			return b.expand(with, c.Arguments, count)
		})
		return next(goja.FunctionCall{This: s, Arguments: []goja.Value{call.Argument(0), by}})
	}
}

// bits bounds BigInt.asUintN and asIntN: a number with fewer bits than are asked
// for is the result as it is, but for a negative one without a sign.
func (b *bounds) bits(signed bool) func(native) native {
	return func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			n, args := number(call.Arguments, 0)
			call.Arguments = args
			if n <= maxBits || n > maxSafe {
				return next(call)
			}
			value, ok := bigOf(call.Argument(1))
			if !ok {
				return next(call)
			}
			if !signed && value.Sign() < 0 {
				b.rangeError("Maximum BigInt size exceeded")
			}
			return call.Argument(1)
		}
	}
}

// maxBits is V8's limit of a BigInt.
const maxBits = 1 << 30
