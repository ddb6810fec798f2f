package deflate

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"testing"
)

// Each kind of damage has zlib's words.
func TestDamage(t *testing.T) {
	for _, c := range []struct {
		wrap      Wrap
		bits      int
		hex, want string
		code      int
	}{
		{Zlib, 15, "0001", "incorrect header check", CodeDataError},
		{Gzip, 15, "789c", "incorrect header check", CodeDataError},
		{Zlib, 15, "7918", "unknown compression method", CodeDataError},
		{Zlib, 15, "881c", "invalid window size", CodeDataError},
		{Zlib, 8, "789c", "invalid window size", CodeDataError},
		{Zlib, 15, "78bb00000001", "Missing dictionary", CodeNeedDict},
		{Gzip, 0, "1f8b0700", "unknown compression method", CodeDataError},
		{Gzip, 0, "1f8b08e0", "unknown header flags set", CodeDataError},
		{Gzip, 0, "1f8b0802000000000003ffff", "header crc mismatch", CodeDataError},
		{Raw, 15, "07", "invalid block type", CodeDataError},
		{Raw, 15, "0100000000", "invalid stored block lengths", CodeDataError},
		{Raw, 15, "fcffff", "too many length or distance symbols", CodeDataError},
		{Raw, 15, "0400feff", "invalid code lengths set", CodeDataError},
		{Raw, 15, "0400244900", "invalid bit length repeat", CodeDataError},
		{Raw, 15, "0400249249", "invalid code lengths set", CodeDataError},
		{Raw, 15, "0400244924b6", "invalid bit length repeat", CodeDataError},
		{Raw, 15, "0300ff", "", 0},
		{Raw, 15, "0302", "invalid distance too far back", CodeDataError},
		{Raw, 15, "023ef0", "invalid distance code", CodeDataError},
		{Raw, 15, "1bff", "invalid literal/length code", CodeDataError},
	} {
		data, err := hex.DecodeString(c.hex)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = unpackAll(NewInflater(c.wrap, c.bits, nil), data, 1, 10)
		var e *Error
		switch {
		case c.want == "" && err == nil:
		case !errors.As(err, &e) || e.Text != c.want || e.Code != c.code:
			t.Errorf("%s: %v, want %s (%d)", c.hex, err, c.want, c.code)
		}
	}
}

// An end that comes too early is not an error of the stream's.
func TestShort(t *testing.T) {
	z := NewDeflater(Options{Wrap: Gzip, Level: 6, WindowBits: 15, MemLevel: 8})
	packed := packAll(t, z, []byte("some text, some text"), 1<<20, 1<<20)
	for n := range packed {
		got, used, err := unpackAll(NewInflater(Gzip, 0, nil), packed[:n], 100, 100)
		if err != io.ErrUnexpectedEOF || used != n {
			t.Fatalf("%d of %d bytes: %v, %d used, %q", n, len(packed), err, used, got)
		}
	}
	if got, used, err := unpackAll(NewInflater(Gzip, 0, nil), append(packed, "rest"...), 100, 100); err != nil || used != len(packed) || len(got) != 20 {
		t.Fatalf("%q, %d used, %v", got, used, err)
	}
}

// A match may not reach behind a window that is smaller than the format's, but
// through all that one piece of work brings out, as with zlib.
func TestSmallWindow(t *testing.T) {
	data := append(append([]byte("needle in a haystack"), make([]byte, 2000)...), "needle in a haystack"...)
	packed := packAll(t, NewDeflater(Options{Wrap: Raw, Level: 9, WindowBits: 15, MemLevel: 8}), data, 1<<20, 1<<20)
	if got, _, err := unpackAll(NewInflater(Raw, 9, nil), packed, 1<<20, 1<<20); err != nil || !bytes.Equal(got, data) {
		t.Fatalf("in one piece: %v", err)
	}
	z := NewInflater(Raw, 9, nil)
	dst := make([]byte, 100)
	var err error
	for at, read, end := 0, 0, false; !end && err == nil; at += read {
		z.Begin()
		_, read, end, err = z.Step(dst, packed[at:], NoFlush)
	}
	var e *Error
	if !errors.As(err, &e) || e.Text != "invalid distance too far back" {
		t.Fatalf("in pieces of 100 bytes: %v", err)
	}
}

