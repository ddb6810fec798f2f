package tls12

import (
	"crypto"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/rsa"
	"crypto/subtle"
	"crypto/tls"

	"golang.org/x/crypto/cryptobyte"
)

var defaultGroups = []tls.CurveID{tls.X25519, tls.CurveP256, tls.CurveP384, tls.CurveP521}

func curveOf(id tls.CurveID) ecdh.Curve {
	switch id {
	case tls.X25519:
		return ecdh.X25519()
	case tls.CurveP256:
		return ecdh.P256()
	case tls.CurveP384:
		return ecdh.P384()
	case tls.CurveP521:
		return ecdh.P521()
	}
	return nil
}

// keyShare is an ephemeral key of either kind.
type keyShare struct {
	group  tls.CurveID // ECDHE
	ecdh   *ecdh.PrivateKey
	dh     *dhKey
	public []byte
	bits   int // of a DH prime
}

func newECDH(group tls.CurveID) (*keyShare, error) {
	key, err := curveOf(group).GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	return &keyShare{group: group, ecdh: key, public: key.PublicKey().Bytes()}, nil
}

func newDH(d *DHParams) *keyShare {
	key, public := d.newKey()
	return &keyShare{dh: key, public: public, bits: d.Bits()}
}

// agree returns the premaster secret (RFC 8422 section 5.10, RFC 5246 section
// 8.1.2).
func (k *keyShare) agree(public []byte) ([]byte, error) {
	if k.dh != nil {
		if premaster := k.dh.agree(public); premaster != nil {
			return premaster, nil
		}
		return nil, failf(AlertIllegalParameter, "bad DH public value")
	}
	peer, err := k.ecdh.Curve().NewPublicKey(public)
	if err != nil {
		return nil, &Error{Alert: AlertIllegalParameter, Err: err}
	}
	premaster, err := k.ecdh.ECDH(peer)
	if err != nil { // X25519 with a point of small order
		return nil, &Error{Alert: AlertIllegalParameter, Err: err}
	}
	return premaster, nil
}

// serverKeyExchangeMsg is RFC 5246 section 7.4.3, RFC 8422 section 5.4, and with
// a pre-shared key RFC 4279 section 2 and RFC 5489 section 2, where nothing is
// signed. Else what the fields before scheme hold is signed with the randoms
// before it.
type serverKeyExchangeMsg struct {
	kex        keyExchange
	withScheme bool
	psk        bool

	hint      []byte // of a pre-shared key, empty for none
	group     tls.CurveID
	p, g      []byte
	public    []byte
	params    []byte // as they stand on the wire; parse sets them
	scheme    tls.SignatureScheme
	signature []byte
}

const curveTypeNamed = 3

// encodeParams is the part that is signed, where there is a signature.
func (m *serverKeyExchangeMsg) encodeParams() ([]byte, error) {
	var b cryptobyte.Builder
	if m.kex != kexECDHE && m.kex != kexDHE {
		return nil, nil
	}
	if m.kex == kexECDHE {
		b.AddUint8(curveTypeNamed)
		b.AddUint16(uint16(m.group))
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.public) })
		return b.Bytes()
	}
	for _, v := range [][]byte{m.p, m.g, m.public} {
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(v) })
	}
	return b.Bytes()
}

func (m *serverKeyExchangeMsg) marshal() ([]byte, error) {
	return message(typeServerKeyExchange, func(b *cryptobyte.Builder) {
		if m.psk {
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.hint) })
			b.AddBytes(m.params)
			return
		}
		b.AddBytes(m.params)
		if m.withScheme {
			b.AddUint16(uint16(m.scheme))
		}
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.signature) })
	})
}

func (m *serverKeyExchangeMsg) parse(body []byte) bool {
	if m.psk {
		s := cryptobyte.String(body)
		if !s.ReadUint16LengthPrefixed((*cryptobyte.String)(&m.hint)) {
			return false
		}
		body = s
	}
	if m.kex == kexECDHE && len(body) > 0 && body[0] != curveTypeNamed {
		m.group, m.params = 0, body // a curve without a name, which nobody offers (RFC 8422 section 5.4)
		return true
	}
	s := cryptobyte.String(body)
	if !m.parseParams(&s) {
		return false
	}
	m.params = body[:len(body)-len(s)]
	if m.psk {
		return s.Empty()
	}
	return (!m.withScheme || s.ReadUint16((*uint16)(&m.scheme))) &&
		s.ReadUint16LengthPrefixed((*cryptobyte.String)(&m.signature)) && s.Empty()
}

