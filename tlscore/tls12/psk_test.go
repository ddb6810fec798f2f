package tls12

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"
)

var testPSK = []byte("0123456789abcdef!")

func giveKey(context.Context, []byte) (identity, key []byte, err error) {
	return []byte("me"), testPSK, nil
}

func keyOf(_ context.Context, identity []byte) ([]byte, error) {
	if string(identity) != "me" {
		return nil, nil
	}
	return testPSK, nil
}

// The premaster secret, as RFC 4279 section 2 spells it.
func TestMixPSK(t *testing.T) {
	for _, c := range []struct {
		other, key []byte
		want       string
	}{
		{nil, []byte{1, 2, 3}, "0003" + "000000" + "0003" + "010203"},
		{[]byte{9, 8}, []byte{1}, "0002" + "0908" + "0001" + "01"},
	} {
		if got := hex.EncodeToString(mixPSK(c.other, c.key)); got != c.want {
			t.Errorf("%x %x: %s, want %s", c.other, c.key, got, c.want)
		}
	}
}

// The master secret of a connection follows from the key and the randoms alone
// where nothing else is exchanged.
func TestPlainPSKMaster(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(pskAES128GCM)
	cc, sc := clientOf(s, tls.VersionTLS12), serverOf(s, tls.VersionTLS12)
	cc.NoExtendedMasterSecret = true
	client, server := Client(a, cc), Server(b, sc)
	mustShake(t, client, server)
	k := client.State().secrets
	premaster := slices.Concat([]byte{0, 17}, make([]byte, 17), []byte{0, 17}, testPSK)
	want := make([]byte, masterLen)
	pHash(want, sha256.New, premaster, slices.Concat([]byte("master secret"), k.clientRandom, k.serverRandom))
	if !bytes.Equal(k.master, want) || len(server.State().Peer)+len(client.State().Peer)+len(server.State().Local) != 0 {
		t.Errorf("%x, want %x", k.master, want)
	}
}

func TestPSKHint(t *testing.T) {
	for _, id := range []uint16{pskAES128GCM, dhePSKAES128GCM, ecdhePSKChaCha20, rsaPSKAES128GCM} {
		for _, hint := range []string{"", "a hint", strings.Repeat("h", MaxPSKIdentity)} {
			a, b := tcpPair(t)
			s := suiteByID(id)
			cc, sc := clientOf(s, tls.VersionTLS12), serverOf(s, tls.VersionTLS12)
			sc.PSKHint = []byte(hint)
			heard, asked := "nothing", ""
			cc.PSKClient = func(_ context.Context, hint []byte) ([]byte, []byte, error) {
				if heard = string(hint); hint == nil {
					heard = ""
				}
				return []byte("me"), testPSK, nil
			}
			sc.PSKServer = func(_ context.Context, identity []byte) ([]byte, error) {
				asked = string(identity)
				return testPSK, nil
			}
			mustShake(t, Client(a, cc), Server(b, sc))
			if heard != hint || asked != "me" {
				t.Errorf("%04x: hint %q arrived as %q, identity as %q", id, hint, heard, asked)
			}
		}
	}
}

// What a peer must not do, or has no key for.
func TestPSKRefusals(t *testing.T) {
	long := bytes.Repeat([]byte("i"), MaxPSKIdentity+1)
	asks := func(identity, key []byte, err error) PSKClient {
		return func(context.Context, []byte) ([]byte, []byte, error) { return identity, key, err }
	}
	finds := func(key []byte, err error) PSKServer {
		return func(context.Context, []byte) ([]byte, error) { return key, err }
	}
	own := errors.New("own")
	cases := map[string]struct {
		change   func(c, s *Config)
		alert    Alert
		byServer bool
		is       error
	}{
		"unknown identity":     {func(c, _ *Config) { c.PSKClient = asks([]byte("you"), testPSK, nil) }, AlertUnknownPSKIdentity, true, ErrPSKIdentity},
		"empty key at server":  {func(_, s *Config) { s.PSKServer = finds([]byte{}, nil) }, AlertUnknownPSKIdentity, true, ErrPSKIdentity},
		"no key at client":     {func(c, _ *Config) { c.PSKClient = asks([]byte("me"), nil, nil) }, AlertHandshakeFailure, false, ErrPSKIdentity},
		"long key at client":   {func(c, _ *Config) { c.PSKClient = asks(nil, make([]byte, MaxPSK+1), nil) }, AlertInternalError, false, nil},
		"long identity":        {func(c, _ *Config) { c.PSKClient = asks(long, testPSK, nil) }, AlertInternalError, false, nil},
		"long key at server":   {func(_, s *Config) { s.PSKServer = finds(make([]byte, MaxPSK+1), nil) }, AlertInternalError, true, nil},
		"the client's error":   {func(c, _ *Config) { c.PSKClient = asks(nil, nil, own) }, AlertInternalError, false, own},
		"the server's error":   {func(_, s *Config) { s.PSKServer = finds(nil, own) }, AlertInternalError, true, own},
		"another key":          {func(_, s *Config) { s.PSKServer = finds([]byte("wrong"), nil) }, AlertBadRecordMAC, true, nil},
		"server without keys":  {func(_, s *Config) { s.PSKServer, s.Certificates = nil, []tls.Certificate{testCert(keyRSA)} }, AlertHandshakeFailure, true, nil},
		"no suite with a key":  {func(_, s *Config) { s.Suites = []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256} }, AlertHandshakeFailure, true, nil},
		"no suite of the kind": {func(_, s *Config) { s.Suites = []uint16{dhePSKAES128GCM} }, AlertHandshakeFailure, true, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a, b := tcpPair(t)
			s := suiteByID(pskAES128GCM)
			cc, sc := clientOf(s, tls.VersionTLS12), serverOf(s, tls.VersionTLS12)
			c.change(cc, sc)
			found, told := shake(Client(a, cc), Server(b, sc))
			if c.byServer {
				found, told = told, found
			}
			var e, heard *Error
			if !errors.As(found, &e) || e.Remote || e.Alert != c.alert || c.is != nil && !errors.Is(found, c.is) {
				t.Errorf("found: %v", found)
			}
			if !errors.As(told, &heard) || !heard.Remote || heard.Alert != c.alert {
				t.Errorf("told: %v", told)
			}
		})
	}
}

