package tls12

import (
	"crypto/tls"

	"golang.org/x/crypto/cryptobyte"
)

// Extensions (RFC 6066, 7627, 7301, 5077, 5746, 8422; NPN's number is that of
// its draft).
const (
	extServerName        uint16 = 0
	extStatusRequest     uint16 = 5
	extGroups            uint16 = 10
	extPointFormats      uint16 = 11
	extSignatureSchemes  uint16 = 13
	extALPN              uint16 = 16
	extExtendedMaster    uint16 = 23
	extSessionTicket     uint16 = 35
	extSupportedVersions uint16 = 43
	extNextProtocol      uint16 = 13172
	extRenegotiation     uint16 = 0xFF01
)

const (
	pointUncompressed = 0
	compressionNone   = 0
	maxExtensions     = 100 // of a hello; far more than IANA has names for
)

// helloExtensions are those that this package knows, of either hello. A
// pointer or slice that is not nil means that the extension was there.
type helloExtensions struct {
	serverName     string
	serverNameAck  bool
	status         bool
	groups         []tls.CurveID
	points         []byte
	schemes        []tls.SignatureScheme
	alpn           []string
	extendedMaster bool
	ticket         []byte // not nil: present, maybe empty
	versions       []uint16
	npn            []string // of a server; not nil: present, maybe empty
	renegotiation  []byte   // not nil: present, maybe empty
	present        []uint16
}

type clientHelloMsg struct {
	version     uint16
	random      []byte
	sessionID   []byte
	suites      []uint16
	compression []byte
	helloExtensions
}

type serverHelloMsg struct {
	version   uint16
	random    []byte
	sessionID []byte
	suite     uint16
	// compression is what the server chose; anything but none is refused.
	compression uint8
	helloExtensions
}

func (m *clientHelloMsg) marshal() ([]byte, error) {
	return message(typeClientHello, func(b *cryptobyte.Builder) {
		b.AddUint16(m.version)
		b.AddBytes(m.random)
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.sessionID) })
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addUint16s(b, m.suites) })
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddUint8(compressionNone) })
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { m.addAll(b, true) })
	})
}

func (m *serverHelloMsg) marshal() ([]byte, error) {
	return message(typeServerHello, func(b *cryptobyte.Builder) {
		b.AddUint16(m.version)
		b.AddBytes(m.random)
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(m.sessionID) })
		b.AddUint16(m.suite)
		b.AddUint8(m.compression)
		var extensions cryptobyte.Builder
		m.addAll(&extensions, false)
		if list, err := extensions.Bytes(); err != nil {
			b.SetError(err)
		} else if len(list) > 0 { // old clients want no empty list
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(list) })
		}
	})
}

// addAll writes the extensions that are set.
func (e *helloExtensions) addAll(b *cryptobyte.Builder, client bool) {
	add := func(id uint16, there bool, body func(b *cryptobyte.Builder)) {
		if there {
			b.AddUint16(id)
			b.AddUint16LengthPrefixed(body)
		}
	}
	empty := func(*cryptobyte.Builder) {}
	bytes8 := func(v []byte) func(b *cryptobyte.Builder) {
		return func(b *cryptobyte.Builder) {
			b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(v) })
		}
	}
	add(extRenegotiation, e.renegotiation != nil, bytes8(e.renegotiation))
	add(extServerName, e.serverName != "", func(b *cryptobyte.Builder) {
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
			b.AddUint8(0)
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes([]byte(e.serverName)) })
		})
	})
	add(extServerName, e.serverNameAck, empty)
	add(extExtendedMaster, e.extendedMaster, empty)
	add(extSessionTicket, e.ticket != nil, func(b *cryptobyte.Builder) { b.AddBytes(e.ticket) })
	add(extSignatureSchemes, e.schemes != nil, func(b *cryptobyte.Builder) {
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addUint16s(b, e.schemes) })
	})
	add(extStatusRequest, e.status, func(b *cryptobyte.Builder) {
		if client {
			b.AddUint8(statusOCSP)
			b.AddUint32(0) // no responders, no extensions
		}
	})
	add(extNextProtocol, e.npn != nil, func(b *cryptobyte.Builder) { addProtocols(b, e.npn) })
	add(extALPN, len(e.alpn) > 0, func(b *cryptobyte.Builder) {
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addProtocols(b, e.alpn) })
	})
	add(extPointFormats, e.points != nil, bytes8(e.points))
	add(extGroups, e.groups != nil, func(b *cryptobyte.Builder) {
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addUint16s(b, e.groups) })
	})
}

func addProtocols(b *cryptobyte.Builder, names []string) {
	for _, name := range names {
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes([]byte(name)) })
	}
}

func readProtocols(s cryptobyte.String) ([]string, bool) {
	names := []string{}
	for !s.Empty() {
		var name cryptobyte.String
		if !s.ReadUint8LengthPrefixed(&name) || name.Empty() {
			return nil, false
		}
		names = append(names, string(name))
	}
	return names, true
}

