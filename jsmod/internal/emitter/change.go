package emitter

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// add is addListener: 'newListener' first, then the listener, then perhaps a
// warning.
func (e *Emitters) add(this *goja.Object, typ goja.Value, added listener, first bool) {
	k := keyOf(typ)
	l := e.lookup(this, k)
	if l != nil && l.has(keyNewListener) {
		e.Emit(this, "newListener", typ, e.original(&added, added.fn))
		l = e.lookup(this, k)
	}
	if l == nil {
		l = e.fresh(this, true)
		e.defineCount(this)
	}
	if k.sym != nil && l.foreign == nil {
		l = l.openUp(this)
	}
	en := l.find(k)
	if en == nil {
		en = l.insert(k)
		en.one, en.more = added, nil
		l.write(k)
		l.changeCount(this, 1)
		return
	}
	en.push(e, added, first)
	n := en.count()
	l.write(k)
	max := this.Get("_maxListeners")
	if bind.IsNullish(max) {
		max = e.max
	}
	if limit := max.ToFloat(); limit <= 0 || float64(n) <= limit {
		return
	}
	if e.warn(en) {
		e.seldom("warnOfLeak", this, typ, e.vm.ToValue(n), max)
	}
}

// warn tells whether a warning about a list is due, which is once for each.
func (e *Emitters) warn(en *entry) bool {
	if array := en.array(); array != nil {
		if bind.Bool(array, "warned") {
			return false
		}
		must(array.Set("warned", true))
		return true
	}
	if en.more == nil { // an accessor of the script's has removed them
		return false
	}
	due := !en.more.warned
	en.more.warned = true
	return due
}

// original is what a listener's property listener holds, which is how wrappers
// tell what they wrap, or else.
func (e *Emitters) original(l *listener, or goja.Value) goja.Value {
	if l.once != nil {
		return l.fn
	}
	if v := l.fn.Get("listener"); v != nil && v.ToBoolean() {
		return v
	}
	return or
}

// remove is removeListener: the listener first, then 'removeListener'. typ is the
// event as it was given, nil where it can only be k.
func (e *Emitters) remove(this *goja.Object, typ goja.Value, k key, m match) {
	l := e.lookup(this, k)
	en := l.find(k)
	if en == nil {
		return
	}
	if en.one.fn != nil {
		gone := en.one
		if !m.is(&gone) {
			return
		}
		if l.forget(this, k) && l.has(keyRemoveListener) {
			e.emitRemoved(this, typ, k, e.original(&gone, gone.fn))
		}
		return
	}
	gone, ok := en.cut(e, m)
	if !ok {
		return
	}
	l.write(k)
	if l.has(keyRemoveListener) {
		if m.fn != nil {
			gone = listener{fn: m.fn}
		}
		e.emitRemoved(this, typ, k, e.shown(k, &gone))
	}
}

func (e *Emitters) emitRemoved(this *goja.Object, typ goja.Value, k key, fn goja.Value) {
	if typ == nil {
		typ = e.valueOf(k)
	}
	e.Emit(this, "removeListener", typ, fn)
}

// removeAll is removeAllListeners of one event.
func (e *Emitters) removeAll(this *goja.Object, typ goja.Value) {
	k := keyOf(typ)
	l := e.lookup(this, k)
	en := l.find(k)
	if en == nil {
		return
	}
	if !l.has(keyRemoveListener) {
		l.forget(this, k)
		return
	}
	// Each goes by the emitter's own removeListener, the newest first.
	list := e.raw(en)
	for i := len(list) - 1; i >= 0; i-- {
		e.call(this, "removeListener", typ, list[i])
	}
}

// removeEvery is removeAllListeners of all events.
func (e *Emitters) removeEvery(this *goja.Object) {
	l := e.lookup(this, keyRemoveListener)
	if l == nil {
		return
	}
	if l.has(keyRemoveListener) {
		for _, typ := range l.names() {
			if keyOf(typ) != keyRemoveListener {
				e.call(this, "removeAllListeners", typ)
			}
		}
		e.call(this, "removeAllListeners", e.valueOf(keyRemoveListener))
	}
	e.fresh(this, l.counted).setCount(this, 0)
}

func (l *listeners) setCount(this *goja.Object, n int) {
	if l.counted {
		must(this.Set("_eventsCount", n))
	} else {
		l.events = n
	}
}

// raw are the listeners of an event as functions that scripts see. That of once
// is what is called in its place.
func (e *Emitters) raw(en *entry) []goja.Value {
	if en.one.fn != nil {
		return []goja.Value{e.shown(en.key, &en.one)}
	}
	var all []goja.Value
	if array := en.array(); array != nil {
		bind.Each(e.vm, array, func(v goja.Value) { all = append(all, v) })
		return all
	}
	for i := range en.more.list {
		all = append(all, e.shown(en.key, &en.more.list[i]))
	}
	return all
}

// call calls a method of an emitter, which may be a subclass's.
func (e *Emitters) call(this *goja.Object, method string, args ...goja.Value) {
	bind.InvokeMethod(e.vm, this, "emitter", method, args...)
}

// addOnce is once: by the emitter's own on or prependListener.
func (e *Emitters) addOnce(this *goja.Object, typ goja.Value, l listener, first bool) {
	method, ours := "on", e.onFn
	if first {
		method, ours = "prependListener", e.prependFn
	}
	l.once = &once{target: this}
	fn := this.Get(method)
	if fn == ours {
		e.add(this, typ, l, first)
		return
	}
	if o, ok := fn.(*goja.Object); ok {
		if after := e.known[o]; after != nil {
			e.add(this, typ, l, first)
			after(this, typ)
			return
		}
	}
	e.call(this, method, typ, e.shown(keyOf(typ), &l))
}

// shown is the function that scripts see: what is around the listener of once,
// with Node's name.
func (e *Emitters) shown(k key, l *listener) goja.Value {
	if l.once == nil {
		return l.fn
	}
	o := l.once
	if o.wrapper == nil {
		own := *l
		o.wrapper = e.function("bound onceWrapper", 0, func(c goja.FunctionCall) goja.Value {
			return e.fire(k, own, c.Arguments)
		})
		must(o.wrapper.DefineDataProperty("listener", own.fn, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	return o.wrapper
}
