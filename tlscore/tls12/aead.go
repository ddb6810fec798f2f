package tls12

import (
	"crypto/cipher"
	"encoding/binary"
)

// protection guards the records of one direction. It keeps no sequence number
// of its own. One goroutine at a time uses it.
type protection interface {
	// seal appends the protected form of payload, explicit nonce included. It
	// must not be called with a payload that overlaps out's spare capacity.
	seal(out []byte, seq uint64, kind uint8, version uint16, payload []byte) []byte
	// open returns the payload of a protected record, in place; false means a
	// bad record, and never tells why, in words or in time.
	open(seq uint64, kind uint8, version uint16, body []byte) ([]byte, bool)
	// overhead is the most that seal adds.
	overhead() int
}

const explicitNonceLen = 8

// aeadProtection is RFC 5246 section 6.2.3.3 with the nonces of RFC 5288
// (AES-GCM: four bytes of IV and the sequence number, sent along) or RFC 7905
// (ChaCha20-Poly1305: IV xor sequence number).
type aeadProtection struct {
	aead     cipher.AEAD
	iv       [12]byte
	explicit bool
	nonce    [12]byte
	ad       [13]byte
}

func newAEAD(aead cipher.AEAD, iv []byte, explicit bool) *aeadProtection {
	p := &aeadProtection{aead: aead, explicit: explicit}
	copy(p.iv[:], iv)
	return p
}

func (p *aeadProtection) overhead() int { return explicitNonceLen + p.aead.Overhead() }

func (p *aeadProtection) prepare(seq uint64, kind uint8, version uint16, length int) {
	p.nonce = p.iv
	if !p.explicit {
		tail := p.nonce[4:]
		binary.BigEndian.PutUint64(tail, binary.BigEndian.Uint64(tail)^seq)
	}
	recordPrefix(&p.ad, seq, kind, version, length)
}

// recordPrefix fills what MACs and AEADs authenticate besides the payload.
func recordPrefix(b *[13]byte, seq uint64, kind uint8, version uint16, length int) {
	binary.BigEndian.PutUint64(b[:], seq)
	b[8] = kind
	binary.BigEndian.PutUint16(b[9:], version)
	b[11], b[12] = byte(length>>8), byte(length)
}

func (p *aeadProtection) seal(out []byte, seq uint64, kind uint8, version uint16, payload []byte) []byte {
	p.prepare(seq, kind, version, len(payload))
	if p.explicit {
		// The sequence number never repeats under a key, which is all that a
		// nonce must promise (RFC 5288 section 3).
		binary.BigEndian.PutUint64(p.nonce[4:], seq)
		out = append(out, p.nonce[4:]...)
	}
	return p.aead.Seal(out, p.nonce[:], payload, p.ad[:])
}

func (p *aeadProtection) open(seq uint64, kind uint8, version uint16, body []byte) ([]byte, bool) {
	n := len(body) - p.aead.Overhead()
	if p.explicit {
		n -= explicitNonceLen
	}
	if n < 0 {
		return nil, false
	}
	p.prepare(seq, kind, version, n)
	if p.explicit {
		copy(p.nonce[4:], body)
		body = body[explicitNonceLen:]
	}
	plain, err := p.aead.Open(body[:0], p.nonce[:], body, p.ad[:])
	return plain, err == nil
}
