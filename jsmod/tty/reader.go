package tty

import (
	"context"
	"errors"
	"io"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
)

// chunkSize is how much is read at once, as in libuv.
const chunkSize = 64 * 1024

// reader reads one descriptor, a chunk whenever it is asked to. It keeps the
// loop alive while it reads and is referenced. It belongs to the loop.
type reader struct {
	b      *binding
	fd     int
	handle *eventloop.Handle // nil while nothing is being read
	unref  bool
	async  *ticks.Context
}

func newReader(b *binding, fd int) *reader { return &reader{b: b, fd: fd, async: b.ticks.Capture()} }

var readerMethods = map[string]func(*reader, goja.FunctionCall) goja.Value{
	"read": func(r *reader, call goja.FunctionCall) goja.Value {
		r.read(bind.Callback(call.Argument(0)))
		return goja.Undefined()
	},
	"ref":   func(r *reader, _ goja.FunctionCall) goja.Value { return r.count(true) },
	"unref": func(r *reader, _ goja.FunctionCall) goja.Value { return r.count(false) },
}

func (r *reader) count(on bool) goja.Value {
	r.unref = !on
	switch {
	case r.handle == nil:
	case on:
		r.handle.Ref()
	default:
		r.handle.Unref()
	}
	return goja.Undefined()
}

// read starts one read; its end calls back with (error) or (null, Buffer), and
// with (null, null) at the end of the input. While one is under way another is
// not begun.
func (r *reader) read(cb goja.Callable) {
	if r.handle != nil || cb == nil {
		return
	}
	handle := r.b.h.Loop().NewHandle()
	if r.unref {
		handle.Unref()
	}
	r.handle = handle
	r.b.h.Go(func(context.Context) {
		data, err := r.chunk()
		handle.Post(func() {
			handle.Close()
			r.handle = nil
			r.b.ticks.Enter(r.async, func() { r.deliver(cb, data, err) })
		})
	})
}

func (r *reader) chunk() ([]byte, error) {
	f, err := r.b.files.Get(r.fd)
	if err != nil {
		return nil, err
	}
	data := make([]byte, chunkSize)
	n, err := f.Read(data)
	if n > 0 {
		err = nil
	}
	// What is kept for long is not to keep 64 KiB for a line.
	if n < chunkSize/4 {
		return append([]byte(nil), data[:max(n, 0)]...), err
	}
	return data[:n], err
}

func (r *reader) deliver(cb goja.Callable, data []byte, err error) {
	switch {
	case err == nil && len(data) > 0:
		r.b.h.Call(cb, goja.Undefined(), goja.Null(), bind.NewBuffer(r.b.h, data))
	case err == nil, errors.Is(err, io.EOF):
		r.b.h.Call(cb, goja.Undefined(), goja.Null(), goja.Null())
	default:
		r.b.h.Call(cb, goja.Undefined(), r.b.exception(err, "read"))
	}
}
