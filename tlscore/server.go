package tlscore

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"slices"

	"tlsjs/tlscore/tls12"
)

// ServerConfig is what a server may set for one connection. It is read-only
// once given to [Server] and may be shared between connections. Hooks run in
// the handshake's goroutine, may block, and are ended by their context, which
// is done when the handshake's is.
type ServerConfig struct {
	// Context is required.
	Context *Context
	// RequestCert asks the client for a certificate.
	RequestCert bool
	// RejectUnauthorized ends the handshake of a client without a certificate
	// by an alert and of one whose certificate is not trusted by hanging up,
	// as Node 20 does. It means nothing without RequestCert.
	RejectUnauthorized bool
	// ALPN are the protocols in order of preference; no overlap with a client
	// that offers some is fatal.
	ALPN []string
	// GetContext chooses by the name that the client sent (SNI). It is not
	// asked without one. nil, nil is Context; an error hangs up. What is chosen
	// brings its certificates, its roots and lists, its signature algorithms and
	// DH parameters; versions, suites, curves and options stay Context's.
	GetContext func(ctx context.Context, serverName string) (*Context, error)
	// GetALPN chooses instead of ALPN. "" refuses with no_application_protocol.
	GetALPN func(ctx context.Context, serverName string, offered []string) (string, error)
	// NPN are the protocols for Next Protocol Negotiation
	// (draft-agl-tls-nextprotoneg-04), ALPN's predecessor in TLS 1.2 and below,
	// in order of preference; nil is none. A client that offers ALPN as well is
	// answered by that.
	NPN []string
	// NewSession stores a session (DER) that a client may come back for, by its
	// id. The handshake waits for it; an error ends the connection. It is told
	// of sessions without tickets in TLS 1.2 and below and of all in TLS 1.3.
	NewSession func(ctx context.Context, id, der []byte) error
	// GetSession finds a session by the id that a client names; nil, nil is
	// none, an error ends the connection. With NewSession and GetSession nil the
	// context's own cache serves.
	GetSession func(ctx context.Context, id []byte) (der []byte, err error)
	// GetPSK finds the pre-shared key of a client by its identity (TLS-PSK, RFC
	// 4279); no bytes are none, and the handshake fails. nil leaves the suites out
	// that need one. A client that offers such a suite gets TLS 1.2 at most: see
	// psk.go. An error hangs up. serverName is what the client sent, "" for none.
	// Identities have up to 256 bytes, keys 512.
	GetPSK func(ctx context.Context, serverName string, identity []byte) (key []byte, err error)
	// PSKHint helps clients to choose their identity, at most 256 bytes; nil is
	// none.
	PSKHint []byte
	// AcceptRenegotiation is asked before each renegotiation that the client
	// begins (RFC 5246 section 7.4.1.1, RFC 5746), in the goroutine that reads.
	// nil refuses with a warning and the connection goes on; an error ends it.
	AcceptRenegotiation func(ctx context.Context) error
	// Handshaken is called after each renegotiation, in the goroutine that
	// reads or waits in [Conn.Renegotiate]. [Conn.State] is the new one by then.
	Handshaken func()
	// HoldFinished keeps the last flight of a full handshake in TLS 1.2 and below
	// until [Conn.Release] or [Conn.TryRelease], so that the client hears of the
	// connection after the server's owner. Otherwise the client has the last word,
	// and nothing is held.
	HoldFinished bool
	// KeyLog receives lines of the NSS key log format, with their newline.
	KeyLog func(line string)
	// GetOCSP returns the OCSP response (DER) to staple, nil for none. It is
	// asked when the client is interested. issuer is nil when it is not known.
	GetOCSP func(ctx context.Context, leaf, issuer []byte) ([]byte, error)
}

// Server returns the server's end of a TLS connection over raw, which it owns
// from now on. Nothing happens before HandshakeContext, Read or Write is called.
func Server(raw net.Conn, cfg ServerConfig) *Conn {
	c := &Conn{wire: newWire(raw), keys: &secrets{hook: cfg.KeyLog}, state: &State{}, serverConfig: &cfg}
	c.start = c.startServer
	return c
}

