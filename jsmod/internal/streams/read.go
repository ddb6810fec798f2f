package streams

import (
	"math"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// amount is how much read is asked for: n, or all that there is.
type amount struct {
	n   int
	all bool
}

// amountOf reads the argument of read.
func (s *Streams) amountOf(v goja.Value) amount {
	if bind.IsNullish(v) {
		return amount{all: true}
	}
	f := math.NaN()
	if isNumber(v) {
		f = v.ToFloat()
	}
	if f != math.Trunc(f) || math.IsInf(f, 0) { // not an integer
		f = math.Trunc(s.parseInt(v))
	}
	if math.IsNaN(f) {
		return amount{all: true}
	}
	return amount{n: int(max(min(f, math.MaxInt32*2), math.MinInt32))}
}

// parseInt is Number.parseInt(v, 10).
func (s *Streams) parseInt(v goja.Value) float64 {
	fn, ok := goja.AssertFunction(s.vm.Get("parseInt"))
	if !ok {
		return math.NaN()
	}
	return must(fn(goja.Undefined(), v, s.vm.ToValue(10))).ToFloat()
}

// ReadNothing calls the stream's read(0), which asks the source for more.
func (st *Stream) ReadNothing() { st.read(amount{}) }

// read calls the stream's read, ours or not.
func (st *Stream) read(n amount) goja.Value {
	if fn := st.method("read"); fn != st.s.own.read {
		if n.all {
			return st.call("read")
		}
		return st.call("read", st.s.vm.ToValue(n.n))
	}
	return st.r.read(n)
}

// read is Readable.prototype.read. It returns null where there is nothing.
func (r *Readable) read(asked amount) goja.Value {
	n := asked
	if !n.all && n.n > r.mark {
		r.mark = r.st.s.raisedMark(n.n)
	}
	nothing := !asked.all && asked.n == 0
	if !nothing {
		r.emittedReadable = false
	}
	// read(0) with enough in the buffer only causes the event.
	if nothing && r.needReadable && (r.isFull() || r.ended) {
		if r.length == 0 && r.ended {
			r.endReadable()
		} else {
			r.emitReadable()
		}
		return goja.Null()
	}
	count := r.howMuch(asked)
	if count == 0 && r.ended {
		if r.length == 0 {
			r.endReadable()
		}
		return goja.Null()
	}
	if r.needReadable || r.length == 0 || r.length-count < r.mark {
		r.callRead()
		if !r.reading {
			count = r.howMuch(asked)
		}
	}
	return r.finishRead(asked, count)
}

// isFull tells whether the buffer has reached the mark.
func (r *Readable) isFull() bool {
	if r.mark == 0 {
		return r.length > 0
	}
	return r.length >= r.mark
}

func (r *Readable) finishRead(asked amount, count int) goja.Value {
	var got goja.Value
	if count > 0 {
		got = r.take(count)
	}
	if got == nil {
		if r.length <= r.mark {
			r.needReadable = true
		}
		count = 0
	} else {
		r.length -= count
		r.forgetDrains()
	}
	if r.length == 0 {
		if !r.ended {
			r.needReadable = true
		}
		if (asked.all || asked.n != count) && r.ended {
			r.endReadable()
		}
	}
	if got == nil {
		return goja.Null()
	}
	if !r.errorEmitted && !r.closeEmitted {
		r.dataEmitted = true
		r.st.emit("data", got)
	}
	return got
}

// howMuch is how much of the buffer a read of n takes.
func (r *Readable) howMuch(n amount) int {
	switch {
	case !n.all && n.n <= 0, r.length == 0 && r.ended:
		return 0
	case r.objectMode:
		return 1
	case n.all:
		if r.flowing == on && r.length > 0 && r.first < len(r.chunks) {
			return r.st.s.lengthOf(r.chunks[r.first])
		}
		return r.length
	case n.n <= r.length:
		return n.n
	case r.ended:
		return r.length
	}
	return 0
}

const mostMark = 0x40000000

// raisedMark is the mark for who asks for n at once: the next power of two.
func (s *Streams) raisedMark(n int) int {
	if n > mostMark {
		panic(s.fail("ERR_OUT_OF_RANGE", "size", "<= 1GiB", n))
	}
	mark := 1
	for mark < n {
		mark *= 2
	}
	return mark
}

// callRead asks the source for more, unless it has been asked already or there
// will be no more.
func (r *Readable) callRead() {
	if r.ended || r.reading || r.destroyed || r.errored != nil || !r.constructed {
		return
	}
	r.reading = true
	r.sync = true
	if r.length == 0 {
		r.needReadable = true
	}
	if !r.AskSource() {
		if thrown, failed := r.st.catch("_read", r.st.s.vm.ToValue(r.mark)); failed {
			r.st.errorOrDestroy(thrown, false)
		}
	}
	r.sync = false
}

// Source is a source in Go.
type Source interface {
	// Read asks for bytes, which come by [Readable.Push]. It is given the function
	// that the stream has as its _read, and reports false, having done nothing,
	// where that is to be called.
	Read(read *goja.Object) bool
}

// Asked tells that the source has been asked for bytes, as by a first read(0): an
// end is noticed, and a first piece read, before anybody listens.
func (r *Readable) Asked() { r.reading, r.sync, r.needReadable = true, false, true }

// AskSource asks the source for bytes, and reports false where there is none or the
// stream's _read is to be called instead.
func (r *Readable) AskSource() bool { return r.source != nil && r.source.Read(r.st.method("_read")) }

// SetSource names who may read in the place of _read.
func (r *Readable) SetSource(s Source) { r.source = s }

// DropSource takes s out of that place, if it is there.
func (r *Readable) DropSource(s Source) {
	if r.source == s {
		r.source = nil
	}
}

// Destroyed tells whether this half has been destroyed.
func (r *Readable) Destroyed() bool { return r.destroyed }

// EndEmitted tells whether 'end' has been emitted.
func (r *Readable) EndEmitted() bool { return r.endEmitted }

// take takes count bytes, characters or objects from the buffer, nil where it is
// empty.
func (r *Readable) take(count int) goja.Value {
	switch {
	case r.length == 0:
		return nil
	case r.first == len(r.chunks): // setEncoding has joined objects
		if r.objectMode {
			return goja.Undefined()
		}
		return nil
	case r.objectMode:
		return r.shift()
	case count >= r.length && r.decoder != nil:
		return r.text(r.takeAll())
	case count >= r.length:
		return r.join(r.takeAll())
	}
	return r.takePart(count)
}

// shift takes the first chunk.
func (r *Readable) shift() goja.Value {
	chunk := r.chunks[r.first]
	r.chunks[r.first] = nil
	r.first++
	switch {
	case r.first == len(r.chunks):
		r.chunks, r.first = r.chunks[:0], 0
	case r.first >= 1024:
		r.chunks, r.first = append(r.chunks[:0], r.chunks[r.first:]...), 0
	}
	return chunk
}

func (r *Readable) takeAll() []goja.Value {
	parts := r.chunks[r.first:]
	if len(parts) == 1 {
		return []goja.Value{r.shift()}
	}
	r.chunks, r.first = nil, 0
	return parts
}

// takePart takes count bytes or characters, fewer than there are. A script that
// wrote into the state may have told otherwise.
func (r *Readable) takePart(count int) goja.Value {
	s := r.st.s
	var parts []goja.Value
	for count > 0 && r.first < len(r.chunks) {
		chunk := r.chunks[r.first]
		n := s.lengthOf(chunk)
		if count < n {
			parts = append(parts, s.slice(chunk, 0, count))
			r.chunks[r.first] = s.slice(chunk, count, n)
			break
		}
		count -= n
		parts = append(parts, r.shift())
	}
	return r.join(parts)
}

// slice is chunk.slice(from, to).
func (s *Streams) slice(chunk goja.Value, from, to int) goja.Value {
	return s.callMethod(chunk.ToObject(s.vm), "slice", s.vm.ToValue(from), s.vm.ToValue(to))
}

// join makes one chunk of several.
func (r *Readable) join(parts []goja.Value) goja.Value {
	s := r.st.s
	if len(parts) == 1 {
		return parts[0]
	}
	if r.decoder != nil {
		return r.text(parts)
	}
	total := 0
	bufs := make([][]byte, 0, len(parts))
	for _, p := range parts {
		b, _ := bind.Bytes(p)
		bufs = append(bufs, b)
		total += len(b)
	}
	joined := make([]byte, 0, total)
	for _, b := range bufs {
		joined = append(joined, b...)
	}
	return bind.NewBuffer(s.host, joined)
}

// text makes text of the parts, which may be bytes that were put back.
func (r *Readable) text(parts []goja.Value) goja.Value {
	var b goja.StringBuilder
	for _, p := range parts {
		b.WriteString(textOf(p))
	}
	return b.String()
}

func (r *Readable) endReadable() {
	if !r.endEmitted {
		r.ended = true
		r.st.s.ticks.Go(r.emitEnd)
	}
}

func (r *Readable) emitEnd() {
	if r.errored != nil || r.closeEmitted || r.endEmitted || r.length != 0 {
		return
	}
	r.endEmitted = true
	st := r.st
	st.emit("end")
	if isFalse(st.obj, "allowHalfOpen") && st.truth("writable") {
		st.s.ticks.Go(st.endWritable)
		return
	}
	if r.autoDestroy {
		if w := st.w; w == nil || (w.autoDestroy && (w.finished || w.unwritten)) {
			st.Destroy(nil)
		}
	}
}

func (st *Stream) truth(name string) bool {
	v := st.obj.Get(name)
	return v != nil && v.ToBoolean()
}

func (st *Stream) endWritable() {
	if st.truth("writable") && !st.truth("writableEnded") && !st.truth("destroyed") {
		st.call("end")
	}
}
