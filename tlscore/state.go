package tlscore

import (
	"crypto/tls"
	"crypto/x509"
)

// State is what a handshake found out. It is read-only and may be read by any
// goroutine.
type State struct {
	// Version is the number (0x0303), VersionName Node's name ("TLSv1.2").
	Version     uint16
	VersionName string
	Cipher      Cipher
	// ServerName is the name that the client sent (RFC 6066), "" for none.
	ServerName string
	// ALPN is the protocol that was agreed on, "" for none.
	ALPN string
	// NPN is what Next Protocol Negotiation gave, "" for none. NPNNegotiated
	// says that it took place; NPNOverlap that the protocol is on both lists.
	NPN           string
	NPNNegotiated bool
	NPNOverlap    bool
	Resumed       bool

	// Local is our certificate: the one that was sent, or, where none was (the
	// peer did not ask, or a session was resumed), the context's; nil without any.
	Local *x509.Certificate
	// Peer is the chain as the peer sent it, leaf first, empty for none.
	Peer []*x509.Certificate
	// Verified is the chain from the leaf towards a root, as far as issuers
	// are known.
	Verified []*x509.Certificate
	// VerifyError is nil when the peer's chain is trusted. Host names are not
	// looked at.
	VerifyError *VerifyError

	// Group is the key exchange's, zero for static RSA.
	Group Group
	// SharedSchemes are the signature algorithms of both sides in the client's
	// order; on servers only, and not of a session that was resumed.
	SharedSchemes []tls.SignatureScheme
	// OCSPResponse is what the server stapled, if it was asked for.
	OCSPResponse []byte

	finished finished
	export   func(label string, context []byte, length int) ([]byte, error)
}

// Group is a key exchange group as Node's getEphemeralKeyInfo shows it.
type Group struct {
	ID tls.CurveID
	// Type is "ECDH", "KEM" for the post-quantum hybrids, or "DH".
	Type string
	// Name is OpenSSL's ("X25519", "prime256v1"), "" for DH.
	Name string
	// Bits is the size of the key, as OpenSSL counts it.
	Bits int
}

var groupInfo = map[tls.CurveID]Group{
	tls.X25519:             {tls.X25519, "ECDH", "X25519", 253},
	tls.CurveP256:          {tls.CurveP256, "ECDH", "prime256v1", 256},
	tls.CurveP384:          {tls.CurveP384, "ECDH", "secp384r1", 384},
	tls.CurveP521:          {tls.CurveP521, "ECDH", "secp521r1", 521},
	tls.X25519MLKEM768:     {tls.X25519MLKEM768, "KEM", "X25519MLKEM768", 768},
	tls.SecP256r1MLKEM768:  {tls.SecP256r1MLKEM768, "KEM", "SecP256r1MLKEM768", 768},
	tls.SecP384r1MLKEM1024: {tls.SecP384r1MLKEM1024, "KEM", "SecP384r1MLKEM1024", 1024},
}

var versionNames = map[uint16]string{
	tls.VersionTLS10: "TLSv1", tls.VersionTLS11: "TLSv1.1",
	tls.VersionTLS12: "TLSv1.2", tls.VersionTLS13: "TLSv1.3",
}

// Finished and PeerFinished return the contents of the Finished messages (RFC
// 5929 section 3, tls-unique; RFC 8446 section 4.4.4), nil if they are not known
// or the connection was closed. Any goroutine may call them.
func (s *State) Finished() []byte { return s.finished.of(finishedOurs, s.Cipher) }

// PeerFinished is described at Finished.
func (s *State) PeerFinished() []byte { return s.finished.of(finishedPeers, s.Cipher) }

