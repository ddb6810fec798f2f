package crypto

import (
	"encoding/binary"

	"golang.org/x/crypto/chacha20"
	//lint:ignore SA1019 ChaCha20-Poly1305 in pieces is made of its parts
	"golang.org/x/crypto/poly1305"
)

// chachaPoly is the AEAD of RFC 8439 section 2.8, in pieces.
type chachaPoly struct {
	encrypt        bool
	stream         *chacha20.Cipher
	mac            *poly1305.MAC
	headed, bodied uint64
	inBody         bool
}

func newChaChaPoly(key, nonce []byte, encrypt bool) (*chachaPoly, error) {
	c, err := chacha20.NewUnauthenticatedCipher(key, nonce)
	if err != nil {
		return nil, err
	}
	var once [32]byte
	c.XORKeyStream(once[:], once[:])
	c.SetCounter(1)
	return &chachaPoly{encrypt: encrypt, stream: c, mac: poly1305.New(&once)}, nil
}

func (c *chachaPoly) header(p []byte) {
	c.headed += uint64(len(p))
	c.mac.Write(p)
}

func (c *chachaPoly) crypt(dst, src []byte) {
	c.startBody()
	c.bodied += uint64(len(src))
	if c.encrypt {
		c.stream.XORKeyStream(dst, src)
		c.mac.Write(dst)
		return
	}
	c.mac.Write(src)
	c.stream.XORKeyStream(dst, src)
}

func (c *chachaPoly) startBody() {
	if !c.inBody {
		c.pad(c.headed)
		c.inBody = true
	}
}

func (c *chachaPoly) pad(n uint64) {
	c.mac.Write(make([]byte, -n&15))
}

func (c *chachaPoly) sum() []byte {
	c.startBody()
	c.pad(c.bodied)
	var l [16]byte
	binary.LittleEndian.PutUint64(l[:8], c.headed)
	binary.LittleEndian.PutUint64(l[8:], c.bodied)
	c.mac.Write(l[:])
	return c.mac.Sum(nil)
}
