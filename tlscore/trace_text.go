package tlscore

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"strings"

	"golang.org/x/crypto/cryptobyte"
)

// traceMessage writes one handshake message, header included, as SSL_trace(3)
// does. What cannot be read is written as bytes.
func traceMessage(b *strings.Builder, message []byte, k *traceKeys) {
	kind, body := message[0], cryptobyte.String(message[4:])
	name, known := traceMessages[kind]
	if !known {
		name = fmt.Sprintf("UNKNOWN(%d)", kind)
	}
	fmt.Fprintf(b, "    %s, Length=%d\n", name, len(body))
	var text strings.Builder
	w := traceWriter{&text, k.version == tls.VersionTLS13, k.suite}
	rest := body
	if write := traceBodies[kind]; write == nil {
		w.dump(6, rest)
	} else if !write(w, &rest) || !rest.Empty() {
		text.Reset()
		text.WriteString("      malformed\n")
		w.dump(6, body)
	}
	b.WriteString(text.String())
}

// traceWriter writes the parts of messages. Its methods report whether what
// they were given could be read.
type traceWriter struct {
	b     *strings.Builder
	is13  bool
	suite Cipher
}

var traceBodies map[uint8]func(traceWriter, *cryptobyte.String) bool

func init() {
	traceBodies = map[uint8]func(traceWriter, *cryptobyte.String) bool{
		0: traceWriter.nothing, 1: traceWriter.clientHello, 2: traceWriter.serverHello, 4: traceWriter.ticket,
		5: traceWriter.nothing, 8: traceWriter.onlyExtensions, 11: traceWriter.certificate,
		12: traceWriter.serverKeyExchange, 13: traceWriter.certificateRequest, 14: traceWriter.nothing,
		15: traceWriter.certificateVerify, 16: traceWriter.clientKeyExchange, 20: traceWriter.finished,
	}
}

func (w traceWriter) line(indent int, format string, args ...any) {
	w.b.WriteString(strings.Repeat(" ", indent))
	fmt.Fprintf(w.b, format, args...)
	w.b.WriteByte('\n')
}

func (w traceWriter) hex(indent int, name string, data []byte) {
	w.line(indent, "%s (len=%d): %X", name, len(data), data)
}

// dump writes bytes with their text, as BIO_dump_indent(3) does: up to sixteen
// a line, fewer the further it is indented.
func (w traceWriter) dump(indent int, data []byte) {
	width := 16 - (max(indent-6, 0)+3)/4
	for at := 0; at < len(data); at += width {
		row := data[at:min(at+width, len(data))]
		var cells, text strings.Builder
		for i, c := range row {
			gap := " "
			if i == 7 {
				gap = "-"
			}
			fmt.Fprintf(&cells, "%02x%s", c, gap)
			if c < ' ' || c > '~' {
				c = '.'
			}
			text.WriteByte(c)
		}
		w.line(indent, "%04x - %-*s%s", at, 3*width+2, cells.String(), text.String())
	}
}

func (w traceWriter) nothing(*cryptobyte.String) bool { return true }

func (w traceWriter) random(s *cryptobyte.String) bool {
	var random []byte
	if !s.ReadBytes(&random, 32) {
		return false
	}
	w.line(6, "Random:")
	w.line(8, "gmt_unix_time=0x%X", random[:4])
	w.line(8, "random_bytes (len=28): %X", random[4:])
	return true
}

func (w traceWriter) clientHello(s *cryptobyte.String) bool {
	var version uint16
	var id, suites, compression cryptobyte.String
	if !s.ReadUint16(&version) {
		return false
	}
	w.line(6, "client_version=0x%x (%s)", version, traceVersion(version))
	if !w.random(s) || !s.ReadUint8LengthPrefixed(&id) || !s.ReadUint16LengthPrefixed(&suites) ||
		!s.ReadUint8LengthPrefixed(&compression) {
		return false
	}
	w.hex(6, "session_id", id)
	w.line(6, "cipher_suites (len=%d)", len(suites))
	for !suites.Empty() {
		var suite uint16
		if !suites.ReadUint16(&suite) {
			return false
		}
		w.line(8, "%s", traceSuite(suite))
	}
	w.line(6, "compression_methods (len=%d)", len(compression))
	for _, c := range compression {
		w.line(8, "%s", traceCompression(c))
	}
	return w.extensions(1, s)
}

