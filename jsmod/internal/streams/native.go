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

// Idle tells that what is written now leaves at once: the stream is writable, not
// corked, nothing waits, and its write is Writable's own.
func (w *Writable) Idle() bool {
	return !w.unwritten && !w.destroyed && w.errored == nil && !w.ending && w.constructed && w.corked == 0 &&
		!w.writing && len(w.buffered) == 0 && !w.objectMode && w.st.method("write") == w.st.s.own.write
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

// WriteBytes is write for bytes that nobody else has. The stream must be
// [Writable.Idle].
func (w *Writable) WriteBytes(b []byte, done Done) {
	r := request{length: len(b), done: callback{to: done}, encoding: w.st.s.bufferEncoding}
	w.pending++
	w.length += r.length
	w.current = r
	w.writing, w.sync = true, true
	sender, ok := w.sender.(ByteSender)
	if !ok || !sender.SendBytes(w.st.method("_write"), b) {
		r.chunk = bind.NewBuffer(w.st.s.host, b)
		w.doWrite(r, false)
	}
	w.sync = false
	if w.length >= w.mark && w.length != 0 {
		w.needDrain = true
	}
}
