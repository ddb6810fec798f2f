package streams

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/emitter"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

// Streams is what the streams of one runtime share.
type Streams struct {
	host    module.Host
	vm      *goja.Runtime
	events  *emitter.Emitters
	nesting *bind.Nesting
	ticks   *ticks.Queue
	help    helpers
	own     methods
	// ends has, for a _destroy that calls back at once, what does the rest of it.
	ends map[*goja.Object]atOnce
	// destroyers are what [Streams.DestroysBy] was told.
	destroyers map[*goja.Object]func(*Stream, goja.Value, func(goja.Value))

	// Prototypes: of Buffers, and of the two states.
	buffer, readableState, writableState *goja.Object
	// bufferEncoding is the encoding that _write is given with bytes.
	bufferEncoding, utf8 goja.Value
	// nop is the callback of a write that was given none.
	nop *goja.Object
	// The default high water marks, of bytes and of objects.
	markBytes, markObjects int
}

// helpers are functions in JavaScript for what is seldom.
type helpers struct {
	// fail(code, ...arguments) makes an error of Node's.
	fail goja.Callable
	// bytes(text, encoding) is Buffer.from.
	bytes goja.Callable
	// recode(text, from, to) is what the bytes of text are in another encoding.
	recode goja.Callable
	// view(value) is a Buffer over the memory of an ArrayBufferView, undefined for
	// anything else.
	view goja.Callable
	// isEncoding(name) is Buffer.isEncoding.
	isEncoding goja.Callable
	// decoder(encoding) is a new StringDecoder.
	decoder goja.Callable
	// destroyLater(stream, error, callback) destroys once _construct is over.
	destroyLater goja.Callable
	// abort(signal, stream) is addAbortSignal.
	abort goja.Callable
}

// methods are the native functions that stand on the prototypes, to tell whether
// a stream has one of its own instead.
type methods struct {
	push, read, resume, destroy, write *goja.Object
}

type streamsKey struct{}

// Of returns the streams of a runtime.
func Of(h module.Host) *Streams {
	return h.Local(streamsKey{}, func() any {
		return &Streams{
			host: h, vm: h.VM(), events: emitter.Of(h), ticks: ticks.Of(h), nesting: bind.NestingOf(h),
			ends: map[*goja.Object]atOnce{}, destroyers: map[*goja.Object]func(*Stream, goja.Value, func(goja.Value)){},
			markBytes: 16 << 10, markObjects: 16,
		}
	}).(*Streams)
}

// Stream is one stream: a Readable, a Writable or, with both halves, a Duplex.
type Stream struct {
	s   *Streams
	obj *goja.Object
	r   *Readable // nil without this half
	w   *Writable // nil without this half
}

// Readable is the reading half, nil where there is none.
func (st *Stream) Readable() *Readable { return st.r }

// Writable is the writing half, nil where there is none.
func (st *Stream) Writable() *Writable { return st.w }

// Find returns the stream behind an object, nil when it is none of ours.
func (s *Streams) Find(v goja.Value) *Stream {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	if r := readableOf(o); r != nil {
		return r.st
	}
	if w := writableOf(o); w != nil {
		return w.st
	}
	return nil
}

func readableOf(o *goja.Object) *Readable {
	r, _ := bind.Dynamic[*Readable](o.Get("_readableState"))
	return r
}

func writableOf(o *goja.Object) *Writable {
	w, _ := bind.Dynamic[*Writable](o.Get("_writableState"))
	return w
}

// readable is for methods of a Readable.
func (s *Streams) readable(this goja.Value) *Readable {
	if o, ok := this.(*goja.Object); ok {
		if r := readableOf(o); r != nil {
			return r
		}
	}
	panic(s.vm.NewTypeError("not a Readable: it has no _readableState of its constructor's"))
}

// writable is for methods of a Writable.
func (s *Streams) writable(this goja.Value) *Writable {
	if o, ok := this.(*goja.Object); ok {
		if w := writableOf(o); w != nil {
			return w
		}
	}
	panic(s.vm.NewTypeError("not a Writable: it has no _writableState of its constructor's"))
}

// must returns what a helper does, and passes on what it throws.
func must(v goja.Value, err error) goja.Value {
	if err != nil {
		panic(err)
	}
	return v
}

// fail makes one of Node's errors by its code.
func (s *Streams) fail(code string, args ...any) goja.Value {
	values := make([]goja.Value, 1, 1+len(args))
	values[0] = s.vm.ToValue(code)
	for _, a := range args {
		values = append(values, s.vm.ToValue(a))
	}
	return must(s.help.fail(goja.Undefined(), values...))
}

// method returns a method by its name, nil where it is no object. Only call may
// call it: it need not be a function.
func (st *Stream) method(name string) *goja.Object {
	fn, ok := st.obj.Get(name).(*goja.Object)
	if !ok {
		return nil
	}
	return fn
}

// call calls a method that a class has to provide.
func (st *Stream) call(name string, args ...goja.Value) goja.Value {
	return st.s.callMethod(st.obj, name, args...)
}

// callMethod calls a method, or throws where there is none.
func (s *Streams) callMethod(o *goja.Object, name string, args ...goja.Value) goja.Value {
	return bind.InvokeMethod(s.vm, o, "", name, args...)
}

// catch calls a method that a class has to provide and returns what it throws.
func (st *Stream) catch(name string, args ...goja.Value) (thrown goja.Value, failed bool) {
	ex := st.s.vm.Try(func() { st.call(name, args...) })
	if ex == nil {
		return nil, false
	}
	return ex.Value(), true
}

// emit emits an event of the stream's.
func (st *Stream) emit(name string, args ...goja.Value) { st.s.events.Emit(st.obj, name, args...) }

// length is the length of a chunk that is text or a Buffer, -1 for anything else,
// also for an instance of a class derived from Buffer.
func (s *Streams) length(chunk goja.Value) int {
	switch c := chunk.(type) {
	case goja.String:
		return c.Length()
	case *goja.Object:
		return s.bufferLength(c)
	}
	return -1
}

func (s *Streams) bufferLength(o *goja.Object) int {
	if o.Prototype() != s.buffer {
		return -1
	}
	b, ok := bind.Bytes(o)
	if !ok {
		return -1
	}
	return len(b)
}

// lengthOf is the length of a chunk that is in a buffer already.
func (s *Streams) lengthOf(chunk goja.Value) int {
	if n := s.length(chunk); n >= 0 {
		return n
	}
	if o, ok := chunk.(*goja.Object); ok {
		return int(o.Get("length").ToInteger())
	}
	return 0
}

// isError tells whether an argument for an error is one: anything that is true.
func isError(v goja.Value) bool { return v != nil && v.ToBoolean() }
