package tlscore

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"testing"
)

// refusals are handshakes that fail, as they fail between two Node 20s: what
// each side says, and the alert (measured).
func refusals() []refusal {
	return []refusal{
		{name: "no shared suite at 1.2",
			server:       identity(Options{Ciphers: "ECDHE-RSA-AES128-GCM-SHA256", MaxVersion: 0x0303}, "rsa"),
			client:       Options{Ciphers: "ECDHE-RSA-AES256-GCM-SHA384", MaxVersion: 0x0303},
			serverReason: ReasonNoSharedCipher, serverCode: "ERR_SSL_NO_SHARED_CIPHER",
			alert: 40, clientCode: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"},
		{name: "suite needs a certificate that is not there",
			server:       identity(Options{Ciphers: "ECDHE-ECDSA-AES128-GCM-SHA256", MaxVersion: 0x0303}, "rsa"),
			serverReason: ReasonNoSharedCipher, serverCode: "ERR_SSL_NO_SHARED_CIPHER",
			alert: 40, clientCode: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"},
		{name: "curve of the certificate unknown at 1.2",
			server: identity(Options{MaxVersion: 0x0303}, "ec"), client: Options{Curves: "X25519"},
			serverReason: ReasonNoSharedCipher, serverCode: "ERR_SSL_NO_SHARED_CIPHER",
			alert: 40, clientCode: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"},
		{name: "server begins at 1.3, client ends at 1.2",
			server: identity(Options{MinVersion: 0x0304}, "rsa"), client: Options{MaxVersion: 0x0303},
			serverReason: ReasonUnsupportedProtocol, serverCode: "ERR_SSL_UNSUPPORTED_PROTOCOL",
			alert: 70, clientCode: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"},
		{name: "server ends at 1.2, client begins at 1.3",
			server: identity(Options{MaxVersion: 0x0303}, "rsa"), client: Options{MinVersion: 0x0304},
			serverReason: ReasonUnsupportedProtocol, serverCode: "ERR_SSL_UNSUPPORTED_PROTOCOL",
			alert: 70, clientCode: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"},
		{name: "no certificate at 1.3",
			serverReason: ReasonNoSuitableSignature, serverCode: "ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM",
			alert: 40, clientCode: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"},
		{name: "no certificate at 1.2", client: Options{MaxVersion: 0x0303},
			serverReason: ReasonNoSharedCipher, serverCode: "ERR_SSL_NO_SHARED_CIPHER",
			alert: 40, clientCode: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"},
		{name: "no client certificate at 1.2",
			server: identity(Options{MaxVersion: 0x0303}, "rsa"), scfg: ServerConfig{RequestCert: true, RejectUnauthorized: true},
			serverReason: ReasonPeerNoCertificate, serverCode: "ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE",
			alert: 40, clientCode: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"},
		{name: "no client certificate at 1.3",
			server: identity(Options{}, "rsa"), scfg: ServerConfig{RequestCert: true, RejectUnauthorized: true},
			serverReason: ReasonPeerNoCertificate, serverCode: "ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE",
			alert: 116, clientCode: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"},
		{name: "untrusted client certificate at 1.2",
			server: identity(Options{MaxVersion: 0x0303}, "rsa"), client: identity(Options{}, "client"),
			scfg:         ServerConfig{RequestCert: true, RejectUnauthorized: true},
			serverReason: ReasonPeerUnauthorized, serverCode: "ECONNRESET", clientCode: "ECONNRESET"},
		{name: "no common protocol",
			server: identity(Options{}, "rsa"), scfg: ServerConfig{ALPN: []string{"a", "b"}}, ccfg: ClientConfig{ALPN: []string{"c"}},
			serverReason: ReasonNoApplicationProtocol, serverCode: "ERR_SSL_NO_APPLICATION_PROTOCOL",
			alert: 120, clientCode: "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL"},
		{name: "h2 is not http/1.1",
			server: identity(Options{MaxVersion: 0x0303}, "rsa"), scfg: ServerConfig{ALPN: []string{"h2"}}, ccfg: ClientConfig{ALPN: []string{"http/1.1"}},
			serverReason: ReasonNoApplicationProtocol, serverCode: "ERR_SSL_NO_APPLICATION_PROTOCOL",
			alert: 120, clientCode: "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL"},
		{name: "protocol hook refuses",
			server: identity(Options{}, "rsa"), ccfg: ClientConfig{ALPN: []string{"c"}},
			scfg:         ServerConfig{GetALPN: func(context.Context, string, []string) (string, error) { return "", nil }},
			serverReason: ReasonNoApplicationProtocol, serverCode: "ERR_SSL_NO_APPLICATION_PROTOCOL",
			alert: 120, clientCode: "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL"},
		{name: "protocol hook invents",
			server: identity(Options{}, "rsa"), ccfg: ClientConfig{ALPN: []string{"c"}},
			scfg:         ServerConfig{GetALPN: func(context.Context, string, []string) (string, error) { return "d", nil }},
			serverReason: ReasonHook, serverCode: "ERR_TLS_ALPN_CALLBACK_INVALID_RESULT",
			alert: 120, clientCode: "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL"},
		{name: "name hook fails",
			server: identity(Options{}, "rsa"), ccfg: ClientConfig{ServerName: "x.example"},
			scfg:         ServerConfig{GetContext: func(context.Context, string) (*Context, error) { return nil, errors.New("boom") }},
			serverReason: ReasonHook, clientCode: "ECONNRESET"},
		{name: "no common group",
			server: identity(Options{Curves: "P-256"}, "rsa"), client: Options{Curves: "X25519"},
			serverReason: ReasonNoSuitableKeyShare, serverCode: "ERR_SSL_NO_SUITABLE_KEY_SHARE",
			alert: 40, clientCode: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"},
		{name: "signature algorithms do not fit the key",
			server:       identity(Options{SignatureAlgorithms: "ecdsa_secp256r1_sha256"}, "rsa"),
			serverReason: ReasonNoSuitableSignature, serverCode: "ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM",
			alert: 40, clientCode: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"},
	}
}

type refusal struct {
	name           string
	server, client Options
	scfg           ServerConfig
	ccfg           ClientConfig
	serverReason   Reason
	serverCode     string
	alert          uint8
	clientCode     string
}

func TestRefusals(t *testing.T) {
	for _, r := range refusals() {
		t.Run(r.name, func(t *testing.T) {
			r.scfg.Context, r.ccfg.Context = mustContext(t, r.server), mustContext(t, r.client)
			p := shake(t, r.ccfg, r.scfg)
			s := mustReason(t, p.serverErr, r.serverReason)
			if s.Code != r.serverCode || s.Alert != r.alert || s.Sent != (r.alert != 0) {
				t.Errorf("server: code %q alert %d sent %v", s.Code, s.Alert, s.Sent)
			}
			if p.clientErr == nil { // TLS 1.3: the refusal comes after the client is done
				_, p.clientErr = p.client.Read(make([]byte, 1))
			}
			var c *Error
			if !errors.As(p.clientErr, &c) || c.Code != r.clientCode || c.Kind != KindPeer {
				t.Fatalf("client: %v, want code %s", p.clientErr, r.clientCode)
			}
			if r.alert != 0 && (c.Alert != r.alert || c.Sent || c.Number != sslNumber(1000+uint32(r.alert))) {
				t.Errorf("client: alert %d sent %v number %x", c.Alert, c.Sent, c.Number)
			}
			if p.server.State() != nil {
				t.Error("a failed handshake has a state")
			}
		})
	}
}

func TestWhoseCipherOrder(t *testing.T) {
	cases := []struct {
		name, server, client string
		honor                bool
		options              uint64
		want                 string
	}{
		{"server at 1.2", "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256", "", true, opNoTLS13, "ECDHE-RSA-AES256-GCM-SHA384"},
		{"server at 1.2, other way", "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384", "", true, opNoTLS13, "ECDHE-RSA-AES128-GCM-SHA256"},
		{"server against crypto/tls", "AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256", "AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256", true, opNoTLS13, "AES128-SHA"},
		{"server by option", "AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256", "AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256", false, opNoTLS13 | opServerPreference, "AES128-SHA"},
		{"client at 1.2", "ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA", "AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256", false, opNoTLS13, "AES128-SHA"},
		{"server at 1.3", "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256", "", true, 0, "TLS_CHACHA20_POLY1305_SHA256"},
		{"server at 1.3, other way", "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256", "", true, 0, "TLS_AES_256_GCM_SHA384"},
		{"client at 1.3", "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256", "", false, 0, "TLS_AES_128_GCM_SHA256"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			server := mustContext(t, identity(Options{Ciphers: c.server, HonorCipherOrder: c.honor, SecureOptions: c.options}, "rsa"))
			client := mustContext(t, Options{Ciphers: c.client})
			p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server}).mustSucceed(t)
			if got := p.server.State().Cipher.Name; got != c.want || p.client.State().Cipher.Name != c.want {
				t.Errorf("got %s and %s, want %s", got, p.client.State().Cipher.Name, c.want)
			}
			p.echo(t)
		})
	}
}

// A HelloRetryRequest compares two ClientHellos: the steering of the suite must
// have left the first one whole.
func TestSteeringSurvivesHelloRetryRequest(t *testing.T) {
	server := mustContext(t, identity(Options{Curves: "P-384", Ciphers: "TLS_AES_256_GCM_SHA384", HonorCipherOrder: true}, "rsa"))
	client := mustContext(t, Options{})
	p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server}).mustSucceed(t)
	if s := p.client.State(); s.Cipher.Name != "TLS_AES_256_GCM_SHA384" || s.Group.Name != "secp384r1" {
		t.Errorf("got %s over %s", s.Cipher.Name, s.Group.Name)
	}
	if !p.client.first.ConnectionState().HelloRetryRequest {
		t.Error("there was no HelloRetryRequest to survive")
	}
	p.echo(t)
}

func TestCertificateFollowsSuite(t *testing.T) {
	server := mustContext(t, identity(Options{}, "rsa", "ec"))
	for _, suite := range []string{"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256"} {
		client := mustContext(t, Options{Ciphers: suite, MaxVersion: 0x0303})
		p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server}).mustSucceed(t)
		peer := p.client.State().Peer[0]
		want := map[string]string{"ECDHE-RSA-AES128-GCM-SHA256": "RSA", "ECDHE-ECDSA-AES128-GCM-SHA256": "ECDSA"}[suite]
		if peer.PublicKeyAlgorithm.String() != want || !peer.Equal(p.server.State().Local) {
			t.Errorf("%s got a key of %v", suite, peer.PublicKeyAlgorithm)
		}
	}
}

func TestHolesInVersions(t *testing.T) {
	weak := "ALL:@SECLEVEL=0"
	holed := mustContext(t, identity(Options{MinVersion: 0x0301, Ciphers: weak, SecureOptions: opNoTLS12}, "rsa"))
	for client, want := range map[uint16]uint16{0x0303: 0x0302, 0x0302: 0x0302} {
		ctx := mustContext(t, Options{MinVersion: 0x0301, MaxVersion: client, Ciphers: weak})
		p := shake(t, ClientConfig{Context: ctx}, ServerConfig{Context: holed})
		if p.clientErr != nil || p.client.State().Version != want {
			t.Errorf("client up to %x: %v %+v", client, p.clientErr, p.client.State())
		}
	}
	lowest, highest, err := mustContext(t, Options{MinVersion: 0x0301, Ciphers: "DEFAULT:@SECLEVEL=0", SecureOptions: opNoTLS11}).clientRange()
	if err != nil || lowest != tls.VersionTLS10 || highest != tls.VersionTLS10 {
		t.Errorf("client range %x to %x, %v; OpenSSL takes the lowest run", lowest, highest, err)
	}
	none := mustContext(t, Options{SecureOptions: opNoTLS12 | opNoTLS13})
	p := shake(t, ClientConfig{Context: none}, ServerConfig{Context: holed})
	mustReason(t, p.clientErr, ReasonNoProtocolsAvailable)
	mustReason(t, p.serverErr, ReasonUnexpectedMessage)
}

// A client cannot keep crypto/tls from offering all suites of TLS 1.3, but it
// does not use one that it was not to use.
func TestClientRefusesUnlistedSuite(t *testing.T) {
	server := mustContext(t, identity(Options{Ciphers: "TLS_AES_256_GCM_SHA384", HonorCipherOrder: true}, "rsa"))
	client := mustContext(t, Options{Ciphers: "TLS_AES_128_GCM_SHA256"})
	p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server})
	if e := mustReason(t, p.clientErr, ReasonWrongCipherReturned); e.Code != "ERR_SSL_WRONG_CIPHER_RETURNED" {
		t.Errorf("code %s", e.Code)
	}
}

func TestSecureOptions(t *testing.T) {
	chacha := identity(Options{Ciphers: "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305", MaxVersion: 0x0303,
		SecureOptions: opPrioritizeChaCha | opServerPreference}, "rsa")
	hello := &clientHello{version: 0x0303, suites: []uint16{0x0A0A, 0xCCA8, 0xC02F}}
	if got := mustContext(t, chacha).mutualSuites(hello, 0x0303, false)[0].Name; got != "ECDHE-RSA-CHACHA20-POLY1305" {
		t.Errorf("got %s for a client without AES", got)
	}
	hello.suites = []uint16{0xC02F, 0xCCA8}
	if got := mustContext(t, chacha).mutualSuites(hello, 0x0303, false)[0].Name; got != "ECDHE-RSA-AES128-GCM-SHA256" {
		t.Errorf("got %s for a client with AES", got)
	}
}

// Node destroys the socket of a client whose certificate it does not trust: at
// TLS 1.3 the client's handshake has succeeded by then, and it sees an end
// without alert or close_notify.
func TestUntrustedClientAt13(t *testing.T) {
	server := mustContext(t, identity(Options{}, "rsa"))
	client := mustContext(t, identity(Options{}, "client"))
	p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server, RequestCert: true, RejectUnauthorized: true})
	e := mustReason(t, p.serverErr, ReasonPeerUnauthorized)
	var verdict *VerifyError
	if !errors.As(e, &verdict) || verdict.Code.Name() != "DEPTH_ZERO_SELF_SIGNED_CERT" {
		t.Errorf("the verdict is %v", e.Err)
	}
	if p.clientErr != nil {
		t.Fatalf("client: %v", p.clientErr)
	}
	if _, err := p.client.Read(make([]byte, 1)); err != io.EOF || p.client.Truncated() == nil {
		t.Errorf("client read: %v", err)
	}
}

