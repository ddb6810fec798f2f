package tlscore

import (
	"context"
	"crypto/tls"
	"crypto/x509"

	"tlsjs/tlscore/tls12"
)

// What tls12 is told, in both roles.

// secondConfig is the part of a tls12 configuration that every connection has.
func (c *Conn) secondConfig(context *Context, version uint16) *tls12.Config {
	schemes := context.signatureAlgorithms
	if schemes == nil {
		schemes = defaultSchemes
	}
	return &tls12.Config{
		MinVersion: version, MaxVersion: version,
		HighestVersion:         context.versions[0],
		Groups:                 context.groups(version),
		SignatureSchemes:       schemes,
		NoExtendedMasterSecret: context.options.noExtendedMaster,
		Certificates:           context.certificates,
		KeyLog:                 c.keys.line,
	}
}

// secondSuites are the numbers of the suites that tls12 may speak, first in
// front if it is not 0, with keys also those that need a pre-shared one.
func (c *Context) secondSuites(first uint16, keys bool) []uint16 {
	var ids []uint16
	if first != 0 {
		ids = append(ids, first)
	}
	for _, s := range c.suites {
		if s.ID != first && (keys || !s.needsKey()) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// renegotiationConfig is for a connection that crypto/tls began. Callers hold
// the take-over's locks.
func (c *Conn) renegotiationConfig() *tls12.Config {
	s := c.published.Load()
	if c.isClient {
		// A renegotiation names the version that the first ClientHello did.
		lowest, highest, _ := c.clientConfig.Context.clientRange() // it was asked before
		config := c.secondClient(c.clientConfig, min(highest, tls.VersionTLS12))
		config.MinVersion = lowest
		config.Suites = c.clientConfig.Context.secondSuites(s.Cipher.ID, c.clientConfig.GetPSK != nil)
		c.secondClientKeeps(config, c.clientConfig)
		return config
	}
	config := c.secondServer(c.serverConfig, c.context, s.Version, s.Cipher.ID)
	config.ALPN, config.NPN = nil, nil
	c.secondServerMakes(config, c.context)
	if auth := c.clientAuth.Load(); auth != 0 {
		config.ClientAuth = tls12.ClientAuth(auth - 1)
	}
	return config
}

// secondServer is what tls12's server is told. suite is the choice of
// negotiate, or that of the handshake before.
func (c *Conn) secondServer(cfg *ServerConfig, context *Context, version, suite uint16) *tls12.Config {
	config := c.secondConfig(context, version)
	config.Suites = context.secondSuites(suite, cfg.GetPSK != nil)
	config.DH = context.dh
	config.PSKServer, config.PSKHint = c.askServerKey(cfg.GetPSK), cfg.PSKHint
	config.VerifyPeer = c.verifySecondClient(cfg, context)
	config.AcceptRenegotiation = c.acceptRenegotiation(cfg.AcceptRenegotiation)
	config.Handshaken = c.handshaken(cfg.Handshaken)
	if cfg.RequestCert {
		config.ClientAuth = tls12.RequestClientCert
		if cfg.RejectUnauthorized {
			config.ClientAuth = tls12.RequireClientCert
		}
	}
	if context.clientCAs != nil {
		//lint:ignore SA1019 the pool holds what the caller gave, not the system's roots
		config.ClientCAs = context.clientCAs.Subjects()
	}
	return config
}

// verifySecondClient judges a client's chain, see askClient.
func (c *Conn) verifySecondClient(cfg *ServerConfig, chosen *Context) func(context.Context, []*x509.Certificate, bool) error {
	return func(_ context.Context, chain []*x509.Certificate, resumed bool) error {
		c.judge(chosen, chain, PurposeClient, resumed)
		// After SetClientAuth the verdict is the caller's.
		if cfg.RejectUnauthorized && c.clientAuth.Load() == 0 && c.state.VerifyError != nil {
			c.wire.silence()
			return &Error{Kind: KindPeer, Reason: ReasonPeerUnauthorized, Code: "ECONNRESET", Err: c.state.VerifyError}
		}
		return nil
	}
}

// secondClient is what tls12's client is told.
func (c *Conn) secondClient(cfg *ClientConfig, version uint16) *tls12.Config {
	config := c.secondConfig(cfg.Context, version)
	config.Suites = cfg.Context.secondSuites(0, cfg.GetPSK != nil)
	config.ServerName = sniName(cfg.ServerName)
	config.PSKClient = c.askClientKey(cfg.GetPSK)
	config.RequestOCSP = cfg.RequestOCSP
	config.NoTickets = cfg.Context.options.noTickets
	config.MinDHBits = cfg.Context.leastDHBits()
	config.NoLegacySignatures = cfg.Context.forbidsLegacySignatures(tls.VersionTLS11)
	config.VerifyPeer = func(_ context.Context, chain []*x509.Certificate, resumed bool) error {
		c.judge(cfg.Context, chain, PurposeServer, resumed)
		return nil
	}
	config.Resuming = func() {
		if cfg.HoldFinished && !c.wire.over() {
			c.wire.withhold()
		}
	}
	config.AcceptRenegotiation = c.acceptRenegotiation(cfg.AcceptRenegotiation)
	if cfg.AcceptRenegotiation == nil {
		config.AcceptRenegotiation = limitRenegotiations(cfg.Context.now)
	}
	config.Handshaken = c.handshaken(cfg.Handshaken)
	return config
}

// leastDHBits is the least prime that OpenSSL takes at the security level.
func (c *Context) leastDHBits() int {
	return [...]int{512, 1024, 2048, 3072, 7680, 15360}[max(0, min(c.securityLevel, 5))]
}

// acceptRenegotiation gives the error of a hook its form. The peer hears
// nothing of it, as in Node.
func (c *Conn) acceptRenegotiation(hook func(context.Context) error) func(context.Context) error {
	if hook == nil {
		return nil
	}
	return func(ctx context.Context) error {
		if err := hook(ctx); err != nil {
			return c.hookFailed(err)
		}
		return nil
	}
}

// hookFailed ends the connection for an error of a hook: no alert follows.
func (c *Conn) hookFailed(err error) error {
	c.wire.silence()
	return &Error{Kind: KindCaller, Reason: ReasonHook, Err: err}
}

// handshaken publishes the state of each renegotiation and tells of it. Of the
// first handshake HandshakeContext tells.
func (c *Conn) handshaken(hook func()) func() {
	return func() {
		if !c.ready.Load() {
			return
		}
		if err := c.readSecondState(c.second.Load().State()); err != nil || hook == nil {
			return
		}
		hook()
	}
}

// readSecondState publishes what a handshake of tls12's found out. It runs in
// the handshake's goroutine.
func (c *Conn) readSecondState(from *tls12.State) error {
	suite, ok := CipherByID(from.Suite)
	if !ok {
		return sslError(KindInternal, ReasonInternalError, 0, nil)
	}
	s := c.state
	s.Version, s.VersionName, s.Cipher = from.Version, versionNames[from.Version], suite
	s.ServerName, s.ALPN, s.Resumed = from.ServerName, from.ALPN, from.Resumed
	s.NPN, s.NPNNegotiated, s.NPNOverlap = from.NPN, from.NPNNegotiated, from.NPNOverlap
	s.Peer, s.Group = from.Peer, groupInfo[from.Group]
	if from.DHBits > 0 {
		s.Group = Group{Type: "DH", Bits: from.DHBits}
	}
	if len(from.Local) > 0 {
		s.Local = leafOf(&tls.Certificate{Certificate: from.Local})
	}
	schemes := s.SharedSchemes
	c.completeState(s)
	if !c.isClient || c.clientConfig.RequestOCSP {
		s.OCSPResponse = from.OCSPResponse
	}
	s.finished = finished{known: [2][]byte{finishedOurs: from.Finished, finishedPeers: from.PeerFinished}}
	s.export = from.ExportKeyingMaterial
	c.published.Store(s)
	c.state = &State{SharedSchemes: schemes}
	c.session.used = nil
	return nil
}
