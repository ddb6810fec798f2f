package deflate

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"testing"
)

// samples are data of several kinds, by name.
func samples() map[string][]byte {
	r := rand.New(rand.NewSource(1))
	noise := make([]byte, 80_000)
	r.Read(noise)
	var words bytes.Buffer
	list := strings.Fields("the of handshake record alert certificate is a an to key share cipher suite and or in at")
	for words.Len() < 90_000 {
		words.WriteString(list[r.Intn(len(list))])
		words.WriteByte(" \n.,"[r.Intn(4)])
	}
	mixed := append(append(append([]byte(nil), words.Bytes()[:40_000]...), noise[:40_000]...), words.Bytes()[:40_000]...)
	return map[string][]byte{
		"nothing": {}, "one": {'a'}, "two": []byte("ab"), "short": []byte("hello hello hello"),
		"zeros": make([]byte, 150_000), "noise": noise, "words": words.Bytes(), "mixed": mixed,
	}
}

// packAll runs a Deflater over src in pieces, with dst of room bytes.
func packAll(t *testing.T, z *Deflater, src []byte, piece, room int) []byte {
	t.Helper()
	var out []byte
	dst := make([]byte, room)
	for {
		p, flush := src, Finish
		if len(src) > piece {
			p, flush = src[:piece], NoFlush
		}
		wrote, read, end := z.Step(dst, p, flush)
		out = append(out, dst[:wrote]...)
		src = src[read:]
		if end {
			if len(src) > 0 {
				t.Fatal("ends before its input")
			}
			return out
		}
		if wrote == 0 && read == 0 {
			t.Fatal("no progress")
		}
	}
}

func unpackAll(z *Inflater, src []byte, piece, room int) (out []byte, used int, err error) {
	dst := make([]byte, room)
	z.Begin()
	for {
		p := src[used:min(len(src), used+piece)]
		wrote, read, end, err := z.Step(dst, p, NoFlush)
		out = append(out, dst[:wrote]...)
		used += read
		if err != nil || end {
			return out, used, err
		}
		if wrote == 0 && read == 0 {
			return out, used, io.ErrUnexpectedEOF
		}
	}
}

