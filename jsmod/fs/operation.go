package fs

import (
	"context"
	"errors"
	"fmt"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/uv"
	"tlsjs/jsmod/module"
)

// operation is one function of the binding. JavaScript gives arity arguments,
// already checked, and for the asynchronous form a callback after them.
type operation struct {
	arity int
	parse func(b *binding, a args) job
}

// job is an operation with its arguments.
type job struct {
	failure // what an error is dressed in; err is empty
	// run may be called on any goroutine. It returns how to make the result.
	run func(ctx context.Context, fsys module.FS) (result, error)
}

// result makes the JavaScript value, on the loop. Nil is undefined.
type result func(b *binding) goja.Value

// failure is a failed system call as Node tells of it.
type failure struct {
	syscall    string
	path, dest string
	hasPath    bool
	write      bool   // a refusal names FileSystemWrite
	text       string // in the place of the system's words
	err        error
}

func (f *failure) Error() string { return fmt.Sprintf("%s %s: %v", f.syscall, f.path, f.err) }
func (f *failure) Unwrap() error { return f.err }

// reading and writing name the system call and the path in errors, and the
// permission in refusals.
func reading(syscall, path string) failure {
	return failure{syscall: syscall, path: path, hasPath: true}
}

func writing(syscall, path string) failure {
	return failure{syscall: syscall, path: path, hasPath: true, write: true}
}

func (f failure) to(dest string) failure {
	f.dest = dest
	return f
}

// as is f around err.
func (f failure) as(err error) error {
	f.err = err
	return &f
}

// function makes the JavaScript function of an operation.
func (b *binding) function(op operation) bind.Func {
	return func(call goja.FunctionCall) goja.Value {
		j := op.parse(b, args(call.Arguments))
		if cb := bind.Callback(call.Argument(op.arity)); cb != nil {
			b.later(j, cb)
			return goja.Undefined()
		}
		res, err := b.do(b.h.Context(), j)
		if err != nil {
			panic(b.exception(j, err))
		}
		return b.value(res)
	}
}

func (b *binding) do(ctx context.Context, j job) (result, error) {
	fsys := b.h.Permissions().FS
	if fsys == nil && j.hasPath {
		return nil, module.ErrDenied
	}
	return j.run(ctx, fsys)
}

// later runs the job on a worker; the callback gets (error) or (null, value).
func (b *binding) later(j job, cb goja.Callable) {
	handle, async := b.h.Loop().NewHandle(), b.ticks.CaptureOnce("FSREQCALLBACK")
	b.pool.submit(func(ctx context.Context) {
		res, err := b.do(ctx, j)
		handle.Post(func() {
			handle.Close()
			b.ticks.Enter(async, func() {
				if err != nil {
					b.h.Call(cb, goja.Undefined(), b.exception(j, err))
					return
				}
				if res == nil {
					b.h.Call(cb, goja.Undefined(), goja.Null())
					return
				}
				b.h.Call(cb, goja.Undefined(), goja.Null(), res(b))
			})
		})
	})
}

func (b *binding) value(res result) goja.Value {
	if res == nil {
		return goja.Undefined()
	}
	return res(b)
}

// exception is the JavaScript error for what a job returned.
func (b *binding) exception(j job, err error) *goja.Object {
	f := j.failure
	if own := (*failure)(nil); errors.As(err, &own) {
		f, err = *own, own.err
	}
	if coded := (*codedError)(nil); errors.As(err, &coded) {
		return bind.Error(b.vm, coded.class, coded.code, coded.message)
	}
	if errors.Is(err, module.ErrDenied) {
		return denied(b.vm, f)
	}
	r := uv.Of(err)
	if f.text != "" {
		r.Text = f.text
	}
	message := fmt.Sprintf("%s: %s, %s", r.Code, r.Text, f.syscall)
	if f.hasPath {
		message += fmt.Sprintf(" '%s'", f.path)
	}
	if f.dest != "" {
		message += fmt.Sprintf(" -> '%s'", f.dest)
	}
	o := bind.Error(b.vm, "Error", "", message)
	set(o, "errno", r.Errno)
	set(o, "code", r.Code)
	set(o, "syscall", f.syscall)
	if f.hasPath {
		set(o, "path", f.path)
	}
	if f.dest != "" {
		set(o, "dest", f.dest)
	}
	return o
}

// denied is what Node's permission model throws.
func denied(vm *goja.Runtime, f failure) *goja.Object {
	permission := "FileSystemRead"
	if f.write {
		permission = "FileSystemWrite"
	}
	return bind.Error(vm, "Error", "ERR_ACCESS_DENIED", "Access to this API has been restricted",
		"permission", permission, "resource", f.path)
}

// codedError is a failure that Node reports with a code of its own.
type codedError struct{ class, code, message string }

func (e *codedError) Error() string { return e.message }

func set(o *goja.Object, name string, v any) {
	if err := o.Set(name, v); err != nil {
		panic(err)
	}
}

// args are what JavaScript gave; it has checked them.
type args []goja.Value

func (a args) at(i int) goja.Value {
	if i < len(a) {
		return a[i]
	}
	return goja.Undefined()
}

// path is a text, or the bytes of a Buffer.
func (a args) path(i int) string {
	if b, ok := bind.CopyBytes(a.at(i)); ok {
		return string(b)
	}
	return a.at(i).String()
}

func (a args) int(i int) int64     { return a.at(i).ToInteger() }
func (a args) fd(i int) int        { return int(a.int(i)) }
func (a args) bool(i int) bool     { return a.at(i).ToBoolean() }
func (a args) float(i int) float64 { return a.at(i).ToFloat() }

// isFd tells a descriptor from a path.
func (a args) isFd(i int) bool { return !goja.IsString(a.at(i)) && goja.IsNumber(a.at(i)) }

// text makes a result of a text: a string, or a Buffer for scripts that want
// the bytes.
func text(s string, buffer bool) result {
	return func(b *binding) goja.Value {
		if buffer {
			return bind.NewBuffer(b.h, []byte(s))
		}
		return b.vm.ToValue(s)
	}
}

func number(n int) result {
	return func(b *binding) goja.Value { return b.vm.ToValue(n) }
}
