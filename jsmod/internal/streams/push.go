package streams

import (
	"github.com/dop251/goja"
)

// Push gives the stream a chunk with at least one byte that belongs to nobody
// else, or a Buffer over it, from a source in Go. It calls the push of a class or
// a script if there is one, and reports whether the stream wants more.
func (r *Readable) Push(chunk *goja.Object) bool {
	st := r.st
	if fn := st.method("push"); fn != st.s.own.push {
		return st.call("push", chunk).ToBoolean()
	}
	return r.pushBuffer(chunk)
}

// pushBuffer is push for a chunk that is a Buffer with at least one byte.
func (r *Readable) pushBuffer(chunk *goja.Object) bool {
	if r.objectMode || r.ended || r.decoder != nil || r.destroyed || r.errored != nil {
		return r.push(chunk, nil)
	}
	r.reading = false
	r.addChunk(chunk, false)
	return r.wantsMore()
}

// PushEnd tells the stream that its source is over.
func (r *Readable) PushEnd() {
	st := r.st
	if fn := st.method("push"); fn != st.s.own.push {
		st.call("push", goja.Null())
		return
	}
	r.pushEnd()
}

func (r *Readable) wantsMore() bool { return !r.ended && (r.length == 0 || r.length < r.mark) }

func (r *Readable) pushEnd() bool {
	r.reading = false
	r.onEnd()
	return false
}

// push is Readable.prototype.push. encoding is nil where there is none.
func (r *Readable) push(chunk, encoding goja.Value) bool {
	if goja.IsNull(chunk) {
		return r.pushEnd()
	}
	length := 1
	if !r.objectMode {
		var ok bool
		if chunk, encoding, length, ok = r.bytesOf(chunk, encoding, r.encoded); !ok {
			return false
		}
		if length <= 0 {
			r.reading = false
			r.maybeReadMore()
			return r.wantsMore()
		}
	}
	if r.ended {
		r.st.errorOrDestroy(r.st.s.fail("ERR_STREAM_PUSH_AFTER_EOF"), false)
		return false
	}
	if r.destroyed || r.errored != nil {
		return false
	}
	r.reading = false
	if r.decoder != nil && !isGiven(encoding) {
		chunk = r.decode("write", chunk)
		if !r.objectMode && r.st.s.length(chunk) == 0 {
			r.maybeReadMore()
			return r.wantsMore()
		}
	}
	r.addChunk(chunk, false)
	return r.wantsMore()
}

// isGiven tells whether an argument for an encoding names one.
func isGiven(encoding goja.Value) bool { return encoding != nil && encoding.ToBoolean() }

// encoded makes of text what a push of it is: bytes.
func (r *Readable) encoded(text, encoding goja.Value) goja.Value {
	return must(r.st.s.help.bytes(goja.Undefined(), text, encoding))
}

// bytesOf makes of a chunk for a stream of bytes what its buffer holds. other
// turns text in an encoding that is not the stream's. It is not ok for a chunk
// that is neither text nor bytes, which ends the stream.
func (r *Readable) bytesOf(chunk, encoding goja.Value, other func(text, encoding goja.Value) goja.Value) (
	bytes, rest goja.Value, length int, ok bool) {
	s := r.st.s
	switch c := chunk.(type) {
	case goja.String:
		if !isGiven(encoding) {
			encoding = r.encodingOrDefault()
		}
		if r.encoding == nil || !r.encoding.SameAs(encoding) {
			chunk, encoding = other(c, encoding), nil
		}
		return chunk, encoding, s.lengthOf(chunk), true
	case nil:
		return goja.Undefined(), encoding, 0, true
	default:
		if goja.IsUndefined(chunk) {
			return chunk, encoding, 0, true
		}
		if length = s.length(chunk); length >= 0 {
			return chunk, nil, length, true
		}
		view := s.view(chunk)
		if view == nil {
			r.st.errorOrDestroy(s.notBytes(chunk), false)
			return nil, nil, 0, false
		}
		return view, nil, s.lengthOf(view), true
	}
}

// view is the Buffer for a chunk that is one of a derived class or another view
// of memory, nil for anything else.
func (s *Streams) view(chunk goja.Value) goja.Value {
	return orNil(must(s.help.view(goja.Undefined(), chunk)))
}

func (s *Streams) notBytes(chunk goja.Value) goja.Value {
	return s.fail("ERR_INVALID_ARG_TYPE", "chunk", []string{"string", "Buffer", "TypedArray", "DataView"}, chunk)
}

