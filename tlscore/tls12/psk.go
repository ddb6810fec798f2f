package tls12

import (
	"context"
	"crypto"
	"slices"

	"golang.org/x/crypto/cryptobyte"
)

// Pre-shared keys: alone (PSK), with DHE or RSA (RFC 4279), with ECDHE (RFC
// 5489). The suites are those of RFC 4279, 5487, 5489 and 7905 with AES and
// ChaCha20-Poly1305.

// What OpenSSL 3 takes of a peer and of its caller, in bytes.
const (
	// MaxPSKIdentity bounds identities and hints.
	MaxPSKIdentity = 256
	// MaxPSK bounds keys.
	MaxPSK = 512
)

// PSKClient chooses what a client shows and proves. hint is the server's, nil for
// none. A key of no bytes is none: the handshake fails (handshake_failure). The
// key is not kept.
type PSKClient func(ctx context.Context, hint []byte) (identity, key []byte, err error)

// PSKServer finds the key of a client by what it calls itself. A key of no bytes
// is none: the handshake fails (unknown_psk_identity). The key is not kept.
type PSKServer func(ctx context.Context, identity []byte) (key []byte, err error)

// keySuites are the suites with pre-shared keys.
func keySuites() []suite {
	aead := func(id uint16, kex keyExchange, bulk bulk, keyLen int, hash crypto.Hash) suite {
		return suite{id: id, kex: kex, bulk: bulk, keyLen: keyLen, prf: hash, only12: true, psk: true}
	}
	// CBC suites exist below TLS 1.2 in OpenSSL, whatever their MAC.
	cbc := func(id uint16, kex keyExchange, keyLen int, mac, prf crypto.Hash) suite {
		return suite{id: id, kex: kex, bulk: bulkCBC, keyLen: keyLen, mac: mac, prf: prf, psk: true}
	}
	return []suite{
		aead(ecdhePSKChaCha20, kexECDHE, bulkChaCha, 32, crypto.SHA256),
		aead(dhePSKAES128GCM, kexDHE, bulkGCM, 16, crypto.SHA256),
		aead(dhePSKAES256GCM, kexDHE, bulkGCM, 32, crypto.SHA384),
		aead(dhePSKChaCha20, kexDHE, bulkChaCha, 32, crypto.SHA256),
		cbc(ecdhePSKAES256SHA384, kexECDHE, 32, crypto.SHA384, crypto.SHA384),
		cbc(ecdhePSKAES128SHA256, kexECDHE, 16, crypto.SHA256, crypto.SHA256),
		cbc(ecdhePSKAES256SHA, kexECDHE, 32, crypto.SHA1, crypto.SHA256),
		cbc(ecdhePSKAES128SHA, kexECDHE, 16, crypto.SHA1, crypto.SHA256),
		cbc(dhePSKAES256SHA384, kexDHE, 32, crypto.SHA384, crypto.SHA384),
		cbc(dhePSKAES128SHA256, kexDHE, 16, crypto.SHA256, crypto.SHA256),
		cbc(dhePSKAES256SHA, kexDHE, 32, crypto.SHA1, crypto.SHA256),
		cbc(dhePSKAES128SHA, kexDHE, 16, crypto.SHA1, crypto.SHA256),
		aead(rsaPSKAES128GCM, kexRSA, bulkGCM, 16, crypto.SHA256),
		aead(rsaPSKAES256GCM, kexRSA, bulkGCM, 32, crypto.SHA384),
		aead(rsaPSKChaCha20, kexRSA, bulkChaCha, 32, crypto.SHA256),
		cbc(rsaPSKAES256SHA384, kexRSA, 32, crypto.SHA384, crypto.SHA384),
		cbc(rsaPSKAES128SHA256, kexRSA, 16, crypto.SHA256, crypto.SHA256),
		cbc(rsaPSKAES256SHA, kexRSA, 32, crypto.SHA1, crypto.SHA256),
		cbc(rsaPSKAES128SHA, kexRSA, 16, crypto.SHA1, crypto.SHA256),
		aead(pskAES128GCM, kexNone, bulkGCM, 16, crypto.SHA256),
		aead(pskAES256GCM, kexNone, bulkGCM, 32, crypto.SHA384),
		aead(pskChaCha20, kexNone, bulkChaCha, 32, crypto.SHA256),
		cbc(pskAES256SHA384, kexNone, 32, crypto.SHA384, crypto.SHA384),
		cbc(pskAES128SHA256, kexNone, 16, crypto.SHA256, crypto.SHA256),
		cbc(pskAES256SHA, kexNone, 32, crypto.SHA1, crypto.SHA256),
		cbc(pskAES128SHA, kexNone, 16, crypto.SHA1, crypto.SHA256),
	}
}

