package ticks

import (
	"fmt"
	"slices"
	"testing"

	"github.com/dop251/goja"
)

// TestResources: ids, causes and what hooks are told, in order; an exception ends
// what it leaves open.
func TestResources(t *testing.T) {
	q, vm := newQueue()
	if q.CaptureAs("A", nil) != nil || q.CaptureOnce("A") != nil {
		t.Fatal("a resource before Count")
	}
	q.Count()
	var told []string
	tell := func(event string) func(int64) {
		return func(id int64) { told = append(told, fmt.Sprint(event, id)) }
	}
	q.Hook(Hooks{
		Init: func(id int64, kind string, trigger int64, _ *goja.Object) {
			told = append(told, fmt.Sprint(kind, id, "<", trigger))
		},
		Before: tell("before"), After: tell("after"),
	})
	a := q.CaptureAs("A", nil)
	q.In(a, func() {
		b := q.CaptureOnce("B")
		q.In(q.Capture(), func() { tell("inside")(q.executing.id) })
		q.In(b, func() {})
	})
	q.Go(func() { panic(vm.ToValue("thrown")) })
	q.Go(func() {
		q.EnterScope(a)
		q.EnterScope(a)
		panic(vm.ToValue("thrown"))
	})
	run(t, q, never)
	q.Leave()
	q.LeaveScope() // a script's finally that comes late
	if id, trigger := q.Executing(); id != 0 || trigger != 0 || len(q.scopes) != 0 {
		t.Errorf("%d < %d is left", id, trigger)
	}
	want := []string{"A2<1", "before2", "B3<2", "inside2", "before3", "after3", "after2",
		"TickObject4<1", "TickObject5<1", "before4", "after4", "before5", "before2", "before2", "after2", "after2", "after5"}
	if !slices.Equal(told, want) {
		t.Errorf("got  %q\nwant %q", told, want)
	}
}
