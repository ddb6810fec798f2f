package tls12

import (
	"crypto/tls"

	"golang.org/x/crypto/cryptobyte"
)

// Handshake message types (RFC 5246 section 7.4; RFC 5077; RFC 6066; NPN is
// draft-agl-tls-nextprotoneg-04).
const (
	typeHelloRequest       uint8 = 0
	typeClientHello        uint8 = 1
	typeServerHello        uint8 = 2
	typeNewSessionTicket   uint8 = 4
	typeCertificate        uint8 = 11
	typeServerKeyExchange  uint8 = 12
	typeCertificateRequest uint8 = 13
	typeServerHelloDone    uint8 = 14
	typeCertificateVerify  uint8 = 15
	typeClientKeyExchange  uint8 = 16
	typeFinished           uint8 = 20
	typeCertificateStatus  uint8 = 22
	typeNextProtocol       uint8 = 67
)

const (
	handshakeHeaderLen = 4
	maxMessage         = 65536
	maxCertificates    = 262144
	maxSessionID       = 32
)

// message frames a body.
func message(kind uint8, body func(b *cryptobyte.Builder)) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddUint8(kind)
	b.AddUint24LengthPrefixed(body)
	return b.Bytes()
}

// certificateMsg is a chain in DER, leaf first (RFC 5246 section 7.4.2).
type certificateMsg struct{ chain [][]byte }

func (m *certificateMsg) marshal() ([]byte, error) {
	return message(typeCertificate, func(b *cryptobyte.Builder) {
		b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) {
			for _, der := range m.chain {
				b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(der) })
			}
		})
	})
}

func (m *certificateMsg) parse(body []byte) bool {
	s := cryptobyte.String(body)
	var list cryptobyte.String
	if !s.ReadUint24LengthPrefixed(&list) || !s.Empty() {
		return false
	}
	for !list.Empty() {
		var der cryptobyte.String
		if !list.ReadUint24LengthPrefixed(&der) || der.Empty() {
			return false
		}
		m.chain = append(m.chain, der)
	}
	return true
}

// certificateStatusMsg is an OCSP response (RFC 6066 section 8).
type certificateStatusMsg struct{ response []byte }

const statusOCSP = 1

func (m *certificateStatusMsg) marshal() ([]byte, error) {
	return message(typeCertificateStatus, func(b *cryptobyte.Builder) {
		b.AddUint8(statusOCSP)
		b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.response) })
	})
}

func (m *certificateStatusMsg) parse(body []byte) bool {
	s := cryptobyte.String(body)
	var kind uint8
	return s.ReadUint8(&kind) && kind == statusOCSP &&
		s.ReadUint24LengthPrefixed((*cryptobyte.String)(&m.response)) && len(m.response) > 0 && s.Empty()
}

// certificateRequestMsg is RFC 5246 section 7.4.4; schemes are of TLS 1.2 only.
type certificateRequestMsg struct {
	withSchemes bool
	types       []byte
	schemes     []tls.SignatureScheme
	authorities [][]byte
}

func (m *certificateRequestMsg) marshal() ([]byte, error) {
	return message(typeCertificateRequest, func(b *cryptobyte.Builder) {
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.types) })
		if m.withSchemes {
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addUint16s(b, m.schemes) })
		}
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
			for _, name := range m.authorities {
				b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(name) })
			}
		})
	})
}

func (m *certificateRequestMsg) parse(body []byte) bool {
	s := cryptobyte.String(body)
	var authorities cryptobyte.String
	if !s.ReadUint8LengthPrefixed((*cryptobyte.String)(&m.types)) || len(m.types) == 0 ||
		m.withSchemes && !readUint16s(&s, &m.schemes) ||
		!s.ReadUint16LengthPrefixed(&authorities) || !s.Empty() {
		return false
	}
	for !authorities.Empty() {
		var name cryptobyte.String
		if !authorities.ReadUint16LengthPrefixed(&name) || name.Empty() {
			return false
		}
		m.authorities = append(m.authorities, name)
	}
	return true
}

// certificateVerifyMsg is RFC 5246 section 7.4.8; the scheme is TLS 1.2's.
type certificateVerifyMsg struct {
	withScheme bool
	scheme     tls.SignatureScheme
	signature  []byte
}

func (m *certificateVerifyMsg) marshal() ([]byte, error) {
	return message(typeCertificateVerify, func(b *cryptobyte.Builder) {
		if m.withScheme {
			b.AddUint16(uint16(m.scheme))
		}
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.signature) })
	})
}

func (m *certificateVerifyMsg) parse(body []byte) bool {
	s := cryptobyte.String(body)
	return (!m.withScheme || s.ReadUint16((*uint16)(&m.scheme))) &&
		s.ReadUint16LengthPrefixed((*cryptobyte.String)(&m.signature)) && s.Empty()
}

// newSessionTicketMsg is RFC 5077 section 3.3. An empty ticket means that the
// server has changed its mind.
type newSessionTicketMsg struct {
	lifetime uint32 // seconds
	ticket   []byte
}

func (m *newSessionTicketMsg) marshal() ([]byte, error) {
	return message(typeNewSessionTicket, func(b *cryptobyte.Builder) {
		b.AddUint32(m.lifetime)
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.ticket) })
	})
}

func (m *newSessionTicketMsg) parse(body []byte) bool {
	s := cryptobyte.String(body)
	return s.ReadUint32(&m.lifetime) && s.ReadUint16LengthPrefixed((*cryptobyte.String)(&m.ticket)) && s.Empty()
}

// nextProtocolMsg is the client's choice of NPN, padded so that its length does
// not tell which protocol it is.
type nextProtocolMsg struct{ protocol string }

func (m *nextProtocolMsg) marshal() ([]byte, error) {
	return message(typeNextProtocol, func(b *cryptobyte.Builder) {
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes([]byte(m.protocol)) })
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) {
			b.AddBytes(make([]byte, 32-(len(m.protocol)+2)%32))
		})
	})
}

func (m *nextProtocolMsg) parse(body []byte) bool {
	s := cryptobyte.String(body)
	var protocol, padding cryptobyte.String
	if !s.ReadUint8LengthPrefixed(&protocol) || !s.ReadUint8LengthPrefixed(&padding) || !s.Empty() {
		return false
	}
	m.protocol = string(protocol)
	return true
}

// readUint16s reads a list of numbers with a length of two bytes, never empty.
func readUint16s[T ~uint16](s *cryptobyte.String, into *[]T) bool {
	var list cryptobyte.String
	if !s.ReadUint16LengthPrefixed(&list) || list.Empty() {
		return false
	}
	for !list.Empty() {
		var v uint16
		if !list.ReadUint16(&v) {
			return false
		}
		*into = append(*into, T(v))
	}
	return true
}

func addUint16s[T ~uint16](b *cryptobyte.Builder, list []T) {
	for _, v := range list {
		b.AddUint16(uint16(v))
	}
}
