package tls12

import (
	"bytes"
	"context"
	"crypto/tls"
	"net"
	"slices"
)

// clientHandshake is a handshake of the client's side.
type clientHandshake struct {
	handshake
	hello   clientHelloMsg
	session *Session // offered, nil for none
	server  serverHelloMsg
	chain   [][]byte
	kx      *serverKeyExchangeMsg
	request *certificateRequestMsg
	cert    *tls.Certificate // what we answered the request with
	key     *signer
}

// newClientHandshake makes the ClientHello. It sends nothing.
func (c *Conn) newClientHandshake(ctx context.Context, cfg *Config) (*clientHandshake, error) {
	hs := &clientHandshake{handshake: handshake{c: c, ctx: ctx, cfg: cfg, before: c.state.Load()}}
	// A renegotiation names the same version as the first ClientHello, whatever
	// came of it: servers hold the two against each other, and OpenSSL's client
	// does so. settle then wants the version that was agreed on.
	low, high := cfg.versions()
	if hs.before != nil {
		high = max(high, hs.before.Version)
	}
	h := &hs.hello
	h.version, h.random = high, newRandom()
	for _, id := range cfg.suites() {
		s := suiteByID(id)
		if !hs.usable(s) || !s.fits(high) || slices.Contains(h.suites, id) {
			continue
		}
		h.suites = append(h.suites, id)
		if s.kex == kexECDHE {
			h.groups, h.points = cfg.groups(), []byte{pointUncompressed}
		}
	}
	if len(h.suites) == 0 {
		return nil, configError("no cipher suite for these versions")
	}
	if h.groups != nil && len(h.groups) == 0 {
		return nil, configError("no group for ECDHE suites")
	}
	if cfg.Fallback {
		h.suites = append(h.suites, scsvFallback)
	}
	if high >= tls.VersionTLS12 {
		h.schemes = cfg.schemes()
	}
	h.serverName, h.status = cfg.ServerName, cfg.RequestOCSP
	h.extendedMaster = !cfg.NoExtendedMasterSecret
	h.renegotiation = renegotiationValue(hs.before, true, false)
	if !cfg.NoTickets {
		h.ticket = []byte{}
	}
	if hs.before == nil {
		// A protocol is agreed on once (as OpenSSL has it); a renegotiation
		// wants new keys and new names, so it resumes nothing.
		h.alpn = cfg.ALPN
		if cfg.NPN != nil {
			h.npn = []string{}
		}
		hs.offerSession(low, high)
	}
	return hs, nil
}

// offerSession adds the session of the configuration to the hello if it fits.
func (hs *clientHandshake) offerSession(low, high uint16) {
	s, h := hs.cfg.Session, &hs.hello
	if s == nil || s.Version < low || s.Version > high || !slices.Contains(h.suites, s.Suite) ||
		s.ExtendedMasterSecret && !h.extendedMaster || len(s.MasterSecret) != masterLen {
		return
	}
	switch {
	case len(s.Ticket) > 0 && hs.cfg.NoTickets:
		return
	case len(s.Ticket) > 0:
		// The server repeats this id when it takes the ticket (RFC 5077 section 3.4).
		h.ticket, h.sessionID = s.Ticket, newRandom()
	case len(s.ID) > 0 && len(s.ID) <= maxSessionID:
		h.sessionID = s.ID
	default:
		return
	}
	hs.session = s
}

// sendHello sends the first flight. It may run in another goroutine than run. In
// a renegotiation it fails with net.ErrClosed after close_notify.
func (hs *clientHandshake) sendHello() error {
	if hs.before != nil && !hs.c.holdWriters() {
		return net.ErrClosed
	}
	hs.c.out.mu.Lock()
	// Old servers refuse records above TLS 1.0 in a first ClientHello.
	hs.c.out.hello = min(hs.hello.version, tls.VersionTLS10)
	hs.c.out.mu.Unlock()
	if err := hs.send(hs.hello.marshal()); err != nil {
		return err
	}
	return hs.flush()
}

