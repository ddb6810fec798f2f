package buffer

import (
	"bytes"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/codec"
)

func (b *binding) indexOf(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(b.search(call, true))
}

func (b *binding) lastIndexOf(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(b.search(call, false))
}

func (b *binding) includes(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(b.search(call, true) >= 0)
}

// search takes (value, byteOffset, encoding) or (value, encoding).
func (b *binding) search(call goja.FunctionCall, forward bool) int {
	mem := b.this(call)
	value, from, enc := call.Argument(0), call.Argument(1), call.Argument(2)
	if goja.IsString(from) {
		from, enc = goja.Undefined(), from
	}
	offset := searchFrom(b.number(from), len(mem), forward)
	if goja.IsNumber(value) {
		return searchByte(mem, byte(uint32(toInt64(value.ToFloat()))), offset, forward)
	}
	e, known := codec.UTF8, true
	if !goja.IsUndefined(enc) {
		if e, known = codec.Parse(enc.String()); !known {
			e = codec.UTF8
		}
	}
	if goja.IsString(value) {
		if !known {
			b.fail("ERR_UNKNOWN_ENCODING", enc)
		}
		if e == codec.UCS2 {
			mem = mem[:len(mem)&^1]
		}
		return searchBytes(mem, codec.Encode(text(value), e), offset, e, forward)
	}
	needle, ok := bytesOf(value)
	if !ok {
		b.fail("ERR_INVALID_ARG_TYPE", "value", []any{"number", "string", "Buffer", "Uint8Array"}, value)
	}
	return searchBytes(mem, needle, offset, e, forward)
}

// searchFrom reads the offset as Node does: no number means the end at which a
// search in this direction begins.
func searchFrom(f float64, length int, forward bool) int {
	if f != f {
		if forward {
			return 0
		}
		return length
	}
	return int(max(-0x80000000, min(f, 0x7fffffff)))
}

// toInt64 is the integer whose low 32 bits JavaScript's >>> 0 would give.
func toInt64(f float64) int64 {
	const whole = 1 << 32
	if f != f || f > 1e300 || f < -1e300 {
		return 0
	}
	if f < -whole || f > whole {
		f -= whole * float64(int64(f/whole))
	}
	return int64(f)
}

// searchStart turns an offset into an index, -1 when nothing can be found.
func searchStart(offset, length, needle int, forward bool) int {
	switch {
	case offset < 0 && offset+length >= 0:
		return offset + length
	case offset < 0 && (forward || needle == 0):
		return 0
	case offset < 0:
		return -1
	case offset+needle <= length:
		return offset
	case needle == 0:
		return length
	case forward:
		return -1
	}
	return length - 1
}

func searchByte(mem []byte, c byte, offset int, forward bool) int {
	at := searchStart(offset, len(mem), 1, forward)
	if at < 0 || len(mem) == 0 {
		return -1
	}
	if !forward {
		return bytes.LastIndexByte(mem[:at+1], c)
	}
	if i := bytes.IndexByte(mem[at:], c); i >= 0 {
		return at + i
	}
	return -1
}

func searchBytes(mem, needle []byte, offset int, enc codec.Encoding, forward bool) int {
	at := searchStart(offset, len(mem), len(needle), forward)
	switch {
	case len(needle) == 0:
		return at
	case at < 0, len(needle) > len(mem), forward && at+len(needle) > len(mem):
		return -1
	case enc == codec.UCS2:
		return searchUnits(mem, needle, at, forward)
	case !forward:
		return bytes.LastIndex(mem[:min(len(mem), at+len(needle))], needle)
	}
	if i := bytes.Index(mem[at:], needle); i >= 0 {
		return at + i
	}
	return -1
}

// searchUnits finds matches at even indexes only.
func searchUnits(mem, needle []byte, at int, forward bool) int {
	if len(needle) < 2 {
		return -1
	}
	mem, needle = mem[:len(mem)&^1], needle[:len(needle)&^1]
	at &^= 1
	if !forward {
		for end := min(len(mem), at+len(needle)); ; {
			i := bytes.LastIndex(mem[:end], needle)
			if i&1 == 0 || i < 0 {
				return i
			}
			end = i + len(needle) - 1
		}
	}
	for at <= len(mem) {
		i := bytes.Index(mem[at:], needle)
		if i < 0 {
			return -1
		}
		if at += i; at&1 == 0 {
			return at
		}
		at++
	}
	return -1
}
