package streams

import (
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// Readable is the reading half of a stream: Node's ReadableState.
type Readable struct {
	st    *Stream
	state *goja.Object // _readableState

	mark   int // high water mark
	length int // bytes, characters or objects in chunks
	// chunks is what has been pushed and not been read; those before first have.
	chunks []goja.Value
	first  int

	flowing, paused tristate

	objectMode, ended, endEmitted, reading bool
	// unread is set by a stream without a reading side (readable: false).
	unread bool
	// sync is false while _read runs: what it pushes at once is buffered, so that
	// 'data' never comes before the listener's caller has returned.
	sync                                             bool
	needReadable, emittedReadable, readableListening bool
	resumeScheduled, readingMore, dataEmitted        bool
	// dataListening is set by on('data') and cleared by the loss of the last
	// listener; removeAllListeners leaves it, as in Node.
	dataListening                                       bool
	constructed, destroyed, errorEmitted                bool
	emitClose, autoDestroy, closed, closeEmitted, multi bool
	// keepsReading is set by a stream whose source goes on by itself after a push
	// that was delivered at once: it need not be asked to _read again.
	keepsReading bool
	// source reads in the place of the class's _read, if that is still its own.
	source Source
	owner  any // see NewReadable

	errored  goja.Value // nil without an error
	decoder  goja.Value // a StringDecoder, nil without one
	encoding goja.Value // a text, nil without one
	awaiting goja.Value // awaitDrainWriters: a Writable, a Set of them, nil
	pipes    *goja.Object
	// defaultEncoding is nil for utf8.
	defaultEncoding goja.Value
	// more is what scripts put on the state besides.
	more extras
}

// tristate is null, false or true.
type tristate int8

const (
	unset tristate = iota
	off
	on
)

func (t tristate) value(vm *goja.Runtime) goja.Value {
	if t == unset {
		return goja.Null()
	}
	return vm.ToValue(t == on)
}

func tristateOf(v goja.Value) tristate {
	switch {
	case bind.IsNullish(v):
		return unset
	case v.ToBoolean():
		return on
	}
	return off
}

// extras are properties that scripts add, in their order.
type extras struct {
	names  []string
	values []goja.Value
}

func (x *extras) get(name string) goja.Value {
	if i := slices.Index(x.names, name); i >= 0 {
		return x.values[i]
	}
	return nil
}

func (x *extras) set(name string, v goja.Value) {
	if i := slices.Index(x.names, name); i >= 0 {
		x.values[i] = v
		return
	}
	x.names, x.values = append(x.names, name), append(x.values, v)
}

func (x *extras) remove(name string) {
	if i := slices.Index(x.names, name); i >= 0 {
		x.names, x.values = slices.Delete(x.names, i, i+1), slices.Delete(x.values, i, i+1)
	}
}

// readableFlags are the fields of a Readable that are true or false.
var readableFlags = map[string]func(*Readable) *bool{
	"objectMode":        func(r *Readable) *bool { return &r.objectMode },
	"ended":             func(r *Readable) *bool { return &r.ended },
	"endEmitted":        func(r *Readable) *bool { return &r.endEmitted },
	"reading":           func(r *Readable) *bool { return &r.reading },
	"constructed":       func(r *Readable) *bool { return &r.constructed },
	"sync":              func(r *Readable) *bool { return &r.sync },
	"needReadable":      func(r *Readable) *bool { return &r.needReadable },
	"emittedReadable":   func(r *Readable) *bool { return &r.emittedReadable },
	"readableListening": func(r *Readable) *bool { return &r.readableListening },
	"resumeScheduled":   func(r *Readable) *bool { return &r.resumeScheduled },
	"errorEmitted":      func(r *Readable) *bool { return &r.errorEmitted },
	"emitClose":         func(r *Readable) *bool { return &r.emitClose },
	"autoDestroy":       func(r *Readable) *bool { return &r.autoDestroy },
	"destroyed":         func(r *Readable) *bool { return &r.destroyed },
	"closed":            func(r *Readable) *bool { return &r.closed },
	"closeEmitted":      func(r *Readable) *bool { return &r.closeEmitted },
	"multiAwaitDrain":   func(r *Readable) *bool { return &r.multi },
	"readingMore":       func(r *Readable) *bool { return &r.readingMore },
	"dataEmitted":       func(r *Readable) *bool { return &r.dataEmitted },
	"keepsReading":      func(r *Readable) *bool { return &r.keepsReading },
}

// readableKeys are the properties of _readableState, in Node's order.
var readableKeys = []string{
	"objectMode", "highWaterMark", "buffer", "bufferIndex", "length", "pipes", "flowing", "ended", "endEmitted",
	"reading", "constructed", "sync", "needReadable", "emittedReadable", "readableListening", "resumeScheduled",
	"errorEmitted", "emitClose", "autoDestroy", "destroyed", "errored", "closed", "closeEmitted", "defaultEncoding",
	"awaitDrainWriters", "multiAwaitDrain", "readingMore", "dataEmitted", "decoder", "encoding", "paused",
}

// Get implements [goja.DynamicObject].
func (r *Readable) Get(name string) goja.Value {
	vm := r.st.s.vm
	if flag, ok := readableFlags[name]; ok {
		return vm.ToValue(*flag(r))
	}
	switch name {
	case "highWaterMark":
		return vm.ToValue(r.mark)
	case "buffer":
		return vm.ToValue(valuesArray(vm, r.chunks[r.first:]))
	case "bufferIndex":
		return vm.ToValue(0)
	case "length":
		return vm.ToValue(r.length)
	case "pipes":
		return r.destinations()
	case "flowing":
		return r.flowing.value(vm)
	case "paused":
		return r.paused.value(vm)
	case "errored":
		return orNull(r.errored)
	case "awaitDrainWriters":
		return orNull(r.awaiting)
	case "decoder":
		return orNull(r.decoder)
	case "encoding":
		return orNull(r.encoding)
	case "defaultEncoding":
		return r.encodingOrDefault()
	case "readable":
		if r.unread {
			return vm.ToValue(false)
		}
	}
	return r.more.get(name)
}

// destinations is the array that pipe and unpipe keep.
func (r *Readable) destinations() *goja.Object {
	if r.pipes == nil {
		r.pipes = r.st.s.vm.NewArray()
	}
	return r.pipes
}

// Piped tells whether the stream is piped somewhere.
func (r *Readable) Piped() bool { return r.pipes != nil && r.pipes.Get("length").ToInteger() > 0 }

// Set implements [goja.DynamicObject].
func (r *Readable) Set(name string, v goja.Value) bool {
	if flag, ok := readableFlags[name]; ok {
		*flag(r) = v.ToBoolean()
		return true
	}
	switch name {
	case "highWaterMark":
		r.mark = int(v.ToInteger())
	case "buffer":
		r.chunks, r.first = arrayValues(r.st.s.vm, v), 0
	case "bufferIndex":
	case "length":
		r.length = int(v.ToInteger())
	case "pipes":
		r.pipes, _ = v.(*goja.Object)
	case "flowing":
		r.flowing = tristateOf(v)
	case "paused":
		r.paused = tristateOf(v)
	case "errored":
		r.errored = orNil(v)
	case "awaitDrainWriters":
		r.awaiting = orNil(v)
	case "decoder":
		r.decoder = orNil(v)
	case "encoding":
		r.encoding = orNil(v)
	case "defaultEncoding":
		r.defaultEncoding = v
	case "readable":
		r.unread = !v.ToBoolean()
	default:
		r.more.set(name, v)
	}
	return true
}

// Has implements [goja.DynamicObject].
func (r *Readable) Has(name string) bool { return r.Get(name) != nil }

// Delete implements [goja.DynamicObject]. What belongs to the state stays.
func (r *Readable) Delete(name string) bool {
	r.more.remove(name)
	return !slices.Contains(readableKeys, name)
}

// Keys implements [goja.DynamicObject].
func (r *Readable) Keys() []string {
	return append(readableKeys[:len(readableKeys):len(readableKeys)], r.more.names...)
}

func orNull(v goja.Value) goja.Value {
	if v == nil {
		return goja.Null()
	}
	return v
}

func orNil(v goja.Value) goja.Value {
	if bind.IsNullish(v) {
		return nil
	}
	return v
}

func valuesArray(vm *goja.Runtime, values []goja.Value) *goja.Object {
	items := make([]any, len(values))
	for i, v := range values {
		items[i] = v
	}
	return vm.NewArray(items...)
}

func arrayValues(vm *goja.Runtime, v goja.Value) (values []goja.Value) {
	bind.Each(vm, v, func(v goja.Value) { values = append(values, v) })
	return values
}
