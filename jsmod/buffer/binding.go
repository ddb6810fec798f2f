package buffer

import (
	"math"
	"reflect"
	"unsafe"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/module"
)

// maxLength is Node 20's buffer.constants.MAX_LENGTH. What this runtime really makes
// in one piece is bounds.MaxBytes: an attempt at more is the same RangeError that
// V8 throws when the system has no such memory.
const (
	maxLength       = 1 << 32
	maxStringLength = 0x1fffffe8
)

// binding is the Go half of one runtime's buffer module.
type binding struct {
	h      module.Host
	vm     *goja.Runtime
	create goja.Constructor // Uint8Array
	target *goja.Object     // Buffer, once the script has handed it over
	pool   pool
}

// method is a native function with the name and length that scripts see.
type method struct {
	name   string
	length int
	fn     func(goja.FunctionCall) goja.Value
	called string // the function's own name, where it differs
	alias  string // a second property that holds the same function
}

// install puts methods on an object as plain assignments would.
func (b *binding) install(o *goja.Object, list []method) {
	for _, m := range list {
		fn := b.vm.ToValue(m.fn).(*goja.Object)
		name := m.name
		if m.called != "" {
			name = m.called
		}
		must(fn.DefineDataProperty("name", b.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		must(fn.DefineDataProperty("length", b.vm.ToValue(m.length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		must(o.Set(m.name, fn))
		if m.alias != "" {
			must(o.Set(m.alias, fn))
		}
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// fail throws one of Node's coded errors.
func (b *binding) fail(code string, args ...any) {
	codes := b.h.Require("internal/errors").ToObject(b.vm).Get("codes").ToObject(b.vm)
	ctor, ok := goja.AssertConstructor(codes.Get(code))
	if !ok {
		panic("buffer: internal error: no error " + code)
	}
	values := make([]goja.Value, len(args))
	for i, a := range args {
		values[i] = b.vm.ToValue(a)
	}
	e, err := ctor(nil, values...)
	if err != nil {
		panic(err)
	}
	panic(e)
}

// validate leaves the judgement of a suspicious argument, and the words, to
// internal/validators.
func (b *binding) validate(validator string, args ...any) {
	fn, ok := goja.AssertFunction(b.h.Require("internal/validators").ToObject(b.vm).Get(validator))
	if !ok {
		panic("buffer: internal error: no validator " + validator)
	}
	values := make([]goja.Value, len(args))
	for i, a := range args {
		values[i] = b.vm.ToValue(a)
	}
	if _, err := fn(goja.Undefined(), values...); err != nil {
		panic(err)
	}
}

var (
	bytesType       = reflect.TypeFor[[]byte]()
	arrayBufferType = reflect.TypeFor[goja.ArrayBuffer]()
)

// bytesOf is the memory of a Uint8Array, which every Buffer is.
func bytesOf(v goja.Value) ([]byte, bool) {
	o, ok := v.(*goja.Object)
	if !ok || o.ExportType() != bytesType {
		return nil, false
	}
	// A detached one is still a Uint8Array, of no length.
	mem, _ := bind.Bytes(o)
	return mem, true
}

// viewOf is the memory of any view or ArrayBuffer.
func viewOf(v goja.Value) ([]byte, bool) {
	if mem, ok := bytesOf(v); ok {
		return mem, true
	}
	return bind.Bytes(v)
}

// this is the memory of the Buffer that a method was called on.
func (b *binding) this(call goja.FunctionCall) []byte {
	mem, ok := bytesOf(call.This)
	if !ok {
		if mem, ok = viewOf(call.This); !ok {
			b.throw("TypeError", "ERR_INVALID_ARG_TYPE", "argument must be a buffer")
		}
	}
	return mem
}

// throw is for the errors that Node makes in C++, with words of their own.
func (b *binding) throw(class, code, message string) {
	bind.Throw(b.vm, class, code, message)
}

// encoding reads an encoding argument; undefined is def, and anything that is
// not a known name throws.
func (b *binding) encoding(v goja.Value, def codec.Encoding) codec.Encoding {
	if goja.IsUndefined(v) {
		return def
	}
	e, ok := codec.Parse(v.String())
	if !ok {
		b.fail("ERR_UNKNOWN_ENCODING", v)
	}
	return e
}

// integer is JavaScript's number-or-zero conversion of an optional argument:
// def when undefined, truncated, within what an int holds.
func integer(v goja.Value, def int) int {
	if goja.IsUndefined(v) {
		return def
	}
	return clamp(v.ToFloat())
}

func clamp(f float64) int {
	switch {
	case f != f:
		return 0
	case f > maxLength:
		return maxInt
	case f < -maxLength:
		return -maxInt
	}
	return int(f)
}

const maxInt = min(math.MaxInt>>1, 1<<33)

func text(v goja.Value) codec.Text {
	if s, ok := v.(goja.String); ok {
		return codec.TextOf(s)
	}
	return codec.TextOf(v.ToString())
}

// offsetIn is where part begins within whole; both share their memory.
func offsetIn(whole, part []byte) int {
	if len(part) == 0 {
		return 0
	}
	return int(uintptr(unsafe.Pointer(unsafe.SliceData(part))) - uintptr(unsafe.Pointer(unsafe.SliceData(whole))))
}
