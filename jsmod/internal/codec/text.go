package codec

import (
	"encoding/binary"
	"reflect"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"github.com/dop251/goja"
)

// Text is the content of a JavaScript string: ASCII, UTF-8 that is known to be
// valid, or UTF-16 units that may hold lone surrogates. It shares the string's
// memory and is read only.
type Text struct {
	s     string
	units []uint16 // when not nil, s is empty
	ascii bool     // s holds nothing but ASCII
}

// goja keeps a string as a Go string (ASCII), as a slice of UTF-16 units behind
// a byte order mark, or as a Go string that it has not looked at yet. The first
// two types are private, but their kinds are all that reflection needs to give
// the content out, and back in, without a copy. Where a future goja differs,
// the checks below fail and the public functions, slower, do the work.
var (
	asciiType = typeOfKind(goja.StringFromUTF16([]uint16{'a'}), reflect.String)
	wideType  = typeOfKind(goja.StringFromUTF16([]uint16{0x20ac}), reflect.Slice)
	unitsType = reflect.TypeFor[[]uint16]()
)

const byteOrderMark = 0xFEFF

func typeOfKind(v goja.String, k reflect.Kind) reflect.Type {
	t := reflect.TypeOf(v)
	if t.Kind() != k {
		return nil
	}
	if k == reflect.Slice {
		u := reflect.ValueOf(v)
		if t.Elem().Kind() != reflect.Uint16 || u.Len() != 2 || u.Index(0).Uint() != byteOrderMark {
			return nil
		}
	}
	return t
}

// TextOf gives the content of a string value. Other values are converted as
// their String method does.
func TextOf(v goja.Value) Text {
	rv := reflect.ValueOf(v)
	switch t := rv.Type(); {
	case t == asciiType:
		return Text{s: rv.String(), ascii: true}
	case t == wideType:
		return Text{units: rv.Convert(unitsType).Interface().([]uint16)[1:]}
	}
	if s, ok := v.(goja.String); ok && rv.Kind() != reflect.Pointer {
		return unknownText(s)
	}
	return GoText(v.String())
}

// unknownText reads a kind of string that this package has not met.
func unknownText(s goja.String) Text {
	units := make([]uint16, s.Length())
	for i := range units {
		units[i] = s.CharAt(i)
	}
	return Text{units: units}
}

// GoText is the text of a Go string; what is not UTF-8 becomes U+FFFD.
func GoText(s string) Text {
	if isASCII(s) {
		return Text{s: s, ascii: true}
	}
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	return Text{s: s}
}

// Len is the number of UTF-16 units: JavaScript's length.
func (t Text) Len() int {
	switch {
	case t.units != nil:
		return len(t.units)
	case t.ascii:
		return len(t.s)
	}
	n := 0
	for _, r := range t.s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// ASCII returns the text when it is known to be plain ASCII.
func (t Text) ASCII() (string, bool) { return t.s, t.ascii }

// Units returns the UTF-16 units, converting when they are not at hand.
func (t Text) Units() []uint16 {
	if t.units != nil {
		return t.units
	}
	if t.ascii {
		u := make([]uint16, len(t.s))
		for i := range len(t.s) {
			u[i] = uint16(t.s[i])
		}
		return u
	}
	return utf16.Encode([]rune(t.s))
}

// Value makes the JavaScript string.
func (t Text) Value() goja.String {
	switch {
	case t.ascii:
		return FromASCII(t.s)
	case t.units == nil:
		return decodeUTF8(bytesOf(t.s))
	}
	return goja.StringFromUTF16(t.units)
}

// FromASCII makes a JavaScript string of a Go string that is ASCII; whoever
// calls it has checked that. The memory is shared.
func FromASCII(s string) goja.String {
	if asciiType == nil {
		var b goja.StringBuilder
		b.WriteUTF8String(s)
		return b.String()
	}
	return reflect.ValueOf(s).Convert(asciiType).Interface().(goja.String)
}

// fromMarked makes a string of UTF-16 units behind a byte order mark, of which
// one at least is not ASCII. The memory is shared.
func fromMarked(u []uint16) goja.String {
	if wideType == nil {
		return goja.StringFromUTF16(u[1:])
	}
	return reflect.ValueOf(u).Convert(wideType).Interface().(goja.String)
}

// asciiLen is the length of the prefix of b that is ASCII, looked for in steps
// of 32 bytes: text that arrives from sockets is mostly that.
func asciiLen(b []byte) int {
	const high = 0x8080808080808080
	i := 0
	for ; i+32 <= len(b); i += 32 {
		w := b[i : i+32 : i+32]
		or := binary.LittleEndian.Uint64(w) | binary.LittleEndian.Uint64(w[8:]) |
			binary.LittleEndian.Uint64(w[16:]) | binary.LittleEndian.Uint64(w[24:])
		if or&high != 0 {
			break
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// bytesOf looks at a string as bytes, which nobody may change.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func isASCII(s string) bool { return asciiLen(bytesOf(s)) == len(s) }