func (w traceWriter) serverHello(s *cryptobyte.String) bool {
	var version, suite uint16
	var id cryptobyte.String
	var compression uint8
	if !s.ReadUint16(&version) {
		return false
	}
	w.line(6, "server_version=0x%x (%s)", version, traceVersion(version))
	if !w.random(s) || !s.ReadUint8LengthPrefixed(&id) || !s.ReadUint16(&suite) || !s.ReadUint8(&compression) {
		return false
	}
	w.hex(6, "session_id", id)
	w.line(6, "cipher_suite %s", traceSuite(suite))
	w.line(6, "compression_method: %s", traceCompression(compression))
	return w.extensions(2, s)
}

func (w traceWriter) onlyExtensions(s *cryptobyte.String) bool { return w.extensions(8, s) }

// extensions writes what remains of a message as its extensions.
func (w traceWriter) extensions(message uint8, s *cryptobyte.String) bool {
	if s.Empty() {
		w.line(6, "No extensions")
		return true
	}
	var list cryptobyte.String
	if !s.ReadUint16LengthPrefixed(&list) {
		return false
	}
	if list.Empty() {
		w.line(6, "No extensions")
		return true
	}
	w.line(6, "extensions, length = %d", len(list))
	for !list.Empty() {
		var kind uint16
		var body cryptobyte.String
		if !list.ReadUint16(&kind) || !list.ReadUint16LengthPrefixed(&body) {
			return false
		}
		w.line(8, "extension_type=%s, length=%d", traceNumber(traceExtensions, kind), len(body))
		inside := traceWriter{&strings.Builder{}, w.is13, w.suite}
		if rest := body; !inside.extension(message, kind, &rest) || !rest.Empty() {
			w.dump(10, body)
			continue
		}
		w.b.WriteString(inside.b.String())
	}
	return true
}

// extension writes the content of an extension; false means that it is to be
// shown as bytes.
func (w traceWriter) extension(message uint8, kind uint16, s *cryptobyte.String) bool {
	var list cryptobyte.String
	switch kind {
	case extensionSupportedGroups:
		return s.ReadUint16LengthPrefixed(&list) && w.numbers(10, &list, traceGroups, "%s (%d)")
	case extensionSignatureSchemes, 50:
		return s.ReadUint16LengthPrefixed(&list) && w.numbers(10, &list, traceSchemes, "%s (0x%04x)")
	case 11: // ec_point_formats
		return s.ReadUint8LengthPrefixed(&list) && w.octets(10, &list, tracePoints)
	case 45: // psk_key_exchange_modes
		return s.ReadUint8LengthPrefixed(&list) && w.octets(10, &list, tracePSKModes)
	case extensionALPN:
		if !s.ReadUint16LengthPrefixed(&list) {
			return false
		}
		for !list.Empty() {
			var name cryptobyte.String
			if !list.ReadUint8LengthPrefixed(&name) {
				return false
			}
			w.line(10, "%s", tracePrintable(name))
		}
		return true
	case extensionSupportedVersions:
		if message == messageClientHello {
			return s.ReadUint8LengthPrefixed(&list) && w.numbers(10, &list, traceVersions, "%s (%d)")
		}
		return w.numbers(12, s, traceVersions, "%s (%d)")
	case extensionKeyShare:
		if message != messageClientHello {
			return w.keyShare(s)
		}
		if !s.ReadUint16LengthPrefixed(&list) {
			return false
		}
		for !list.Empty() {
			if !w.keyShare(&list) {
				return false
			}
		}
		return true
	case extensionRenegotiationInfo:
		if !s.ReadUint8LengthPrefixed(&list) {
			return false
		}
		if list.Empty() {
			w.line(12, "<EMPTY>")
		} else {
			w.dump(12, list)
		}
		return true
	}
	return s.Empty()
}

func (w traceWriter) numbers(indent int, s *cryptobyte.String, names map[uint16]string, format string) bool {
	for !s.Empty() {
		var v uint16
		if !s.ReadUint16(&v) {
			return false
		}
		w.line(indent, format, traceName(names, v), v)
	}
	return true
}

func (w traceWriter) octets(indent int, s *cryptobyte.String, names map[uint8]string) bool {
	for !s.Empty() {
		var v uint8
		s.ReadUint8(&v)
		w.line(indent, "%s (%d)", traceName(names, v), v)
	}
	return true
}

