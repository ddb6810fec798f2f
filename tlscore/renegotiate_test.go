package tlscore

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/internal/freeport"
)

// renegotiationCase is a connection on which somebody renegotiates.
type renegotiationCase struct {
	version  uint16
	suite    string
	key      string
	noEMS    bool
	resumed  bool
	byServer bool
}

func (c renegotiationCase) String() string {
	name := fmt.Sprintf("%s/%04x", c.suite, c.version)
	for word, on := range map[string]bool{"resumed": c.resumed, "byServer": c.byServer} {
		if on {
			name += "/" + word
		}
	}
	if c.noEMS {
		name += "/noEMS"
	}
	return name
}

func renegotiationCases() []renegotiationCase {
	var cases []renegotiationCase
	for _, c := range []renegotiationCase{
		{version: 0x0303, suite: "ECDHE-RSA-AES128-GCM-SHA256", key: "rsa"},
		{version: 0x0303, suite: "ECDHE-ECDSA-AES256-GCM-SHA384", key: "ec"},
		{version: 0x0303, suite: "ECDHE-RSA-CHACHA20-POLY1305", key: "rsa"},
		{version: 0x0303, suite: "AES128-SHA", key: "rsa"},
		{version: 0x0303, suite: "ECDHE-ECDSA-AES128-SHA256", key: "ec"},
		{version: 0x0302, suite: "ECDHE-RSA-AES256-SHA", key: "rsa"},
		{version: 0x0301, suite: "ECDHE-RSA-AES128-SHA", key: "rsa"},
		// These begin in the second engine.
		{version: 0x0303, suite: "DHE-RSA-AES128-GCM-SHA256", key: "rsa"},
		{version: 0x0303, suite: "ECDHE-RSA-AES256-SHA384", key: "rsa"},
		{version: 0x0303, suite: "ECDHE-RSA-AES128-GCM-SHA256", key: "rsa", noEMS: true},
	} {
		for _, c.resumed = range []bool{false, true} {
			for _, c.byServer = range []bool{false, true} {
				cases = append(cases, c)
			}
		}
	}
	return cases
}

// stream writes n bytes in odd pieces and returns their digest.
func stream(w io.Writer, n int, seed byte) ([]byte, error) {
	sum := sha256.New()
	piece := make([]byte, 5000)
	for i := range piece {
		piece[i] = byte(i)*7 + seed
	}
	for size := 1; n > 0; size = (size*3)%4999 + 1 {
		b := piece[:min(size, n)]
		sum.Write(b)
		if _, err := w.Write(b); err != nil {
			return nil, err
		}
		n -= len(b)
	}
	return sum.Sum(nil), nil
}

func digest(r io.Reader, n int) ([]byte, error) {
	sum := sha256.New()
	_, err := io.CopyN(sum, r, int64(n))
	return sum.Sum(nil), err
}

// A connection that crypto/tls began goes on through renegotiations from either
// side, with data on its way in both directions: in order and whole.
func TestRenegotiationUnderTraffic(t *testing.T) {
	for _, c := range renegotiationCases() {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			p := c.connect(t)
			const size = 400_000
			var wg, keepers sync.WaitGroup
			move := func(from, to *Conn, seed byte) {
				wg.Add(2)
				sent := make(chan []byte, 1)
				go func() {
					defer wg.Done()
					sum, err := stream(from, size, seed)
					if err != nil {
						t.Errorf("write: %v", err)
					}
					sent <- sum
				}()
				go func() {
					defer wg.Done()
					got, err := digest(to, size)
					if want := <-sent; err != nil || !bytes.Equal(got, want) {
						t.Errorf("read: %v, whole: %v", err, bytes.Equal(got, want))
					}
					// Whoever reads takes part in renegotiations.
					keepers.Go(func() { _, _ = io.Copy(io.Discard, to) })
				}()
			}
			move(p.client, p.server, 1)
			move(p.server, p.client, 2)
			who := p.client
			if c.byServer {
				who = p.server
			}
			before := who.State()
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			for range 3 {
				if err := who.Renegotiate(ctx); err != nil {
					t.Errorf("renegotiate: %v", err)
				}
			}
			wg.Wait()
			defer keepers.Wait()
			defer p.server.Close()
			defer p.client.Close()
			after := who.State()
			if bytes.Equal(before.Finished(), after.Finished()) || after.Resumed || after.Version != c.version || after.Cipher.Name != c.suite {
				t.Errorf("%+v after %+v", after, before)
			}
			// The peer reads the last message of a handshake a little later.
			agree := func() bool { return bytes.Equal(p.client.State().Finished(), p.server.State().PeerFinished()) }
			for wait := time.Millisecond; !agree(); wait *= 2 {
				if wait > 10*time.Second {
					t.Fatal("the peers disagree about Finished")
				}
				time.Sleep(wait)
			}
		})
	}
}

