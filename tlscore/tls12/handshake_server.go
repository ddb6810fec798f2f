package tls12

import (
	"bytes"
	"context"
	"crypto"
	"crypto/tls"
	"slices"
)

// serverHandshake is a handshake of the server's side.
type serverHandshake struct {
	handshake
	hello   clientHelloMsg
	offered uint16 // the client's highest version
	reply   serverHelloMsg
	auth    ClientAuth
	cert    *tls.Certificate // nil where a pre-shared key stands for it
	signer  *signer          // nil for RSA key exchange and pre-shared keys
	group   tls.CurveID
	share   *keyShare
	session *Session // resumed
	renew   bool     // a resumption gets a new ticket
	tickets bool     // a ticket will be sent
	chain   [][]byte
}

// serveHandshake performs a handshake of the server's side. Callers hold turn.
func (c *Conn) serveHandshake(ctx context.Context) error {
	hs := &serverHandshake{handshake: handshake{c: c, ctx: ctx, cfg: c.config, before: c.state.Load()}}
	hs.begin()
	if err := runSteps(hs.readClientHello, hs.chooseConfig, hs.chooseVersion, hs.checkRenegotiation,
		hs.agreeOnExtensions, hs.findSession); err != nil {
		return err
	}
	if hs.session != nil {
		return runSteps(hs.resume, hs.sendServerHello, hs.sendTicket, hs.deriveKeys, hs.sendChange,
			hs.sendFinished, hs.readChange, hs.readNextProtocol, hs.readFinished, hs.finish)
	}
	return runSteps(hs.chooseSuite, hs.drawSessionID, hs.sendServerHello, hs.sendCertificate, hs.sendCertificateStatus,
		hs.sendServerKeyExchange, hs.sendCertificateRequest, hs.sendServerHelloDone,
		hs.readCertificate, hs.readClientKeyExchange, hs.readCertificateVerify, hs.deriveKeys,
		hs.readChange, hs.readNextProtocol, hs.readFinished,
		hs.storeSession, hs.sendTicket, hs.sendChange, hs.sendFinished, hs.finish)
}

func (hs *serverHandshake) readClientHello() error {
	if err := hs.readInto(typeClientHello, &hs.hello); err != nil {
		return err
	}
	if len(hs.c.hand) > 0 {
		return failf(AlertUnexpectedMessage, "handshake message after ClientHello")
	}
	if !bytes.Contains(hs.hello.compression, []byte{compressionNone}) {
		return failf(AlertIllegalParameter, "%w", ErrNoCompression)
	}
	hs.offered = hs.hello.version
	if hs.hello.versions != nil {
		hs.offered = slices.Max(hs.hello.versions)
	}
	return nil
}

func (hs *serverHandshake) chooseConfig() error {
	h := &hs.hello
	if hs.cfg.ConfigForClient != nil {
		chosen, err := hs.cfg.ConfigForClient(hs.ctx, &ClientHello{
			ServerName: h.serverName, Version: hs.offered, Suites: h.suites, Groups: h.groups,
			SignatureSchemes: h.schemes, ALPN: h.alpn, NPN: h.npn != nil, StatusRequest: h.status,
			Renegotiation: hs.before != nil,
		})
		if err != nil {
			return hookError(err, AlertInternalError)
		}
		if chosen != nil {
			hs.cfg = chosen
		}
	}
	hs.auth = hs.cfg.ClientAuth
	if a := hs.c.clientAuth.Load(); a != nil {
		hs.auth = *a
	}
	if hs.auth != NoClientCert && hs.cfg.VerifyPeer == nil {
		return configError("nobody verifies the peer's certificate")
	}
	return hs.cfg.check(false)
}