func (w traceWriter) keyShare(s *cryptobyte.String) bool {
	var group uint16
	var share cryptobyte.String
	if !s.ReadUint16(&group) {
		return false
	}
	w.line(12, "NamedGroup: %s (%d)", traceName(traceGroups, group), group)
	if s.Empty() { // a HelloRetryRequest names the group only
		return true
	}
	if !s.ReadUint16LengthPrefixed(&share) {
		return false
	}
	w.hex(12, "key_exchange: ", share)
	return true
}

func (w traceWriter) certificate(s *cryptobyte.String) bool {
	var context, list cryptobyte.String
	if w.is13 {
		if !s.ReadUint8LengthPrefixed(&context) {
			return false
		}
		w.hex(6, "context", context)
	}
	if !s.ReadUint24LengthPrefixed(&list) {
		return false
	}
	w.line(6, "certificate_list, length=%d", len(list))
	for !list.Empty() {
		var der cryptobyte.String
		if !list.ReadUint24LengthPrefixed(&der) {
			return false
		}
		w.line(8, "ASN.1Cert, length=%d", len(der))
		w.oneCertificate(der)
		if w.is13 {
			var extensions cryptobyte.String
			if !list.ReadUint16LengthPrefixed(&extensions) {
				return false
			}
			if extensions.Empty() {
				w.line(8, "No extensions")
			} else {
				w.line(8, "extensions, length = %d", len(extensions))
				w.dump(10, extensions)
			}
		}
	}
	return true
}

func (w traceWriter) oneCertificate(der []byte) {
	w.b.WriteString("------details-----\n")
	if c, err := x509.ParseCertificate(der); err != nil {
		w.line(0, "UNREADABLE: %v", err)
	} else {
		w.line(0, "Certificate:")
		w.line(4, "Serial Number: %x", c.SerialNumber)
		w.line(4, "Signature Algorithm: %v", c.SignatureAlgorithm)
		w.line(4, "Issuer: %s", tracePrintable([]byte(c.Issuer.String())))
		w.line(4, "Not Before: %s", c.NotBefore.UTC().Format("Jan _2 15:04:05 2006 GMT"))
		w.line(4, "Not After : %s", c.NotAfter.UTC().Format("Jan _2 15:04:05 2006 GMT"))
		w.line(4, "Subject: %s", tracePrintable([]byte(c.Subject.String())))
		w.line(4, "Public Key Algorithm: %v", c.PublicKeyAlgorithm)
	}
	w.b.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	w.b.WriteString("------------------\n")
}

func (w traceWriter) certificateRequest(s *cryptobyte.String) bool {
	var context, types, schemes, names cryptobyte.String
	if w.is13 {
		if !s.ReadUint8LengthPrefixed(&context) {
			return false
		}
		w.hex(6, "request_context", context)
		return w.extensions(13, s)
	}
	if !s.ReadUint8LengthPrefixed(&types) {
		return false
	}
	w.line(6, "certificate_types (len=%d)", len(types))
	w.octets(8, &types, traceCertificateTypes)
	// TLS 1.2 alone names signature algorithms here.
	if copied := *s; s.ReadUint16LengthPrefixed(&schemes) && s.ReadUint16LengthPrefixed(&names) && s.Empty() {
		w.line(6, "signature_algorithms (len=%d)", len(schemes))
		if !w.numbers(8, &schemes, traceSchemes, "%s (0x%04x)") {
			return false
		}
	} else if *s = copied; !s.ReadUint16LengthPrefixed(&names) {
		return false
	}
	w.line(6, "certificate_authorities (len=%d)", len(names))
	w.dump(8, names)
	return true
}

// signature writes a signature with the algorithm before it, which TLS 1.0 and
// 1.1 do not name.
func (w traceWriter) signature(s *cryptobyte.String) bool {
	var scheme uint16
	var value cryptobyte.String
	if copied := *s; !s.ReadUint16(&scheme) || !s.ReadUint16LengthPrefixed(&value) || !s.Empty() {
		*s = copied
		if !s.ReadUint16LengthPrefixed(&value) {
			return false
		}
	} else {
		w.line(6, "Signature Algorithm: %s (0x%04x)", traceName(traceSchemes, scheme), scheme)
	}
	w.hex(6, "Signature", value)
	return true
}

