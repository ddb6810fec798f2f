package tlscore

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"slices"
	"time"

	"tlsjs/tlscore/tls12"
)

// noTickets reports whether a server that has chosen a context makes no tickets.
func (cfg *ServerConfig) noTickets(chosen *Context) bool {
	return cfg.Context.options.noTickets || chosen.options.noTickets
}

// serverSessions lets crypto/tls's server make and take tickets (RFC 5077, RFC
// 8446 section 4.6.1) in OpenSSL's format with the keys of the listening
// context, whichever context the client's name has chosen. In TLS 1.3 without
// tickets the ticket is but the id of a session that is kept here.
func (c *Conn) serverSessions(ctx context.Context, config *tls.Config, d *decision) {
	// The configuration lives as long as the connection: nothing in it may hold
	// the ClientHello.
	cfg, chosen, version := c.serverConfig, d.context, d.version
	keys := cfg.Context.tickets
	stateful := cfg.noTickets(chosen)
	var offered []byte // of TLS 1.2 and below, until the ticket is made
	config.WrapSession = func(cs tls.ConnectionState, state *tls.SessionState) ([]byte, error) {
		s, err := sessionFromState(state, nil)
		if err != nil {
			return nil, err
		}
		// crypto/tls sends a ticket with a resumption too. OpenSSL does not: the
		// client keeps the one that it has.
		old := offered
		offered = nil
		if c.session.used.sameSecret(s) && keys.newest(old) {
			return old, nil
		}
		s.alpn, s.group, s.serverName = cs.NegotiatedProtocol, uint16(cs.CurveID), cs.ServerName
		if stateful || cfg.NewSession != nil && version == tls.VersionTLS13 {
			id := newSessionID()
			if err := c.store(ctx, chosen, id, s); err != nil || stateful {
				return id, err
			}
		}
		return chosen.sealSession(keys, s, c.state.VerifyError)
	}
	config.UnwrapSession = func(ticket []byte, _ tls.ConnectionState) (*tls.SessionState, error) {
		var s *session
		if stateful {
			stored, err := c.find(ctx, ticket)
			if err != nil {
				return nil, err
			}
			s = chosen.usable(stored)
		} else {
			s = chosen.openTicket(keys, ticket)
		}
		if s == nil || s.version != version {
			return nil, nil
		}
		state, err := s.state()
		if err != nil {
			return nil, nil // as good as no ticket
		}
		c.session.used = s
		return state, nil
	}
	if version == tls.VersionTLS13 {
		return
	}
	// A resumption keeps the session's suite, so the configuration must hold
	// that one instead of the chosen one, and only if it will be resumed.
	s := d.ticket
	if s == nil || !chosen.resumable(s, d.hello, d.choice, config.ClientAuth) {
		config.UnwrapSession = func([]byte, tls.ConnectionState) (*tls.SessionState, error) { return nil, nil }
		return
	}
	config.CipherSuites = []uint16{s.suite}
	offered = slices.Clone(d.hello.ticket)
}

// secondServerSessions does the same for tls12's server, with ids for clients
// that get no ticket.
func (c *Conn) secondServerSessions(config *tls12.Config, d *decision) {
	chosen, stored, serverName := d.context, d.session, d.hello.serverName
	c.secondServerMakes(config, chosen)
	config.GetSession = func(context.Context, []byte) (*tls12.Session, error) {
		if stored == nil {
			return nil, nil
		}
		c.session.used = stored
		return stored.toSecond(serverName), nil
	}
	if config.SealTicket == nil {
		return
	}
	keys := c.serverConfig.Context.tickets
	config.OpenTicket = func(ticket []byte) (*tls12.Session, bool) {
		s := chosen.openTicket(keys, ticket)
		if s == nil {
			return nil, false
		}
		c.session.used = s
		return s.toSecond(serverName), !keys.newest(ticket)
	}
}

// secondServerMakes is the part of it that makes sessions, which a renegotiation
// does as well.
func (c *Conn) secondServerMakes(config *tls12.Config, chosen *Context) {
	config.PutSession = func(ctx context.Context, id []byte, t *tls12.Session) error {
		return c.store(ctx, chosen, id, c.fromSecond(t))
	}
	if c.serverConfig.noTickets(chosen) {
		return
	}
	keys := c.serverConfig.Context.tickets
	config.SealTicket = func(t *tls12.Session) ([]byte, uint32, error) {
		s := c.fromSecond(t)
		s.id = nil
		ticket, err := chosen.sealSession(keys, s, c.state.VerifyError)
		return ticket, uint32(chosen.sessionTimeout / time.Second), err
	}
}

// sealSession makes a ticket of a session.
func (c *Context) sealSession(keys *ticketKeys, s *session, verdict *VerifyError) ([]byte, error) {
	c.finishSession(s, verdict)
	der, err := s.der()
	if err != nil {
		return nil, err
	}
	return keys.seal(der)
}

