package tlscore

import (
	"testing"

	"tlsjs/internal/freeport"
)

func TestNPN(t *testing.T) {
	for name, c := range map[string]struct {
		client, server []string
		alpn           []string
		want           string
		npn, overlap   bool
	}{
		"the server's order":  {[]string{"a", "b"}, []string{"b", "a"}, nil, "b", true, true},
		"no overlap":          {[]string{"a"}, []string{"b"}, nil, "a", true, false},
		"no client":           {nil, []string{"b"}, nil, "", false, false},
		"no server":           {[]string{"a"}, nil, nil, "", false, false},
		"ALPN goes before it": {[]string{"a"}, []string{"a"}, []string{"x"}, "", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := shake(t,
				ClientConfig{Context: mustContext(t, trusting(Options{}, "rsa")), NPN: c.client, ALPN: c.alpn},
				ServerConfig{Context: mustContext(t, identity(Options{}, "rsa")), NPN: c.server, ALPN: c.alpn}).mustSucceed(t)
			p.echo(t)
			for _, s := range []*State{p.client.State(), p.server.State()} {
				if s.NPN != c.want || s.NPNNegotiated != c.npn || s.NPNOverlap != c.overlap {
					t.Errorf("NPN %q, negotiated %v, overlap %v", s.NPN, s.NPNNegotiated, s.NPNOverlap)
				}
				if c.client != nil && s.Version != 0x0303 || c.client == nil && s.Version != 0x0304 {
					t.Errorf("version %04x", s.Version)
				}
			}
		})
	}
	bad := ClientConfig{Context: mustContext(t, Options{}), NPN: []string{""}}
	if p := shake(t, bad, ServerConfig{Context: mustContext(t, identity(Options{}, "rsa"))}); p.clientErr == nil {
		t.Error("an empty name was accepted")
	}
}

func TestOpenSSLNPN(t *testing.T) {
	dir := keyDir(t)
	port, accepted := acceptOne(t, ServerConfig{Context: mustContext(t, identity(Options{}, "rsa")), NPN: []string{"spdy/3", "http/1.1"}})
	client := start(t, dir, "openssl", "s_client", "-connect", "127.0.0.1:"+port, "-tls1_2", "-nextprotoneg", "http/1.1")
	conn := <-accepted
	if err := handshake(t, conn); err != nil || conn.State().NPN != "http/1.1" {
		t.Fatalf("%v, %+v", err, conn.State())
	}
	client.expect(t, "Next protocol: (1) http/1.1")

	port = freeport.Find(t)
	start(t, dir, "openssl", "s_server", "-accept", port, "-key", "rsa-key.pem", "-cert", "rsa-cert.pem", "-nextprotoneg", "a,b")
	c := Client(dialPort(t, port), ClientConfig{Context: mustContext(t, trusting(Options{}, "rsa")), NPN: []string{"b"}})
	if err := handshake(t, c); err != nil || c.State().NPN != "b" || !c.State().NPNOverlap {
		t.Fatalf("%v, %+v", err, c.State())
	}
	_ = c.Close()
}