func (c renegotiationCase) connect(t *testing.T) *pair {
	t.Helper()
	o := Options{MinVersion: c.version, MaxVersion: c.version, Ciphers: c.suite + ":@SECLEVEL=0", DHAuto: true}
	if c.noEMS {
		o.SecureOptions = opNoExtendedMasterSecret
	}
	o.Sessions = NewSessionCache(0)
	scfg := ServerConfig{Context: mustContext(t, identity(o, c.key)), AcceptRenegotiation: func(context.Context) error { return nil }}
	ccfg := ClientConfig{Context: mustContext(t, trusting(o, c.key)), ServerName: "localhost"}
	p := shake(t, ccfg, scfg)
	if p.clientErr != nil || p.serverErr != nil {
		t.Fatal(p.clientErr, p.serverErr)
	}
	if !c.resumed {
		return p
	}
	if ccfg.Session = p.client.Session(); ccfg.Session == nil {
		t.Fatal("no session")
	}
	p = shake(t, ccfg, scfg)
	if p.clientErr != nil || p.serverErr != nil || !p.server.State().Resumed || !p.client.State().Resumed {
		t.Fatal("not resumed", p.clientErr, p.serverErr)
	}
	return p
}

// A server asks for the client's certificate after the fact.
func TestServerAsksForCertificateLater(t *testing.T) {
	var told atomic.Int32
	server := mustContext(t, trusting(identity(Options{MaxVersion: 0x0303}, "rsa"), "client"))
	client := mustContext(t, trusting(identity(Options{MaxVersion: 0x0303}, "client"), "rsa"))
	p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server, Handshaken: func() { told.Add(1) }})
	if p.clientErr != nil || p.serverErr != nil {
		t.Fatal(p.clientErr, p.serverErr)
	}
	if len(p.server.State().Peer) != 0 {
		t.Fatal("the client has shown a certificate unasked")
	}
	first := p.client.Session()
	done := make(chan error, 1)
	go func() {
		_, err := io.ReadFull(p.client, make([]byte, 2))
		done <- err
	}()
	p.server.SetClientAuth(true, true)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := p.server.Renegotiate(ctx); err != nil {
		t.Fatal(err)
	}
	st := p.server.State()
	if len(st.Peer) != 1 || st.Peer[0].Subject.CommonName != "a client" || st.VerifyError != nil || told.Load() != 1 {
		t.Errorf("peer %v, verdict %v, told %d times", st.Peer, st.VerifyError, told.Load())
	}
	if _, err := p.server.Write([]byte("ok")); err != nil {
		t.Error(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	// The new session has the certificate in it, the one before had none.
	for _, s := range [][]byte{first, p.client.Session()} {
		again := shake(t, ClientConfig{Context: client, Session: s}, ServerConfig{Context: server, RequestCert: true, RejectUnauthorized: true}).mustSucceed(t)
		if st := again.server.State(); st.Resumed != !bytes.Equal(s, first) || len(st.Peer) != 1 || st.VerifyError != nil {
			t.Errorf("resumed %v, peer %v, verdict %v", st.Resumed, st.Peer, st.VerifyError)
		}
	}
}

// After SetClientAuth the caller judges what the client shows, also on a server
// that would have refused it at first.
func TestVerdictAfterSetClientAuth(t *testing.T) {
	server := mustContext(t, identity(Options{MaxVersion: 0x0303}, "rsa"))
	client := mustContext(t, trusting(identity(Options{MaxVersion: 0x0303}, "client"), "rsa"))
	p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server, RejectUnauthorized: true})
	if p.clientErr != nil || p.serverErr != nil {
		t.Fatal(p.clientErr, p.serverErr)
	}
	go func() { _, _ = io.Copy(io.Discard, p.client) }()
	p.server.SetClientAuth(true, false)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := p.server.Renegotiate(ctx); err != nil {
		t.Fatal(err)
	}
	if st := p.server.State(); len(st.Peer) != 1 || st.VerifyError == nil {
		t.Errorf("peer %v, verdict %v", st.Peer, st.VerifyError)
	}
}

