package jsmod

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/internal/bounds"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
	"tlsjs/jsmod/prelude"
)

const defaultCallDepth = 10_000

// Runtime is one JavaScript world: an engine, its event loop and its modules.
// [Runtime.Run] runs its script; the goroutine that calls Run is the loop. Any
// goroutine may call the methods.
type Runtime struct{ rt *runtime }

// runtime is a Runtime as its modules see it, a [module.Host]. Unless told
// otherwise its methods belong to the loop.
type runtime struct {
	opt    Options
	config module.Config
	vm     *goja.Runtime
	loop   *eventloop.Loop

	ctx    context.Context
	cancel context.CancelFunc
	work   *pool // what Go runs

	cluster membership
	script  Script // what Run was given

	locals   map[any]any
	families map[string]*family // by module name
	entries  map[string]*entry  // by what require is given

	enter     goja.Callable // the trampoline
	entry     []goja.Value  // its arguments
	body      func()        // what the trampoline runs next
	inside    bool          // JavaScript is on the stack
	ticks     *ticks.Queue
	rejected  rejections
	reporting bool // the script's listeners are being asked about an exception

	exiting  bool // the script asked for its end, or died
	halted   bool // the engine was interrupted
	limits   []*limit
	exitCode int
	fatal    *Error

	mu     sync.Mutex
	state  state
	stop   context.CancelCauseFunc // ends Run; nil when that was not called in time
	ranOut chan struct{}           // closed when it has returned
	ended  sync.Once               // the loop was closed
}

type state int

const (
	stateNew state = iota
	stateRunning
	stateRan
	stateClosed
)

// New makes a runtime. Close it when done, whether it has run or not.
func New(o Options) (*Runtime, error) {
	r, err := newRuntime(goja.New(), o)
	if err != nil {
		return nil, err
	}
	if err := r.bootFresh(); err != nil {
		return nil, err
	}
	return &Runtime{r}, nil
}

// bootFresh is boot for an engine of our own making.
func (r *runtime) bootFresh() error {
	depth := r.opt.MaxCallDepth
	if depth <= 0 {
		depth = defaultCallDepth
	}
	r.vm.SetMaxCallStackSize(depth)
	err := r.boot()
	if err == nil {
		err = r.vm.GlobalObject().Delete("GoError") // no name of the language's
	}
	if err != nil {
		r.cancel()
	}
	return err
}

// newRuntime checks the options and makes everything but the JavaScript world.
func newRuntime(vm *goja.Runtime, o Options) (*runtime, error) {
	if o.Compat == "" {
		o.Compat = "iojs"
	}
	if !slices.Contains(generations, o.Compat) {
		return nil, fmt.Errorf("unknown generation %q: expected one of %v", o.Compat, generations)
	}
	if err := checkFlags(o.Flags); err != nil {
		return nil, err
	}
	if err := checkModules(o.Modules); err != nil {
		return nil, err
	}
	if o.ExecPath == "" {
		o.ExecPath = "tlsjs"
	}
	r := &runtime{
		opt: o,
		config: module.Config{
			Args: o.Args, ExecArgs: o.ExecArgs, ExecPath: o.ExecPath, Argv0: o.Argv0, Compat: o.Compat,
			Flags: o.Flags, Preload: o.Preload, Imports: o.Imports, Start: time.Now(), Version: Version,
		},
		vm:     vm,
		loop:   eventloop.New(),
		locals: map[any]any{},
		ranOut: make(chan struct{}),
	}
	if o.Permissions.Workers > 0 || o.Permissions.Processes != nil {
		r.opt.Permissions.Stdio = forSeveral(o.Permissions.Stdio)
	}
	r.cluster.r = r
	r.work = newPool()
	r.ctx, r.cancel = context.WithCancel(context.Background())
	return r, nil
}

// Run runs a script to its end: until nothing keeps its loop alive, it exits,
// or ctx is done. It returns nil for status 0, an *[Error] for an exception
// that nothing caught, an *[ExitError] for another status, and the cause of
// ctx when that ended the script, also in the middle of a loop without end.
func (r *Runtime) Run(ctx context.Context, s Script) error { return r.rt.play(ctx, s) }

// ExitCode is the script's status after Run has returned.
func (r *Runtime) ExitCode() int { return r.rt.exitCode }

// Do runs fn on the loop while Run is going, and returns when fn has. It is how
// other goroutines reach JavaScript; fn may use vm until it returns, and
// promise jobs and nextTick callbacks run after it. What fn throws by a panic is
// its error; any other panic becomes an *[InternalError]. Called on the loop
// itself, Do would wait for its own end.
func (r *Runtime) Do(ctx context.Context, fn func(vm *goja.Runtime) error) error {
	return r.rt.do(ctx, fn)
}

// Close ends the script if it is still running and waits until everything the
// runtime started has ended: goroutines, sockets, timers. It may be called
// more than once and from any goroutine but the loop's.
func (r *Runtime) Close() error { return r.rt.close() }

