package crypto

import (
	"bytes"
	"crypto/aes"
	"encoding/binary"
	"encoding/hex"
	"math/big"
	"testing"
)

// countedCTR is CTR mode block by block, each counter made anew.
func countedCTR(t *testing.T, key, data, counter []byte, bits int) []byte {
	t.Helper()
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	all := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	whole := new(big.Int).SetBytes(counter)
	low := new(big.Int).Mod(whole, all)
	high := new(big.Int).Sub(whole, low)
	out := append([]byte{}, data...)
	for i := 0; i < len(out); i += aes.BlockSize {
		n := new(big.Int).Mod(new(big.Int).Add(low, big.NewInt(int64(i/aes.BlockSize))), all)
		var mask [aes.BlockSize]byte
		block.Encrypt(mask[:], n.Add(n, high).FillBytes(make([]byte, aes.BlockSize)))
		for j := i; j < min(i+aes.BlockSize, len(out)); j++ {
			out[j] ^= mask[j-i]
		}
	}
	return out
}

func TestCounterStaysInItsBits(t *testing.T) {
	key := make([]byte, 32)
	for _, bits := range []int{1, 2, 7, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128} {
		for _, low := range []uint64{0, 1, 5, 0xfd, 0xfffd, 1<<32 - 2, 1<<64 - 2} {
			counter := bytes.Repeat([]byte{0xff}, aes.BlockSize)
			binary.BigEndian.PutUint64(counter[8:], low)
			for _, size := range []int{0, 1, 16, 17, 32, 100} {
				data := bytes.Repeat([]byte{0x5a}, size)
				got, err := cryptCTR(key, data, counter, bits)
				if blocks := (size + 15) / 16; bits < 8 && blocks > 1<<bits {
					if err == nil {
						t.Errorf("%d blocks were numbered by %d bits", blocks, bits)
					}
					continue
				}
				if want := countedCTR(t, key, data, counter, bits); err != nil || !bytes.Equal(got, want) {
					t.Errorf("%d bits from %x, %d bytes: %x, %v; want %x", bits, low, size, got, err, want)
				}
			}
		}
	}
}

func TestGCMGivesNothingOutWithoutItsTag(t *testing.T) {
	key, iv, text := make([]byte, 16), make([]byte, 12), []byte("a text of more than one block")
	for _, size := range []int{4, 8, 12, 13, 14, 15, 16} {
		sealed, err := sealGCM(key, iv, text, []byte("seen"), size)
		if err != nil || len(sealed) != len(text)+size {
			t.Fatalf("a tag of %d bytes: %d bytes, %v", size, len(sealed), err)
		}
		if got, err := openGCM(key, iv, sealed, []byte("seen"), size); err != nil || !bytes.Equal(got, text) {
			t.Errorf("a tag of %d bytes: %q, %v", size, got, err)
		}
		for i := range sealed {
			broken := append([]byte{}, sealed...)
			broken[i] ^= 0x10
			if got, err := openGCM(key, iv, broken, []byte("seen"), size); got != nil || err == nil {
				t.Errorf("a tag of %d bytes, byte %d changed: %q, %v", size, i, got, err)
			}
		}
		if got, err := openGCM(key, iv, sealed, nil, size); got != nil || err == nil {
			t.Errorf("a tag of %d bytes, without what was seen: %q", size, got)
		}
	}
}

func TestCompressedPointOfSPKI(t *testing.T) {
	const compressed = "3039301306072a8648ce3d020106082a8648ce3d030107032200" +
		"02d210b0a6f9d9f012868058b43fa4f471018543bba00c9250df9257c2acae5dd1"
	der, err := hex.DecodeString(compressed)
	if err != nil {
		t.Fatal(err)
	}
	k, err := parseSPKI(der)
	if err != nil {
		t.Fatal(err)
	}
	_, whole, err := k.marshal("spki")
	if err != nil || len(whole) != len(der)+32 {
		t.Errorf("written with %d bytes, %v", len(whole), err)
	}
	// A curve without a name here, a point that is none, and bytes that follow.
	for _, change := range []func([]byte) []byte{
		func(b []byte) []byte { b[22] = 9; return b },
		func(b []byte) []byte { b[len(b)-1] ^= 1; b[26] = 5; return b },
		func(b []byte) []byte { return append(b, 0) },
		func(b []byte) []byte { return b[:20] },
	} {
		if _, err := parseSPKI(change(append([]byte{}, der...))); err == nil {
			t.Error("it was read")
		}
	}
}
