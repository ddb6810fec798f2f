package jsmod

import (
	"sync/atomic"

	"tlsjs/eventloop"
	"tlsjs/jsmod/module"
)

// linkRoom is how many bytes may be on their way before Send asks for patience,
// as in Node.
const linkRoom = 128 << 10

// link is the way between a primary and a worker.
type link struct {
	cut            atomic.Bool
	primary, child linkEnd
}

// linkEnd is one side of it, a [module.Link]. Its methods belong to the
// goroutine of its loop; the other side reaches it by posts.
type linkEnd struct {
	link    *link
	other   *linkEnd
	loop    *eventloop.Loop
	hold    *eventloop.Handle
	closed  bool
	unread  atomic.Int64 // bytes on their way here
	message func(module.Message)
	ended   func()
}

func newLink(primary, child *eventloop.Loop) *link {
	l := &link{}
	l.primary = linkEnd{link: l, other: &l.child, loop: primary}
	l.child = linkEnd{link: l, other: &l.primary, loop: child}
	return l
}

// open makes the end keep its loop alive.
func (e *linkEnd) open(message func(module.Message), ended func()) {
	e.message, e.ended = message, ended
	if e.hold == nil {
		e.hold = e.loop.NewHandle()
	}
}

// Send implements [module.Link].
func (e *linkEnd) Send(m module.Message) (room, ok bool) {
	if e.link.cut.Load() {
		return false, false
	}
	size := int64(len(m.Text))
	unread := e.other.unread.Add(size)
	ok = e.other.loop.Post(func() {
		e.other.unread.Add(-size)
		e.other.deliver(m)
	})
	return unread < linkRoom, ok
}

func (e *linkEnd) deliver(m module.Message) {
	if !e.closed && e.message != nil {
		e.message(m)
	}
}

// Cut implements [module.Link]. Both sides hear of it in a later turn.
func (e *linkEnd) Cut() {
	if e.link.cut.Swap(true) {
		return
	}
	e.closed = true
	e.loop.Post(e.end)
	e.other.loop.Post(e.other.end)
}

// cutFrom ends the link from neither side's goroutine. What the primary was
// sent before arrives.
func (l *link) cutFrom() {
	if !l.cut.Swap(true) {
		l.primary.loop.Post(l.primary.end)
		l.child.loop.Post(l.child.end)
	}
}

func (e *linkEnd) end() {
	e.closed = true
	if e.hold != nil {
		e.hold.Close()
	}
	if e.ended != nil {
		e.ended()
	}
}

// Ref implements [module.Link].
func (e *linkEnd) Ref() {
	if e.hold != nil {
		e.hold.Ref()
	}
}

// Unref implements [module.Link].
func (e *linkEnd) Unref() {
	if e.hold != nil {
		e.hold.Unref()
	}
}
