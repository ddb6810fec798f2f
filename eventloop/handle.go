package eventloop

import "sync/atomic"

// Handle stands for something that may call back: a socket, a listener, an
// operation under way. While it is open and referenced it keeps the loop
// alive. It may post any number of times and is closed once.
type Handle struct {
	loop   *Loop
	closed atomic.Bool
	unref  bool
}

// NewHandle opens a referenced handle.
func (l *Loop) NewHandle() *Handle {
	l.handles++
	return &Handle{loop: l}
}

// Post is [Loop.Post], refused once the handle is closed. A function that was
// accepted before Close runs all the same; it asks Closed if that matters.
func (h *Handle) Post(fn func()) bool {
	if h.closed.Load() {
		return false
	}
	return h.loop.Post(fn)
}

// Closed reports whether Close was called. Any goroutine may ask.
func (h *Handle) Closed() bool { return h.closed.Load() }

// Close stops keeping the loop alive, for good. A second call does nothing.
func (h *Handle) Close() {
	if h.closed.Swap(true) {
		return
	}
	if !h.unref {
		h.loop.handles--
	}
}

// Ref makes the handle count again after Unref.
func (h *Handle) Ref() {
	if h.unref {
		h.unref = false
		if !h.closed.Load() {
			h.loop.handles++
		}
	}
}

// Unref lets the loop end although the handle is open.
func (h *Handle) Unref() {
	if !h.unref {
		h.unref = true
		if !h.closed.Load() {
			h.loop.handles--
		}
	}
}

// HasRef reports whether the handle keeps the loop alive.
func (h *Handle) HasRef() bool { return !h.unref && !h.closed.Load() }