func (m *clientHelloMsg) parse(body []byte) bool {
	s := cryptobyte.String(body)
	return s.ReadUint16(&m.version) && s.ReadBytes(&m.random, randomLen) &&
		s.ReadUint8LengthPrefixed((*cryptobyte.String)(&m.sessionID)) && len(m.sessionID) <= maxSessionID &&
		readUint16s(&s, &m.suites) &&
		s.ReadUint8LengthPrefixed((*cryptobyte.String)(&m.compression)) && len(m.compression) > 0 &&
		m.readAll(s, true)
}

func (m *serverHelloMsg) parse(body []byte) bool {
	s := cryptobyte.String(body)
	return s.ReadUint16(&m.version) && s.ReadBytes(&m.random, randomLen) &&
		s.ReadUint8LengthPrefixed((*cryptobyte.String)(&m.sessionID)) && len(m.sessionID) <= maxSessionID &&
		s.ReadUint16(&m.suite) && s.ReadUint8(&m.compression) &&
		m.readAll(s, false)
}

// readAll reads the rest of a hello, where extensions may be missing entirely.
func (e *helloExtensions) readAll(s cryptobyte.String, client bool) bool {
	if s.Empty() {
		return true
	}
	var list cryptobyte.String
	if !s.ReadUint16LengthPrefixed(&list) || !s.Empty() {
		return false
	}
	for !list.Empty() {
		var id uint16
		var body cryptobyte.String
		if !list.ReadUint16(&id) || !list.ReadUint16LengthPrefixed(&body) || len(e.present) == maxExtensions {
			return false
		}
		for _, before := range e.present {
			if before == id {
				return false
			}
		}
		e.present = append(e.present, id)
		if !e.read(id, body, client) {
			return false
		}
	}
	return true
}

// read reads one extension; those unknown pass.
func (e *helloExtensions) read(id uint16, s cryptobyte.String, client bool) bool {
	switch id {
	case extServerName:
		if !client {
			e.serverNameAck = true
			return s.Empty()
		}
		return e.readServerName(s)
	case extStatusRequest:
		return e.readStatus(s, client)
	case extGroups:
		return readUint16s(&s, &e.groups) && s.Empty()
	case extPointFormats:
		return s.ReadUint8LengthPrefixed((*cryptobyte.String)(&e.points)) && len(e.points) > 0 && s.Empty()
	case extSignatureSchemes:
		return readUint16s(&s, &e.schemes) && s.Empty()
	case extALPN:
		var names cryptobyte.String
		ok := s.ReadUint16LengthPrefixed(&names) && s.Empty()
		if ok {
			e.alpn, ok = readProtocols(names)
		}
		return ok && len(e.alpn) > 0 && (client || len(e.alpn) == 1)
	case extExtendedMaster:
		e.extendedMaster = true
		return s.Empty()
	case extSessionTicket:
		e.ticket = append([]byte{}, s...)
		return client || s.Empty()
	case extSupportedVersions:
		return !client || e.readVersions(s)
	case extNextProtocol:
		var ok bool
		e.npn, ok = readProtocols(s)
		return ok && (!client || len(e.npn) == 0)
	case extRenegotiation:
		var value cryptobyte.String
		ok := s.ReadUint8LengthPrefixed(&value) && s.Empty()
		e.renegotiation = append([]byte{}, value...)
		return ok
	}
	return true
}

// readServerName takes the one host name of RFC 6066 section 3.
func (e *helloExtensions) readServerName(s cryptobyte.String) bool {
	var list cryptobyte.String
	if !s.ReadUint16LengthPrefixed(&list) || list.Empty() || !s.Empty() {
		return false
	}
	for !list.Empty() {
		var kind uint8
		var name cryptobyte.String
		if !list.ReadUint8(&kind) || !list.ReadUint16LengthPrefixed(&name) || name.Empty() {
			return false
		}
		if kind != 0 {
			continue
		}
		if e.serverName != "" || len(name) > 255 {
			return false
		}
		for _, c := range name {
			if c == 0 {
				return false
			}
		}
		e.serverName = string(name)
	}
	return true
}

// readStatus is RFC 6066 section 8. Requests of other kinds pass unheard.
func (e *helloExtensions) readStatus(s cryptobyte.String, client bool) bool {
	if !client {
		e.status = true
		return s.Empty()
	}
	var kind uint8
	if !s.ReadUint8(&kind) {
		return false
	}
	if kind != statusOCSP {
		return true
	}
	var responders, extensions cryptobyte.String
	e.status = true
	return s.ReadUint16LengthPrefixed(&responders) && s.ReadUint16LengthPrefixed(&extensions) && s.Empty()
}

func (e *helloExtensions) readVersions(s cryptobyte.String) bool {
	var list cryptobyte.String
	if !s.ReadUint8LengthPrefixed(&list) || list.Empty() || !s.Empty() {
		return false
	}
	for !list.Empty() {
		var v uint16
		if !list.ReadUint16(&v) {
			return false
		}
		e.versions = append(e.versions, v)
	}
	return true
}
