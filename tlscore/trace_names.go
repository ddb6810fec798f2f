package tlscore

import (
	"crypto/tls"
	"fmt"
	"strings"

	"golang.org/x/crypto/cryptobyte"
)

// Names of numbers as OpenSSL's SSL_trace(3) prints them; IANA's registries
// have the numbers.

var traceContents = map[uint8]string{20: "ChangeCipherSpec", 21: "Alert", 22: "Handshake", 23: "ApplicationData"}

var traceLevels = map[uint8]string{1: "warning", 2: "fatal"}

var traceAlerts = map[uint8]string{
	0: "close notify", 10: "unexpected message", 20: "bad record mac", 21: "decryption failed", 22: "record overflow",
	40: "handshake failure", 42: "bad certificate", 43: "unsupported certificate", 44: "certificate revoked",
	45: "certificate expired", 46: "certificate unknown", 47: "illegal parameter", 48: "unknown CA", 49: "access denied",
	50: "decode error", 51: "decrypt error", 70: "protocol version", 71: "insufficient security", 80: "internal error",
	86: "inappropriate fallback", 90: "user canceled", 100: "no renegotiation", 109: "missing extension",
	110: "unsupported extension", 112: "unrecognized name", 113: "bad certificate status response",
	115: "unknown PSK identity", 116: "certificate required", 120: "no application protocol",
}

var traceMessages = map[uint8]string{
	0: "HelloRequest", 1: "ClientHello", 2: "ServerHello", 4: "NewSessionTicket", 5: "EndOfEarlyData",
	8: "EncryptedExtensions", 11: "Certificate", 12: "ServerKeyExchange", 13: "CertificateRequest",
	14: "ServerHelloDone", 15: "CertificateVerify", 16: "ClientKeyExchange", 20: "Finished",
	22: "CertificateStatus", 24: "KeyUpdate", 67: "NextProto",
}

var traceVersions = map[uint16]string{
	0x0300: "SSL 3.0", tls.VersionTLS10: "TLS 1.0", tls.VersionTLS11: "TLS 1.1", tls.VersionTLS12: "TLS 1.2",
	tls.VersionTLS13: "TLS 1.3",
}

var traceExtensions = map[uint16]string{
	0: "server_name", 1: "max_fragment_length", 5: "status_request", 10: "supported_groups", 11: "ec_point_formats",
	13: "signature_algorithms", 16: "application_layer_protocol_negotiation", 18: "signed_certificate_timestamps",
	21: "padding", 22: "encrypt_then_mac", 23: "extended_master_secret", 27: "compress_certificate", 35: "session_ticket",
	41: "psk", 42: "early_data", 43: "supported_versions", 44: "cookie_ext", 45: "psk_key_exchange_modes",
	47: "certificate_authorities", 49: "post_handshake_auth", 50: "signature_algorithms_cert", 51: "key_share",
	13172: "next_proto_neg", 65037: "encrypted_client_hello", 65281: "renegotiate",
}

var traceGroups = map[uint16]string{
	19: "secp192r1 (P-192)", 21: "secp224r1 (P-224)", 22: "secp256k1", 23: "secp256r1 (P-256)", 24: "secp384r1 (P-384)",
	25: "secp521r1 (P-521)", 26: "brainpoolP256r1", 27: "brainpoolP384r1", 28: "brainpoolP512r1", 29: "ecdh_x25519",
	30: "ecdh_x448", 256: "ffdhe2048", 257: "ffdhe3072", 258: "ffdhe4096", 259: "ffdhe6144", 260: "ffdhe8192",
	4587: "SecP256r1MLKEM768", 4588: "X25519MLKEM768", 4589: "SecP384r1MLKEM1024",
}

