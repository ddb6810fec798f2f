package js

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// proxyParts returns [target, handler], or null for a revoked proxy and for
// what is no proxy.
func proxyParts(vm *goja.Runtime, v goja.Value) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok || o.ExportType() != typeProxy {
		return goja.Null()
	}
	p, ok := o.Export().(goja.Proxy)
	if !ok || p.Target() == nil || p.Handler() == nil {
		return goja.Null()
	}
	return vm.NewArray(p.Target(), p.Handler())
}

// promiseState returns [state, result]: 0 pending, 1 fulfilled, 2 rejected.
func promiseState(vm *goja.Runtime, v goja.Value) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok || o.ExportType() != typePromise {
		return goja.Null()
	}
	p := o.Export().(*goja.Promise)
	result := p.Result()
	if result == nil {
		result = goja.Undefined()
	}
	return vm.NewArray(int(p.State()), result)
}

// iteratorRest returns [entries, isPairs] with what a Map or Set iterator has
// still to give, without moving it, or null where the engine does not say. The
// engine offers no such look, so this reads its private fields by name: an
// engine that renames them costs the preview and nothing else.
func iteratorRest(vm *goja.Runtime, v goja.Value) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok {
		return goja.Null()
	}
	entries, pairs, ok := readIterator(o)
	if !ok {
		return goja.Null()
	}
	return vm.NewArray(vm.NewArray(entries...), pairs)
}

func readIterator(o *goja.Object) (entries []any, pairs, ok bool) {
	// A field that changed its type makes reflect panic.
	defer func() {
		if recover() != nil {
			entries, pairs, ok = nil, false, false
		}
	}()
	self := reflect.ValueOf(o).Elem().FieldByName("self").Elem().Elem()
	iter, kind := self.FieldByName("iter"), self.FieldByName("kind")
	if !iter.IsValid() || !kind.IsValid() {
		return nil, false, false
	}
	wantKey, wantValue := kind.Int() != kindValue, kind.Int() != kindKey
	isSet := self.Type().Name() == "setIterObject"
	for e := firstEntry(iter); !e.IsNil(); e = e.Elem().FieldByName("iterNext") {
		key, value := entryField(e, "key"), entryField(e, "value")
		switch {
		case isSet && wantKey && wantValue:
			entries = append(entries, key, key)
		case isSet:
			entries = append(entries, key)
		default:
			if wantKey {
				entries = append(entries, key)
			}
			if wantValue {
				entries = append(entries, value)
			}
		}
	}
	return entries, wantKey && wantValue, true
}

// The engine's kinds of iteration.
const (
	kindKey   = 0
	kindValue = 1
)

// firstEntry is the entry that the iterator would give next.
func firstEntry(iter reflect.Value) reflect.Value {
	none := reflect.Zero(reflect.TypeOf((*struct{})(nil)))
	if iter.IsNil() || iter.Elem().FieldByName("m").IsNil() {
		return none
	}
	cur := iter.Elem().FieldByName("cur")
	for !cur.IsNil() && cur.Elem().FieldByName("key").IsNil() {
		cur = cur.Elem().FieldByName("iterPrev")
	}
	if !cur.IsNil() {
		return cur.Elem().FieldByName("iterNext")
	}
	return iter.Elem().FieldByName("m").Elem().FieldByName("iterFirst")
}

func entryField(entry reflect.Value, name string) goja.Value {
	f := entry.Elem().FieldByName(name)
	v, _ := reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem().Interface().(goja.Value)
	if v == nil {
		return goja.Undefined()
	}
	return v
}
