package jsmod

import (
	"weak"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/ticks"
)

// rejections are the promises that were rejected while nobody listened.
type rejections struct {
	ticks   *ticks.Queue
	list    []*rejection
	byKey   map[*goja.Promise]*rejection // the unhandled of list
	handled []*goja.Promise              // reported before, then handled after all
	// warned are those that were reported, as long as anybody has them.
	warned map[weak.Pointer[goja.Promise]]struct{}
	sweep  int // size of warned at which the dead are thrown out
}

type rejection struct {
	promise *goja.Promise
	handled bool
	context *ticks.Context // in which it is reported
	domain  goja.Value     // in which it was rejected
}

func (q *rejections) track(p *goja.Promise, op goja.PromiseRejectionOperation) {
	if op == goja.PromiseRejectionReject {
		if q.byKey == nil {
			q.byKey = map[*goja.Promise]*rejection{}
		}
		r := &rejection{promise: p, context: q.ticks.Capture(), domain: q.ticks.Rejecting()}
		q.list = append(q.list, r)
		q.byKey[p] = r
		return
	}
	if r := q.byKey[p]; r != nil {
		r.handled = true
		delete(q.byKey, p)
		q.trim()
		return
	}
	key := weak.Make(p)
	if _, reported := q.warned[key]; reported {
		delete(q.warned, key)
		q.handled = append(q.handled, p)
	}
}

// trim lets go of the newest that were handled: a script may reject and handle
// without end before anybody asks.
func (q *rejections) trim() {
	n := len(q.list)
	for n > 0 && q.list[n-1].handled {
		n--
	}
	clear(q.list[n:])
	q.list = q.list[:n]
}

// warn remembers that p was reported.
func (q *rejections) warn(p *goja.Promise) {
	if q.warned == nil {
		q.warned = map[weak.Pointer[goja.Promise]]struct{}{}
	}
	if len(q.warned) >= max(q.sweep, 1024) {
		for key := range q.warned {
			if key.Value() == nil {
				delete(q.warned, key)
			}
		}
		q.sweep = 2 * len(q.warned)
	}
	q.warned[weak.Make(p)] = struct{}{}
}

func (q *rejections) pending() bool { return len(q.list) > 0 || len(q.handled) > 0 }

// reportRejections runs after ticks and promise jobs, when a handler that was
// to come in time has come.
func (r *runtime) reportRejections() {
	list, handled := r.rejected.list, r.rejected.handled
	r.rejected.list, r.rejected.byKey, r.rejected.handled = nil, nil, nil
	for _, p := range handled {
		r.callRejection("rejectionHandled", p)
	}
	for _, item := range list {
		if item.handled {
			continue
		}
		r.rejected.warn(item.promise)
		r.ticks.In(item.context, func() { r.callRejection("unhandledRejection", item.promise, item.domain) })
		if r.exiting {
			return
		}
	}
}

// callRejection asks the process module, which applies the mode of
// --unhandled-rejections and answers with the value to die of, or nothing.
func (r *runtime) callRejection(event string, p *goja.Promise, more ...goja.Value) {
	v, err := r.callProcess(event, append([]goja.Value{p.Result(), r.vm.ToValue(p)}, more...)...)
	if err != nil {
		r.Throw(err)
		return
	}
	o, ok := v.(*goja.Object)
	switch {
	case !ok:
	case o.Get("asked") != nil:
		r.die(o.Get("error"), nil, event, 1)
	default:
		r.uncaught(o.Get("error"), nil, event)
	}
}
