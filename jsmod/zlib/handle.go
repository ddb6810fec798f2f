package zlib

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/dop251/goja"

	"tlsjs/internal/deflate"
	"tlsjs/jsmod/internal/bind"
)

// pieceSize is how much is worked on before the end of the runtime is noticed.
const pieceSize = 64 << 10

// handle is what a stream of zlib's works with: its _handle. All but work runs on
// the loop.
type handle struct {
	b     *binding
	o     *goja.Object
	codec codec
	state goja.Value // a Uint32Array: room and input that the last work left
	done  goja.Callable
	busy  bool
	renew bool // to be reset when the work is done
	shut  bool

	// rest is a copy of the input that the last work left, which is from restOff
	// on in restOf: a chunk is copied once, however much comes out of it.
	rest    []byte
	restOf  goja.Value
	restOff int64
	scratch []byte
}

func (b *binding) newHandle(class *bind.Class, c codec, state, done goja.Value) goja.Value {
	h := &handle{b: b, codec: c, state: state, done: bind.Callback(done)}
	h.o = class.New(h)
	return h.o
}

// result is how a piece of work went.
type result struct {
	wrote, read int
	err         error // a *failure, or that of the context
}

// work uses in and out as far as flush asks for. Any goroutine may do it.
func work(ctx context.Context, c codec, out, in []byte, flush int) (r result) {
	defer func() {
		if p := recover(); p != nil {
			r.err = &failure{fmt.Sprintf("zlib: internal error: %v", p), "ERR_INTERNAL_ASSERTION", -2}
		}
	}()
	c.begin()
	for ctx.Err() == nil {
		room, piece := out[r.wrote:min(len(out), r.wrote+pieceSize)], in[r.read:min(len(in), r.read+pieceSize)]
		last := r.read+len(piece) == len(in)
		wrote, read, stop, err := c.step(room, piece, flush, last)
		r.wrote, r.read = r.wrote+wrote, r.read+read
		if err != nil {
			r.err = err
			return r
		}
		used := wrote < len(room) && last && read == len(piece)
		if stop || used || r.wrote == len(out) || wrote == 0 && read == 0 {
			if r.wrote < len(out) {
				if f := c.check(flush); f != nil {
					r.err = f
				}
			}
			return r
		}
	}
	r.err = ctx.Err()
	return r
}

// args are those of write: flush, in, inOff, inLen, out, outOff, outLen.
type args struct {
	flush          int
	in             goja.Value
	inOff, inLen   int64
	src, dst       []byte // live memory
	out            goja.Value
	outOff, outLen int64
}

func (h *handle) args(call goja.FunctionCall) args {
	h.idle()
	a := args{
		flush: int(call.Argument(0).ToInteger()),
		in:    call.Argument(1), inOff: call.Argument(2).ToInteger(), inLen: call.Argument(3).ToInteger(),
		out: call.Argument(4), outOff: call.Argument(5).ToInteger(), outLen: call.Argument(6).ToInteger(),
	}
	if a.flush < 0 || a.flush > 5 {
		h.assert("Invalid flush value")
	}
	src, _ := bind.Bytes(a.in)
	dst, _ := bind.Bytes(a.out)
	if !inside(a.inOff, a.inLen, len(src)) {
		h.assert("Invalid input")
	}
	if !inside(a.outOff, a.outLen, len(dst)) {
		h.assert("Invalid output")
	}
	a.src, a.dst = src[a.inOff:a.inOff+a.inLen], dst[a.outOff:a.outOff+a.outLen]
	return a
}

func inside(off, n int64, size int) bool {
	return off >= 0 && n >= 0 && off <= int64(size) && n <= int64(size)-off
}

func (h *handle) assert(message string) {
	bind.Throw(h.b.vm, "Error", "ERR_INTERNAL_ASSERTION", message)
}

// idle throws unless the handle can be used.
func (h *handle) idle() {
	switch {
	case h.shut:
		h.assert("already finalized")
	case h.busy:
		h.assert("write already in progress")
	}
}

// writeSync works on the script's own memory, on the loop.
func (h *handle) writeSync(call goja.FunctionCall) goja.Value {
	a := h.args(call)
	h.rest, h.restOf = nil, nil
	r := work(h.b.h.Context(), h.codec, a.dst, a.src, a.flush)
	if h.fails(r) {
		return goja.Undefined()
	}
	h.report(len(a.dst)-r.wrote, len(a.src)-r.read)
	return goja.Undefined()
}