// standard unpacks by the standard library.
func standard(wrap Wrap, packed, dict []byte) (out []byte, err error) {
	var r io.Reader = bytes.NewReader(packed)
	switch wrap {
	case Raw:
		r = flate.NewReaderDict(r, dict)
	case Zlib:
		r, err = zlib.NewReaderDict(r, dict)
	case Gzip:
		r, err = gzip.NewReader(r)
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Everything that a Deflater may be asked for is unpacked by the standard library
// and by an Inflater whose window is no larger than what was agreed.
func TestRoundTrips(t *testing.T) {
	dict := []byte("handshake record alert certificate cipher suite")
	for name, data := range samples() {
		for level := -1; level <= 9; level++ {
			for strategy := Default; strategy <= Fixed; strategy++ {
				bits, mem := 9+(level+1+int(strategy))%7, 1+(level+int(strategy)*2+1)%9
				for _, opt := range []Options{
					{Raw, level, 15, 8, strategy, nil}, {Zlib, level, bits, mem, strategy, dict},
					{Gzip, level, bits, mem, strategy, nil}, {Raw, level, bits, mem, strategy, dict},
				} {
					z := NewDeflater(opt)
					packed := packAll(t, z, data, 10_000, 16_384)
					check(t, fmt.Sprintf("%s %+v", name, opt), opt, packed, data)
					z.Reset()
					again := packAll(t, z, data, 1<<30, 1<<20)
					if level == 0 { // without a flush, stored blocks end with the pieces
						check(t, fmt.Sprintf("%s %+v again", name, opt), opt, again, data)
					} else if !bytes.Equal(again, packed) {
						t.Fatalf("%s %+v: other pieces or a reset change the output", name, opt)
					}
				}
			}
		}
	}
}

func check(t *testing.T, what string, opt Options, packed, data []byte) {
	t.Helper()
	got, err := standard(opt.Wrap, packed, opt.Dictionary)
	if err != nil || !bytes.Equal(got, data) {
		t.Fatalf("%s: standard library: %v, %d bytes of %d", what, err, len(got), len(data))
	}
	got, used, err := unpackAll(NewInflater(opt.Wrap, opt.WindowBits, opt.Dictionary), packed, 5000, 4096)
	if err != nil || used != len(packed) || !bytes.Equal(got, data) {
		t.Fatalf("%s: %v, %d of %d bytes used, %d of %d made", what, err, used, len(packed), len(got), len(data))
	}
	for at, op := range farthest(t, opt, packed) {
		t.Fatalf("%s: distance %d at %d is beyond the window", what, op, at)
	}
}

// farthest unpacks byte by byte, so that no match may reach beyond the window.
func farthest(t *testing.T, opt Options, packed []byte) map[int]int {
	t.Helper()
	if len(packed) > 20_000 {
		packed = packed[:20_000]
	}
	z := NewInflater(opt.Wrap, opt.WindowBits, opt.Dictionary)
	dst := make([]byte, 64)
	for at := 0; at < len(packed); {
		z.Begin()
		_, read, end, err := z.Step(dst, packed[at:at+1], NoFlush)
		if err != nil {
			return map[int]int{at: z.dist}
		}
		if end {
			break
		}
		at += read
	}
	return nil
}

// Tiny pieces and tiny rooms make the same.
func TestTinyPieces(t *testing.T) {
	data := samples()["words"][:30_000]
	for _, wrap := range []Wrap{Raw, Zlib, Gzip} {
		opt := Options{Wrap: wrap, Level: 6, WindowBits: 15, MemLevel: 8}
		packed := packAll(t, NewDeflater(opt), data, 1, 1)
		if whole := packAll(t, NewDeflater(opt), data, 1<<30, 1<<20); !bytes.Equal(packed, whole) {
			t.Fatal("pieces of one byte change the output")
		}
		for _, size := range [][2]int{{1, 1}, {1, 100}, {100, 1}, {3, 7}} {
			got, _, err := unpackAll(NewInflater(wrap, 15, nil), packed, size[0], size[1])
			if err != nil || !bytes.Equal(got, data) {
				t.Fatalf("%v: %v, %d bytes", size, err, len(got))
			}
		}
	}
}

// After a flush all that went in comes out, and a second flush adds nothing.
func TestFlushes(t *testing.T) {
	data := samples()["words"]
	for _, flush := range []Flush{PartialFlush, SyncFlush, FullFlush} {
		for _, level := range []int{0, 1, 6, 9} {
			z := NewDeflater(Options{Wrap: Raw, Level: level, WindowBits: 15, MemLevel: 8})
			in := NewInflater(Raw, 15, nil)
			in.Begin()
			packed, got := make([]byte, 100_000), make([]byte, 100_000)
			for at := 0; at+1000 < 50_000; at += 1000 {
				n, read, _ := z.Step(packed, data[at:at+1000], flush)
				if read != 1000 {
					t.Fatalf("%d bytes read", read)
				}
				m, read, _, err := in.Step(got, packed[:n], NoFlush)
				if err != nil || read != n || !bytes.Equal(got[:m], data[at:at+1000]) {
					t.Fatalf("flush %d, level %d: %v, %d bytes came out", flush, level, err, m)
				}
				if n, _, _ := z.Step(packed, nil, flush); n != 0 {
					t.Fatalf("a second flush makes %d bytes", n)
				}
			}
		}
	}
}

// Behind a full flush nothing before it is needed.
func TestFullFlushForgets(t *testing.T) {
	data := samples()["words"][:2000]
	z := NewDeflater(Options{Wrap: Raw, Level: 9, WindowBits: 15, MemLevel: 8})
	out := make([]byte, 10_000)
	z.Step(out, data, FullFlush)
	n, _, end := z.Step(out, data, Finish)
	got, err := standard(Raw, out[:n], nil)
	if err != nil || !end || !bytes.Equal(got, data) {
		t.Fatalf("%v, %v, %d bytes", err, end, len(got))
	}
}

// Level and strategy change within a stream.
func TestParams(t *testing.T) {
	data := samples()["mixed"]
	r := rand.New(rand.NewSource(2))
	for range 50 {
		z := NewDeflater(Options{Wrap: Zlib, Level: r.Intn(10), WindowBits: 9 + r.Intn(7), MemLevel: 1 + r.Intn(9)})
		var out []byte
		dst := make([]byte, 400_000)
		for rest := data; ; {
			k := min(len(rest), 1+r.Intn(40_000))
			flush := Flush(r.Intn(6))
			if k == len(rest) {
				flush = Finish
			} else if flush == Finish {
				flush = NoFlush
			}
			n, read, end := z.Step(dst, rest[:k], flush)
			out = append(out, dst[:n]...)
			if rest = rest[read:]; end {
				break
			}
			z.SetParams(r.Intn(10), Strategy(r.Intn(5)))
		}
		if got, err := standard(Zlib, out, nil); err != nil || !bytes.Equal(got, data) {
			t.Fatalf("%v, %d bytes", err, len(got))
		}
	}
}

// Repetition is found: the levels are no names alone.
func TestRatios(t *testing.T) {
	all := samples()
	size := func(name string, level int, s Strategy) int {
		return len(packAll(t, NewDeflater(Options{Wrap: Raw, Level: level, WindowBits: 15, MemLevel: 8, Strategy: s}), all[name], 1<<30, 1<<20))
	}
	if n := size("zeros", 6, Default); n > 1000 {
		t.Errorf("the zeros become %d bytes", n)
	}
	if n := size("noise", 6, Default); n > 80_000+80_000/1000 {
		t.Errorf("noise grows to %d bytes", n)
	}
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, 6)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(all["words"])
	w.Close()
	one, six, nine := size("words", 1, Default), size("words", 6, Default), size("words", 9, Default)
	if one <= six || six < nine || float64(six) > 1.03*float64(buf.Len()) {
		t.Errorf("levels 1, 6 and 9 make %d, %d and %d bytes, the standard library %d", one, six, nine, buf.Len())
	}
	if huff := size("words", 6, HuffmanOnly); huff <= six {
		t.Errorf("without matches %d, with them %d", huff, six)
	}
	if rle, huff := size("zeros", 6, RLE), size("zeros", 6, HuffmanOnly); rle*10 > huff {
		t.Errorf("runs %d, none %d", rle, huff)
	}
}
