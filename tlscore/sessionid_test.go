package tlscore

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tlsjs/internal/freeport"
)

func TestSessionCache(t *testing.T) {
	c := NewSessionCache(2)
	now := time.Now()
	c.put([]byte("a"), []byte("A"), now.Add(time.Minute))
	c.put([]byte("b"), []byte("B"), now.Add(time.Minute))
	if got := c.get([]byte("a"), now); string(got) != "A" {
		t.Errorf("a is %q", got)
	}
	c.put([]byte("c"), []byte("C"), now.Add(time.Minute))
	if c.get([]byte("b"), now) != nil || c.get([]byte("a"), now) == nil || c.Len() != 2 {
		t.Error("the session used longest ago should have gone")
	}
	if c.get([]byte("c"), now.Add(time.Minute)) != nil || c.Len() != 1 {
		t.Error("an expired session should have gone")
	}
}

// store is a session store outside the context.
type store struct {
	sync.Mutex
	sessions map[string][]byte
	asked    int
	fail     error
}

func (s *store) put(_ context.Context, id, der []byte) error {
	s.Lock()
	defer s.Unlock()
	if s.sessions == nil {
		s.sessions = map[string][]byte{}
	}
	s.sessions[string(id)] = der
	return s.fail
}

func (s *store) get(_ context.Context, id []byte) ([]byte, error) {
	s.Lock()
	defer s.Unlock()
	s.asked++
	return s.sessions[string(id)], s.fail
}

func (s *store) len() int {
	s.Lock()
	defer s.Unlock()
	return len(s.sessions)
}

// Sessions without tickets are resumed from the context's own cache, or from the
// caller's store, in TLS 1.2 and 1.3.
func TestSessionsWithoutTickets(t *testing.T) {
	for _, version := range []uint16{0x0301, 0x0303, 0x0304} {
		for _, external := range []bool{false, true} {
			o := Options{MinVersion: version, MaxVersion: version, SecureOptions: opNoTicket}
			scfg := ServerConfig{Context: mustContext(t, identity(o, "rsa"))}
			outside, asked := &store{}, 0
			if external {
				scfg.NewSession = outside.put
				scfg.GetSession = func(ctx context.Context, id []byte) ([]byte, error) {
					asked++
					return outside.get(ctx, id)
				}
			}
			o.SecureOptions = 0
			first, second, _ := resume(t, ClientConfig{Context: mustContext(t, trusting(o, "rsa")), ServerName: "localhost"}, scfg)
			if first.server.State().Resumed || !second.server.State().Resumed || !second.client.State().Resumed {
				t.Errorf("%04x, external %v: not resumed", version, external)
			}
			if second.client.State().VerifyError != nil || len(second.client.State().Peer) == 0 {
				t.Errorf("%04x: the verdict is %v", version, second.client.State().VerifyError)
			}
			want := 1
			if version == 0x0304 {
				want = 2 // the first hello has an id, too, which is no session's (RFC 8446 appendix D.4)
			}
			if external && asked != want {
				t.Errorf("%04x: asked %d times, want %d", version, asked, want)
			}
			if external != (outside.len() > 0) || external == (scfg.Context.sessions.Len() > 0) {
				t.Errorf("%04x, external %v: %d sessions outside, %d inside", version, external, outside.len(), scfg.Context.sessions.Len())
			}
		}
	}
}

// A client that may speak TLS 1.3 speaks by crypto/tls, which knows no sessions
// with ids; it has one all the same.
func TestSessionIDOfTheFirstEngine(t *testing.T) {
	o := Options{MaxVersion: 0x0303, SecureOptions: opNoTicket}
	scfg := ServerConfig{Context: mustContext(t, identity(o, "rsa"))}
	var told [][]byte
	ccfg := ClientConfig{Context: mustContext(t, trusting(Options{}, "rsa")), ServerName: "localhost", NewSession: func(der []byte) { told = append(told, der) }}
	p := shake(t, ccfg, scfg)
	if p.clientErr != nil || p.client.first == nil || len(told) != 1 || !bytes.Equal(told[0], p.client.Session()) {
		t.Fatalf("%v, %d sessions", p.clientErr, len(told))
	}
	ccfg.Session = told[0]
	if p = shake(t, ccfg, scfg); p.clientErr != nil || !p.client.State().Resumed || p.client.State().VerifyError != nil {
		t.Errorf("%v, %+v", p.clientErr, p.client.State())
	}
}

