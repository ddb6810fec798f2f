package codec

import (
	"encoding/base64"
	"encoding/hex"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// Decode makes a JavaScript string of bytes as buf.toString(enc) does. The
// bytes are copied. Malformed UTF-8 becomes U+FFFD, one for each maximal
// subpart, as the WHATWG Encoding standard has it.
func Decode(b []byte, enc Encoding) goja.String {
	switch enc {
	case UTF8:
		return decodeUTF8(b)
	case UCS2:
		return decodeUCS2(b)
	case ASCII:
		return FromASCII(string(clearHighBits(b)))
	case Hex:
		return FromASCII(hex.EncodeToString(b))
	case Base64:
		return FromASCII(base64.StdEncoding.EncodeToString(b))
	case Base64URL:
		return FromASCII(base64.RawURLEncoding.EncodeToString(b))
	}
	return decodeLatin1(b)
}

func decodeUTF8(s []byte) goja.String {
	n := asciiLen(s)
	if n == len(s) {
		return FromASCII(string(s))
	}
	u := make([]uint16, n+1, len(s)+1)
	u[0] = byteOrderMark
	for i := range n {
		u[i+1] = uint16(s[i])
	}
	return fromMarked(trim(appendUTF8(u, s[n:])))
}

// trim gives memory back when UTF-8 of three bytes a unit made a slice that is
// mostly empty.
func trim(u []uint16) []uint16 {
	if cap(u) > 256 && cap(u) > 2*len(u) {
		return append(make([]uint16, 0, len(u)), u...)
	}
	return u[:len(u):len(u)]
}

func appendUTF8(u []uint16, s []byte) []uint16 {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			u = append(u, uint16(c))
			i++
			continue
		}
		r, n := decodeRune(s[i:])
		i += n
		if r > 0xFFFF {
			r -= 0x10000
			u = append(u, uint16(0xD800+r>>10), uint16(0xDC00+r&0x3FF))
		} else {
			u = append(u, uint16(r))
		}
	}
	return u
}

// sequence tells, for the first byte of a UTF-8 sequence, how many follow and
// in what range the first of these must lie (Unicode 15, table 3-7).
func sequence(c byte) (more int, lo, hi byte) {
	switch {
	case c < 0xC2:
		return 0, 0, 0
	case c < 0xE0:
		return 1, 0x80, 0xBF
	case c == 0xE0:
		return 2, 0xA0, 0xBF
	case c == 0xED:
		return 2, 0x80, 0x9F
	case c < 0xF0:
		return 2, 0x80, 0xBF
	case c == 0xF0:
		return 3, 0x90, 0xBF
	case c < 0xF4:
		return 3, 0x80, 0xBF
	case c == 0xF4:
		return 3, 0x80, 0x8F
	}
	return 0, 0, 0
}

// decodeRune reads a sequence that does not begin with ASCII. Of a malformed
// one it takes the maximal subpart, where Go's own takes a single byte.
func decodeRune(s []byte) (rune, int) {
	more, lo, hi := sequence(s[0])
	if more == 0 {
		return utf8.RuneError, 1
	}
	r := rune(s[0]) & (0x3F >> more)
	for i := 1; i <= more; i++ {
		if i >= len(s) || s[i] < lo || s[i] > hi {
			return utf8.RuneError, i
		}
		r = r<<6 | rune(s[i]&0x3F)
		lo, hi = 0x80, 0xBF
	}
	return r, more + 1
}

// Unfinished is how many bytes at the end of b begin a UTF-8 sequence that more
// bytes could complete, and how many bytes that sequence would have.
func Unfinished(b []byte) (have, want int) {
	for back := 1; back <= 3 && back <= len(b); back++ {
		c := b[len(b)-back]
		if c < utf8.RuneSelf {
			return 0, 0
		}
		if c < 0xC0 {
			continue
		}
		more, lo, hi := sequence(c)
		if more < back {
			return 0, 0
		}
		if back > 1 {
			if next := b[len(b)-back+1]; next < lo || next > hi {
				return 0, 0
			}
		}
		return back, more + 1
	}
	return 0, 0
}

func decodeUCS2(b []byte) goja.String {
	n := len(b) / 2
	u := make([]uint16, n+1)
	u[0] = byteOrderMark
	var all uint16
	for i := range n {
		c := uint16(b[2*i]) | uint16(b[2*i+1])<<8
		u[i+1] = c
		all |= c
	}
	if all < utf8.RuneSelf {
		ascii := make([]byte, n)
		for i := range ascii {
			ascii[i] = b[2*i]
		}
		return FromASCII(string(ascii))
	}
	return fromMarked(u)
}

func decodeLatin1(b []byte) goja.String {
	if asciiLen(b) == len(b) {
		return FromASCII(string(b))
	}
	u := make([]uint16, len(b)+1)
	u[0] = byteOrderMark
	for i, c := range b {
		u[i+1] = uint16(c)
	}
	return fromMarked(u)
}

func clearHighBits(b []byte) []byte {
	if asciiLen(b) == len(b) {
		return b
	}
	out := make([]byte, len(b))
	for i, c := range b {
		out[i] = c & 0x7F
	}
	return out
}
