package tls12

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// testCert is a self-signed certificate of each kind, made once.
var testCert = func() func(kind keyKind) tls.Certificate {
	var once sync.Once
	all := map[keyKind]tls.Certificate{}
	return func(kind keyKind) tls.Certificate {
		once.Do(func() {
			r, _ := rsa.GenerateKey(rand.Reader, 2048)
			e, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
			_, d, _ := ed25519.GenerateKey(rand.Reader)
			for kind, key := range map[keyKind]crypto.Signer{keyRSA: r, keyECDSA: e, keyEd25519: d} {
				all[kind] = selfSigned(key)
			}
		})
		return all[kind]
	}
}()

func selfSigned(key crypto.Signer) tls.Certificate {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		panic(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func trustAll(context.Context, []*x509.Certificate, bool) error { return nil }

// tcpPair are the two ends of a TCP connection.
func tcpPair(t testing.TB) (a, b net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	accepted := make(chan net.Conn, 1)
	go func() {
		c, _ := l.Accept()
		accepted <- c
	}()
	a, err = net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	b = <-accepted
	deadline := time.Now().Add(20 * time.Second)
	_, _ = a.SetDeadline(deadline), b.SetDeadline(deadline)
	t.Cleanup(func() { a.Close(); b.Close() })
	return a, b
}

type peer interface {
	net.Conn
	HandshakeContext(context.Context) error
}

// shake runs both handshakes and returns both errors.
func shake(client, server peer) (clientErr, serverErr error) {
	done := make(chan error, 1)
	go func() {
		err := server.HandshakeContext(context.Background())
		if err != nil {
			server.Close()
		}
		done <- err
	}()
	if clientErr = client.HandshakeContext(context.Background()); clientErr != nil {
		client.Close()
	}
	return clientErr, <-done
}

// talk proves that bytes pass both ways, in several sizes.
func talk(t testing.TB, a, b net.Conn) {
	t.Helper()
	for _, n := range []int{1, 2, 100, 16384, 70000} {
		data := make([]byte, n)
		_, _ = rand.Read(data)
		sends(t, a, b, data)
		sends(t, b, a, data)
	}
}

func sends(t testing.TB, from, to net.Conn, data []byte) {
	t.Helper()
	sent := make(chan error, 1)
	go func() {
		_, err := from.Write(data)
		sent <- err
	}()
	got := make([]byte, len(data))
	if _, err := io.ReadFull(to, got); err != nil {
		from.Close()
		t.Fatalf("read: %v; write: %v", err, <-sent)
	}
	if err := <-sent; err != nil {
		t.Fatal("write:", err)
	}
	if !bytes.Equal(got, data) {
		t.Fatal("bytes changed on the way")
	}
}

// mustShake fails the test unless both handshakes succeed and bytes pass.
func mustShake(t testing.TB, client, server peer) {
	t.Helper()
	if clientErr, serverErr := shake(client, server); clientErr != nil || serverErr != nil {
		t.Fatalf("client: %v; server: %v", clientErr, serverErr)
	}
	talk(t, client, server)
}

// inCryptoTLS reports whether crypto/tls speaks a suite.
func inCryptoTLS(id uint16) bool {
	for _, list := range [][]*tls.CipherSuite{tls.CipherSuites(), tls.InsecureCipherSuites()} {
		for _, s := range list {
			if s.ID == id {
				return true
			}
		}
	}
	return false
}

func certFor(s *suite) keyKind {
	if s.ecdsa {
		return keyECDSA
	}
	return keyRSA
}
