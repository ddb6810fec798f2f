// Package emitter is the heart of EventEmitter: listeners are kept, called and
// removed in Go, for JavaScript and for the Go halves of modules alike.
//
// An emitter's own property _events is an object that scripts read and write as
// Node's; behind it lie [listeners]. Where an ordinary object is in that place,
// because a script has put it there or because an event's name is a symbol, that
// is worked on as it is. Everything here belongs to the loop's goroutine.
package emitter

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

// Emitters is what the emitters of one runtime share.
type Emitters struct {
	h  module.Host
	vm *goja.Runtime

	capture   *goja.Symbol // the property that tells whether rejections are captured
	shapeMode *goja.Symbol // a property that Node's emitters have, and nothing reads
	monitor   *goja.Symbol // the event before 'error'

	proto    *goja.Object // EventEmitter.prototype, once events was loaded
	max      goja.Value   // events.defaultMaxListeners
	revealed *listeners   // what answers to the property reveal
	nesting  *bind.Nesting
	onInit   func(*goja.Object)

	// EventEmitter.prototype's functions, to know whether an emitter has others.
	emitFn, onFn, prependFn, removeFn *goja.Object
	known                             map[*goja.Object]func(this *goja.Object, typ goja.Value)
}

type emittersKey struct{}

// Of returns the emitters of a runtime.
func Of(h module.Host) *Emitters {
	return h.Local(emittersKey{}, func() any {
		e := &Emitters{
			h: h, vm: h.VM(),
			capture:   goja.NewSymbol("kCapture"),
			shapeMode: goja.NewSymbol("shapeMode"),
			monitor:   goja.NewSymbol("events.errorMonitor"),
			max:       h.VM().ToValue(10),
			nesting:   bind.NestingOf(h),
			known:     map[*goja.Object]func(*goja.Object, goja.Value){},
		}
		e.emitFn = e.function("emit", 1, e.jsEmit)
		e.onFn = e.function("addListener", 2, e.jsAdd(false))
		e.prependFn = e.function("prependListener", 2, e.jsAdd(true))
		e.removeFn = e.function("removeListener", 2, e.jsRemove)
		return e
	}).(*Emitters)
}

// Init makes this an emitter with no more than a property _events of its own:
// the lean form of EventEmitter.init, for objects of which there are many.
func (e *Emitters) Init(this *goja.Object) {
	e.fresh(this, false)
	e.made(this)
}

// OnInit has fn called with each emitter that is made from now on, before anything
// is asked of it.
func (e *Emitters) OnInit(fn func(this *goja.Object)) { e.onInit = fn }

func (e *Emitters) made(this *goja.Object) {
	if e.onInit != nil {
		e.onInit(this)
	}
}

// Emit is this.emit(name, ...args) in JavaScript, also where a script has put
// an emit of its own in the place of EventEmitter's. It tells whether anybody
// listened, and panics with what a listener throws.
func (e *Emitters) Emit(this *goja.Object, name string, args ...goja.Value) bool {
	fn := this.Get("emit")
	if fn == e.emitFn {
		return e.emit(this, key{name: name}, args)
	}
	return e.emitBy(fn, this, e.vm.ToValue(name), args)
}

func (e *Emitters) emitSymbol(this *goja.Object, sym *goja.Symbol, args []goja.Value) {
	fn := this.Get("emit")
	if fn == e.emitFn {
		e.emit(this, key{sym: sym}, args)
		return
	}
	e.emitBy(fn, this, sym, args)
}

// emitBy calls the emit of a script.
func (e *Emitters) emitBy(fn goja.Value, this *goja.Object, typ goja.Value, args []goja.Value) bool {
	if !bind.IsFunction(fn) {
		panic(e.vm.NewTypeError("emitter.emit is not a function"))
	}
	return bind.Invoke(fn.(*goja.Object), this, append([]goja.Value{typ}, args...)...).ToBoolean()
}

// Count is how many listeners of an event this has.
func (e *Emitters) Count(this *goja.Object, name string) int {
	k := key{name: name}
	return e.lookup(this, k).count(k)
}

// Add is EventEmitter.prototype.addListener, or prependListener with first,
// called on this, whatever addListener this has itself. It throws where listener
// is no function.
func (e *Emitters) Add(this *goja.Object, typ, listener goja.Value, first bool) {
	e.add(this, typ, e.checked(listener), first)
}

// Once is [Emitters.Add] for a listener that is called once.
func (e *Emitters) Once(this *goja.Object, typ, listener goja.Value, first bool) {
	l := e.checked(listener)
	l.once = &once{target: this}
	e.add(this, typ, l, first)
}

// Remove is EventEmitter.prototype.removeListener called on this, whatever
// removeListener this has itself.
func (e *Emitters) Remove(this *goja.Object, typ, listener goja.Value) {
	l := e.checked(listener)
	e.remove(this, typ, keyOf(typ), match{fn: l.fn})
}

// Extends tells that fn, a subclass's addListener (on) or removeListener, does
// what EventEmitter's does and then calls after. once and what it registers then
// need not call fn with a function that stands for the listener.
func (e *Emitters) Extends(fn *goja.Object, after func(this *goja.Object, typ goja.Value)) {
	e.known[fn] = after
}

// checked returns v as a listener, or throws Node's error.
func (e *Emitters) checked(v goja.Value) listener {
	if !bind.IsFunction(v) {
		if v == nil {
			v = goja.Undefined()
		}
		e.callScript("internal/validators", "validateFunction", v, e.vm.ToValue("listener"))
		panic(e.vm.NewTypeError("listener is not a function"))
	}
	return listener{fn: v.(*goja.Object)}
}

// seldom calls what JavaScript does, because it happens seldom.
func (e *Emitters) seldom(name string, args ...goja.Value) goja.Value {
	return e.callScript("internal/events/enhance", name, args...)
}

func (e *Emitters) callScript(file, name string, args ...goja.Value) goja.Value {
	return bind.Invoke(e.h.Require(file).ToObject(e.vm).Get(name).ToObject(e.vm), goja.Undefined(), args...)
}

func (e *Emitters) array(values []goja.Value) *goja.Object {
	items := make([]any, len(values))
	for i, v := range values {
		items[i] = v
	}
	return e.vm.NewArray(items...)
}

// must passes on what a script's accessor, proxy or frozen object throws.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
