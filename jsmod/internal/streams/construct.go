package streams

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// both is a stream with its two halves, allocated in one piece.
type both struct {
	stream Stream
	r      Readable
	w      Writable
}

// newDuplex gives obj both halves.
func (s *Streams) newDuplex(obj, options *goja.Object) *Stream {
	d := &both{stream: Stream{s: s, obj: obj}}
	st := &d.stream
	st.r, st.w = &d.r, &d.w
	st.r.init(st, options, true)
	st.w.init(st, options, true)
	s.show(st)
	return st
}

// show makes the halves visible.
func (s *Streams) show(st *Stream) {
	if st.r != nil {
		_ = st.obj.Set("_readableState", st.r.state)
	}
	if st.w != nil {
		_ = st.obj.Set("_writableState", st.w.state)
	}
}

func (r *Readable) init(st *Stream, options *goja.Object, isDuplex bool) {
	s := st.s
	r.st = st
	r.sync, r.constructed, r.emitClose, r.autoDestroy = true, true, true, true
	r.mark = s.markBytes
	r.state = s.vm.NewDynamicObject(r)
	_ = r.state.SetPrototype(s.readableState)
	if options == nil {
		return
	}
	r.objectMode = bind.Bool(options, "objectMode") || (isDuplex && bind.Bool(options, "readableObjectMode"))
	r.mark = s.markOf(options, "readableHighWaterMark", isDuplex, r.objectMode)
	r.emitClose, r.autoDestroy = !isFalse(options, "emitClose"), !isFalse(options, "autoDestroy")
	r.defaultEncoding = s.encodingOption(options)
	if enc := bind.Prop(options, "encoding"); enc != nil && enc.ToBoolean() {
		r.decoder = must(s.help.decoder(goja.Undefined(), enc))
		r.encoding = enc
	}
}

func (r *Readable) setDefaultEncoding(enc goja.Value) {
	r.st.s.checkEncoding(enc)
	r.defaultEncoding = enc
}

func (w *Writable) init(st *Stream, options *goja.Object, isDuplex bool) {
	s := st.s
	w.st = st
	w.sync, w.constructed, w.emitClose, w.autoDestroy, w.decodeStrings = true, true, true, true, true
	w.mark = s.markBytes
	w.state = s.vm.NewDynamicObject(w)
	_ = w.state.SetPrototype(s.writableState)
	if options == nil {
		return
	}
	w.objectMode = bind.Bool(options, "objectMode") || (isDuplex && bind.Bool(options, "writableObjectMode"))
	w.mark = s.markOf(options, "writableHighWaterMark", isDuplex, w.objectMode)
	w.emitClose, w.autoDestroy = !isFalse(options, "emitClose"), !isFalse(options, "autoDestroy")
	w.decodeStrings = !isFalse(options, "decodeStrings")
	w.defaultEncoding = s.encodingOption(options)
}

// encodingOption is the default encoding that options name, nil without one.
func (s *Streams) encodingOption(options *goja.Object) goja.Value {
	enc := bind.Prop(options, "defaultEncoding")
	if enc == nil || !enc.ToBoolean() {
		return nil
	}
	s.checkEncoding(enc)
	return enc
}

func isFalse(options *goja.Object, name string) bool {
	v := options.Get(name)
	if v == nil || isObject(v) {
		return false
	}
	b, isBool := v.Export().(bool)
	return isBool && !b
}

// markOf is the high water mark that options ask for. duplexKey names the option
// for one side of a Duplex.
func (s *Streams) markOf(options *goja.Object, duplexKey string, isDuplex, objectMode bool) int {
	v := bind.Prop(options, "highWaterMark")
	if v == nil && isDuplex {
		v = bind.Prop(options, duplexKey)
	}
	switch {
	case v != nil:
		return s.checkMark(v, duplexKey, isDuplex)
	case objectMode:
		return s.markObjects
	}
	return s.markBytes
}

func (s *Streams) checkMark(v goja.Value, duplexKey string, isDuplex bool) int {
	n := int64(-1)
	if isNumber(v) {
		n = v.ToInteger()
	}
	if n < 0 || v.ToFloat() != float64(n) {
		name := "options.highWaterMark"
		if isDuplex {
			name = "options." + duplexKey
		}
		panic(s.fail("ERR_INVALID_ARG_VALUE", name, v))
	}
	return int(n)
}

func isNumber(v goja.Value) bool {
	if isObject(v) {
		return false
	}
	switch v.Export().(type) {
	case int64, float64:
		return true
	}
	return false
}

func isObject(v goja.Value) bool {
	_, ok := v.(*goja.Object)
	return ok
}

// checkEncoding throws for a name that Buffer does not know.
func (s *Streams) checkEncoding(enc goja.Value) {
	if name, ok := enc.(goja.String); ok {
		switch name.String() {
		case "utf8", "buffer":
			return
		}
	}
	if !must(s.help.isEncoding(goja.Undefined(), enc)).ToBoolean() {
		panic(s.fail("ERR_UNKNOWN_ENCODING", enc))
	}
}

