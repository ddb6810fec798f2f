package tlscore

import "crypto/tls"

// What OpenSSL 3.0's security level says about TLS 1.0 and 1.1
// (SSL_CTX_set_security_level in its manual): level 3 forbids the one, level 4
// the other, and any but 0 the digests that their signatures are made with.

// forbidsByLevel reports whether the level forbids a version as such.
func (c *Context) forbidsByLevel(version uint16) bool {
	return version == tls.VersionTLS10 && c.securityLevel >= 3 || version == tls.VersionTLS11 && c.securityLevel >= 4
}

// forbidsLegacySignatures reports whether a handshake of a version may have no
// signature.
func (c *Context) forbidsLegacySignatures(version uint16) bool {
	return c.versionsByLevel && version < tls.VersionTLS12 && c.securityLevel > 0
}

// checkLegacyServer refuses a handshake in which we would have to sign. OpenSSL
// refuses one with a static key too, in which nobody signs.
func (c *Context) checkLegacyServer(version uint16) error {
	if !c.forbidsLegacySignatures(version) {
		return nil
	}
	return sslError(KindCaller, ReasonNoSuitableSignature, alertInternalError, nil)
}

// checkLegacyClient refuses a server's signature before it is looked at. The
// alert is ours, since crypto/tls would send another one.
func (c *Context) checkLegacyClient(version, suite uint16, w *wire) error {
	chosen, known := CipherByID(suite)
	if !known || chosen.KeyExchange == "RSA" || !c.forbidsLegacySignatures(version) {
		return nil
	}
	_, _ = w.writeRaw([]byte{recordAlert, byte(version >> 8), byte(version), 0, 2, 2, alertInternalError}) // the peer may be gone already
	w.silence()
	return sslError(KindPeer, ReasonLegacySignature, alertInternalError, nil)
}
