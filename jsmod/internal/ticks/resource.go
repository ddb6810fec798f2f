package ticks

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// resource is what async_hooks counts: something that calls back.
type resource struct {
	id, trigger int64
	object      *goja.Object // as a script sees it; nil until one asks
	open        int          // how many of its callbacks run, one within the other
	once        bool         // it is over with its first callback
	gone        bool
}

// Hooks is what is told of resources; fields that are nil are not. None may throw.
type Hooks struct {
	Init                   func(id int64, kind string, trigger int64, object *goja.Object)
	Before, After, Destroy func(id int64)
}

// scope is what [Queue.EnterScope] puts aside.
type scope struct {
	value goja.Value
	outer *resource
	inner *Context
}

// mainID is the id of the main script, 0 that of nobody.
const mainID = 1

// Count gives ids to resources from now on, and carries contexts: [Queue.Track].
func (q *Queue) Count() {
	if q.counted {
		return
	}
	q.Track()
	q.counted = true
	q.lastID = max(q.lastID, mainID)
	if !q.begun {
		q.executing = &resource{id: mainID}
	}
}

// Hook replaces what is told of resources. It takes effect at once.
func (q *Queue) Hook(h Hooks) { q.hooks = h }

// Hooked tells whether anybody is told of anything.
func (q *Queue) Hooked() bool {
	h := &q.hooks
	return h.Init != nil || h.Before != nil || h.After != nil || h.Destroy != nil
}

// NewID is an id for what is no resource of ours.
func (q *Queue) NewID() int64 {
	q.lastID++
	return q.lastID
}

// Executing is the id of the resource whose callback runs, and of the one that
// caused it. 0 is nobody.
func (q *Queue) Executing() (id, trigger int64) {
	if q.executing == nil {
		return 0, 0
	}
	return q.executing.id, q.executing.trigger
}

// ExecutingObject is that resource as a script sees it.
func (q *Queue) ExecutingObject() *goja.Object {
	if q.executing == nil {
		return q.vm.NewObject()
	}
	if q.executing.object == nil {
		q.executing.object = q.vm.NewObject()
	}
	return q.executing.object
}

// CaptureAs is [Queue.Capture] for a new resource of the type kind, one of Node's
// words, that ends with [Queue.Over]. A nil object is made when one is asked for.
func (q *Queue) CaptureAs(kind string, object *goja.Object) *Context {
	if q.current == nil {
		return nil
	}
	if !q.counted || kind == "" {
		return &Context{value: q.current, resource: q.executing}
	}
	trigger, _ := q.Executing()
	return q.captured(kind, trigger, object)
}

// Unowned is [Queue.Capture] for what counts for nobody, as promises without hooks.
func (q *Queue) Unowned() *Context { return &Context{value: q.Current()} }

// CaptureFrom is CaptureAs with the id of another cause. It counts in any case.
func (q *Queue) CaptureFrom(trigger int64, kind string, object *goja.Object) *Context {
	q.Count()
	return q.captured(kind, trigger, object)
}

// CaptureOnce is CaptureAs for what calls back once, and ends then.
func (q *Queue) CaptureOnce(kind string) *Context {
	c := q.CaptureAs(kind, nil)
	if c != nil && c.own {
		c.resource.once = true
	}
	return c
}

func (q *Queue) captured(kind string, trigger int64, object *goja.Object) *Context {
	r := &resource{id: q.NewID(), trigger: trigger, object: object}
	if q.hooks.Init != nil {
		if r.object == nil {
			r.object = q.vm.NewObject()
		}
		q.hooks.Init(r.id, kind, trigger, r.object)
	}
	return &Context{value: q.current, resource: r, own: true}
}

// IDs are those of the context's resource.
func (c *Context) IDs() (id, trigger int64) {
	if c == nil || c.resource == nil {
		return 0, 0
	}
	return c.resource.id, c.resource.trigger
}

// Over tells that the resource of c, if that is c's own, calls back no more.
func (q *Queue) Over(c *Context) {
	if c != nil && c.own {
		q.over(c.resource)
	}
}

func (q *Queue) over(r *resource) {
	if !r.gone {
		r.gone = true
		q.Destroyed(r.id)
	}
}

// Destroyed has the hooks told, in a later phase of the loop, that a resource is
// over.
func (q *Queue) Destroyed(id int64) {
	if q.hooks.Destroy == nil {
		return
	}
	q.host.Loop().SetImmediate(func() {
		q.host.Enter(func() {
			if destroy := q.hooks.Destroy; destroy != nil {
				destroy(id)
			}
		})
	}).Unref()
}

// EnterScope puts c in force until [Queue.LeaveScope], for a script's own resource.
func (q *Queue) EnterScope(c *Context) {
	q.scopes = append(q.scopes, scope{q.current, q.executing, c})
	q.current = c.value
	q.begin(c)
}

// LeaveScope ends the last EnterScope. What the scope left behind is forgotten.
func (q *Queue) LeaveScope() {
	last := len(q.scopes) - 1
	if last < 0 {
		return // an exception has ended it already
	}
	s := q.scopes[last]
	q.scopes[last] = scope{}
	q.scopes = q.scopes[:last]
	q.finish(s.inner, s.outer)
	q.current = s.value
}

// LeaveJob is LeaveScope for a promise job, whose promise is settled right after it.
func (q *Queue) LeaveJob() {
	domain := q.domain
	q.LeaveScope()
	q.left = domain
}

// begin has what follows count for the resource of c.
func (q *Queue) begin(c *Context) {
	q.executing, q.left = nil, nil
	if c == nil {
		return
	}
	q.executing = c.resource
	if !c.own {
		return
	}
	c.resource.open++
	if q.hooks.Before != nil {
		q.hooks.Before(c.resource.id)
	}
}

// finish ends begin; outer is what was executing before.
func (q *Queue) finish(c *Context, outer *resource) {
	if c != nil && c.own {
		q.close(c.resource)
	}
	q.executing = outer
}

// close ends one callback of r, unless an exception has ended it already.
func (q *Queue) close(r *resource) {
	if r.open == 0 {
		return
	}
	r.open--
	if q.hooks.After != nil {
		q.hooks.After(r.id)
	}
	if r.once {
		q.over(r)
	}
}

// abandon ends what an exception has left open, the innermost first.
func (q *Queue) abandon() {
	for r := q.executing; ; {
		q.executing = nil
		if r != nil {
			q.close(r)
		}
		last := len(q.scopes) - 1
		if last < 0 {
			return
		}
		r = q.scopes[last].outer
		q.scopes[last] = scope{}
		q.scopes = q.scopes[:last]
	}
}

// remember has o know its resource, for [Queue.Retire].
func (q *Queue) remember(o *goja.Object, c *Context) {
	if o == nil || !c.own {
		return
	}
	if q.symbol == nil {
		q.symbol = goja.NewSymbol("tlsjs.resource")
	}
	_ = o.DefineDataPropertySymbol(q.symbol, bind.Wrap(q.vm, q.vm.NewObject(), c), goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_FALSE)
}

// Retire is [Queue.Over] for an object that [Queue.InContext] was given.
func (q *Queue) Retire(o *goja.Object) {
	if q.symbol == nil {
		return
	}
	if c, ok := bind.Unwrap[*Context](o.GetSymbol(q.symbol)); ok {
		q.Over(c)
	}
}
