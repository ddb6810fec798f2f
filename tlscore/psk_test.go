package tlscore

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"strings"
	"testing"
)

var testKey = []byte("a key of nineteen b")

func giveTestKey(context.Context, []byte) (identity, key []byte, err error) {
	return []byte("me"), testKey, nil
}

func findTestKey(_ context.Context, _ string, identity []byte) ([]byte, error) {
	if string(identity) != "me" {
		return nil, nil
	}
	return testKey, nil
}

// keyEnds are a client and a server with a key and these suites.
func keyEnds(t testing.TB, ciphers string, server Options) (ClientConfig, ServerConfig) {
	server.Ciphers = ciphers
	return ClientConfig{Context: mustContext(t, Options{Ciphers: ciphers}), ServerName: "localhost", GetPSK: giveTestKey},
		ServerConfig{Context: mustContext(t, server), GetPSK: findTestKey}
}

func TestPSKHandshakes(t *testing.T) {
	for _, list := range []string{"kPSK", "kDHEPSK", "kECDHEPSK", "kRSAPSK", "PSK", "TLS_AES_128_GCM_SHA256:HIGH:!kRSAPSK:!aRSA"} {
		o := Options{DHAuto: true}
		if strings.Contains(list, "RSAPSK") && list[0] == 'k' {
			o = identity(o, "rsa")
		}
		cc, sc := keyEnds(t, list, o)
		// No client needs a certificate where it has a key.
		sc.RequestCert, sc.RejectUnauthorized = list != "kRSAPSK", true
		p := shake(t, cc, sc).mustSucceed(t)
		p.echo(t)
		cs, ss := p.client.State(), p.server.State()
		if cs.Cipher != ss.Cipher || !cs.Cipher.needsKey() || cs.Version != tls.VersionTLS12 {
			t.Errorf("%s: %s, %s", list, cs.Cipher.Name, cs.VersionName)
		}
		if byKey := list != "kRSAPSK"; (len(cs.Peer) == 0) != byKey || (cs.VerifyError == nil) != byKey || ss.VerifyError != nil {
			t.Errorf("%s: peer %d, verdicts %v %v", list, len(cs.Peer), cs.VerifyError, ss.VerifyError)
		}
		one, err := cs.ExportKeyingMaterial("EXPORTER-x", nil, 32)
		two, err2 := ss.ExportKeyingMaterial("EXPORTER-x", nil, 32)
		if err != nil || err2 != nil || string(one) != string(two) {
			t.Errorf("%s: exporters differ: %v %v", list, err, err2)
		}
	}
}

// A server with both serves each client by what that has.
func TestPSKBesideCertificate(t *testing.T) {
	o := identity(Options{Ciphers: "TLS_AES_128_GCM_SHA256:HIGH:PSK"}, "rsa")
	server := ServerConfig{Context: mustContext(t, o), GetPSK: findTestKey}
	plain := ClientConfig{Context: mustContext(t, trusting(Options{}, "rsa")), ServerName: "localhost"}
	p := shake(t, plain, server).mustSucceed(t)
	if s := p.client.State(); s.Version != tls.VersionTLS13 || s.VerifyError != nil || len(s.Peer) != 1 {
		t.Errorf("without a key: %s %v", s.VersionName, s.VerifyError)
	}
	keyed := ClientConfig{Context: mustContext(t, Options{Ciphers: "aPSK"}), GetPSK: giveTestKey}
	p = shake(t, keyed, server).mustSucceed(t)
	if s := p.client.State(); s.Cipher.Authentication != "PSK" || len(s.Peer) != 0 {
		t.Errorf("with a key: %s", s.Cipher.Name)
	}
	// Neither side speaks a suite with a key that it has not got.
	server.GetPSK, keyed.Context = nil, mustContext(t, Options{Ciphers: "PSK", MaxVersion: tls.VersionTLS12})
	p = shake(t, keyed, server)
	mustReason(t, p.serverErr, ReasonNoSharedCipher)
	keyed.GetPSK = nil
	p = shake(t, keyed, server)
	mustReason(t, p.clientErr, ReasonNoCiphersAvailable)
}