// run performs the rest of the handshake. Callers hold turn.
func (hs *clientHandshake) run() error {
	hs.begin()
	if err := runSteps(hs.readServerHello, hs.agreeOnServerHello); err != nil {
		return err
	}
	if hs.state.Resumed {
		return runSteps(hs.resume, hs.readTicket, hs.readChange, hs.readFinished,
			hs.sendChange, hs.sendNextProtocol, hs.sendFinished, hs.finish)
	}
	return runSteps(hs.readCertificate, hs.readCertificateStatus, hs.judgeServer,
		hs.readServerKeyExchange, hs.readCertificateRequest, hs.readServerHelloDone,
		hs.sendCertificate, hs.sendClientKeyExchange, hs.sendCertificateVerify,
		hs.deriveKeys, hs.sendChange, hs.sendNextProtocol, hs.sendFinished,
		hs.readTicket, hs.readChange, hs.readFinished, hs.finish)
}

func (hs *clientHandshake) readServerHello() error {
	err := hs.readInto(typeServerHello, &hs.server)
	if v := hs.server.version; v >= tls.VersionTLS10 && v <= tls.VersionTLS12 {
		// An alert must come in the version that the server speaks by now, also
		// when the rest of its hello made no sense.
		hs.c.out.mu.Lock()
		hs.c.out.hello = v
		hs.c.out.mu.Unlock()
	}
	return err
}

// agreeOnServerHello holds the server's choices against what was offered (RFC
// 5246 section 7.4.1.3).
func (hs *clientHandshake) agreeOnServerHello() error {
	m, h := &hs.server, &hs.hello
	low, high := hs.cfg.versions()
	if hs.before == nil && (m.version < low || m.version > high) {
		return failf(AlertProtocolVersion, "the server chose version %#04x", m.version)
	}
	s := suiteByID(m.suite)
	if s == nil || !slices.Contains(h.suites, m.suite) || !s.fits(m.version) {
		return failf(AlertIllegalParameter, "%w: cipher suite %#04x", ErrNotOffered, m.suite)
	}
	if m.compression != compressionNone {
		return failf(AlertIllegalParameter, "%w: method %d", ErrCompression, m.compression)
	}
	if hs.before == nil && downgraded(m.version, high, m.random) {
		return failf(AlertIllegalParameter, "%w", ErrDowngrade)
	}
	extended := m.extendedMaster && h.extendedMaster
	if err := hs.settle(m.version, s, h.random, m.random, extended); err != nil {
		return err
	}
	if err := hs.checkExtensions(); err != nil {
		return err
	}
	hs.state.ServerName = h.serverName
	if hs.before != nil {
		hs.keepProtocols()
	}
	if len(m.alpn) > 0 {
		hs.state.ALPN = m.alpn[0]
	}
	hs.state.Resumed = hs.session != nil && bytes.Equal(m.sessionID, h.sessionID)
	return nil
}

// downgraded looks for the mark of a server that could have done better (RFC
// 8446 section 4.1.3).
func downgraded(version, offered uint16, random []byte) bool {
	if version >= offered || offered < tls.VersionTLS12 {
		return false
	}
	mark := random[randomLen-len(downgradeMark)-1:]
	return string(mark[:len(downgradeMark)]) == downgradeMark && mark[len(downgradeMark)] <= 1
}

const downgradeMark = "DOWNGRD"

