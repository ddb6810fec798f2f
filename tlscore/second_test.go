package tlscore

import (
	"bytes"
	"context"
	"crypto/tls"
	"testing"
	"time"
)

// A server may replace the ticket of the session that it resumes; the client's
// hook hears of that one too, whichever engine it has.
func TestRenewedTicketIsNew(t *testing.T) {
	for name, npn := range map[string][]string{"crypto/tls": nil, "tls12": {"spdy/3"}} {
		var sessions [][]byte
		cfg := ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: tls.VersionTLS12}, "rsa")), ServerName: "localhost", NPN: npn,
			NewSession: func(der []byte) { sessions = append(sessions, bytes.Clone(der)) }}
		material := mustContext(t, identity(Options{}, "rsa"))
		server := &tls.Config{Certificates: material.material.certificates, MaxVersion: tls.VersionTLS12}
		first, second := [32]byte{1}, [32]byte{2}
		for i, keys := range [][][32]byte{{first}, {second, first}} {
			server.SetSessionTicketKeys(keys)
			rc, rs := tcpPair(t)
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			served := make(chan error, 1)
			go func() { served <- tls.Server(rs, server).HandshakeContext(ctx) }()
			client := Client(rc, cfg)
			if err := client.HandshakeContext(ctx); err != nil {
				t.Fatal(name, err)
			}
			if err := <-served; err != nil {
				t.Fatal(name, err)
			}
			if client.State().Resumed != (i > 0) || len(sessions) != i+1 {
				t.Errorf("%s, connection %d: resumed %v, %d sessions", name, i, client.State().Resumed, len(sessions))
			}
			cfg.Session = client.Session()
			client.Close()
		}
	}
}

// A server of ours leaves the client the ticket that it has, as OpenSSL does,
// unless its keys have changed.
func TestResumptionKeepsTheTicket(t *testing.T) {
	for name, suite := range map[string]string{"crypto/tls": "ECDHE-RSA-AES128-GCM-SHA256", "tls12": "ECDHE-RSA-AES256-SHA384"} {
		told := 0
		o := Options{MaxVersion: tls.VersionTLS12, Ciphers: suite}
		cfg := ClientConfig{Context: mustContext(t, trusting(o, "rsa")), ServerName: "localhost", NewSession: func([]byte) { told++ }}
		now := time.Now()
		o.Clock, o.SessionTimeout = func() time.Time { return now }, 48*time.Hour
		server := ServerConfig{Context: mustContext(t, identity(o, "rsa"))}
		for i, want := range []int{1, 1, 1} {
			p := shake(t, cfg, server).mustSucceed(t)
			if p.client.State().Resumed != (i > 0) || told != want {
				t.Errorf("%s, connection %d: resumed %v, told %d times", name, i, p.client.State().Resumed, told)
			}
			cfg.Session = p.client.Session()
		}
		now = now.Add(ticketRotation)
		p := shake(t, cfg, server).mustSucceed(t)
		if was, is := created(t, server.Context, cfg.Session), created(t, server.Context, p.client.Session()); !is.Equal(was) {
			t.Errorf("%s: a renewed ticket lives longer: of %v, was of %v", name, is, was)
		}
		if !p.client.State().Resumed || told != 2 {
			t.Errorf("%s, after the rotation: resumed %v, told %d times", name, p.client.State().Resumed, told)
		}
	}
}

// created is when the session in the ticket of a client's session began.
func created(t *testing.T, server *Context, der []byte) time.Time {
	t.Helper()
	outer, err := parseSession(der)
	if err != nil {
		t.Fatal(err)
	}
	inner, err := parseSession(server.tickets.open(outer.ticket))
	if err != nil {
		t.Fatal(err)
	}
	return inner.created
}
