package tls12

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/tls"
	"slices"

	"golang.org/x/crypto/chacha20poly1305"
)

type keyExchange uint8

const (
	kexRSA keyExchange = iota
	kexDHE
	kexECDHE
	kexNone // with a pre-shared key alone
)

type bulk uint8

const (
	bulkGCM bulk = iota
	bulkChaCha
	bulkCBC
	bulk3DES
)

// suite is a row of the table of cipher suites.
type suite struct {
	id  uint16
	kex keyExchange
	// ecdsa says that the server signs with ECDSA or Ed25519, else with RSA.
	ecdsa  bool
	bulk   bulk
	keyLen int
	// mac is the MAC of CBC suites, zero for AEAD.
	mac crypto.Hash
	// prf is the hash of the PRF in TLS 1.2.
	prf crypto.Hash
	// only12 says that the suite does not exist below TLS 1.2.
	only12 bool
	// psk says that a pre-shared key is mixed into the premaster secret; but for
	// RSA key exchange nobody shows a certificate then. See psk.go.
	psk bool
}

// suiteTable is in the order of preference that is used without
// [Config.Suites]: certificates before pre-shared keys, then forward secrecy
// first, AEAD before CBC.
var suiteTable = slices.Concat([]suite{
	{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, kexECDHE, true, bulkGCM, 16, 0, crypto.SHA256, true, false},
	{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, kexECDHE, false, bulkGCM, 16, 0, crypto.SHA256, true, false},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, kexECDHE, true, bulkGCM, 32, 0, crypto.SHA384, true, false},
	{tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, kexECDHE, false, bulkGCM, 32, 0, crypto.SHA384, true, false},
	{tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, kexECDHE, true, bulkChaCha, 32, 0, crypto.SHA256, true, false},
	{tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, kexECDHE, false, bulkChaCha, 32, 0, crypto.SHA256, true, false},
	{dheAES128GCM, kexDHE, false, bulkGCM, 16, 0, crypto.SHA256, true, false},
	{dheAES256GCM, kexDHE, false, bulkGCM, 32, 0, crypto.SHA384, true, false},
	{dheChaCha20, kexDHE, false, bulkChaCha, 32, 0, crypto.SHA256, true, false},
	{ecdheECDSAAES256SHA384, kexECDHE, true, bulkCBC, 32, crypto.SHA384, crypto.SHA384, true, false},
	{ecdheRSAAES256SHA384, kexECDHE, false, bulkCBC, 32, crypto.SHA384, crypto.SHA384, true, false},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, kexECDHE, true, bulkCBC, 16, crypto.SHA256, crypto.SHA256, true, false},
	{tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, kexECDHE, false, bulkCBC, 16, crypto.SHA256, crypto.SHA256, true, false},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, kexECDHE, true, bulkCBC, 32, crypto.SHA1, crypto.SHA256, false, false},
	{tls.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, kexECDHE, false, bulkCBC, 32, crypto.SHA1, crypto.SHA256, false, false},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, kexECDHE, true, bulkCBC, 16, crypto.SHA1, crypto.SHA256, false, false},
	{tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, kexECDHE, false, bulkCBC, 16, crypto.SHA1, crypto.SHA256, false, false},
	{dheAES256SHA256, kexDHE, false, bulkCBC, 32, crypto.SHA256, crypto.SHA256, true, false},
	{dheAES128SHA256, kexDHE, false, bulkCBC, 16, crypto.SHA256, crypto.SHA256, true, false},
	{dheAES256SHA, kexDHE, false, bulkCBC, 32, crypto.SHA1, crypto.SHA256, false, false},
	{dheAES128SHA, kexDHE, false, bulkCBC, 16, crypto.SHA1, crypto.SHA256, false, false},
	{tls.TLS_RSA_WITH_AES_128_GCM_SHA256, kexRSA, false, bulkGCM, 16, 0, crypto.SHA256, true, false},
	{tls.TLS_RSA_WITH_AES_256_GCM_SHA384, kexRSA, false, bulkGCM, 32, 0, crypto.SHA384, true, false},
	{rsaAES256SHA256, kexRSA, false, bulkCBC, 32, crypto.SHA256, crypto.SHA256, true, false},
	{tls.TLS_RSA_WITH_AES_128_CBC_SHA256, kexRSA, false, bulkCBC, 16, crypto.SHA256, crypto.SHA256, true, false},
	{tls.TLS_RSA_WITH_AES_256_CBC_SHA, kexRSA, false, bulkCBC, 32, crypto.SHA1, crypto.SHA256, false, false},
	{tls.TLS_RSA_WITH_AES_128_CBC_SHA, kexRSA, false, bulkCBC, 16, crypto.SHA1, crypto.SHA256, false, false},
	{tls.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA, kexECDHE, false, bulk3DES, 24, crypto.SHA1, crypto.SHA256, false, false},
	{tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA, kexRSA, false, bulk3DES, 24, crypto.SHA1, crypto.SHA256, false, false},
}, keySuites())

