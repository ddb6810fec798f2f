package emitter

import (
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// Natives are EventEmitter's functions, the symbols that it knows, and access
// to what it keeps here, by the names under which events.js finds them.
func (e *Emitters) Natives() map[string]goja.Value {
	return map[string]goja.Value{
		"init":                e.function("", 1, e.jsInit),
		"emit":                e.emitFn,
		"addListener":         e.onFn,
		"prependListener":     e.prependFn,
		"once":                e.function("once", 2, e.jsOnce(false)),
		"prependOnceListener": e.function("prependOnceListener", 2, e.jsOnce(true)),
		"removeListener":      e.removeFn,
		"removeAllListeners":  e.function("removeAllListeners", 1, e.jsRemoveAll),
		"listeners":           e.function("listeners", 1, e.jsListeners(true)),
		"rawListeners":        e.function("rawListeners", 1, e.jsListeners(false)),
		"listenerCount":       e.function("listenerCount", 2, e.jsCount),
		"eventNames":          e.function("eventNames", 0, e.jsNames),

		"setPrototype": e.function("setPrototype", 1, func(call goja.FunctionCall) goja.Value {
			e.proto = call.Argument(0).ToObject(e.vm)
			return goja.Undefined()
		}),
		"eventsCount":    e.function("get _eventsCount", 0, e.jsEventsCount),
		"setEventsCount": e.function("set _eventsCount", 1, e.jsSetEventsCount),
		"defaultMax":     e.function("defaultMax", 0, func(goja.FunctionCall) goja.Value { return e.max }),
		"setDefaultMax": e.function("setDefaultMax", 1, func(call goja.FunctionCall) goja.Value {
			e.max = call.Argument(0)
			return goja.Undefined()
		}),

		"kCapture":      e.capture,
		"kErrorMonitor": e.monitor,
	}
}

// function makes a native function with a name and a length.
func (e *Emitters) function(name string, length int, fn bind.Func) *goja.Object {
	return bind.Method(e.vm, name, length, e.nesting.Guard(fn))
}

func (e *Emitters) jsInit(call goja.FunctionCall) goja.Value {
	this := call.This.ToObject(e.vm)
	e.made(this)
	events := this.Get("_events")
	inherited := goja.Value(nil)
	if proto := this.Prototype(); proto != nil {
		inherited = proto.Get("_events")
	}
	if events == nil || goja.IsUndefined(events) || inherited != nil && events.StrictEquals(inherited) {
		e.fresh(this, true)
		e.defineCount(this)
	}
	max := this.Get("_maxListeners")
	if max == nil || !max.ToBoolean() {
		max = goja.Undefined()
	}
	must(this.Set("_maxListeners", max))
	must(this.SetSymbol(e.shapeMode, false))
	if bind.Bool(call.Argument(0), "captureRejections") {
		e.callScript("internal/validators", "validateBoolean",
			bind.Prop(call.Argument(0), "captureRejections"), e.vm.ToValue("options.captureRejections"))
		must(this.SetSymbol(e.capture, true))
	} else {
		must(this.SetSymbol(e.capture, e.captureByDefault()))
	}
	return goja.Undefined()
}

// captureByDefault is events.captureRejections.
func (e *Emitters) captureByDefault() goja.Value {
	if e.proto != nil {
		if v := e.proto.GetSymbol(e.capture); v != nil {
			return v
		}
	}
	return e.vm.ToValue(false)
}

// defineCount gives this a property _eventsCount of its own; what is assigned
// to one that it does not have goes to the prototype's accessor.
func (e *Emitters) defineCount(this *goja.Object) {
	e.ownCount(this, e.vm.ToValue(0))
}

func (e *Emitters) ownCount(this *goja.Object, n goja.Value) {
	must(this.DefineDataProperty("_eventsCount", n, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

func (e *Emitters) jsEventsCount(call goja.FunctionCall) goja.Value {
	if l := e.lookup(call.This.ToObject(e.vm), keyError); l != nil {
		return e.vm.ToValue(l.events)
	}
	return e.vm.ToValue(0)
}

func (e *Emitters) jsSetEventsCount(call goja.FunctionCall) goja.Value {
	this := call.This.ToObject(e.vm)
	if l := e.lookup(this, keyError); l != nil && !l.counted {
		l.events = int(call.Argument(0).ToInteger())
	} else {
		e.ownCount(this, call.Argument(0))
	}
	return goja.Undefined()
}

func (e *Emitters) jsEmit(call goja.FunctionCall) goja.Value {
	this := call.This.ToObject(e.vm)
	var args []goja.Value
	if len(call.Arguments) > 1 {
		args = call.Arguments[1:]
	}
	return e.vm.ToValue(e.emit(this, keyOf(call.Argument(0)), args))
}

func (e *Emitters) jsAdd(first bool) bind.Func {
	return func(call goja.FunctionCall) goja.Value {
		added := e.checked(call.Argument(1))
		e.add(call.This.ToObject(e.vm), call.Argument(0), added, first)
		return call.This
	}
}

func (e *Emitters) jsOnce(first bool) bind.Func {
	return func(call goja.FunctionCall) goja.Value {
		added := e.checked(call.Argument(1))
		e.addOnce(call.This.ToObject(e.vm), call.Argument(0), added, first)
		return call.This
	}
}

func (e *Emitters) jsRemove(call goja.FunctionCall) goja.Value {
	gone := e.checked(call.Argument(1))
	e.remove(call.This.ToObject(e.vm), call.Argument(0), keyOf(call.Argument(0)), match{fn: gone.fn})
	return call.This
}

func (e *Emitters) jsRemoveAll(call goja.FunctionCall) goja.Value {
	this := call.This.ToObject(e.vm)
	if len(call.Arguments) == 0 {
		e.removeEvery(this)
	} else {
		e.removeAll(this, call.Argument(0))
	}
	return call.This
}

func (e *Emitters) jsListeners(unwrap bool) bind.Func {
	return func(call goja.FunctionCall) goja.Value {
		k := keyOf(call.Argument(0))
		en := e.lookup(call.This.ToObject(e.vm), k).find(k)
		if en == nil {
			return e.vm.NewArray()
		}
		if !unwrap {
			return e.array(e.raw(en))
		}
		var given []goja.Value
		for _, l := range slices.Clone(en.all(e)) {
			given = append(given, e.original(&l, l.fn))
		}
		return e.array(given)
	}
}

func (e *Emitters) jsCount(call goja.FunctionCall) goja.Value {
	k := keyOf(call.Argument(0))
	en := e.lookup(call.This.ToObject(e.vm), k).find(k)
	wanted := call.Argument(1)
	n := 0
	switch {
	case en == nil:
	case bind.IsNullish(wanted):
		n = en.count()
	default:
		fn, _ := wanted.(*goja.Object)
		for _, l := range slices.Clone(en.all(e)) {
			if (match{fn: fn}).is(&l) {
				n++
			}
		}
	}
	return e.vm.ToValue(n)
}

func (e *Emitters) jsNames(call goja.FunctionCall) goja.Value {
	this := call.This.ToObject(e.vm)
	if n := this.Get("_eventsCount"); n == nil || n.ToFloat() <= 0 {
		return e.vm.NewArray()
	}
	l := e.lookup(this, keyError)
	if l == nil {
		return e.vm.NewArray()
	}
	return e.array(l.names())
}