// decision is what a server has made of a ClientHello.
type decision struct {
	*choice
	hello    *clientHello
	context  *Context
	protocol string   // ALPN's, "" for none
	session  *session // that the client names by its id, nil for none
	ticket   *session // in the client's ticket, before TLS 1.3; nil for none
}

// startServer looks at the ClientHello and decides everything that OpenSSL
// would decide; the engine that suits then gets a configuration without a
// choice left.
func (c *Conn) startServer(ctx context.Context) error {
	cfg := c.serverConfig
	if cfg.Context == nil {
		return badConfig("a server needs a context")
	}
	for _, names := range [][]string{cfg.ALPN, cfg.NPN} {
		if err := checkALPN(names); err != nil {
			return err
		}
	}
	if len(cfg.PSKHint) > tls12.MaxPSKIdentity {
		return &Error{Kind: KindCaller, Reason: ReasonPSKHint}
	}
	hello, err := c.wire.peekClientHello()
	if err != nil {
		return err
	}
	d, err := c.decide(ctx, hello)
	if err != nil {
		if e, ok := err.(*Error); ok {
			c.wire.sendAlert(e.Alert)
		}
		return err
	}
	c.context = d.context
	c.wire.holdLast = cfg.HoldFinished && d.version < tls.VersionTLS13
	c.state.SharedSchemes, c.state.ServerName = d.schemes, hello.serverName
	if d.certificate != nil {
		c.state.Local = d.certificate.Leaf
	}
	if c.needsSecond(d) {
		c.second.Store(tls12.Server(below{c.wire}, c.secondServerFor(ctx, d)))
		return nil
	}
	c.first = tls.Server(c.wire, c.firstServer(ctx, d))
	return nil
}

// decide is the list of a server's choices, with the hooks that have a say, in
// Node's order.
func (c *Conn) decide(ctx context.Context, hello *clientHello) (*decision, error) {
	cfg, d := c.serverConfig, &decision{hello: hello}
	stored, err := c.storedSession(ctx, hello)
	if err != nil {
		return nil, err
	}
	if d.context, err = cfg.contextFor(ctx, hello); err != nil {
		return nil, err
	}
	if d.choice, err = d.context.negotiate(hello, cfg.GetPSK != nil); err != nil {
		return nil, err
	}
	if d.protocol, err = cfg.chooseALPN(ctx, hello); err != nil {
		return nil, err
	}
	if err := c.useKeyCert(d); err != nil {
		return nil, err
	}
	if err := cfg.staple(ctx, d.context, hello, d.choice); err != nil {
		return nil, err
	}
	d.session = d.context.usable(stored)
	if d.version < tls.VersionTLS13 {
		d.ticket = d.context.openTicket(cfg.Context.tickets, hello.ticket)
	}
	return d, nil
}

// needsSecond reports whether tls12 must perform a handshake: crypto/tls has no
// such suite, no NPN, no sessions with ids, and no way to leave the extended
// master secret out.
func (c *Conn) needsSecond(d *decision) bool {
	cfg, hello := c.serverConfig, d.hello
	if d.version > tls.VersionTLS12 {
		return false
	}
	switch {
	case !d.suite.InCryptoTLS, d.context.options.noExtendedMaster:
		return true
	case len(cfg.NPN) > 0 && hello.has(extensionNextProtocol) && d.protocol == "":
		return true
	case cfg.noTickets(d.context) || !hello.hasTicket:
		return true
	case d.session != nil:
		return true
	}
	if d.ticket == nil || d.ticket.version != d.version {
		return false
	}
	suite, known := CipherByID(d.ticket.suite)
	return known && !suite.InCryptoTLS
}

// firstServer is what crypto/tls's server is told.
func (c *Conn) firstServer(ctx context.Context, d *decision) *tls.Config {
	config := d.context.base(c.keys)
	config.MinVersion, config.MaxVersion = d.context.versions[len(d.context.versions)-1], d.context.versions[0]
	if !fallsInto(d.version, config.MinVersion, config.MaxVersion, d.hello) {
		config.MinVersion, config.MaxVersion = d.version, d.version
	}
	config.Certificates = []tls.Certificate{*d.certificate}
	if d.protocol != "" {
		config.NextProtos = []string{d.protocol}
	}
	d.context.steer(config, d.hello, d.choice, c.wire)
	c.askClient(config, d.context)
	c.serverSessions(ctx, config, d)
	return config
}

