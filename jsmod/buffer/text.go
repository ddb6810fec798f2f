package buffer

import (
	"fmt"
	"math"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/codec"
)

// sliceEncodings are the encodings that have methods of their own.
var sliceEncodings = []struct {
	name string
	enc  codec.Encoding
}{
	{"ascii", codec.ASCII},
	{"base64", codec.Base64},
	{"base64url", codec.Base64URL},
	{"latin1", codec.Latin1},
	{"hex", codec.Hex},
	{"ucs2", codec.UCS2},
	{"utf8", codec.UTF8},
}

func (b *binding) textMethods() []method {
	var list []method
	for _, e := range sliceEncodings {
		list = append(list, method{name: e.name + "Slice", fn: func(call goja.FunctionCall) goja.Value {
			return b.slicePart(call, e.enc)
		}})
	}
	for _, e := range sliceEncodings {
		list = append(list, method{name: e.name + "Write", fn: func(call goja.FunctionCall) goja.Value {
			return b.writePart(call, e.enc)
		}})
	}
	return append(list,
		method{name: "toString", length: 3, fn: b.toString},
		method{name: "toLocaleString", length: 3, fn: b.toString, called: "toString"},
		method{name: "write", length: 4, fn: b.write},
	)
}

func (b *binding) decode(mem []byte, enc codec.Encoding) goja.Value {
	n := len(mem)
	switch enc {
	case codec.Hex:
		n *= 2
	case codec.Base64, codec.Base64URL:
		n = n / 3 * 4
	case codec.UCS2:
		n /= 2
	}
	if n > maxStringLength {
		b.throw("Error", "ERR_STRING_TOO_LONG",
			fmt.Sprintf("Cannot create a string longer than 0x%x characters", maxStringLength))
	}
	return codec.Decode(mem, enc)
}

// toString forgives every range, and no encoding.
func (b *binding) toString(call goja.FunctionCall) goja.Value {
	mem := b.this(call)
	if len(call.Arguments) == 0 {
		return b.decode(mem, codec.UTF8)
	}
	start, end := max(0, integer(call.Argument(1), 0)), len(mem)
	if v := call.Argument(2); !goja.IsUndefined(v) {
		end = min(end, integer(v, 0))
	}
	if start >= len(mem) || end <= start {
		return codec.FromASCII("")
	}
	return b.decode(mem[start:end], b.encoding(call.Argument(0), codec.UTF8))
}

// slicePart is utf8Slice and its kin, which are strict about ranges.
func (b *binding) slicePart(call goja.FunctionCall, enc codec.Encoding) goja.Value {
	mem := b.this(call)
	start := b.index(call.Argument(0), 0)
	end := max(start, b.index(call.Argument(1), len(mem)))
	if end > len(mem) {
		b.outOfRange()
	}
	return b.decode(mem[start:end], enc)
}

// index reads an argument as Node's C++ does: negative is an error.
func (b *binding) index(v goja.Value, def int) int {
	n := integer(v, def)
	if n < 0 {
		b.outOfRange()
	}
	return n
}

func (b *binding) outOfRange() {
	b.throw("RangeError", "ERR_OUT_OF_RANGE", "Index out of range")
}

// writePart is utf8Write and its kin.
func (b *binding) writePart(call goja.FunctionCall, enc codec.Encoding) goja.Value {
	mem := b.this(call)
	s := b.textArgument(call)
	offset := b.index(call.Argument(1), 0)
	if offset > len(mem) {
		b.throw("RangeError", "ERR_BUFFER_OUT_OF_BOUNDS", `"offset" is outside of buffer bounds`)
	}
	n := min(b.index(call.Argument(2), len(mem)-offset), len(mem)-offset)
	return b.vm.ToValue(codec.EncodeInto(mem[offset:offset+n], s, enc))
}

func (b *binding) textArgument(call goja.FunctionCall) codec.Text {
	v := call.Argument(0)
	if !goja.IsString(v) {
		b.throw("TypeError", "ERR_INVALID_ARG_TYPE", "argument must be a string")
	}
	return text(v)
}

// write takes (string), (string, encoding), (string, offset[, encoding]) and
// (string, offset, length[, encoding]).
func (b *binding) write(call goja.FunctionCall) goja.Value {
	mem := b.this(call)
	from, length, enc := call.Argument(1), call.Argument(2), call.Argument(3)
	offset, n := 0, len(mem)
	switch {
	case goja.IsUndefined(from):
		enc = goja.Undefined()
	case goja.IsUndefined(length) && goja.IsString(from):
		enc = from
	default:
		offset = b.bounded(from, "offset", len(mem))
		n -= offset
		if goja.IsString(length) {
			enc = length
		} else if !goja.IsUndefined(length) {
			n = min(n, b.bounded(length, "length", len(mem)))
		}
	}
	e := codec.UTF8
	if enc.ToBoolean() {
		e = b.encoding(enc, e)
	}
	return b.vm.ToValue(codec.EncodeInto(mem[offset:offset+n], b.textArgument(call), e))
}

// bounded is an integer argument between 0 and limit, checked as
// validateInteger does it.
func (b *binding) bounded(v goja.Value, name string, limit int) int {
	if goja.IsNumber(v) {
		if f := v.ToFloat(); f >= 0 && f <= float64(limit) && f == math.Trunc(f) {
			return int(f)
		}
	}
	b.validate("validateInteger", v, name, 0, limit)
	return int(v.ToInteger())
}
