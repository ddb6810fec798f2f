package eventloop

import "context"

// Immediate calls its function in the immediates phase that comes next.
type Immediate struct {
	loop  *Loop
	fn    func() // nil once run or cleared
	unref bool
}

type immediateQueue struct {
	list []*Immediate
	live int // not cleared
	refs int // not cleared and referenced
}

func (q *immediateQueue) len() int { return q.live }

// SetImmediate queues fn. One that is set inside the immediates phase waits for
// the next turn.
func (l *Loop) SetImmediate(fn func()) *Immediate {
	im := &Immediate{loop: l, fn: fn}
	l.immediates.list = append(l.immediates.list, im)
	l.immediates.live++
	l.immediates.refs++
	return im
}

// Clear takes the immediate back. After it has run, or twice, it does nothing.
func (im *Immediate) Clear() {
	if im.fn != nil {
		im.take()
	}
}

func (im *Immediate) take() func() {
	fn := im.fn
	im.fn = nil
	im.loop.immediates.live--
	if !im.unref {
		im.loop.immediates.refs--
	}
	return fn
}

// Ref makes a pending immediate keep the loop alive, which is the default.
func (im *Immediate) Ref() {
	if im.unref {
		im.unref = false
		if im.fn != nil {
			im.loop.immediates.refs++
		}
	}
}

// Unref lets the loop end before the immediate has run.
func (im *Immediate) Unref() {
	if !im.unref {
		im.unref = true
		if im.fn != nil {
			im.loop.immediates.refs--
		}
	}
}

// HasRef reports whether the immediate counts while it is pending.
func (im *Immediate) HasRef() bool { return !im.unref }

func (l *Loop) runImmediates(ctx context.Context) error {
	batch := l.immediates.list
	l.immediates.list = nil
	for i, im := range batch {
		if im.fn == nil {
			continue
		}
		im.take()()
		if err := l.over(ctx); err != nil {
			l.immediates.list = append(batch[i+1:len(batch):len(batch)], l.immediates.list...)
			return err
		}
	}
	return nil
}
