package streams

import (
	"github.com/dop251/goja"
)

// Sender is a destination in Go. Each of its methods is given the function that the
// stream has as its _write or _final, and reports false, having done nothing, where
// that is to be called.
type Sender interface {
	// Send takes a chunk, which is text or a Buffer; encoding is that of text. It
	// calls [Writable.Written] once the chunk is written or has failed, at once or
	// later.
	Send(write *goja.Object, chunk, encoding goja.Value) bool
	// Final ends the destination and calls done once, at once or later, with an
	// error or undefined.
	Final(final *goja.Object, done func(err goja.Value)) bool
}

// SetSender names who may write in the place of _write.
func (w *Writable) SetSender(s Sender) { w.sender = s }

// DropSender takes s out of that place, if it is there.
func (w *Writable) DropSender(s Sender) {
	if w.sender == s {
		w.sender = nil
	}
}

// Destroyed tells whether this half has been destroyed.
func (w *Writable) Destroyed() bool { return w.destroyed }

// write is Writable.prototype.write. It reports whether more may be written, and
// why nothing was, nil where it was; it throws for what is no chunk.
func (w *Writable) write(chunk, encoding goja.Value, cb *goja.Object) (more bool, refused goja.Value) {
	s := w.st.s
	length := 1
	if goja.IsNull(chunk) {
		panic(s.fail("ERR_STREAM_NULL_VALUES"))
	}
	if !w.objectMode { // else the encoding is the stream's own affair
		chunk, encoding, length = w.bytesOf(chunk, encoding)
	}
	if w.ending || w.destroyed {
		return false, w.refuse(cb)
	}
	w.pending++
	return w.writeOrBuffer(request{chunk: chunk, encoding: encoding, length: length, done: callback{fn: cb}}), nil
}

func (w *Writable) encodingOrDefault() goja.Value {
	if w.defaultEncoding != nil {
		return w.defaultEncoding
	}
	return w.st.s.utf8
}

// bytesOf makes of a chunk for a stream of bytes what _write is given.
func (w *Writable) bytesOf(chunk, encoding goja.Value) (bytes, enc goja.Value, length int) {
	s := w.st.s
	if !isGiven(encoding) {
		encoding = w.encodingOrDefault()
	} else {
		s.checkEncoding(encoding)
	}
	text, isText := chunk.(goja.String)
	if !isText {
		if length = s.length(chunk); length < 0 {
			view := s.view(chunk)
			if view == nil {
				panic(s.notBytes(chunk))
			}
			chunk, length = view, s.lengthOf(view)
		}
		return chunk, s.bufferEncoding, length
	}
	if !w.decodeStrings {
		return text, encoding, text.Length()
	}
	chunk = must(s.help.bytes(goja.Undefined(), text, encoding))
	return chunk, s.bufferEncoding, s.lengthOf(chunk)
}

// refuse answers a write that comes too late.
func (w *Writable) refuse(cb *goja.Object) goja.Value {
	s := w.st.s
	var err goja.Value
	if w.ending {
		err = s.fail("ERR_STREAM_WRITE_AFTER_END")
	} else {
		err = s.fail("ERR_STREAM_DESTROYED", "write")
	}
	if cb != nil {
		s.ticks.Push(cb, err)
	} else {
		s.ticks.Push(s.nop, err)
	}
	w.st.errorOrDestroy(err, true)
	return err
}

func (w *Writable) writeOrBuffer(r request) bool {
	w.length += r.length
	if w.writing || w.corked != 0 || w.errored != nil || !w.constructed {
		w.buffered = append(w.buffered, r)
	} else {
		w.doWrite(r, false)
	}
	// What is written by now needs no 'drain'.
	more := w.length < w.mark || w.length == 0
	if !more {
		w.needDrain = true
	}
	return more && w.errored == nil && !w.destroyed
}

// send gives a chunk to the sender, if there is one and nobody has put another
// method in its place.
func (w *Writable) send(r request) bool {
	return w.sender != nil && !w.objectMode && w.sender.Send(w.st.method("_write"), r.chunk, r.encoding)
}

// doneFunction is the callback of _write and _writev.
func (w *Writable) doneFunction() *goja.Object {
	if w.onwritten == nil {
		w.onwritten = w.st.s.native("onwrite", 1, func(call goja.FunctionCall) goja.Value {
			w.Written(call.Argument(0))
			return goja.Undefined()
		})
	}
	return w.onwritten
}

// Written ends the write under way. err is what it failed with; undefined, null
// or nil where it did not.
func (w *Writable) Written(err goja.Value) {
	if !w.writing {
		w.st.errorOrDestroy(w.st.s.fail("ERR_MULTIPLE_CALLBACK"), false)
		return
	}
	done, sync := w.current.done, w.sync
	w.writing = false
	w.length -= w.current.length
	w.current = request{}
	if isError(err) {
		w.failed(sync, err, done)
		return
	}
	if len(w.buffered) > w.first {
		w.clearBuffer()
	}
	switch {
	case !sync:
		w.afterWrite(1, done)
	case done.isNone():
		w.wroteSilently()
	case w.told != nil && w.told.done == done:
		w.told.count++
	default:
		told := &toldWrites{count: 1, done: done}
		w.told, w.ticking = told, true
		w.st.s.ticks.Go(func() {
			w.told = nil
			w.afterWrite(told.count, told.done)
		})
	}
}

