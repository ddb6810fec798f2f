package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	"tlsjs/tlscore/tls12"
)

// memory is what outlives a connection: a client's session, a server's stores.
type memory struct {
	client  *tls12.Session
	tickets map[string]*tls12.Session
	ids     map[string]*tls12.Session
	core    coreMemory
}

// engine drives tlscore/tls12.
type engine struct {
	*tls12.Conn
	c *connection
}

func newEngine(c *connection, raw net.Conn) (subject, error) {
	cfg, err := c.engineConfig()
	if err != nil {
		return nil, err
	}
	if c.isServer {
		return engine{tls12.Server(raw, cfg), c}, nil
	}
	return engine{tls12.Client(raw, cfg), c}, nil
}

func (e engine) facts() facts {
	s := e.State()
	if s == nil {
		return facts{}
	}
	f := facts{
		version: s.Version, suite: s.Suite, curve: uint16(s.Group), signature: uint16(s.PeerScheme),
		resumed: s.Resumed, extendedMaster: s.ExtendedMasterSecret, secureRenegotiation: s.SecureRenegotiation,
		serverName: s.ServerName, alpn: s.ALPN, npn: s.NPN, ocsp: s.OCSPResponse, local: s.Local,
		finished: s.Finished, peerFinished: s.PeerFinished, renegotiations: s.Handshakes - 1,
		newSession: e.c.gotSession,
	}
	for _, cert := range s.Peer {
		f.peer = append(f.peer, cert.Raw)
	}
	return f
}

func (e engine) export(label string, context []byte, length int) ([]byte, error) {
	s := e.State()
	if s == nil {
		return nil, errors.New("no handshake yet")
	}
	return s.ExportKeyingMaterial(label, context, length)
}

func (c *connection) engineConfig() (*tls12.Config, error) {
	low, high, err := c.versions()
	if err != nil {
		return nil, err
	}
	cfg := &tls12.Config{
		MinVersion: low, MaxVersion: high, Fallback: c.fallbackSCSV, ServerName: c.hostName,
		ClientOrder: !c.serverPreference, NoTickets: c.noTicket, RequestOCSP: c.enableOCSP,
		VerifyPeer: c.verdict, AcceptRenegotiation: c.acceptance(),
		DH: tls12.FFDHE(2048), ConfigForClient: c.firstLook,
	}
	if cfg.Suites, err = c.suites(); err != nil {
		return nil, err
	}
	c.groups(cfg)
	if err := c.certificates(cfg); err != nil {
		return nil, err
	}
	c.protocols(cfg)
	if c.requireClientCert {
		cfg.ClientAuth = tls12.RequireClientCert
	} else if c.verifyPeer && c.isServer {
		cfg.ClientAuth = tls12.RequestClientCert
	}
	c.memory.serve(c, cfg)
	return cfg, nil
}

func (c *connection) versions() (low, high uint16, err error) {
	if c.minVersion > tls.VersionTLS12 || c.expect.version > tls.VersionTLS12 {
		return 0, 0, &unimplemented{"TLS 1.3", "the engine is for TLS 1.0 to 1.2"}
	}
	low, high = tls.VersionTLS10, tls.VersionTLS12
	if c.minVersion > tls.VersionTLS10 {
		low = uint16(c.minVersion)
	}
	if c.maxVersion != 0 && c.maxVersion < tls.VersionTLS12 {
		high = uint16(c.maxVersion)
	}
	off := map[uint16]bool{tls.VersionTLS10: c.noTLS1, tls.VersionTLS11: c.noTLS11, tls.VersionTLS12: c.noTLS12}
	for low <= high && off[low] {
		low++
	}
	for high >= low && off[high] {
		high--
	}
	for v := low; v <= high; v++ {
		if off[v] {
			return 0, 0, &unimplemented{"versions with a hole", "the engine has a lowest and a highest version"}
		}
	}
	return low, high, nil
}

