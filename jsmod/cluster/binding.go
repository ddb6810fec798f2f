package cluster

import (
	"errors"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/internal/uv"
	"tlsjs/jsmod/module"
)

// binding is the Go half in one runtime.
type binding struct {
	h       module.Host
	vm      *goja.Runtime
	workers *bind.Class
	ticks   *ticks.Queue
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h: h, vm: h.VM(), ticks: ticks.Of(h)}
	b.workers = bind.NewClass(b.vm, "Worker", workerMethods(b))
	o := bind.Object(b.vm, bind.Funcs{"fork": b.fork})
	if err := o.Set("compat", h.Config().Compat); err != nil {
		return nil, err
	}
	p := h.Cluster().Primary()
	if p == nil {
		return o, o.Set("primary", goja.Null())
	}
	link := bind.NewClass(b.vm, "Primary", linkMethods[module.Primary](b))
	object := link.New(p)
	bind.Extend(b.vm, object, bind.Funcs{"receive": b.receive(p)})
	if err := object.Set("id", p.ID()); err != nil {
		return nil, err
	}
	return o, o.Set("primary", object)
}

// linkMethods are what either side does with its end of the link.
func linkMethods[T module.Link](b *binding) map[string]func(T, goja.FunctionCall) goja.Value {
	return map[string]func(T, goja.FunctionCall) goja.Value{
		// send(internal, text) returns 2, 1 when there is much to read already,
		// and 0 when the link is cut.
		"send": func(l T, call goja.FunctionCall) goja.Value {
			m := module.Message{Internal: call.Argument(0).ToBoolean(), Text: call.Argument(1).String()}
			switch room, ok := l.Send(m); {
			case !ok:
				return b.vm.ToValue(0)
			case !room:
				return b.vm.ToValue(1)
			}
			return b.vm.ToValue(2)
		},
		"cut":   func(l T, _ goja.FunctionCall) goja.Value { l.Cut(); return goja.Undefined() },
		"ref":   func(l T, _ goja.FunctionCall) goja.Value { l.Ref(); return goja.Undefined() },
		"unref": func(l T, _ goja.FunctionCall) goja.Value { l.Unref(); return goja.Undefined() },
	}
}

// workerMethods are what a primary does with a worker besides.
func workerMethods(b *binding) map[string]func(module.Worker, goja.FunctionCall) goja.Value {
	methods := linkMethods[module.Worker](b)
	methods["signal"] = func(w module.Worker, call goja.FunctionCall) goja.Value {
		if w.Signal(int(call.Argument(0).ToInteger())) {
			return b.vm.ToValue(1)
		}
		return b.vm.ToValue(0)
	}
	// input(bytes, callback), or input() for the end.
	methods["input"] = func(w module.Worker, call goja.FunctionCall) goja.Value {
		data, ok := bind.CopyBytes(call.Argument(0))
		if !ok {
			w.Input(nil, nil)
			return goja.Undefined()
		}
		if data == nil {
			data = []byte{}
		}
		read := bind.Callback(call.Argument(1))
		async := b.ticks.Capture()
		w.Input(data, func() { b.ticks.Call(async, read, goja.Undefined()) })
		return goja.Undefined()
	}
	return methods
}

// receive(onmessage, oncut) names a worker's listeners: onmessage(internal,
// text).
func (b *binding) receive(p module.Primary) bind.Func {
	return func(call goja.FunctionCall) goja.Value {
		onmessage, oncut := bind.Callback(call.Argument(0)), bind.Callback(call.Argument(1))
		async := b.ticks.Capture()
		p.Receive(
			func(m module.Message) { b.deliver(async, onmessage, m) },
			func() { b.ticks.Call(async, oncut, goja.Undefined()) },
		)
		return goja.Undefined()
	}
}

func (b *binding) deliver(async *ticks.Context, fn goja.Callable, m module.Message) {
	b.ticks.Call(async, fn, goja.Undefined(), b.vm.ToValue(m.Internal), b.vm.ToValue(m.Text))
}

// fork({id, exec, own, args, env, dir, silent, firstCome, onmessage, onoutput,
// oncut, onexit}) returns the worker; its number is under pid.
func (b *binding) fork(call goja.FunctionCall) goja.Value {
	in := call.Argument(0)
	callback := func(name string) goja.Callable { return bind.Callback(bind.Prop(in, name)) }
	onmessage, onoutput, oncut, onexit := callback("onmessage"), callback("onoutput"), callback("oncut"), callback("onexit")
	async := b.ticks.Capture()
	w, err := b.h.Cluster().Fork(module.WorkerOptions{
		ID:        int(bind.Int(in, "id", 0)),
		Exec:      bind.String(in, "exec"),
		Own:       bind.Bool(in, "own"),
		Args:      bind.Strings(b.vm, bind.Prop(in, "args")),
		Env:       bind.Strings(b.vm, bind.Prop(in, "env")),
		Dir:       bind.String(in, "dir"),
		Silent:    bind.Bool(in, "silent"),
		FirstCome: bind.Bool(in, "firstCome"),
	}, module.WorkerEvents{
		Message: func(m module.Message) { b.deliver(async, onmessage, m) },
		Output: func(fd int, data []byte) {
			b.ticks.Enter(async, func() {
				b.h.Call(onoutput, goja.Undefined(), b.vm.ToValue(fd), bind.NewBuffer(b.h, data))
			})
		},
		Disconnect: func() { b.ticks.Call(async, oncut, goja.Undefined()) },
		Exit: func(code, signal int) {
			b.ticks.Call(async, onexit, goja.Undefined(), b.vm.ToValue(code), b.vm.ToValue(signal))
		},
	})
	if err != nil {
		panic(b.forkError(err))
	}
	object := b.workers.New(w)
	if err := object.Set("pid", w.PID()); err != nil {
		panic(err)
	}
	return object
}

// forkError is what fork throws: as Node does without --allow-child-process, or
// when the system starts no more processes.
func (b *binding) forkError(err error) *goja.Object {
	switch {
	case errors.Is(err, module.ErrDenied):
		return bind.Error(b.vm, "Error", "ERR_ACCESS_DENIED", "Access to this API has been restricted",
			"permission", "ChildProcess")
	case errors.Is(err, module.ErrTooMany):
		return bind.SystemError(b.vm, "spawn EAGAIN", "EAGAIN", uv.ByCode("EAGAIN").Errno, "spawn")
	}
	f := uv.Of(err)
	return bind.SystemError(b.vm, "spawn "+f.Code, f.Code, f.Errno, "spawn")
}