// secondServerFor is what tls12's server is told for a new connection.
func (c *Conn) secondServerFor(ctx context.Context, d *decision) *tls12.Config {
	c.wire.in.watch = false
	config := c.secondServer(c.serverConfig, d.context, d.version, d.suite.ID)
	if d.certificate != nil {
		config.Certificates = append([]tls.Certificate{*d.certificate}, d.context.certificates...)
	}
	if d.lowered {
		config.HighestVersion = d.version // or the client would take it for an attack
	}
	if d.protocol != "" {
		config.ALPN = []string{d.protocol}
	}
	config.NPN = c.serverConfig.NPN
	c.secondServerSessions(config, d)
	return config
}

// fallsInto reports whether crypto/tls, given the whole range, would choose
// the version that we chose: it would not where an option made a hole.
func fallsInto(version, lowest, highest uint16, hello *clientHello) bool {
	for v := highest; v >= lowest; v-- {
		if hello.supports(v) {
			return v == version
		}
	}
	return false
}

// steer leaves crypto/tls one suite. Up to TLS 1.2 the configuration does it.
// For TLS 1.3 there is no setting, but the list of suites in ClientHelloInfo
// is the one that the handshake is about to walk through: all others are
// overwritten with a reserved number (RFC 8701) for the moment of the choice,
// and put back before the next byte moves, because a second ClientHello is
// compared with the first. The transcript is made of the message's own bytes.
func (c *Context) steer(config *tls.Config, hello *clientHello, ch *choice, w *wire) {
	if ch.version < tls.VersionTLS13 {
		config.CipherSuites = []uint16{ch.suite.ID}
		return
	}
	suite := ch.suite.ID
	w.handshake.sealedOnly, w.handshake.side(true).only = true, finishedRecordLen(ch.suite)
	w.in.watch = false // a second ClientHello may follow a ChangeCipherSpec, in any number of records
	config.CipherSuites = []uint16{}
	config.GetConfigForClient = func(info *tls.ClientHelloInfo) (*tls.Config, error) {
		const reserved = 0x0A0A
		original := slices.Clone(info.CipherSuites)
		for i, id := range info.CipherSuites {
			if id != suite {
				info.CipherSuites[i] = reserved
			}
		}
		w.beforeIO = func() { copy(info.CipherSuites, original) }
		return nil, nil
	}
}

// askClient asks for the client's certificate and judges it.
func (c *Conn) askClient(config *tls.Config, chosen *Context) {
	cfg := c.serverConfig
	if !cfg.RequestCert {
		return
	}
	config.ClientCAs = chosen.clientCAs
	config.ClientAuth = tls.RequestClientCert
	if cfg.RejectUnauthorized {
		config.ClientAuth = tls.RequireAnyClientCert
	}
	config.VerifyConnection = func(cs tls.ConnectionState) error {
		if err := chosen.checkSigner(cs); err != nil {
			return err
		}
		c.judge(chosen, cs.PeerCertificates, PurposeClient, cs.DidResume)
		if cfg.RejectUnauthorized && c.state.VerifyError != nil {
			// Node destroys the socket: the client sees no alert, only the end.
			c.wire.silence()
			return &Error{Kind: KindPeer, Reason: ReasonPeerUnauthorized, Code: "ECONNRESET", Err: c.state.VerifyError}
		}
		return nil
	}
}

// judge records the verdict on the peer's chain. A resumed session is judged
// anew if the whole chain is known; of one that another program wrote the
// verdict of then holds.
func (c *Conn) judge(chosen *Context, peer []*x509.Certificate, purpose Purpose, resumed bool) {
	if used := c.session.used; resumed && used != nil && !used.ours {
		c.state.Verified = peer
		if used.verifyResult != 0 {
			c.state.VerifyError = &VerifyError{Code: VerifyCode(used.verifyResult)}
		}
		return
	}
	if len(peer) == 0 {
		c.state.VerifyError = &VerifyError{Code: VerifyUnableToGetIssuer}
		return
	}
	c.state.Verified, c.state.VerifyError = chosen.roots.verify(peer, purpose, chosen.crls, chosen.now())
}
