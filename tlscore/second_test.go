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