func (m *serverKeyExchangeMsg) parseParams(s *cryptobyte.String) bool {
	if m.kex == kexECDHE {
		var kind uint8
		return s.ReadUint8(&kind) && kind == curveTypeNamed && s.ReadUint16((*uint16)(&m.group)) &&
			s.ReadUint8LengthPrefixed((*cryptobyte.String)(&m.public)) && len(m.public) > 0
	}
	if m.kex != kexDHE {
		return true
	}
	for _, v := range []*[]byte{&m.p, &m.g, &m.public} {
		if !s.ReadUint16LengthPrefixed((*cryptobyte.String)(v)) || len(*v) == 0 {
			return false
		}
	}
	return true
}

// clientKeyExchangeMsg is RFC 5246 section 7.4.7: an encrypted premaster secret
// or a public value, behind the identity of a pre-shared key if there is one (RFC
// 4279 sections 2 to 4, RFC 5489 section 2).
type clientKeyExchangeMsg struct {
	kex      keyExchange
	psk      bool
	identity []byte
	value    []byte
}

func (m *clientKeyExchangeMsg) marshal() ([]byte, error) {
	return message(typeClientKeyExchange, func(b *cryptobyte.Builder) {
		if m.psk {
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.identity) })
		}
		add := (*cryptobyte.Builder).AddUint16LengthPrefixed
		switch m.kex {
		case kexNone:
			return
		case kexECDHE:
			add = (*cryptobyte.Builder).AddUint8LengthPrefixed
		}
		add(b, func(b *cryptobyte.Builder) { b.AddBytes(m.value) })
	})
}

func (m *clientKeyExchangeMsg) parse(body []byte) bool {
	s := cryptobyte.String(body)
	if m.psk && !s.ReadUint16LengthPrefixed((*cryptobyte.String)(&m.identity)) {
		return false
	}
	read := s.ReadUint16LengthPrefixed
	switch m.kex {
	case kexNone:
		return s.Empty()
	case kexECDHE:
		read = s.ReadUint8LengthPrefixed
	}
	return read((*cryptobyte.String)(&m.value)) && len(m.value) > 0 && s.Empty()
}

// newRSAPremaster draws a premaster secret and encrypts it (RFC 5246 section
// 7.4.7.1). version is the one that the ClientHello named.
func newRSAPremaster(version uint16, key *rsa.PublicKey) (premaster, encrypted []byte, err error) {
	premaster = make([]byte, masterLen)
	_, _ = rand.Read(premaster) // never fails since Go 1.24
	premaster[0], premaster[1] = byte(version>>8), byte(version)
	//lint:ignore SA1019 the key exchange of these suites is PKCS#1 v1.5
	encrypted, err = rsa.EncryptPKCS1v15(rand.Reader, key, premaster)
	return premaster, encrypted, err
}

// openRSAPremaster decrypts a premaster secret. Whatever is wrong with it, the
// result is a random one, chosen without branching: the handshake then fails at
// Finished, and a peer learns nothing of the plaintext (Bleichenbacher 1998,
// Klima 2003; RFC 5246 section 7.4.7.1).
func openRSAPremaster(version uint16, key crypto.Decrypter, encrypted []byte) []byte {
	random := make([]byte, masterLen)
	_, _ = rand.Read(random) // never fails since Go 1.24
	//lint:ignore SA1019 the key exchange of these suites is PKCS#1 v1.5
	options := &rsa.PKCS1v15DecryptOptions{SessionKeyLen: masterLen}
	// With a session key length Decrypt itself returns random bytes for bad
	// padding; it fails for what is public, such as the length.
	plain, err := key.Decrypt(rand.Reader, encrypted, options)
	if err != nil || len(plain) != masterLen {
		return random
	}
	good := subtle.ConstantTimeByteEq(plain[0], byte(version>>8)) & subtle.ConstantTimeByteEq(plain[1], byte(version))
	subtle.ConstantTimeCopy(good, random, plain)
	return random
}
