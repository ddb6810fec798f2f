package tlscore

import (
	"crypto/tls"
	"slices"

	"golang.org/x/crypto/cryptobyte"
)

// Extension numbers that a server looks at (IANA's TLS registry).
const (
	extensionServerName        uint16 = 0
	extensionStatusRequest     uint16 = 5
	extensionSupportedGroups   uint16 = 10
	extensionSignatureSchemes  uint16 = 13
	extensionALPN              uint16 = 16
	extensionExtendedMaster    uint16 = 23
	extensionSessionTicket     uint16 = 35
	extensionPreSharedKey      uint16 = 41
	extensionSupportedVersions uint16 = 43
	extensionKeyShare          uint16 = 51
	extensionNextProtocol      uint16 = 13172
	extensionRenegotiationInfo uint16 = 65281
)

// maxExtensions is far more than IANA has names for. Each is compared with those
// before it.
const maxExtensions = 100

// clientHello is what a server must know of a ClientHello to choose contexts,
// suites, certificates and engines before crypto/tls sees it (RFC 8446 section
// 4.1.2). It is read-only once parsed and shares memory with the message.
type clientHello struct {
	version     uint16
	random      []byte
	sessionID   []byte
	suites      []uint16
	compression []byte
	extensions  []uint16

	serverName    string
	alpn          []string
	versions      []uint16 // supported_versions, nil when absent
	groups        []tls.CurveID
	shares        []tls.CurveID // groups of the key shares
	schemes       []tls.SignatureScheme
	ticket        []byte
	hasTicket     bool
	extendedMS    bool
	statusRequest bool
}

// has reports whether an extension was present.
func (h *clientHello) has(extension uint16) bool { return slices.Contains(h.extensions, extension) }

// supports reports whether the client speaks a version. Without the
// supported_versions extension it speaks everything up to its own, but not
// TLS 1.3 (RFC 8446 section 4.2.1).
func (h *clientHello) supports(version uint16) bool {
	if h.versions != nil {
		return slices.Contains(h.versions, version)
	}
	return version <= min(h.version, tls.VersionTLS12)
}

// parseClientHello reads a ClientHello message, header included. Errors are
// *Error with the alert that OpenSSL sends.
func parseClientHello(message []byte) (*clientHello, error) {
	h := &clientHello{}
	s := cryptobyte.String(message[4:])
	var id, suites, compression cryptobyte.String
	if !s.ReadUint16(&h.version) || !s.ReadBytes(&h.random, 32) ||
		!s.ReadUint8LengthPrefixed(&id) || len(id) > 32 {
		return nil, sslError(KindPeer, ReasonLengthTooShort, alertDecodeError, nil)
	}
	if !s.ReadUint16LengthPrefixed(&suites) || len(suites)%2 != 0 ||
		!s.ReadUint8LengthPrefixed(&compression) {
		return nil, sslError(KindPeer, ReasonLengthMismatch, alertDecodeError, nil)
	}
	h.sessionID, h.compression = id, compression
	h.suites = make([]uint16, 0, len(suites)/2)
	for !suites.Empty() {
		var suite uint16
		suites.ReadUint16(&suite)
		h.suites = append(h.suites, suite)
	}
	if s.Empty() {
		return h, nil
	}
	var extensions cryptobyte.String
	if !s.ReadUint16LengthPrefixed(&extensions) || !s.Empty() {
		return nil, sslError(KindPeer, ReasonLengthMismatch, alertDecodeError, nil)
	}
	h.extensions = make([]uint16, 0, 16) // about what clients send
	for !extensions.Empty() {
		var kind uint16
		var body cryptobyte.String
		if !extensions.ReadUint16(&kind) || !extensions.ReadUint16LengthPrefixed(&body) ||
			len(h.extensions) == maxExtensions || h.has(kind) || !h.extension(kind, body) {
			return nil, sslError(KindPeer, ReasonBadExtension, alertDecodeError, nil)
		}
		h.extensions = append(h.extensions, kind)
	}
	return h, nil
}

// extension reads one extension; false means malformed.
func (h *clientHello) extension(kind uint16, b cryptobyte.String) bool {
	switch kind {
	case extensionServerName:
		return h.readServerName(b)
	case extensionALPN:
		return h.readALPN(b)
	case extensionSupportedVersions:
		var list cryptobyte.String
		ok := b.ReadUint8LengthPrefixed(&list) && b.Empty() && !list.Empty()
		return ok && readUint16s(list, &h.versions)
	case extensionSupportedGroups:
		return readList16(b, &h.groups)
	case extensionSignatureSchemes:
		return readList16(b, &h.schemes)
	case extensionKeyShare:
		return h.readShares(b)
	case extensionSessionTicket:
		h.ticket, h.hasTicket = b, true
	case extensionExtendedMaster:
		h.extendedMS = true
	case extensionStatusRequest:
		var status uint8
		h.statusRequest = b.ReadUint8(&status) && status == 1
	}
	return true
}

func (h *clientHello) readServerName(b cryptobyte.String) bool {
	var list cryptobyte.String
	if !b.ReadUint16LengthPrefixed(&list) || !b.Empty() {
		return false
	}
	for !list.Empty() {
		var kind uint8
		var name cryptobyte.String
		if !list.ReadUint8(&kind) || !list.ReadUint16LengthPrefixed(&name) {
			return false
		}
		if kind == 0 {
			if h.serverName != "" || len(name) == 0 {
				return false
			}
			h.serverName = string(name)
		}
	}
	return true
}

func (h *clientHello) readALPN(b cryptobyte.String) bool {
	var list cryptobyte.String
	if !b.ReadUint16LengthPrefixed(&list) || !b.Empty() || list.Empty() {
		return false
	}
	for !list.Empty() {
		var name cryptobyte.String
		if !list.ReadUint8LengthPrefixed(&name) || len(name) == 0 {
			return false
		}
		h.alpn = append(h.alpn, string(name))
	}
	return true
}

func (h *clientHello) readShares(b cryptobyte.String) bool {
	var list cryptobyte.String
	if !b.ReadUint16LengthPrefixed(&list) || !b.Empty() {
		return false
	}
	for !list.Empty() {
		var group uint16
		var share cryptobyte.String
		if !list.ReadUint16(&group) || !list.ReadUint16LengthPrefixed(&share) || len(share) == 0 {
			return false
		}
		h.shares = append(h.shares, tls.CurveID(group))
	}
	return true
}

// readList16 reads a list of 16-bit numbers with a 16-bit length.
func readList16[T ~uint16](b cryptobyte.String, out *[]T) bool {
	var list cryptobyte.String
	return b.ReadUint16LengthPrefixed(&list) && b.Empty() && !list.Empty() && readUint16s(list, out)
}

func readUint16s[T ~uint16](list cryptobyte.String, out *[]T) bool {
	*out = make([]T, 0, len(list)/2)
	for !list.Empty() {
		var v uint16
		if !list.ReadUint16(&v) {
			return false
		}
		*out = append(*out, T(v))
	}
	return true
}