// boot brings up what every script finds.
func (r *runtime) boot() error {
	fn, err := r.vm.RunProgram(trampoline)
	if err != nil {
		return err
	}
	r.enter, _ = goja.AssertFunction(fn)
	r.ticks = ticks.Of(r)
	r.rejected.ticks = r.ticks
	r.vm.SetPromiseRejectionTracker(r.rejected.track)
	r.collectModules()
	return r.guard(func() error {
		if err := bounds.Install(r.vm, r.opt.MaxCallDepth); err != nil {
			return err
		}
		r.wordErrors()
		if _, err := r.requireBuiltin("internal/prelude"); err != nil {
			return err
		}
		if err := r.limitStacks(); err != nil {
			return err
		}
		if _, err := r.requireBuiltin("process"); err != nil {
			return err
		}
		if err := r.boundJSON(); err != nil {
			return err
		}
		if err := r.installGlobals(); err != nil {
			return err
		}
		if r.cluster.self != nil {
			_, err = r.requireBuiltin("internal/cluster/child")
		} else if r.opt.Permissions.Parent != nil {
			_, err = r.requireBuiltin("internal/child_process/parent")
		}
		return err
	})
}

var trampoline = prelude.Trampoline()

// guard turns a Go panic into an error, so that none reaches the embedder. An
// interruption that met native code comes out as it is.
func (r *runtime) guard(fn func() error) (err error) {
	defer func() {
		p, stack := recover(), []byte(nil)
		if ofLoop, ok := p.(*eventloop.Panic); ok {
			p, stack = ofLoop.Value, ofLoop.Stack
		}
		if stopped, ok := p.(error); ok && r.interruptedBy(stopped) {
			err = stopped
		} else if p != nil {
			if stack == nil {
				stack = debug.Stack()
			}
			err = &InternalError{Value: p, Stack: stack}
		}
	}()
	return fn()
}

func (r *runtime) play(ctx context.Context, s Script) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	if err := r.begin(stop); err != nil {
		return err
	}
	defer r.finish()
	r.script, r.config.Script = s, s.name
	// The engine first: the script is not to see how its files and sockets end.
	defer context.AfterFunc(ctx, func() {
		r.vm.Interrupt(interrupted{context.Cause(ctx)})
		r.cancel() // what the script has under way ends too, also calls that wait for it
	})()
	err := r.guard(func() error { return r.run(ctx, s) })
	if crew := r.cluster.crewOf(); crew != nil && r.cluster.self == nil {
		crew.end(ctx.Err() == nil)
	}
	if ctx.Err() != nil && r.interruptedBy(err) {
		return context.Cause(ctx)
	}
	return err
}

// begin keeps stop, with which Close ends the run.
func (r *runtime) begin(stop context.CancelCauseFunc) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch r.state {
	case stateNew:
		r.state, r.stop = stateRunning, stop
		return nil
	case stateClosed:
		return ErrClosed
	default:
		return ErrUsed
	}
}

func (r *runtime) finish() {
	r.mu.Lock()
	if r.state == stateRunning {
		r.state = stateRan
	}
	r.mu.Unlock()
	close(r.ranOut)
}

func (r *runtime) run(ctx context.Context, s Script) error {
	r.Enter(func() { r.start(s) })
	for !r.exiting {
		if err := r.loop.Run(ctx); err != nil {
			if r.exiting {
				break
			}
			return err
		}
		if r.emit("beforeExit"); r.exiting || !r.loop.Alive() {
			break
		}
	}
	if !r.exiting && ctx.Err() == nil {
		r.emit("exit")
	}
	if !r.exiting && ctx.Err() != nil {
		return context.Cause(ctx) // also in the middle of an 'exit' listener
	}
	return r.outcome()
}

func (r *runtime) outcome() error {
	switch {
	case r.fatal != nil:
		return r.fatal
	case r.exitCode != 0:
		return &ExitError{r.exitCode}
	}
	return nil
}

func (r *runtime) do(ctx context.Context, fn func(vm *goja.Runtime) error) error {
	done := make(chan error, 1)
	if !r.loop.Post(func() {
		r.Enter(func() { done <- r.guard(func() error { return r.try(fn) }) })
	}) {
		return ErrClosed
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-r.ranOut:
		select {
		case err := <-done:
			return err
		default:
			return ErrClosed
		}
	}
}

// try turns what fn throws into an error.
func (r *runtime) try(fn func(vm *goja.Runtime) error) (err error) {
	if thrown := r.vm.Try(func() { err = fn(r.vm) }); thrown != nil {
		return thrown
	}
	return err
}

func (r *runtime) close() error {
	r.mu.Lock()
	stop := r.stop
	r.state = stateClosed
	r.mu.Unlock()
	if stop != nil {
		stop(ErrClosed)
		<-r.ranOut // each Close waits: the loop must not be closed while it runs
	}
	r.cancel()
	r.ended.Do(r.loop.Close)
	r.work.wait()
	return nil
}
