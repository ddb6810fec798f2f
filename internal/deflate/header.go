package deflate

import (
	"hash/adler32"
	"hash/crc32"
)

// Flags of gzip's header, in the second byte of the state's flags (RFC 1952, 2.3.1).
const (
	flagHeaderCRC = 0x0200
	flagExtra     = 0x0400
	flagName      = 0x0800
	flagComment   = 0x1000
	flagsReserved = 0xe000
)

// header reads one field of zlib's or gzip's header.
func (z *Inflater) header() step {
	switch z.state {
	case inHead:
		return z.magic()
	case inFlags, inTime, inOS, inExtraLength, inHeaderCRC:
		return z.gzipField()
	case inExtra:
		return z.skip()
	case inName:
		return z.text(flagName, inComment)
	case inComment:
		return z.text(flagComment, inHeaderCRC)
	case inDictID:
		if !z.need(32) {
			return wantsInput
		}
		z.dictID = swap(z.take(32))
		z.state = inDict
	case inDict:
		return z.useDictionary()
	}
	return goesOn
}

// magic tells the frames apart by their first two bytes.
func (z *Inflater) magic() step {
	if !z.need(16) {
		return wantsInput
	}
	v := z.peek(16)
	if z.wrap != Zlib && v == 0x8b1f {
		z.drop(16)
		z.gzip, z.check, z.head = true, newCheck(true), crc32.NewIEEE()
		z.head.Write([]byte{0x1f, 0x8b})
		z.state = inFlags
		return goesOn
	}
	if z.wrap == Gzip || (v&0xff<<8|v>>8)%31 != 0 {
		return z.fail("incorrect header check")
	}
	if v&15 != 8 {
		return z.fail("unknown compression method")
	}
	bits := int(v>>4&15) + 8
	if bits > 15 || z.bits != 0 && bits > z.bits {
		return z.fail("invalid window size")
	}
	if z.bits == 0 {
		z.size = 1 << bits
	}
	z.drop(16)
	z.check = newCheck(false)
	z.state = inType
	if v&0x2000 != 0 {
		z.state = inDictID
	}
	return goesOn
}

// gzipField reads the fields of gzip's header that have a fixed size.
func (z *Inflater) gzipField() step {
	if z.state == inHeaderCRC && z.flags&flagHeaderCRC == 0 || z.state == inExtraLength && z.flags&flagExtra == 0 {
		return z.after(0)
	}
	size := uint(16)
	if z.state == inTime {
		size = 32
	}
	if !z.need(size) {
		return wantsInput
	}
	v := z.take(size)
	if z.state != inHeaderCRC {
		z.head.Write([]byte{byte(v), byte(v >> 8), byte(v >> 16), byte(v >> 24)}[:size/8])
	}
	return z.after(v)
}

// after goes on behind a field of gzip's header whose value is v.
func (z *Inflater) after(v uint32) step {
	switch z.state {
	case inFlags:
		z.flags = v
		if v&0xff != 8 {
			return z.fail("unknown compression method")
		}
		if v&flagsReserved != 0 {
			return z.fail("unknown header flags set")
		}
		z.state = inTime
	case inTime:
		z.state = inOS
	case inOS:
		z.state = inExtraLength
	case inExtraLength:
		z.length, z.state = int(v), inExtra
	case inHeaderCRC:
		if z.flags&flagHeaderCRC != 0 && v != z.head.Sum32()&0xffff {
			return z.fail("header crc mismatch")
		}
		z.state = inType
	}
	return goesOn
}

// skip passes over what gzip's header has for others. Nothing of it is kept.
func (z *Inflater) skip() step {
	n := min(z.length, len(z.in)-z.pos)
	z.head.Write(z.in[z.pos : z.pos+n])
	z.pos += n
	if z.length -= n; z.length > 0 {
		return wantsInput
	}
	z.state = inName
	return goesOn
}

// text passes over a text that ends with a zero, if the header has it.
func (z *Inflater) text(flag uint32, next state) step {
	for z.flags&flag != 0 {
		if z.pos >= len(z.in) {
			return wantsInput
		}
		b := z.in[z.pos : z.pos+1]
		z.pos++
		z.head.Write(b)
		if b[0] == 0 {
			break
		}
	}
	z.state = next
	return goesOn
}

func (z *Inflater) useDictionary() step {
	text := ""
	switch {
	case len(z.dict) == 0:
		text = "Missing dictionary"
	case adler32.Checksum(z.dict) != z.dictID:
		text = "Bad dictionary"
	}
	if text != "" {
		z.state, z.err = inBad, &Error{Code: CodeNeedDict, Text: text}
		return stops
	}
	z.preset()
	z.state = inType
	return goesOn
}
