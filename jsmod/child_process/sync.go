package child_process

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/uv"
	"tlsjs/jsmod/module"
)

// syncRun is a program that the loop waits for.
type syncRun struct {
	p          module.Process
	killSignal int
	limit      int64 // bytes of all outputs together, 0 for no limit

	mu      sync.Mutex
	outputs map[int][]byte
	size    int64
	failure string // ETIMEDOUT, ENOBUFS
}

// spawnSync(options) runs a program to its end and returns {pid, status, signal,
// output, error}: signal is a number, error libuv's. Nothing else happens in this
// runtime until then, but its end breaks it off.
func (b *binding) spawnSync(call goja.FunctionCall) goja.Value {
	in := call.Argument(0)
	o := b.vm.NewObject()
	plan, err := b.plan(bind.Prop(in, "stdio"))
	defer plan.release()
	var p module.Process
	if err == nil {
		p, err = b.start(in, plan)
	}
	plan.release() // the child has them
	if err != nil {
		plan.abandon()
		set(o, "error", uv.Of(err).Errno)
		return o
	}
	r := &syncRun{
		p: p, killSignal: int(bind.Int(in, "killSignal", 15)), limit: bind.Int(in, "maxBuffer", 0),
		outputs: map[int][]byte{},
	}
	status := r.run(b.h, plan, time.Duration(bind.Int(in, "timeout", 0))*time.Millisecond)
	set(o, "pid", p.PID())
	set(o, "status", status.Code)
	set(o, "signal", status.Signal)
	if r.failure != "" {
		set(o, "error", uv.ByCode(r.failure).Errno)
	}
	output := make([]any, len(plan.stdio))
	for fd := range output {
		output[fd] = goja.Null()
		if plan.shown[fd] && fd > 0 {
			output[fd] = bind.NewBuffer(b.h, r.outputs[fd])
		}
	}
	set(o, "output", b.vm.NewArray(output...))
	return o
}

// run returns when the program has ended and the pipes to us have, too: what it has
// started in its turn may hold them.
func (r *syncRun) run(h module.Host, plan *plan, timeout time.Duration) module.ExitStatus {
	ctx, cancel := context.WithCancel(h.Context())
	defer cancel()
	var wg sync.WaitGroup
	ended := make(chan struct{})
	settled := plan.relay(h, r.p, ended)
	for fd, s := range plan.stdio {
		if !s.Pipe || !plan.shown[fd] {
			continue
		}
		c := r.p.Pipe(fd)
		// The end of the runtime, or of the time, is the end of the pipes.
		stop := context.AfterFunc(ctx, func() { c.Close() })
		defer stop()
		defer c.Close()
		wg.Go(func() { feed(c, plan.input[fd]) })
		if fd > 0 {
			wg.Go(func() { r.collect(fd, c, cancel) })
		}
	}
	if timeout > 0 {
		timer := time.AfterFunc(timeout, func() { r.stop("ETIMEDOUT", cancel) })
		defer timer.Stop()
	}
	status := r.p.Wait()
	close(ended)
	settled()
	wg.Wait()
	return status
}

// feed writes the input and ends the pipe's direction.
func feed(c net.Conn, data []byte) {
	_, _ = c.Write(data)
	if half, ok := c.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
}

// collect reads one output to its end.
func (r *syncRun) collect(fd int, c net.Conn, cancel func()) {
	chunk := make([]byte, 64<<10)
	for {
		n, err := c.Read(chunk)
		r.mu.Lock()
		r.outputs[fd] = append(r.outputs[fd], chunk[:n]...)
		r.size += int64(n)
		over := r.limit > 0 && r.size > r.limit
		r.mu.Unlock()
		if over {
			r.stop("ENOBUFS", cancel)
		}
		if over || err != nil {
			return
		}
	}
}

// stop kills the program for a reason, of which the first counts, and lets go of
// its pipes.
func (r *syncRun) stop(why string, cancel func()) {
	r.mu.Lock()
	first := r.failure == ""
	if first {
		r.failure = why
	}
	r.mu.Unlock()
	if first {
		if err := r.p.Signal(r.killSignal); errors.Is(err, errors.ErrUnsupported) {
			_ = r.p.Signal(9)
		}
		cancel()
	}
}
