package tlscore

import (
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// session is a resumable session with every secret in reach. It has three
// forms: this one, OpenSSL's DER (SSL_SESSION, i2d_SSL_SESSION), which scripts
// and tickets carry, and crypto/tls's opaque one.
type session struct {
	version, suite uint16
	isClient       bool
	secret         []byte // master secret; in TLS 1.3 the PSK
	created        time.Time
	timeout        time.Duration
	extendedMS     bool
	group          uint16
	context        []byte // session id context
	verifyResult   int64  // X509_V_ERR number
	serverName     string
	alpn           string
	lifetime       uint32 // seconds, as the server told
	ageAdd         uint32
	id             []byte // of a session without ticket, and of any that a server tells of
	ticket         []byte
	// chain is the peer's, leaf first. Only sessions that we wrote have more
	// than the leaf.
	chain [][]byte
	ours  bool
}

var errSession = errors.New("malformed session")

// chainMark opens the field of the DER form that OpenSSL leaves to
// applications, where we keep the peer's whole chain: a verdict can then be
// found anew at each resumption.
const chainMark = "tlsjs\x01"

func tag(n uint8) cbasn1.Tag { return cbasn1.Tag(n).ContextSpecific().Constructed() }

// der encodes the session as OpenSSL 3 does.
func (s *session) der() ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1Int64(int64(s.version))
		b.AddASN1OctetString([]byte{byte(s.suite >> 8), byte(s.suite)})
		b.AddASN1OctetString(s.id)
		b.AddASN1OctetString(s.secret)
		addInt(b, 1, s.created.Unix(), true)
		addInt(b, 2, int64(s.timeout/time.Second), true)
		if len(s.chain) > 0 {
			b.AddASN1(tag(3), func(b *cryptobyte.Builder) { b.AddBytes(s.chain[0]) })
		}
		addOctets(b, 4, s.context, true)
		addInt(b, 5, s.verifyResult, false)
		addOctets(b, 6, []byte(s.serverName), false)
		addInt(b, 9, int64(s.lifetime), false)
		addOctets(b, 10, s.ticket, false)
		if s.extendedMS {
			addInt(b, 13, 1, true)
		}
		addInt(b, 14, int64(s.ageAdd), false)
		addOctets(b, 16, []byte(s.alpn), false)
		addOctets(b, 18, s.chainField(), true)
		addInt(b, 19, int64(s.group), false)
	})
	return b.Bytes()
}

func (s *session) chainField() []byte {
	b := cryptobyte.NewBuilder([]byte(chainMark))
	for i, cert := range s.chain {
		if i > 0 {
			b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(cert) })
		}
	}
	return b.BytesOrPanic() // certificates came in messages of at most 2^24-1 bytes
}

func addInt(b *cryptobyte.Builder, n uint8, v int64, always bool) {
	if v != 0 || always {
		b.AddASN1(tag(n), func(b *cryptobyte.Builder) { b.AddASN1Int64(v) })
	}
}

func addOctets(b *cryptobyte.Builder, n uint8, v []byte, always bool) {
	if len(v) > 0 || always {
		b.AddASN1(tag(n), func(b *cryptobyte.Builder) { b.AddASN1OctetString(v) })
	}
}

// parseSession reads the DER form, ours or OpenSSL's.
func parseSession(der []byte) (*session, error) {
	s := &session{timeout: 3 * time.Second} // OpenSSL's guess for a missing timeout
	input := cryptobyte.String(der)
	var seq, suite, id, secret cryptobyte.String
	var structure, version int64
	if !input.ReadASN1(&seq, cbasn1.SEQUENCE) || !input.Empty() ||
		!seq.ReadASN1Integer(&structure) || structure != 1 ||
		!seq.ReadASN1Integer(&version) || version < tls.VersionTLS10 || version > tls.VersionTLS13 ||
		!seq.ReadASN1(&suite, cbasn1.OCTET_STRING) || len(suite) != 2 ||
		!seq.ReadASN1(&id, cbasn1.OCTET_STRING) || len(id) > 32 ||
		!seq.ReadASN1(&secret, cbasn1.OCTET_STRING) || len(secret) == 0 || len(secret) > 255 {
		return nil, errSession
	}
	if len(id) > 0 {
		s.id = id
	}
	s.version, s.suite, s.secret = uint16(version), uint16(suite[0])<<8|uint16(suite[1]), secret
	last := -1
	for !seq.Empty() {
		var body cryptobyte.String
		var t cbasn1.Tag
		if !seq.ReadAnyASN1(&body, &t) {
			return nil, errSession
		}
		n := int(t) & 0x1f
		if t != tag(uint8(n)) || n <= last || !s.field(n, body) {
			return nil, errSession
		}
		last = n
	}
	return s, nil
}