// finishSession writes into a session what the server will want to know.
func (c *Context) finishSession(s *session, verdict *VerifyError) {
	s.timeout, s.context = c.sessionTimeout, c.sessionContext
	if verdict != nil {
		s.verifyResult = int64(verdict.Code)
	}
}

// newSessionID draws the id of a session.
func newSessionID() []byte {
	id := make([]byte, 32)
	_, _ = rand.Read(id) // never fails since Go 1.24
	return id
}

// store keeps a session by its id: in the caller's store, or in the context's
// own.
func (c *Conn) store(ctx context.Context, chosen *Context, id []byte, s *session) error {
	cfg := c.serverConfig
	chosen.finishSession(s, c.state.VerifyError)
	s.id = id
	der, err := s.der()
	if err != nil {
		return err
	}
	switch {
	case cfg.NewSession != nil:
		if err := cfg.NewSession(ctx, slices.Clone(id), der); err != nil {
			return c.hookFailed(err)
		}
	case cfg.GetSession == nil:
		cfg.Context.sessions.put(id, der, s.created.Add(s.timeout))
	}
	s.id = nil
	return nil
}

// storedSession finds the session that a client names by its id, if it brings
// no ticket (RFC 5077 section 3.4: a ticket goes before). Where a pre-shared key of
// TLS 1.3 is the id of a session, that of the hello is no session's, and the store
// is asked once, for the former.
func (c *Conn) storedSession(ctx context.Context, hello *clientHello) (*session, error) {
	if len(hello.sessionID) == 0 || len(hello.ticket) > 0 {
		return nil, nil
	}
	listening := c.serverConfig.Context
	if listening.options.noTickets && listening.versions[0] == tls.VersionTLS13 && hello.supports(tls.VersionTLS13) &&
		hello.has(extensionPreSharedKey) {
		return nil, nil
	}
	return c.find(ctx, hello.sessionID)
}

// find asks the caller's store, or the context's own.
func (c *Conn) find(ctx context.Context, id []byte) (*session, error) {
	cfg := c.serverConfig
	var der []byte
	switch {
	case cfg.GetSession != nil:
		var err error
		if der, err = cfg.GetSession(ctx, slices.Clone(id)); err != nil {
			return nil, c.hookFailed(err)
		}
	case cfg.NewSession == nil:
		der = cfg.Context.sessions.get(id, cfg.Context.now())
	}
	if der == nil {
		return nil, nil
	}
	s, err := parseSession(der)
	if err != nil {
		return nil, nil // as good as none
	}
	return s, nil
}

// openTicket returns the session in a ticket if it may still be used here.
func (c *Context) openTicket(keys *ticketKeys, ticket []byte) *session {
	plain := keys.open(ticket)
	if plain == nil {
		return nil
	}
	s, err := parseSession(plain)
	if err != nil {
		return nil
	}
	return c.usable(s)
}

// usable returns the session if it may still be used here, else nil.
func (c *Context) usable(s *session) *session {
	if s == nil || !s.fresh(c.now()) || !bytes.Equal(s.context, c.sessionContext) {
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
	known := slices.ContainsFunc(c.mutualSuites(hello, ch.version, false), func(x Cipher) bool { return x.ID == s.suite })
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
	c.session.hook = cfg.NewSession
	if cfg.Context.options.noTickets {
		return
	}
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
	used := k.conn.session.used
	same := used.sameSecret(s) && bytes.Equal(used.ticket, s.ticket)
	if der, err := s.der(); err == nil {
		k.conn.keepSession(der, !same)
	}
}

// noteSessionID makes the session of a server that has given an id and no ticket,
// of which crypto/tls makes none; the engine that goes by ids resumes it. It runs
// at the end of a handshake of TLS 1.0 to 1.2.
func (c *Conn) noteSessionID() {
	id, extensions := c.wire.handshake.serverHello()
	st, o := c.state, c.takeover.origin
	if !c.isClient || st.Resumed || o == nil || len(id) == 0 || slices.Contains(extensions, extensionSessionTicket) {
		return
	}
	s := &session{
		version: st.Version, suite: st.Cipher.ID, secret: c.keys.master, extendedMS: o.extendedMaster,
		created: c.clientConfig.Context.now(), timeout: defaultClientTimeout,
		serverName: sniName(c.clientConfig.ServerName), alpn: st.ALPN, id: slices.Clone(id),
		isClient: true, ours: true,
	}
	for _, cert := range st.Peer {
		s.chain = append(s.chain, cert.Raw)
	}
	if v := st.VerifyError; v != nil {
		s.verifyResult = int64(v.Code)
	}
	if der, err := s.der(); err == nil {
		c.keepSession(der, true)
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