// With tickets a store hears of nothing in TLS 1.2 and of every session in TLS
// 1.3, as in Node.
func TestStoreHearsOfTickets(t *testing.T) {
	for version, want := range map[uint16]int{0x0303: 0, 0x0304: 1} {
		outside := &store{}
		o := Options{MinVersion: version, MaxVersion: version}
		p := shake(t, ClientConfig{Context: mustContext(t, trusting(o, "rsa"))},
			ServerConfig{Context: mustContext(t, identity(o, "rsa")), NewSession: outside.put, GetSession: outside.get})
		if p.clientErr != nil || p.serverErr != nil || outside.len() != want {
			t.Errorf("%04x: %d sessions, want %d (%v, %v)", version, outside.len(), want, p.clientErr, p.serverErr)
		}
	}
}

func TestStoreThatFails(t *testing.T) {
	broken := errors.New("the store is broken")
	for _, version := range []uint16{0x0303, 0x0304} {
		o := Options{MinVersion: version, MaxVersion: version, SecureOptions: opNoTicket}
		outside := &store{fail: broken}
		p := shake(t, ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: version}, "rsa"))},
			ServerConfig{Context: mustContext(t, identity(o, "rsa")), NewSession: outside.put})
		if !errors.Is(p.serverErr, broken) {
			t.Errorf("%04x: %v", version, p.serverErr)
		}
	}
}

// A store that does not answer is left when the handshake is.
func TestStoreThatNeverAnswers(t *testing.T) {
	rc, rs := tcpPair(t)
	ended := make(chan struct{})
	server := Server(rs, ServerConfig{
		Context: mustContext(t, identity(Options{MaxVersion: 0x0303, SecureOptions: opNoTicket}, "rsa")),
		NewSession: func(ctx context.Context, _, _ []byte) error {
			<-ctx.Done()
			close(ended)
			return ctx.Err()
		},
	})
	client := Client(rc, ClientConfig{Context: mustContext(t, Options{MaxVersion: 0x0303})})
	clientErr := make(chan error, 1)
	go func() { clientErr <- client.Handshake() }()
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	mustReason(t, server.HandshakeContext(ctx), ReasonHandshakeTimeout)
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Error("the hook still waits")
	}
	if err := <-clientErr; err == nil {
		t.Error("the client's handshake succeeded")
	}
}

func TestSessionTimeout(t *testing.T) {
	now := time.Now()
	o := Options{MaxVersion: 0x0303, SecureOptions: opNoTicket, SessionTimeout: time.Minute, Clock: func() time.Time { return now }}
	scfg := ServerConfig{Context: mustContext(t, identity(o, "rsa"))}
	ccfg := ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: 0x0303}, "rsa"))}
	p := shake(t, ccfg, scfg)
	ccfg.Session = p.client.Session()
	now = now.Add(59 * time.Second)
	if p = shake(t, ccfg, scfg); !p.server.State().Resumed {
		t.Error("not resumed in time")
	}
	now = now.Add(2 * time.Second)
	if p = shake(t, ccfg, scfg); p.serverErr != nil || p.server.State().Resumed {
		t.Error("resumed too late", p.serverErr)
	}
}

// openssl without tickets comes back five times.
func TestOpenSSLReconnects(t *testing.T) {
	dir := keyDir(t)
	port, accepted := acceptOne(t, ServerConfig{Context: mustContext(t, identity(Options{MaxVersion: 0x0303}, "rsa"))})
	client := start(t, dir, "openssl", "s_client", "-connect", "127.0.0.1:"+port, "-tls1_2", "-no_ticket", "-reconnect")
	for i := range 6 {
		conn := <-accepted
		if err := handshake(t, conn); err != nil || conn.State().Resumed != (i > 0) {
			t.Fatalf("connection %d: %v, %+v", i, err, conn.State())
		}
		_ = conn.Close()
	}
	for range 5 {
		client.expect(t, "Reused, TLSv1.2")
	}
}