// A client that renegotiates with a server that has said all it had to say is not
// answered, and what it says still arrives.
func TestRenegotiationAfterTheServersEnd(t *testing.T) {
	for name, seen := range map[string]bool{"the end is on its way": false, "the end has been read": true} {
		t.Run(name, func(t *testing.T) {
			p := shake(t, ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: 0x0303}, "rsa"))},
				ServerConfig{Context: mustContext(t, identity(Options{MaxVersion: 0x0303}, "rsa")),
					AcceptRenegotiation: func(context.Context) error { return nil }})
			if p.clientErr != nil || p.serverErr != nil {
				t.Fatal(p.clientErr, p.serverErr)
			}
			if err := p.server.CloseWrite(); err != nil {
				t.Fatal(err)
			}
			got := make(chan string, 1)
			go func() {
				b, err := io.ReadAll(p.server)
				got <- fmt.Sprint(string(b), err)
			}()
			if seen {
				if _, err := p.client.Read(make([]byte, 1)); err != io.EOF {
					t.Fatal(err)
				}
			}
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			for range 2 {
				if err := p.client.Renegotiate(ctx); err == nil || ctx.Err() != nil {
					t.Fatalf("renegotiated with nobody: %v", err)
				}
			}
			if _, err := p.client.Write([]byte("the last word ")); err != nil {
				t.Fatal(err)
			}
			if err := p.client.CloseWrite(); err != nil {
				t.Fatal(err)
			}
			if g := <-got; g != "the last word <nil>" {
				t.Errorf("the server read %q", g)
			}
		})
	}
}

// A hook that waits is left when the connection is closed.
func TestCloseEndsTheHookOfARenegotiation(t *testing.T) {
	asked, ended := make(chan struct{}), make(chan struct{})
	p := shake(t, ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: 0x0303}, "rsa"))},
		ServerConfig{Context: mustContext(t, identity(Options{MaxVersion: 0x0303}, "rsa")), AcceptRenegotiation: func(ctx context.Context) error {
			close(asked)
			<-ctx.Done()
			close(ended)
			return ctx.Err()
		}})
	if p.clientErr != nil || p.serverErr != nil {
		t.Fatal(p.clientErr, p.serverErr)
	}
	go func() { _, _ = p.server.Read(make([]byte, 1)) }()
	go func() { _ = p.client.Renegotiate(context.Background()) }()
	<-asked
	_ = p.server.Close()
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Error("the hook still waits")
	}
}

// The reader waits in the transport, or does not read at all, when we begin one.
func TestRenegotiateWithAndWithoutReader(t *testing.T) {
	for _, reading := range []bool{false, true} {
		p := renegotiationCase{version: 0x0303, suite: "ECDHE-RSA-AES128-GCM-SHA256", key: "rsa"}.connect(t)
		if _, err := p.client.Write([]byte("early")); err != nil {
			t.Fatal(err)
		}
		got := make(chan string, 1)
		read := func() {
			b := make([]byte, 9)
			if err := p.server.WaitReadable(); err != nil {
				t.Error(err)
			}
			_, err := io.ReadFull(p.server, b)
			if err != nil {
				t.Error(err)
			}
			got <- string(b)
		}
		if reading {
			go read()
		}
		clientDone := make(chan error, 1)
		go func() {
			_, err := p.client.Read(make([]byte, 1))
			clientDone <- err
		}()
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		if err := p.server.Renegotiate(ctx); err != nil {
			t.Fatalf("reading %v: %v", reading, err)
		}
		cancel()
		if !reading {
			go read()
		}
		if _, err := p.client.Write([]byte("late")); err != nil {
			t.Fatal(err)
		}
		if s := <-got; s != "earlylate" {
			t.Errorf("reading %v: %q", reading, s)
		}
		if err := p.server.CloseWrite(); err != nil {
			t.Error(err)
		}
		if err := <-clientDone; !errors.Is(err, io.EOF) {
			t.Error(err)
		}
	}
}

