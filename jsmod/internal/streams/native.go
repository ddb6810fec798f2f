package streams

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// What the Go halves of modules do with streams.

// NewReadable makes a Readable of obj for a source that pushes and is not asked
// ahead of time. owner is what [Readable.Owner] gives back.
func (s *Streams) NewReadable(obj *goja.Object, mark int, owner any) *Stream {
	s.events.Init(obj)
	st := &Stream{s: s, obj: obj, r: &Readable{}}
	st.r.init(st, nil, false)
	st.r.mark, st.r.readingMore, st.r.owner = mark, true, owner
	s.show(st)
	return st
}

// OwnerOf is the owner of the Readable that v is, nil without.
func OwnerOf(v goja.Value) any {
	if o, ok := v.(*goja.Object); ok {
		if r := readableOf(o); r != nil {
			return r.owner
		}
	}
	return nil
}

// DefaultMark is the high water mark of streams of bytes.
func (s *Streams) DefaultMark() int { return s.markBytes }

// DestroysBy tells that method, a _destroy, does what fn does, which is called
// instead. It is given an error, or nil, and calls done once, at once or later.
func (s *Streams) DestroysBy(method *goja.Object, fn func(st *Stream, err goja.Value, done func(err goja.Value))) {
	s.destroyers[method] = fn
}

// Object is the stream as scripts see it.
func (st *Stream) Object() *goja.Object { return st.obj }

// Resume calls the stream's resume, ours or not.
func (st *Stream) Resume() { st.resume() }

// Mark is the high water mark.
func (r *Readable) Mark() int { return r.mark }

// WasRead tells whether anybody has read, or is about to.
func (r *Readable) WasRead() bool { return r.dataEmitted || r.resumeScheduled }

// AskedOnce ends what [Streams.NewReadable] began: from now on more may be read
// ahead.
func (r *Readable) AskedOnce() { r.readingMore = false }

// IsReadable is the property readable.
func (r *Readable) IsReadable() bool {
	return !r.unread && !r.destroyed && !r.errorEmitted && !r.endEmitted
}

// Mark is the high water mark.
func (w *Writable) Mark() int { return w.mark }

// NeedsDrain tells that somebody waits for 'drain'.
func (w *Writable) NeedsDrain() bool { return w.needDrain }

// Open tells that the stream takes bytes, by a write that is Writable's own.
func (w *Writable) Open() bool {
	return !w.unwritten && !w.destroyed && w.errored == nil && !w.ending && !w.objectMode &&
		w.st.method("write") == w.st.s.own.write
}

// idle tells that what is written now to an open stream leaves at once.
func (w *Writable) idle() bool {
	return w.constructed && w.corked == 0 && !w.writing && len(w.buffered) == 0
}

// CorkOnce corks the stream until the next tick, if it is not corked.
func (w *Writable) CorkOnce() {
	if w.corked == 0 {
		w.cork()
		w.st.s.ticks.Go(w.uncork)
	}
}

// UncorkAll ends all corking.
func (w *Writable) UncorkAll() {
	if w.corked != 0 {
		w.corked = 1
		w.uncork()
	}
}

// Done is who waits for the end of a write; it is compared with others, so that it
// has to be a pointer.
type Done interface {
	// Done is called with null, or with why the write has failed.
	Done(err goja.Value)
}

// ByteSender is a [Sender] that also takes bytes that are no Buffer yet. They
// belong to it.
type ByteSender interface {
	SendBytes(write *goja.Object, b []byte) bool
}

// Piece is a chunk of several: bytes, or text in an encoding.
type Piece struct{ Chunk, Encoding goja.Value }

// VectorSender is a [Sender] that takes several chunks at once, as _writev does.
type VectorSender interface {
	SendAll(writev *goja.Object, pieces []Piece) bool
}

// sendAll gives all that waits to the sender, if that takes it.
func (w *Writable) sendAll(waiting []request) bool {
	sender, ok := w.sender.(VectorSender)
	if !ok || w.objectMode {
		return false
	}
	pieces := make([]Piece, len(waiting))
	for i, r := range waiting {
		pieces[i] = Piece{r.chunk, r.encoding}
	}
	return sender.SendAll(w.st.method("_writev"), pieces)
}

// WriteBytes is write for bytes that nobody else has. At most one of fn and done
// is told of its end. The stream must be [Writable.Open].
func (w *Writable) WriteBytes(b []byte, fn *goja.Object, done Done) (more bool) {
	r := request{length: len(b), done: callback{fn: fn, to: done}, encoding: w.st.s.bufferEncoding}
	w.pending++
	if !w.idle() {
		r.chunk = bind.NewBuffer(w.st.s.host, b)
		return w.writeOrBuffer(r)
	}
	w.length += r.length
	w.current = r
	w.writing, w.sync = true, true
	sender, ok := w.sender.(ByteSender)
	if !ok || !sender.SendBytes(w.st.method("_write"), b) {
		r.chunk = bind.NewBuffer(w.st.s.host, b)
		w.doWrite(r, false)
	}
	w.sync = false
	more = w.length < w.mark || w.length == 0
	if !more {
		w.needDrain = true
	}
	return more && w.errored == nil && !w.destroyed
}
