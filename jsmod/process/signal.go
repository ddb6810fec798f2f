package process

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/internal/uv"
)

func (b *binding) signalFuncs() bind.Funcs {
	return bind.Funcs{"watchSignal": b.watchSignal, "ignoreSignal": b.unwatchSignal, "kill": b.kill, "abort": b.abort}
}

// watch delivers one signal to the script. It keeps the loop alive only between
// the script's sending the signal to itself and the signal's coming back, which
// takes Go's runtime a moment.
type watch struct {
	stop context.CancelFunc
	self *expected // the script has sent itself one
}

// expected is a signal on its way back.
type expected struct {
	handle  *eventloop.Handle
	arrived chan struct{}
}

// comesBack bounds the wait for a signal that Go's runtime keeps to itself.
const comesBack = time.Second

// watchSignal: number, callback. It returns 0, or libuv's number of why not.
func (b *binding) watchSignal(call goja.FunctionCall) goja.Value {
	primary := b.h.Cluster().Primary()
	if primary == nil {
		b.allowed("signal")
	}
	number, cb := int(call.Argument(0).ToInteger()), bind.Callback(call.Argument(1))
	if b.signals[number] != nil || cb == nil {
		return b.vm.ToValue(0)
	}
	if !catchable(syscall.Signal(number)) {
		return b.vm.ToValue(uv.ByCode("EINVAL").Errno)
	}
	ctx, stop := context.WithCancel(b.h.Context())
	q := ticks.Of(b.h)
	async := q.Capture()
	w := &watch{stop: stop}
	b.signals[number] = w
	if primary != nil {
		primary.Watch(number, func() { q.Call(async, cb, goja.Undefined()) })
		if !b.h.Permissions().Process {
			return b.vm.ToValue(0)
		}
	}
	c := make(chan os.Signal, 8)
	signal.Notify(c, syscall.Signal(number))
	b.h.Go(func(context.Context) {
		defer signal.Stop(c)
		for {
			select {
			case <-ctx.Done():
				return
			case <-c:
				b.h.Loop().Post(func() {
					w.received()
					if ctx.Err() == nil {
						q.Call(async, cb, goja.Undefined())
					}
				})
			}
		}
	})
	return b.vm.ToValue(0)
}

// unwatchSignal gives the signal its default meaning back.
func (b *binding) unwatchSignal(call goja.FunctionCall) goja.Value {
	number := int(call.Argument(0).ToInteger())
	if w := b.signals[number]; w != nil {
		if primary := b.h.Cluster().Primary(); primary != nil {
			primary.Watch(number, nil)
		}
		w.stop()
		w.received()
		delete(b.signals, number)
	}
	return goja.Undefined()
}

// kill: process id, signal. It returns 0 or libuv's number of the error.
func (b *binding) kill(call goja.FunctionCall) goja.Value {
	pid, number := int(call.Argument(0).ToInteger()), int(call.Argument(1).ToInteger())
	if known, err := b.h.Cluster().Signal(pid, number); err != nil {
		return b.vm.ToValue(uv.Of(err).Errno)
	} else if known {
		return b.vm.ToValue(0)
	}
	b.allowed("kill")
	if err := kill(pid, syscall.Signal(number)); err != nil {
		return b.vm.ToValue(uv.Of(err).Errno)
	}
	if w := b.signals[number]; w != nil && pid == os.Getpid() {
		b.expect(w)
	}
	return b.vm.ToValue(0)
}

// expect keeps the loop alive until the signal comes.
func (b *binding) expect(w *watch) {
	if w.self != nil {
		return
	}
	e := &expected{b.h.Loop().NewHandle(), make(chan struct{})}
	w.self = e
	b.h.Go(func(ctx context.Context) {
		late := time.NewTimer(comesBack)
		defer late.Stop()
		select {
		case <-ctx.Done():
		case <-e.arrived:
		case <-late.C:
			e.handle.Post(func() {
				if w.self == e {
					w.received()
				}
			})
		}
	})
}

// received is called on the loop.
func (w *watch) received() {
	if w.self != nil {
		w.self.handle.Close()
		close(w.self.arrived)
		w.self = nil
	}
}

// abort ends the process as a crash does. It is not for guests.
func (b *binding) abort(goja.FunctionCall) goja.Value {
	b.allowed("abort")
	abort()
	return goja.Undefined()
}