func TestRenegotiationIsRefusedOrFails(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	modern := shake(t, ClientConfig{Context: mustContext(t, trusting(Options{}, "rsa"))},
		ServerConfig{Context: mustContext(t, identity(Options{}, "rsa"))})
	if e := mustReason(t, modern.server.Renegotiate(ctx), ReasonWrongSSLVersion); e.Code != "ERR_SSL_WRONG_SSL_VERSION" {
		t.Error(e.Code)
	}

	rc4 := Options{MaxVersion: 0x0303, Ciphers: "RC4-SHA:@SECLEVEL=0"}
	weak := shake(t, ClientConfig{Context: mustContext(t, trusting(rc4, "rsa"))}, ServerConfig{Context: mustContext(t, identity(rc4, "rsa"))}).mustSucceed(t)
	mustReason(t, weak.client.Renegotiate(ctx), ReasonNoRenegotiation)
	weak.echo(t)

	old := func(accept func(context.Context) error) *pair {
		return shake(t, ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: 0x0303}, "rsa"))},
			ServerConfig{Context: mustContext(t, identity(Options{MaxVersion: 0x0303}, "rsa")), AcceptRenegotiation: accept})
	}
	p := old(nil)
	echo := make(chan error, 1)
	go func() {
		_, err := io.CopyN(p.server, p.server, 4)
		echo <- err
	}()
	mustReason(t, p.client.Renegotiate(ctx), ReasonNoRenegotiation)
	if _, err := p.client.Write([]byte("ping")); err != nil {
		t.Error(err)
	}
	if _, err := io.ReadFull(p.client, make([]byte, 4)); err != nil {
		t.Errorf("a refused connection goes on: %v", err)
	}
	if err := <-echo; err != nil {
		t.Error(err)
	}

	enough := errors.New("enough")
	p = old(func(context.Context) error { return enough })
	failed := make(chan error, 1)
	go func() {
		_, err := p.server.Read(make([]byte, 1))
		failed <- err
	}()
	if err := p.client.Renegotiate(ctx); err == nil {
		t.Error("the server's hook did not count")
	}
	if err := <-failed; !errors.Is(err, enough) {
		t.Error(err)
	}

	p = old(nil)
	short, stop := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer stop()
	mustReason(t, p.server.Renegotiate(short), ReasonHandshakeTimeout) // the client does not read
	if _, err := p.server.Write([]byte("x")); err == nil {
		t.Error("a renegotiation that has timed out leaves nothing to write to")
	}
}

// openssl renegotiates with us in all four ways.
func TestOpenSSLRenegotiates(t *testing.T) {
	dir := keyDir(t)
	accept := func(context.Context) error { return nil }
	for _, suite := range []string{"ECDHE-RSA-AES128-GCM-SHA256", "AES256-SHA", "DHE-RSA-AES256-GCM-SHA384"} {
		t.Run(suite, func(t *testing.T) {
			o := identity(Options{MaxVersion: 0x0303, Ciphers: suite, DHAuto: true}, "rsa")
			port, accepted := acceptOne(t, ServerConfig{Context: mustContext(t, o), AcceptRenegotiation: accept})
			client := start(t, dir, "openssl", "s_client", "-connect", "127.0.0.1:"+port, "-tls1_2")
			conn := <-accepted
			if err := handshake(t, conn); err != nil {
				t.Fatal(err)
			}
			client.expect(t, "Extended master secret")
			for _, line := range []string{"one\n", "R\n", "two\n", "R\n", "three\n"} {
				if _, err := client.stdin.Write([]byte(line)); err != nil {
					t.Fatal(err)
				}
				if line == "R\n" {
					client.expect(t, "RENEGOTIATING")
					continue
				}
				b := make([]byte, len(line))
				if _, err := io.ReadFull(conn, b); err != nil || string(b) != line {
					t.Fatalf("%q: %v", b, err)
				}
			}
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			if err := conn.Renegotiate(ctx); err != nil {
				t.Fatal(err)
			}
			if _, err := conn.Write([]byte("to the client\n")); err != nil {
				t.Fatal(err)
			}
			client.expect(t, "to the client")
		})
		t.Run(suite+"/server", func(t *testing.T) {
			port := freeport.Find(t)
			server := start(t, dir, "openssl", "s_server", "-accept", port, "-key", "rsa-key.pem", "-cert", "rsa-cert.pem",
				"-tls1_2", "-cipher", suite, "-client_renegotiation")
			conn := Client(dialPort(t, port), ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: 0x0303, Ciphers: suite}, "rsa"))})
			if err := handshake(t, conn); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			if err := conn.Renegotiate(ctx); err != nil {
				t.Fatal(err)
			}
			if _, err := conn.Write([]byte("from us\n")); err != nil {
				t.Fatal(err)
			}
			server.expect(t, "from us")
			got := make(chan string, 1)
			go func() {
				b := make([]byte, 8)
				_, err := io.ReadFull(conn, b)
				got <- fmt.Sprintf("%s%v", b, err)
			}()
			if _, err := server.stdin.Write([]byte("r\n")); err != nil {
				t.Fatal(err)
			}
			for before := conn.State(); conn.State() == before; { // it takes one command a read
				time.Sleep(time.Millisecond)
				if ctx.Err() != nil {
					t.Fatal("the server has not renegotiated")
				}
			}
			if _, err := server.stdin.Write([]byte("from it\n")); err != nil {
				t.Fatal(err)
			}
			if s := <-got; s != "from it\n<nil>" {
				t.Fatal(s)
			}
		})
	}
}