// checkExtensions refuses answers to what was not asked (RFC 5246 section
// 7.4.1.4) and a renegotiation that is not tied to what came before (RFC 5746
// section 3.5).
func (hs *clientHandshake) checkExtensions() error {
	m, h := &hs.server, &hs.hello
	for _, id := range m.present {
		asked := false
		switch id {
		case extRenegotiation:
			asked = true
		case extSessionTicket:
			asked = h.ticket != nil
		case extPointFormats:
			asked = h.points != nil
		case extGroups:
			// TLS 1.2 gives a server no such answer, but some send one, and
			// OpenSSL and crypto/tls let it pass.
			asked = h.groups != nil
		case extServerName:
			asked = h.serverName != ""
		case extStatusRequest:
			asked = h.status
		case extExtendedMaster:
			asked = h.extendedMaster
		case extALPN:
			asked = len(h.alpn) > 0
		case extNextProtocol:
			asked = h.npn != nil
		}
		if !asked {
			return failf(AlertUnsupportedExtension, "the server sent extension %d, which was not asked for", id)
		}
	}
	if len(m.alpn) > 0 && !slices.Contains(h.alpn, m.alpn[0]) {
		return failf(AlertIllegalParameter, "the server chose a protocol that was not offered")
	}
	if len(m.alpn) > 0 && m.npn != nil {
		return failf(AlertIllegalParameter, "the server chose both ALPN and NPN")
	}
	if m.points != nil && !slices.Contains(m.points, pointUncompressed) {
		return failf(AlertIllegalParameter, "the server knows no uncompressed points")
	}
	hs.state.SecureRenegotiation = m.renegotiation != nil
	want := renegotiationValue(hs.before, true, true)
	if hs.before != nil && m.renegotiation == nil || m.renegotiation != nil && !bytes.Equal(m.renegotiation, want) {
		return failf(AlertHandshakeFailure, "%w", ErrRenegotiationInfo)
	}
	return nil
}

// resume takes the session's secrets over.
func (hs *clientHandshake) resume() error {
	s := hs.session
	switch {
	case s.Version != hs.version || s.Suite != hs.suite.id:
		return failf(AlertIllegalParameter, "the server resumed another version or suite")
	case s.ExtendedMasterSecret != hs.extended:
		return failf(AlertHandshakeFailure, "the server resumed with another kind: %w", ErrExtendedMasterSecret)
	}
	if !hs.suite.certless() {
		if err := hs.judgeSession(s); err != nil {
			return err
		}
	}
	if hs.cfg.Resuming != nil {
		hs.cfg.Resuming()
	}
	hs.master = s.MasterSecret
	copied := *s
	hs.state.Session = &copied
	return hs.deriveKeys()
}

func (hs *clientHandshake) readCertificate() error {
	if hs.suite.certless() {
		return nil
	}
	var m certificateMsg
	if err := hs.readInto(typeCertificate, &m); err != nil {
		return err
	}
	if len(m.chain) == 0 {
		return failf(AlertDecodeError, "the server sent no certificate")
	}
	if b := hs.before; b != nil && len(b.Peer) > 0 && !bytes.Equal(b.Peer[0].Raw, m.chain[0]) {
		// The triple handshake attack needs a server that changes its name.
		return failf(AlertBadCertificate, "the server's certificate changed during a renegotiation")
	}
	hs.chain = m.chain
	return nil
}

// readCertificateStatus reads the stapled OCSP response, which a server may
// announce and then leave out (RFC 6066 section 8).
func (hs *clientHandshake) readCertificateStatus() error {
	if !hs.server.status || hs.suite.certless() {
		return nil
	}
	kind, _, err := hs.peek()
	if err != nil || kind != typeCertificateStatus {
		return err
	}
	var m certificateStatusMsg
	if err := hs.readInto(typeCertificateStatus, &m); err != nil {
		return err
	}
	hs.state.OCSPResponse = m.response
	return nil
}

func (hs *clientHandshake) judgeServer() error {
	if hs.suite.certless() {
		return nil
	}
	if err := hs.judgePeer(hs.chain); err != nil {
		return err
	}
	kind := kindOf(hs.state.Peer[0].PublicKey)
	if hs.suite.ecdsa != (kind == keyECDSA || kind == keyEd25519) || kind == keyUnknown {
		return failf(AlertUnsupportedCertificate, "the server's certificate does not fit the cipher suite")
	}
	if kind == keyECDSA && !slices.Contains(hs.hello.groups, curveOfKey(hs.state.Peer[0].PublicKey)) {
		// RFC 8422 section 5.3: its key must be on a curve that was offered.
		return failf(AlertIllegalParameter, "the curve of the certificate was not offered")
	}
	return nil
}

