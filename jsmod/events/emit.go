package events

import (
	"strconv"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

// emitter is the native emit of one runtime. Three things it hands to
// JavaScript: an event 'error', what listeners return when rejections are
// captured, and nothing else.
type emitter struct {
	vm            *goja.Runtime
	kCapture      *goja.Symbol
	onError       goja.Callable // (emitter, args) -> has listeners, or throws
	captureResult goja.Callable // (emitter, promise, type, args)
}

func bindEvents(h module.Host) (*goja.Object, error) {
	vm := h.VM()
	binding := vm.NewObject()
	err := binding.Set("emitter", func(call goja.FunctionCall) goja.Value {
		e := &emitter{vm: vm}
		e.kCapture, _ = call.Argument(0).(*goja.Symbol)
		e.onError, _ = goja.AssertFunction(call.Argument(1))
		e.captureResult, _ = goja.AssertFunction(call.Argument(2))
		fn := vm.ToValue(e.emit).(*goja.Object)
		e.define(fn, "name", "emit")
		e.define(fn, "length", 1)
		return fn
	})
	if err != nil {
		return nil, err
	}
	// The time of an event: milliseconds since the runtime started, as
	// performance.now has it.
	err = binding.Set("timeStamp", func(goja.FunctionCall) goja.Value {
		return vm.ToValue(float64(time.Since(h.Config().Start).Nanoseconds()) / 1e6)
	})
	return binding, err
}

func (e *emitter) define(fn *goja.Object, name string, v any) {
	if err := fn.DefineDataProperty(name, e.vm.ToValue(v), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

func (e *emitter) emit(call goja.FunctionCall) goja.Value {
	this := call.This.ToObject(e.vm)
	kind := call.Argument(0)
	// Arguments lie on the engine's stack, below everything that listeners
	// push, so they can be passed on without a copy.
	var args []goja.Value
	if len(call.Arguments) > 1 {
		args = call.Arguments[1:]
	}
	if s, ok := kind.(goja.String); ok && s.String() == "error" {
		if !e.call(e.onError, goja.Undefined(), this, e.array(args)).ToBoolean() {
			return e.vm.ToValue(false)
		}
	}
	events, ok := this.Get("_events").(*goja.Object)
	if !ok {
		return e.vm.ToValue(false)
	}
	handler, ok := property(events, kind).(*goja.Object)
	if !ok {
		return e.vm.ToValue(false)
	}
	if fn, ok := goja.AssertFunction(handler); ok {
		e.deliver(fn, this, kind, args)
		return e.vm.ToValue(true)
	}
	for _, fn := range listeners(handler) {
		e.deliver(fn, this, kind, args)
	}
	return e.vm.ToValue(true)
}

// listeners copies the array, which listeners may change while they run.
func listeners(list *goja.Object) []goja.Callable {
	n := int(list.Get("length").ToInteger())
	fns := make([]goja.Callable, 0, n)
	for i := range n {
		if fn, ok := goja.AssertFunction(list.Get(strconv.Itoa(i))); ok {
			fns = append(fns, fn)
		}
	}
	return fns
}

func property(o *goja.Object, key goja.Value) goja.Value {
	if sym, ok := key.(*goja.Symbol); ok {
		return o.GetSymbol(sym)
	}
	return o.Get(key.String())
}

func (e *emitter) deliver(fn goja.Callable, this *goja.Object, kind goja.Value, args []goja.Value) {
	result, isObject := e.call(fn, this, args...).(*goja.Object)
	if !isObject {
		return
	}
	if capture := this.GetSymbol(e.kCapture); capture != nil && capture.ToBoolean() {
		e.call(e.captureResult, goja.Undefined(), this, result, kind, e.array(args))
	}
}

// call passes what fn throws on to the caller of emit.
func (e *emitter) call(fn goja.Callable, this goja.Value, args ...goja.Value) goja.Value {
	v, err := fn(this, args...)
	if err != nil {
		panic(err)
	}
	return v
}

func (e *emitter) array(args []goja.Value) goja.Value {
	items := make([]any, len(args))
	for i, v := range args {
		items[i] = v
	}
	return e.vm.NewArray(items...)
}
