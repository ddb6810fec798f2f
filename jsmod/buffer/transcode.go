package buffer

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/codec"
)

// transcode returns an ICU error code where ICU, which Node asks, has one:
// illegal argument for an encoding that is no charset, invalid character where
// UTF-8 and UTF-16 turn into each other and the source is malformed. In all
// other directions U+FFFD or a question mark takes its place.
func (b *binding) transcode(call goja.FunctionCall) goja.Value {
	const illegalArgument, invalidChar = 1, 10
	mem, _ := bytesOf(call.Argument(0))
	from, ok1 := charset(call.Argument(1).String())
	to, ok2 := charset(call.Argument(2).String())
	if !ok1 || !ok2 {
		return b.vm.ToValue(illegalArgument)
	}
	direct := from == codec.UTF8 && to == codec.UCS2 || from == codec.UCS2 && to == codec.UTF8
	if direct && !wellFormed(mem, from) {
		return b.vm.ToValue(invalidChar)
	}
	return b.wrap(fromRunes(toRunes(mem, from, to), to))
}

func charset(name string) (codec.Encoding, bool) {
	e, ok := codec.Parse(name)
	switch e {
	case codec.UTF8, codec.UCS2, codec.Latin1, codec.ASCII:
		return e, ok
	}
	return 0, false
}

func wellFormed(mem []byte, enc codec.Encoding) bool {
	if enc == codec.UTF8 {
		return utf8.Valid(mem)
	}
	u := units(mem)
	for i := 0; i < len(u); i++ {
		if !utf16.IsSurrogate(rune(u[i])) {
			continue
		}
		if i+1 == len(u) || utf16.DecodeRune(rune(u[i]), rune(u[i+1])) == utf8.RuneError {
			return false
		}
		i++
	}
	return len(u) > 0
}

func units(mem []byte) []uint16 {
	u := make([]uint16, len(mem)/2)
	for i := range u {
		u[i] = uint16(mem[2*i]) | uint16(mem[2*i+1])<<8
	}
	return u
}

func toRunes(mem []byte, enc, to codec.Encoding) []rune {
	var runes []rune
	switch enc {
	case codec.UTF8:
		return utf16.Decode(codec.TextOf(codec.Decode(mem, enc)).Units())
	case codec.UCS2:
		if runes = utf16.Decode(units(mem)); len(mem)%2 != 0 && to == codec.UCS2 {
			runes = append(runes, utf8.RuneError)
		}
		return runes
	}
	for _, c := range mem {
		r := rune(c)
		if enc == codec.ASCII && c >= utf8.RuneSelf && to != codec.UCS2 {
			r = utf8.RuneError
		}
		runes = append(runes, r)
	}
	return runes
}

func fromRunes(runes []rune, enc codec.Encoding) []byte {
	limit := rune(0x7F)
	switch enc {
	case codec.UTF8:
		return []byte(string(runes))
	case codec.UCS2:
		var out []byte
		for _, u := range utf16.Encode(runes) {
			out = append(out, byte(u), byte(u>>8))
		}
		return out
	case codec.Latin1:
		limit = 0xFF
	}
	var out []byte
	for _, r := range runes {
		switch {
		case r <= limit:
			out = append(out, byte(r))
		case !ignorable(r):
			out = append(out, '?')
		}
	}
	return out
}

// ignorable are the code points that ICU leaves out where a charset lacks them.
func ignorable(r rune) bool {
	for _, span := range [][2]rune{
		{0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C}, {0x115F, 0x1160}, {0x17B4, 0x17B5},
		{0x180B, 0x180F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},
		{0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0},
		{0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
	} {
		if span[0] <= r && r <= span[1] {
			return true
		}
	}
	return false
}
