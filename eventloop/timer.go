package eventloop

import (
	"container/heap"
	"context"
	"time"
)

// Timer calls its function once, when it is due. Start sets it again.
type Timer struct {
	loop  *Loop
	fn    func()
	due   time.Duration
	seq   uint64
	index int // in the heap; -1 while not active
	unref bool
}

// NewTimer makes a timer that is not active yet.
func (l *Loop) NewTimer(fn func()) *Timer {
	return &Timer{loop: l, fn: fn, index: -1}
}

// Start makes the timer due d after the time of this turn, whether it was
// active or not. A negative d counts as zero.
func (t *Timer) Start(d time.Duration) {
	l := t.loop
	t.due = l.Now() + max(d, 0)
	l.timerSeq++
	t.seq = l.timerSeq
	if t.index >= 0 {
		heap.Fix(&l.timers, t.index)
		return
	}
	heap.Push(&l.timers, t)
	if !t.unref {
		l.timerRefs++
	}
}

// Stop makes the timer inactive; Start may follow.
func (t *Timer) Stop() {
	if t.index >= 0 {
		heap.Remove(&t.loop.timers, t.index)
		t.deactivated()
	}
}

func (t *Timer) deactivated() {
	if !t.unref {
		t.loop.timerRefs--
	}
}

// Due is when an active timer is going to fire, as [Loop.Now] tells the time.
func (t *Timer) Due() time.Duration { return t.due }

// Active reports whether the timer is going to fire.
func (t *Timer) Active() bool { return t.index >= 0 }

// Ref makes an active timer keep the loop alive, which is the default.
func (t *Timer) Ref() {
	if t.unref {
		t.unref = false
		if t.index >= 0 {
			t.loop.timerRefs++
		}
	}
}

// Unref lets the loop end before the timer fires.
func (t *Timer) Unref() {
	if !t.unref {
		t.unref = true
		if t.index >= 0 {
			t.loop.timerRefs--
		}
	}
}

// HasRef reports whether the timer counts while it is active.
func (t *Timer) HasRef() bool { return !t.unref }

func (l *Loop) runTimers(ctx context.Context) error {
	now := l.now
	last := l.timerSeq // a timer set by a timer waits for the next turn
	for len(l.timers) > 0 && l.timers[0].due <= now && l.timers[0].seq <= last {
		t := heap.Pop(&l.timers).(*Timer)
		t.deactivated()
		t.fn()
		if err := l.over(ctx); err != nil {
			return err
		}
	}
	return nil
}

type timerHeap []*Timer

func (h timerHeap) Len() int { return len(h) }
func (h timerHeap) Less(i, j int) bool {
	if h[i].due != h[j].due {
		return h[i].due < h[j].due
	}
	return h[i].seq < h[j].seq
}

func (h timerHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

func (h *timerHeap) Push(x any) {
	t := x.(*Timer)
	t.index = len(*h)
	*h = append(*h, t)
}

func (h *timerHeap) Pop() any {
	old := *h
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	t.index = -1
	return t
}