// wroteSilently ends a write that was over at once and that no callback waits for:
// a tick is only for 'drain'. That a stream of objects gets one as well is Node's.
func (w *Writable) wroteSilently() {
	if !w.ticking && (w.needDrain && w.length == 0 || w.objectMode) {
		w.ticking = true
		w.st.s.ticks.Go(func() { w.afterWrite(1, callback{}) })
		return
	}
	w.pending--
	if w.ending {
		w.finishMaybe(true)
	}
}

// WrittenQuietly is Written for a write that was under way when _write had
// returned, and has succeeded, if nobody would notice. Otherwise it does nothing
// and reports false.
func (w *Writable) WrittenQuietly() bool {
	if !w.writing || w.sync || !w.current.done.isNone() || w.needDrain || w.ending || w.destroyed || len(w.buffered) > w.first {
		return false
	}
	w.Written(nil)
	return true
}

// failed ends a write that did not succeed.
func (w *Writable) failed(sync bool, err goja.Value, done callback) {
	w.st.note(err)
	tell := func() {
		w.pending--
		done.call(err)
		w.errorBuffer()
		w.st.errorOrDestroy(err, false)
	}
	if sync {
		w.st.s.ticks.Go(tell)
	} else {
		tell()
	}
}

func (w *Writable) afterWrite(count int, done callback) {
	w.ticking = false
	if w.needDrain && !w.ending && w.length == 0 && !w.destroyed {
		w.needDrain = false
		w.st.emit("drain")
	}
	if done.isNone() {
		w.pending -= count
	} else {
		for range count {
			w.pending--
			done.call(goja.Null())
		}
	}
	if w.destroyed {
		w.errorBuffer()
	}
	if w.ending {
		w.finishMaybe(true)
	}
}

// errorBuffer tells everyone whose write will never happen.
func (w *Writable) errorBuffer() {
	if w.writing {
		return
	}
	for n := w.first; n < len(w.buffered); n++ {
		r := w.buffered[n]
		w.length -= r.length
		if r.done.isNone() {
			continue
		}
		r.done.call(w.reason("write"))
	}
	if len(w.finishes) > 0 {
		w.callFinished(w.reason("end"))
	}
	w.buffered, w.first = nil, 0
}

// reason is why an action will never happen.
func (w *Writable) reason(action string) goja.Value {
	if w.errored != nil {
		return w.errored
	}
	return w.st.s.fail("ERR_STREAM_DESTROYED", action)
}

// clearBuffer writes what has been waiting.
func (w *Writable) clearBuffer() {
	if w.corked != 0 || w.bufferProcessing || w.destroyed || !w.constructed {
		return
	}
	count := len(w.buffered) - w.first
	if count == 0 {
		return
	}
	w.bufferProcessing = true
	if count > 1 && w.st.truth("_writev") {
		w.writeAll()
	} else {
		w.writeOneByOne()
	}
	w.bufferProcessing = false
}

// writeAll gives everything that waits to _writev.
func (w *Writable) writeAll() {
	waiting := w.buffered[w.first:]
	w.pending -= len(waiting) - 1
	allBuffers, allNoop := survey(waiting)
	var done callback
	if !allNoop {
		done.each = &waiting
	}
	w.buffered, w.first = nil, 0
	all := request{encoding: w.st.s.bufferEncoding, length: w.length, done: done}
	w.current, w.writing, w.sync = all, true, true
	if w.sendAll(waiting) {
		w.sync = false
		return
	}
	chunks := w.requests(waiting)
	_ = chunks.Set("allBuffers", allBuffers)
	all.chunk = chunks
	w.doWrite(all, true)
}

func (w *Writable) writeOneByOne() {
	for n := 1; ; n++ {
		w.st.s.ticks.Spin(n)
		r := w.buffered[w.first]
		w.buffered[w.first] = request{}
		w.first++
		w.doWrite(r, false)
		if w.first >= len(w.buffered) || w.writing {
			break
		}
	}
	switch {
	case w.first >= len(w.buffered):
		w.buffered, w.first = nil, 0
	case w.first > 256:
		w.buffered, w.first = append([]request(nil), w.buffered[w.first:]...), 0
	}
}

// doWrite gives a chunk to _write, or all that waited to _writev.
func (w *Writable) doWrite(r request, all bool) {
	w.current = r
	w.writing = true
	w.sync = true
	switch {
	case w.destroyed:
		w.Written(w.st.s.fail("ERR_STREAM_DESTROYED", "write"))
	case all:
		w.st.call("_writev", r.chunk, w.doneFunction())
	case w.send(r):
	default:
		w.st.call("_write", r.chunk, r.encoding, w.doneFunction())
	}
	w.sync = false
}

// cork and uncork are those of Writable.prototype.
func (w *Writable) cork() { w.corked++ }

func (w *Writable) uncork() {
	if w.corked == 0 {
		return
	}
	w.corked--
	if !w.writing {
		w.clearBuffer()
	}
}
