package net

import (
	"time"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
)

// idleTimer is what socket.setTimeout starts. A socket keeps its own for life: a
// server that lets connections idle between messages sets and clears it for each.
// It belongs to the loop's goroutine.
type idleTimer struct {
	bind.Opaque
	n      *network
	obj    *goja.Object // what the socket keeps it by
	socket *goja.Object
	timer  *eventloop.Timer
	after  time.Duration
	// due is when the socket will have been idle for long enough. Activity moves
	// it; the loop's timer goes off at an earlier time and is started again.
	due   time.Duration
	armed bool
	// queued is how many bytes waited after the last write, to tell a long write
	// that makes progress from an idle socket.
	queued int64
	async  *ticks.Context
}

// idleOf is the timer of a socket, nil where it never had one.
func (n *network) idleOf(socket *goja.Object) *idleTimer {
	t, _ := bind.Dynamic[*idleTimer](socket.GetSymbol(n.idleKey))
	return t
}

// setTimeout(long) makes the method of sockets. It does here what is asked of it most
// often, and calls long for the rest.
func (n *network) setTimeout(call goja.FunctionCall) goja.Value {
	long := call.Argument(0).ToObject(n.vm)
	return bind.Method(n.vm, "setTimeout", 2, func(call goja.FunctionCall) goja.Value {
		socket, ok := call.This.(*goja.Object)
		msecs := call.Argument(0)
		if !ok || !goja.IsNumber(msecs) || !goja.IsUndefined(call.Argument(1)) {
			return bind.Invoke(long, call.This, call.Arguments...)
		}
		if after := msecs.ToFloat(); after != after || after < 0 || after > maxTimeout {
			return bind.Invoke(long, call.This, call.Arguments...)
		}
		if destroyed := socket.Get("destroyed"); destroyed != nil && destroyed.ToBoolean() {
			return socket
		}
		if err := socket.Set("timeout", msecs); err != nil {
			panic(err)
		}
		n.idleAfter(socket, msecs)
		return socket
	})
}

// maxTimeout is the longest time of a timer, in milliseconds.
const maxTimeout = 1<<31 - 1

// setIdle(socket, milliseconds) has the socket's _onTimeout called once nothing has
// happened for so long; 0 ends that.
func (n *network) setIdle(call goja.FunctionCall) goja.Value {
	n.idleAfter(call.Argument(0).ToObject(n.vm), call.Argument(1))
	return goja.Undefined()
}

func (n *network) idleAfter(socket *goja.Object, msecs goja.Value) {
	after := time.Duration(msecs.ToFloat() * float64(time.Millisecond))
	t := n.idleOf(socket)
	switch {
	case t != nil:
		t.disarm()
	case after <= 0:
		return
	default:
		t = &idleTimer{n: n, socket: socket}
		n.idle = true
		t.timer = n.host.Loop().NewTimer(t.fire)
		t.timer.Unref()
		t.obj = n.vm.NewDynamicObject(t)
		if err := socket.DefineDataPropertySymbol(n.idleKey, t.obj, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
			panic(err)
		}
	}
	if after > 0 {
		// Milliseconds, and one at least, as for other timers.
		t.arm(max(after.Truncate(time.Millisecond), time.Millisecond))
	}
}

func (t *idleTimer) arm(after time.Duration) {
	t.after, t.armed = after, true
	t.async = t.n.ticks.CaptureAs("Timeout", t.obj)
	t.n.timers++
	t.touch()
	// One that was left running may go off too late.
	if left := t.timer.Due() - t.due; left > 0 {
		t.timer.Start(after)
	}
}

// disarm leaves the loop's timer running: it will most likely be wanted again.
func (t *idleTimer) disarm() {
	if !t.armed {
		return
	}
	t.armed = false
	t.n.timers--
	t.n.ticks.Over(t.async)
	t.async = nil
}

// touch is for activity. It also starts a timer anew that has gone off.
func (t *idleTimer) touch() {
	loop := t.n.host.Loop()
	loop.UpdateTime()
	t.due = loop.Now() + t.after
	if !t.timer.Active() {
		t.timer.Start(t.after)
	}
}

func (t *idleTimer) fire() {
	if !t.armed {
		return
	}
	if left := t.due - t.n.host.Loop().Now(); left > 0 {
		t.timer.Start(left)
		return
	}
	async := t.async
	t.n.ticks.Enter(async, func() { bind.InvokeMethod(t.n.vm, t.socket, "socket", "_onTimeout") })
	if !t.timer.Active() {
		t.n.ticks.Over(async)
	}
}

// touch tells the timers of a socket, and of those below it, that something has
// happened.
func (n *network) touch(socket *goja.Object) {
	for ; socket != nil && n.timers > 0; socket, _ = socket.Get("_parent").(*goja.Object) {
		if t := n.idleOf(socket); t != nil && t.armed {
			t.touch()
		}
	}
}

// touchIdle(socket) is touch.
func (n *network) touchIdle(call goja.FunctionCall) goja.Value {
	if n.timers > 0 {
		n.touch(call.Argument(0).ToObject(n.vm))
	}
	return goja.Undefined()
}

// endIdle(socket) ends the timers of a socket that is being destroyed, and of those
// below it.
func (n *network) endIdle(call goja.FunctionCall) goja.Value {
	if !n.idle {
		return goja.Undefined()
	}
	for socket := call.Argument(0).ToObject(n.vm); socket != nil; socket, _ = socket.Get("_parent").(*goja.Object) {
		if t := n.idleOf(socket); t != nil {
			t.disarm()
			t.timer.Stop()
		}
	}
	return goja.Undefined()
}

// progress(socket) tells whether a write that was too long for the system has moved
// since it was looked at last.
func (n *network) progress(call goja.FunctionCall) goja.Value {
	t := n.idleOf(call.Argument(0).ToObject(n.vm))
	s, ok := bind.Unwrap[*stream](call.Argument(1))
	if t == nil || !ok || t.queued == 0 {
		return n.vm.ToValue(false)
	}
	before := t.queued
	t.queued = s.queued()
	return n.vm.ToValue(t.queued != before)
}

// wrote(socket, handle) notes how much waits after a write.
func (n *network) wrote(call goja.FunctionCall) goja.Value {
	if n.timers == 0 {
		return goja.Undefined()
	}
	if s, ok := bind.Unwrap[*stream](call.Argument(1)); ok {
		n.noteQueue(call.Argument(0).ToObject(n.vm), s)
	}
	return goja.Undefined()
}

func (n *network) noteQueue(socket *goja.Object, s *stream) {
	if t := n.idleOf(socket); t != nil && t.armed {
		t.queued = s.queued()
	}
}

// active tells the socket's timers that something has happened.
func (s *stream) active() {
	if s.n.timers == 0 {
		return
	}
	if socket, ok := s.owner.value.(*goja.Object); ok {
		s.n.touch(socket)
	}
}

// queued is how many bytes the connection has taken that the system has not.
func (s *stream) queued() int64 {
	if s.conn == nil || s.closed {
		return 0
	}
	return int64(s.conn.QueuedBytes())
}
