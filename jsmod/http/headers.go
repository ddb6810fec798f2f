package http

import (
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/internal/httpwire"
)

// singles are fields that a message has once: what comes again is dropped.
var singles = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`age authorization content-length content-type etag expires from host
		if-modified-since if-unmodified-since last-modified location max-forwards proxy-authorization referer
		retry-after server user-agent`) {
		m[name] = true
	}
	return m
}()

// addLine(name, value, target, join) adds a field that was received to target, as
// IncomingMessage.headers has it; join is joinDuplicateHeaders.
func (b *binding) addLine(call goja.FunctionCall) goja.Value {
	b.add(call.Argument(0), call.Argument(1), call.Argument(2).ToObject(b.vm), call.Argument(3).ToBoolean())
	return goja.Undefined()
}

// addLines(list, n, target, join) does so for the first n elements of a list of
// names and values.
func (b *binding) addLines(call goja.FunctionCall) goja.Value {
	target, join := call.Argument(2).ToObject(b.vm), call.Argument(3).ToBoolean()
	b.pairs(call, func(name, value goja.Value) { b.add(name, value, target, join) })
	return goja.Undefined()
}

// addDistinct(list, n, target) keeps a list of values for each name.
func (b *binding) addDistinct(call goja.FunctionCall) goja.Value {
	target := call.Argument(2).ToObject(b.vm)
	b.pairs(call, func(name, value goja.Value) { b.push(target, lowered(name), value) })
	return goja.Undefined()
}

func (b *binding) pairs(call goja.FunctionCall, fn func(name, value goja.Value)) {
	var name goja.Value
	left := call.Argument(1).ToInteger()
	bind.Each(b.vm, call.Argument(0), func(v goja.Value) {
		if left--; left < 0 {
			return
		}
		if name == nil {
			name = v
			return
		}
		fn(name, v)
		name = nil
	})
}

func lowered(name goja.Value) string { return strings.ToLower(name.String()) }

func (b *binding) add(name, value goja.Value, target *goja.Object, join bool) {
	key := lowered(name)
	if key == "set-cookie" {
		b.push(target, key, value)
		return
	}
	old := target.Get(key)
	separator := ", "
	switch {
	case singles[key]:
		if !bind.IsNullish(old) && !join {
			return
		}
	case key == "cookie":
		separator = "; "
	}
	// What an object has from its prototype is no text.
	if old != nil && goja.IsString(old) {
		value = b.joined(old, separator, value)
	}
	b.set(target, key, value)
}

func (b *binding) joined(old goja.Value, separator string, value goja.Value) goja.Value {
	return codec.Decode(append(append(latin1(old), separator...), latin1(value)...), codec.Latin1)
}

func (b *binding) push(target *goja.Object, key string, value goja.Value) {
	if list, ok := target.Get(key).(*goja.Object); ok && list.ClassName() == "Array" {
		bind.InvokeMethod(b.vm, list, "", "push", value)
		return
	}
	b.set(target, key, b.vm.NewArray(value))
}

func (b *binding) set(target *goja.Object, key string, value goja.Value) {
	if err := target.Set(key, value); err != nil {
		panic(err)
	}
}

// latin1 are the bytes of a text whose characters are bytes.
func latin1(v goja.Value) []byte { return codec.Encode(codec.TextOf(v.ToString()), codec.Latin1) }

// isToken(text) tells what may be a method or the name of a field.
func (b *binding) isToken(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(tokenName(call.Argument(0)))
}

// isValue(value) tells whether what value is as text may be that of a field.
func (b *binding) isValue(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(isValue(call.Argument(0).ToString()))
}

func isValue(s goja.Value) bool {
	t := codec.TextOf(s)
	if text, ascii := t.ASCII(); ascii {
		return httpwire.IsValue(text)
	}
	for _, u := range t.Units() {
		if u > 0xff || !httpwire.IsValue(string([]byte{byte(u)})) {
			return false
		}
	}
	return true
}

// tokenName tells whether a string is a token.
func tokenName(v goja.Value) bool { return httpwire.IsToken(v.String()) }
