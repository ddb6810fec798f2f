package tls12

import (
	"crypto"
	"crypto/rand"
	"crypto/tls"
	"slices"
)

// drawSessionID gives the session an id if somebody stores it. A client that
// gets a ticket needs none (RFC 5077 section 3.4).
func (hs *serverHandshake) drawSessionID() error {
	if hs.cfg.PutSession == nil || hs.tickets {
		return nil
	}
	hs.reply.sessionID = make([]byte, maxSessionID)
	_, _ = rand.Read(hs.reply.sessionID) // never fails since Go 1.24
	return nil
}

func (hs *serverHandshake) sendServerHello() error {
	r := &hs.reply
	r.suite = hs.suite.id
	if hs.tickets {
		r.ticket = []byte{}
	}
	if hs.suite.kex == kexECDHE && hs.hello.points != nil {
		r.points = []byte{pointUncompressed}
	}
	r.status = hs.session == nil && hs.hello.status && hs.cert != nil && len(hs.cert.OCSPStaple) > 0
	return hs.send(r.marshal())
}

func (hs *serverHandshake) sendCertificate() error {
	if hs.cert == nil {
		return nil
	}
	hs.state.Local = hs.cert.Certificate
	m := certificateMsg{chain: hs.cert.Certificate}
	return hs.send(m.marshal())
}

func (hs *serverHandshake) sendCertificateStatus() error {
	if !hs.reply.status {
		return nil
	}
	hs.state.OCSPResponse = hs.cert.OCSPStaple
	m := certificateStatusMsg{response: hs.cert.OCSPStaple}
	return hs.send(m.marshal())
}

// sendServerKeyExchange sends our share, signed together with the randoms, or with
// a pre-shared key the hint and our share, if there is either.
func (hs *serverHandshake) sendServerKeyExchange() error {
	m := serverKeyExchangeMsg{kex: hs.suite.kex, psk: hs.suite.psk, withScheme: hs.version >= tls.VersionTLS12}
	var err error
	switch m.kex {
	case kexECDHE:
		if hs.share, err = newECDH(hs.group); err != nil {
			return &Error{Alert: AlertInternalError, Err: err}
		}
		m.group, hs.state.Group = hs.group, hs.group
	case kexDHE:
		hs.share = newDH(hs.cfg.DH)
		m.p, m.g, hs.state.DHBits = hs.cfg.DH.p, hs.cfg.DH.g, hs.share.bits
	default:
		if !m.psk || len(hs.cfg.PSKHint) == 0 {
			return nil
		}
	}
	if hs.share != nil {
		m.public = hs.share.public
	}
	m.params, err = m.encodeParams()
	switch {
	case err != nil:
	case m.psk:
		m.hint = hs.cfg.PSKHint
	default:
		m.scheme = hs.signer.scheme
		m.signature, err = hs.signer.sign(hs.cert.PrivateKey, slices.Concat(hs.clientRandom, hs.serverRandom, m.params))
	}
	if err != nil {
		return &Error{Alert: AlertInternalError, Err: err}
	}
	return hs.send(m.marshal())
}

func (hs *serverHandshake) sendCertificateRequest() error {
	if hs.auth == NoClientCert {
		return nil
	}
	m := certificateRequestMsg{
		withSchemes: hs.version >= tls.VersionTLS12, types: []byte{certTypeRSA, certTypeECDSA},
		schemes: hs.cfg.schemes(), authorities: hs.cfg.ClientCAs,
	}
	return hs.send(m.marshal())
}

func (hs *serverHandshake) sendServerHelloDone() error {
	if err := hs.send([]byte{typeServerHelloDone, 0, 0, 0}, nil); err != nil {
		return err
	}
	return hs.flush()
}

// readCertificate reads the client's chain if it was asked for.
func (hs *serverHandshake) readCertificate() error {
	if hs.auth == NoClientCert {
		return nil
	}
	var m certificateMsg
	if err := hs.readInto(typeCertificate, &m); err != nil {
		return err
	}
	if len(m.chain) == 0 && hs.auth == RequireClientCert {
		return failf(AlertHandshakeFailure, "%w", ErrNoCertificate)
	}
	hs.chain = m.chain
	if err := hs.judgePeer(m.chain); err != nil {
		return err
	}
	if len(m.chain) > 0 && kindOf(hs.state.Peer[0].PublicKey) == keyUnknown {
		return failf(AlertUnsupportedCertificate, "the client's certificate has a key of an unknown kind")
	}
	return nil
}

func (hs *serverHandshake) readClientKeyExchange() error {
	m := clientKeyExchangeMsg{kex: hs.suite.kex, psk: hs.suite.psk}
	if err := hs.readInto(typeClientKeyExchange, &m); err != nil {
		return err
	}
	var key, premaster []byte
	var err error
	if m.psk {
		// Before the other secret, so that an answer tells nothing of that.
		if key, err = hs.findKey(m.identity); err != nil {
			return err
		}
	}
	switch m.kex {
	case kexNone:
	case kexRSA:
		premaster = openRSAPremaster(hs.hello.version, hs.cert.PrivateKey.(crypto.Decrypter), m.value)
	default:
		if premaster, err = hs.share.agree(m.value); err != nil {
			return err
		}
	}
	if m.psk {
		premaster = mixPSK(premaster, key)
	}
	hs.deriveMaster(premaster, hs.messages)
	return nil
}

// readCertificateVerify makes a client prove that it owns its key.
func (hs *serverHandshake) readCertificateVerify() error {
	if len(hs.chain) == 0 {
		return nil
	}
	signed := hs.messages // without the message itself
	m := certificateVerifyMsg{withScheme: hs.version >= tls.VersionTLS12}
	if err := hs.readInto(typeCertificateVerify, &m); err != nil {
		return err
	}
	hs.state.PeerScheme = m.scheme
	return verifySigned(hs.version, m.scheme, hs.cfg.schemes(), hs.state.Peer[0].PublicKey, signed, m.signature)
}

// readNextProtocol reads the client's choice of NPN.
func (hs *serverHandshake) readNextProtocol() error {
	if hs.reply.npn == nil {
		return nil
	}
	var m nextProtocolMsg
	if err := hs.readInto(typeNextProtocol, &m); err != nil {
		return err
	}
	hs.state.NPNNegotiated = true
	hs.state.NPN, hs.state.NPNOverlap = m.protocol, slices.Contains(hs.reply.npn, m.protocol)
	return nil
}

// storeSession makes the session and gives it to the store.
func (hs *serverHandshake) storeSession() error {
	s := hs.newSession(hs.chain)
	s.ID = hs.reply.sessionID
	hs.state.Session = s
	if len(s.ID) == 0 {
		return nil
	}
	if err := hs.cfg.PutSession(hs.ctx, s.ID, s); err != nil {
		return hookError(err, AlertInternalError)
	}
	return nil
}

// sendTicket sends the ticket that the ServerHello announced.
func (hs *serverHandshake) sendTicket() error {
	if !hs.tickets {
		return nil
	}
	var m newSessionTicketMsg
	var err error
	if m.ticket, m.lifetime, err = hs.cfg.SealTicket(hs.state.Session); err != nil {
		return hookError(err, AlertInternalError)
	}
	return hs.send(m.marshal())
}
