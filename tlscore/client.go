package tlscore

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"slices"

	"tlsjs/tlscore/tls12"
)

// ClientConfig is what a client may set for one connection. It is read-only
// once given to [Client] and may be shared between connections. Hooks run in
// the handshake's goroutine, NewSession in Read's as well.
type ClientConfig struct {
	// Context is required.
	Context *Context
	// ServerName is sent to the server (SNI) unless it is empty or an address.
	// The certificate is not held against it: that is the caller's part.
	ServerName string
	// ALPN are the protocols to offer, in order of preference.
	ALPN []string
	// NPN are the protocols that we speak, for Next Protocol Negotiation; the
	// server's order decides. With it the connection is TLS 1.2 at most, because
	// TLS 1.3 has none. nil is none.
	NPN []string
	// GetPSK gives the identity and the pre-shared key for a server that has sent
	// this hint, nil for none (TLS-PSK, RFC 4279); a key of no bytes is none, and
	// the handshake fails. With it the connection is TLS 1.2 at most, because
	// crypto/tls has no external keys. nil offers no suite that needs one. An error
	// hangs up. Identities have up to 256 bytes, keys 512.
	GetPSK func(ctx context.Context, hint []byte) (identity, key []byte, err error)
	// MinDHBits is the least prime that is accepted for DHE; 0 is 1024.
	MinDHBits int
	// AcceptRenegotiation is asked before each renegotiation that the server
	// asks for, in the goroutine that reads. nil accepts, as OpenSSL's client
	// does, but no more than 20 in ten minutes; an error ends the connection.
	AcceptRenegotiation func(ctx context.Context) error
	// Handshaken is called after each renegotiation, see [ServerConfig].
	Handshaken func()
	// Session is one that NewSession or Conn.Session gave earlier (DER), nil
	// for none. One that cannot be read or used any more is passed over, as
	// in OpenSSL.
	Session []byte
	// NewSession receives every session that the server gives.
	NewSession func(der []byte)
	// KeyLog receives lines of the NSS key log format, with their newline.
	KeyLog func(line string)
	// HoldFinished keeps the last flight of TLS 1.3, the client's certificate
	// and Finished in it, until [Conn.Release]: who does not like the server
	// closes instead, and the server has seen no client. In older versions this
	// is so when a session is resumed; in a full handshake the server knows
	// before the client does, and nothing is held.
	HoldFinished bool
	// RequestOCSP keeps the stapled OCSP response in State.
	RequestOCSP bool
}

// Client returns the client's end of a TLS connection over raw, which it owns
// from now on. Nothing happens before HandshakeContext, Read or Write is
// called. The handshake succeeds whatever the server's certificate is worth:
// State.VerifyError has the verdict.
func Client(raw net.Conn, cfg ClientConfig) *Conn {
	c := &Conn{wire: newWire(raw), isClient: true, keys: &secrets{hook: cfg.KeyLog}, state: &State{}, clientConfig: &cfg}
	c.start = func(context.Context) error { return c.startClient() }
	return c
}

// startClient chooses the engine by what the caller asks for.
func (c *Conn) startClient() error {
	cfg := c.clientConfig
	if cfg.Context == nil {
		return badConfig("a client needs a context")
	}
	for _, names := range [][]string{cfg.ALPN, cfg.NPN} {
		if err := checkALPN(names); err != nil {
			return err
		}
	}
	lowest, highest, err := cfg.Context.clientRange()
	if err != nil {
		c.wire.sendAlert(alertInternalError) // as OpenSSL does
		return err
	}
	if cfg.GetPSK != nil && lowest > tls.VersionTLS12 {
		return badConfig("pre-shared keys need TLS 1.2 or below")
	}
	if top := min(highest, tls.VersionTLS12); lowest <= top && cfg.needsSecond(highest) {
		c.wire.in.watch = false
		config := c.secondClient(cfg, top)
		config.MinVersion, config.ALPN, config.NPN = lowest, cfg.ALPN, cfg.NPN
		c.secondClientSessions(config, cfg)
		if len(config.Suites) == 0 {
			c.wire.sendAlert(alertInternalError)
			return sslError(KindCaller, ReasonNoCiphersAvailable, 0, nil)
		}
		c.second.Store(tls12.Client(below{c.wire}, config))
		return nil
	}
	config, err := c.firstClient(cfg, lowest, highest)
	if err != nil {
		c.wire.sendAlert(alertInternalError)
		return err
	}
	c.first = tls.Client(c.wire, config)
	return nil
}