// field reads one of the tagged fields; false means malformed.
func (s *session) field(n int, b cryptobyte.String) bool {
	if n == 3 {
		s.chain = append([][]byte{b}, s.chain...)
		return true
	}
	switch n {
	case 4, 6, 7, 8, 10, 11, 12, 16, 18:
		var v cryptobyte.String
		return b.ReadASN1(&v, cbasn1.OCTET_STRING) && b.Empty() && s.octets(n, v)
	}
	var v int64
	if !b.ReadASN1Integer(&v) || !b.Empty() {
		return false
	}
	switch n {
	case 1:
		s.created = time.Unix(v, 0)
	case 2:
		s.timeout = time.Duration(max(0, min(v, 1<<31))) * time.Second
	case 5:
		s.verifyResult = v
	case 9:
		s.lifetime = uint32(v)
	case 13:
		s.extendedMS = v&1 != 0
	case 14:
		s.ageAdd = uint32(v)
	case 19:
		s.group = uint16(v)
	}
	return true
}

func (s *session) octets(n int, v cryptobyte.String) bool {
	switch n {
	case 4:
		s.context = v
		return len(v) <= maxSessionContext
	case 6:
		s.serverName = string(v)
	case 10:
		s.ticket = v
	case 16:
		s.alpn = string(v)
	case 18:
		return s.readChain(v)
	}
	return true
}

func (s *session) readChain(v cryptobyte.String) bool {
	if len(v) < len(chainMark) || string(v[:len(chainMark)]) != chainMark {
		return true // another application's
	}
	s.ours = true
	v = v[len(chainMark):]
	for !v.Empty() {
		var cert cryptobyte.String
		if !v.ReadUint24LengthPrefixed(&cert) || len(s.chain) == 0 {
			return false
		}
		s.chain = append(s.chain, cert)
	}
	return true
}

// state turns the session into what crypto/tls resumes. The layout is that of
// tls.SessionState.Bytes, documented in its source and kept stable there for
// the sake of shared tickets; session_test.go checks it against real ones.
func (s *session) state() (*tls.SessionState, error) {
	var b cryptobyte.Builder
	b.AddUint16(s.version)
	kind := uint8(1)
	if s.isClient {
		kind = 2
	}
	b.AddUint8(kind)
	b.AddUint16(s.suite)
	b.AddUint64(uint64(max(0, s.created.Unix())))
	b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(s.secret) })
	b.AddUint24(0) // extra
	b.AddUint8(boolByte(s.extendedMS))
	b.AddUint8(0) // early data
	b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) {
		for _, cert := range s.chain {
			b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(cert) })
			b.AddUint16(0) // extensions
		}
	})
	b.AddUint24(0) // verified chains
	switch {
	case s.version < tls.VersionTLS13:
		b.AddUint16(s.group)
	case s.isClient:
		b.AddUint64(uint64(max(0, s.created.Unix())) + uint64(s.lifetime))
		b.AddUint32(s.ageAdd)
	}
	data, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	return tls.ParseSessionState(data)
}

func boolByte(v bool) uint8 {
	if v {
		return 1
	}
	return 0
}

// sessionFromState reads crypto/tls's form.
func sessionFromState(state *tls.SessionState, ticket []byte) (*session, error) {
	data, err := state.Bytes()
	if err != nil {
		return nil, err
	}
	s := &session{ticket: ticket, ours: true}
	in := cryptobyte.String(data)
	var kind, ems, early uint8
	var created, useBy uint64
	var secret, extra, certificates, chains cryptobyte.String
	if !in.ReadUint16(&s.version) || !in.ReadUint8(&kind) || !in.ReadUint16(&s.suite) ||
		!in.ReadUint64(&created) || !in.ReadUint8LengthPrefixed(&secret) ||
		!in.ReadUint24LengthPrefixed(&extra) || !in.ReadUint8(&ems) || !in.ReadUint8(&early) ||
		early != 0 || !in.ReadUint24LengthPrefixed(&certificates) || !in.ReadUint24LengthPrefixed(&chains) {
		return nil, errSession
	}
	s.isClient, s.extendedMS, s.secret = kind == 2, ems == 1, secret
	s.created = time.Unix(int64(created), 0)
	for !certificates.Empty() {
		var cert, extensions cryptobyte.String
		if !certificates.ReadUint24LengthPrefixed(&cert) || !certificates.ReadUint16LengthPrefixed(&extensions) {
			return nil, errSession
		}
		s.chain = append(s.chain, cert)
	}
	switch {
	case s.version < tls.VersionTLS13:
		if !in.ReadUint16(&s.group) {
			return nil, errSession
		}
	case s.isClient:
		if !in.ReadUint64(&useBy) || !in.ReadUint32(&s.ageAdd) {
			return nil, errSession
		}
		s.lifetime = uint32(min(max(useBy, created)-created, 1<<31))
	}
	return s, nil
}

// certificates parses the peer's chain.
func (s *session) certificates() ([]*x509.Certificate, error) {
	var chain []*x509.Certificate
	for _, der := range s.chain {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, err
		}
		chain = append(chain, cert)
	}
	return chain, nil
}

// sameSecret reports whether t goes on with s, nil for none.
func (s *session) sameSecret(t *session) bool {
	return s != nil && s.version == t.version && subtle.ConstantTimeCompare(s.secret, t.secret) == 1
}

// fresh reports whether the session may still be resumed.
func (s *session) fresh(now time.Time) bool {
	return !s.created.After(now.Add(time.Second)) && now.Before(s.created.Add(s.timeout))
}
