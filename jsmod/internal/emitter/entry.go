package emitter

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// entry is what an emitter has for one event.
type entry struct {
	key  key
	one  listener // the only listener
	more *several // what else there is
}

// several is an entry that is not one function.
type several struct {
	list   []listener
	warned bool // of so many listeners
	// What a script has put into _events or taken out of it: an array, which it
	// may change and which is the truth from then on, or anything else.
	value goja.Value
}

// listener is a function that listens.
type listener struct {
	fn   *goja.Object
	call bind.Direct // fn, once it was called
	once *once       // nil: it is called each time
}

// once is a listener that is called once. In Node that is a function around the
// listener, which here is made when a script sees it.
type once struct {
	target  *goja.Object // whose once was called
	wrapper *goja.Object
	fired   bool
}

func (en *entry) empty() bool { return en.one.fn == nil && en.more == nil }

// void tells that there is nothing to call: no entry, or undefined, or something
// that is neither a function nor a list.
func (en *entry) void() bool {
	if en.one.fn != nil {
		return false
	}
	if en.more == nil {
		return true
	}
	if en.more.value == nil {
		return false
	}
	_, ok := en.more.value.(*goja.Object)
	return !ok
}

// array is the list that a script has seen, nil where there is none.
func (en *entry) array() *goja.Object {
	if en.more == nil {
		return nil
	}
	o, _ := en.more.value.(*goja.Object)
	return o
}

func (en *entry) count() int {
	if en.one.fn != nil {
		return 1
	}
	if o := en.array(); o != nil {
		return int(bind.Int(o, "length", 0))
	}
	if en.more == nil {
		return 0
	}
	return len(en.more.list)
}

// set puts in what a script assigns.
func (en *entry) set(v goja.Value) {
	en.one, en.more = listener{}, nil
	if bind.IsFunction(v) {
		en.one.fn = v.(*goja.Object)
	} else {
		en.more = &several{value: v}
	}
}

// value is what a script sees.
func (en *entry) value(e *Emitters) goja.Value {
	if en.one.fn != nil {
		return e.shown(en.key, &en.one)
	}
	if en.more == nil {
		return goja.Undefined()
	}
	m := en.more
	if m.value == nil {
		items := make([]goja.Value, len(m.list))
		for i := range m.list {
			items[i] = e.shown(en.key, &m.list[i])
		}
		array := e.array(items)
		if m.warned {
			must(array.Set("warned", true))
		}
		m.value, m.list = array, nil
	}
	return m.value
}

// push adds a listener to those that there are.
func (en *entry) push(e *Emitters, l listener, first bool) {
	if array := en.array(); array != nil {
		method := "push"
		if first {
			method = "unshift"
		}
		e.method(array, method, e.shown(en.key, &l))
		return
	}
	if en.one.fn != nil {
		en.more = &several{list: []listener{en.one}}
		en.one = listener{}
	}
	if first {
		en.more.list = append([]listener{l}, en.more.list...)
	} else {
		en.more.list = append(en.more.list, l)
	}
}

// cut removes the newest listener that m means. Nothing is left of the list
// when one remains.
func (en *entry) cut(e *Emitters, m match) (listener, bool) {
	if array := en.array(); array != nil {
		return listener{fn: m.fn}, en.cutArray(e, array, m)
	}
	list := en.more.list
	for i := len(list) - 1; i >= 0; i-- {
		if !m.is(&list[i]) {
			continue
		}
		if en.more == nil || len(en.more.list) != len(list) || &en.more.list[i] != &list[i] {
			break // an accessor of the script's has removed it
		}
		gone := list[i]
		copy(list[i:], list[i+1:])
		list[len(list)-1] = listener{}
		if en.more.list = list[:len(list)-1]; len(en.more.list) == 1 {
			en.one, en.more = en.more.list[0], nil
		}
		return gone, true
	}
	return listener{}, false
}

func (en *entry) cutArray(e *Emitters, array *goja.Object, m match) bool {
	at, i := -1, 0
	bind.Each(e.vm, array, func(v goja.Value) {
		if fn, ok := v.(*goja.Object); ok && m.isFunction(fn) {
			at = i
		}
		i++
	})
	switch {
	case at < 0:
		return false
	case at == 0:
		e.method(array, "shift")
	default:
		e.method(array, "splice", e.vm.ToValue(at), e.vm.ToValue(1))
	}
	if bind.Int(array, "length", 0) == 1 {
		en.set(array.Get("0"))
	}
	return true
}

// copyTo appends the listeners to list, ready to be called.
func (en *entry) copyTo(e *Emitters, list []listener) []listener {
	if en.array() == nil {
		for i := range en.more.list {
			en.more.list[i].ready()
		}
		return append(list, en.more.list...)
	}
	list = append(list, en.all(e)...)
	for i := range list {
		list[i].ready()
	}
	return list
}

// all are the listeners, which belong to the entry: who runs JavaScript between
// looking at them clones the list. Of an array they are those elements that are
// functions.
func (en *entry) all(e *Emitters) []listener {
	array := en.array()
	switch {
	case en.one.fn != nil:
		return []listener{en.one}
	case array == nil:
		return en.more.list
	}
	var list []listener
	bind.Each(e.vm, array, func(v goja.Value) {
		if bind.IsFunction(v) {
			list = append(list, listener{fn: v.(*goja.Object)})
		}
	})
	return list
}

// ready prepares a listener for being called.
func (l *listener) ready() {
	if l.call == nil {
		l.call = bind.Function(l.fn)
	}
}

// match is the listener that is to be removed: a function, what once made of
// one, or both.
type match struct {
	fn   *goja.Object
	once *once
}

func (m match) is(l *listener) bool {
	switch {
	case l.once == nil:
		return m.isFunction(l.fn)
	case l.once == m.once:
		return true
	default:
		return m.fn != nil && (m.fn == l.fn || m.fn == l.once.wrapper)
	}
}

func (m match) isFunction(fn *goja.Object) bool {
	return m.fn != nil && fn != nil && (fn == m.fn || fn.Get("listener") == m.fn)
}

// method calls a method of an array that scripts know.
func (e *Emitters) method(array *goja.Object, name string, args ...goja.Value) {
	bind.InvokeMethod(e.vm, array, "list", name, args...)
}
