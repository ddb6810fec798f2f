package tlscore

import (
	"crypto/tls"
	"slices"
)

// checkSigner refuses a peer whose key signs with none of the algorithms that
// the script allows. crypto/tls takes no list of these for what the other side
// signs with; its key tells the algorithm but for the digest.
func (c *Context) checkSigner(cs tls.ConnectionState) error {
	if c.signatureAlgorithms == nil || cs.DidResume || len(cs.PeerCertificates) == 0 || cs.Version < tls.VersionTLS12 {
		return nil
	}
	fits := schemesOf(cs.PeerCertificates[0].PublicKey, cs.Version)
	if slices.ContainsFunc(fits, func(s tls.SignatureScheme) bool { return slices.Contains(c.signatureAlgorithms, s) }) {
		return nil
	}
	return sslError(KindPeer, ReasonWrongSignatureType, alertIllegalParameter, nil)
}
