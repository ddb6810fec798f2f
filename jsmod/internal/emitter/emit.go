package emitter

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// emit calls the listeners of an event. args may lie on the engine's stack: what
// listeners push lies above.
func (e *Emitters) emit(this *goja.Object, k key, args []goja.Value) bool {
	if k == keyError {
		e.beforeError(this, args)
	}
	l := e.lookup(this, k)
	en := l.find(k)
	if en == nil {
		return false
	}
	if en.one.fn != nil {
		en.one.ready()
		e.deliver(this, k, en.one, args)
		return true
	}
	// Listeners may remove each other: those of now are called.
	var room [8]listener
	for _, one := range en.copyTo(e, room[:0]) {
		e.deliver(this, k, one, args)
	}
	return true
}

func (e *Emitters) deliver(this *goja.Object, k key, l listener, args []goja.Value) {
	var v goja.Value
	if l.once == nil {
		v = bind.Call(l.call, this, args)
	} else {
		v = e.fire(k, l, args)
	}
	result, isObject := v.(*goja.Object)
	if !isObject {
		return
	}
	if capture := this.GetSymbol(e.capture); capture != nil && capture.ToBoolean() {
		e.seldom("captureResult", this, result, e.valueOf(k), e.array(args))
	}
}

// fire removes a listener of once and calls it, unless that was done.
func (e *Emitters) fire(k key, l listener, args []goja.Value) goja.Value {
	o := l.once
	if o.fired {
		return goja.Undefined()
	}
	o.fired = true
	e.removeFired(k, &l)
	l.ready()
	return bind.Call(l.call, o.target, args)
}

// removeFired removes it by the emitter's own removeListener.
func (e *Emitters) removeFired(k key, l *listener) {
	target := l.once.target
	fn, _ := target.Get("removeListener").(*goja.Object)
	var after func(*goja.Object, goja.Value)
	if fn != e.removeFn {
		if after = e.known[fn]; after == nil {
			e.call(target, "removeListener", e.valueOf(k), e.shown(k, l))
			return
		}
	}
	e.remove(target, nil, k, match{fn: l.once.wrapper, once: l.once})
	if after != nil {
		after(target, e.valueOf(k))
	}
}

// beforeError tells those who only watch errors, and throws where nobody
// listens.
func (e *Emitters) beforeError(this *goja.Object, args []goja.Value) {
	watch := key{sym: e.monitor}
	l := e.lookup(this, watch)
	if l.find(watch) != nil {
		e.emitSymbol(this, e.monitor, args)
	}
	if l != nil && l.has(keyError) {
		return
	}
	var first goja.Value = goja.Undefined()
	if len(args) > 0 {
		first = args[0]
	}
	panic(e.seldom("unhandledError", this, first))
}