// chooseVersion takes the best version of both (RFC 5246 appendix E.1, RFC 7507
// section 3, RFC 8446 section 4.2.1).
func (hs *serverHandshake) chooseVersion() error {
	low, high := hs.cfg.versions()
	if hs.before != nil {
		low, high = hs.before.Version, hs.before.Version
	}
	version := uint16(0)
	for v := high; v >= low && version == 0; v-- {
		if hs.hello.versions == nil && v <= hs.hello.version || slices.Contains(hs.hello.versions, v) {
			version = v
		}
	}
	if version == 0 {
		return failf(AlertProtocolVersion, "the client offers versions up to %#04x only", hs.offered)
	}
	highest := max(hs.cfg.HighestVersion, high)
	if hs.before == nil && slices.Contains(hs.hello.suites, scsvFallback) && hs.offered < highest {
		return failf(AlertInappropriateFallback, "inappropriate fallback")
	}
	random := newRandom()
	mark := append([]byte(downgradeMark), 1)
	if version < tls.VersionTLS12 {
		mark[len(mark)-1] = 0
	}
	if version < highest && highest >= tls.VersionTLS12 && hs.before == nil {
		copy(random[randomLen-len(mark):], mark)
	}
	hs.reply.version, hs.reply.random = version, random
	extended := hs.hello.extendedMaster && !hs.cfg.NoExtendedMasterSecret
	hs.reply.extendedMaster = extended
	return hs.settle(version, nil, hs.hello.random, random, extended)
}

// checkRenegotiation is RFC 5746 sections 3.6 and 3.7.
func (hs *serverHandshake) checkRenegotiation() error {
	scsv := slices.Contains(hs.hello.suites, scsvRenegotiation)
	value := hs.hello.renegotiation
	if hs.before != nil && (scsv || value == nil) ||
		value != nil && !bytes.Equal(value, renegotiationValue(hs.before, false, false)) {
		return failf(AlertHandshakeFailure, "%w", ErrRenegotiationInfo)
	}
	if scsv || value != nil {
		hs.state.SecureRenegotiation = true
		hs.reply.renegotiation = renegotiationValue(hs.before, false, true)
	}
	return nil
}

// agreeOnExtensions answers what does not depend on the cipher suite.
func (hs *serverHandshake) agreeOnExtensions() error {
	h, r := &hs.hello, &hs.reply
	hs.state.ServerName = h.serverName
	r.serverNameAck = h.serverName != ""
	if h.points != nil && !slices.Contains(h.points, pointUncompressed) {
		return failf(AlertIllegalParameter, "the client knows no uncompressed points")
	}
	if hs.before != nil {
		hs.keepProtocols()
		return nil
	}
	if len(h.alpn) > 0 && len(hs.cfg.ALPN) > 0 {
		i := slices.IndexFunc(hs.cfg.ALPN, func(name string) bool { return slices.Contains(h.alpn, name) })
		if i < 0 {
			return failf(AlertNoApplicationProtocol, "no application protocol in common")
		}
		hs.state.ALPN = hs.cfg.ALPN[i]
		r.alpn = []string{hs.state.ALPN}
	}
	if r.alpn == nil && h.npn != nil && hs.cfg.NPN != nil {
		r.npn = append([]string{}, hs.cfg.NPN...)
	}
	return nil
}

// findSession looks for something to resume (RFC 5246 section 7.4.1.2, RFC
// 5077, RFC 7627 section 5.3).
func (hs *serverHandshake) findSession() error {
	hs.tickets = hs.hello.ticket != nil && hs.cfg.SealTicket != nil
	if hs.before != nil {
		return nil
	}
	var s *Session
	switch {
	case len(hs.hello.ticket) > 0 && hs.cfg.OpenTicket != nil:
		s, hs.renew = hs.cfg.OpenTicket(hs.hello.ticket)
	case len(hs.hello.sessionID) > 0 && hs.cfg.GetSession != nil:
		var err error
		if s, err = hs.cfg.GetSession(hs.ctx, hs.hello.sessionID); err != nil {
			return hookError(err, AlertInternalError)
		}
	}
	if s == nil || !hs.resumable(s) {
		hs.renew = false
		return nil
	}
	if s.ExtendedMasterSecret && !hs.extended {
		return failf(AlertHandshakeFailure, "the client gave up that of its session: %w", ErrExtendedMasterSecret)
	}
	hs.session = s
	return nil
}

