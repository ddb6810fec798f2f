package tls12

import (
	"bytes"
	"context"
	"crypto/rsa"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"testing"
	"time"
)

// TestRefusals changes one side of a working pair and asks for the alert.
func TestRefusals(t *testing.T) {
	ecdhe := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	cases := map[string]struct {
		change func(client, server *Config)
		alert  Alert
		// byServer says who finds it; the other gets the alert.
		byServer bool
	}{
		"no shared cipher": {func(c, _ *Config) { c.Suites = []uint16{dheAES256SHA} }, AlertHandshakeFailure, true},
		"no shared group": {func(c, s *Config) {
			c.Groups, s.Groups = []tls.CurveID{tls.X25519}, []tls.CurveID{tls.CurveP384}
		}, AlertHandshakeFailure, true},
		"no shared scheme": {func(c, _ *Config) { c.SignatureSchemes = []tls.SignatureScheme{tls.Ed25519} }, AlertHandshakeFailure, true},
		"DHE without a group": {func(c, s *Config) {
			c.Suites, s.Suites, s.DH = []uint16{dheAES128GCM}, []uint16{dheAES128GCM}, nil
		}, AlertHandshakeFailure, true},
		"version": {func(c, _ *Config) {
			c.Suites = []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA}
			c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
		}, AlertProtocolVersion, true},
		"fallback": {func(c, s *Config) {
			c.Fallback, s.HighestVersion = true, tls.VersionTLS13
		}, AlertInappropriateFallback, true},
		"ALPN":               {func(c, s *Config) { c.ALPN, s.ALPN = []string{"a"}, []string{"b"} }, AlertNoApplicationProtocol, true},
		"client certificate": {func(_, s *Config) { s.ClientAuth, s.VerifyPeer = RequireClientCert, trustAll }, AlertHandshakeFailure, true},
		"small DH": {func(c, s *Config) {
			c.Suites, s.Suites, c.MinDHBits = []uint16{dheAES128GCM}, []uint16{dheAES128GCM}, 3072
		}, AlertInsufficientSecurity, false},
		"hook's alert": {func(_, s *Config) {
			s.ConfigForClient = func(context.Context, *ClientHello) (*Config, error) {
				return nil, &Error{Alert: 112, Err: errors.New("unrecognized name")}
			}
		}, 112, true},
		"downgrade": {func(_, s *Config) {
			s.MinVersion, s.MaxVersion, s.HighestVersion = tls.VersionTLS11, tls.VersionTLS11, tls.VersionTLS12
			s.Suites = []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA}
		}, AlertIllegalParameter, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			cc, sc := clientOf(ecdhe, tls.VersionTLS12), serverOf(ecdhe, tls.VersionTLS12)
			if name == "downgrade" {
				cc.MinVersion, cc.Suites = tls.VersionTLS10, append(cc.Suites, tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA)
			}
			c.change(cc, sc)
			a, b := tcpPair(t)
			clientErr, serverErr := shake(Client(a, cc), Server(b, sc))
			finder, other := clientErr, serverErr
			if c.byServer {
				finder, other = serverErr, clientErr
			}
			var found, told *Error
			if !errors.As(finder, &found) || found.Remote || found.Alert != c.alert {
				t.Errorf("the finder: %v", finder)
			}
			if !errors.As(other, &told) || !told.Remote || told.Alert != c.alert {
				t.Errorf("the other: %v", other)
			}
		})
	}
}

// What is no TLS, or TLS out of order, is refused by name.
func TestBadRecords(t *testing.T) {
	cases := map[string]struct {
		send  []byte
		alert Alert
	}{
		"HTTP":             {[]byte("GET / HTTP/1.1\r\n\r\n"), AlertProtocolVersion},
		"unknown type":     {[]byte{25, 3, 1, 0, 1, 0}, AlertUnexpectedMessage},
		"too long":         {[]byte{22, 3, 1, 0x40, 1}, AlertRecordOverflow},
		"empty handshake":  {[]byte{22, 3, 1, 0, 0}, AlertUnexpectedMessage},
		"early change":     {[]byte{20, 3, 1, 0, 1, 1}, AlertUnexpectedMessage},
		"early data":       {[]byte{23, 3, 1, 0, 1, 1}, AlertUnexpectedMessage},
		"other message":    {[]byte{22, 3, 1, 0, 4, typeFinished, 0, 0, 0}, AlertUnexpectedMessage},
		"malformed hello":  {[]byte{22, 3, 1, 0, 6, typeClientHello, 0, 0, 2, 3, 3}, AlertDecodeError},
		"enormous message": {[]byte{22, 3, 1, 0, 4, typeClientHello, 2, 0, 0}, AlertIllegalParameter},
		"alert's level":    {[]byte{21, 3, 1, 0, 2, 7, 0}, AlertIllegalParameter},
		"short alert":      {[]byte{21, 3, 1, 0, 1, 2}, AlertDecodeError},
		"alert in between": {[]byte{22, 3, 1, 0, 1, 1, 21, 3, 1, 0, 2, 1, 90}, AlertUnexpectedMessage},
	}
	warnings := bytes.Repeat([]byte{21, 3, 1, 0, 2, 1, 90}, maxWarnings+1)
	cases["warnings without end"] = struct {
		send  []byte
		alert Alert
	}{warnings, AlertUnexpectedMessage}
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a, b := tcpPair(t)
			if _, err := a.Write(c.send); err != nil {
				t.Fatal(err)
			}
			var e *Error
			if err := Server(b, serverOf(s, tls.VersionTLS12)).Handshake(); !errors.As(err, &e) || e.Alert != c.alert {
				t.Fatal(err)
			}
			got := make([]byte, 7)
			if _, err := io.ReadFull(a, got); err != nil || got[0] != recordAlert || got[5] != alertLevelFatal || Alert(got[6]) != c.alert {
				t.Errorf("% x %v", got, err)
			}
		})
	}
}