// Suites that crypto/tls has no name for (IANA's TLS Cipher Suites).
const (
	dheAES128SHA           uint16 = 0x0033
	dheAES256SHA           uint16 = 0x0039
	rsaAES256SHA256        uint16 = 0x003D
	dheAES128SHA256        uint16 = 0x0067
	dheAES256SHA256        uint16 = 0x006B
	dheAES128GCM           uint16 = 0x009E
	dheAES256GCM           uint16 = 0x009F
	ecdheECDSAAES256SHA384 uint16 = 0xC024
	ecdheRSAAES256SHA384   uint16 = 0xC028
	dheChaCha20            uint16 = 0xCCAA
)

// Signalling values in the list of suites (RFC 5746 section 3.3, RFC 7507).
const (
	scsvRenegotiation uint16 = 0x00FF
	scsvFallback      uint16 = 0x5600
)

// Suites returns the numbers of all suites that the engine speaks, in its own
// order of preference; 3DES is among them. The caller owns the slice. Any
// goroutine may call it.
func Suites() []uint16 {
	var ids []uint16
	for i := range suiteTable {
		ids = append(ids, suiteTable[i].id)
	}
	return ids
}

// defaultSuites are those of a nil [Config.Suites]: no 3DES, and nothing
// without forward secrecy.
func defaultSuites() []uint16 {
	var ids []uint16
	for i := range suiteTable {
		if s := &suiteTable[i]; s.bulk != bulk3DES && (s.kex == kexDHE || s.kex == kexECDHE) {
			ids = append(ids, s.id)
		}
	}
	return ids
}

func suiteByID(id uint16) *suite {
	i := slices.IndexFunc(suiteTable, func(s suite) bool { return s.id == id })
	if i < 0 {
		return nil
	}
	return &suiteTable[i]
}

func (s *suite) fits(version uint16) bool { return !s.only12 || version >= tls.VersionTLS12 }

// ivLen is the length of the IV in the key block (RFC 5246 section 6.3, RFC
// 5288 section 3, RFC 7905 section 2). Above TLS 1.0 CBC takes none.
func (s *suite) ivLen(version uint16) int {
	switch s.bulk {
	case bulkGCM:
		return 4
	case bulkChaCha:
		return 12
	}
	if version > tls.VersionTLS10 {
		return 0
	}
	return s.blockSize()
}

func (s *suite) blockSize() int {
	if s.bulk == bulk3DES {
		return des.BlockSize
	}
	return aes.BlockSize
}

func (s *suite) macLen() int {
	if s.mac == 0 {
		return 0
	}
	return s.mac.Size()
}

// protect makes the record protection of one direction.
func (s *suite) protect(version uint16, mac, key, iv []byte, reading bool) (protection, error) {
	switch s.bulk {
	case bulkChaCha:
		aead, err := chacha20poly1305.New(key)
		if err != nil {
			return nil, err
		}
		return newAEAD(aead, iv, false), nil
	case bulkGCM:
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, err
		}
		aead, err := cipher.NewGCM(block)
		if err != nil {
			return nil, err
		}
		return newAEAD(aead, iv, true), nil
	}
	newBlock := aes.NewCipher
	if s.bulk == bulk3DES {
		newBlock = des.NewTripleDESCipher
	}
	block, err := newBlock(key)
	if err != nil {
		return nil, err
	}
	return newCBC(block, s.mac, mac, iv, version, reading), nil
}
