package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
)

// gcm is AES-GCM (NIST SP 800-38D) in pieces. The standard library only has it
// in one piece, so the key stream is its CTR mode and the hash is made of its
// GMACs: see [ghash].
type gcm struct {
	encrypt        bool
	stream         gcmStream
	hash           *ghash
	mask           [16]byte // E(J0), which hides the hash in the tag
	headed, bodied uint64   // bytes
}

func newGCM(key, iv []byte, encrypt bool) (*gcm, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	j0, err := firstCounter(block, iv)
	if err != nil {
		return nil, err
	}
	h, err := newGHASH(block)
	if err != nil {
		return nil, err
	}
	c := &gcm{encrypt: encrypt, hash: h}
	block.Encrypt(c.mask[:], j0[:])
	c.stream = gcmStream{block: block, counter: j0}
	c.stream.next(1)
	return c, nil
}

// firstCounter is J0. For a nonce of another size than 96 bits it is a hash of
// it, which we get back from the library by encrypting zeros: they become
// E(J0+1), and who has the key can turn that around.
func firstCounter(block cipher.Block, iv []byte) (j0 [16]byte, err error) {
	if len(iv) == 12 {
		copy(j0[:], iv)
		j0[15] = 1
		return j0, nil
	}
	whole, err := cipher.NewGCMWithNonceSize(block, len(iv))
	if err != nil {
		return j0, err
	}
	first := whole.Seal(nil, iv, make([]byte, 16), nil)[:16]
	block.Decrypt(j0[:], first)
	low := j0[12:]
	binary.BigEndian.PutUint32(low, binary.BigEndian.Uint32(low)-1)
	return j0, nil
}

func (c *gcm) header(p []byte) {
	c.headed += uint64(len(p))
	c.hash.write(p)
}

func (c *gcm) crypt(dst, src []byte) {
	if c.bodied == 0 {
		c.hash.pad()
	}
	c.bodied += uint64(len(src))
	if c.encrypt {
		c.stream.XORKeyStream(dst, src)
		c.hash.write(dst)
		return
	}
	c.hash.write(src)
	c.stream.XORKeyStream(dst, src)
}

func (c *gcm) sum() []byte {
	c.hash.pad()
	tag := c.hash.sum(c.headed*8, c.bodied*8)
	subtle.XORBytes(tag[:], tag[:], c.mask[:])
	return tag[:]
}

// gcmStream is CTR mode whose counter has 32 bits, where crypto/cipher's has
// 128: after the last one it starts again at zero below the same prefix.
type gcmStream struct {
	block   cipher.Block
	counter [16]byte
	ctr     cipher.Stream
	left    uint64 // bytes until the counter wraps
}

// next moves the counter on and starts a stream there.
func (s *gcmStream) next(by uint32) {
	low := s.counter[12:]
	n := binary.BigEndian.Uint32(low) + by
	binary.BigEndian.PutUint32(low, n)
	s.ctr = cipher.NewCTR(s.block, s.counter[:])
	s.left = (1<<32 - uint64(n)) * 16
}

func (s *gcmStream) XORKeyStream(dst, src []byte) {
	for len(src) > 0 {
		if s.left == 0 {
			low := s.counter[12:]
			s.next(-binary.BigEndian.Uint32(low))
		}
		n := min(uint64(len(src)), s.left)
		s.ctr.XORKeyStream(dst[:n], src[:n])
		dst, src, s.left = dst[n:], src[n:], s.left-n
	}
}