// Empty records pass up to a limit, and data sets the count back.
func TestEmptyRecords(t *testing.T) {
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	a, b := tcpPair(t)
	client, server := Client(a, clientOf(s, tls.VersionTLS12)), Server(b, serverOf(s, tls.VersionTLS12))
	mustShake(t, client, server)
	empty := func(n int) {
		client.out.mu.Lock()
		defer client.out.mu.Unlock()
		for range n {
			if err := client.out.appendRecord(recordApplicationData, nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := client.out.flush(); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		empty(maxIdleRecords)
		sends(t, client, server, []byte("data"))
	}
	empty(maxIdleRecords + 1)
	var e *Error
	if _, err := server.Read(make([]byte, 1)); !errors.As(err, &e) || e.Alert != AlertUnexpectedMessage {
		t.Error(err)
	}
}

func TestEndOfConnection(t *testing.T) {
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	a, b := tcpPair(t)
	client, server := Client(a, clientOf(s, tls.VersionTLS12)), Server(b, serverOf(s, tls.VersionTLS12))
	mustShake(t, client, server)

	_ = client.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	if _, err := client.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("deadline:", err)
	}
	_ = client.SetReadDeadline(time.Now().Add(10 * time.Second))
	sends(t, server, client, []byte("a deadline passes"))

	if err := client.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if _, err := server.Read(make([]byte, 1)); err != io.EOF {
		t.Error("after close_notify:", err)
	}
	sends(t, server, client, []byte("the other direction goes on"))
	if _, err := client.Write([]byte("x")); !errors.Is(err, net.ErrClosed) {
		t.Error("write after CloseWrite:", err)
	}
	server.Close()
	if _, err := client.Read(make([]byte, 1)); err != io.ErrUnexpectedEOF {
		t.Error("without close_notify:", err)
	}
}

func TestHandshakeEndsWithItsContext(t *testing.T) {
	a, _ := tcpPair(t)
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	if err := Client(a, clientOf(s, tls.VersionTLS12)).HandshakeContext(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// A premaster secret that does not decrypt, or names another version, is
// replaced by a random one, and nothing tells.
func TestImplicitRejection(t *testing.T) {
	key := testCert(keyRSA).PrivateKey.(*rsa.PrivateKey)
	premaster, good, err := newRSAPremaster(tls.VersionTLS12, &key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(openRSAPremaster(tls.VersionTLS12, key, good), premaster) {
		t.Fatal("a good one is refused")
	}
	damaged := bytes.Clone(good)
	damaged[100] ^= 1
	for name, got := range map[string][]byte{
		"version": openRSAPremaster(tls.VersionTLS11, key, good),
		"padding": openRSAPremaster(tls.VersionTLS12, key, damaged),
		"length":  openRSAPremaster(tls.VersionTLS12, key, good[1:]),
	} {
		if len(got) != masterLen || bytes.Equal(got, premaster) || bytes.Equal(got, make([]byte, masterLen)) {
			t.Errorf("%s: %x", name, got)
		}
	}
}

// DH groups and values that give secrets away are refused.
func TestBadDH(t *testing.T) {
	d := testDH()
	minusOne := bytes.Clone(d.p)
	minusOne[len(minusOne)-1]--
	key, _ := d.newKey()
	for name, v := range map[string][]byte{"zero": {0}, "one": {1}, "p-1": minusOne, "p": d.p, "long": append([]byte{1}, d.p...)} {
		if key.agree(v) != nil {
			t.Error("public value", name)
		}
		if _, err := NewDHParams(d.p, v); err == nil {
			t.Error("generator", name)
		}
	}
	for name, p := range map[string][]byte{"even": minusOne, "small": d.p[:32], "large": bytes.Repeat([]byte{0xff}, 1025), "none": nil} {
		if _, err := NewDHParams(p, []byte{2}); err == nil {
			t.Error("prime", name)
		}
	}
	if _, err := ParseDHParams([]byte("-----BEGIN DH PARAMETERS-----\nMAMCAQE=\n-----END DH PARAMETERS-----\n")); err == nil {
		t.Error("malformed parameters")
	}
}
