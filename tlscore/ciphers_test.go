package tlscore

import (
	"crypto/tls"
	"testing"
)

func TestCipherTableMatchesCryptoTLS(t *testing.T) {
	known := map[uint16]*tls.CipherSuite{}
	for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		known[s.ID] = s
	}
	seen := 0
	for _, c := range cipherTable {
		s := known[c.ID]
		if c.InCryptoTLS != (s != nil) {
			t.Errorf("%s: InCryptoTLS is %v", c.Name, c.InCryptoTLS)
		}
		if s == nil {
			continue
		}
		seen++
		if s.Name != c.StandardName {
			t.Errorf("%s: named %s by crypto/tls, %s here", c.Name, s.Name, c.StandardName)
		}
		if old := len(s.SupportedVersions) > 1; old != (c.Version == "SSLv3" || c.Version == "TLSv1.0") {
			t.Errorf("%s: version %s, crypto/tls has %v", c.Name, c.Version, s.SupportedVersions)
		}
	}
	if seen != len(known) {
		t.Errorf("crypto/tls has %d suites, the table %d of them", len(known), seen)
	}
}

func TestCipherByID(t *testing.T) {
	if c, ok := CipherByID(0xC02F); !ok || c.Name != "ECDHE-RSA-AES128-GCM-SHA256" {
		t.Errorf("0xC02F is %+v", c)
	}
	if c, ok := CipherByID(0x00FF); ok {
		t.Errorf("0x00FF is %+v", c)
	}
	for _, c := range Ciphers() {
		if c.Weak || c.Encryption == "RC4" {
			t.Errorf("%s is listed", c.Name)
		}
	}
}
