// Package ticks is the queue behind process.nextTick, one for each runtime.
//
// The runtime empties it after each callback, inside the same outermost call
// into the engine: goja runs promise jobs when that call returns, which is after
// all ticks, as in Node. Everything here belongs to the loop's goroutine.
package ticks

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

// Queue holds the ticks of one runtime, first in, first out.
type Queue struct {
	host    module.Host
	vm      *goja.Runtime
	ring    []tick // its length is a power of two, or 0
	head    int    // the oldest
	size    int
	ended   bool
	current goja.Value    // the asynchronous context; nil while no script uses any
	args    [2]goja.Value // of the callback that is being called

	begun     bool         // the main script is over
	counted   bool         // resources have ids
	hooks     Hooks        // what is told of resources
	lastID    int64        // the newest resource's
	executing *resource    // whose callback this is; nil is nobody's, id 0
	scopes    []scope      // what EnterScope has put aside
	symbol    *goja.Symbol // under which objects keep their resource
	domain    goja.Value   // process.domain; nil until the module domain is loaded
	left      goja.Value   // process.domain at the end of the promise job that has just ended
}

// tick is one callback: a function of JavaScript's with its arguments, or Go's.
type tick struct {
	fn    *goja.Object
	run   func()
	count int // how many arguments are in first
	first [2]goja.Value
	all   []goja.Value // the arguments where first does not hold them
}

const (
	smallest = 16
	// A ring that grew beyond this is given back when it is empty.
	largestKept = 1024
	// How many callbacks run before the engine is asked whether it was
	// interrupted.
	stretch = 256
)

type queueKey struct{}

// Of returns the queue of a runtime.
func Of(h module.Host) *Queue {
	return h.Local(queueKey{}, func() any { return &Queue{host: h, vm: h.VM()} }).(*Queue)
}

// Go queues a function of Go's as one tick. Like a callback of JavaScript's it
// runs in the asynchronous context of now, and never when the script is ending
// already. It may panic with what JavaScript throws.
func (q *Queue) Go(fn func()) {
	if q.ended {
		return
	}
	if c := q.CaptureOnce("TickObject"); c != nil {
		plain := fn
		fn = func() { q.In(c, plain) }
	}
	q.add().run = fn
}

// Push queues fn, which must be a function, to be called with args, which are
// copied.
func (q *Queue) Push(fn *goja.Object, args ...goja.Value) {
	if q.ended {
		return
	}
	if q.current != nil {
		q.pushTied(fn, append([]goja.Value(nil), args...))
		return
	}
	t := q.add()
	t.fn = fn
	if len(args) <= len(t.first) {
		t.count = copy(t.first[:], args)
	} else {
		t.all = append([]goja.Value(nil), args...)
	}
}

// pushTied is Push in a context. It is apart because its closure would have the
// arguments of every call allocated.
func (q *Queue) pushTied(fn *goja.Object, args []goja.Value) {
	q.Go(func() { bind.Invoke(fn, goja.Undefined(), args...) })
}

// End drops whatever is queued from now on: what listeners of 'exit' leave
// behind.
func (q *Queue) End() { q.ended = true }

// Pending tells whether [Queue.Run] has anything to do.
func (q *Queue) Pending() bool { return q.size > 0 }

// Run calls what is queued, and what that queues, until nothing is left or
// until says so. An exception is passed on as a panic and leaves the rest for
// the next call.
func (q *Queue) Run(until func() bool) {
	for n := 1; q.size > 0; n++ {
		if until() {
			return
		}
		q.Spin(n)
		q.Leave()
		q.call(q.take())
	}
	q.Leave()
	q.args = [2]goja.Value{}
	if len(q.ring) > largestKept {
		q.ring, q.head = nil, 0
	}
}

// call has the arguments in the queue, not in t: what is passed to a function
// that Go does not know would be allocated anew for each call.
func (q *Queue) call(t tick) {
	if t.run != nil {
		t.run()
		return
	}
	args := t.all
	if args == nil {
		q.args = t.first
		args = q.args[:t.count]
	}
	bind.Invoke(t.fn, goja.Undefined(), args...)
}

var nothing = goja.MustCompile("tlsjs:ticks", "undefined", true)

// Spin is called in each turn of a loop that a script can keep going, with the
// number of the turn: now and then it panics when the engine was interrupted. That
// looks by itself where it runs JavaScript, which native callbacks alone never do.
func (q *Queue) Spin(turn int) {
	if turn%stretch != 0 {
		return
	}
	if _, err := q.vm.RunProgram(nothing); err != nil {
		panic(err)
	}
}

// add returns the place of a new tick, which is empty.
func (q *Queue) add() *tick {
	if q.size == len(q.ring) {
		grown := make([]tick, max(smallest, 2*len(q.ring)))
		n := copy(grown, q.ring[q.head:])
		copy(grown[n:], q.ring[:q.head])
		q.ring, q.head = grown, 0
	}
	t := &q.ring[(q.head+q.size)&(len(q.ring)-1)]
	q.size++
	return t
}

// take removes the oldest; the ring keeps nothing of it.
func (q *Queue) take() tick {
	t := q.ring[q.head]
	q.ring[q.head] = tick{}
	q.head = (q.head + 1) & (len(q.ring) - 1)
	q.size--
	return t
}