func (w traceWriter) certificateVerify(s *cryptobyte.String) bool { return w.signature(s) }

func (w traceWriter) serverKeyExchange(s *cryptobyte.String) bool {
	const namedCurve = 3
	var kind uint8
	var group uint16
	var point cryptobyte.String
	if w.suite.needsKey() {
		return w.keyExchangeWithKey(s, "psk_identity_hint", "s")
	}
	if copied := *s; s.ReadUint8(&kind) && kind == namedCurve && s.ReadUint16(&group) && s.ReadUint8LengthPrefixed(&point) {
		w.line(6, "KeyExchangeAlgorithm=ECDHE")
		w.line(8, "named_curve: %s (%d)", traceName(traceGroups, group), group)
		w.hex(8, "point", point)
		return w.signature(s)
	} else {
		*s = copied
	}
	w.line(6, "KeyExchangeAlgorithm=DHE")
	for _, name := range []string{"dh_p", "dh_g", "dh_Ys"} {
		var value cryptobyte.String
		if !s.ReadUint16LengthPrefixed(&value) {
			return false
		}
		w.hex(8, name, value)
	}
	return w.signature(s)
}

func (w traceWriter) clientKeyExchange(s *cryptobyte.String) bool {
	var value cryptobyte.String
	if w.suite.needsKey() {
		return w.keyExchangeWithKey(s, "psk_identity", "c")
	}
	if copied := *s; s.ReadUint8LengthPrefixed(&value) && s.Empty() {
		w.line(6, "KeyExchangeAlgorithm=ECDHE")
		w.hex(8, "ecdh_Yc", value)
		return true
	} else if *s = copied; !s.ReadUint16LengthPrefixed(&value) {
		return false
	}
	w.line(6, "KeyExchangeAlgorithm=RSA or DHE")
	w.hex(8, "exchange_keys", value)
	return true
}

// keyExchangeWithKey writes what either side sends where there is a pre-shared
// key: what the key is called, then the side's share.
func (w traceWriter) keyExchangeWithKey(s *cryptobyte.String, called, side string) bool {
	var group uint16
	var value cryptobyte.String
	w.line(6, "KeyExchangeAlgorithm=%s", w.suite.KeyExchange)
	if !s.ReadUint16LengthPrefixed(&value) {
		return false
	}
	w.hex(8, called, value)
	names := []string{"dh_Y" + side}
	switch {
	case w.suite.KeyExchange == "PSK", w.suite.KeyExchange == "RSAPSK" && side == "s":
		return true
	case w.suite.KeyExchange == "RSAPSK":
		names[0] = "EncryptedPreMasterSecret"
	case w.suite.KeyExchange == "DHEPSK" && side == "s":
		names = []string{"dh_p", "dh_g", "dh_Ys"}
	case w.suite.KeyExchange == "ECDHEPSK":
		if side == "s" {
			if !s.Skip(1) || !s.ReadUint16(&group) {
				return false
			}
			w.line(8, "named_curve: %s (%d)", traceName(traceGroups, group), group)
		}
		if !s.ReadUint8LengthPrefixed(&value) {
			return false
		}
		w.hex(8, map[string]string{"s": "point", "c": "ecdh_Yc"}[side], value)
		return true
	}
	for _, name := range names {
		if !s.ReadUint16LengthPrefixed(&value) {
			return false
		}
		w.hex(8, name, value)
	}
	return true
}

func (w traceWriter) finished(s *cryptobyte.String) bool {
	w.hex(6, "verify_data", *s)
	return s.Skip(len(*s))
}

func (w traceWriter) ticket(s *cryptobyte.String) bool {
	var lifetime, age uint32
	var nonce, ticket cryptobyte.String
	if !s.ReadUint32(&lifetime) {
		return false
	}
	w.line(8, "ticket_lifetime_hint=%d", lifetime)
	if w.is13 {
		if !s.ReadUint32(&age) || !s.ReadUint8LengthPrefixed(&nonce) {
			return false
		}
		w.line(8, "ticket_age_add=%d", age)
		w.hex(8, "ticket_nonce", nonce)
	}
	if !s.ReadUint16LengthPrefixed(&ticket) {
		return false
	}
	w.hex(8, "ticket", ticket)
	return !w.is13 || w.extensions(4, s)
}
