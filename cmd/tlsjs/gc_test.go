package main

import (
	"runtime"
	"testing"
	"time"
)

func TestGarbageForTheSizeOfTheHeap(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int
	}{{0, 300}, {4 << 20, 300}, {12 << 20, 200}, {24 << 20, 100}, {48 << 20, 50}, {1 << 30, 50}} {
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
	for range 3 {
		runtime.GC()
		select {
		case <-calls:
		case <-time.After(30 * time.Second):
			t.Fatal("not called")
		}
	}
}