// needsSecond reports whether a client asks for what crypto/tls cannot do. What
// the list of suites has beside TLS 1.3 does not count: that version is worth
// more than another suite of TLS 1.2.
func (cfg *ClientConfig) needsSecond(highest uint16) bool {
	if len(cfg.NPN) > 0 || cfg.GetPSK != nil {
		return true
	}
	if s, err := parseSession(cfg.Session); err == nil && s.version <= tls.VersionTLS12 && len(s.ticket) == 0 && len(s.id) > 0 {
		return true
	}
	if highest > tls.VersionTLS12 {
		return false
	}
	suites := cfg.Context.suites
	if slices.ContainsFunc(suites, Cipher.needsKey) { // of which there is none
		suites = slices.DeleteFunc(slices.Clone(suites), Cipher.needsKey)
	}
	switch {
	case cfg.Context.options.noExtendedMaster, slices.ContainsFunc(suites, func(s Cipher) bool { return !s.InCryptoTLS }):
		return true
	case slices.ContainsFunc(suites, func(s Cipher) bool { return s.Encryption == "RC4" }):
		return false // which only crypto/tls has
	}
	return len(suites) > 1 // crypto/tls has an order of its own, in which it would offer them
}

// firstClient is what crypto/tls's client is told.
func (c *Conn) firstClient(cfg *ClientConfig, lowest, highest uint16) (*tls.Config, error) {
	config := cfg.Context.base(c.keys)
	config.MinVersion, config.MaxVersion = lowest, highest
	config.ServerName = sniName(cfg.ServerName)
	config.NextProtos = slices.Clone(cfg.ALPN)
	config.CipherSuites = []uint16{}
	for _, s := range cfg.Context.suites {
		if s.InCryptoTLS {
			config.CipherSuites = append(config.CipherSuites, s.ID)
		}
	}
	if len(config.CipherSuites) == 0 && lowest < tls.VersionTLS13 {
		if highest < tls.VersionTLS13 {
			return nil, sslError(KindCaller, ReasonNoCiphersAvailable, 0, nil)
		}
		config.MinVersion = tls.VersionTLS13
	}
	config.GetClientCertificate = func(info *tls.CertificateRequestInfo) (*tls.Certificate, error) {
		return c.clientCertificate(cfg.Context, info), nil
	}
	config.VerifyConnection = func(cs tls.ConnectionState) error { return c.verifyServer(cfg, cs) }
	c.clientSessions(config, cfg)
	return config, nil
}

// verifyServer judges the server: the handshake goes on whatever the verdict
// on its chain, but not with a suite that was not to be used. crypto/tls
// offers all of TLS 1.3's.
func (c *Conn) verifyServer(cfg *ClientConfig, cs tls.ConnectionState) error {
	if !slices.ContainsFunc(cfg.Context.preferred, func(s Cipher) bool { return s.ID == cs.CipherSuite }) {
		return sslError(KindPeer, ReasonWrongCipherReturned, alertBadCertificate, nil)
	}
	if err := cfg.Context.checkLegacyClient(cs.Version, cs.CipherSuite, c.wire); err != nil {
		return err
	}
	// With a static RSA key exchange the server signs nothing.
	if suite, _ := CipherByID(cs.CipherSuite); suite.KeyExchange != "RSA" {
		if err := cfg.Context.checkSigner(cs); err != nil {
			return err
		}
	}
	c.state.ALPN = cs.NegotiatedProtocol // a session may be saved before the handshake is over
	if cfg.RequestOCSP {
		c.state.OCSPResponse = cs.OCSPResponse
	}
	c.judge(cfg.Context, cs.PeerCertificates, PurposeServer, cs.DidResume)
	if cfg.HoldFinished && (cs.Version == tls.VersionTLS13 || cs.DidResume) {
		c.wire.withhold()
	}
	return nil
}

// clientCertificate answers a server's request as OpenSSL does: with what its
// signature algorithms allow, whoever signed it. An empty certificate sends none.
func (c *Conn) clientCertificate(context *Context, info *tls.CertificateRequestInfo) *tls.Certificate {
	anySuite := Cipher{KeyExchange: "any", Authentication: "any"}
	for i := range context.certificates {
		cert := &context.certificates[i]
		if schemes, ok := canSign(cert, anySuite, info.Version, context.limitSchemes(info.SignatureSchemes)); ok {
			chosen := *cert
			chosen.SupportedSignatureAlgorithms = schemes
			c.state.Local = leafOf(&chosen)
			return &chosen
		}
	}
	return &tls.Certificate{}
}

func leafOf(cert *tls.Certificate) *x509.Certificate {
	if cert.Leaf != nil || len(cert.Certificate) == 0 {
		return cert.Leaf
	}
	leaf, err := x509.ParseCertificate(cert.Certificate[0])
	if err != nil {
		return nil
	}
	return leaf
}
