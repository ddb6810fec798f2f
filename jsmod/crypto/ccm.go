package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
)

// ccm is AES-CCM (RFC 3610): CBC-MAC below CTR. The length stands in the first
// block, so the message comes in one piece.
type ccm struct {
	block   cipher.Block
	nonce   []byte
	tagSize int
	encrypt bool
	data    []byte
	tag     [16]byte
}

func newCCM(key, nonce []byte, tagSize int, encrypt bool) (*ccm, error) {
	block, err := aes.NewCipher(key)
	return &ccm{block: block, nonce: append([]byte{}, nonce...), tagSize: tagSize, encrypt: encrypt}, err
}

// ccmMaxSize is how long a message may be: what its length field holds, within
// 31 bits.
func ccmMaxSize(nonce []byte) int {
	if l := 15 - len(nonce); l < 4 {
		return 1<<(8*l) - 1
	}
	return 1<<31 - 1
}

func (c *ccm) header(p []byte) { c.data = append(c.data, p...) }

func (c *ccm) crypt(dst, src []byte) {
	counter := make([]byte, 16)
	counter[0] = byte(14 - len(c.nonce))
	copy(counter[1:], c.nonce)
	stream := cipher.NewCTR(c.block, counter)
	var mask [16]byte
	stream.XORKeyStream(mask[:], mask[:])
	if c.encrypt {
		c.tag = c.mac(src)
		stream.XORKeyStream(dst, src)
	} else {
		stream.XORKeyStream(dst, src)
		c.tag = c.mac(dst)
	}
	subtle.XORBytes(c.tag[:], c.tag[:], mask[:])
}

func (c *ccm) sum() []byte { return c.tag[:] }

// mac is the CBC-MAC of RFC 3610 section 2.2: the last block that CBC makes.
func (c *ccm) mac(text []byte) (last [16]byte) {
	b := make([]byte, 16, 64+len(c.data)+len(text))
	var size [8]byte
	binary.BigEndian.PutUint64(size[:], uint64(len(text)))
	b[0] = byte(14-len(c.nonce)) | byte((c.tagSize-2)/2)<<3
	copy(b[1:], c.nonce)
	copy(b[1+len(c.nonce):], size[8-(15-len(c.nonce)):])
	if n := len(c.data); n > 0 {
		b[0] |= 1 << 6
		if n < 0xff00 {
			b = binary.BigEndian.AppendUint16(b, uint16(n))
		} else {
			b = binary.BigEndian.AppendUint32(append(b, 0xff, 0xfe), uint32(n))
		}
		b = padZero(append(b, c.data...))
	}
	b = padZero(append(b, text...))
	cipher.NewCBCEncrypter(c.block, make([]byte, 16)).CryptBlocks(b, b)
	copy(last[:], b[len(b)-16:])
	return last
}

func padZero(b []byte) []byte {
	if n := len(b) & 15; n != 0 {
		b = append(b, make([]byte, 16-n)...)
	}
	return b
}