// Without RejectUnauthorized the connection stands, and the verdict with it.
func TestVerdictOnClients(t *testing.T) {
	server := mustContext(t, trusting(identity(Options{}, "rsa"), "ec"))
	for name, want := range map[string]string{"": "UNABLE_TO_GET_ISSUER_CERT", "client": "DEPTH_ZERO_SELF_SIGNED_CERT", "ec": ""} {
		for _, version := range []uint16{0x0303, 0x0304} {
			o := Options{MaxVersion: version}
			if name != "" {
				o = identity(o, name)
			}
			p := shake(t, ClientConfig{Context: mustContext(t, o)}, ServerConfig{Context: server, RequestCert: true}).mustSucceed(t)
			got := ""
			if v := p.server.State().VerifyError; v != nil {
				got = v.Code.Name()
			}
			if got != want {
				t.Errorf("%x, certificate %q: verdict %q, want %q", version, name, got, want)
			}
			if sent := p.client.State().Local; (sent != nil) != (name != "") {
				t.Errorf("%x, certificate %q: the client says it sent %v", version, name, sent)
			}
		}
	}
}

// A client's order of suites is on the wire, and decides where the server lets it.
func TestClientOrder(t *testing.T) {
	server := mustContext(t, identity(Options{MaxVersion: 0x0303}, "rsa"))
	for _, suites := range [][2]string{
		{"ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-AES128-GCM-SHA256"},
		{"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384"},
		{"AES128-SHA", "ECDHE-RSA-CHACHA20-POLY1305"},
	} {
		client := mustContext(t, trusting(Options{MaxVersion: 0x0303, Ciphers: suites[0] + ":" + suites[1]}, "rsa"))
		p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server}).mustSucceed(t)
		if got := p.client.State().Cipher.Name; got != suites[0] {
			t.Errorf("%s was chosen before %s", got, suites[0])
		}
	}
}

