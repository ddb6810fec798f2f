package streams

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// end is Writable.prototype.end.
func (w *Writable) end(chunk, encoding goja.Value, cb *goja.Object) {
	var err goja.Value
	if !bind.IsNullish(chunk) {
		_, err = w.write(chunk, encoding, nil)
	}
	if w.corked != 0 {
		w.corked = 1
		w.st.call("uncork")
	}
	if err == nil {
		err = w.beginEnd()
	}
	if cb == nil {
		return
	}
	switch {
	case err != nil:
		w.st.s.ticks.Push(cb, err)
	case w.errored != nil:
		w.st.s.ticks.Push(cb, w.errored)
	case w.finished:
		w.st.s.ticks.Push(cb, goja.Null())
	default:
		w.finishes = append(w.finishes, cb)
	}
}

// beginEnd returns why the stream cannot end, nil where it can.
func (w *Writable) beginEnd() goja.Value {
	if w.errored == nil && !w.ending {
		// A stream may end after it has been destroyed: finish then never comes.
		w.ending = true
		w.finishMaybe(true)
		w.ended = true
		return nil
	}
	switch {
	case w.finished:
		return w.st.s.fail("ERR_STREAM_ALREADY_FINISHED", "end")
	case w.destroyed:
		return w.st.s.fail("ERR_STREAM_DESTROYED", "end")
	}
	return nil
}

func (w *Writable) needsFinish() bool {
	return w.ending && !w.destroyed && w.constructed && w.length == 0 && w.errored == nil &&
		len(w.buffered) == 0 && !w.finished && !w.writing && !w.errorEmitted && !w.closeEmitted
}

// finalDone is the callback of _final.
func (w *Writable) finalDone(err goja.Value) {
	if w.prefinished {
		if bind.IsNullish(err) {
			err = w.st.s.fail("ERR_MULTIPLE_CALLBACK")
		}
		w.st.errorOrDestroy(err, false)
		return
	}
	w.pending--
	switch {
	case isError(err):
		w.callFinished(err)
		w.st.errorOrDestroy(err, w.sync)
	case w.needsFinish():
		w.prefinished = true
		w.st.emit("prefinish")
		// finish must not come before the caller of end has returned.
		w.pending++
		w.st.s.ticks.Go(w.finish)
	}
}

func (w *Writable) callFinal() {
	w.sync = true
	w.pending++
	if !w.sendFinal() {
		done := w.st.s.native("onFinal", 1, func(call goja.FunctionCall) goja.Value {
			w.finalDone(call.Argument(0))
			return goja.Undefined()
		})
		if thrown, failed := w.st.catch("_final", done); failed {
			w.finalDone(thrown)
		}
	}
	w.sync = false
}

func (w *Writable) sendFinal() bool {
	return w.sender != nil && w.sender.Final(w.st.method("_final"), w.finalDone)
}

func (w *Writable) prefinish() {
	if w.prefinished || w.finalCalled {
		return
	}
	w.finalCalled = true
	if !w.destroyed && bind.Callback(w.st.obj.Get("_final")) != nil {
		w.callFinal()
		return
	}
	w.prefinished = true
	w.st.emit("prefinish")
}

func (w *Writable) finishMaybe(sync bool) {
	if !w.needsFinish() {
		return
	}
	w.prefinish()
	if w.pending != 0 {
		return
	}
	if sync {
		w.pending++
		w.st.s.ticks.Go(func() {
			if w.needsFinish() {
				w.finish()
			} else {
				w.pending--
			}
		})
	} else if w.needsFinish() {
		w.pending++
		w.finish()
	}
}

func (w *Writable) finish() {
	w.pending--
	w.finished = true
	w.callFinished(goja.Null())
	w.st.emit("finish")
	if !w.autoDestroy {
		return
	}
	if r := w.st.r; r == nil || (r.autoDestroy && (r.endEmitted || r.unread)) {
		w.st.Destroy(nil)
	}
}

func (w *Writable) callFinished(err goja.Value) {
	callbacks := w.finishes
	w.finishes = nil
	for _, fn := range callbacks {
		bind.Invoke(fn, goja.Undefined(), err)
	}
}
