package tlscore

import (
	"bytes"
	"time"

	"tlsjs/tlscore/tls12"
)

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
	if err != nil || len(s.chain) == 0 && !tls12.NoCertificate(s.suite) || !s.fresh(cfg.Context.now()) {
		return
	}
	s.isClient = true
	config.Session = s.toSecond(config.ServerName)
	c.session.used = s
	c.keepSession(cfg.Session, false)
}
