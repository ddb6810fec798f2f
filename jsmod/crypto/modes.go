package crypto

import (
	"crypto/cipher"
	"encoding/binary"

	"golang.org/x/crypto/chacha20"
)

// ecb is the mode without a mode, which crypto/cipher leaves out on purpose.
type ecb struct {
	block   cipher.Block
	encrypt bool
}

func (e *ecb) BlockSize() int { return e.block.BlockSize() }

func (e *ecb) CryptBlocks(dst, src []byte) {
	size := e.block.BlockSize()
	for i := 0; i < len(src); i += size {
		if e.encrypt {
			e.block.Encrypt(dst[i:i+size], src[i:i+size])
		} else {
			e.block.Decrypt(dst[i:i+size], src[i:i+size])
		}
	}
}

// cfb8 is cipher feedback with segments of one byte (NIST SP 800-38A, 6.3).
type cfb8 struct {
	block     cipher.Block
	register  []byte
	keystream []byte
	encrypt   bool
}

func newCFB8(block cipher.Block, iv []byte, encrypt bool) *cfb8 {
	return &cfb8{block, append([]byte{}, iv...), make([]byte, len(iv)), encrypt}
}

func (c *cfb8) XORKeyStream(dst, src []byte) {
	for i, in := range src {
		c.block.Encrypt(c.keystream, c.register)
		out := in ^ c.keystream[0]
		copy(c.register, c.register[1:])
		if c.encrypt {
			c.register[len(c.register)-1] = out
		} else {
			c.register[len(c.register)-1] = in
		}
		dst[i] = out
	}
}

// chachaStream is OpenSSL's chacha20: its vector is the first block's number,
// 32 bits little-endian, and a nonce of 96 bits, and the number carries into
// the nonce, where x/crypto's cipher would panic.
type chachaStream struct {
	key, nonce []byte
	cipher     *chacha20.Cipher
	left       uint64 // bytes until the carry
}

func newChaChaStream(key, iv []byte) *chachaStream {
	s := &chachaStream{key: append([]byte{}, key...), nonce: append([]byte{}, iv[4:]...)}
	s.from(binary.LittleEndian.Uint32(iv))
	return s
}

func (s *chachaStream) from(block uint32) {
	c, err := chacha20.NewUnauthenticatedCipher(s.key, s.nonce)
	if err != nil {
		panic("crypto: internal error: " + err.Error())
	}
	c.SetCounter(block)
	s.cipher, s.left = c, (1<<32-uint64(block))*64
}

func (s *chachaStream) XORKeyStream(dst, src []byte) {
	for len(src) > 0 {
		if s.left == 0 {
			binary.LittleEndian.PutUint32(s.nonce, binary.LittleEndian.Uint32(s.nonce)+1)
			s.from(0)
		}
		n := min(uint64(len(src)), s.left)
		s.cipher.XORKeyStream(dst[:n], src[:n])
		dst, src, s.left = dst[n:], src[n:], s.left-n
	}
}
