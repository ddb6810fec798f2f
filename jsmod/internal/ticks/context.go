package ticks

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// Context is the asynchronous context that a handle or an operation was made in,
// and that its callbacks run in. What a callback leaves behind holds for the later
// ones, as in Node. A nil one stands for what was made before any script used
// contexts; its callbacks run in the empty context.
type Context struct {
	value    goja.Value
	resource *resource // what the callbacks count for; nil where nobody asks
	own      bool      // the resource is this context's, not the one around it
}

// Track carries contexts from now on. Until then [Queue.Capture] is nil and
// nothing costs anything.
func (q *Queue) Track() {
	if q.current == nil {
		q.current = goja.Undefined()
	}
}

// Current is the context in force, a value of the module async_hooks.
func (q *Queue) Current() goja.Value {
	if q.current == nil {
		return goja.Undefined()
	}
	return q.current
}

// Replace puts v in the place of the context in force, which it returns. Before
// [Queue.Track] there is only the empty one.
func (q *Queue) Replace(v goja.Value) goja.Value {
	before := q.Current()
	if q.current != nil {
		q.current = v
	}
	return before
}

// Domain is process.domain, undefined until a script has loaded the module domain.
func (q *Queue) Domain() goja.Value {
	if q.domain == nil {
		return goja.Undefined()
	}
	return q.domain
}

// Rejecting is the domain in which a promise is being rejected. The engine rejects the
// promise of a job after it has left the job's scope.
func (q *Queue) Rejecting() goja.Value {
	if q.left != nil {
		return q.left
	}
	return q.Domain()
}

// SetDomain replaces it.
func (q *Queue) SetDomain(v goja.Value) { q.domain = v }

// Leave ends what enterWith began: the callback that called it is over.
func (q *Queue) Leave() {
	q.begun = true
	q.left = nil
	if q.current != nil {
		q.current = goja.Undefined()
		q.abandon()
	}
}

// Capture is the context of now for what calls back later, nil while no script
// uses contexts. Its callbacks count for the resource that is executing.
func (q *Queue) Capture() *Context {
	if q.current == nil {
		return nil
	}
	return &Context{value: q.current, resource: q.executing}
}

// In calls fn in c. When fn panics with an exception its context stays in force:
// whoever reports the exception does so in it and calls [Queue.Leave] then.
func (q *Queue) In(c *Context, fn func()) {
	if q.current == nil {
		fn()
		return
	}
	before := q.current
	outer := q.executing
	q.current = goja.Undefined()
	if c != nil {
		q.current = c.value
	}
	q.begin(c)
	fn()
	if c != nil {
		c.value = q.current
	}
	q.finish(c, outer)
	q.current = before
}

// Enter is [module.Host.Enter] for a callback whose context is c.
func (q *Queue) Enter(c *Context, fn func()) {
	if q.current != nil {
		plain := fn
		fn = func() { q.In(c, plain) }
	}
	q.host.Enter(fn)
}

// Call is [module.Host.Call] for a callback whose context is c.
func (q *Queue) Call(c *Context, fn goja.Callable, this goja.Value, args ...goja.Value) {
	if q.current == nil {
		q.host.Call(fn, this, args...)
		return
	}
	q.host.Enter(func() {
		q.In(c, func() { q.host.Call(fn, this, args...) })
	})
}

// InContext ties fn, which the loop is going to call, to the context of now. Where
// resources are counted, o becomes one of the type kind.
func (q *Queue) InContext(fn *goja.Object, kind string, o *goja.Object) *goja.Object {
	c := q.CaptureAs(kind, o)
	if c == nil {
		return fn
	}
	q.remember(o, c)
	return q.vm.ToValue(func(call goja.FunctionCall) (v goja.Value) {
		q.In(c, func() { v = bind.Invoke(fn, call.This, call.Arguments...) })
		return v
	}).(*goja.Object)
}
