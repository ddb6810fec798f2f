package tlscore

import "context"

// staple asks the OCSP hook for the response to send along with the chosen
// certificate, in the handshake's goroutine, when the client wants one.
func (cfg *ServerConfig) staple(ctx context.Context, c *Context, hello *clientHello, ch *choice) error {
	if cfg.GetOCSP == nil || !hello.statusRequest || ch.certificate == nil {
		return nil
	}
	leaf := ch.certificate.Certificate[0]
	var issuer []byte
	if len(ch.certificate.Certificate) > 1 {
		issuer = ch.certificate.Certificate[1]
	} else if cert := c.roots.findIssuer(ch.certificate.Leaf); cert != nil {
		issuer = cert.Raw
	}
	response, err := cfg.GetOCSP(ctx, leaf, issuer)
	if err != nil {
		return &Error{Kind: KindCaller, Reason: ReasonHook, Err: err}
	}
	ch.certificate.OCSPStaple = response
	return nil
}
