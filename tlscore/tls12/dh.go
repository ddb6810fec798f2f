package tls12

import (
	"bytes"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"math/big"

	"filippo.io/bigmod"
	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Sizes of DH primes in bits. The upper limit bounds what a server can make a
// client compute.
const (
	defaultMinDHBits = 1024
	maxDHBits        = 8192
)

// DHParams is a group for DHE: a safe prime and a generator. It is immutable
// and may be shared by goroutines.
type DHParams struct {
	prime    *bigmod.Modulus
	p, g     []byte // big endian, without leading zeros
	exponent int    // bytes of a private key
}

var errDH = errors.New("malformed DH parameters")

// NewDHParams makes a group of a prime and a generator, big endian. Whether the
// prime is one is not asked. The error is not nil if the prime is even or not
// between 512 and 8192 bits, or the generator not between 2 and prime-2.
func NewDHParams(prime, generator []byte) (*DHParams, error) {
	d := &DHParams{p: bytes.TrimLeft(prime, "\x00"), g: bytes.TrimLeft(generator, "\x00")}
	if len(d.p) < 64 || len(d.p) > maxDHBits/8 || d.p[len(d.p)-1]&1 == 0 {
		return nil, errDH
	}
	m, err := bigmod.NewModulus(d.p)
	if err != nil {
		return nil, errDH
	}
	d.prime, d.exponent = m, len(d.p)
	if d.element(d.g) == nil {
		return nil, errDH
	}
	return d, nil
}

// ParseDHParams reads the file that `openssl dhparam` writes: PEM or DER of
// PKCS#3's DHParameter.
func ParseDHParams(b []byte) (*DHParams, error) {
	for rest := b; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type == "DH PARAMETERS" || block.Type == "X9.42 DH PARAMETERS" { // p and g come first in both
			b = block.Bytes
			break
		}
	}
	der := cryptobyte.String(b)
	var seq cryptobyte.String
	p, g := new(big.Int), new(big.Int)
	if !der.ReadASN1(&seq, cbasn1.SEQUENCE) || !der.Empty() ||
		!seq.ReadASN1Integer(p) || !seq.ReadASN1Integer(g) || p.Sign() <= 0 || g.Sign() <= 0 {
		return nil, errDH
	}
	return NewDHParams(p.Bytes(), g.Bytes())
}

// FFDHE returns the group of RFC 7919 with a prime of 2048, 3072, 4096, 6144
// or 8192 bits, nil for other sizes.
func FFDHE(bits int) *DHParams {
	// Appendix A: p = 2^b - 2^(b-64) + (floor(2^(b-130) e) + x) 2^64 - 1, with
	// the sizes that A.1 to A.5 give for private keys, rounded up.
	shape := map[int]struct {
		x        int64
		exponent int
	}{2048: {560316, 225}, 3072: {2625351, 275}, 4096: {5736041, 325}, 6144: {15705020, 375}, 8192: {10965728, 400}}[bits]
	if shape.x == 0 {
		return nil
	}
	one := big.NewInt(1)
	p := new(big.Int).Lsh(one, uint(bits))
	p.Sub(p, new(big.Int).Lsh(one, uint(bits-64)))
	middle := scaledE(uint(bits - 130))
	middle.Add(middle, big.NewInt(shape.x))
	p.Add(p, middle.Lsh(middle, 64))
	p.Sub(p, one)
	d, err := NewDHParams(p.Bytes(), []byte{2})
	if err != nil {
		panic("tls12: internal error: " + err.Error())
	}
	d.exponent = (shape.exponent + 7) / 8
	return d
}

// scaledE is floor(2^shift e), from the series of 1/n!.
func scaledE(shift uint) *big.Int {
	const guard = 64
	term := new(big.Int).Lsh(big.NewInt(1), shift+guard)
	sum := new(big.Int).Set(term)
	for n := int64(1); term.Sign() > 0; n++ {
		term.Quo(term, big.NewInt(n))
		sum.Add(sum, term)
	}
	return sum.Rsh(sum, guard)
}

// Bits is the size of the prime.
func (d *DHParams) Bits() int { return d.prime.BitLen() }

// element reads a public value or generator: 1 < v < p-1, so that it is in no
// subgroup of one or two elements. It is not secret.
func (d *DHParams) element(v []byte) *bigmod.Nat {
	v = bytes.TrimLeft(v, "\x00")
	if len(v) > len(d.p) {
		return nil
	}
	padded := make([]byte, len(d.p))
	copy(padded[len(padded)-len(v):], v)
	n, err := bigmod.NewNat().SetBytes(padded, d.prime)
	if err != nil || n.IsZero() == 1 || n.IsOne() == 1 || n.IsMinusOne(d.prime) == 1 {
		return nil
	}
	return n
}

// dhKey is an ephemeral key: it serves one handshake, which is what keeps the
// leading zeros that [dhKey.agree] strips from becoming an oracle ("Raccoon").
type dhKey struct {
	params  *DHParams
	private []byte
}

func (d *DHParams) newKey() (*dhKey, []byte) {
	k := &dhKey{params: d, private: make([]byte, d.exponent)}
	for {
		_, _ = rand.Read(k.private) // never fails since Go 1.24
		public := bigmod.NewNat().Exp(d.element(d.g), k.private, d.prime).Bytes(d.prime)
		if d.element(public) != nil {
			return k, public
		}
	}
}

// agree returns the premaster secret: the shared value without leading zeros
// (RFC 5246 section 8.1.2). nil means a bad public value.
func (k *dhKey) agree(public []byte) []byte {
	d := k.params
	y := d.element(public)
	if y == nil {
		return nil
	}
	shared := bigmod.NewNat().Exp(y, k.private, d.prime).Bytes(d.prime)
	clear(k.private)
	return bytes.TrimLeft(shared, "\x00")
}
