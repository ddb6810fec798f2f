package eventloop

import (
	"context"
	"errors"
	"sync"
	"time"
)

// ErrStopped is what Run returns after Stop.
var ErrStopped = errors.New("event loop stopped")

// Loop runs callbacks in phases. The zero value is not usable; call [New].
type Loop struct {
	start time.Time
	now   time.Duration
	began time.Duration // when the first turn did
	idle  time.Duration // slept since

	timers     timerHeap
	timerSeq   uint64
	timerRefs  int
	immediates immediateQueue
	closing    []func()
	handles    int // open and referenced

	mu      sync.Mutex
	posted  []func()
	spare   []func() // the previous batch's array, to be filled next
	stopped bool
	closed  bool
	holding int  // goroutines between Hold and Drive
	run     *run // nil while no Run is under way that others may drive
	wake    chan struct{}
}

// New returns a loop that has nothing to do.
func New() *Loop {
	return &Loop{start: time.Now(), wake: make(chan struct{}, 1)}
}

// Now is the time of this turn, measured from the loop's making and cut to
// milliseconds as libuv's is.
func (l *Loop) Now() time.Duration { return l.now.Truncate(time.Millisecond) }

// UpdateTime takes the time anew in the middle of a turn.
func (l *Loop) UpdateTime() { l.now = time.Since(l.start) }

// Idle is how long the loop has slept since its first turn, and how long ago that
// began. Both are 0 before it.
func (l *Loop) Idle() (idle, since time.Duration) {
	if l.began == 0 {
		return 0, 0
	}
	return l.idle, time.Since(l.start) - l.began
}

// Post queues fn for the completions phase and wakes the loop. Any goroutine
// may call it. It reports false, and fn will never run, once the loop is
// closed. A queued fn keeps the loop alive until it has run; work that is still
// under way needs a [Handle] for that.
func (l *Loop) Post(fn func()) bool {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return false
	}
	l.posted = append(l.posted, fn)
	// Who drives the loop comes to it, and so does who is about to.
	wanted := len(l.posted) == 1 && l.holding == 0 && (l.run == nil || l.run.asleep)
	l.mu.Unlock()
	if wanted {
		l.signal()
	}
	return true
}

// Asleep reports whether the loop would come at once to what is posted. Any
// goroutine may call it. A loop whose Run was called from a goroutine locked to
// its thread never says so.
func (l *Loop) Asleep() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.run != nil && l.run.asleep && len(l.posted) == 0
}

func (l *Loop) signal() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Stop makes Run return ErrStopped after the callback that is running now.
// Any goroutine may call it, also before Run.
func (l *Loop) Stop() {
	l.mu.Lock()
	l.stopped = true
	l.mu.Unlock()
	l.signal()
}

// Close ends the loop for good: what is queued is dropped, later posts are
// refused. Call it after the last Run has returned.
func (l *Loop) Close() {
	l.mu.Lock()
	l.closed, l.stopped = true, true
	l.posted, l.spare = nil, nil
	l.mu.Unlock()
	l.timers, l.immediates, l.closing = nil, immediateQueue{}, nil
	l.handles, l.timerRefs = 0, 0
	l.signal()
}

// Run turns the loop until nothing referenced is left (nil), Stop is called
// (ErrStopped) or ctx is done (its cause). When a callback panics Run does, with
// a *[Panic].
//
// Callbacks run on a goroutine of Run's own, unless the caller is locked to its
// thread (runtime.LockOSThread): then they run on the caller's, and every post
// has to wake it. A callback must not leave its goroutine locked to a thread.
func (l *Loop) Run(ctx context.Context) error {
	defer context.AfterFunc(ctx, l.signal)()
	l.UpdateTime()
	if !onItsThread() {
		return l.drive(ctx)
	}
	defer func() {
		if p := caught(recover()); p != nil {
			panic(p)
		}
	}()
	return l.turns(ctx, l.sleepHere)
}

// turns are Run's. wait sleeps until a time of the loop's at the latest.
func (l *Loop) turns(ctx context.Context, wait func(due time.Duration)) error {
	if l.began == 0 {
		l.began = l.now
	}
	for {
		if err := l.over(ctx); err != nil {
			return err
		}
		if !l.Alive() {
			return nil
		}
		if err := l.runTimers(ctx); err != nil {
			return err
		}
		l.sleep(ctx, wait)
		for _, step := range [...]func(context.Context) error{l.runPosted, l.runImmediates, l.runClosing} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		l.UpdateTime()
	}
}

// over is asked between two callbacks.
func (l *Loop) over(ctx context.Context) error {
	l.mu.Lock()
	stopped := l.stopped
	l.mu.Unlock()
	if stopped {
		return ErrStopped
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

// Alive tells whether Run would go on: something referenced is left.
func (l *Loop) Alive() bool {
	if l.handles > 0 || l.timerRefs > 0 || l.immediates.refs > 0 || len(l.closing) > 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.posted) > 0
}

func (l *Loop) runPosted(ctx context.Context) error {
	// What ended the sleep may be the end: then nothing runs that was posted
	// because of it.
	if err := l.over(ctx); err != nil {
		return err
	}
	l.mu.Lock()
	batch := l.posted
	l.posted = l.spare
	l.mu.Unlock()
	for i, fn := range batch {
		batch[i] = nil
		fn()
		if err := l.over(ctx); err != nil {
			l.unread(batch[i+1:])
			return err
		}
	}
	l.mu.Lock()
	l.spare = batch[:0]
	l.mu.Unlock()
	return nil
}

// unread puts back what a stopped Run did not come to.
func (l *Loop) unread(rest []func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.posted = append(append([]func(){}, rest...), l.posted...)
		l.spare = nil
	}
}

// sleep waits for a post, the next timer, Stop or the context, unless there is
// something to do at once. A driver that is a guest gets control back after its
// turns all the same.
func (l *Loop) sleep(ctx context.Context, wait func(due time.Duration)) {
	due := l.nextDue(ctx)
	asleep := time.Since(l.start)
	busy := due != never && due <= asleep
	if r := l.run; r != nil && r.guest > 0 {
		r.guest--
		busy = busy && r.guest > 0
	}
	if !busy {
		wait(due)
		l.UpdateTime()
		l.idle += l.now - asleep
	}
}

// nextDue is until when there is nothing to do, 0 for not at all.
func (l *Loop) nextDue(ctx context.Context) time.Duration {
	if l.immediates.len() > 0 || len(l.closing) > 0 || !l.Alive() {
		return 0
	}
	l.mu.Lock()
	busy := len(l.posted) > 0 || l.stopped
	l.mu.Unlock()
	if busy || ctx.Err() != nil {
		return 0
	}
	if len(l.timers) == 0 {
		return never
	}
	return l.timers[0].due
}

// AtClose queues fn for the close phase of this turn.
func (l *Loop) AtClose(fn func()) { l.closing = append(l.closing, fn) }

func (l *Loop) runClosing(ctx context.Context) error {
	batch := l.closing
	l.closing = nil
	for i, fn := range batch {
		fn()
		if err := l.over(ctx); err != nil {
			l.closing = append(batch[i+1:len(batch):len(batch)], l.closing...)
			return err
		}
	}
	return nil
}
