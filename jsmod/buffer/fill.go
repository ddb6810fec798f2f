package buffer

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/codec"
)

// fill takes (value, offset, end, encoding), where an encoding may stand in the
// place of offset or end.
func (b *binding) fill(call goja.FunctionCall) goja.Value {
	mem := b.this(call)
	value, offset, end, enc := call.Argument(0), call.Argument(1), call.Argument(2), call.Argument(3)
	e := codec.UTF8
	if goja.IsString(value) {
		switch {
		case goja.IsUndefined(offset) || goja.IsString(offset):
			offset, end, enc = goja.Undefined(), goja.Undefined(), offset
		case goja.IsString(end):
			end, enc = goja.Undefined(), end
		}
		e = b.fillEncoding(enc)
	}
	from, to := 0, len(mem)
	if !goja.IsUndefined(offset) {
		from = b.bounded(offset, "offset", maxLength)
		if !goja.IsUndefined(end) {
			to = b.bounded(end, "end", len(mem))
		}
		if from >= to {
			return call.This
		}
	}
	b.fillWith(mem[from:to], value, e)
	return call.This
}

func (b *binding) fillEncoding(v goja.Value) codec.Encoding {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return codec.UTF8
	}
	if goja.IsString(v) && v.String() == "" {
		return codec.UTF8
	}
	e, ok := codec.Parse(v.String())
	if !ok {
		b.validate("validateString", v, "encoding")
		b.fail("ERR_UNKNOWN_ENCODING", v)
	}
	return e
}

func (b *binding) fillWith(mem []byte, value goja.Value, e codec.Encoding) {
	var pattern []byte
	if goja.IsString(value) {
		t := text(value)
		pattern = codec.Encode(t, e)
		if t.Len() == 0 {
			pattern = []byte{0}
		}
	} else if bytes, ok := viewOf(value); ok {
		pattern = append(pattern, bytes...)
	} else {
		pattern = []byte{byte(toInt64(b.number(value)))}
	}
	if len(pattern) == 0 {
		if len(mem) > 0 {
			b.fail("ERR_INVALID_ARG_VALUE", "value", value)
		}
		return
	}
	n := copy(mem, pattern)
	for n < len(mem) {
		n += copy(mem[n:], mem[:n])
	}
}
