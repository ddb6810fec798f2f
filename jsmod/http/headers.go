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

// pairs calls fn for the names and values in turn that are among the first n
// elements of a list.
func (b *binding) pairs(list goja.Value, n int, fn func(name, value goja.Value)) {
	var name goja.Value
	bind.Each(b.vm, list, func(v goja.Value) {
		if n--; n < 0 {
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

// add adds a field that was received to target, as IncomingMessage.headers has it;
// join is joinDuplicateHeaders.
func (b *binding) add(key string, value goja.Value, target *goja.Object, join bool) {
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
	value := call.Argument(0)
	if _, symbol := value.(*goja.Symbol); symbol {
		panic(b.vm.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	return b.vm.ToValue(isValue(value.ToString()))
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
