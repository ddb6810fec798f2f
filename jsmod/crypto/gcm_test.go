package crypto

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"testing"
)

// randomBytes is repeatable, so that a failure can be looked at again.
func randomBytes(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// inPieces encrypts with our streaming GCM, cutting everything at random.
func inPieces(t *testing.T, r *rand.Rand, key, iv, header, text []byte) []byte {
	t.Helper()
	c, err := newGCM(key, iv, true)
	if err != nil {
		t.Fatal(err)
	}
	for len(header) > 0 {
		n := 1 + r.IntN(len(header))
		c.header(header[:n])
		header = header[n:]
	}
	out := make([]byte, len(text))
	for at := 0; at < len(text); {
		n := 1 + r.IntN(len(text)-at)
		c.crypt(out[at:at+n], text[at:at+n])
		at += n
	}
	return append(out, c.sum()...)
}

// TestGCMInPieces holds the stream against the standard library's whole GCM,
// for all sizes around the edges at which it gathers and flushes.
func TestGCMInPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sizes := []int{0, 1, 15, 16, 17, 31, 32, 33, 47, 48, 49, 255, 4096,
		ghashChunk - 1, ghashChunk, ghashChunk + 1, ghashChunk + 16, ghashChunk + 17, 2*ghashChunk + 16, 3*ghashChunk + 5}
	for _, ivSize := range []int{1, 8, 12, 13, 16, 33} {
		for _, headerSize := range sizes {
			for _, textSize := range sizes {
				key := randomBytes(r, []int{16, 24, 32}[r.IntN(3)])
				iv, header, text := randomBytes(r, ivSize), randomBytes(r, headerSize), randomBytes(r, textSize)
				block, err := aes.NewCipher(key)
				if err != nil {
					t.Fatal(err)
				}
				whole, err := cipher.NewGCMWithNonceSize(block, ivSize)
				if err != nil {
					t.Fatal(err)
				}
				want := whole.Seal(nil, iv, text, header)
				if got := inPieces(t, r, key, iv, header, text); !bytes.Equal(got, want) {
					t.Fatalf("iv %d, header %d, text %d: wrong", ivSize, headerSize, textSize)
				}
			}
		}
	}
}

// TestGCMCounterWraps: the counter of GCM has 32 bits, and crypto/cipher's CTR
// would carry on into the nonce.
func TestGCMCounterWraps(t *testing.T) {
	block, err := aes.NewCipher(make([]byte, 16))
	if err != nil {
		t.Fatal(err)
	}
	s := gcmStream{block: block}
	for i := range s.counter {
		s.counter[i] = 0xff
	}
	s.counter[15] = 0xfd
	s.next(1)
	got := make([]byte, 64)
	s.XORKeyStream(got, got)
	var want []byte
	for _, low := range []string{"fffffffe", "ffffffff", "00000000", "00000001"} {
		in, err := hex.DecodeString(fmt.Sprintf("%s%s", "ffffffffffffffffffffffff", low))
		if err != nil {
			t.Fatal(err)
		}
		out := make([]byte, 16)
		block.Encrypt(out, in)
		want = append(want, out...)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got %x\nwant %x", got, want)
	}
}

// TestMultiply checks the field: x·1 = x, commutativity, and x·(y+z) = x·y + x·z.
func TestMultiply(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	one := [16]byte{0x80}
	for range 100 {
		x, y, z := block128(randomBytes(r, 16)), block128(randomBytes(r, 16)), block128(randomBytes(r, 16))
		if multiply(x, one) != x {
			t.Fatal("one is not neutral")
		}
		if multiply(x, y) != multiply(y, x) {
			t.Fatal("not commutative")
		}
		var sum, want [16]byte
		a, b := multiply(x, y), multiply(x, z)
		for i := range sum {
			sum[i], want[i] = y[i]^z[i], a[i]^b[i]
		}
		if multiply(x, sum) != want {
			t.Fatal("not distributive")
		}
	}
}

func BenchmarkGCMInPieces(b *testing.B) {
	c, err := newGCM(make([]byte, 32), make([]byte, 12), true)
	if err != nil {
		b.Fatal(err)
	}
	buf := make([]byte, 16<<10)
	b.SetBytes(int64(len(buf)))
	for b.Loop() {
		c.crypt(buf, buf)
	}
}
