package timers

import (
	"time"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

// binding is the Go half in one runtime. Its functions take the JavaScript
// object of a timer or an immediate, which carries the loop's own.
type binding struct {
	host          module.Host
	vm            *goja.Runtime
	fireTimer     goja.Callable // (timer)
	fireImmediate goja.Callable // (immediate)
}

// setup is given the two functions that the loop calls.
func (b *binding) setup(call goja.FunctionCall) goja.Value {
	b.fireTimer, _ = goja.AssertFunction(call.Argument(0))
	b.fireImmediate, _ = goja.AssertFunction(call.Argument(1))
	return goja.Undefined()
}

func (b *binding) timer(v goja.Value) *eventloop.Timer {
	t, _ := bind.Unwrap[*eventloop.Timer](v)
	return t
}

// start(timer, milliseconds, referenced) arms a timer, whether it was armed
// before or not, and returns when: the time of the loop in milliseconds.
func (b *binding) start(call goja.FunctionCall) goja.Value {
	t := b.timer(call.Argument(0))
	if t == nil {
		o, ok := call.Argument(0).(*goja.Object)
		if !ok {
			return goja.Undefined()
		}
		t = b.host.Loop().NewTimer(func() {
			b.host.Call(b.fireTimer, goja.Undefined(), o)
		})
		bind.Wrap(b.vm, o, t)
	}
	setRef(t, call.Argument(2).ToBoolean())
	// Node takes the time anew for every timer: a callback that computes for
	// long does not shorten the delays it asks for.
	b.host.Loop().UpdateTime()
	t.Start(time.Duration(call.Argument(1).ToInteger()) * time.Millisecond)
	return b.vm.ToValue(b.host.Loop().Now().Milliseconds())
}

func setRef(t interface {
	Ref()
	Unref()
}, referenced bool) {
	if referenced {
		t.Ref()
	} else {
		t.Unref()
	}
}

func (b *binding) stop(call goja.FunctionCall) goja.Value {
	if t := b.timer(call.Argument(0)); t != nil {
		t.Stop()
	}
	return goja.Undefined()
}

// active(timer) tells whether a timer is going to fire.
func (b *binding) active(call goja.FunctionCall) goja.Value {
	t := b.timer(call.Argument(0))
	return b.vm.ToValue(t != nil && t.Active())
}

// ref(timer, referenced) says whether the loop waits for a timer.
func (b *binding) ref(call goja.FunctionCall) goja.Value {
	if t := b.timer(call.Argument(0)); t != nil {
		setRef(t, call.Argument(1).ToBoolean())
	}
	return goja.Undefined()
}

func (b *binding) setImmediate(call goja.FunctionCall) goja.Value {
	o, ok := call.Argument(0).(*goja.Object)
	if !ok {
		return goja.Undefined()
	}
	im := b.host.Loop().SetImmediate(func() {
		b.host.Call(b.fireImmediate, goja.Undefined(), o)
	})
	bind.Wrap(b.vm, o, im)
	return goja.Undefined()
}

func (b *binding) immediate(v goja.Value) *eventloop.Immediate {
	im, _ := bind.Unwrap[*eventloop.Immediate](v)
	return im
}

func (b *binding) clearImmediate(call goja.FunctionCall) goja.Value {
	if im := b.immediate(call.Argument(0)); im != nil {
		im.Clear()
	}
	return goja.Undefined()
}

// refImmediate(immediate, referenced) is ref for an immediate.
func (b *binding) refImmediate(call goja.FunctionCall) goja.Value {
	if im := b.immediate(call.Argument(0)); im != nil {
		setRef(im, call.Argument(1).ToBoolean())
	}
	return goja.Undefined()
}
