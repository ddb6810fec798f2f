package buffer

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"strconv"

	"github.com/dop251/goja"
)

// order is the order of bytes in memory, with the letters of the method names.
type order struct {
	suffix string
	binary.ByteOrder
	little bool
	float  string
}

var orders = []order{
	{"LE", binary.LittleEndian, true, "Forwards"},
	{"BE", binary.BigEndian, false, "Backwards"},
}

// uint reads up to eight bytes.
func (o order) uint(b []byte) uint64 {
	var v uint64
	for i := range b {
		if o.little {
			v |= uint64(b[i]) << (8 * i)
		} else {
			v = v<<8 | uint64(b[i])
		}
	}
	return v
}

// put writes the low bytes of v.
func (o order) put(b []byte, v uint64) {
	for i := range b {
		if o.little {
			b[i] = byte(v >> (8 * i))
		} else {
			b[len(b)-1-i] = byte(v >> (8 * i))
		}
	}
}

// numberMethods are readUInt8 to writeDoubleBE, each unsigned one under its
// second name (readUint8) too.
func (b *binding) numberMethods() []method {
	var list []method
	add := func(name string, length int, fn func(goja.FunctionCall) goja.Value) {
		list = append(list, method{name: name, length: length, fn: fn})
	}
	for _, signed := range []bool{false, true} {
		kind := "UInt"
		if signed {
			kind = "Int"
		}
		add("read"+kind+"8", 0, b.reader(1, signed, orders[0]))
		add("write"+kind+"8", 1, b.writer(1, signed, orders[0]))
		for _, o := range orders {
			for _, size := range []int{2, 4} {
				bits := strconv.Itoa(8 * size)
				add("read"+kind+bits+o.suffix, 0, b.reader(size, signed, o))
				add("write"+kind+bits+o.suffix, 1, b.writer(size, signed, o))
			}
			add("read"+kind+o.suffix, 2, b.sizedReader(signed, o))
			add("write"+kind+o.suffix, 3, b.sizedWriter(signed, o))
			add("readBig"+kind+"64"+o.suffix, 0, b.bigReader(signed, o))
			add("writeBig"+kind+"64"+o.suffix, 1, b.bigWriter(signed, o))
		}
	}
	for i, m := range list {
		if alias := uintAlias(m.name); alias != m.name {
			list[i].alias = alias
		}
	}
	for _, o := range orders {
		for _, size := range []int{4, 8} {
			name := map[int]string{4: "Float", 8: "Double"}[size]
			list = append(list,
				method{"read" + name + o.suffix, 0, b.floatReader(size, o), "read" + name + o.float, ""},
				method{"write" + name + o.suffix, 1, b.floatWriter(size, o), "write" + name + o.float, ""})
		}
	}
	return list
}

func uintAlias(name string) string {
	for i := 0; i+4 <= len(name); i++ {
		if name[i:i+4] == "UInt" {
			return name[:i] + "Uint" + name[i+4:]
		}
	}
	return name
}

// at is the place of size bytes at an offset argument (0 when undefined), which
// must be an integer and within.
func (b *binding) at(mem []byte, v goja.Value, size int) []byte {
	if goja.IsUndefined(v) {
		v = b.vm.ToValue(0)
	} else if !goja.IsNumber(v) {
		b.validate("validateNumber", v, "offset")
	}
	f := v.ToFloat()
	if f != math.Trunc(f) || f < 0 || f > float64(len(mem)-size) {
		b.boundsError(v, len(mem)-size, "offset")
	}
	i := int(f)
	return mem[i : i+size : i+size]
}

// boundsError tells why an offset or a byteLength is none.
func (b *binding) boundsError(v goja.Value, limit int, name string) {
	if !goja.IsNumber(v) {
		b.validate("validateNumber", v, name)
	}
	if f := v.ToFloat(); f != math.Trunc(f) {
		b.fail("ERR_OUT_OF_RANGE", name, "an integer", v)
	}
	if limit < 0 {
		b.fail("ERR_BUFFER_OUT_OF_BOUNDS")
	}
	least := 0
	if name == "byteLength" {
		least = 1
	}
	b.fail("ERR_OUT_OF_RANGE", name, fmt.Sprintf(">= %d and <= %d", least, limit), v)
}

func (b *binding) reader(size int, signed bool, o order) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		return b.readInt(b.at(b.this(call), call.Argument(0), size), signed, o)
	}
}

func (b *binding) readInt(mem []byte, signed bool, o order) goja.Value {
	v := o.uint(mem)
	if signed {
		shift := 64 - 8*len(mem)
		return b.vm.ToValue(int64(v<<shift) >> shift)
	}
	return b.vm.ToValue(int64(v))
}

func (b *binding) sizedReader(signed bool, o order) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		mem := b.this(call)
		if goja.IsUndefined(call.Argument(0)) {
			b.fail("ERR_INVALID_ARG_TYPE", "offset", "number", call.Argument(0))
		}
		size := b.sized(call.Argument(1))
		return b.readInt(b.at(mem, call.Argument(0), size), signed, o)
	}
}

// sized checks the byteLength of readIntLE and its kin.
func (b *binding) sized(size goja.Value) int {
	if goja.IsNumber(size) {
		if f := size.ToFloat(); f >= 1 && f <= 6 && f == math.Trunc(f) {
			return int(f)
		}
	}
	b.boundsError(size, 6, "byteLength")
	return 0
}

