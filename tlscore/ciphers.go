package tlscore

import "strings"

// Cipher is one cipher suite, named as OpenSSL, IANA and Node name it. It is a
// plain value.
type Cipher struct {
	// ID is the number on the wire.
	ID uint16
	// Name is OpenSSL's ("ECDHE-RSA-AES128-GCM-SHA256").
	Name string
	// StandardName is IANA's ("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").
	StandardName string
	// Version is the lowest protocol that knows the suite, as OpenSSL's
	// SSL_CIPHER_get_version tells it: "TLSv1.3", "TLSv1.2", "TLSv1.0", "SSLv3".
	Version string
	// KeyExchange is "ECDHE", "DHE", "RSA", one of these with "PSK" behind it,
	// "PSK" alone or, in TLS 1.3, "any".
	KeyExchange string
	// Authentication is "RSA", "ECDSA", "PSK" or, in TLS 1.3, "any".
	Authentication string
	// Encryption is "AESGCM", "CHACHA20", "AES", "3DES" or "RC4".
	Encryption string
	// MAC is "AEAD", "SHA1", "SHA256" or "SHA384".
	MAC string
	// KeyBits is the size of the symmetric key.
	KeyBits int
	// InCryptoTLS says that crypto/tls can speak the suite; the others need
	// the TLS 1.2 engine.
	InCryptoTLS bool
	// Weak marks RC4 and 3DES, which OpenSSL 3 is built without. A list must
	// name them and set @SECLEVEL=0.
	Weak bool
}

// strengthBits is what the suite is worth against the best known attack
// (OpenSSL's strength_bits); it sorts @STRENGTH and answers @SECLEVEL.
func (c *Cipher) strengthBits() int {
	if c.Encryption == "3DES" {
		return 112
	}
	return c.KeyBits
}

// allowedAt reports whether OpenSSL 3.0 offers the suite at a security level
// (SSL_CTX_set_security_level in its manual).
func (c *Cipher) allowedAt(level int) bool {
	if c.Weak {
		return level == 0
	}
	if c.strengthBits() < securityBits(level) {
		return false
	}
	if level >= 3 && (c.KeyExchange == "RSA" || c.KeyExchange == "RSAPSK" || c.KeyExchange == "PSK") {
		return false
	}
	return level < 4 || c.MAC != "SHA1"
}

// needsKey reports whether a suite needs a pre-shared key.
func (c Cipher) needsKey() bool { return strings.HasSuffix(c.KeyExchange, "PSK") }

// withoutCertificate reports whether that key is all that anybody shows.
func (c Cipher) withoutCertificate() bool { return c.Authentication == "PSK" }

// needsGroup reports whether a suite below TLS 1.3 needs a common curve.
func (c Cipher) needsGroup() bool { return strings.HasPrefix(c.KeyExchange, "ECDHE") }

// securityBits is the strength that a security level demands of every
// algorithm (SSL_CTX_set_security_level in OpenSSL's manual).
func securityBits(level int) int {
	bits := [...]int{0, 80, 112, 128, 192, 256}
	return bits[max(0, min(level, len(bits)-1))]
}

// CipherByID returns the suite with a number from the wire. Any goroutine may
// call it.
func CipherByID(id uint16) (Cipher, bool) {
	for i := range cipherTable {
		if cipherTable[i].ID == id {
			return cipherTable[i], true
		}
	}
	return Cipher{}, false
}

// Ciphers returns every suite that a list can choose without @SECLEVEL=0, the
// preferred ones first. The caller owns the slice.
func Ciphers() []Cipher {
	var all []Cipher
	for _, c := range cipherTable {
		if !c.Weak {
			all = append(all, c)
		}
	}
	return all
}

// cipherByName finds a suite by either spelling, in any case.
func cipherByName(name string) (Cipher, bool) {
	for _, c := range cipherTable {
		if strings.EqualFold(c.Name, name) || strings.EqualFold(c.StandardName, name) {
			return c, true
		}
	}
	return Cipher{}, false
}

