package eventloop

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"runtime"
	"time"
)

// Waking the goroutine that waits in Run costs two switches between threads,
// which is more than a small callback takes. So the turns of a loop run in a
// coroutine. It sleeps by going back to whoever resumed it, and a goroutine that
// has just posted may resume it itself (Drive): control goes over and comes back
// without the scheduler. Run's goroutine drives when nobody else does.

// guestTurns is how many turns another goroutine drives at most before it leaves
// the loop to Run's: it has work of its own.
const guestTurns = 3

// never is the time of a sleep that no timer ends.
const never time.Duration = -1

// run is what one call of Run has under way.
type run struct {
	ctx  context.Context
	next func() (time.Duration, bool)
	// guest is how many turns a driver that is not Run's goroutine has left, 0
	// for Run's own. Only the driver and the coroutine touch it.
	guest int
	err   error
	ended bool
	// failure is a panic of a callback, which Run passes on.
	failure *Panic
	left    bool // a callback has called runtime.Goexit

	// What follows is under the loop's mu. asleep: nobody drives.
	asleep bool
	// due is when the next timer is due; armed until when Run's goroutine
	// sleeps, at the latest.
	due, armed time.Duration
}

// Hold announces that the same goroutine is going to call Drive at once: until
// then what is posted wakes nobody. Any goroutine may call it but the loop's.
func (l *Loop) Hold() {
	l.mu.Lock()
	l.holding++
	l.mu.Unlock()
}

// Drive ends a Hold. Where something is posted and the loop is asleep, its
// callbacks run before Drive returns, still one after the other and on the
// loop's own stack; so the caller must hold no lock that a callback may want.
// If the loop is awake it will come to what is posted, and Drive returns at once.
func (l *Loop) Drive() {
	l.mu.Lock()
	l.holding--
	r := l.run
	switch {
	case len(l.posted) == 0:
		l.mu.Unlock()
		return
	case r == nil || !r.asleep:
		l.mu.Unlock()
		if r == nil {
			l.signal() // a Run without coroutine, or one to come
		}
		return
	}
	r.asleep = false
	l.mu.Unlock()
	r.guest = guestTurns
	due := r.resume()
	r.guest = 0
	l.mu.Lock()
	r.asleep, r.due = true, due
	wanted := r.ended || l.stopped || len(l.posted) > 0 && l.holding == 0 || r.ctx.Err() != nil ||
		due != never && (r.armed == never || due < r.armed)
	l.mu.Unlock()
	if wanted {
		l.signal()
	}
}

// resume lets the turns go on until they sleep and returns until when.
func (r *run) resume() (due time.Duration) {
	r.ended = true
	defer func() { r.left = recover() == errLeft }()
	due, more := r.next()
	r.ended = !more
	return due
}

// errLeft is the panic by which a Goexit leaves the coroutine.
var errLeft = errors.New("a callback has ended its goroutine")

// drive is Run with its turns in a coroutine.
func (l *Loop) drive(ctx context.Context) error {
	r := &run{ctx: ctx, armed: never}
	r.next, _ = iter.Pull(func(yield func(time.Duration) bool) {
		returned := false
		defer func() {
			if r.failure = caught(recover()); r.failure == nil && !returned {
				panic(errLeft) // Goexit itself would go on in whoever drives
			}
		}()
		r.err = l.turns(ctx, func(due time.Duration) { yield(due) })
		returned = true
	})
	l.mu.Lock()
	l.run = r
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		l.run = nil
		l.mu.Unlock()
	}()
	for !r.ended {
		due := r.resume()
		if !r.ended {
			l.rest(r, due)
		}
	}
	switch {
	case r.failure != nil:
		panic(r.failure)
	case r.left:
		runtime.Goexit()
	}
	return r.err
}

// rest lets others drive until Run's goroutine has to, or the turns have ended.
func (l *Loop) rest(r *run, due time.Duration) {
	var timer *time.Timer
	var fired <-chan time.Time
	defer func() {
		if timer != nil {
			timer.Stop()
		}
	}()
	l.mu.Lock()
	defer l.mu.Unlock()
	r.asleep, r.due = true, due
	for {
		if r.asleep {
			wait := r.due - time.Since(l.start)
			if r.ended || l.stopped || len(l.posted) > 0 || r.ctx.Err() != nil || r.due != never && wait <= 0 {
				r.asleep, r.armed = false, never
				return
			}
			if r.due != never && (r.armed == never || r.due < r.armed) {
				if timer == nil {
					timer = time.NewTimer(wait)
					fired = timer.C
				} else {
					timer.Reset(wait)
				}
				r.armed = r.due
			}
		}
		l.mu.Unlock()
		select {
		case <-l.wake:
			l.mu.Lock()
		case <-fired:
			l.mu.Lock()
			r.armed = never
		}
	}
}

// sleepHere waits in Run's own goroutine, for a Run without a coroutine.
func (l *Loop) sleepHere(due time.Duration) {
	if due == never {
		<-l.wake
		return
	}
	t := time.NewTimer(due - time.Since(l.start))
	defer t.Stop()
	select {
	case <-l.wake:
	case <-t.C:
	}
}

// onItsThread reports whether the goroutine is locked to its thread
// (runtime.LockOSThread), which control cannot be handed over with. The runtime
// tells it in the first line of a stack trace only.
func onItsThread() bool {
	var line [256]byte
	head, _, _ := bytes.Cut(line[:runtime.Stack(line[:], false)], []byte("\n"))
	return bytes.Contains(head, []byte("locked to thread"))
}