// IANA's numbers; crypto/tls has none of these.
const (
	pskAES128SHA         uint16 = 0x008C
	pskAES256SHA         uint16 = 0x008D
	dhePSKAES128SHA      uint16 = 0x0090
	dhePSKAES256SHA      uint16 = 0x0091
	rsaPSKAES128SHA      uint16 = 0x0094
	rsaPSKAES256SHA      uint16 = 0x0095
	pskAES128GCM         uint16 = 0x00A8
	pskAES256GCM         uint16 = 0x00A9
	dhePSKAES128GCM      uint16 = 0x00AA
	dhePSKAES256GCM      uint16 = 0x00AB
	rsaPSKAES128GCM      uint16 = 0x00AC
	rsaPSKAES256GCM      uint16 = 0x00AD
	pskAES128SHA256      uint16 = 0x00AE
	pskAES256SHA384      uint16 = 0x00AF
	dhePSKAES128SHA256   uint16 = 0x00B2
	dhePSKAES256SHA384   uint16 = 0x00B3
	rsaPSKAES128SHA256   uint16 = 0x00B6
	rsaPSKAES256SHA384   uint16 = 0x00B7
	ecdhePSKAES128SHA    uint16 = 0xC035
	ecdhePSKAES256SHA    uint16 = 0xC036
	ecdhePSKAES128SHA256 uint16 = 0xC037
	ecdhePSKAES256SHA384 uint16 = 0xC038
	pskChaCha20          uint16 = 0xCCAB
	ecdhePSKChaCha20     uint16 = 0xCCAC
	dhePSKChaCha20       uint16 = 0xCCAD
	rsaPSKChaCha20       uint16 = 0xCCAE
)

// NeedsPSK reports whether a suite needs a pre-shared key, and NoCertificate
// whether that stands in the place of the server's certificate. Both are false
// for suites that the engine does not know. Any goroutine may call them.
func NeedsPSK(id uint16) bool {
	s := suiteByID(id)
	return s != nil && s.psk
}

// NoCertificate is described with [NeedsPSK].
func NoCertificate(id uint16) bool {
	s := suiteByID(id)
	return s != nil && s.certless()
}

// certless says that nobody shows a certificate: the key proves both sides.
func (s *suite) certless() bool { return s.psk && s.kex != kexRSA }

// signed says that the server signs its share.
func (s *suite) signed() bool { return !s.psk && s.kex != kexRSA }

// usable reports whether a suite may be spoken in this handshake: not without a
// key, and a renegotiation does not take the certificate away from a peer that
// has shown one, nor the key.
func (hs *handshake) usable(s *suite) bool {
	if s == nil || s.psk && hs.cfg.PSKClient == nil && hs.cfg.PSKServer == nil {
		return false
	}
	return hs.before == nil || NoCertificate(hs.before.Suite) == s.certless()
}

// mixPSK is the premaster secret of RFC 4279 section 2. other is the secret of
// the other key exchange, nil for none.
func mixPSK(other, key []byte) []byte {
	if other == nil {
		other = make([]byte, len(key))
	}
	var b cryptobyte.Builder
	for _, v := range [][]byte{other, key} {
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(v) })
	}
	clear(other)
	return b.BytesOrPanic() // neither is longer than a DH prime of 8192 bits or MaxPSK
}

// askForKey asks the caller what to show the server.
func (hs *clientHandshake) askForKey() (identity, key []byte, err error) {
	var hint []byte
	if hs.kx != nil && len(hs.kx.hint) > 0 {
		hint = slices.Clone(hs.kx.hint)
	}
	identity, key, err = hs.cfg.PSKClient(hs.ctx, hint)
	switch {
	case err != nil:
		return nil, nil, hookError(err, AlertInternalError)
	case len(key) == 0:
		return nil, nil, failf(AlertHandshakeFailure, "%w", ErrPSKIdentity)
	case len(identity) > MaxPSKIdentity || len(key) > MaxPSK:
		return nil, nil, configError("pre-shared key or its identity too long")
	}
	return identity, key, nil
}

// findKey asks the caller for the key of a client.
func (hs *serverHandshake) findKey(identity []byte) ([]byte, error) {
	if len(identity) > MaxPSKIdentity {
		return nil, failf(AlertHandshakeFailure, "%w", ErrPSKLength)
	}
	key, err := hs.cfg.PSKServer(hs.ctx, slices.Clone(identity))
	switch {
	case err != nil:
		return nil, hookError(err, AlertInternalError)
	case len(key) == 0:
		return nil, failf(AlertUnknownPSKIdentity, "%w", ErrPSKIdentity)
	case len(key) > MaxPSK:
		return nil, configError("pre-shared key too long")
	}
	return key, nil
}
