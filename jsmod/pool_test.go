package jsmod

import (
	"context"
	goruntime "runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestPoolUsesGoroutinesAgain(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	p := newPool()
	defer func() { cancel(); p.wait() }()
	seen := map[string]bool{}
	for range 20 {
		done := make(chan string)
		p.run(ctx, func(context.Context) { done <- goroutineName() })
		seen[<-done] = true
		time.Sleep(5 * time.Millisecond) // until it waits for more
	}
	if len(seen) > 10 {
		t.Errorf("20 functions, one after the other, ran on %d goroutines", len(seen))
	}
}

func goroutineName() string {
	var b [64]byte
	name, _, _ := strings.Cut(string(b[:goruntime.Stack(b[:], false)]), "[")
	return name
}

// Whatever waits for another must not keep it from running.
func TestPoolRunsAllAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	p := newPool()
	defer func() { cancel(); p.wait() }()
	var all, told sync.WaitGroup
	all.Add(50)
	for range 50 {
		told.Add(1)
		p.run(ctx, func(context.Context) {
			defer told.Done()
			all.Done()
			all.Wait()
		})
	}
	told.Wait()
}

func TestPoolRunsAfterTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	p := newPool()
	p.run(ctx, func(context.Context) {})
	cancel()
	p.wait()
	ran := false
	p.run(ctx, func(ctx context.Context) { ran = ctx.Err() != nil })
	p.wait()
	if !ran {
		t.Error("what was begun after the end did not run, with a context that is done")
	}
}
