package process

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/uv"
)

func (b *binding) signalFuncs() bind.Funcs {
	return bind.Funcs{"watchSignal": b.watchSignal, "ignoreSignal": b.unwatchSignal, "kill": b.kill, "abort": b.abort}
}

// watch delivers one signal to the script. It never keeps the loop alive.
type watch struct {
	stop context.CancelFunc
}

// watchSignal: number, callback. It returns 0, or libuv's number of why not.
func (b *binding) watchSignal(call goja.FunctionCall) goja.Value {
	b.allowed("signal")
	number, cb := int(call.Argument(0).ToInteger()), bind.Callback(call.Argument(1))
	if b.signals[number] != nil || cb == nil {
		return b.vm.ToValue(0)
	}
	if !catchable(syscall.Signal(number)) {
		return b.vm.ToValue(uv.ByCode("EINVAL").Errno)
	}
	ctx, stop := context.WithCancel(b.h.Context())
	b.signals[number] = &watch{stop: stop}
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
					if ctx.Err() == nil {
						b.h.Call(cb, goja.Undefined())
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
		w.stop()
		delete(b.signals, number)
	}
	return goja.Undefined()
}

// kill: process id, signal. It returns 0 or libuv's number of the error.
func (b *binding) kill(call goja.FunctionCall) goja.Value {
	b.allowed("kill")
	err := kill(int(call.Argument(0).ToInteger()), syscall.Signal(call.Argument(1).ToInteger()))
	if err != nil {
		return b.vm.ToValue(uv.Of(err).Errno)
	}
	return b.vm.ToValue(0)
}

// abort ends the process as a crash does. It is not for guests.
func (b *binding) abort(goja.FunctionCall) goja.Value {
	b.allowed("abort")
	abort()
	return goja.Undefined()
}
