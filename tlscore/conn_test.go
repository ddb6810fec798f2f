package tlscore

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// pemPair is a self-signed certificate and its key.
type pemPair struct{ cert, key []byte }

var testPairs = sync.OnceValue(func() map[string]pemPair {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	pairs := map[string]pemPair{"rsa": makeSelfSigned("localhost", rsaKey, &rsaKey.PublicKey)}
	for _, name := range []string{"ec", "client"} {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			panic(err)
		}
		host := map[string]string{"ec": "localhost", "client": "a client"}[name]
		pairs[name] = makeSelfSigned(host, key, &key.PublicKey)
	}
	return pairs
})

func makeSelfSigned(name string, key, public any) pemPair {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour * 24),
		DNSNames: []string{name},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, key)
	if err != nil {
		panic(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		panic(err)
	}
	return pemPair{
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER}),
	}
}

// identity gives options a pair of testPairs.
func identity(o Options, names ...string) Options {
	for _, name := range names {
		o.Certs = append(o.Certs, testPairs()[name].cert)
		o.Keys = append(o.Keys, Key{PEM: testPairs()[name].key})
	}
	return o
}

// trusting gives options a self-signed certificate as CA.
func trusting(o Options, name string) Options {
	o.CA = [][]byte{testPairs()[name].cert}
	return o
}

func mustContext(t testing.TB, o Options) *Context {
	t.Helper()
	c, err := NewContext(o)
	if err != nil {
		t.Fatalf("NewContext: %v", err)
	}
	return c
}

// tcpPair is a connection through the loopback interface.
func tcpPair(t testing.TB) (client, server net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	accepted := make(chan net.Conn, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			c = nil
		}
		accepted <- c
	}()
	if client, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if server = <-accepted; server == nil {
		t.Fatal("accept failed")
	}
	t.Cleanup(func() { client.Close(); server.Close() })
	return client, server
}

// pair is both ends after their handshakes.
type pair struct {
	client, server       *Conn
	clientErr, serverErr error
}

// shake runs both handshakes over TCP. TLS 1.3 clients finish first, so that
// an error of theirs may only come with reading.
func shake(t testing.TB, ccfg ClientConfig, scfg ServerConfig) *pair {
	t.Helper()
	rc, rs := tcpPair(t)
	return shakeOver(t, rc, rs, ccfg, scfg)
}

func shakeOver(t testing.TB, rc, rs net.Conn, ccfg ClientConfig, scfg ServerConfig) *pair {
	t.Helper()
	p := &pair{client: Client(rc, ccfg), server: Server(rs, scfg)}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- p.server.HandshakeContext(ctx) }()
	p.clientErr = p.client.HandshakeContext(ctx)
	p.serverErr = <-done
	t.Cleanup(func() { p.client.Close(); p.server.Close() })
	return p
}

func (p *pair) mustSucceed(t testing.TB) *pair {
	t.Helper()
	if p.clientErr != nil || p.serverErr != nil {
		t.Fatalf("handshake: client %v, server %v", p.clientErr, p.serverErr)
	}
	return p
}

// echo sends a text each way.
func (p *pair) echo(t testing.TB) {
	t.Helper()
	for _, ends := range [][2]*Conn{{p.client, p.server}, {p.server, p.client}} {
		text := strings.Repeat("0123456789", 5000)
		sent := make(chan error, 1)
		go func() {
			_, err := ends[0].Write([]byte(text))
			sent <- err
		}()
		got := make([]byte, len(text))
		if _, err := io.ReadFull(ends[1], got); err != nil {
			t.Fatalf("read: %v", err)
		}
		if err := <-sent; err != nil {
			t.Fatalf("write: %v", err)
		}
		if string(got) != text {
			t.Fatal("the bytes changed on the way")
		}
	}
}

func mustReason(t testing.TB, err error, reason Reason) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %T %v, want *Error with reason %q", err, err, reason)
	}
	if e.Reason != reason {
		t.Fatalf("got reason %q (%v), want %q", e.Reason, err, reason)
	}
	return e
}

func TestHandshakeAndEcho(t *testing.T) {
	server := mustContext(t, identity(Options{MinVersion: 0x0301, Ciphers: "TLS_AES_256_GCM_SHA384:ALL:@SECLEVEL=0"}, "rsa", "ec"))
	for _, version := range []uint16{0x0301, 0x0302, 0x0303, 0x0304} {
		client := mustContext(t, trusting(Options{MinVersion: version, MaxVersion: version, Ciphers: "TLS_AES_256_GCM_SHA384:ALL:@SECLEVEL=0"}, "ec"))
		t.Run(versionNames[version], func(t *testing.T) {
			p := shake(t, ClientConfig{Context: client, ServerName: "localhost", ALPN: []string{"y", "x"}},
				ServerConfig{Context: server, ALPN: []string{"x", "y"}}).mustSucceed(t)
			p.echo(t)
			cs, ss := p.client.State(), p.server.State()
			if cs.Version != version || ss.Version != version || cs.VersionName != versionNames[version] {
				t.Errorf("versions %v and %v", cs.VersionName, ss.VersionName)
			}
			if cs.Cipher != ss.Cipher || cs.Cipher.Name == "" {
				t.Errorf("ciphers %v and %v", cs.Cipher.Name, ss.Cipher.Name)
			}
			if ss.ServerName != "localhost" || cs.ALPN != "x" || ss.ALPN != "x" {
				t.Errorf("name %q, protocols %q and %q", ss.ServerName, cs.ALPN, ss.ALPN)
			}
			if cs.VerifyError != nil || len(cs.Peer) != 1 || len(ss.Peer) != 0 {
				t.Errorf("verify error %v, %d and %d peer certificates", cs.VerifyError, len(cs.Peer), len(ss.Peer))
			}
			if len(cs.Finished()) == 0 || string(cs.Finished()) != string(ss.PeerFinished()) || string(ss.Finished()) != string(cs.PeerFinished()) || string(cs.Finished()) == string(ss.Finished()) {
				t.Errorf("finished: client %x %x, server %x %x", cs.Finished(), cs.PeerFinished(), ss.Finished(), ss.PeerFinished())
			}
			a, err1 := cs.ExportKeyingMaterial("EXPORTER-test", []byte("c"), 40)
			b, err2 := ss.ExportKeyingMaterial("EXPORTER-test", []byte("c"), 40)
			if err1 != nil || err2 != nil || string(a) != string(b) || len(a) != 40 {
				t.Errorf("exporters %x %v, %x %v", a, err1, b, err2)
			}
			if cs.Group.Name == "" || cs.Group != ss.Group {
				t.Errorf("groups %+v and %+v", cs.Group, ss.Group)
			}
		})
	}
}

func parseJSON(t testing.TB, text string) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	return v
}
