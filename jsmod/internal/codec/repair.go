package codec

import "unicode/utf8"

// Repair passes a stream of bytes on as a StringDecoder for UTF-8 and an encoder
// after it would: well-formed text unchanged, each maximal subpart of anything
// else as U+FFFD. The zero value is at the beginning of a stream.
type Repair struct {
	begun [utf8.UTFMax]byte // of a character whose rest has not come
	n     int
}

const replacement = "\uFFFD"

// Pass returns what the next bytes of the stream give, in pieces that may lie in
// b. Bytes of a character that is not complete wait for more, unless last says
// that nothing follows.
func (r *Repair) Pass(b []byte, last bool) [][]byte {
	var pieces [][]byte
	if r.n > 0 {
		done, n := r.complete(b)
		b = b[n:]
		if len(done) > 0 {
			pieces = append(pieces, done)
		}
	}
	whole := len(b) - unfinished(b)
	if r.n == 0 && whole < len(b) {
		r.n = copy(r.begun[:], b[whole:])
	}
	if b = b[:whole]; len(b) > 0 {
		if !utf8.Valid(b) {
			b = repaired(b)
		}
		pieces = append(pieces, b)
	}
	if last && r.n > 0 {
		r.n = 0
		pieces = append(pieces, []byte(replacement))
	}
	return pieces
}

// Kept returns the bytes that wait for more.
func (r *Repair) Kept() []byte { return append([]byte(nil), r.begun[:r.n]...) }

// complete adds to the character that has begun. It returns nothing while that
// is still not complete, and how many bytes of b it took.
func (r *Repair) complete(b []byte) (done []byte, taken int) {
	more, lo, hi := sequence(r.begun[0])
	for taken < len(b) {
		if r.n > 1 {
			lo, hi = 0x80, 0xBF
		}
		if b[taken] < lo || b[taken] > hi {
			r.n = 0
			return []byte(replacement), taken
		}
		r.begun[r.n] = b[taken]
		r.n++
		taken++
		if r.n == 1+more {
			done = append(done, r.begun[:r.n]...)
			r.n = 0
			return done, taken
		}
	}
	return nil, taken
}

// unfinished counts the bytes at the end of b that begin a character and do not
// finish it.
func unfinished(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		tail := b[len(b)-n:]
		if tail[0]&0xC0 == 0x80 {
			continue
		}
		more, lo, hi := sequence(tail[0])
		if n > more || n > 1 && (tail[1] < lo || tail[1] > hi) {
			return 0
		}
		return n
	}
	return 0
}

func repaired(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/8)
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			out = append(out, b[0])
			b = b[1:]
			continue
		}
		r, n := decodeRune(b)
		out = utf8.AppendRune(out, r)
		b = b[n:]
	}
	return out
}
