package child_process

import (
	"context"
	"errors"
	"net"
	"os"
	"syscall"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/fds"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/internal/uv"
	"tlsjs/jsmod/module"
)

// binding is the Go half in one runtime.
type binding struct {
	h        module.Host
	vm       *goja.Runtime
	files    *fds.Table
	ticks    *ticks.Queue
	children *bind.Class
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h: h, vm: h.VM(), files: fds.Of(h), ticks: ticks.Of(h)}
	b.children = bind.NewClass(b.vm, "Process", childMethods)
	o := bind.Object(b.vm, bind.Funcs{"spawn": b.spawn, "spawnSync": b.spawnSync, "parent": b.parent})
	return o, o.Set("granted", h.Permissions().Processes != nil)
}

// parent() carries the way to the parent process, undefined without one.
func (b *binding) parent(goja.FunctionCall) goja.Value {
	if c := b.h.Permissions().Parent; c != nil {
		return bind.Wrap(b.vm, b.vm.NewObject(), c)
	}
	return goja.Undefined()
}

// child is a program that runs beside the loop. It belongs to the loop.
type child struct {
	b     *binding
	p     module.Process
	hold  *eventloop.Handle
	ended bool
	over  chan struct{} // closed when it has ended
	// settled waits until what the child has said is written, and connections are ours
	// again that were read for it.
	settled func()
}

var childMethods = map[string]func(*child, goja.FunctionCall) goja.Value{
	// kill(number) returns 0, or libuv's number of why not.
	"kill": func(c *child, call goja.FunctionCall) goja.Value {
		err := error(syscall.ESRCH)
		if !c.ended {
			err = c.p.Signal(int(call.Argument(0).ToInteger()))
		}
		if err == nil {
			return c.b.vm.ToValue(0)
		}
		if errors.Is(err, os.ErrProcessDone) {
			return c.b.vm.ToValue(uv.ByCode("ESRCH").Errno)
		}
		return c.b.vm.ToValue(uv.Of(err).Errno)
	},
	"ref":    func(c *child, _ goja.FunctionCall) goja.Value { c.hold.Ref(); return goja.Undefined() },
	"unref":  func(c *child, _ goja.FunctionCall) goja.Value { c.hold.Unref(); return goja.Undefined() },
	"hasRef": func(c *child, _ goja.FunctionCall) goja.Value { return c.b.vm.ToValue(c.hold.HasRef()) },
}

// spawn(options, onexit) starts a program and returns {errno, handle, pid, pipes}.
// errno is 0 or libuv's number; pipes are carriers of net.Conns by descriptor,
// dead ones when the start has failed. onexit(code, signal) follows.
func (b *binding) spawn(call goja.FunctionCall) goja.Value {
	in := call.Argument(0)
	plan, err := b.plan(bind.Prop(in, "stdio"))
	defer plan.release()
	var p module.Process
	if err == nil {
		p, err = b.start(in, plan)
	}
	o := b.vm.NewObject()
	if err != nil {
		plan.abandon()
		set(o, "errno", uv.Of(err).Errno)
		set(o, "pipes", b.pipes(plan, nil))
		return o
	}
	c := &child{b: b, p: p, hold: b.h.Loop().NewHandle(), over: make(chan struct{})}
	c.settled = plan.relay(b.h, p, c.over)
	set(o, "errno", 0)
	set(o, "handle", b.children.New(c))
	set(o, "pid", p.PID())
	set(o, "pipes", b.pipes(plan, p))
	c.watch(bind.Callback(call.Argument(1)))
	return o
}

func set(o *goja.Object, name string, value any) {
	if err := o.Set(name, value); err != nil {
		panic(err)
	}
}

// watch waits for the end.
func (c *child) watch(onexit goja.Callable) {
	async := c.b.ticks.Capture()
	c.b.h.Go(func(context.Context) {
		status := c.p.Wait()
		close(c.over)
		c.settled()
		c.hold.Post(func() {
			c.ended = true
			c.hold.Close()
			c.b.ticks.Call(async, onexit, goja.Undefined(), c.b.vm.ToValue(status.Code), c.b.vm.ToValue(status.Signal))
		})
	})
}

// start starts what the options of a script name, where that is granted.
func (b *binding) start(in goja.Value, plan *plan) (module.Process, error) {
	file := bind.String(in, "file")
	granted := b.h.Permissions().Processes
	if granted == nil {
		b.denied(file)
	}
	dir, err := b.directory(bind.String(in, "cwd"))
	if err != nil {
		return nil, err
	}
	p, err := granted.Start(b.h.Context(), module.Command{
		File: file, Args: bind.Strings(b.vm, bind.Prop(in, "args")), Env: bind.Strings(b.vm, bind.Prop(in, "envPairs")), Dir: dir,
		Stdio: plan.stdio, Detached: bind.Bool(in, "detached"),
		UID: identity(in, "uid"), GID: identity(in, "gid"),
		HideWindow: bind.Bool(in, "windowsHide"), VerbatimArguments: bind.Bool(in, "windowsVerbatimArguments"),
	})
	if errors.Is(err, module.ErrDenied) {
		b.denied(file)
	}
	return p, err
}

// denied throws as Node does when started without --allow-child-process.
func (b *binding) denied(file string) {
	bind.Throw(b.vm, "Error", "ERR_ACCESS_DENIED", "Access to this API has been restricted",
		"permission", "ChildProcess", "resource", file)
}

func identity(in goja.Value, name string) *uint32 {
	p := bind.Prop(in, name)
	if p == nil {
		return nil
	}
	id := uint32(p.ToInteger())
	return &id
}

// directory is where the program starts: what the script asks for, seen from its
// working directory.
func (b *binding) directory(asked string) (string, error) {
	files := b.h.Permissions().FS
	if files == nil {
		return asked, nil
	}
	own, err := files.Getwd()
	if err != nil {
		return asked, err
	}
	return beneath(own, asked), nil
}

// dead is the end of a connection whose other end is closed.
func dead() net.Conn {
	near, far := net.Pipe()
	far.Close()
	return near
}
