package jsmod

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/module"
)

// lastWords is how long workers may take to hear that their primary has ended
// by itself, before they are interrupted.
const lastWords = time.Second

// worker is a runtime that a primary forked, as the primary sees it: a
// [module.Worker]. Its own goroutine makes the runtime, runs it and closes it.
type worker struct {
	*linkEnd // the primary's; methods of module.Link
	pid      int
	opt      module.WorkerOptions
	events   module.WorkerEvents
	parent   *runtime
	crew     *crew
	link     *link
	loop     *eventloop.Loop // the worker's
	hold     *eventloop.Handle
	ctx      context.Context
	cancel   context.CancelCauseFunc
	done     chan struct{}
	input    *input // nil unless silent
	dead     atomic.Bool

	mu      sync.Mutex
	watched map[int]func() // signals that the script listens to
}

// killed is why a worker's run ended: a signal.
type killed struct{ signal int }

func (k killed) Error() string { return fmt.Sprintf("worker was ended by signal %d", k.signal) }

// newWorker is called on the primary's loop.
func newWorker(parent *runtime, crew *crew, o module.WorkerOptions, events module.WorkerEvents) *worker {
	w := &worker{
		pid: newWorkerPID(), opt: o, events: events, parent: parent, crew: crew,
		loop: eventloop.New(),
		done: make(chan struct{}), watched: map[int]func(){},
	}
	w.ctx, w.cancel = context.WithCancelCause(parent.ctx)
	w.link = newLink(parent.loop, w.loop)
	w.linkEnd = &w.link.primary
	return w
}

// workerOptions is what a worker gets of its primary: the same permissions but
// for Workers, and what cannot be shared as a copy.
func (r *runtime) workerOptions(o *module.WorkerOptions) (Options, error) {
	opt := r.opt
	opt.Args = o.Args
	p := &opt.Permissions
	p.Workers = 0
	p.Env = envOf(o.Env)
	p.Stdio.In = nil // one reader only
	p.Parent = nil
	if files, ok := p.FS.(interface{ Clone() module.FS }); ok {
		p.FS = files.Clone()
		if o.Dir != "" {
			return opt, p.FS.Chdir(o.Dir)
		}
	} else if o.Dir != "" {
		return opt, module.ErrDenied
	}
	return opt, nil
}

// start runs the worker on a goroutine that the primary's Close waits for.
func (w *worker) start(opt Options) {
	w.hold = w.parent.loop.NewHandle()
	w.open(w.events.Message, w.events.Disconnect)
	if w.opt.Silent {
		w.input = newInput()
		opt.Permissions.Stdio.In = w.input
		opt.Permissions.Stdio.Out = newOutput(w, 1)
		opt.Permissions.Stdio.Err = newOutput(w, 2)
	}
	opt.Permissions.Net = w.crew.listeners.member(opt.Permissions.Net)
	opt.Permissions.UDP = w.crew.listeners.packets.member(opt.Permissions.UDP)
	errOut := opt.Permissions.Stdio.Err
	if errOut == nil {
		errOut = io.Discard
	}
	opt.OnFatal = func(e *Error) { _, _ = io.WriteString(errOut, e.Report()) }
	script := File(w.opt.Exec)
	if w.opt.Own && w.parent.script.kind == "runSource" {
		script = w.parent.script
	}
	w.parent.Go(func(context.Context) {
		defer w.cancel(nil)
		code, signal := w.run(opt, script, errOut)
		w.dead.Store(true)
		w.crew.remove(w)
		w.link.cutFrom()
		w.parent.loop.Post(func() {
			w.hold.Close()
			w.events.Exit(code, signal)
		})
		close(w.done)
	})
}

// run is a worker's whole life; it returns its status, or the signal that ended
// it.
func (w *worker) run(opt Options, script Script, errOut io.Writer) (code, signal int) {
	r, err := newRuntime(goja.New(), opt)
	if err == nil {
		r.loop = w.loop
		r.cluster.self, r.cluster.crew = w, w.crew
		err = r.bootFresh()
	}
	if err != nil {
		fmt.Fprintln(errOut, "tlsjs: starting a worker:", err)
		w.loop.Close()
		return 1, 0
	}
	defer r.close()
	err = r.play(w.ctx, script)
	var (
		by       killed
		internal *InternalError
	)
	switch {
	case errors.As(err, &by):
		return 0, by.signal
	case errors.As(err, &internal):
		fmt.Fprintf(errOut, "tlsjs: %v\n%s", err, internal.Stack)
		return 1, 0
	}
	return r.exitCode, 0
}

// PID implements [module.Worker].
func (w *worker) PID() int { return w.pid }

// Input implements [module.Worker].
func (w *worker) Input(data []byte, read func()) {
	if w.input != nil {
		w.input.put(data, func() { w.parent.loop.Post(read) })
	}
}

// Ref implements [module.Link]: it concerns the worker itself.
func (w *worker) Ref() {
	w.hold.Ref()
	w.linkEnd.Ref()
}

// Unref implements [module.Link].
func (w *worker) Unref() {
	w.hold.Unref()
	w.linkEnd.Unref()
}

// Signal implements [module.Worker]. Any goroutine may call it.
func (w *worker) Signal(signal int) bool {
	if w.dead.Load() {
		return false
	}
	if signal == 0 {
		return true
	}
	w.mu.Lock()
	fn := w.watched[signal]
	w.mu.Unlock()
	switch {
	case fn != nil && signal != int(syscall.SIGKILL):
		w.loop.Post(fn)
	case !ignoredByDefault(syscall.Signal(signal)):
		w.cancel(killed{signal})
	}
	return true
}

// end ends all workers when their primary has. Those of a primary that ended by
// itself hear of it first.
func (c *crew) end(gently bool) {
	workers := c.all()
	close(c.ending)
	late := make(chan struct{})
	if gently && len(workers) > 0 {
		timer := time.AfterFunc(lastWords, func() { close(late) })
		defer timer.Stop()
	} else {
		close(late)
	}
	for _, w := range workers {
		w.link.cutFrom()
		if !gently {
			w.cancel(ErrClosed)
		}
	}
	for _, w := range workers {
		select {
		case <-w.done:
		case <-late:
			w.cancel(ErrClosed)
			<-w.done
		}
	}
}

// primaryView is a worker's own end of the link: a [module.Primary].
type primaryView struct{ w *worker }

func (p *primaryView) ID() int { return p.w.opt.ID }

func (p *primaryView) Send(m module.Message) (room, ok bool) { return p.w.link.child.Send(m) }
func (p *primaryView) Cut()                                  { p.w.link.child.Cut() }
func (p *primaryView) Ref()                                  { p.w.link.child.Ref() }
func (p *primaryView) Unref()                                { p.w.link.child.Unref() }

func (p *primaryView) Receive(message func(module.Message), cut func()) {
	p.w.link.child.open(message, cut)
}

func (p *primaryView) Watch(signal int, fn func()) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	if fn == nil {
		delete(p.w.watched, signal)
		return
	}
	p.w.watched[signal] = fn
}
