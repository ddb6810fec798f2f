package tls12

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func accept(context.Context) error { return nil }

// pump writes data in pieces, closes its direction once told, and reads until
// the peer closes its own.
func pump(c *Conn, data []byte, stop <-chan struct{}) <-chan error {
	done := make(chan error, 2)
	go func() {
		for rest := data; len(rest) > 0; {
			n := min(len(rest), 5000)
			if _, err := c.Write(rest[:n]); err != nil {
				done <- err
				return
			}
			rest = rest[n:]
		}
		<-stop
		done <- c.CloseWrite()
	}()
	go func() {
		got, err := io.ReadAll(c)
		if err == nil && !bytes.Equal(got, data) {
			err = errors.New("bytes lost or out of order")
		}
		done <- err
	}()
	return done
}

// Both sides write and read all the time while each side renegotiates.
func TestRenegotiationUnderTraffic(t *testing.T) {
	everyCase(t, func(t *testing.T, s *suite, version uint16) {
		a, b := tcpPair(t)
		cc, sc := clientOf(s, version), serverOf(s, version)
		cc.AcceptRenegotiation, sc.AcceptRenegotiation = accept, accept
		client, server := Client(a, cc), Server(b, sc)
		mustShake(t, client, server)
		data := make([]byte, 300_000)
		_, _ = rand.Read(data)
		stop := make(chan struct{})
		ca, cb := pump(client, data, stop), pump(server, data, stop)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		for i, c := range []*Conn{client, server, client} {
			if err := c.Renegotiate(ctx); err != nil {
				t.Fatalf("renegotiation %d: %v", i, err)
			}
		}
		close(stop)
		for _, done := range []<-chan error{ca, cb, ca, cb} {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		// The client's second call may join the server's.
		if n := client.State().Handshakes; n < 3 {
			t.Error("handshakes:", n)
		}
		if !bytes.Equal(client.State().Finished, server.State().PeerFinished) {
			t.Error("the Finished values differ")
		}
	})
}

// Nobody reads but Renegotiate: what arrives meanwhile waits for Read.
func TestRenegotiateReadsByItself(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	sc := serverOf(s, tls.VersionTLS12)
	sc.AcceptRenegotiation = accept
	client, server := Client(a, clientOf(s, tls.VersionTLS12)), Server(b, sc)
	mustShake(t, client, server)
	if _, err := server.Write([]byte("before ")); err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() {
		buf := make([]byte, 5)
		_, err := io.ReadFull(server, buf) // performs the renegotiation on the way
		if err == nil {
			_, err = server.Write([]byte("after"))
		}
		served <- err
	}()
	if err := client.Renegotiate(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 12)
	if _, err := io.ReadFull(client, got); err != nil || string(got) != "before after" {
		t.Fatalf("%q %v", got, err)
	}
	if err := <-served; err != nil {
		t.Fatal(err)
	}
}

func TestServerAsksForCertificateLater(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(dheAES128GCM)
	cc, sc := clientOf(s, tls.VersionTLS12), serverOf(s, tls.VersionTLS12)
	cc.AcceptRenegotiation, cc.Certificates = accept, []tls.Certificate{testCert(keyEd25519)}
	judged := 0
	sc.VerifyPeer = func(_ context.Context, chain []*x509.Certificate, _ bool) error { judged += len(chain); return nil }
	client, server := Client(a, cc), Server(b, sc)
	mustShake(t, client, server)
	if len(server.State().Peer) != 0 {
		t.Fatal("a certificate that nobody asked for")
	}
	ended := make(chan struct{})
	go func() { _, _ = io.Copy(io.Discard, client); close(ended) }()
	server.SetClientAuth(RequireClientCert)
	if err := server.Renegotiate(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := server.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	<-ended
	if len(server.State().Peer) != 1 || judged != 1 || client.State().Local == nil {
		t.Error("no client certificate")
	}
}

func TestRenegotiationRefused(t *testing.T) {
	for _, who := range []string{"client", "server"} {
		t.Run(who, func(t *testing.T) {
			a, b := tcpPair(t)
			s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA)
			client, server := Client(a, clientOf(s, tls.VersionTLS10)), Server(b, serverOf(s, tls.VersionTLS10))
			mustShake(t, client, server)
			asks, refuses := client, server
			if who == "server" {
				asks, refuses = server, client
			}
			got := make(chan error, 1)
			go func() {
				buf := make([]byte, 2)
				_, err := io.ReadFull(refuses, buf)
				got <- err
			}()
			for range maxWarnings + 1 { // none of them is one warning too many
				if err := asks.Renegotiate(context.Background()); !errors.Is(err, ErrNoRenegotiation) {
					t.Fatal(err)
				}
			}
			if _, err := asks.Write([]byte("ok")); err != nil {
				t.Fatal(err)
			}
			if err := <-got; err != nil {
				t.Fatal(err)
			}
			talk(t, client, server)
		})
	}
}

func TestRenegotiationHookEndsConnection(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	sc := serverOf(s, tls.VersionTLS12)
	attack := errors.New("too many renegotiations")
	sc.AcceptRenegotiation = func(context.Context) error { return attack }
	client, server := Client(a, clientOf(s, tls.VersionTLS12)), Server(b, sc)
	mustShake(t, client, server)
	got := make(chan error, 1)
	go func() {
		_, err := server.Read(make([]byte, 1))
		got <- err
	}()
	err := client.Renegotiate(context.Background())
	var e *Error
	if !errors.As(err, &e) || !e.Remote || e.Alert != AlertHandshakeFailure {
		t.Error("client:", err)
	}
	if err := <-got; !errors.Is(err, attack) {
		t.Error("server:", err)
	}
	if _, err := server.Write([]byte("x")); !errors.Is(err, attack) {
		t.Error("write after it:", err)
	}
}

func TestRenegotiateEndsWithItsContext(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	client, server := Client(a, clientOf(s, tls.VersionTLS12)), Server(b, serverOf(s, tls.VersionTLS12))
	mustShake(t, client, server)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := server.Renegotiate(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if _, err := server.Write([]byte("x")); !errors.Is(err, net.ErrClosed) && err == nil {
		t.Error("the connection goes on:", err)
	}
}

// A Write that a renegotiation holds back ends with its deadline and with Close.
func TestHeldWriteEnds(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	client, server := Client(a, clientOf(s, tls.VersionTLS12)), Server(b, serverOf(s, tls.VersionTLS12))
	mustShake(t, client, server)
	renegotiated := make(chan error, 1)
	go func() { renegotiated <- client.Renegotiate(context.Background()) }() // nobody answers
	for client.currentRenegotiation() == nil {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond)
	_ = client.SetWriteDeadline(time.Now().Add(30 * time.Millisecond))
	_, err := client.Write([]byte("x"))
	var ne net.Error
	if !errors.As(err, &ne) || !ne.Timeout() {
		t.Error("deadline:", err)
	}
	_ = client.SetWriteDeadline(time.Time{})
	wrote := make(chan error, 1)
	go func() { _, err := client.Write([]byte("x")); wrote <- err }()
	time.Sleep(20 * time.Millisecond)
	client.Close()
	if err := <-wrote; err == nil {
		t.Error("a write went through")
	}
	if err := <-renegotiated; err == nil {
		t.Error("a renegotiation without a peer")
	}
}

// crypto/tls's client can renegotiate when a server asks.
func TestRenegotiationAgainstCryptoTLS(t *testing.T) {
	everySharedCase(t, func(t *testing.T, s *suite, version uint16) {
		a, b := tcpPair(t)
		theirs := cryptoTLS(s, version)
		theirs.Renegotiation = tls.RenegotiateFreelyAsClient
		client, server := tls.Client(a, theirs), Server(b, serverOf(s, version))
		mustShake(t, client, server)
		got := make(chan error, 1)
		go func() {
			b := make([]byte, 5)
			_, err := io.ReadFull(client, b)
			if err == nil && string(b) != "fresh" {
				err = errors.New("wrong bytes")
			}
			got <- err
		}()
		if err := server.Renegotiate(context.Background()); err != nil {
			t.Fatal(err)
		}
		if _, err := server.Write([]byte("fresh")); err != nil {
			t.Fatal(err)
		}
		if err := <-got; err != nil {
			t.Fatal(err)
		}
		talk(t, client, server)
	})
}

// The ClientHello of a renegotiation names the version of the first one, not
// the lower one that was agreed on.
func TestRenegotiationRepeatsClientVersion(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(tls.TLS_RSA_WITH_AES_128_CBC_SHA)
	cc, sc := clientOf(s, tls.VersionTLS10), serverOf(s, tls.VersionTLS10)
	cc.MaxVersion = tls.VersionTLS12
	sc.AcceptRenegotiation = accept
	client, server := Client(a, cc), Server(b, sc)
	var offered []uint16
	sc.ConfigForClient = func(_ context.Context, hello *ClientHello) (*Config, error) {
		offered = append(offered, hello.Version)
		return nil, nil
	}
	mustShake(t, client, server)
	renegotiated := make(chan error, 1)
	go func() { renegotiated <- client.Renegotiate(context.Background()) }()
	go func() { _, _ = server.Read(make([]byte, 1)) }()
	if err := <-renegotiated; err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(offered, []uint16{tls.VersionTLS12, tls.VersionTLS12}) || client.State().Version != tls.VersionTLS10 {
		t.Errorf("offered %x, agreed on %x", offered, client.State().Version)
	}
}

// Who has closed its side answers no renegotiation any more, and reads on.
func TestRenegotiationAfterCloseWrite(t *testing.T) {
	for _, asked := range []func(context.Context) error{nil, accept} {
		a, b := tcpPair(t)
		s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
		cc := clientOf(s, tls.VersionTLS12)
		cc.AcceptRenegotiation = asked
		client, server := Client(a, cc), Server(b, serverOf(s, tls.VersionTLS12))
		mustShake(t, client, server)
		if err := client.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		r, _, err := server.newRenegotiation(context.Background())
		if err == nil {
			err = server.askToRenegotiate(r)
		}
		if err == nil {
			_, err = server.Write([]byte("the rest"))
		}
		if err == nil {
			err = server.CloseWrite()
		}
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(client); err != nil || string(got) != "the rest" {
			t.Errorf("%q %v", got, err)
		}
	}
}

// A server that forgets what it was is not renegotiated with (RFC 5746).
func TestWrongRenegotiationInfo(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	sc := serverOf(s, tls.VersionTLS12)
	sc.AcceptRenegotiation = accept
	client, server := Client(a, clientOf(s, tls.VersionTLS12)), Server(b, sc)
	mustShake(t, client, server)
	forged := *client.State()
	forged.Finished = make([]byte, 12)
	client.state.Store(&forged)
	got := make(chan error, 1)
	go func() {
		_, err := server.Read(make([]byte, 1))
		got <- err
	}()
	if err := client.Renegotiate(context.Background()); err == nil {
		t.Error("renegotiated with a forged past")
	}
	if err := <-got; err == nil || !strings.Contains(err.Error(), "renegotiation_info") {
		t.Error(err)
	}
}

// Whoever hears of a handshake's end and asks for another gets another: it does
// not join the one that is just over.
func TestHandshakenMayRenegotiate(t *testing.T) {
	const want = 5
	a, b := tcpPair(t)
	ended := make(chan error, want)
	var client *Conn
	again := func() { ended <- client.Renegotiate(context.Background()) }
	client = Client(a, &Config{VerifyPeer: trustAll, Handshaken: func() {
		if client.currentRenegotiation() != nil {
			t.Error("the renegotiation that is over could still be joined")
		}
		if n := client.State().Handshakes; n == 1 || n > want {
			return
		}
		go again()
		for client.currentRenegotiation() == nil { // it is not to be late
			runtime.Gosched()
		}
	}})
	server := Server(b, &Config{Certificates: []tls.Certificate{testCert(keyECDSA)},
		AcceptRenegotiation: accept})
	mustShake(t, client, server)
	var reading sync.WaitGroup
	for _, c := range []*Conn{client, server} {
		reading.Go(func() { _, _ = c.Read(make([]byte, 1)) })
	}
	defer reading.Wait()
	defer server.Close()
	defer client.Close()
	go again()
	for range want {
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
	}
	if n := client.State().Handshakes; n != want+1 {
		t.Errorf("%d handshakes, want %d", n, want+1)
	}
}