// write works off the loop and calls back, with the handle as this.
func (h *handle) write(call goja.FunctionCall) goja.Value {
	a := h.args(call)
	if h.restOf == nil || !h.restOf.StrictEquals(a.in) || h.restOff != a.inOff || int64(len(h.rest)) != a.inLen {
		h.rest = append([]byte(nil), a.src...)
	}
	if len(h.scratch) < len(a.dst) {
		h.scratch = make([]byte, len(a.dst))
	}
	in, out, c := h.rest, h.scratch[:len(a.dst)], h.codec
	h.busy = true
	alive, async := h.b.h.Loop().NewHandle(), h.b.ticks.Capture()
	h.b.h.Go(func(ctx context.Context) {
		r := h.b.queue(ctx, func() result { return work(ctx, c, out, in, a.flush) })
		alive.Post(func() {
			alive.Close()
			h.busy = false
			if h.renew {
				h.renew = false
				c.reset()
			}
			h.b.ticks.Enter(async, func() { h.finish(a, r, in, out) })
		})
	})
	return goja.Undefined()
}

// queue does the work among at most maxWorkers others.
func (b *binding) queue(ctx context.Context, do func() result) result {
	select {
	case b.workers <- struct{}{}:
		defer func() { <-b.workers }()
		return do()
	case <-ctx.Done():
		return result{err: ctx.Err()}
	}
}

func (h *handle) finish(a args, r result, in, out []byte) {
	h.rest, h.restOf, h.restOff = in[r.read:], a.in, a.inOff+int64(r.read)
	if h.shut || len(h.rest) == 0 {
		h.rest, h.restOf = nil, nil
	}
	if h.fails(r) {
		return
	}
	// The script may have taken the memory away meanwhile.
	if dst, _ := bind.Bytes(a.out); inside(a.outOff, a.outLen, len(dst)) {
		copy(dst[a.outOff:], out[:r.wrote])
	}
	h.report(len(out)-r.wrote, len(in)-r.read)
	h.b.h.Call(h.done, h.o)
	if h.shut {
		h.scratch = nil
	}
}

// fails tells the script of a failure.
func (h *handle) fails(r result) bool {
	if r.err == nil {
		return false
	}
	vm := h.b.vm
	f, ok := r.err.(*failure)
	if !ok {
		f = &failure{"The operation was aborted", "ABORT_ERR", -4}
	}
	if fn := bind.Callback(h.o.Get("onerror")); fn != nil {
		if _, err := fn(h.o, vm.ToValue(f.message), vm.ToValue(f.errno), vm.ToValue(f.code)); err != nil {
			panic(err)
		}
	}
	return true
}

func (h *handle) report(room, input int) {
	if state, _ := bind.Bytes(h.state); len(state) >= 8 {
		binary.NativeEndian.PutUint32(state, uint32(room))
		binary.NativeEndian.PutUint32(state[4:], uint32(input))
	}
}

// params changes level and strategy, for a packer alone as in zlib.
func (h *handle) params(call goja.FunctionCall) goja.Value {
	h.idle()
	level, strategy := call.Argument(0).ToInteger(), call.Argument(1).ToInteger()
	if level < -1 || level > 9 || strategy < 0 || strategy > int64(deflate.Fixed) {
		h.assert("Invalid level or strategy")
	}
	if p, ok := h.codec.(*packer); ok {
		p.z.SetParams(int(level), deflate.Strategy(strategy))
	}
	return goja.Undefined()
}

// reset begins anew, after the write that is under way.
func (h *handle) reset(goja.FunctionCall) goja.Value {
	if h.busy && !h.shut {
		h.renew = true
		return goja.Undefined()
	}
	h.idle()
	h.rest, h.restOf = nil, nil
	h.codec.reset()
	return goja.Undefined()
}

// close frees what the handle holds. Work under way ends by itself and calls back.
func (h *handle) close(goja.FunctionCall) goja.Value {
	h.shut = true
	h.rest, h.restOf = nil, nil
	if !h.busy {
		h.codec, h.scratch = nil, nil
	}
	return goja.Undefined()
}