// resumable holds a session against what the client offers now.
func (hs *serverHandshake) resumable(s *Session) bool {
	suite := suiteByID(s.Suite)
	switch {
	case !hs.usable(suite), s.Version != hs.version, !suite.fits(hs.version), len(s.MasterSecret) != masterLen,
		!slices.Contains(hs.hello.suites, s.Suite), !slices.Contains(hs.cfg.suites(), s.Suite),
		s.ServerName != hs.hello.serverName, !s.ExtendedMasterSecret && hs.extended:
		return false
	}
	if suite.certless() {
		return true
	}
	if len(s.PeerCertificates) == 0 {
		return hs.auth != RequireClientCert
	}
	return hs.auth != NoClientCert
}

// resume takes the session's secrets over.
func (hs *serverHandshake) resume() error {
	s := hs.session
	hs.suite, hs.master = suiteByID(s.Suite), s.MasterSecret
	hs.reply.sessionID = hs.hello.sessionID
	hs.state.Resumed, hs.state.Session = true, s
	hs.tickets = hs.tickets && hs.renew
	if hs.auth == NoClientCert || hs.suite.certless() {
		return nil
	}
	hs.chain = s.PeerCertificates
	return hs.judgeSession(s)
}

// chooseSuite finds the first suite for which everything is there.
func (hs *serverHandshake) chooseSuite() error {
	first, second := hs.cfg.suites(), hs.hello.suites
	if hs.cfg.ClientOrder {
		first, second = once(second), first
	}
	for _, id := range first {
		s := suiteByID(id)
		if !hs.usable(s) || !slices.Contains(second, id) || !s.fits(hs.version) || !hs.chooseKeyExchange(s) {
			continue
		}
		if s.certless() {
			// Nor is a client asked for a certificate (RFC 4279 section 2).
			hs.suite, hs.cert, hs.signer, hs.auth = s, nil, nil, NoClientCert
			return nil
		}
		for i := range hs.cfg.Certificates {
			if hs.chooseCertificate(s, &hs.cfg.Certificates[i]) {
				hs.suite = s
				return nil
			}
		}
	}
	return failf(AlertHandshakeFailure, "no shared cipher")
}

// once is a client's list without repetitions, of which it may hold thousands.
func once(ids []uint16) []uint16 {
	seen := map[uint16]bool{}
	return slices.DeleteFunc(slices.Clone(ids), func(id uint16) bool {
		again := seen[id]
		seen[id] = true
		return again
	})
}

// chooseKeyExchange reports whether both sides can do a suite's.
func (hs *serverHandshake) chooseKeyExchange(s *suite) bool {
	switch s.kex {
	case kexDHE:
		return hs.cfg.DH != nil
	case kexECDHE:
		hs.group = 0
		theirs := hs.hello.groups
		if theirs == nil { // RFC 8422 section 4 leaves it to the server
			theirs = []tls.CurveID{tls.CurveP256}
		}
		for _, id := range hs.cfg.groups() {
			if slices.Contains(theirs, id) {
				hs.group = id
				return true
			}
		}
		return false
	}
	return true
}

// chooseCertificate reports whether a certificate of ours suits.
func (hs *serverHandshake) chooseCertificate(s *suite, cert *tls.Certificate) bool {
	public, err := leafKey(cert)
	if err != nil {
		return false
	}
	kind := kindOf(public)
	if s.ecdsa != (kind == keyECDSA || kind == keyEd25519) || kind == keyUnknown {
		return false
	}
	if s.kex == kexRSA {
		_, ok := cert.PrivateKey.(crypto.Decrypter)
		hs.cert, hs.signer = cert, nil
		return ok
	}
	if !hs.curveKnown(public) {
		return false
	}
	theirs := hs.hello.schemes
	if theirs == nil {
		theirs = legacySchemes
	}
	hs.cert, hs.signer = cert, chooseSigner(hs.version, cert, public, theirs, hs.cfg.schemes())
	return hs.signer != nil
}

// curveKnown reports whether the client knows the curve of a certificate.
func (hs *serverHandshake) curveKnown(public any) bool {
	return kindOf(public) != keyECDSA || hs.hello.groups == nil || slices.Contains(hs.hello.groups, curveOfKey(public))
}
