package tls12

import (
	"crypto"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/subtle"
	"crypto/tls"
	"hash"
)

// cbcProtection is RFC 5246 section 6.2.3.2: MAC, then pad, then encrypt. In
// TLS 1.0 the IV is the last ciphertext block of the record before.
type cbcProtection struct {
	block    cipher.Block     // nil once mode needs it no more
	mode     cipher.BlockMode // of the last record; TLS 1.0 goes on with it
	explicit bool
	reading  bool
	mac      hash.Hash // writing
	inMAC    *secretLengthMAC
	prefix   [13]byte
}

func newCBC(block cipher.Block, h crypto.Hash, macKey, iv []byte, version uint16, reading bool) *cbcProtection {
	p := &cbcProtection{block: block, explicit: version > tls.VersionTLS10, reading: reading}
	switch {
	case reading:
		p.inMAC = newSecretLengthMAC(h, macKey)
	default:
		p.mac = hmac.New(h.New, macKey)
	}
	if p.explicit {
		iv = make([]byte, block.BlockSize()) // each record brings its own
	}
	p.setIV(iv)
	if _, ok := p.mode.(resettable); ok {
		p.block = nil // mode has a copy of all round keys
	}
	return p
}

// resettable are the standard library's modes.
type resettable interface{ SetIV(iv []byte) }

// setIV makes mode begin anew, without copying all round keys where it can.
func (p *cbcProtection) setIV(iv []byte) {
	if mode, ok := p.mode.(resettable); ok {
		mode.SetIV(iv)
	} else if p.reading {
		p.mode = cipher.NewCBCDecrypter(p.block, iv)
	} else {
		p.mode = cipher.NewCBCEncrypter(p.block, iv)
	}
}

func (p *cbcProtection) overhead() int {
	// IV, the largest MAC and padding to a block.
	return 2*p.mode.BlockSize() + crypto.SHA384.Size()
}

func (p *cbcProtection) seal(out []byte, seq uint64, kind uint8, version uint16, payload []byte) []byte {
	recordPrefix(&p.prefix, seq, kind, version, len(payload))
	p.mac.Reset()
	p.mac.Write(p.prefix[:])
	p.mac.Write(payload)

	size := p.mode.BlockSize()
	if p.explicit {
		at := len(out)
		out = append(out, make([]byte, size)...)
		_, _ = rand.Read(out[at:]) // never fails since Go 1.24
		p.setIV(out[at:])
	}
	start := len(out)
	out = append(out, payload...)
	out = p.mac.Sum(out)
	pad := size - (len(out)-start)%size
	for range pad {
		out = append(out, byte(pad-1))
	}
	p.mode.CryptBlocks(out[start:], out[start:])
	return out
}

// open must not let time tell where padding or MAC went wrong: a difference
// is a decryption oracle (Vaudenay 2002; AlFardan and Paterson, "Lucky
// Thirteen", 2013). Up to the last line nothing branches on or indexes by what
// was decrypted.
func (p *cbcProtection) open(seq uint64, kind uint8, version uint16, body []byte) ([]byte, bool) {
	size := p.mode.BlockSize()
	if p.explicit {
		if len(body) < size {
			return nil, false
		}
		p.setIV(body[:size])
		body = body[size:]
	}
	macLen := p.inMAC.size
	if len(body)%size != 0 || len(body) < macLen+1 {
		return nil, false
	}
	p.mode.CryptBlocks(body, body)

	padding, good := cbcPadding(body, macLen)
	length := len(body) - macLen - padding
	recordPrefix(&p.prefix, seq, kind, version, length)
	want, got := p.inMAC.want[:macLen], p.inMAC.got[:macLen]
	p.inMAC.sum(want, p.prefix[:], body, length)
	copySecretMAC(got, body, length)
	good &= subtle.ConstantTimeCompare(want, got)
	if good != 1 {
		return nil, false
	}
	return body[:length], true
}

// cbcPadding returns how many bytes of padding, its length byte included, end
// b, and whether they are what they should be. Bad padding counts as one byte,
// so that a MAC is computed all the same. len(b) must exceed macLen.
func cbcPadding(b []byte, macLen int) (n, good int) {
	last := len(b) - 1
	value := b[last]
	good = subtle.ConstantTimeLessOrEq(int(value)+1+macLen, len(b))
	var wrong byte
	for i := range min(256, len(b)) {
		inside := byte(-subtle.ConstantTimeLessOrEq(i, int(value)))
		wrong |= inside & (value ^ b[last-i])
	}
	good &= subtle.ConstantTimeByteEq(wrong, 0)
	return 1 + subtle.ConstantTimeSelect(good, int(value), 0), good
}