// A peer may name what no caller of this package can: it is refused by length.
func TestPSKLengths(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(pskAES128GCM)
	server := Server(b, serverOf(s, tls.VersionTLS12))
	client := Client(a, clientOf(s, tls.VersionTLS12))
	done := make(chan error, 1)
	go func() { done <- server.HandshakeContext(context.Background()) }()
	hs, err := client.newClientHandshake(context.Background(), client.config)
	if err != nil {
		t.Fatal(err)
	}
	err = runSteps(hs.sendHello, func() error { hs.begin(); return nil }, hs.readServerHello, hs.agreeOnServerHello, hs.readServerHelloDone,
		func() error {
			m := clientKeyExchangeMsg{psk: true, kex: kexNone, identity: make([]byte, MaxPSKIdentity+1)}
			return hs.send(m.marshal())
		}, hs.flush)
	if err != nil {
		t.Fatal(err)
	}
	if err := <-done; !errors.Is(err, ErrPSKLength) {
		t.Errorf("identity: %v", err)
	}

	a, b = tcpPair(t)
	client = Client(a, clientOf(s, tls.VersionTLS12))
	server = Server(b, serverOf(s, tls.VersionTLS12))
	go func() {
		done <- rogueServer(server, func(hs *serverHandshake) {
			changed := *hs.cfg
			hs.cfg = &changed
			changed.PSKHint = make([]byte, MaxPSKIdentity+1)
		})
	}()
	if err := client.Handshake(); !errors.Is(err, ErrPSKLength) {
		t.Errorf("hint: %v", err)
	}
	<-done
}

// A key is no certificate: a server that demands one does not ask for it, and a
// renegotiation does not turn the one into the other.
func TestPSKBesideCertificates(t *testing.T) {
	a, b := tcpPair(t)
	s := suiteByID(ecdhePSKChaCha20)
	cc, sc := clientOf(s, tls.VersionTLS12), serverOf(s, tls.VersionTLS12)
	sc.Certificates = []tls.Certificate{testCert(keyRSA)}
	sc.ClientAuth, sc.VerifyPeer, sc.AcceptRenegotiation = RequireClientCert, trustAll, accept
	both := []uint16{s.id, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}
	sc.Suites, cc.Suites = both, both
	client, server := Client(a, cc), Server(b, sc)
	mustShake(t, client, server)
	if client.State().Suite != s.id || len(client.State().Peer) != 0 {
		t.Fatalf("%+v", client.State())
	}
	// The server would now prefer the other one.
	slices.Reverse(both)
	go func() { _, _ = server.Read(make([]byte, 1)) }()
	if err := client.Renegotiate(context.Background()); err != nil || client.State().Suite != s.id {
		t.Errorf("%v, suite %04x", err, client.State().Suite)
	}
}

func TestPSKConfig(t *testing.T) {
	for name, c := range map[string]*Config{
		"client's hook at a server": {Certificates: []tls.Certificate{testCert(keyRSA)}, PSKClient: giveKey},
		"hint too long":             {PSKServer: keyOf, PSKHint: make([]byte, MaxPSKIdentity+1)},
	} {
		if c.check(false) == nil {
			t.Error(name)
		}
	}
	if (&Config{VerifyPeer: trustAll, PSKServer: keyOf}).check(true) == nil {
		t.Error("server's hook at a client")
	}
	if err := (&Config{PSKServer: keyOf}).check(false); err != nil {
		t.Error(err)
	}
}