func (r *Readable) decode(method string, args ...goja.Value) goja.Value {
	return r.st.s.callMethod(r.decoder.ToObject(r.st.s.vm), method, args...)
}

// unshift is Readable.prototype.unshift.
func (r *Readable) unshift(chunk, encoding goja.Value) bool {
	if goja.IsNull(chunk) {
		return r.pushEnd()
	}
	if !r.objectMode {
		var length int
		var ok bool
		if chunk, _, length, ok = r.bytesOf(chunk, encoding, r.decoded); !ok {
			return false
		}
		if length <= 0 {
			return r.wantsMore()
		}
	}
	switch {
	case r.endEmitted:
		r.st.errorOrDestroy(r.st.s.fail("ERR_STREAM_UNSHIFT_AFTER_END_EVENT"), false)
	case r.destroyed || r.errored != nil:
		return false
	default:
		r.addChunk(chunk, true)
	}
	return r.wantsMore()
}

// decoded is text as unshift puts it back: in the stream's encoding.
func (r *Readable) decoded(text, encoding goja.Value) goja.Value {
	if r.encoding != nil && r.encoding.ToBoolean() {
		return must(r.st.s.help.recode(goja.Undefined(), text, encoding, r.encoding))
	}
	return r.encoded(text, encoding)
}

func (r *Readable) addChunk(chunk goja.Value, first bool) {
	s := r.st.s
	if r.flowing == on && r.length == 0 && !r.sync && r.dataListening {
		r.forgetDrains()
		r.dataEmitted = true
		r.st.emit("data", chunk)
		if r.keepsReading {
			return
		}
	} else {
		if r.objectMode {
			r.length++
		} else {
			r.length += s.lengthOf(chunk)
		}
		r.keep(chunk, first)
		if r.needReadable {
			r.emitReadable()
		}
	}
	r.maybeReadMore()
}

// keep puts a chunk at the end of the buffer, or at its beginning.
func (r *Readable) keep(chunk goja.Value, first bool) {
	switch {
	case !first:
		r.chunks = append(r.chunks, chunk)
	case r.first > 0:
		r.first--
		r.chunks[r.first] = chunk
	default:
		r.chunks = append([]goja.Value{chunk}, r.chunks...)
	}
}

// forgetDrains waits for no destination any more.
func (r *Readable) forgetDrains() {
	if r.awaiting == nil {
		return
	}
	if !r.multi {
		r.awaiting = nil
		return
	}
	r.st.s.callMethod(r.awaiting.ToObject(r.st.s.vm), "clear")
}

// onEnd takes the source's end.
func (r *Readable) onEnd() {
	if r.ended {
		return
	}
	if r.decoder != nil {
		chunk := r.decode("end")
		if n := r.st.s.length(chunk); chunk.ToBoolean() && n != 0 {
			r.chunks = append(r.chunks, chunk)
			if r.objectMode {
				n = 1
			}
			r.length += n
		}
	}
	r.ended = true
	if r.sync {
		r.emitReadable()
		return
	}
	r.needReadable = false
	r.emittedReadable = true
	r.emitReadableNow()
}

// emitReadable tells at the next tick that there is something to read, or that
// the end has been reached.
func (r *Readable) emitReadable() {
	r.needReadable = false
	if !r.emittedReadable {
		r.emittedReadable = true
		r.st.s.ticks.Go(r.emitReadableNow)
	}
}

func (r *Readable) emitReadableNow() {
	if !r.destroyed && r.errored == nil && (r.length > 0 || r.ended) {
		r.st.emit("readable")
		r.emittedReadable = false
	}
	if r.flowing != on && !r.ended && r.length <= r.mark {
		r.needReadable = true
	}
	r.flow()
}

// maybeReadMore fills the buffer up to the mark at the next tick.
func (r *Readable) maybeReadMore() {
	if !r.readingMore && r.constructed {
		r.readingMore = true
		r.st.s.ticks.Go(r.readMore)
	}
}

func (r *Readable) readMore() {
	for n := 1; !r.reading && !r.ended && (r.length < r.mark || (r.flowing == on && r.length == 0)); n++ {
		r.st.s.ticks.Spin(n)
		before := r.length
		r.st.ReadNothing()
		if before == r.length {
			break
		}
	}
	r.readingMore = false
}

func (r *Readable) encodingOrDefault() goja.Value {
	if r.defaultEncoding != nil {
		return r.defaultEncoding
	}
	return r.st.s.utf8
}
