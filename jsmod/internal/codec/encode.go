package codec

import (
	"unicode/utf8"
)

// Encode makes bytes of a text as Buffer.from(text, enc) does: what is not
// hexadecimal ends a hex text, what is not base64 is passed over, lone
// surrogates become U+FFFD in UTF-8. The bytes belong to the caller.
func Encode(t Text, enc Encoding) []byte {
	b := make([]byte, ByteLength(t, enc))
	return b[:EncodeInto(b, t, enc)]
}

// ByteLength is Buffer.byteLength: exact for all but hex and base64, where it
// is what a text without errors would need.
func ByteLength(t Text, enc Encoding) int {
	switch enc {
	case UTF8:
		if t.units != nil {
			return utf8Len(t.units)
		}
		return len(t.s)
	case UCS2:
		return 2 * t.Len()
	case Hex:
		return t.Len() / 2
	case Base64, Base64URL:
		return base64Len(t)
	}
	return t.Len()
}

// EncodeInto writes what of the text fits into b, whole characters only in
// UTF-8 and UTF-16, and tells how many bytes it wrote.
func EncodeInto(b []byte, t Text, enc Encoding) int {
	switch enc {
	case UTF8:
		n, _ := EncodeUTF8(b, t)
		return n
	case UCS2:
		return encodeUCS2(b, t)
	case Hex:
		return encodeHex(b, t)
	case Base64, Base64URL:
		return encodeBase64(b, t)
	}
	return encodeLatin1(b, t)
}

// EncodeUTF8 writes what fits and tells how many bytes it wrote and how many
// UTF-16 units these were, as TextEncoder's encodeInto needs it.
func EncodeUTF8(b []byte, t Text) (written, read int) {
	switch {
	case t.ascii:
		n := copy(b, t.s)
		return n, n
	case t.units == nil && len(t.s) <= len(b):
		return copy(b, t.s), t.Len()
	case t.units == nil:
		return encodeUnits(b, t.Units())
	}
	return encodeUnits(b, t.units)
}

func encodeUnits(b []byte, u []uint16) (w, i int) {
	for i < len(u) {
		c := u[i]
		if c < utf8.RuneSelf {
			if w >= len(b) {
				return w, i
			}
			b[w] = byte(c)
			w++
			i++
			continue
		}
		r, units := runeAt(u, i)
		if w+utf8.RuneLen(r) > len(b) {
			return w, i
		}
		w += utf8.EncodeRune(b[w:], r)
		i += units
	}
	return w, i
}

// runeAt reads one character; a lone surrogate reads as U+FFFD.
func runeAt(u []uint16, i int) (rune, int) {
	c := rune(u[i])
	if c < 0xD800 || c > 0xDFFF {
		return c, 1
	}
	if c < 0xDC00 && i+1 < len(u) {
		if d := rune(u[i+1]); d >= 0xDC00 && d <= 0xDFFF {
			return (c-0xD800)<<10 + (d - 0xDC00) + 0x10000, 2
		}
	}
	return utf8.RuneError, 1
}

func utf8Len(u []uint16) int {
	n := len(u)
	for i, c := range u {
		switch {
		case c < 0x80:
		case c < 0x800:
			n++
		case c >= 0xDC00 && c <= 0xDFFF && i > 0 && u[i-1]&0xFC00 == 0xD800:
			// The second half of a pair: three bytes were counted for the
			// first half, and four is what both need.
		default:
			n += 2
		}
	}
	return n
}

func encodeUCS2(b []byte, t Text) int {
	if t.ascii {
		n := min(len(t.s), len(b)/2)
		for i := range n {
			b[2*i], b[2*i+1] = t.s[i], 0
		}
		return 2 * n
	}
	u := t.Units()
	n := min(len(u), len(b)/2)
	for i := range n {
		b[2*i], b[2*i+1] = byte(u[i]), byte(u[i]>>8)
	}
	return 2 * n
}

func encodeLatin1(b []byte, t Text) int {
	if t.ascii {
		return copy(b, t.s)
	}
	u := t.Units()
	n := min(len(u), len(b))
	for i := range n {
		b[i] = byte(u[i])
	}
	return n
}

func encodeHex(b []byte, t Text) int {
	if !t.ascii {
		return hexDigits(b, t.Units())
	}
	return hexDigits(b, []byte(t.s))
}

func hexDigits[C byte | uint16](b []byte, s []C) int {
	n := min(len(s)/2, len(b))
	for i := range n {
		hi, lo := hexValue(byte(s[2*i])), hexValue(byte(s[2*i+1]))
		if hi > 15 || lo > 15 {
			return i
		}
		b[i] = hi<<4 | lo
	}
	return n
}

func hexValue(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 255
}
