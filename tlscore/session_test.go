package tlscore

import (
	"bytes"
	"context"
	"crypto/tls"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"
)

// resume makes a first connection and then a second with its session.
func resume(t *testing.T, ccfg ClientConfig, scfg ServerConfig) (first, second *pair, session []byte) {
	t.Helper()
	var events [][]byte
	ccfg.NewSession = func(der []byte) { events = append(events, der) }
	first = shake(t, ccfg, scfg).mustSucceed(t)
	first.echo(t)
	session = first.client.Session()
	if session == nil || len(events) == 0 || !bytes.Equal(session, events[len(events)-1]) {
		t.Fatalf("session of %d bytes after %d events", len(session), len(events))
	}
	if first.client.State().Resumed || first.server.State().Resumed {
		t.Fatal("the first connection is resumed")
	}
	ccfg.Session = session
	second = shake(t, ccfg, scfg).mustSucceed(t)
	second.echo(t)
	return first, second, session
}

func TestResumption(t *testing.T) {
	for _, version := range []uint16{0x0301, 0x0302, 0x0303, 0x0304} {
		weak := "TLS_AES_256_GCM_SHA384:ALL:@SECLEVEL=0"
		client := mustContext(t, trusting(identity(Options{MinVersion: version, MaxVersion: version, Ciphers: weak}, "client"), "ec"))
		server := mustContext(t, trusting(identity(Options{MinVersion: 0x0301, Ciphers: weak, SessionIDContext: []byte("here")}, "ec"), "client"))
		ccfg, scfg := ClientConfig{Context: client, ServerName: "localhost"}, ServerConfig{Context: server, RequestCert: true, RejectUnauthorized: true}
		var lines []string
		ccfg.KeyLog = func(line string) { lines = append(lines, line) }
		_, second, _ := resume(t, ccfg, scfg)
		if n := strings.Count(strings.Join(lines, ""), "CLIENT_RANDOM "); version < 0x0304 && n != 2 {
			t.Errorf("%x: %d lines of key log for two handshakes: %q", version, n, lines)
		}
		for name, s := range map[string]*State{"client": second.client.State(), "server": second.server.State()} {
			if !s.Resumed || s.VerifyError != nil || len(s.Peer) != 1 || s.Version != version {
				t.Errorf("%x %s: resumed %v, %v, %d peer certificates", version, name, s.Resumed, s.VerifyError, len(s.Peer))
			}
		}
		c, s := second.client.State(), second.server.State()
		if len(c.Finished()) == 0 || !bytes.Equal(c.Finished(), s.PeerFinished()) || !bytes.Equal(s.Finished(), c.PeerFinished()) {
			t.Errorf("%x: Finished values differ after resumption", version)
		}
	}
}

// A resumed TLS 1.2 session keeps its suite although the server would now
// choose another one.
func TestResumptionKeepsTheSuite(t *testing.T) {
	keys := bytes.Repeat([]byte{7}, ticketKeyLen)
	options := identity(Options{TicketKeys: keys, MaxVersion: 0x0303, HonorCipherOrder: true, Ciphers: "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"}, "ec")
	client := mustContext(t, Options{})
	first := shake(t, ClientConfig{Context: client}, ServerConfig{Context: mustContext(t, options)}).mustSucceed(t)
	options.Ciphers = "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256"
	second := shake(t, ClientConfig{Context: client, Session: first.client.Session()}, ServerConfig{Context: mustContext(t, options)}).mustSucceed(t)
	if s := second.client.State(); !s.Resumed || s.Cipher.Name != "ECDHE-ECDSA-AES128-GCM-SHA256" {
		t.Errorf("resumed %v with %s", s.Resumed, s.Cipher.Name)
	}
	options.Ciphers = "ECDHE-ECDSA-AES256-GCM-SHA384"
	third := shake(t, ClientConfig{Context: client, Session: first.client.Session()}, ServerConfig{Context: mustContext(t, options)}).mustSucceed(t)
	if s := third.client.State(); s.Resumed || s.Cipher.Name != "ECDHE-ECDSA-AES256-GCM-SHA384" {
		t.Errorf("a suite that is gone: resumed %v with %s", s.Resumed, s.Cipher.Name)
	}
}