// suites reads -cipher: the few keywords that the runners use, and names.
func (c *connection) suites() ([]uint16, error) {
	list := c.cipher
	if list == "" {
		list = c.settings.DefaultCiphers
	}
	is3DES := func(id uint16) bool { return strings.Contains(suiteName(id), "3DES") }
	var ids []uint16
	for token := range strings.SplitSeq(list, ":") {
		switch {
		case token == "ALL" || token == "DEFAULT":
			ids = append(ids, slices.DeleteFunc(tls12.Suites(), is3DES)...)
		case token == "3DES" || token == "AES128":
			part := strings.Replace(token, "AES128", "AES_128", 1)
			for _, id := range tls12.Suites() {
				if strings.Contains(suiteName(id), part) {
					ids = append(ids, id)
				}
			}
		case strings.HasPrefix(token, "!"):
			part := strings.Replace(token[1:], "RSA", "ECDHE_RSA", 1)
			ids = slices.DeleteFunc(ids, func(id uint16) bool { return strings.Contains(suiteName(id), part) })
		default:
			i := slices.IndexFunc(tls12.Suites(), func(id uint16) bool { return suiteName(id) == token })
			if i < 0 {
				return nil, &unimplemented{"-cipher " + list, "the shim reads only a few keywords"}
			}
			ids = append(ids, tls12.Suites()[i])
		}
	}
	return ids, nil
}

// suiteName is a suite's standard name; those without one in crypto/tls are
// found by what they have in common with their relatives.
func suiteName(id uint16) string {
	if name, ok := map[uint16]string{
		0x0033: "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", 0x0039: "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
		0x0067: "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", 0x006B: "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
		0x009E: "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", 0x009F: "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
		0xCCAA: "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", 0x003D: "TLS_RSA_WITH_AES_256_CBC_SHA256",
		0xC024: "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", 0xC028: "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
	}[id]; ok {
		return name
	}
	return tls.CipherSuiteName(id)
}

func (c *connection) groups(cfg *tls12.Config) {
	for _, id := range c.curves {
		cfg.Groups = append(cfg.Groups, tls.CurveID(id))
	}
	if c.p384Only {
		cfg.Groups = []tls.CurveID{tls.CurveP384}
	}
	for _, scheme := range c.verifyPrefs {
		cfg.SignatureSchemes = append(cfg.SignatureSchemes, tls.SignatureScheme(scheme))
	}
}

func (c *connection) certificates(cfg *tls12.Config) error {
	for _, cred := range c.inOrder() {
		cert, err := tls.LoadX509KeyPair(cred.certFile, cred.keyFile)
		if err != nil {
			return err
		}
		cert.OCSPStaple = cred.ocsp
		for _, number := range cred.signingPrefs {
			scheme := tls.SignatureScheme(number)
			cert.SupportedSignatureAlgorithms = append(cert.SupportedSignatureAlgorithms, scheme)
			// SHA-1 must be named in both lists, and only the runner's tests
			// of signing name it.
			if (scheme == tls.PKCS1WithSHA1 || scheme == tls.ECDSAWithSHA1) && cfg.SignatureSchemes == nil {
				cfg.SignatureSchemes = append(modernSchemes(), tls.PKCS1WithSHA1, tls.ECDSAWithSHA1)
			}
		}
		cfg.Certificates = append(cfg.Certificates, cert)
	}
	return nil
}

// modernSchemes are the engine's defaults.
func modernSchemes() []tls.SignatureScheme {
	return []tls.SignatureScheme{
		tls.ECDSAWithP256AndSHA256, tls.Ed25519, tls.PSSWithSHA256, tls.PKCS1WithSHA256, tls.ECDSAWithP384AndSHA384,
		tls.PSSWithSHA384, tls.PKCS1WithSHA384, tls.ECDSAWithP521AndSHA512, tls.PSSWithSHA512, tls.PKCS1WithSHA512,
	}
}

