package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"sync"
	"time"
)

const (
	// headroom is how much garbage may gather beside a small live heap. Go's
	// default of as much as there is live would collect a fresh runtime, of 10 MB,
	// every few milliseconds under load: that took 15 % of a server's time.
	headroom = 48 << 20
	// ceiling is the size up to which a heap gets its headroom; above it there is
	// the less of it the more is live, down to leastPercent.
	ceiling = 72 << 20
	// leastPercent is the share of garbage that a large live heap may carry.
	// Below it a server of thousands of idle connections would pay in time for
	// memory that it hardly uses.
	leastPercent, mostPercent = 50, 500

	// A process is idle while it allocates less than idleBytes in lookEach. It
	// then gives back what it holds beside its live heap, if that is worth the
	// work: at once where that is much, after patience looks where it is not and
	// would soon be fetched again.
	lookEach  = time.Second
	idleBytes = 1 << 20
	patience  = 10
	worthIt   = 8 << 20
	much      = 24 << 20 // live
)

// paceGC sets the collector's pace from now on, after each collection by what
// that has left, and gives memory back when the process has become idle. GOGC in
// the environment is obeyed instead.
func paceGC() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(mostPercent)
	p := &pacer{percent: mostPercent}
	p.watch()
	afterEachGC(p.collected)
}

// limitMemory has the collector work the harder the nearer the process comes to so
// many MiB. V8 ends the process there, Go does not. An empty text changes nothing.
func limitMemory(mebibytes string) error {
	if mebibytes == "" {
		return nil
	}
	n, err := strconv.ParseUint(mebibytes, 10, 40)
	if err != nil {
		return fmt.Errorf("--max-old-space-size takes a whole number of MiB: got %q", mebibytes)
	}
	if n > 0 { // 0 is none, as in V8
		debug.SetMemoryLimit(int64(n) << 20)
	}
	return nil
}

// pacer is what is known between two collections.
type pacer struct {
	mu        sync.Mutex
	percent   int
	watching  bool   // a look is due
	allocated uint64 // at the last look
	quiet     int    // looks in a row that found it idle
	ours      bool   // the next collection to end is the one of an idle process
}

// collected is called after each collection.
func (p *pacer) collected() {
	percent := percentFor(readMetric("/gc/heap/live:bytes"))
	p.mu.Lock()
	// Setting it stops the world, so small differences are let go.
	change := percent - p.percent
	if change = max(change, -change); change > p.percent/8 {
		p.percent = percent
		debug.SetGCPercent(percent)
	}
	ours := p.ours
	p.ours = false
	p.mu.Unlock()
	if !ours {
		p.watch()
	}
}

// watch looks from time to time whether the process is idle, until it is.
func (p *pacer) watch() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.watching {
		p.watching, p.quiet = true, 0
		p.allocated = readMetric("/gc/heap/allocs:bytes")
		time.AfterFunc(lookEach, p.look)
	}
}

func (p *pacer) look() {
	p.mu.Lock()
	allocated := readMetric("/gc/heap/allocs:bytes")
	if p.quiet++; allocated-p.allocated >= idleBytes {
		p.quiet = 0
	}
	p.allocated = allocated
	p.watching = p.quiet == 0 || p.quiet < patience && readMetric("/gc/heap/live:bytes") < much
	p.ours = !p.watching && spare() > worthIt
	again, free := p.watching, p.ours
	p.mu.Unlock()
	switch {
	case again:
		time.AfterFunc(lookEach, p.look)
	case free:
		debug.FreeOSMemory()
	}
}

// spare is how much memory the heap holds beside what is live.
func spare() uint64 {
	held := readMetric("/memory/classes/heap/objects:bytes") + readMetric("/memory/classes/heap/unused:bytes") +
		readMetric("/memory/classes/heap/free:bytes")
	return held - min(held, readMetric("/gc/heap/live:bytes"))
}

func readMetric(name string) uint64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// percentFor allows a fixed amount of garbage to a small heap and a share to a
// large one.
func percentFor(live uint64) int {
	live = max(live, 1)
	garbage := min(headroom, ceiling-min(live, ceiling))
	return int(min(max(garbage*100/live, leastPercent), mostPercent))
}

// afterEachGC calls fn, in a goroutine of the Go runtime's, after every collection.
func afterEachGC(fn func()) {
	sentinel := new([16]byte)
	runtime.AddCleanup(sentinel, func(struct{}) {
		fn()
		afterEachGC(fn)
	}, struct{}{})
}
