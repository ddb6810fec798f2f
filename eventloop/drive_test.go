package eventloop

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// running is a loop in a goroutine of its own.
type running struct {
	*Loop
	done chan error
}

func runLoop(l *Loop, ctx context.Context) *running {
	r := &running{l, make(chan error, 1)}
	go func() { r.done <- l.Run(ctx) }()
	return r
}

// asleep waits until the loop has nothing to do.
func (r *running) asleep() {
	for !r.Asleep() {
		time.Sleep(100 * time.Microsecond)
	}
}

// driven posts fn and drives.
func (r *running) driven(fn func()) {
	r.Hold()
	r.Post(fn)
	r.Drive()
}

func TestDriveRunsWhatWasPosted(t *testing.T) {
	l := New()
	h := l.NewHandle()
	r := runLoop(l, context.Background())
	for range 100 {
		r.asleep()
		ran := false
		r.driven(func() { ran = true })
		if !ran {
			t.Fatal("Drive returned before the callback had run")
		}
	}
	r.asleep()
	r.driven(h.Close)
	if err := <-r.done; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestWhatADrivenCallbackLeaves(t *testing.T) {
	l := New()
	h := l.NewHandle()
	r := runLoop(l, context.Background())
	for name, leave := range map[string]func(done func()){
		"immediate":         func(done func()) { l.SetImmediate(done) },
		"timer":             func(done func()) { l.NewTimer(done).Start(time.Millisecond) },
		"timer at once":     func(done func()) { l.NewTimer(done).Start(0) },
		"close callback":    func(done func()) { l.AtClose(done) },
		"post":              func(done func()) { l.Post(done) },
		"post of another's": func(done func()) { go l.Post(done) },
	} {
		r.asleep()
		done := make(chan struct{})
		r.driven(func() { leave(func() { close(done) }) })
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: what was left did not run", name)
		}
	}
	h.Post(h.Close)
	if err := <-r.done; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestAsleep(t *testing.T) {
	l := New()
	if l.Asleep() {
		t.Error("a loop that does not run would come at once")
	}
	h := l.NewHandle()
	r := runLoop(l, context.Background())
	r.asleep()
	within := make(chan bool, 1)
	l.Post(func() { within <- l.Asleep() })
	if <-within {
		t.Error("asleep while a callback runs")
	}
	l.Post(h.Close)
	if err := <-r.done; err != nil {
		t.Errorf("Run: %v", err)
	}
}

// A callback that always posts another does not keep a driver.
func TestADriverIsLetGo(t *testing.T) {
	l := New()
	h := l.NewHandle()
	r := runLoop(l, context.Background())
	r.asleep()
	var turns atomic.Int64
	var again func()
	again = func() {
		turns.Add(1)
		h.Post(again)
	}
	r.driven(again)
	for reached := turns.Load(); turns.Load() < reached+10; {
		time.Sleep(100 * time.Microsecond) // it goes on without us
	}
	h.Post(h.Close)
	if err := <-r.done; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestTheEndInADrivenCallback(t *testing.T) {
	cause := errors.New("cause")
	ctx, cancel := context.WithCancelCause(context.Background())
	for name, c := range map[string]struct {
		end  func(l *Loop)
		want error
	}{
		"stop":    {(*Loop).Stop, ErrStopped},
		"context": {func(*Loop) { cancel(cause) }, cause},
	} {
		l := New()
		l.NewHandle()
		r := runLoop(l, ctx)
		r.asleep()
		r.driven(func() { c.end(l) })
		if err := <-r.done; !errors.Is(err, c.want) {
			t.Errorf("%s: Run: %v", name, err)
		}
		ctx, cancel = context.WithCancelCause(context.Background())
	}
	cancel(nil)
}

func panics() { panic(errors.New("mine")) }

// What happens in a callback happens to Run's goroutine, not to who drives.
func TestPanicAndGoexitOfACallback(t *testing.T) {
	for _, locked := range []bool{false, true} {
		for _, drive := range []bool{false, true} {
			for name, fn := range map[string]func(){"panic": panics, "Goexit": runtime.Goexit} {
				l := New()
				l.NewHandle()
				ended, returned := make(chan any, 1), false
				go func() {
					defer func() {
						if returned {
							ended <- "returned"
							return
						}
						ended <- recover()
					}()
					if locked {
						runtime.LockOSThread()
					}
					_ = l.Run(context.Background())
					returned = true
				}()
				r := &running{Loop: l}
				if drive && !locked {
					r.asleep()
				}
				if drive {
					r.driven(fn)
				} else {
					l.Post(fn)
				}
				v := <-ended
				p, _ := v.(*Panic)
				switch {
				case name == "Goexit" && v != nil:
					t.Errorf("locked %v, driven %v: Goexit became %v", locked, drive, v)
				case name == "panic" && (p == nil || p.Unwrap().Error() != "mine" || !strings.Contains(string(p.Stack), "eventloop.panics")):
					t.Errorf("locked %v, driven %v: the panic became %v", locked, drive, v)
				}
			}
		}
	}
}

// A caller that is locked to its thread gets the callbacks on it.
func TestRunOnALockedThread(t *testing.T) {
	l := New()
	h := l.NewHandle()
	var count int
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if !onItsThread() {
			t.Error("the lock went unnoticed")
		}
		done <- l.Run(context.Background())
	}()
	r := &running{Loop: l}
	for range 10 {
		r.driven(func() {
			if !onItsThread() {
				t.Error("a callback runs elsewhere")
			}
			count++
		})
		time.Sleep(time.Millisecond)
	}
	r.driven(func() { l.NewTimer(h.Close).Start(time.Millisecond) })
	if err := <-done; err != nil || count != 10 {
		t.Errorf("Run: %v after %d callbacks", err, count)
	}
	if onItsThread() {
		t.Error("a lock where there is none")
	}
}

// Drivers and others post at the same time: nothing is lost, order is kept, and
// no two callbacks run at once.
func TestHammerWithDrivers(t *testing.T) {
	const goroutines, posts = 12, 1000
	l := New()
	h := l.NewHandle()
	var next [goroutines]int
	inside := false
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := range posts {
				if g%3 > 0 {
					l.Hold()
				}
				h.Post(func() {
					if inside || next[g] != i {
						t.Errorf("goroutine %d: post %d ran when %d was due, inside %v", g, i, next[g], inside)
					}
					inside = true
					next[g]++
					if i%97 == 0 {
						l.NewTimer(func() {}).Start(time.Millisecond)
						runtime.Gosched()
					}
					inside = false
				})
				if g%3 > 0 {
					l.Drive()
				}
				if i%50 == 0 {
					time.Sleep(time.Duration(g) * 10 * time.Microsecond)
				}
			}
		})
	}
	go func() {
		wg.Wait()
		h.Post(h.Close)
	}()
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	for g, n := range next {
		if n != posts {
			t.Errorf("goroutine %d: %d of %d posts ran", g, n, posts)
		}
	}
}
