package tls12

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"
)

// withKey is a certificate of a key that nobody has, of so many bits.
func withKey(t *testing.T, bits int) []byte {
	t.Helper()
	issuer := testCert(keyECDSA)
	parent, err := x509.ParseCertificate(issuer.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	n := new(big.Int).Lsh(big.NewInt(1), uint(bits)-1)
	n.SetBit(n, 0, 1)
	template := &x509.Certificate{SerialNumber: big.NewInt(2), NotBefore: time.Now(), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &rsa.PublicKey{N: n, E: 65537}, issuer.PrivateKey.(*ecdsa.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// Neither end looks at keys that take long to look at, wherever in the chain.
func TestLongRSAKeyOfPeer(t *testing.T) {
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	for _, bits := range []int{maxRSABits, maxRSABits + 1, 100_000} {
		for _, who := range []string{"client", "server"} {
			a, b := tcpPair(t)
			cc, sc := clientOf(s, tls.VersionTLS12), serverOf(s, tls.VersionTLS12)
			long := testCert(keyECDSA)
			if who == "server" {
				long = testCert(keyRSA)
			}
			long.Certificate = append(slices.Clone(long.Certificate), withKey(t, bits))
			if who == "server" {
				sc.Certificates = []tls.Certificate{long}
			} else {
				cc.Certificates = []tls.Certificate{long}
				sc.ClientAuth, sc.VerifyPeer = RequireClientCert, trustAll
			}
			clientErr, serverErr := shake(Client(a, cc), Server(b, sc))
			err := clientErr
			if who == "client" {
				err = serverErr
			}
			if bits <= maxRSABits {
				if err != nil {
					t.Errorf("%s, %d bits: %v", who, bits, err)
				}
			} else if err == nil || !strings.Contains(err.Error(), "RSA key of") {
				t.Errorf("%s, %d bits: %v", who, bits, err)
			}
		}
	}
}
