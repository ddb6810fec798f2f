package tlscore

import (
	"bytes"
	"crypto/tls"
	"slices"
	"time"
)

// serverSessions lets the server make and take tickets (RFC 5077, RFC 8446
// section 4.6.1) in OpenSSL's format with the keys of the listening context,
// whichever context the client's name has chosen.
func (c *Conn) serverSessions(config *tls.Config, cfg *ServerConfig, chosen *Context, hello *clientHello, ch *choice) {
	if cfg.Context.options.noTickets || chosen.options.noTickets {
		config.SessionTicketsDisabled = true
		return
	}
	keys := cfg.Context.tickets
	config.WrapSession = func(cs tls.ConnectionState, state *tls.SessionState) ([]byte, error) {
		s, err := sessionFromState(state, nil)
		if err != nil {
			return nil, err
		}
		s.timeout, s.context = chosen.sessionTimeout, chosen.sessionContext
		s.alpn, s.group = cs.NegotiatedProtocol, uint16(cs.CurveID)
		if v := c.state.VerifyError; v != nil {
			s.verifyResult = int64(v.Code)
		}
		der, err := s.der()
		if err != nil {
			return nil, err
		}
		return keys.seal(der)
	}
	config.UnwrapSession = func(ticket []byte, _ tls.ConnectionState) (*tls.SessionState, error) {
		s := chosen.openTicket(keys, ticket)
		if s == nil || s.version != ch.version {
			return nil, nil
		}
		state, err := s.state()
		if err != nil {
			return nil, nil // as good as no ticket
		}
		c.session.used = s
		return state, nil
	}
	if ch.version == tls.VersionTLS13 {
		return
	}
	// A resumption keeps the session's suite, so the configuration must hold
	// that one instead of the chosen one, and only if it will be resumed.
	s := chosen.openTicket(keys, hello.ticket)
	if s == nil || !chosen.resumable(s, hello, ch, config.ClientAuth) {
		config.UnwrapSession = func([]byte, tls.ConnectionState) (*tls.SessionState, error) { return nil, nil }
		return
	}
	config.CipherSuites = []uint16{s.suite}
}

// openTicket returns the session in a ticket if it may still be used here.
func (c *Context) openTicket(keys *ticketKeys, ticket []byte) *session {
	plain := keys.open(ticket)
	if plain == nil {
		return nil
	}
	s, err := parseSession(plain)
	if err != nil || !s.fresh(c.now()) || !bytes.Equal(s.context, c.sessionContext) {
		return nil
	}
	return s
}

// resumable holds a session of TLS 1.2 or below against what crypto/tls will
// demand of it (RFC 5246 section 7.4.1.3, RFC 7627 section 5.3).
func (c *Context) resumable(s *session, hello *clientHello, ch *choice, auth tls.ClientAuthType) bool {
	if s.version != ch.version || s.extendedMS != hello.extendedMS || !slices.Contains(hello.suites, s.suite) {
		return false
	}
	known := slices.ContainsFunc(c.mutualSuites(hello, ch.version), func(x Cipher) bool { return x.ID == s.suite })
	if !known {
		return false
	}
	if len(s.chain) == 0 {
		return auth != tls.RequireAnyClientCert
	}
	chain, err := s.certificates()
	return err == nil && auth != tls.NoClientCert && !c.now().After(chain[0].NotAfter)
}

// clientSessions offers the session of the configuration and collects new ones.
func (c *Conn) clientSessions(config *tls.Config, cfg *ClientConfig) {
	if cfg.Context.options.noTickets {
		return
	}
	c.session.hook = cfg.NewSession
	config.ClientSessionCache = &clientCache{conn: c, context: cfg.Context, offered: cfg.Session}
}

// clientCache is the one connection's tls.ClientSessionCache.
type clientCache struct {
	conn    *Conn
	context *Context
	offered []byte
}

// Get returns the session to offer.
func (k *clientCache) Get(string) (*tls.ClientSessionState, bool) {
	if k.offered == nil {
		return nil, false
	}
	s, err := parseSession(k.offered)
	if err != nil || len(s.chain) == 0 || len(s.ticket) == 0 || !s.fresh(k.context.now()) {
		return nil, false
	}
	s.isClient = true
	state, err := s.state()
	if err != nil {
		return nil, false
	}
	resumption, err := tls.NewResumptionState(s.ticket, state)
	if err != nil {
		return nil, false
	}
	k.conn.session.used = s
	k.conn.keepSession(k.offered, false)
	return resumption, true
}

// Put receives a new session, or nil for one that must not be used again. It
// runs in the goroutine of the handshake or of a Read.
func (k *clientCache) Put(_ string, cs *tls.ClientSessionState) {
	ticket, state, err := cs.ResumptionState()
	if err != nil || state == nil {
		k.conn.keepSession(nil, false)
		return
	}
	s, err := sessionFromState(state, ticket)
	if err != nil {
		return
	}
	s.timeout = defaultClientTimeout
	if s.version == tls.VersionTLS13 {
		s.timeout = time.Duration(s.lifetime) * time.Second
	} else {
		s.lifetime = uint32(defaultClientTimeout / time.Second)
	}
	if v := k.conn.state.VerifyError; v != nil {
		s.verifyResult = int64(v.Code)
	}
	s.alpn = k.conn.state.ALPN
	if der, err := s.der(); err == nil {
		k.conn.keepSession(der, true)
	}
}

// defaultClientTimeout is what OpenSSL's client writes into its sessions.
const defaultClientTimeout = 7200 * time.Second

func (c *Conn) keepSession(der []byte, isNew bool) {
	c.session.Lock()
	c.session.der = der
	c.session.Unlock()
	if isNew && c.session.hook != nil {
		c.session.hook(slices.Clone(der))
	}
}

// Session returns the newest session that the server gave, or the one that was
// resumed, in OpenSSL's DER form; nil when there is none. In TLS 1.3 it comes
// with the data after the handshake. Only clients have one. Any goroutine may
// call it.
func (c *Conn) Session() []byte {
	c.session.Lock()
	defer c.session.Unlock()
	return slices.Clone(c.session.der)
}
