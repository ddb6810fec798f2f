package tlscore

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestContextByName(t *testing.T) {
	fallback := mustContext(t, identity(Options{}, "rsa"))
	special := mustContext(t, identity(Options{}, "ec"))
	var asked []string
	scfg := ServerConfig{Context: fallback, GetContext: func(_ context.Context, name string) (*Context, error) {
		asked = append(asked, name)
		if name == "special.example" {
			return special, nil
		}
		return nil, nil
	}}
	client := mustContext(t, Options{})
	for name, want := range map[string]string{"special.example": "ECDSA", "other.example": "RSA", "": "RSA", "127.0.0.1": "RSA", "[::1]": "RSA", "dot.example.": "RSA"} {
		p := shake(t, ClientConfig{Context: client, ServerName: name}, scfg).mustSucceed(t)
		if got := p.client.State().Peer[0].PublicKeyAlgorithm.String(); got != want {
			t.Errorf("%q got the %s certificate", name, got)
		}
	}
	if len(asked) != 3 || strings.Contains(strings.Join(asked, " "), ".example.") {
		t.Errorf("the hook was asked for %q", asked)
	}
}

// A hook that waits for ever ends with the handshake.
func TestHookEndsWithTheHandshake(t *testing.T) {
	rc, rs := tcpPair(t)
	ended := make(chan error, 1)
	server := Server(rs, ServerConfig{Context: mustContext(t, identity(Options{}, "rsa")),
		GetContext: func(ctx context.Context, _ string) (*Context, error) {
			<-ctx.Done()
			ended <- ctx.Err()
			return nil, ctx.Err()
		}})
	client := Client(rc, ClientConfig{Context: mustContext(t, Options{}), ServerName: "x.example"})
	clientErr := make(chan error, 1)
	go func() { clientErr <- client.Handshake() }()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	mustReason(t, server.HandshakeContext(ctx), ReasonHandshakeTimeout)
	if !errors.Is(<-ended, context.DeadlineExceeded) {
		t.Error("the hook did not see the deadline")
	}
	if err := <-clientErr; err == nil {
		t.Error("the client's handshake succeeded")
	}
}

func TestOCSPStapling(t *testing.T) {
	scfg := ServerConfig{Context: mustContext(t, identity(Options{}, "ec"))}
	var leaf, issuer []byte
	scfg.GetOCSP = func(_ context.Context, l, i []byte) ([]byte, error) {
		leaf, issuer = l, i
		return []byte("a response"), nil
	}
	for _, version := range []uint16{0x0303, 0x0304} {
		client := mustContext(t, Options{MaxVersion: version})
		p := shake(t, ClientConfig{Context: client, RequestOCSP: true}, scfg).mustSucceed(t)
		if s := p.client.State(); string(s.OCSPResponse) != "a response" || !bytes.Equal(leaf, s.Peer[0].Raw) {
			t.Errorf("%x: response %q", version, s.OCSPResponse)
		}
		_ = issuer // a self-signed certificate that nobody trusts has none
		p = shake(t, ClientConfig{Context: client}, scfg).mustSucceed(t)
		if s := p.client.State(); s.OCSPResponse != nil {
			t.Errorf("%x: a response that nobody asked for: %q", version, s.OCSPResponse)
		}
	}
	scfg.GetOCSP = func(context.Context, []byte, []byte) ([]byte, error) { return nil, errors.New("boom") }
	p := shake(t, ClientConfig{Context: mustContext(t, Options{}), RequestOCSP: true}, scfg)
	mustReason(t, p.serverErr, ReasonHook)
	mustReason(t, p.clientErr, ReasonHangUp)
}

func TestKeyLog(t *testing.T) {
	server := mustContext(t, identity(Options{}, "ec"))
	for version, want := range map[uint16]string{
		0x0303: "CLIENT_RANDOM",
		0x0304: "CLIENT_HANDSHAKE_TRAFFIC_SECRET SERVER_HANDSHAKE_TRAFFIC_SECRET CLIENT_TRAFFIC_SECRET_0 SERVER_TRAFFIC_SECRET_0",
	} {
		var logs [2][]string
		hook := func(i int) func(string) { return func(line string) { logs[i] = append(logs[i], line) } }
		shake(t, ClientConfig{Context: mustContext(t, Options{MaxVersion: version}), KeyLog: hook(0)},
			ServerConfig{Context: server, KeyLog: hook(1)}).mustSucceed(t)
		for _, log := range logs {
			labels := map[string]bool{}
			for _, line := range log {
				if !strings.HasSuffix(line, "\n") {
					t.Errorf("line without newline: %q", line)
				}
				labels[strings.Fields(line)[0]] = true
			}
			for _, label := range strings.Fields(want) {
				if !labels[label] {
					t.Errorf("%x: no %s in %q", version, label, log)
				}
			}
		}
	}
}

func TestALPNNames(t *testing.T) {
	for name, names := range map[string][]string{"empty": {""}, "long": {strings.Repeat("x", 256)}, "many": manyNames()} {
		_, mine := tcpPair(t)
		err := Client(mine, ClientConfig{Context: mustContext(t, Options{}), ALPN: names}).Handshake()
		if e := mustReason(t, err, ReasonBadConfig); e.Kind != KindCaller {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

func manyNames() []string {
	var names []string
	for range 300 {
		names = append(names, strings.Repeat("x", 250))
	}
	return names
}

func TestSharedSchemes(t *testing.T) {
	server := mustContext(t, identity(Options{SignatureAlgorithms: "ecdsa_secp256r1_sha256:rsa_pss_rsae_sha256"}, "ec"))
	p := shake(t, ClientConfig{Context: mustContext(t, Options{})}, ServerConfig{Context: server}).mustSucceed(t)
	if got := p.server.State().SharedSchemes; len(got) != 2 {
		t.Errorf("shared schemes %v", got)
	}
}
