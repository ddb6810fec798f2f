package jsmod

import (
	"context"
	"errors"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/module"
)

var _ module.Host = (*runtime)(nil)

// VM is the engine, for code that runs on the loop.
func (r *runtime) VM() *goja.Runtime { return r.vm }

// Loop is the event loop.
func (r *runtime) Loop() *eventloop.Loop { return r.loop }

// Context is done once Close is called or the context of Run is done.
func (r *runtime) Context() context.Context { return r.ctx }

// Permissions is what the embedder granted.
func (r *runtime) Permissions() *module.Permissions { return &r.opt.Permissions }

// Config is what the embedder chose.
func (r *runtime) Config() *module.Config { return &r.config }

// Local implements [module.Host].
func (r *runtime) Local(key any, init func() any) any {
	v, ok := r.locals[key]
	if !ok {
		v = init()
		r.locals[key] = v
	}
	return v
}

// Go implements [module.Host].
func (r *runtime) Go(fn func(ctx context.Context)) {
	r.work.run(r.ctx, fn)
}

// Enter runs fn, which may call JavaScript, as one callback: when it is the
// outermost one, nextTick callbacks and promise jobs follow before it returns.
// This is the only door through which the runtime enters the engine. goja runs
// promise jobs when the outermost JavaScript call returns; nextTick callbacks
// come first in Node, so they run inside that call.
func (r *runtime) Enter(fn func()) {
	if r.inside {
		fn()
		return
	}
	if r.halted {
		return
	}
	r.inside = true
	defer func() {
		r.inside = false
		r.ticks.Leave()
	}()
	r.through(fn)
	for !r.over() && (r.pendingTicks() || r.rejected.pending()) {
		if r.pendingTicks() {
			r.through(nil)
		} else {
			r.through(r.reportRejections)
		}
	}
}

// over tells that no more JavaScript is to run.
func (r *runtime) over() bool { return r.exiting || r.halted }

func (r *runtime) pendingTicks() bool { return r.ticks.Pending() }

func (r *runtime) through(fn func()) {
	r.body = fn
	if _, err := r.enter(goja.Undefined(), r.trampolineArgs()...); err != nil {
		r.Throw(err)
	}
}

// stackRoom is how many values the arguments of the trampoline make room for.
// goja drops its stack when the outermost call returns and doubles it again from
// nothing: several allocations for an ordinary callback, 4 % of a busy server's
// time. Arguments that nobody reads make it large enough at once.
const stackRoom = 32

// trampolineArgs are the native function that the trampoline calls, and the rest.
func (r *runtime) trampolineArgs() []goja.Value {
	if r.entry == nil {
		r.entry = make([]goja.Value, stackRoom)
		for i := range r.entry {
			r.entry[i] = goja.Undefined()
		}
		r.entry[0] = r.bodyValue()
	}
	return r.entry
}

// bodyValue is the native function that runs r.body and the ticks.
func (r *runtime) bodyValue() goja.Value {
	step, _ := goja.AssertFunction(r.vm.ToValue(r.step))
	return r.vm.ToValue(func(goja.FunctionCall) goja.Value {
		for r.body != nil || !r.over() && r.pendingTicks() {
			if _, err := step(goja.Undefined()); err != nil {
				r.Throw(err)
			}
		}
		return goja.Undefined()
	})
}

// step runs r.body, or the ticks until one throws. Being a function of its own it
// has a try block of the engine's around it: after an exception come the ticks
// that are left, and only then promise jobs.
func (r *runtime) step(goja.FunctionCall) goja.Value {
	if fn := r.body; fn != nil {
		r.body = nil
		fn()
	}
	r.ticks.Run(r.over)
	return goja.Undefined()
}

var errNoCallback = errors.New("callback is not a function")

// Call implements [module.Host].
func (r *runtime) Call(fn goja.Callable, this goja.Value, args ...goja.Value) (result goja.Value) {
	r.Enter(func() {
		if fn == nil {
			r.Throw(errNoCallback)
			return
		}
		v, err := fn(this, args...)
		if err != nil {
			r.Throw(err)
			return
		}
		result = v
	})
	return result
}

// interrupted is what the engine is interrupted with.
type interrupted struct{ cause error }

var errExit = errors.New("script exited")

// Exit implements [module.Host]: it ends the script where it stands.
func (r *runtime) Exit(code int) {
	if !r.exiting {
		r.exiting, r.exitCode = true, code
	}
	r.loop.Stop()
	r.vm.Interrupt(interrupted{errExit})
}
