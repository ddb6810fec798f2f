package tlscore

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"time"

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
// front if it is not 0.
func (c *Context) secondSuites(first uint16) []uint16 {
	var ids []uint16
	if first != 0 {
		ids = append(ids, first)
	}
	for _, s := range c.suites {
		if s.ID != first {
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
		config.Suites = c.clientConfig.Context.secondSuites(s.Cipher.ID)
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
	config.Suites = context.secondSuites(suite)
	config.DH = context.dh
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
	config.Suites = cfg.Context.secondSuites(0)
	config.ServerName = sniName(cfg.ServerName)
	config.RequestOCSP = cfg.RequestOCSP
	config.NoTickets = cfg.Context.options.noTickets
	config.MinDHBits = cfg.Context.leastDHBits()
	config.NoLegacySignatures = cfg.Context.forbidsLegacySignatures(tls.VersionTLS11)
	config.VerifyPeer = func(_ context.Context, chain []*x509.Certificate, resumed bool) error {
		c.judge(cfg.Context, chain, PurposeServer, resumed)
		return nil
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
	if s.Local = nil; len(from.Local) > 0 {
		s.Local = leafOf(&tls.Certificate{Certificate: from.Local})
	}
	if !c.isClient || c.clientConfig.RequestOCSP {
		s.OCSPResponse = from.OCSPResponse
	}
	s.Finished, s.PeerFinished, s.export = from.Finished, from.PeerFinished, from.ExportKeyingMaterial
	c.published.Store(s)
	c.state = &State{SharedSchemes: s.SharedSchemes}
	c.session.used = nil
	return nil
}

// fromSecond turns tls12's session into ours.
func (c *Conn) fromSecond(t *tls12.Session) *session {
	s := &session{
		version: t.Version, suite: t.Suite, secret: t.MasterSecret, extendedMS: t.ExtendedMasterSecret,
		created: t.Created, serverName: t.ServerName, alpn: t.ALPN,
		id: t.ID, ticket: t.Ticket, lifetime: t.Lifetime, chain: t.PeerCertificates,
		isClient: c.isClient, ours: true,
	}
	if v := c.state.VerifyError; v != nil {
		s.verifyResult = int64(v.Code)
	}
	return s
}

// toSecond turns a session into tls12's. serverName is the one of this
// connection, for sessions of programs that do not write it down.
func (s *session) toSecond(serverName string) *tls12.Session {
	t := &tls12.Session{
		Version: s.version, Suite: s.suite, MasterSecret: s.secret, ExtendedMasterSecret: s.extendedMS,
		PeerCertificates: s.chain, ServerName: s.serverName, ALPN: s.alpn, Created: s.created,
		ID: s.id, Ticket: s.ticket, Lifetime: s.lifetime,
	}
	if t.ServerName == "" {
		t.ServerName = serverName
	}
	return t
}

// secondClientKeeps collects new sessions.
func (c *Conn) secondClientKeeps(config *tls12.Config, cfg *ClientConfig) {
	c.session.hook = cfg.NewSession
	config.NewSession = func(t *tls12.Session) {
		s := c.fromSecond(t)
		// A server may give a new ticket for a session that it resumes.
		old := c.session.used
		same := old.sameSecret(s) && bytes.Equal(s.ticket, old.ticket)
		s.timeout = defaultClientTimeout
		if len(s.ticket) > 0 && s.lifetime == 0 {
			s.lifetime = uint32(defaultClientTimeout / time.Second)
		}
		if der, err := s.der(); err == nil {
			c.keepSession(der, !same)
		}
	}
}

// secondClientSessions offers the session of the configuration and collects new
// ones, as clientSessions does for crypto/tls.
func (c *Conn) secondClientSessions(config *tls12.Config, cfg *ClientConfig) {
	c.secondClientKeeps(config, cfg)
	s, err := parseSession(cfg.Session)
	if err != nil || len(s.chain) == 0 || !s.fresh(cfg.Context.now()) {
		return
	}
	s.isClient = true
	config.Session = s.toSecond(config.ServerName)
	c.session.used = s
	c.keepSession(cfg.Session, false)
}

// translate12 turns tls12's errors into ours: OpenSSL's words for what the peer
// did, so that nobody can tell the engines apart.
func translate12(err error) *Error {
	var e *tls12.Error
	errors.As(err, &e)
	if e.Remote {
		return receivedAlert(uint8(e.Alert), nil)
	}
	for _, row := range secondReasons {
		if row.alert == e.Alert && (row.is == nil || errors.Is(e.Err, row.is)) {
			return sslError(row.kind, row.reason, uint8(e.Alert), e.Err)
		}
	}
	return sslError(KindInternal, ReasonInternalError, uint8(e.Alert), e.Err)
}

// secondReasons are read from above; the row without an error is the rest of its
// alert.
var secondReasons = []struct {
	alert  tls12.Alert
	is     error
	reason Reason
	kind   Kind
}{
	{tls12.AlertUnexpectedMessage, tls12.ErrIdle, ReasonTooManyWarnAlerts, KindPeer},
	{tls12.AlertUnexpectedMessage, nil, ReasonUnexpectedMessage, KindPeer},
	{tls12.AlertBadRecordMAC, nil, ReasonDecryptionFailed, KindPeer},
	{tls12.AlertRecordOverflow, nil, ReasonDataLengthTooLong, KindPeer},
	{tls12.AlertHandshakeFailure, tls12.ErrNoCertificate, ReasonPeerNoCertificate, KindPeer},
	{tls12.AlertHandshakeFailure, tls12.ErrRenegotiationInfo, ReasonRenegotiationMismatch, KindPeer},
	{tls12.AlertHandshakeFailure, tls12.ErrExtendedMasterSecret, ReasonInconsistentEMS, KindPeer},
	{tls12.AlertHandshakeFailure, nil, ReasonNoSharedCipher, KindPeer},
	{tls12.AlertBadCertificate, nil, ReasonBadCertificate, KindPeer},
	{tls12.AlertUnsupportedCertificate, nil, ReasonUnknownCertificateType, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrNotOffered, ReasonWrongCipherReturned, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrGroup, ReasonWrongCurve, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrDowngrade, ReasonInappropriateFallback, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrCompression, ReasonUnsupportedCompression, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrNoCompression, ReasonNoCompression, KindPeer},
	{tls12.AlertIllegalParameter, nil, ReasonBadExtension, KindPeer},
	{tls12.AlertDecodeError, nil, ReasonLengthMismatch, KindPeer},
	{tls12.AlertDecryptError, tls12.ErrFinished, ReasonDigestCheckFailed, KindPeer},
	{tls12.AlertDecryptError, nil, ReasonBadSignature, KindPeer},
	{tls12.AlertProtocolVersion, nil, ReasonUnsupportedProtocol, KindPeer},
	{tls12.AlertInternalError, tls12.ErrLegacySignature, ReasonLegacySignature, KindPeer},
	{tls12.AlertInsufficientSecurity, nil, ReasonDHKeyTooSmall, KindPeer},
	{tls12.AlertInappropriateFallback, nil, ReasonInappropriateFallback, KindPeer},
	{tls12.AlertUnsupportedExtension, nil, ReasonUnsolicitedExtension, KindPeer},
	{tls12.AlertNoApplicationProtocol, nil, ReasonNoApplicationProtocol, KindPeer},
}