var traceSchemes = map[uint16]string{
	0x0201: "rsa_pkcs1_sha1", 0x0202: "dsa_sha1", 0x0203: "ecdsa_sha1", 0x0301: "rsa_pkcs1_sha224", 0x0302: "dsa_sha224",
	0x0303: "ecdsa_sha224", 0x0401: "rsa_pkcs1_sha256", 0x0402: "dsa_sha256", 0x0403: "ecdsa_secp256r1_sha256",
	0x0501: "rsa_pkcs1_sha384", 0x0502: "dsa_sha384", 0x0503: "ecdsa_secp384r1_sha384", 0x0601: "rsa_pkcs1_sha512",
	0x0602: "dsa_sha512", 0x0603: "ecdsa_secp521r1_sha512", 0x0804: "rsa_pss_rsae_sha256", 0x0805: "rsa_pss_rsae_sha384",
	0x0806: "rsa_pss_rsae_sha512", 0x0807: "ed25519", 0x0808: "ed448", 0x0809: "rsa_pss_pss_sha256",
	0x080a: "rsa_pss_pss_sha384", 0x080b: "rsa_pss_pss_sha512",
}

var tracePoints = map[uint8]string{0: "uncompressed", 1: "ansiX962_compressed_prime", 2: "ansiX962_compressed_char2"}

var tracePSKModes = map[uint8]string{0: "psk_ke", 1: "psk_dhe_ke"}

var traceCertificateTypes = map[uint8]string{1: "rsa_sign", 2: "dss_sign", 64: "ecdsa_sign"}

func traceName[T uint8 | uint16](names map[T]string, v T) string {
	if name, ok := names[v]; ok {
		return name
	}
	return "UNKNOWN"
}

// traceNumber and traceParens are a name with its number behind it, apart from
// one blank.
func traceNumber[T uint8 | uint16](names map[T]string, v T) string {
	if _, isContent := any(names).(map[uint8]string); isContent {
		return fmt.Sprintf("%s (%d)", traceName(names, v), v)
	}
	return traceParens(names, v)
}

func traceParens[T uint8 | uint16](names map[T]string, v T) string {
	return fmt.Sprintf("%s(%d)", traceName(names, v), v)
}

func traceVersion(v uint16) string { return traceName(traceVersions, v) }

func traceCompression(v uint8) string {
	if v == 0 {
		return "No Compression (0x00)"
	}
	return fmt.Sprintf("UNKNOWN (0x%02x)", v)
}

func traceSuite(id uint16) string {
	name := "UNKNOWN"
	if suite, ok := CipherByID(id); ok {
		name = suite.StandardName
	} else if id == 0x00ff {
		name = "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"
	} else if id == 0x5600 {
		name = "TLS_FALLBACK_SCSV"
	}
	return fmt.Sprintf("{0x%02X, 0x%02X} %s", id>>8, id&0xff, name)
}

// tracePrintable is text of a peer's that cannot steer a terminal.
func tracePrintable(text []byte) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '.'
		}
		return r
	}, string(text))
}

// serverHello is what a trace needs of a ServerHello.
type serverHello struct {
	version, suite uint16
	random         []byte
	retry          bool // a HelloRetryRequest (RFC 8446 section 4.1.4)
}

func readServerHello(body []byte) (serverHello, bool) {
	var h serverHello
	s := cryptobyte.String(body)
	var id, extensions cryptobyte.String
	if !s.ReadUint16(&h.version) || !s.ReadBytes(&h.random, 32) || !s.ReadUint8LengthPrefixed(&id) ||
		!s.ReadUint16(&h.suite) || !s.Skip(1) {
		return h, false
	}
	h.retry = string(h.random[:4]) == "\xcf\x21\xad\x74" && string(h.random[28:]) == "\xc8\xa8\x33\x9c"
	if s.Empty() || !s.ReadUint16LengthPrefixed(&extensions) {
		return h, s.Empty()
	}
	for !extensions.Empty() {
		var kind uint16
		var value cryptobyte.String
		if !extensions.ReadUint16(&kind) || !extensions.ReadUint16LengthPrefixed(&value) {
			return h, false
		}
		if kind == extensionSupportedVersions && !value.ReadUint16(&h.version) {
			return h, false
		}
	}
	return h, true
}