func TestNoResumption(t *testing.T) {
	keys := bytes.Repeat([]byte{7}, ticketKeyLen)
	for _, version := range []uint16{0x0303, 0x0304} {
		now := time.Now()
		base := identity(Options{TicketKeys: keys, SessionIDContext: []byte("a"), Clock: func() time.Time { return now }}, "ec")
		client := mustContext(t, Options{MaxVersion: version})
		first := shake(t, ClientConfig{Context: client}, ServerConfig{Context: mustContext(t, base)}).mustSucceed(t)
		first.echo(t)
		session := first.client.Session()
		for name, change := range map[string]func(o *Options, c *ClientConfig, s *ServerConfig){
			"":              func(*Options, *ClientConfig, *ServerConfig) {},
			"other context": func(o *Options, _ *ClientConfig, _ *ServerConfig) { o.SessionIDContext = []byte("b") },
			"other keys":    func(o *Options, _ *ClientConfig, _ *ServerConfig) { o.TicketKeys = make([]byte, ticketKeyLen) },
			"too late": func(o *Options, _ *ClientConfig, _ *ServerConfig) {
				o.Clock = func() time.Time { return now.Add(301 * time.Second) }
			},
			"tickets forbidden": func(o *Options, _ *ClientConfig, _ *ServerConfig) { o.SecureOptions = opNoTicket },
			"certificate demanded": func(_ *Options, c *ClientConfig, s *ServerConfig) {
				s.RequestCert, s.RejectUnauthorized = true, true
				c.Context = mustContext(t, identity(Options{MaxVersion: version}, "client"))
				s.Context = nil
			},
			"garbage": func(_ *Options, c *ClientConfig, _ *ServerConfig) { c.Session = []byte("garbage") },
		} {
			o, ccfg, scfg := base, ClientConfig{Context: client, Session: session}, ServerConfig{}
			change(&o, &ccfg, &scfg)
			if scfg.RequestCert {
				o = trusting(o, "client")
			}
			scfg.Context = mustContext(t, o)
			p := shake(t, ccfg, scfg).mustSucceed(t)
			if got := p.client.State().Resumed; got != (name == "") || p.server.State().Resumed != got {
				t.Errorf("%x %q: resumed %v", version, name, got)
			}
		}
	}
}

// The verdict on a client is found anew: a session must not carry trust into a
// server that does not give it.
func TestResumptionDoesNotCarryTrust(t *testing.T) {
	keys := bytes.Repeat([]byte{7}, ticketKeyLen)
	for _, version := range []uint16{0x0303, 0x0304} {
		client := mustContext(t, identity(Options{MaxVersion: version}, "client"))
		trusts := mustContext(t, trusting(identity(Options{TicketKeys: keys}, "ec"), "client"))
		first := shake(t, ClientConfig{Context: client}, ServerConfig{Context: trusts, RequestCert: true}).mustSucceed(t)
		first.echo(t)
		if first.server.State().VerifyError != nil {
			t.Fatal(first.server.State().VerifyError)
		}
		trustsNot := mustContext(t, trusting(identity(Options{TicketKeys: keys}, "ec"), "rsa"))
		p := shake(t, ClientConfig{Context: client, Session: first.client.Session()}, ServerConfig{Context: trustsNot, RequestCert: true}).mustSucceed(t)
		if p.server.State().VerifyError == nil {
			t.Errorf("%x: resumed %v and trusted", version, p.server.State().Resumed)
		}
	}
}