func (b *binding) writer(size int, signed bool, o order) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		offset := call.Argument(1)
		if goja.IsUndefined(offset) {
			offset = b.vm.ToValue(0)
		}
		return b.writeInt(b.this(call), call.Argument(0), offset, size, signed, o)
	}
}

// sizedWriter differs in that the offset may not be left out.
func (b *binding) sizedWriter(signed bool, o order) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		size := b.sized(call.Argument(2))
		return b.writeInt(b.this(call), call.Argument(0), call.Argument(1), size, signed, o)
	}
}

// number is JavaScript's unary plus.
func (b *binding) number(v goja.Value) float64 {
	if goja.IsNumber(v) {
		return v.ToFloat()
	}
	if o, ok := v.(*goja.Object); ok {
		v = o.ToNumber()
	}
	if _, ok := bigInt(v); ok {
		panic(b.vm.NewTypeError("Cannot convert a BigInt value to a number"))
	}
	return v.ToFloat()
}

func (b *binding) writeInt(mem []byte, v, offset goja.Value, size int, signed bool, o order) goja.Value {
	f := b.number(v)
	if size == 1 && !goja.IsNumber(offset) {
		b.validate("validateNumber", offset, "offset")
	}
	low, high := 0.0, math.Ldexp(1, 8*size)-1
	if signed {
		low, high = -math.Ldexp(1, 8*size-1), math.Ldexp(1, 8*size-1)-1
	}
	if f < low || f > high {
		b.fail("ERR_OUT_OF_RANGE", "value", intRange(size, signed), f)
	}
	if goja.IsUndefined(offset) {
		b.validate("validateNumber", offset, "offset")
	}
	at := b.at(mem, offset, size)
	if f != f {
		f = 0
	}
	bits := uint64(int64(math.Trunc(f)))
	if size > 4 && f != math.Trunc(f) {
		// Node computes the upper bytes with floor and the lower ones by
		// truncation; for a negative fraction that matters.
		bits = uint64(uint32(bits)) | uint64(int64(math.Floor(f/(1<<32))))<<32
	}
	o.put(at, bits)
	return b.vm.ToValue(offsetIn(mem, at) + size)
}

func intRange(size int, signed bool) string {
	bits := 8 * size
	switch {
	case size > 4 && signed:
		return fmt.Sprintf(">= -(2 ** %d) and < 2 ** %d", bits-1, bits-1)
	case size > 4:
		return fmt.Sprintf(">= 0 and < 2 ** %d", bits)
	case signed:
		return fmt.Sprintf(">= %d and <= %d", -int64(1)<<(bits-1), int64(1)<<(bits-1)-1)
	}
	return fmt.Sprintf(">= 0 and <= %d", int64(1)<<bits-1)
}

func (b *binding) bigReader(signed bool, o order) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		v := o.uint(b.at(b.this(call), call.Argument(0), 8))
		if signed {
			return b.vm.ToValue(big.NewInt(int64(v)))
		}
		return b.vm.ToValue(new(big.Int).SetUint64(v))
	}
}

func (b *binding) bigWriter(signed bool, o order) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		mem := b.this(call)
		v := call.Argument(0)
		n, isBig := bigInt(v)
		if isBig && !(signed && n.IsInt64() || !signed && n.IsUint64()) || !isBig && outside64(v, signed) {
			words := ">= 0n and < 2n ** 64n"
			if signed {
				words = ">= -(2n ** 63n) and < 2n ** 63n"
			}
			b.fail("ERR_OUT_OF_RANGE", "value", words, v)
		}
		at := b.at(mem, call.Argument(1), 8)
		if !isBig {
			panic(b.vm.NewTypeError("Cannot mix BigInt and other types, use explicit conversions"))
		}
		if signed {
			o.put(at, uint64(n.Int64()))
		} else {
			o.put(at, n.Uint64())
		}
		return b.vm.ToValue(offsetIn(mem, at) + 8)
	}
}

// bigInt leaves objects alone: the export of one that is or holds a detached
// typed array panics.
func bigInt(v goja.Value) (*big.Int, bool) {
	if _, isObject := v.(*goja.Object); isObject {
		return nil, false
	}
	n, ok := v.Export().(*big.Int)
	return n, ok
}

// outside64 compares a plain number with the limits of a 64-bit integer, which
// comes before the complaint that it is no BigInt.
func outside64(v goja.Value, signed bool) bool {
	if !goja.IsNumber(v) {
		return false
	}
	f := v.ToFloat()
	if signed {
		return f < -(1<<63) || f >= 1<<63
	}
	return f < 0 || f >= 1<<64
}

func (b *binding) floatReader(size int, o order) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		bits := o.uint(b.at(b.this(call), call.Argument(0), size))
		if size == 4 {
			return b.vm.ToValue(float64(math.Float32frombits(uint32(bits))))
		}
		return b.vm.ToValue(math.Float64frombits(bits))
	}
}

func (b *binding) floatWriter(size int, o order) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		mem := b.this(call)
		f := b.number(call.Argument(0))
		at := b.at(mem, call.Argument(1), size)
		if f != f {
			// The quiet NaN of V8; Go's own has another payload.
			f = math.Float64frombits(0x7FF8000000000000)
		}
		if size == 4 {
			o.put(at, uint64(math.Float32bits(float32(f))))
		} else {
			o.put(at, math.Float64bits(f))
		}
		return b.vm.ToValue(offsetIn(mem, at) + size)
	}
}
