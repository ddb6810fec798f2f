package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// headroom is how much garbage may gather beside a small live heap. Go's
	// default of as much as there is live would collect a fresh runtime, of 10 MB,
	// every few milliseconds under load: that took 15 % of a server's time.
	headroom = 24 << 20
	// leastPercent is the share of garbage that a large live heap may carry.
	// Below it a server of thousands of idle connections would pay in time for
	// memory that it hardly uses.
	leastPercent, mostPercent = 50, 300
)

// paceGC sets the collector's pace from now on, after each collection by what
// that has left. GOGC in the environment is obeyed instead.
func paceGC() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(mostPercent)
	afterEachGC(func() {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetGCPercent(percentFor(live[0].Value.Uint64()))
	})
}

// percentFor allows a fixed amount of garbage to a small heap and a share to a
// large one.
func percentFor(live uint64) int {
	return int(min(max(headroom*100/max(live, 1), leastPercent), mostPercent))
}

// afterEachGC calls fn, in a goroutine of the Go runtime's, after every collection.
func afterEachGC(fn func()) {
	sentinel := new([16]byte)
	runtime.AddCleanup(sentinel, func(struct{}) {
		fn()
		afterEachGC(fn)
	}, struct{}{})
}