func TestTicketKeys(t *testing.T) {
	keys := bytes.Repeat([]byte{9}, ticketKeyLen)
	ctx := mustContext(t, Options{TicketKeys: keys})
	if !bytes.Equal(ctx.TicketKeys(), keys) {
		t.Error("the keys come back changed")
	}
	sealed, err := ctx.tickets.seal([]byte("a session"))
	if err != nil || string(ctx.tickets.open(sealed)) != "a session" {
		t.Fatalf("open: %v", err)
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if ctx.tickets.open(bad) != nil {
			t.Errorf("a ticket with byte %d changed was opened", i)
		}
		if ctx.tickets.open(sealed[:i]) != nil {
			t.Errorf("a ticket cut to %d bytes was opened", i)
		}
	}
	if e := mustReason(t, ctx.SetTicketKeys(keys[:47]), ReasonBadConfig); e.Code != "ERR_INVALID_ARG_VALUE" {
		t.Errorf("code %s", e.Code)
	}
	if err := ctx.SetTicketKeys(make([]byte, 48)); err != nil || ctx.tickets.open(sealed) != nil {
		t.Errorf("new keys: %v", err)
	}
	if _, err := NewContext(Options{TicketKeys: []byte{1}}); err == nil {
		t.Error("a ticket key of one byte was accepted")
	}
	now := time.Now()
	own := mustContext(t, Options{Clock: func() time.Time { return now }})
	before := own.TicketKeys()
	sealed, _ = own.tickets.seal([]byte("a session"))
	now = now.Add(ticketRotation)
	if bytes.Equal(before, own.TicketKeys()) || own.tickets.open(sealed) == nil {
		t.Error("keys do not rotate, or the last one opens nothing")
	}
	now = now.Add(ticketRotation)
	if own.tickets.open(sealed) != nil {
		t.Error("keys live for ever")
	}
}

func TestSessionForms(t *testing.T) {
	for _, version := range []uint16{0x0303, 0x0304} {
		client := mustContext(t, Options{MaxVersion: version})
		server := mustContext(t, identity(Options{}, "ec"))
		first, _, der := resume(t, ClientConfig{Context: client, ALPN: []string{"p"}}, ServerConfig{Context: server, ALPN: []string{"p"}})
		s, err := parseSession(der)
		if err != nil {
			t.Fatal(err)
		}
		if s.version != version || s.suite != first.client.State().Cipher.ID || len(s.chain) != 1 || len(s.ticket) == 0 || s.alpn != "p" {
			t.Errorf("%+v", s)
		}
		again, err := s.der()
		if err != nil || !bytes.Equal(again, der) {
			t.Errorf("the DER form changes: %v\n%x\n%x", err, der, again)
		}
		s.isClient = true
		state, err := s.state()
		if err != nil {
			t.Fatal(err)
		}
		back, err := sessionFromState(state, s.ticket)
		if err != nil {
			t.Fatal(err)
		}
		// What crypto/tls has no room for.
		back.timeout, back.context, back.verifyResult, back.alpn = s.timeout, s.context, s.verifyResult, s.alpn
		if version == tls.VersionTLS12 {
			back.lifetime = s.lifetime
		}
		if !reflect.DeepEqual(s, back) {
			t.Errorf("crypto/tls's form loses something:\n%+v\n%+v", s, back)
		}
		for i := range der {
			if _, err := parseSession(der[:i]); err == nil {
				t.Errorf("a session cut to %d bytes was read", i)
			}
		}
	}
}

func TestSessionAgainstOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("skipped: there is no openssl program")
	}
	client := mustContext(t, Options{MaxVersion: 0x0303})
	server := mustContext(t, identity(Options{}, "ec"))
	_, _, der := resume(t, ClientConfig{Context: client}, ServerConfig{Context: server})
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, openssl, "sess_id", "-inform", "DER", "-text", "-noout")
	cmd.Stdin = bytes.NewReader(der)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("openssl sess_id: %v\n%s", err, out)
	}
	for _, want := range []string{"Protocol  : TLSv1.2", "Cipher    : ECDHE-ECDSA-", "Verify return code: 18", "Extended master secret: yes", "TLS session ticket:"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("openssl does not see %q in\n%s", want, out)
		}
	}
}