// ExportKeyingMaterial derives length bytes for another protocol (RFC 5705,
// RFC 8446 section 7.5). A nil context differs from an empty one before TLS 1.3.
func (s *State) ExportKeyingMaterial(label string, context []byte, length int) ([]byte, error) {
	if length < 0 || length > 1<<16 {
		return nil, badConfig("keying material of %d bytes", length)
	}
	material, err := s.export(label, context, length)
	if err != nil {
		return nil, &Error{Kind: KindCaller, Reason: ReasonBadConfig, Err: err}
	}
	return material, nil
}

// readState publishes the state at the end of a handshake of crypto/tls's, in
// its goroutine.
func (c *Conn) readState() error {
	cs := c.first.ConnectionState()
	suite, ok := CipherByID(cs.CipherSuite)
	if !ok {
		return sslError(KindInternal, ReasonInternalError, 0, nil)
	}
	s := c.state
	s.Version, s.VersionName, s.Cipher = cs.Version, versionNames[cs.Version], suite
	s.ServerName, s.ALPN, s.Resumed = cs.ServerName, cs.NegotiatedProtocol, cs.DidResume
	s.Peer, s.Group = cs.PeerCertificates, groupInfo[cs.CurveID]
	if s.Resumed && cs.Version < tls.VersionTLS13 {
		s.Group = Group{} // crypto/tls tells of the one that the session was made with
	}
	c.completeState(s)
	if used := c.session.used; s.Resumed && used != nil && cs.Version < tls.VersionTLS13 {
		c.keys.resumed(c.wire.handshake, used.secret)
	}
	if cs.Version == tls.VersionTLS13 {
		s.export = exporter13(c.first)
		s.finished = finished13(suite, c.isClient, c.wire.handshake, c.keys)
		// Nothing of TLS 1.3 can be taken over; records need not be followed.
		c.keys.forget()
	} else {
		s.export = exporter(cs, suite, c)
		known := &s.finished.known
		known[finishedOurs], known[finishedPeers] = finishedBelow13(cs.Version, suite, c.isClient, c.wire.handshake, c.keys)
		c.noteOrigin(suite)
		c.noteSessionID()
	}
	c.published.Store(s)
	return nil
}

// completeState adds what does not come from an engine.
func (c *Conn) completeState(s *State) {
	if s.Resumed {
		s.SharedSchemes = nil // nothing was signed
	}
	context := c.context
	if c.isClient {
		context = c.clientConfig.Context
	}
	// Of several OpenSSL tells of the one that was loaded last.
	if last := len(context.certificates) - 1; s.Local == nil && last >= 0 {
		s.Local = leafOf(&context.certificates[last])
	}
}

// exporter13 exports from TLS 1.3, without keeping what ConnectionState returns.
func exporter13(first *tls.Conn) func(string, []byte, int) ([]byte, error) {
	return func(label string, context []byte, length int) ([]byte, error) {
		cs := first.ConnectionState()
		return cs.ExportKeyingMaterial(label, context, length)
	}
}

// exporter works around crypto/tls's refusal to export from TLS 1.2 without
// extended master secret, which OpenSSL allows and old peers need.
func exporter(cs tls.ConnectionState, suite Cipher, c *Conn) func(string, []byte, int) ([]byte, error) {
	if len(c.keys.master) == 0 {
		return cs.ExportKeyingMaterial
	}
	client, server, ok := c.wire.handshake.randoms()
	if !ok {
		return cs.ExportKeyingMaterial
	}
	master := c.keys.master
	return func(label string, context []byte, length int) ([]byte, error) {
		switch label {
		case "client finished", "server finished", "master secret", "key expansion", "extended master secret":
			return nil, badConfig("reserved exporter label %q", label).Err
		}
		seed := append(append([]byte(nil), client...), server...)
		if context != nil {
			if len(context) > 65535 {
				return nil, badConfig("exporter context of %d bytes", len(context)).Err
			}
			seed = append(seed, byte(len(context)>>8), byte(len(context)))
			seed = append(seed, context...)
		}
		return prf(cs.Version, suite, master, label, seed, length), nil
	}
}
