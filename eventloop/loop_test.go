package eventloop

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type journal []string

func (j *journal) note(s string) func() { return func() { *j = append(*j, s) } }

func (j *journal) want(t *testing.T, want string) {
	t.Helper()
	if got := strings.Join(*j, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPhasesInOneTurn(t *testing.T) {
	l, j := New(), &journal{}
	l.AtClose(j.note("close"))
	l.SetImmediate(j.note("immediate"))
	l.Post(j.note("posted"))
	l.NewTimer(j.note("timer")).Start(0)
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	j.want(t, "timer posted immediate close")
}

func TestWhatIsSetInAPhaseWaitsForTheNextTurn(t *testing.T) {
	l, j := New(), &journal{}
	l.SetImmediate(func() {
		j.note("first")()
		l.SetImmediate(j.note("second immediate"))
		l.Post(j.note("posted"))
	})
	l.NewTimer(func() {
		j.note("timer")()
		l.NewTimer(j.note("timer of timer")).Start(0)
	}).Start(0)
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	j.want(t, "timer first timer of timer posted second immediate")
}

func TestTimersByTimeThenAge(t *testing.T) {
	l, j := New(), &journal{}
	for _, c := range []struct {
		name  string
		delay time.Duration
	}{{"c", 3}, {"a", 1}, {"b", 1}, {"d", 3}, {"now", 0}, {"past", -5}} {
		l.NewTimer(j.note(c.name)).Start(c.delay * time.Millisecond)
	}
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	j.want(t, "now past a b c d")
}

func TestTimerStopAndRestart(t *testing.T) {
	l, j := New(), &journal{}
	stopped := l.NewTimer(j.note("stopped"))
	stopped.Start(time.Millisecond)
	stopped.Stop()
	stopped.Stop()
	moved := l.NewTimer(j.note("moved"))
	moved.Start(0)
	moved.Start(4 * time.Millisecond)
	l.NewTimer(j.note("other")).Start(2 * time.Millisecond)
	if !moved.Active() || stopped.Active() {
		t.Error("Active is wrong")
	}
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	j.want(t, "other moved")
}

func TestWhatKeepsTheLoopAlive(t *testing.T) {
	l := New()
	timer := l.NewTimer(func() {})
	timer.Start(time.Hour)
	handle := l.NewHandle()
	immediate := l.SetImmediate(func() {})
	for name, ref := range map[string]interface {
		Ref()
		Unref()
		HasRef() bool
	}{"timer": timer, "handle": handle, "immediate": immediate} {
		ref.Unref()
		ref.Unref()
		if ref.HasRef() {
			t.Errorf("%s has a reference after Unref", name)
		}
		ref.Ref()
		ref.Ref()
		if !ref.HasRef() {
			t.Errorf("%s has no reference after Ref", name)
		}
		ref.Unref()
	}
	if l.Alive() {
		t.Error("alive with nothing referenced")
	}
	if err := l.Run(context.Background()); err != nil {
		t.Errorf("Run: %v", err)
	}
	timer.Ref()
	if !l.Alive() {
		t.Error("not alive with a referenced timer")
	}
	timer.Stop()
	handle.Ref()
	if !l.Alive() {
		t.Error("not alive with a referenced handle")
	}
	handle.Close()
	handle.Close()
	if l.Alive() || handle.Post(func() {}) {
		t.Error("a closed handle counts or posts")
	}
}

func TestHandlePostsFromAnotherGoroutine(t *testing.T) {
	l, j := New(), &journal{}
	h := l.NewHandle()
	go func() {
		for range 3 {
			time.Sleep(time.Millisecond)
			h.Post(j.note("posted"))
		}
		h.Post(func() { h.Close() })
	}()
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	j.want(t, "posted posted posted")
}

func TestStop(t *testing.T) {
	l, j := New(), &journal{}
	l.Post(j.note("one"))
	l.Post(func() { l.Stop() })
	l.Post(j.note("never"))
	if err := l.Run(context.Background()); !errors.Is(err, ErrStopped) {
		t.Errorf("Run: %v", err)
	}
	j.want(t, "one")
}

func TestContextEndsAWaitingLoop(t *testing.T) {
	l := New()
	l.NewHandle()
	cause := errors.New("cause")
	ctx, cancel := context.WithCancelCause(context.Background())
	time.AfterFunc(5*time.Millisecond, func() { cancel(cause) })
	if err := l.Run(ctx); !errors.Is(err, cause) {
		t.Errorf("Run: %v", err)
	}
}

// A Run that was ended by its context leaves what it did not come to.
func TestRunGoesOn(t *testing.T) {
	l, j := New(), &journal{}
	ctx, cancel := context.WithCancel(context.Background())
	l.Post(func() { j.note("one")(); cancel() })
	l.Post(j.note("two"))
	l.SetImmediate(j.note("three"))
	l.AtClose(j.note("four"))
	if err := l.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("Run: %v", err)
	}
	j.want(t, "one")
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	j.want(t, "one two three four")
}

func TestClosedLoopRefuses(t *testing.T) {
	l := New()
	h := l.NewHandle()
	l.Close()
	if l.Post(func() { t.Error("ran") }) || h.Post(func() { t.Error("ran") }) {
		t.Error("a closed loop took work")
	}
	if err := l.Run(context.Background()); !errors.Is(err, ErrStopped) {
		t.Errorf("Run: %v", err)
	}
}

func TestClearedImmediate(t *testing.T) {
	l, j := New(), &journal{}
	var second *Immediate
	l.SetImmediate(func() { j.note("first")(); second.Clear(); second.Clear() })
	second = l.SetImmediate(j.note("second"))
	l.SetImmediate(j.note("third"))
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	j.want(t, "first third")
}

// What is posted by those who hear of the context's end does not run.
func TestNothingRunsAfterTheContext(t *testing.T) {
	l := New()
	h := l.NewHandle()
	ctx, cancel := context.WithCancel(context.Background())
	defer context.AfterFunc(ctx, func() { h.Post(func() { t.Error("ran") }) })()
	time.AfterFunc(5*time.Millisecond, cancel)
	if err := l.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Run: %v", err)
	}
}

func TestIdle(t *testing.T) {
	l := New()
	if idle, since := l.Idle(); idle != 0 || since != 0 {
		t.Errorf("Idle before Run: %v of %v", idle, since)
	}
	h := l.NewHandle()
	time.AfterFunc(5*time.Millisecond, func() { h.Post(h.Close) })
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	if idle, since := l.Idle(); idle <= 0 || idle > since {
		t.Errorf("Idle after a sleep: %v of %v", idle, since)
	}
}
