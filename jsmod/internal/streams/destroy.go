package streams

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// isDestroyed tells whether the stream, or one half of it, is.
func (st *Stream) isDestroyed() bool {
	return (st.w != nil && st.w.destroyed) || (st.r != nil && st.r.destroyed)
}

// note keeps an error in both halves, the first one only.
func (st *Stream) note(err goja.Value) {
	if !isError(err) {
		return
	}
	if o, ok := err.(*goja.Object); ok {
		// Reading the stack now keeps the place where the error was made.
		o.Get("stack")
	}
	if st.w != nil && st.w.errored == nil {
		st.w.errored = err
	}
	if st.r != nil && st.r.errored == nil {
		st.r.errored = err
	}
}

// Destroy calls the stream's destroy, ours or not. err may be nil.
func (st *Stream) Destroy(err goja.Value) {
	if fn := st.method("destroy"); fn != st.s.own.destroy {
		if err == nil {
			st.call("destroy")
		} else {
			st.call("destroy", err)
		}
		return
	}
	st.destroy(err, nil)
}

// destroy is the destroy of Readable.prototype and its likes.
func (st *Stream) destroy(err goja.Value, cb *goja.Object) {
	if w := st.w; w != nil && !w.destroyed && (len(w.buffered) > 0 || len(w.finishes) > 0) {
		st.s.ticks.Go(w.errorBuffer)
	}
	if st.isDestroyed() {
		if cb != nil {
			bind.Invoke(cb, goja.Undefined())
		}
		return
	}
	st.note(err)
	if st.w != nil {
		st.w.destroyed = true
	}
	if st.r != nil {
		st.r.destroyed = true
	}
	if st.constructed() {
		st.runDestroy(err, cb)
		return
	}
	args := []goja.Value{st.obj, orUndefined(err), goja.Undefined()}
	if cb != nil {
		args[2] = cb
	}
	must(st.s.help.destroyLater(goja.Undefined(), args...))
}

func (st *Stream) constructed() bool {
	if st.w != nil {
		return st.w.constructed
	}
	return st.r.constructed
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// EndsAtOnce tells that method, a _destroy, calls its callback before it returns,
// with the error that it was given, and that it does before(stream, error) and then
// after(stream, error) around that. Those are called instead, which spares each
// stream a callback.
func (s *Streams) EndsAtOnce(method, before, after *goja.Object) {
	s.ends[method] = atOnce{before, after}
}

// atOnce is what a _destroy does before and after it calls back.
type atOnce struct{ before, after *goja.Object }

// runDestroy calls _destroy.
func (st *Stream) runDestroy(err goja.Value, cb *goja.Object) {
	given := goja.Null() // as _destroy is told that there is no error
	if isError(err) {
		given = err
	}
	method := st.method("_destroy")
	if end, ok := st.s.ends[method]; ok {
		st.endAtOnce(end, given, cb)
		return
	}
	called := false
	done := func(err goja.Value) {
		if called {
			return
		}
		called = true
		st.closed(err, cb)
	}
	if destroyer := st.s.destroyers[method]; destroyer != nil {
		if ex := st.s.vm.Try(func() { destroyer(st, orNil(given), done) }); ex != nil {
			done(ex.Value())
		}
		return
	}
	fn := st.s.native("onDestroy", 1, func(call goja.FunctionCall) goja.Value {
		done(call.Argument(0))
		return goja.Undefined()
	})
	if thrown, failed := st.catch("_destroy", given, fn); failed {
		done(thrown)
	}
}

func (st *Stream) endAtOnce(end atOnce, given goja.Value, cb *goja.Object) {
	result := given
	if ex := st.s.vm.Try(func() { bind.Invoke(end.before, goja.Undefined(), st.obj, given) }); ex != nil {
		result = ex.Value()
	}
	st.closed(result, cb)
	bind.Invoke(end.after, goja.Undefined(), st.obj, given)
}

// closed is the end of _destroy.
func (st *Stream) closed(err goja.Value, cb *goja.Object) {
	st.note(err)
	if st.w != nil {
		st.w.closed = true
	}
	if st.r != nil {
		st.r.closed = true
	}
	if cb != nil {
		bind.Invoke(cb, goja.Undefined(), err)
	}
	st.s.ticks.Go(func() {
		if isError(err) {
			st.emitError(err)
		}
		st.emitClose()
	})
}

func (st *Stream) emitClose() {
	emit := false
	if st.w != nil {
		st.w.closeEmitted = true
		emit = st.w.emitClose
	}
	if st.r != nil {
		st.r.closeEmitted = true
		emit = emit || st.r.emitClose
	}
	if emit {
		st.emit("close")
	}
}

func (st *Stream) emitError(err goja.Value) {
	if (st.w != nil && st.w.errorEmitted) || (st.r != nil && st.r.errorEmitted) {
		return
	}
	if st.w != nil {
		st.w.errorEmitted = true
	}
	if st.r != nil {
		st.r.errorEmitted = true
	}
	st.emit("error", err)
}

// errorOrDestroy tells err to the stream as its autoDestroy asks for. sync means
// that the caller's caller must not see the event before it returns.
func (st *Stream) errorOrDestroy(err goja.Value, sync bool) {
	if st.isDestroyed() {
		return
	}
	if (st.r != nil && st.r.autoDestroy) || (st.w != nil && st.w.autoDestroy) {
		st.Destroy(err)
		return
	}
	if !isError(err) {
		return
	}
	st.note(err)
	if sync {
		st.s.ticks.Go(func() { st.emitError(err) })
	} else {
		st.emitError(err)
	}
}

// undestroy makes a stream usable again; net.Socket connects twice with it.
func (st *Stream) undestroy() {
	if r := st.r; r != nil {
		r.constructed = true
		r.closed, r.closeEmitted, r.destroyed, r.errorEmitted, r.reading = false, false, false, false, false
		r.errored = nil
		r.ended, r.endEmitted = r.unread, r.unread
	}
	if w := st.w; w != nil {
		w.constructed = true
		w.destroyed, w.closed, w.closeEmitted, w.errorEmitted = false, false, false, false
		w.finalCalled, w.prefinished = false, false
		w.errored = nil
		w.ended, w.ending, w.finished = w.unwritten, w.unwritten, w.unwritten
	}
}
