package zlib

import (
	"bytes"
	"context"
	"testing"
)

// through works data through a codec in pieces of in and room for pieces of out.
func through(c codec, data []byte, piece, room, finish, most int) (out []byte, used int, err error) {
	buf := make([]byte, room)
	for {
		in, flush := data[used:min(len(data), used+piece)], 0
		if used+len(in) == len(data) {
			flush = finish
		}
		r := work(context.Background(), c, buf, in, flush)
		out, used = append(out, buf[:r.wrote]...), used+r.read
		if r.err != nil || len(out) > most {
			return out, used, r.err
		}
		if r.wrote < room && (flush == finish || r.read < len(in)) {
			return out, used, nil
		}
	}
}

// TestBrotliPieces: pieces and rooms of every size make no difference, and what
// follows a stream is not counted.
func TestBrotliPieces(t *testing.T) {
	data := bytes.Repeat([]byte("some text that is repeated, "), 9000)
	for _, piece := range []int{1, 7, 1000, 1 << 20} {
		for _, room := range []int{1, 64, 1 << 14, 1 << 20} {
			packed, used, err := through(newBrotliEncoder(map[int]uint32{paramQuality: 5}), data, max(piece, 100), room, opFinish, 1<<20)
			if err != nil || used != len(data) {
				t.Fatalf("%d, %d: packed %d of %d: %v", piece, room, used, len(data), err)
			}
			got, used, err := through(newBrotliDecoder(nil), append(packed, "garbage"...), piece, room, opFinish, 1<<20)
			if err != nil || used != len(packed) || !bytes.Equal(got, data) {
				t.Fatalf("%d, %d: %d bytes of %d, %d used of %d: %v", piece, room, len(got), len(data), used, len(packed), err)
			}
		}
	}
}

// FuzzBrotli: whatever comes, in whatever pieces, there is no panic, and pieces
// make no difference.
func FuzzBrotli(f *testing.F) {
	for _, text := range []string{"", "x", "hello, hello, hello, hello", "the quick brown fox jumps over the lazy dog"} {
		packed, _, err := through(newBrotliEncoder(nil), []byte(text), 100, 1000, opFinish, 1000)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(packed, uint16(1), uint16(1))
		f.Add(packed[:len(packed)/2], uint16(3), uint16(100))
		f.Add(append(packed, packed...), uint16(3), uint16(2))
	}
	f.Fuzz(func(t *testing.T, data []byte, piece, room uint16) {
		const most = 1 << 16
		got, used, err := through(newBrotliDecoder(nil), data, int(piece)+1, int(room)+1, opFinish, most)
		whole, usedWhole, errWhole := through(newBrotliDecoder(nil), data, len(data)+1, most+1, opFinish, most)
		for _, err := range []error{err, errWhole} {
			if f, ok := err.(*failure); ok && f.code == "ERR_INTERNAL_ASSERTION" {
				t.Fatal(err)
			}
		}
		if len(got) > most || len(whole) > most {
			return
		}
		// Damage may be told before what is good of the same piece is out.
		if (err == nil) != (errWhole == nil) || err == nil && (used != usedWhole || !bytes.Equal(got, whole)) {
			t.Fatalf("in pieces %d bytes, %d used, %v; whole %d, %d, %v", len(got), used, err, len(whole), usedWhole, errWhole)
		}
	})
}