func (hs *clientHandshake) readCertificateRequest() error {
	kind, _, err := hs.peek()
	if err != nil || kind != typeCertificateRequest || hs.suite.certless() {
		return err
	}
	hs.request = &certificateRequestMsg{withSchemes: hs.version >= tls.VersionTLS12}
	return hs.readInto(typeCertificateRequest, hs.request)
}

func (hs *clientHandshake) readServerHelloDone() error {
	body, err := hs.read(typeServerHelloDone)
	if err != nil {
		return err
	}
	if len(body) != 0 {
		return failf(AlertDecodeError, "malformed ServerHelloDone")
	}
	if len(hs.c.hand) > 0 {
		return failf(AlertUnexpectedMessage, "handshake message after ServerHelloDone")
	}
	return nil
}

// Types of certificates that servers ask for (RFC 5246 section 7.4.4, RFC 8422
// section 5.5).
const (
	certTypeRSA   = 1
	certTypeECDSA = 64
)

// sendCertificate answers a request, with an empty list if nothing suits.
func (hs *clientHandshake) sendCertificate() error {
	if hs.request == nil {
		return nil
	}
	for i := range hs.cfg.Certificates {
		cert := &hs.cfg.Certificates[i]
		public, err := leafKey(cert)
		if err != nil {
			return &Error{Alert: AlertInternalError, Err: err}
		}
		wanted := byte(certTypeECDSA)
		if kindOf(public) == keyRSA {
			wanted = certTypeRSA
		}
		if !slices.Contains(hs.request.types, wanted) {
			continue
		}
		if key := chooseSigner(hs.version, cert, public, hs.request.schemes, hs.cfg.schemes()); key != nil {
			hs.cert, hs.key = cert, key
			hs.state.Local = cert.Certificate
			break
		}
	}
	m := certificateMsg{chain: hs.state.Local}
	return hs.send(m.marshal())
}

func (hs *clientHandshake) sendCertificateVerify() error {
	if hs.cert == nil {
		return nil
	}
	signature, err := hs.key.sign(hs.cert.PrivateKey, hs.messages)
	m := certificateVerifyMsg{withScheme: hs.version >= tls.VersionTLS12, scheme: hs.key.scheme, signature: signature}
	if err != nil {
		return &Error{Alert: AlertInternalError, Err: err}
	}
	return hs.send(m.marshal())
}

// sendNextProtocol chooses a protocol of the server's list in the server's
// order; without overlap it tells ours (draft-agl-tls-nextprotoneg-04 section 4).
func (hs *clientHandshake) sendNextProtocol() error {
	if hs.server.npn == nil {
		return nil
	}
	hs.state.NPNNegotiated = true
	for _, name := range hs.server.npn {
		if slices.Contains(hs.cfg.NPN, name) {
			hs.state.NPN, hs.state.NPNOverlap = name, true
			break
		}
	}
	if !hs.state.NPNOverlap && len(hs.cfg.NPN) > 0 {
		hs.state.NPN = hs.cfg.NPN[0]
	}
	m := nextProtocolMsg{protocol: hs.state.NPN}
	return hs.send(m.marshal())
}

// readTicket reads the ticket if the server has announced one, and finds out
// what could be resumed.
func (hs *clientHandshake) readTicket() error {
	var m newSessionTicketMsg
	if hs.server.ticket != nil {
		if err := hs.readInto(typeNewSessionTicket, &m); err != nil {
			return err
		}
	}
	s := hs.state.Session // of the resumption
	if s == nil {
		s = hs.newSession(hs.chain)
		s.ID = bytes.Clone(hs.server.sessionID)
	}
	if len(m.ticket) > 0 {
		s.Ticket, s.Lifetime = bytes.Clone(m.ticket), m.lifetime
	}
	if len(s.Ticket) > 0 || len(s.ID) > 0 {
		hs.state.Session = s
	}
	return nil
}
