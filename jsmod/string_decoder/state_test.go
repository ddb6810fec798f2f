package string_decoder

import (
	"strings"
	"testing"

	"tlsjs/jsmod/internal/codec"
)

func newState(enc codec.Encoding) state {
	s := make(state, stateSize)
	s[encoding] = byte(enc)
	return s
}

// FuzzPieces: however the bytes are cut, the text is that of the whole.
func FuzzPieces(f *testing.F) {
	f.Add([]byte("é€😀"), uint8(1), uint8(2))
	f.Add([]byte("\xe2\x41\xed\xa0\x80\xf5\x80\x80"), uint8(2), uint8(3))
	f.Add([]byte("\x3d\xd8\x00\xdeA\x00"), uint8(3), uint8(1))
	f.Fuzz(func(t *testing.T, data []byte, a, b uint8) {
		for _, enc := range []codec.Encoding{codec.UTF8, codec.UCS2, codec.Latin1, codec.Hex} {
			s := newState(enc)
			var got strings.Builder
			rest := data
			for i := 0; len(rest) > 0; i++ {
				n := min(len(rest), max(1, int([]uint8{a, b}[i%2]%7)))
				got.WriteString(units(s.write(rest[:n])))
				rest = rest[n:]
			}
			got.WriteString(units(s.flush()))
			whole := data
			if enc == codec.UCS2 {
				whole = data[:len(data)&^1]
			}
			if want := units(codec.Decode(whole, enc)); got.String() != want {
				t.Fatalf("%v: %x in pieces is %q, whole %q", enc, data, got.String(), want)
			}
		}
	})
}

// units writes a string so that lone surrogates stay what they are.
func units(s interface {
	Length() int
	CharAt(int) uint16
}) string {
	var b strings.Builder
	for i := range s.Length() {
		c := s.CharAt(i)
		b.WriteByte(byte(c >> 8))
		b.WriteByte(byte(c))
	}
	return b.String()
}

func BenchmarkWriteASCII(b *testing.B) {
	s := newState(codec.UTF8)
	data := []byte(strings.Repeat("0123456789abcdef", 4096))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		s.write(data)
	}
}
