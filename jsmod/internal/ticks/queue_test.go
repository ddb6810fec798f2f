package ticks

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/barehost"
)

func newQueue() (*Queue, *goja.Runtime) {
	h := barehost.New()
	return Of(h), h.VM()
}

// run empties the queue as the runtime does: as a native function, again after
// each exception.
func run(tb testing.TB, q *Queue, until func() bool) (thrown []string) {
	tb.Helper()
	if err := q.vm.Set("run", func(goja.FunctionCall) goja.Value {
		q.Run(until)
		return nil
	}); err != nil {
		tb.Fatal(err)
	}
	for q.Pending() && !until() {
		if _, err := q.vm.RunString("run()"); err != nil {
			thrown = append(thrown, err.(*goja.Exception).Value().String())
		}
	}
	return thrown
}

func never() bool { return false }

func function(tb testing.TB, vm *goja.Runtime, source string) *goja.Object {
	tb.Helper()
	v, err := vm.RunString("(" + source + ")")
	if err != nil {
		tb.Fatal(err)
	}
	return v.(*goja.Object)
}

func TestOrder(t *testing.T) {
	q, vm := newQueue()
	var got []string
	if err := vm.Set("say", func(call goja.FunctionCall) goja.Value {
		got = append(got, fmt.Sprintf("%v %d", call.Argument(0), len(call.Arguments)))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	say := vm.Get("say").(*goja.Object)
	for n := range 5 {
		args := make([]goja.Value, n)
		for i := range args {
			args[i] = vm.ToValue(n)
		}
		q.Push(say, args...)
		for i := range args {
			args[i] = nil // the queue has copied them
		}
		q.Go(func() {
			got = append(got, "go")
			if n == 1 {
				q.Push(say, vm.ToValue("from go"))
			}
		})
	}
	q.Push(function(t, vm, "() => { say('js'); throw 'first' }"))
	q.Go(func() { panic(vm.ToValue("second")) })
	q.Push(say, vm.ToValue("last"))
	thrown := run(t, q, never)
	want := "undefined 0|go|1 1|go|2 2|go|3 3|go|4 4|go|js 1|last 1|from go 1"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if s := strings.Join(thrown, "|"); s != "first|second" {
		t.Errorf("thrown: %s", s)
	}
}

// The ring grows around its head, keeps nothing of what was taken, and gives
// back what it seldom needs.
func TestRing(t *testing.T) {
	q, vm := newQueue()
	next := 0
	tick := func(n int) func() {
		return func() {
			if n != next {
				t.Fatalf("tick %d instead of %d", n, next)
			}
			next++
		}
	}
	for round, n := 0, 0; round < 40; round++ {
		for range 7 * (round + 1) {
			q.Go(tick(n))
			n++
		}
		left := 5 * (round + 1)
		run(t, q, func() bool { left--; return left < 0 })
	}
	run(t, q, never)
	q.Push(function(t, vm, "() => {}"), vm.ToValue(1), vm.ToValue(2), vm.ToValue(3))
	run(t, q, never)
	for i, t1 := range q.ring {
		if t1.fn != nil || t1.run != nil || t1.all != nil || t1.first[0] != nil {
			t.Errorf("place %d of %d still holds %+v", i, len(q.ring), t1)
		}
	}
	if q.args[0] != nil {
		t.Error("arguments are kept")
	}
	for range 2 * largestKept {
		q.Go(func() {})
	}
	run(t, q, never)
	if q.ring != nil || q.Pending() {
		t.Errorf("a ring of %d is kept", len(q.ring))
	}
	q.Go(tick(next))
	run(t, q, never)
}

func TestEnd(t *testing.T) {
	q, _ := newQueue()
	ran := 0
	q.Go(func() { ran++ })
	q.End()
	q.Go(func() { ran = 100 })
	run(t, q, never)
	if ran != 1 {
		t.Errorf("ran is %d", ran)
	}
}

func BenchmarkTick(b *testing.B) {
	q, vm := newQueue()
	fn := function(b, vm, "function (a) {}")
	arg := vm.ToValue(1)
	for name, add := range map[string]func(){
		"go":       func() { q.Go(func() {}) },
		"function": func() { q.Push(fn, arg) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			if err := vm.Set("body", func(goja.FunctionCall) goja.Value {
				for b.Loop() {
					add()
					q.Run(never)
				}
				return nil
			}); err != nil {
				b.Fatal(err)
			}
			if _, err := vm.RunString("body()"); err != nil {
				b.Fatal(err)
			}
		})
	}
}