// A client of TLS 1.3 that offers keys gets TLS 1.2, and no mark of a downgrade,
// which it would refuse.
func TestLowerForKey(t *testing.T) {
	hello := func(suites ...uint16) *clientHello {
		return &clientHello{version: tls.VersionTLS12, versions: []uint16{tls.VersionTLS13, tls.VersionTLS12},
			suites: append([]uint16{0x1301}, suites...), groups: []tls.CurveID{tls.X25519}, schemes: defaultSchemes}
	}
	const list = "TLS_AES_128_GCM_SHA256:HIGH:PSK"
	certified, bare := mustContext(t, identity(Options{Ciphers: list}, "rsa")), mustContext(t, Options{Ciphers: list})
	only13 := mustContext(t, identity(Options{Ciphers: list, MinVersion: tls.VersionTLS13}, "rsa"))
	for name, c := range map[string]struct {
		context *Context
		suites  []uint16
		keys    bool
		want    string
	}{
		"a key":                   {bare, []uint16{0xCCAC}, true, "ECDHE-PSK-CHACHA20-POLY1305 true"},
		"a key and a certificate": {certified, []uint16{0xC02F, 0x00A8}, true, "PSK-AES128-GCM-SHA256 true"},
		"RSA and a key":           {certified, []uint16{0x00AC}, true, "RSA-PSK-AES128-GCM-SHA256 true"},
		"RSA without certificate": {bare, []uint16{0x00AC}, true, "no suitable signature algorithm"},
		"no group for DHE":        {certified, []uint16{0x00AA}, true, "TLS_AES_128_GCM_SHA256 false"},
		"no key here":             {certified, []uint16{0xCCAC}, false, "TLS_AES_128_GCM_SHA256 false"},
		"no key there":            {certified, []uint16{0xC02F}, true, "TLS_AES_128_GCM_SHA256 false"},
		"no TLS 1.2 here":         {only13, []uint16{0xCCAC}, true, "TLS_AES_128_GCM_SHA256 false"},
		"no common suite":         {certified, []uint16{0x008B}, true, "TLS_AES_128_GCM_SHA256 false"},
	} {
		got := ""
		ch, err := c.context.negotiate(hello(c.suites...), c.keys)
		var e *Error
		if errors.As(err, &e) {
			got = string(e.Reason)
		} else {
			got = fmt.Sprint(ch.suite.Name, " ", ch.lowered)
			conn := &Conn{wire: newWire(nil), serverConfig: &ServerConfig{Context: c.context}, keys: &secrets{}}
			if ch.lowered && conn.secondServerFor(context.Background(), &decision{choice: ch, context: c.context, hello: hello()}).HighestVersion != tls.VersionTLS12 {
				t.Errorf("%s: would be marked", name)
			}
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestPSKResumption(t *testing.T) {
	for name, o := range map[string]Options{"tickets": {}, "ids": {SecureOptions: opNoTicket}} {
		cc, sc := keyEnds(t, "PSK", o)
		asked := 0
		sc.GetPSK = func(ctx context.Context, name string, identity []byte) ([]byte, error) {
			if asked++; name != "localhost" {
				t.Errorf("%s: asked for %q", o.Ciphers, name)
			}
			return findTestKey(ctx, name, identity)
		}
		sc.RequestCert, sc.RejectUnauthorized = true, true
		for i := range 3 {
			p := shake(t, cc, sc).mustSucceed(t)
			p.echo(t)
			c, s := p.client.State(), p.server.State()
			if c.Resumed != (i > 0) || s.Resumed != (i > 0) || c.VerifyError != nil || s.VerifyError != nil || asked != 1 {
				t.Fatalf("%s %d: resumed %v, verdicts %v %v, asked %d", name, i, c.Resumed, c.VerifyError, s.VerifyError, asked)
			}
			cc.Session = p.client.Session()
		}
		// Who has no keys any more takes no such session back.
		sc.GetPSK = nil
		mustReason(t, shake(t, cc, sc).serverErr, ReasonNoSharedCipher)
	}
}

func TestPSKFailures(t *testing.T) {
	own := errors.New("own")
	for name, c := range map[string]struct {
		change         func(c *ClientConfig, s *ServerConfig)
		client, server Reason
	}{
		"unknown": {func(_ *ClientConfig, s *ServerConfig) {
			s.GetPSK = func(context.Context, string, []byte) ([]byte, error) { return nil, nil }
		}, "tlsv1 alert unknown psk identity", ReasonPSKIdentity},
		"none to give": {func(c *ClientConfig, _ *ServerConfig) {
			c.GetPSK = func(context.Context, []byte) ([]byte, []byte, error) { return nil, nil, nil }
		}, ReasonPSKIdentity, "sslv3 alert handshake failure"},
		"another": {func(_ *ClientConfig, s *ServerConfig) {
			s.GetPSK = func(context.Context, string, []byte) ([]byte, error) { return []byte("x"), nil }
		}, "sslv3 alert bad record mac", ReasonDecryptionFailed},
		"server's hook": {func(_ *ClientConfig, s *ServerConfig) {
			s.GetPSK = func(context.Context, string, []byte) ([]byte, error) { return nil, own }
		}, ReasonHangUp, ReasonHook},
		"client's hook": {func(c *ClientConfig, _ *ServerConfig) {
			c.GetPSK = func(context.Context, []byte) ([]byte, []byte, error) { return nil, nil, own }
		}, ReasonHook, ReasonHangUp},
	} {
		t.Run(name, func(t *testing.T) {
			cc, sc := keyEnds(t, "PSK", Options{})
			c.change(&cc, &sc)
			rc, rs := tcpPair(t)
			client, server := Client(rc, cc), Server(rs, sc)
			done := make(chan error, 1)
			go func() {
				err := server.HandshakeContext(context.Background())
				server.Close()
				done <- err
			}()
			clientErr := client.HandshakeContext(context.Background())
			client.Close()
			mustReason(t, clientErr, c.client)
			mustReason(t, <-done, c.server)
		})
	}
	only13 := ClientConfig{Context: mustContext(t, Options{MinVersion: tls.VersionTLS13}), GetPSK: giveTestKey}
	rc, _ := tcpPair(t)
	mustReason(t, Client(rc, only13).HandshakeContext(context.Background()), ReasonBadConfig)
	_, sc := keyEnds(t, "PSK", Options{})
	sc.PSKHint = make([]byte, 257)
	_, rs := tcpPair(t)
	mustReason(t, Server(rs, sc).HandshakeContext(context.Background()), ReasonPSKHint)
}

func TestMissesKeys(t *testing.T) {
	for want, o := range map[bool][]Options{
		false: {
			{Ciphers: "PSK"}, {Ciphers: "ALL", MinVersion: tls.VersionTLS10}, {Ciphers: "TLS_AES_128_GCM_SHA256:kPSK"},
			{MaxVersion: tls.VersionTLS12},
		},
		true: {{}, {Ciphers: "TLS_AES_128_GCM_SHA256"}, {Ciphers: "TLS_AES_128_GCM_SHA256:PSK", MinVersion: tls.VersionTLS13}},
	} {
		for _, o := range o {
			if mustContext(t, o).MissesKeys() != want {
				t.Errorf("%q from %#04x: not %v", o.Ciphers, o.MinVersion, want)
			}
		}
	}
}

func TestPSKTrace(t *testing.T) {
	for list, want := range map[string]string{
		"kPSK":      "psk_identity_hint (len=4): 77686F3F",
		"kDHEPSK":   "dh_Yc (len=384)",
		"kECDHEPSK": "named_curve: ecdh_x25519 (29)",
		"kRSAPSK":   "EncryptedPreMasterSecret (len=256)",
	} {
		o := Options{DHAuto: true}
		if list == "kRSAPSK" {
			o = identity(Options{}, "rsa")
		}
		cc, sc := keyEnds(t, list, o)
		sc.PSKHint = []byte("who?")
		c, _ := shakeTraced(t, cc, sc)
		for _, text := range []string{want, "KeyExchangeAlgorithm=" + list[1:] + "\n", "psk_identity (len=2): 6D65"} {
			if !strings.Contains(c.text.String(), text) || unread.MatchString(c.told()) {
				t.Errorf("%s: no %q in\n%s", list, text, c.text.String())
			}
		}
	}
}
