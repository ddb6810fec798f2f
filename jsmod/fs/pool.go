package fs

import (
	"context"
	"sync"

	"tlsjs/jsmod/module"
)

// workers bounds the goroutines, and with them the threads, of one runtime
// that wait for the file system.
const workers = 16

// pool runs jobs on goroutines that end when there is nothing to do. Jobs begin
// in the order in which they came: scripts of the carefree kind append to a
// file several times without waiting and expect that order.
type pool struct {
	h       module.Host
	mu      sync.Mutex
	queue   []func(ctx context.Context)
	running int
}

func newPool(h module.Host) *pool { return &pool{h: h} }

func (p *pool) submit(job func(ctx context.Context)) {
	p.mu.Lock()
	p.queue = append(p.queue, job)
	start := p.running < workers
	if start {
		p.running++
	}
	p.mu.Unlock()
	if start {
		p.h.Go(p.work)
	}
}

func (p *pool) work(ctx context.Context) {
	for {
		job := p.next(ctx)
		if job == nil {
			return
		}
		job(ctx)
	}
}

func (p *pool) next(ctx context.Context) func(context.Context) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if ctx.Err() != nil {
		p.queue = nil
	}
	if len(p.queue) == 0 {
		p.queue = nil
		p.running--
		return nil
	}
	job := p.queue[0]
	p.queue[0] = nil
	p.queue = p.queue[1:]
	return job
}