func TestBadDictionary(t *testing.T) {
	z := NewDeflater(Options{Wrap: Zlib, Level: 6, WindowBits: 15, MemLevel: 8, Dictionary: []byte("known")})
	packed := packAll(t, z, []byte("known text"), 1<<20, 1<<20)
	var e *Error
	if _, _, err := unpackAll(NewInflater(Zlib, 0, []byte("other")), packed, 100, 100); !errors.As(err, &e) || e.Text != "Bad dictionary" {
		t.Fatalf("got %v", err)
	}
	if got, _, err := unpackAll(NewInflater(Zlib, 0, []byte("known")), packed, 1, 1); err != nil || string(got) != "known text" {
		t.Fatalf("%q, %v", got, err)
	}
}

// FuzzInflate: whatever comes, in whatever pieces, there is no panic, the memory is
// that of the window, and pieces and rooms make no difference.
func FuzzInflate(f *testing.F) {
	for _, data := range samples() {
		for wrap := Raw; wrap <= Gzip; wrap++ {
			opt := Options{Wrap: wrap, Level: 6, WindowBits: 15, MemLevel: 8}
			dst := make([]byte, 1<<20)
			n, _, _ := NewDeflater(opt).Step(dst, data[:min(len(data), 5000)], Finish)
			f.Add(byte(wrap), dst[:n], uint16(1), uint16(1))
			f.Add(byte(wrap), dst[:n/2], uint16(7), uint16(100))
		}
	}
	f.Fuzz(func(t *testing.T, wrap byte, data []byte, piece, room uint16) {
		kind := Wrap(wrap % 4)
		z := NewInflater(kind, 15, []byte("dictionary"))
		got, used, err := unpackAll(z, data, int(piece)+1, int(room)+1)
		if len(z.win) > windowMax || cap(z.ownLiterals.entries) > 4096 || cap(z.ownDistances.entries) > 4096 {
			t.Fatalf("%d bytes of window, tables of %d and %d", len(z.win), cap(z.ownLiterals.entries), cap(z.ownDistances.entries))
		}
		whole, usedWhole, errWhole := unpackAll(NewInflater(kind, 15, []byte("dictionary")), data, len(data)+1, 1<<16)
		if !bytes.Equal(got, whole) || err == nil && used != usedWhole || (err == nil) != (errWhole == nil) ||
			err != nil && err.Error() != errWhole.Error() {
			t.Fatalf("in pieces %d bytes, %d used, %v; whole %d, %d, %v", len(got), used, err, len(whole), usedWhole, errWhole)
		}
		if kind != Raw || errWhole != nil {
			return
		}
		if out, err := standard(Raw, data, []byte("dictionary")); err != nil || !bytes.Equal(out, whole) {
			t.Fatalf("the standard library has %d bytes and %v, we %d", len(out), err, len(whole))
		}
	})
}

// FuzzDeflate: what is packed, with whatever options and flushes, comes back.
func FuzzDeflate(f *testing.F) {
	f.Add([]byte("hello hello hello"), uint64(0x123456789), uint16(3))
	f.Add(bytes.Repeat([]byte("abcabd"), 2000), uint64(0xfedcba987), uint16(500))
	f.Fuzz(func(t *testing.T, data []byte, seed uint64, piece uint16) {
		opt := Options{Wrap: Wrap(seed % 3), Level: int(seed >> 4 % 10), WindowBits: 9 + int(seed>>8%7), MemLevel: 1 + int(seed>>12%9), Strategy: Strategy(seed >> 16 % 5)}
		z := NewDeflater(opt)
		var packed []byte
		dst := make([]byte, 1+seed>>20%5000)
		for rest := data; ; {
			n, flush := min(len(rest), int(piece)+1), Flush(seed>>24%6)
			if n == len(rest) {
				flush = Finish
			} else if flush == Finish {
				flush = NoFlush
			}
			wrote, read, end := z.Step(dst, rest[:n], flush)
			packed, rest = append(packed, dst[:wrote]...), rest[read:]
			if end {
				break
			}
			if wrote == 0 && read == 0 && flush == Finish {
				t.Fatal("no progress")
			}
			seed = seed*6364136223846793005 + 1442695040888963407
		}
		got, err := standard(opt.Wrap, packed, nil)
		if err != nil || !bytes.Equal(got, data) {
			t.Fatalf("%+v: %v, %d bytes of %d", opt, err, len(got), len(data))
		}
	})
}
