package crypto

import (
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
)

// ghash is GCM's hash in pieces, at the speed of the standard library's whole
// GCM.
//
// A GMAC, the tag of a message that is all additional data X1…Xn, is
// (S ⊕ L)·H ⊕ E(J0), where S = X1·Hⁿ ⊕ … ⊕ Xn·H is the hash wanted, L holds
// the length and E(J0) is known to who has the key. So each call of the library
// yields T = S·H. To go on after T with X1…Xm, m ≥ 2, the next hash times H is
// T·Hᵐ ⊕ X1·Hᵐ⁺¹ ⊕ X2·Hᵐ ⊕ …, which is the GMAC of X1, X2 ⊕ T, X3 …: linear
// all the way. What is left for us is one multiplication for the length.
type ghash struct {
	gmac    cipher.AEAD
	mask    [16]byte // E(J0) of the nonce that gmac is always given
	h       [16]byte
	t       [16]byte // S·H of all blocks so far
	started bool     // t counts
	buf     []byte
}

// ghashChunk is how much is gathered for one call: its fixed cost is a
// multiplication in plain Go.
const ghashChunk = 16 << 10

func newGHASH(block cipher.Block) (*ghash, error) {
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	g := &ghash{gmac: aead}
	block.Encrypt(g.h[:], g.h[:])
	g.mask[15] = 1
	block.Encrypt(g.mask[:], g.mask[:])
	return g, nil
}

func (g *ghash) write(p []byte) {
	g.buf = append(g.buf, p...)
	if len(g.buf) >= ghashChunk {
		g.flush(len(g.buf) &^ 15)
	}
}

// pad fills the last block with zeros.
func (g *ghash) pad() {
	if n := len(g.buf) & 15; n != 0 {
		g.buf = append(g.buf, make([]byte, 16-n)...)
	}
}

// flush hashes the first n bytes of buf, whole blocks.
func (g *ghash) flush(n int) {
	x := g.buf[:n]
	switch {
	case n == 0:
		return
	case g.started && n == 16:
		s := multiply(block128(x), g.h)
		subtle.XORBytes(s[:], s[:], g.t[:])
		g.t = multiply(s, g.h)
	default:
		if g.started {
			subtle.XORBytes(x[16:32], x[16:32], g.t[:])
		}
		g.t = g.wholeTag(x)
		g.started = true
	}
	g.buf = append(g.buf[:0], g.buf[n:]...)
}

// wholeTag is S·H of the blocks of x.
func (g *ghash) wholeTag(x []byte) [16]byte {
	t := block128(g.gmac.Seal(nil, make([]byte, g.gmac.NonceSize()), nil, x))
	l := multiply(lengths(uint64(len(x))*8, 0), g.h)
	subtle.XORBytes(t[:], t[:], g.mask[:])
	subtle.XORBytes(t[:], t[:], l[:])
	return t
}

// sum is the hash with the last block, that of the lengths in bits.
func (g *ghash) sum(header, body uint64) [16]byte {
	g.flush(len(g.buf))
	l := multiply(lengths(header, body), g.h)
	subtle.XORBytes(l[:], l[:], g.t[:])
	return l
}

func lengths(header, body uint64) (l [16]byte) {
	binary.BigEndian.PutUint64(l[:8], header)
	binary.BigEndian.PutUint64(l[8:], body)
	return l
}

func block128(b []byte) (out [16]byte) {
	copy(out[:], b)
	return out
}

// multiply is the product of NIST SP 800-38D section 6.3, in constant time.
func multiply(x, y [16]byte) (out [16]byte) {
	v0, v1 := binary.BigEndian.Uint64(y[:8]), binary.BigEndian.Uint64(y[8:])
	var z0, z1 uint64
	for i := range 128 {
		bit := -uint64(x[i/8] >> (7 - i%8) & 1)
		z0 ^= v0 & bit
		z1 ^= v1 & bit
		carry := -(v1 & 1)
		v1 = v1>>1 | v0<<63
		v0 = v0>>1 ^ carry&(0xe1<<56)
	}
	binary.BigEndian.PutUint64(out[:8], z0)
	binary.BigEndian.PutUint64(out[8:], z1)
	return out
}