func (c *connection) protocols(cfg *tls12.Config) {
	switch {
	case !c.isServer:
		cfg.ALPN = split(c.advertiseALPN)
		if c.selectNPN != "" {
			cfg.NPN = []string{c.selectNPN}
		} else if c.selectEmptyNPN {
			cfg.NPN = []string{}
		}
		return
	case c.rejectALPN:
		cfg.ALPN = []string{"\xff nobody speaks this"}
	case c.selectALPN != "" && !c.declineALPN:
		cfg.ALPN = []string{c.selectALPN}
	}
	if c.advertiseNPN != "" {
		cfg.NPN = split(c.advertiseNPN)
	} else if c.advertiseEmptyNPN {
		cfg.NPN = []string{}
	}
}

// verdict judges as the flags say: everybody is trusted, or nobody.
func (c *connection) verdict(_ context.Context, chain []*x509.Certificate, resumed bool) error {
	if !c.verifyFail || !c.verifyPeer && !c.requireClientCert || resumed && !c.reverifyOnResume || len(chain) == 0 {
		return nil
	}
	alert := tls12.AlertHandshakeFailure
	if c.customVerify {
		alert = 46 // certificate_unknown
	}
	return &tls12.Error{Alert: alert, Err: errors.New("the hook refuses the certificate")}
}

func (c *connection) acceptance() func(context.Context) error {
	if !c.settings.Of2015 && !c.renegotiateFreely && !c.renegotiateOnce || c.rejectRenegotiation {
		return nil
	}
	return func(context.Context) error {
		c.asked++
		if c.renegotiateOnce && c.asked > 1 {
			return &tls12.Error{Alert: tls12.AlertNoRenegotiation, Err: errors.New("one renegotiation is enough")}
		}
		return nil
	}
}

func (c *connection) firstLook(_ context.Context, hello *tls12.ClientHello) (*tls12.Config, error) {
	c.advertised = hello.ALPN
	if c.failEarly {
		alert := tls12.AlertHandshakeFailure
		if c.settings.Of2015 {
			alert = 49 // access_denied
		}
		return nil, &tls12.Error{Alert: alert, Err: errors.New("the early hook refuses")}
	}
	return nil, nil
}

// serve sets the hooks for sessions. A ticket is a random name here.
func (m *memory) serve(c *connection, cfg *tls12.Config) {
	if m.tickets == nil {
		m.tickets, m.ids = map[string]*tls12.Session{}, map[string]*tls12.Session{}
	}
	if !c.isServer {
		if c.resumption {
			cfg.Session = m.client
		}
		cfg.NewSession = func(s *tls12.Session) {
			// The hook also gets the session that was resumed.
			c.gotSession = cfg.Session == nil || !bytes.Equal(s.MasterSecret, cfg.Session.MasterSecret) ||
				!bytes.Equal(s.Ticket, cfg.Session.Ticket)
			m.client = s
		}
		return
	}
	cfg.PutSession = func(_ context.Context, id []byte, s *tls12.Session) error {
		m.ids[string(id)], c.stored = s, true
		return nil
	}
	cfg.GetSession = func(_ context.Context, id []byte) (*tls12.Session, error) { return m.ids[string(id)], nil }
	if c.noTicket {
		return
	}
	cfg.SealTicket = func(s *tls12.Session) ([]byte, uint32, error) {
		ticket := make([]byte, 100)
		_, _ = rand.Read(ticket)
		m.tickets[string(ticket)] = s
		return ticket, 300, nil
	}
	cfg.OpenTicket = func(ticket []byte) (*tls12.Session, bool) { return m.tickets[string(ticket)], c.renewTicket }
}

// describe puts an error into words that the settings can be held against.
func describe(err error) string {
	var e *tls12.Error
	switch {
	case errors.As(err, &e) && e.Remote:
		return fmt.Sprintf("received alert %d", e.Alert)
	case errors.As(err, &e):
		return fmt.Sprintf("sends alert %d: %v", e.Alert, e)
	}
	return describeCore(err)
}
