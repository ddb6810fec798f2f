package jsmod

import (
	"context"
	"sync"
	"time"
)

// lingering is how long a goroutine of a pool waits for more work.
const lingering = time.Second

// pool runs functions on goroutines that wait a while for the next one. The stack
// of a new goroutine grows step by step under a handshake, each time by a copy,
// which took one part in twenty of a server's time; that of one which has done a
// handshake before is large enough.
type pool struct {
	wg   sync.WaitGroup
	next chan func(context.Context)
}

func newPool() *pool { return &pool{next: make(chan func(context.Context))} }

// run calls fn with ctx on some goroutine. Any goroutine may call it; what it is
// called with after ctx is done runs all the same.
func (c *pool) run(ctx context.Context, fn func(context.Context)) {
	select {
	case c.next <- fn:
	default:
		c.wg.Go(func() { c.work(ctx, fn) })
	}
}

func (c *pool) work(ctx context.Context, fn func(context.Context)) {
	var patience *time.Timer
	for {
		fn(ctx)
		if patience == nil {
			patience = time.NewTimer(lingering)
			defer patience.Stop()
		} else {
			patience.Reset(lingering)
		}
		select {
		case fn = <-c.next:
		case <-patience.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// wait waits for the functions that run, and for the goroutines, which leave once
// their context is done.
func (c *pool) wait() { c.wg.Wait() }
