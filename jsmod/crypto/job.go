package crypto

import (
	"context"
	"fmt"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// work is a computation away from the engine. It may run on any goroutine and
// must not keep memory that a script can change. Its value is nil, []byte,
// string, bool, *key or []any of them: see [binding.value].
type work func() (any, error)

// run waits for the work when callback is no function, and returns its value or
// throws its error. Otherwise the callback is given the error or null, and the
// value, later.
//
// A computation cannot be interrupted. When the runtime ends, whoever waits for
// it gives up at once, and the goroutine that computes, which shares nothing
// with anybody, ends when it is done.
func (b *binding) run(callback goja.Value, do work) goja.Value {
	fn := bind.Callback(callback)
	if fn == nil {
		v, err := await(b.h.Context(), do, func() {})
		if err != nil {
			b.throw(err)
		}
		return b.value(v)
	}
	handle, async := b.h.Loop().NewHandle(), b.ticks.CaptureOnce("CRYPTOREQUEST")
	b.h.Go(func(ctx context.Context) {
		v, err := b.queue(ctx, do)
		handle.Post(func() {
			handle.Close()
			b.ticks.Enter(async, func() { b.answer(fn, v, err) })
		})
	})
	return goja.Undefined()
}

// queue does the work among at most maxWorkers others.
func (b *binding) queue(ctx context.Context, do work) (any, error) {
	select {
	case b.workers <- struct{}{}:
		return await(ctx, do, func() { <-b.workers })
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// await does the work on a goroutine of its own, which calls after when it
// ends, and waits for the result or for ctx.
func await(ctx context.Context, do work, after func()) (any, error) {
	type result struct {
		v   any
		err error
	}
	done := make(chan result, 1)
	go func() {
		defer after()
		var r result
		defer func() {
			if p := recover(); p != nil {
				r.v, r.err = nil, fmt.Errorf("crypto: internal error: %v", p)
			}
			done <- r
		}()
		r.v, r.err = do()
	}()
	select {
	case r := <-done:
		return r.v, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (b *binding) answer(fn goja.Callable, v any, err error) {
	if err != nil {
		b.h.Call(fn, goja.Undefined(), b.jsError(err))
		return
	}
	b.h.Call(fn, goja.Undefined(), goja.Null(), b.value(v))
}

// value turns what work returned into what JavaScript sees.
func (b *binding) value(v any) goja.Value {
	switch v := v.(type) {
	case nil:
		return goja.Undefined()
	case []byte:
		return bind.NewBuffer(b.h, v)
	case *key:
		return b.wrapKey(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = b.value(v[i])
		}
		return b.vm.NewArray(list...)
	}
	return b.vm.ToValue(v)
}

// bytes copies an argument that JavaScript has already checked.
func (b *binding) bytes(v goja.Value) []byte {
	raw, ok := bind.BytesOrString(v)
	if !ok {
		panic(b.vm.NewTypeError("crypto: internal error: not bytes"))
	}
	return raw
}

// optionalBytes is bytes, or nil for undefined and null.
func (b *binding) optionalBytes(v goja.Value) []byte {
	if bind.IsNullish(v) {
		return nil
	}
	return b.bytes(v)
}
