package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestGarbageForTheSizeOfTheHeap(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int
	}{{0, 500}, {4 << 20, 500}, {12 << 20, 400}, {24 << 20, 200}, {36 << 20, 100}, {48 << 20, 50}, {1 << 30, 50}} {
		if got := percentFor(c.live); got != c.want {
			t.Errorf("a live heap of %d bytes: %d %%, want %d", c.live, got, c.want)
		}
	}
}

func TestAfterEachGC(t *testing.T) {
	calls := make(chan struct{}, 100)
	afterEachGC(func() {
		select {
		case calls <- struct{}{}:
		default:
		}
	})
	deadline := time.After(30 * time.Second)
	for called := 0; called < 3; {
		runtime.GC() // may still find the last sentinel in a register
		select {
		case <-calls:
			called++
		case <-time.After(10 * time.Millisecond):
		case <-deadline:
			t.Fatalf("called %d times", called)
		}
	}
}

// What an idle process holds beside its live heap goes back to the system, and
// it is not looked at again before it has had to collect.
func TestIdleProcessGivesMemoryBack(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(5000))
	for _, live := range []int{0, 2 * much} {
		held := make([]byte, live)
		runtime.GC()
		p := &pacer{percent: mostPercent, watching: true}
		for range 64 {
			garbage = make([]byte, 1<<20)
		}
		garbage = nil
		if p.look(); p.quiet != 0 || !p.watching {
			t.Errorf("%d live: a process that allocates was found idle", live)
		}
		looks := 0
		for ; p.watching && looks < 2*patience; looks++ {
			p.look()
		}
		want := patience
		if live > 0 {
			want = 1
		}
		if looks != want {
			t.Errorf("%d live: %d looks, want %d", live, looks, want)
		}
		if s := spare(); s > 32<<20 {
			t.Errorf("%d live: %d bytes are still held", live, s)
		}
		runtime.KeepAlive(held)
	}
}

var garbage []byte
