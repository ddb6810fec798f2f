package buffer

import (
	"bytes"

	"github.com/dop251/goja"
)

// methods are those that are neither about numbers nor about text.
func (b *binding) methods() []method {
	return []method{
		{name: "copy", length: 4, fn: b.copy},
		{name: "equals", length: 1, fn: b.equals},
		{name: "compare", length: 5, fn: b.compare},
		{name: "indexOf", length: 3, fn: b.indexOf},
		{name: "lastIndexOf", length: 3, fn: b.lastIndexOf},
		{name: "includes", length: 3, fn: b.includes},
		{name: "fill", length: 4, fn: b.fill},
		{name: "subarray", length: 2, fn: b.subarray},
		{name: "slice", length: 2, fn: b.subarray},
		{name: "swap16", fn: b.swapper(2, "16-bits")},
		{name: "swap32", fn: b.swapper(4, "32-bits")},
		{name: "swap64", fn: b.swapper(8, "64-bits")},
	}
}

// array is an argument that has to be a Buffer or Uint8Array.
func (b *binding) array(v goja.Value, name string) []byte {
	mem, ok := bytesOf(v)
	if !ok {
		b.fail("ERR_INVALID_ARG_TYPE", name, []any{"Buffer", "Uint8Array"}, v)
	}
	return mem
}

// subarray, which slice is too, shares the memory of this.
func (b *binding) subarray(call goja.FunctionCall) goja.Value {
	mem := b.this(call)
	o := call.This.(*goja.Object)
	start := relative(call.Argument(0), len(mem), 0)
	end := relative(call.Argument(1), len(mem), len(mem))
	memory, offset := o.Get("buffer"), o.Get("byteOffset")
	if memory == nil || offset == nil {
		b.throw("TypeError", "ERR_INVALID_ARG_TYPE", "argument must be a buffer") // an ArrayBuffer itself
	}
	return b.view(memory, integer(offset, 0)+start, max(0, end-start))
}

// relative reads an index that may count from the end.
func relative(v goja.Value, length, def int) int {
	n := integer(v, def)
	if n < 0 {
		return max(0, n+length)
	}
	return min(n, length)
}

// safeInteger is Node's conversion for copy: what is no safe integer is def.
func (b *binding) safeInteger(v goja.Value, def int) int {
	if goja.IsUndefined(v) {
		return def
	}
	const safe = 1<<53 - 1
	f := b.number(v)
	if f != f || f < -safe || f > safe {
		return 0
	}
	if f < 0 && f > -1 {
		return -1
	}
	return clamp(f)
}

// copy takes (target, targetStart, sourceStart, sourceEnd).
func (b *binding) copy(call goja.FunctionCall) goja.Value {
	src := b.array(call.This, "source")
	dst := b.array(call.Argument(0), "target")
	at := b.safeInteger(call.Argument(1), 0)
	if at < 0 {
		b.fail("ERR_OUT_OF_RANGE", "targetStart", ">= 0", at)
	}
	from := b.safeInteger(call.Argument(2), 0)
	if from < 0 || from > len(src) {
		b.fail("ERR_OUT_OF_RANGE", "sourceStart", ">= 0 && <= "+b.vm.ToValue(len(src)).String(), from)
	}
	to := b.safeInteger(call.Argument(3), len(src))
	if to < 0 {
		b.fail("ERR_OUT_OF_RANGE", "sourceEnd", ">= 0", to)
	}
	if at >= len(dst) || from >= to {
		return b.vm.ToValue(0)
	}
	return b.vm.ToValue(copy(dst[at:], src[from:min(to, len(src))]))
}

func (b *binding) equals(call goja.FunctionCall) goja.Value {
	mem := b.this(call)
	return b.vm.ToValue(bytes.Equal(mem, b.array(call.Argument(0), "otherBuffer")))
}

// compareStatic is Buffer.compare.
func (b *binding) compareStatic(call goja.FunctionCall) goja.Value {
	x := b.array(call.Argument(0), "buf1")
	y := b.array(call.Argument(1), "buf2")
	return b.vm.ToValue(bytes.Compare(x, y))
}

// compare takes (target, targetStart, targetEnd, sourceStart, sourceEnd).
func (b *binding) compare(call goja.FunctionCall) goja.Value {
	mem := b.this(call)
	target := b.array(call.Argument(0), "target")
	limit := func(i int, name string, def, most int) int {
		if v := call.Argument(i); !goja.IsUndefined(v) {
			return b.bounded(v, name, most)
		}
		return def
	}
	ts := limit(1, "targetStart", 0, maxLength)
	te := limit(2, "targetEnd", len(target), len(target))
	ss := limit(3, "sourceStart", 0, maxLength)
	se := limit(4, "sourceEnd", len(mem), len(mem))
	switch {
	case ss >= se && ts >= te:
		return b.vm.ToValue(0)
	case ss >= se:
		return b.vm.ToValue(-1)
	case ts >= te:
		return b.vm.ToValue(1)
	}
	return b.vm.ToValue(bytes.Compare(mem[ss:se], target[ts:te]))
}

func (b *binding) swapper(size int, words string) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		mem := b.this(call)
		if len(mem)%size != 0 {
			b.fail("ERR_INVALID_BUFFER_SIZE", words)
		}
		for ; len(mem) > 0; mem = mem[size:] {
			for i := range size / 2 {
				mem[i], mem[size-1-i] = mem[size-1-i], mem[i]
			}
		}
		return call.This
	}
}