// Node 20 leaves TLS 1.3 on beside a list that names none of its suites.
func TestUnlistedTLS13(t *testing.T) {
	server := mustContext(t, identity(Options{DHAuto: true}, "rsa"))
	for _, c := range []struct {
		ciphers string
		leave   bool
		version uint16
	}{
		{"ECDHE-RSA-AES128-GCM-SHA256", false, 0x0303},
		{"ECDHE-RSA-AES128-GCM-SHA256", true, 0x0304},
		{"TLS_AES_128_GCM_SHA256", true, 0x0304},
		{"DHE-RSA-AES128-GCM-SHA256", true, 0x0303}, // the other engine's
	} {
		client := mustContext(t, trusting(Options{Ciphers: c.ciphers, UnlistedTLS13: c.leave}, "rsa"))
		p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server}).mustSucceed(t)
		if got := p.client.State().Version; got != c.version {
			t.Errorf("%+v: version %04x", c, got)
		}
	}
	// A server speaks both: what it prefers below TLS 1.3 matters there only.
	for _, ciphers := range []string{"DHE-RSA-AES128-GCM-SHA256", "AES256-SHA256", "PSK"} {
		for _, lowest := range []uint16{0, 0x0304} {
			server := mustContext(t, identity(Options{Ciphers: ciphers, UnlistedTLS13: true, MinVersion: lowest}, "rsa"))
			client := mustContext(t, trusting(Options{}, "rsa"))
			p := shake(t, ClientConfig{Context: client}, ServerConfig{Context: server}).mustSucceed(t)
			if got := p.client.State().Version; got != 0x0304 {
				t.Errorf("server with %s: version %04x", ciphers, got)
			}
		}
	}
}
