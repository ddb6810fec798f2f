package tlscore

import (
	"crypto/tls"
	"fmt"

	"tlsjs/tlscore/tls12"
)

// minDHParamBits is Node's lower limit for the dhparam option.
const minDHParamBits = 1024

// loadDHParams reads the parameters of a context. As in Node, a text that
// cannot be read is none.
func loadDHParams(o *Options, certificates []tls.Certificate) (*tls12.DHParams, error) {
	if o.DHAuto {
		return tls12.FFDHE(autoDHBits(certificates)), nil
	}
	if o.DHParams == nil {
		return nil, nil
	}
	params, err := tls12.ParseDHParams(o.DHParams)
	if err != nil {
		return nil, nil
	}
	if params.Bits() < minDHParamBits {
		return nil, &Error{Kind: KindCaller, Reason: ReasonBadConfig, Code: "ERR_INVALID_ARG_VALUE",
			Err: fmt.Errorf("DH parameter is less than %d bits", minDHParamBits)}
	}
	return params, nil
}

// checkDH holds the size of a DH group against the caller's wish, as Node does:
// after the handshake. What the security level forbids has ended it before.
func (cfg *ClientConfig) checkDH(g Group) error {
	least := cfg.MinDHBits
	if least == 0 {
		least = minDHParamBits
	}
	if g.Type != "DH" || g.Bits >= least {
		return nil
	}
	e := sslError(KindPeer, ReasonDHKeyTooSmall, alertInsufficientSecurity, fmt.Errorf("DH parameter size %d is less than %d", g.Bits, least))
	e.Code = "ERR_TLS_DH_PARAM_SIZE"
	return e
}

// DHBits is the size of the prime of a server's DHE suites, 0 where it has none.
func (c *Context) DHBits() int {
	if c.dh == nil {
		return 0
	}
	return c.dh.Bits()
}

// autoDHBits is as strong as the certificate's key (SSL_CTX_set_dh_auto(3)),
// but nothing below 2048 bits. Without a certificate, where a pre-shared key stands
// for it, it suits keys of 256 bits.
func autoDHBits(certificates []tls.Certificate) int {
	bits := 0
	if len(certificates) == 0 {
		bits = 128
	}
	for _, cert := range certificates {
		if cert.Leaf != nil {
			bits = max(bits, keySecurityBits(cert.Leaf.PublicKey))
		}
	}
	switch {
	case bits >= 192:
		return 8192
	case bits >= 152:
		return 4096
	case bits >= 128:
		return 3072
	}
	return 2048
}