func (c *Cipher) isTLS13() bool { return c.Version == "TLSv1.3" }

// cipherTable is in OpenSSL 3.0's own order of preference (what `openssl
// ciphers ALL` prints), on which every list operation builds.
var cipherTable = []Cipher{
	{0x1302, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", "TLSv1.3", "any", "any", "AESGCM", "AEAD", 256, true, false},
	{0x1303, "TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256", "TLSv1.3", "any", "any", "CHACHA20", "AEAD", 256, true, false},
	{0x1301, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", "TLSv1.3", "any", "any", "AESGCM", "AEAD", 128, true, false},
	{0xC02C, "ECDHE-ECDSA-AES256-GCM-SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLSv1.2", "ECDHE", "ECDSA", "AESGCM", "AEAD", 256, true, false},
	{0xC030, "ECDHE-RSA-AES256-GCM-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLSv1.2", "ECDHE", "RSA", "AESGCM", "AEAD", 256, true, false},
	{0x009F, "DHE-RSA-AES256-GCM-SHA384", "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "TLSv1.2", "DHE", "RSA", "AESGCM", "AEAD", 256, false, false},
	{0xCCA9, "ECDHE-ECDSA-CHACHA20-POLY1305", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2", "ECDHE", "ECDSA", "CHACHA20", "AEAD", 256, true, false},
	{0xCCA8, "ECDHE-RSA-CHACHA20-POLY1305", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2", "ECDHE", "RSA", "CHACHA20", "AEAD", 256, true, false},
	{0xCCAA, "DHE-RSA-CHACHA20-POLY1305", "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2", "DHE", "RSA", "CHACHA20", "AEAD", 256, false, false},
	{0xC02B, "ECDHE-ECDSA-AES128-GCM-SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLSv1.2", "ECDHE", "ECDSA", "AESGCM", "AEAD", 128, true, false},
	{0xC02F, "ECDHE-RSA-AES128-GCM-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.2", "ECDHE", "RSA", "AESGCM", "AEAD", 128, true, false},
	{0x009E, "DHE-RSA-AES128-GCM-SHA256", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.2", "DHE", "RSA", "AESGCM", "AEAD", 128, false, false},
	{0xC024, "ECDHE-ECDSA-AES256-SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "TLSv1.2", "ECDHE", "ECDSA", "AES", "SHA384", 256, false, false},
	{0xC028, "ECDHE-RSA-AES256-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "TLSv1.2", "ECDHE", "RSA", "AES", "SHA384", 256, false, false},
	{0x006B, "DHE-RSA-AES256-SHA256", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", "TLSv1.2", "DHE", "RSA", "AES", "SHA256", 256, false, false},
	{0xC023, "ECDHE-ECDSA-AES128-SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLSv1.2", "ECDHE", "ECDSA", "AES", "SHA256", 128, true, false},
	{0xC027, "ECDHE-RSA-AES128-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLSv1.2", "ECDHE", "RSA", "AES", "SHA256", 128, true, false},
	{0x0067, "DHE-RSA-AES128-SHA256", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "TLSv1.2", "DHE", "RSA", "AES", "SHA256", 128, false, false},
	{0xC00A, "ECDHE-ECDSA-AES256-SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "TLSv1.0", "ECDHE", "ECDSA", "AES", "SHA1", 256, true, false},
	{0xC014, "ECDHE-RSA-AES256-SHA", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "TLSv1.0", "ECDHE", "RSA", "AES", "SHA1", 256, true, false},
	{0x0039, "DHE-RSA-AES256-SHA", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", "SSLv3", "DHE", "RSA", "AES", "SHA1", 256, false, false},
	{0xC009, "ECDHE-ECDSA-AES128-SHA", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "TLSv1.0", "ECDHE", "ECDSA", "AES", "SHA1", 128, true, false},
	{0xC013, "ECDHE-RSA-AES128-SHA", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLSv1.0", "ECDHE", "RSA", "AES", "SHA1", 128, true, false},
	{0x0033, "DHE-RSA-AES128-SHA", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "SSLv3", "DHE", "RSA", "AES", "SHA1", 128, false, false},
	{0x00AD, "RSA-PSK-AES256-GCM-SHA384", "TLS_RSA_PSK_WITH_AES_256_GCM_SHA384", "TLSv1.2", "RSAPSK", "RSA", "AESGCM", "AEAD", 256, false, false},
	{0x00AB, "DHE-PSK-AES256-GCM-SHA384", "TLS_DHE_PSK_WITH_AES_256_GCM_SHA384", "TLSv1.2", "DHEPSK", "PSK", "AESGCM", "AEAD", 256, false, false},
	{0xCCAE, "RSA-PSK-CHACHA20-POLY1305", "TLS_RSA_PSK_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2", "RSAPSK", "RSA", "CHACHA20", "AEAD", 256, false, false},
	{0xCCAD, "DHE-PSK-CHACHA20-POLY1305", "TLS_DHE_PSK_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2", "DHEPSK", "PSK", "CHACHA20", "AEAD", 256, false, false},
	{0xCCAC, "ECDHE-PSK-CHACHA20-POLY1305", "TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2", "ECDHEPSK", "PSK", "CHACHA20", "AEAD", 256, false, false},
	{0x009D, "AES256-GCM-SHA384", "TLS_RSA_WITH_AES_256_GCM_SHA384", "TLSv1.2", "RSA", "RSA", "AESGCM", "AEAD", 256, true, false},
	{0x00A9, "PSK-AES256-GCM-SHA384", "TLS_PSK_WITH_AES_256_GCM_SHA384", "TLSv1.2", "PSK", "PSK", "AESGCM", "AEAD", 256, false, false},
	{0xCCAB, "PSK-CHACHA20-POLY1305", "TLS_PSK_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2", "PSK", "PSK", "CHACHA20", "AEAD", 256, false, false},
	{0x00AC, "RSA-PSK-AES128-GCM-SHA256", "TLS_RSA_PSK_WITH_AES_128_GCM_SHA256", "TLSv1.2", "RSAPSK", "RSA", "AESGCM", "AEAD", 128, false, false},
	{0x00AA, "DHE-PSK-AES128-GCM-SHA256", "TLS_DHE_PSK_WITH_AES_128_GCM_SHA256", "TLSv1.2", "DHEPSK", "PSK", "AESGCM", "AEAD", 128, false, false},
	{0x009C, "AES128-GCM-SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.2", "RSA", "RSA", "AESGCM", "AEAD", 128, true, false},
	{0x00A8, "PSK-AES128-GCM-SHA256", "TLS_PSK_WITH_AES_128_GCM_SHA256", "TLSv1.2", "PSK", "PSK", "AESGCM", "AEAD", 128, false, false},
	{0x003D, "AES256-SHA256", "TLS_RSA_WITH_AES_256_CBC_SHA256", "TLSv1.2", "RSA", "RSA", "AES", "SHA256", 256, false, false},
	{0x003C, "AES128-SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA256", "TLSv1.2", "RSA", "RSA", "AES", "SHA256", 128, true, false},
	{0xC038, "ECDHE-PSK-AES256-CBC-SHA384", "TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384", "TLSv1.0", "ECDHEPSK", "PSK", "AES", "SHA384", 256, false, false},
	{0xC036, "ECDHE-PSK-AES256-CBC-SHA", "TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA", "TLSv1.0", "ECDHEPSK", "PSK", "AES", "SHA1", 256, false, false},
	{0x00B7, "RSA-PSK-AES256-CBC-SHA384", "TLS_RSA_PSK_WITH_AES_256_CBC_SHA384", "TLSv1.0", "RSAPSK", "RSA", "AES", "SHA384", 256, false, false},
	{0x00B3, "DHE-PSK-AES256-CBC-SHA384", "TLS_DHE_PSK_WITH_AES_256_CBC_SHA384", "TLSv1.0", "DHEPSK", "PSK", "AES", "SHA384", 256, false, false},
	{0x0095, "RSA-PSK-AES256-CBC-SHA", "TLS_RSA_PSK_WITH_AES_256_CBC_SHA", "SSLv3", "RSAPSK", "RSA", "AES", "SHA1", 256, false, false},
	{0x0091, "DHE-PSK-AES256-CBC-SHA", "TLS_DHE_PSK_WITH_AES_256_CBC_SHA", "SSLv3", "DHEPSK", "PSK", "AES", "SHA1", 256, false, false},
	{0x0035, "AES256-SHA", "TLS_RSA_WITH_AES_256_CBC_SHA", "SSLv3", "RSA", "RSA", "AES", "SHA1", 256, true, false},
	{0x00AF, "PSK-AES256-CBC-SHA384", "TLS_PSK_WITH_AES_256_CBC_SHA384", "TLSv1.0", "PSK", "PSK", "AES", "SHA384", 256, false, false},
	{0x008D, "PSK-AES256-CBC-SHA", "TLS_PSK_WITH_AES_256_CBC_SHA", "SSLv3", "PSK", "PSK", "AES", "SHA1", 256, false, false},
	{0xC037, "ECDHE-PSK-AES128-CBC-SHA256", "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256", "TLSv1.0", "ECDHEPSK", "PSK", "AES", "SHA256", 128, false, false},
	{0xC035, "ECDHE-PSK-AES128-CBC-SHA", "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA", "TLSv1.0", "ECDHEPSK", "PSK", "AES", "SHA1", 128, false, false},
	{0x00B6, "RSA-PSK-AES128-CBC-SHA256", "TLS_RSA_PSK_WITH_AES_128_CBC_SHA256", "TLSv1.0", "RSAPSK", "RSA", "AES", "SHA256", 128, false, false},
	{0x00B2, "DHE-PSK-AES128-CBC-SHA256", "TLS_DHE_PSK_WITH_AES_128_CBC_SHA256", "TLSv1.0", "DHEPSK", "PSK", "AES", "SHA256", 128, false, false},
	{0x0094, "RSA-PSK-AES128-CBC-SHA", "TLS_RSA_PSK_WITH_AES_128_CBC_SHA", "SSLv3", "RSAPSK", "RSA", "AES", "SHA1", 128, false, false},
	{0x0090, "DHE-PSK-AES128-CBC-SHA", "TLS_DHE_PSK_WITH_AES_128_CBC_SHA", "SSLv3", "DHEPSK", "PSK", "AES", "SHA1", 128, false, false},
	{0x002F, "AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA", "SSLv3", "RSA", "RSA", "AES", "SHA1", 128, true, false},
	{0x00AE, "PSK-AES128-CBC-SHA256", "TLS_PSK_WITH_AES_128_CBC_SHA256", "TLSv1.0", "PSK", "PSK", "AES", "SHA256", 128, false, false},
	{0x008C, "PSK-AES128-CBC-SHA", "TLS_PSK_WITH_AES_128_CBC_SHA", "SSLv3", "PSK", "PSK", "AES", "SHA1", 128, false, false},
	{0xC012, "ECDHE-RSA-DES-CBC3-SHA", "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", "TLSv1.0", "ECDHE", "RSA", "3DES", "SHA1", 168, true, true},
	{0x000A, "DES-CBC3-SHA", "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "SSLv3", "RSA", "RSA", "3DES", "SHA1", 168, true, true},
	{0xC007, "ECDHE-ECDSA-RC4-SHA", "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA", "TLSv1.0", "ECDHE", "ECDSA", "RC4", "SHA1", 128, true, true},
	{0xC011, "ECDHE-RSA-RC4-SHA", "TLS_ECDHE_RSA_WITH_RC4_128_SHA", "TLSv1.0", "ECDHE", "RSA", "RC4", "SHA1", 128, true, true},
	{0x0005, "RC4-SHA", "TLS_RSA_WITH_RC4_128_SHA", "SSLv3", "RSA", "RSA", "RC4", "SHA1", 128, true, true},
}
