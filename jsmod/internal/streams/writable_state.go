package streams

import (
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// Writable is the writing half of a stream: Node's WritableState.
type Writable struct {
	st    *Stream
	state *goja.Object // _writableState

	mark   int // high water mark
	length int // bytes, characters or objects that are not written
	// buffered is what waits for the write under way; those before first do not
	// any more.
	buffered []request
	first    int

	corked, pending int
	// writing tells that current is under way.
	writing bool
	current request
	// sync is true while _write runs: a callback at once must look like one later.
	sync bool
	// onwritten is the callback that _write is given, made at the first write.
	onwritten *goja.Object
	// told are writes that were over at once, whose callers hear in the next tick.
	told *toldWrites
	// sender writes in the place of _write and _final, if they are still the class's.
	sender Sender

	objectMode, needDrain, ending, ended, finished, destroyed bool
	finalCalled, prefinished, constructed, errorEmitted       bool
	emitClose, autoDestroy, closed, closeEmitted              bool
	bufferProcessing                                          bool
	// unwritten is set by a stream without a writing side (writable: false).
	unwritten bool
	// decodeStrings makes Buffers of texts before they are written.
	decodeStrings bool
	// ticking tells that the next tick is to tell of writes that were over at once.
	ticking bool

	errored         goja.Value     // nil without an error
	finishes        []*goja.Object // callbacks of end
	defaultEncoding goja.Value     // nil for utf8
	more            extras
}

// request is one call of write.
type request struct {
	chunk, encoding goja.Value
	length          int
	done            callback
}

// callback is what a caller of write wants to be called: nothing, a function, or
// a function of
// Go's, those of several writes that became one.
type callback struct {
	fn   *goja.Object
	each *[]request
	to   Done
}

func (c callback) isNone() bool { return c.fn == nil && c.each == nil && c.to == nil }

func (c callback) call(err goja.Value) {
	if c.fn != nil {
		bind.Invoke(c.fn, goja.Undefined(), err)
	}
	if c.to != nil {
		c.to.Done(err)
	}
	if c.each != nil {
		for _, r := range *c.each {
			r.done.call(err)
		}
	}
}

type toldWrites struct {
	count int
	done  callback
}

// object shows a script that there are such writes.
func (t *toldWrites) object(vm *goja.Runtime) goja.Value {
	if t == nil {
		return goja.Null()
	}
	o := vm.NewObject()
	_ = o.Set("count", t.count)
	return o
}

// writableFlags are the fields of a Writable that are true or false.
var writableFlags = map[string]func(*Writable) *bool{
	"objectMode":       func(w *Writable) *bool { return &w.objectMode },
	"finalCalled":      func(w *Writable) *bool { return &w.finalCalled },
	"needDrain":        func(w *Writable) *bool { return &w.needDrain },
	"ending":           func(w *Writable) *bool { return &w.ending },
	"ended":            func(w *Writable) *bool { return &w.ended },
	"finished":         func(w *Writable) *bool { return &w.finished },
	"destroyed":        func(w *Writable) *bool { return &w.destroyed },
	"decodeStrings":    func(w *Writable) *bool { return &w.decodeStrings },
	"writing":          func(w *Writable) *bool { return &w.writing },
	"sync":             func(w *Writable) *bool { return &w.sync },
	"bufferProcessing": func(w *Writable) *bool { return &w.bufferProcessing },
	"constructed":      func(w *Writable) *bool { return &w.constructed },
	"prefinished":      func(w *Writable) *bool { return &w.prefinished },
	"errorEmitted":     func(w *Writable) *bool { return &w.errorEmitted },
	"emitClose":        func(w *Writable) *bool { return &w.emitClose },
	"autoDestroy":      func(w *Writable) *bool { return &w.autoDestroy },
	"closed":           func(w *Writable) *bool { return &w.closed },
	"closeEmitted":     func(w *Writable) *bool { return &w.closeEmitted },
}

// writableKeys are the properties of _writableState, in Node's order.
var writableKeys = []string{
	"objectMode", "highWaterMark", "finalCalled", "needDrain", "ending", "ended", "finished", "destroyed",
	"decodeStrings", "defaultEncoding", "length", "writing", "corked", "sync", "bufferProcessing", "writelen",
	"afterWriteTickInfo", "buffered", "bufferedIndex", "allBuffers", "allNoop", "pendingcb", "constructed", "prefinished", "errorEmitted",
	"emitClose", "autoDestroy", "errored", "closed", "closeEmitted",
}

// Get implements [goja.DynamicObject].
func (w *Writable) Get(name string) goja.Value {
	vm := w.st.s.vm
	if flag, ok := writableFlags[name]; ok {
		return vm.ToValue(*flag(w))
	}
	switch name {
	case "highWaterMark":
		return vm.ToValue(w.mark)
	case "length":
		return vm.ToValue(w.length)
	case "corked":
		return vm.ToValue(w.corked)
	case "pendingcb":
		return vm.ToValue(w.pending)
	case "writelen":
		return vm.ToValue(w.current.length)
	case "afterWriteTickInfo":
		return w.told.object(vm)
	case "buffered":
		return w.requests(w.buffered[w.first:])
	case "bufferedIndex":
		return vm.ToValue(0)
	case "bufferedRequestCount":
		return vm.ToValue(len(w.buffered) - w.first)
	case "allBuffers", "allNoop":
		buffers, noop := survey(w.buffered[w.first:])
		return vm.ToValue(name == "allBuffers" && buffers || name == "allNoop" && noop)
	case "errored":
		return orNull(w.errored)
	case "defaultEncoding":
		return w.encodingOrDefault()
	case "writable":
		if w.unwritten {
			return vm.ToValue(false)
		}
	}
	return w.more.get(name)
}

// survey tells whether what is buffered needs encodings, and callbacks, at all.
func survey(waiting []request) (allBuffers, allNoop bool) {
	allBuffers, allNoop = true, true
	for _, r := range waiting {
		if s, ok := r.encoding.(goja.String); !ok || s.String() != "buffer" {
			allBuffers = false
		}
		if !r.done.isNone() {
			allNoop = false
		}
	}
	return allBuffers, allNoop
}

// requests are writes as _writev and getBuffer show them.
func (w *Writable) requests(waiting []request) *goja.Object {
	vm := w.st.s.vm
	items := make([]any, len(waiting))
	for i, r := range waiting {
		o := vm.NewObject()
		_ = o.Set("chunk", r.chunk)
		_ = o.Set("encoding", r.encoding)
		if r.done.fn != nil {
			_ = o.Set("callback", r.done.fn)
		} else {
			_ = o.Set("callback", w.st.s.nop)
		}
		items[i] = o
	}
	return vm.NewArray(items...)
}

// Set implements [goja.DynamicObject]. What waits to be written cannot be
// replaced.
func (w *Writable) Set(name string, v goja.Value) bool {
	if flag, ok := writableFlags[name]; ok {
		*flag(w) = v.ToBoolean()
		return true
	}
	switch name {
	case "highWaterMark":
		w.mark = int(v.ToInteger())
	case "length":
		w.length = int(v.ToInteger())
	case "corked":
		w.corked = int(v.ToInteger())
	case "pendingcb":
		w.pending = int(v.ToInteger())
	case "errored":
		w.errored = orNil(v)
	case "defaultEncoding":
		w.defaultEncoding = v
	case "writable":
		w.unwritten = !v.ToBoolean()
	case "writelen", "afterWriteTickInfo", "buffered", "bufferedIndex", "bufferedRequestCount", "allBuffers", "allNoop":
	default:
		w.more.set(name, v)
	}
	return true
}

// Has implements [goja.DynamicObject].
func (w *Writable) Has(name string) bool { return w.Get(name) != nil }

// Delete implements [goja.DynamicObject]. What belongs to the state stays.
func (w *Writable) Delete(name string) bool {
	w.more.remove(name)
	return !slices.Contains(writableKeys, name)
}

// Keys implements [goja.DynamicObject].
func (w *Writable) Keys() []string {
	return append(writableKeys[:len(writableKeys):len(writableKeys)], w.more.names...)
}
