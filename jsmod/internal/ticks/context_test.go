package ticks

import (
	"slices"
	"testing"

	"github.com/dop251/goja"
)

// TestContexts: ticks run in the context in which they were queued, and what one
// leaves behind does not reach the next.
func TestContexts(t *testing.T) {
	q, vm := newQueue()
	var seen []string
	see := func() { seen = append(seen, q.Current().String()) }
	set := func(text string) { q.Replace(vm.ToValue(text)) }
	set("nothing")
	if q.Capture() != nil {
		t.Fatal("a context before Track")
	}
	q.Go(see)
	q.Track()
	set("a")
	q.Go(func() { see(); set("left") })
	q.Go(see)
	fn := vm.ToValue(func(call goja.FunctionCall) goja.Value {
		seen = append(seen, call.Argument(0).String()+call.Argument(2).String())
		see()
		return goja.Undefined()
	}).(*goja.Object)
	set("b")
	q.Push(fn, vm.ToValue(1), vm.ToValue(2), vm.ToValue(3))
	run(t, q, never)
	see()
	if want := []string{"undefined", "a", "a", "13", "b", "undefined"}; !slices.Equal(seen, want) {
		t.Errorf("%q", seen)
	}
}

// TestContextIsKept: what a callback of a handle leaves behind holds for its later
// ones; one that throws stays in force until that is reported.
func TestContextIsKept(t *testing.T) {
	q, vm := newQueue()
	q.Track()
	q.Replace(vm.ToValue("a"))
	c := q.Capture()
	tied := q.InContext(function(t, vm, "() => { throw 1; }"), "", nil)
	q.Leave()
	for _, want := range []string{"a", "b"} {
		q.In(c, func() {
			if got := q.Current().String(); got != want {
				t.Errorf("%s, not %s", got, want)
			}
			q.Replace(vm.ToValue("b"))
		})
		if !goja.IsUndefined(q.Current()) {
			t.Error("context is left behind")
		}
	}
	q.In(nil, func() {
		if !goja.IsUndefined(q.Current()) {
			t.Error("nil is not the empty context")
		}
	})
	call, _ := goja.AssertFunction(tied)
	if _, err := call(nil); err == nil || q.Current().String() != "a" {
		t.Errorf("%v in %v", err, q.Current())
	}
	q.Leave()
	if !goja.IsUndefined(q.Current()) {
		t.Error("context after Leave")
	}
}