// A session that openssl keeps in a file is resumed, and ours is one that
// openssl reads.
func TestOpenSSLSessionIDs(t *testing.T) {
	dir := keyDir(t)
	scfg := ServerConfig{Context: mustContext(t, identity(Options{MaxVersion: 0x0303}, "rsa"))}
	out := filepath.Join(dir, "session.pem")
	port, accepted := acceptOne(t, scfg)
	client := start(t, dir, "openssl", "s_client", "-connect", "127.0.0.1:"+port, "-tls1_2", "-no_ticket", "-sess_out", out)
	conn := <-accepted
	if err := handshake(t, conn); err != nil {
		t.Fatal(err)
	}
	client.expect(t, "Extended master secret")
	client.finish()

	port, accepted = acceptOne(t, scfg)
	client = start(t, dir, "openssl", "s_client", "-connect", "127.0.0.1:"+port, "-tls1_2", "-no_ticket", "-sess_in", out)
	conn = <-accepted
	if err := handshake(t, conn); err != nil || !conn.State().Resumed {
		t.Fatal("openssl does not resume", err)
	}
	client.expect(t, "Reused")

	// The server's form of the session is openssl's.
	scfg.Context.sessions.mu.Lock()
	der := scfg.Context.sessions.order.Front().Value.(*cachedSession).der
	scfg.Context.sessions.mu.Unlock()
	text := sessionText(t, der)
	for _, want := range []string{"Protocol  : TLSv1.2", "Session-ID: ", "Master-Key: ", "Extended master secret: yes"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// sessionText is what openssl reads in a session.
func sessionText(t *testing.T, der []byte) string {
	t.Helper()
	cmd := exec.Command(program(t, "openssl"), "sess_id", "-inform", "DER", "-text", "-noout")
	cmd.Stdin = bytes.NewReader(der)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("openssl sess_id: %v\n%s", err, out)
	}
	return string(out)
}

// A server of openssl's that gives no tickets is resumed by its session id.
func TestOpenSSLServerSessionIDs(t *testing.T) {
	dir := keyDir(t)
	port := freeport.Find(t)
	start(t, dir, "openssl", "s_server", "-accept", port, "-key", "rsa-key.pem", "-cert", "rsa-cert.pem", "-tls1_2", "-no_ticket")
	ccfg := ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: 0x0303}, "rsa"))}
	for i := range 2 {
		conn := Client(dialPort(t, port), ccfg)
		if err := handshake(t, conn); err != nil {
			t.Fatal(err)
		}
		if resumed := conn.State().Resumed; resumed != (i == 1) {
			t.Errorf("connection %d: resumed %v", i, resumed)
		}
		if err := conn.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if ccfg.Session = conn.Session(); ccfg.Session == nil {
			t.Fatal("no session")
		}
		sessionText(t, ccfg.Session)
		_, _ = io.Copy(io.Discard, conn)
		_ = conn.Close()
	}
	// A file of openssl's own.
	out := filepath.Join(dir, "theirs.pem")
	client := start(t, dir, "openssl", "s_client", "-connect", "127.0.0.1:"+port, "-tls1_2", "-no_ticket", "-sess_out", out)
	client.expect(t, "Extended master secret")
	client.finish()
	cmd := exec.Command(program(t, "openssl"), "sess_id", "-in", out, "-outform", "DER")
	der, err := cmd.Output()
	if err != nil || len(der) == 0 {
		t.Fatal(err)
	}
	if _, err := os.Stat(out); err != nil {
		t.Fatal(err)
	}
	ccfg.Session = der
	conn := Client(dialPort(t, port), ccfg)
	if err := handshake(t, conn); err != nil || !conn.State().Resumed {
		t.Error("a session of openssl's is not resumed", err)
	}
	_ = conn.Close()
}
