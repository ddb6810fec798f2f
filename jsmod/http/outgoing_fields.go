package http

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// headerMethods are those of OutgoingMessage for its header fields that are called
// most. What is wrong is told by the JavaScript that they stand in the place of.
func (b *binding) headerMethods(proto *goja.Object) {
	native := func(name string, length int, do func(m *outgoing, call goja.FunctionCall) goja.Value) {
		long := proto.Get(name).ToObject(b.vm)
		b.method(proto, name, length, func(call goja.FunctionCall) goja.Value {
			if m := outgoingOf(call.This); m != nil && goja.IsString(call.Argument(0)) {
				if v := do(m, call); v != nil {
					return v
				}
			}
			return bind.Invoke(long, call.This, call.Arguments...)
		})
	}
	native("setHeader", 2, func(m *outgoing, call goja.FunctionCall) goja.Value {
		name, value := call.Argument(0), call.Argument(1)
		if m.is(outHeader) || !tokenName(name) || !settable(value) {
			return nil
		}
		set, ok := m.read(outHeaders).(*goja.Object)
		if !ok {
			set = b.vm.CreateObject(nil)
			m.write(outHeaders, set)
		}
		must(set.Set(b.lower(name.String()), b.vm.NewArray(name, value)))
		return call.This
	})
	native("getHeader", 1, func(m *outgoing, call goja.FunctionCall) goja.Value {
		if entry := m.entry(call.Argument(0)); entry != nil {
			return orUndefined(entry.Get("1"))
		}
		return goja.Undefined()
	})
	native("hasHeader", 1, func(m *outgoing, call goja.FunctionCall) goja.Value {
		return b.vm.ToValue(m.entry(call.Argument(0)) != nil)
	})
}

// settable tells of a value that a field may have. Others are looked at in
// JavaScript.
func settable(value goja.Value) bool {
	switch v := value.(type) {
	case *goja.Object:
		return v.ClassName() == "Array" && isValue(v.ToString())
	case *goja.Symbol:
		return false
	}
	return !goja.IsUndefined(value) && isValue(value.ToString())
}

// entry is what was set under a name: an array of the name and the value; nil for
// nothing.
func (m *outgoing) entry(name goja.Value) *goja.Object {
	set, ok := m.read(outHeaders).(*goja.Object)
	if !ok {
		return nil
	}
	entry, _ := set.Get(m.b.lower(name.String())).(*goja.Object)
	return entry
}