// initReadable(stream, options) begins a Readable, initWritable(stream, options,
// isDuplex) a Writable and initDuplex(stream, options) a Duplex. Each also makes
// the stream an emitter.
func (s *Streams) initReadable(call goja.FunctionCall) goja.Value {
	obj, options := s.initArguments(call)
	st := &Stream{s: s, obj: obj, r: &Readable{}}
	st.r.init(st, options, false)
	s.show(st)
	s.take(st, options, readableOptions)
	return goja.Undefined()
}

func (s *Streams) initWritable(call goja.FunctionCall) goja.Value {
	obj, options := s.initArguments(call)
	st := &Stream{s: s, obj: obj, w: &Writable{}}
	st.w.init(st, options, call.Argument(2).ToBoolean())
	s.show(st)
	s.take(st, options, writableOptions)
	return goja.Undefined()
}

func (s *Streams) initDuplex(call goja.FunctionCall) goja.Value {
	obj, options := s.initArguments(call)
	st := s.newDuplex(obj, options)
	if options == nil {
		return goja.Undefined()
	}
	if isFalse(options, "allowHalfOpen") {
		_ = obj.Set("allowHalfOpen", false)
	}
	if isFalse(options, "readable") {
		st.r.unread, st.r.ended, st.r.endEmitted = true, true, true
	}
	if isFalse(options, "writable") {
		st.w.unwritten, st.w.ending, st.w.ended, st.w.finished = true, true, true, true
	}
	s.take(st, options, duplexOptions)
	return goja.Undefined()
}

// initSocket(stream, allowHalfOpen, highWaterMark) begins a Duplex with what a
// net.Socket asks for: 'close' is the socket's own to emit, texts are not decoded
// and its source reads on.
func (s *Streams) initSocket(call goja.FunctionCall) goja.Value {
	s.NewSocket(call.Argument(0).ToObject(s.vm), call.Argument(1).ToBoolean(), call.Argument(2))
	return goja.Undefined()
}

// NewSocket makes a stream of obj as a net.Socket is one. mark is the high water
// mark of both sides, undefined for the default; it throws where it is no such
// number.
func (s *Streams) NewSocket(obj *goja.Object, allowHalfOpen bool, mark goja.Value) *Stream {
	s.events.Init(obj)
	st := s.newDuplex(obj, nil)
	if !allowHalfOpen {
		_ = obj.Set("allowHalfOpen", false)
	}
	if !bind.IsNullish(mark) {
		st.r.mark = s.checkMark(mark, "readableHighWaterMark", false)
		st.w.mark = st.r.mark
	}
	st.r.emitClose, st.w.emitClose = false, false
	st.w.decodeStrings = false
	st.r.keepsReading = true
	return st
}

func (s *Streams) initArguments(call goja.FunctionCall) (obj, options *goja.Object) {
	obj = call.Argument(0).ToObject(s.vm)
	if o, ok := call.Argument(1).(*goja.Object); ok {
		options = o
	}
	s.events.Init(obj)
	return obj, options
}

// Options that put a method on the stream.
var (
	readableOptions = []string{"read", "destroy", "construct"}
	writableOptions = []string{"write", "writev", "destroy", "final", "construct"}
	duplexOptions   = []string{"read", "write", "writev", "destroy", "final", "construct"}
)

// take puts the methods among options on the stream.
func (s *Streams) take(st *Stream, options *goja.Object, names []string) {
	if options == nil {
		return
	}
	for _, name := range names {
		if fn := function(options.Get(name)); fn != nil {
			_ = st.obj.Set("_"+name, fn)
		}
	}
	if signal := options.Get("signal"); signal != nil && signal.ToBoolean() {
		must(s.help.abort(goja.Undefined(), signal, st.obj))
	}
}

// newReadableState(options, isDuplex) and newWritableState(options, isDuplex)
// make a state without a stream, for who calls the constructors.
func (s *Streams) newReadableState(call goja.FunctionCall) goja.Value {
	options, _ := call.Argument(0).(*goja.Object)
	r := &Readable{}
	r.init(&Stream{s: s, obj: s.vm.NewObject(), r: r}, options, call.Argument(1).ToBoolean())
	return r.state
}

func (s *Streams) newWritableState(call goja.FunctionCall) goja.Value {
	options, _ := call.Argument(0).(*goja.Object)
	w := &Writable{}
	w.init(&Stream{s: s, obj: s.vm.NewObject(), w: w}, options, call.Argument(1).ToBoolean())
	return w.state
}

// The defaults, by whether they are for objects.
func (s *Streams) setDefaultMark(call goja.FunctionCall) goja.Value {
	n := int(call.Argument(1).ToInteger())
	if call.Argument(0).ToBoolean() {
		s.markObjects = n
	} else {
		s.markBytes = n
	}
	return goja.Undefined()
}

func (s *Streams) getDefaultMark(call goja.FunctionCall) goja.Value {
	if call.Argument(0).ToBoolean() {
		return s.vm.ToValue(s.markObjects)
	}
	return s.vm.ToValue(s.markBytes)
}

// highWaterMarkOf(options, duplexKey, isDuplex, objectMode) is the mark that
// options ask for.
func (s *Streams) highWaterMarkOf(call goja.FunctionCall) goja.Value {
	options := call.Argument(0).ToObject(s.vm)
	return s.vm.ToValue(s.markOf(options, call.Argument(1).String(), call.Argument(2).ToBoolean(), call.Argument(3).ToBoolean()))
}
