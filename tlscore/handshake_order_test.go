package tlscore

import (
	"bytes"
	"context"
	"crypto/tls"
	"net"
	"testing"
	"time"
)

// A server that holds its last flight is done before its client is, and what it
// writes sends the flight first.
func TestServerHoldsItsLastFlight(t *testing.T) {
	release := map[string]func(*Conn) bool{
		"Release":    func(c *Conn) bool { return c.Release() == nil },
		"TryRelease": func(c *Conn) bool { return c.TryRelease() },
		"Seal":       func(c *Conn) bool { taken, _ := c.Seal([]byte("x")); return taken },
		"SealEnd":    func(c *Conn) bool { done, err := c.SealEnd(); return done && err == nil },
	}
	for engine, suite := range map[string]string{"crypto/tls": "ECDHE-RSA-AES128-GCM-SHA256", "tls12": "ECDHE-RSA-AES256-SHA384"} {
		for name, send := range release {
			if engine == "tls12" && name[:4] == "Seal" {
				continue // it takes nothing
			}
			o := Options{MaxVersion: tls.VersionTLS12, Ciphers: suite}
			rc, rs := tcpPair(t)
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			client := Client(rc, ClientConfig{Context: mustContext(t, trusting(o, "rsa")), ServerName: "localhost"})
			server := Server(rs, ServerConfig{Context: mustContext(t, identity(o, "rsa")), HoldFinished: true})
			done := make(chan error, 1)
			go func() { done <- client.HandshakeContext(ctx) }()
			if err := server.HandshakeContext(ctx); err != nil {
				t.Fatal(engine, name, err)
			}
			before := server.BytesWritten()
			select {
			case err := <-done:
				t.Errorf("%s, %s: the client was done before: %v", engine, name, err)
			default:
			}
			if !send(server) || server.BytesWritten() == before {
				t.Errorf("%s, %s: nothing was held, or nothing was sent", engine, name)
			}
			if err := <-done; err != nil {
				t.Errorf("%s, %s: %v", engine, name, err)
			}
			client.Close()
			server.Close()
		}
	}
}

// A held flight that is never sent ends with the connection, and so do those who
// wait to write.
func TestHeldFlightEndsWithTheConnection(t *testing.T) {
	o := Options{MaxVersion: tls.VersionTLS12}
	rc, rs := tcpPair(t)
	client := Client(rc, ClientConfig{Context: mustContext(t, trusting(o, "rsa")), ServerName: "localhost"})
	server := Server(rs, ServerConfig{Context: mustContext(t, identity(o, "rsa")), HoldFinished: true})
	done := make(chan error, 1)
	go func() { done <- client.Handshake() }()
	if err := server.Handshake(); err != nil {
		t.Fatal(err)
	}
	written := make(chan error, 1)
	go func() {
		_, err := server.Write([]byte("x"))
		written <- err
	}()
	server.Close()
	if err := <-written; err == nil {
		t.Error("a write to a closed connection succeeded")
	}
	if err := <-done; err == nil {
		t.Error("the client's handshake succeeded without the server's last flight")
	}
}

// spoiler spoils the last byte of what is written first, or of what begins with
// ChangeCipherSpec.
type spoiler struct {
	net.Conn
	change, done bool
}

func (s *spoiler) Write(p []byte) (int, error) {
	at := 0
	if s.change {
		at = bytes.Index(p, []byte{recordChangeCipherSpec, 3, 3, 0, 1, 1})
	}
	if !s.done && at >= 0 {
		s.done = true
		p = bytes.Clone(p)
		p[len(p)-1] ^= 1
	}
	return s.Conn.Write(p)
}

// Who holds the last flight still tells the peer why the handshake has failed.
func TestHeldFlightLetsAlertsThrough(t *testing.T) {
	o := Options{}
	rc, rs := tcpPair(t)
	ccfg := ClientConfig{Context: mustContext(t, trusting(o, "rsa")), ServerName: "localhost", HoldFinished: true}
	// Without a request the flight would end with a ticket.
	scfg := ServerConfig{Context: mustContext(t, identity(o, "rsa")), RequestCert: true}
	p := shakeOver(t, rc, &spoiler{Conn: rs}, ccfg, scfg)
	mustReason(t, p.serverErr, alertReasons[alertBadRecordMAC])

	o.MaxVersion = tls.VersionTLS12
	for _, suite := range []string{"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-SHA384"} {
		o.Ciphers = suite
		rc, rs = tcpPair(t)
		ccfg = ClientConfig{Context: mustContext(t, trusting(o, "rsa")), ServerName: "localhost"}
		scfg = ServerConfig{Context: mustContext(t, identity(o, "rsa")), HoldFinished: true}
		p = shakeOver(t, &spoiler{Conn: rc, change: true}, rs, ccfg, scfg)
		mustReason(t, p.clientErr, alertReasons[alertBadRecordMAC])
	}
}
