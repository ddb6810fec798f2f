package tls12

import (
	"crypto/rsa"
	"crypto/tls"
	"slices"
)

// readServerKeyExchange checks the server's share and its signature.
func (hs *clientHandshake) readServerKeyExchange() error {
	shares := hs.suite.kex == kexDHE || hs.suite.kex == kexECDHE
	if !shares {
		if !hs.suite.psk {
			return nil
		}
		// It has a hint only, and is left out without one (RFC 4279 section 2).
		if kind, _, err := hs.peek(); err != nil || kind != typeServerKeyExchange {
			return err
		}
	}
	if hs.suite.signed() && hs.cfg.NoLegacySignatures && hs.version < tls.VersionTLS12 {
		return failf(AlertInternalError, "%w", ErrLegacySignature)
	}
	m := &serverKeyExchangeMsg{kex: hs.suite.kex, psk: hs.suite.psk, withScheme: hs.version >= tls.VersionTLS12}
	if err := hs.readInto(typeServerKeyExchange, m); err != nil {
		return err
	}
	if len(m.hint) > MaxPSKIdentity {
		return failf(AlertHandshakeFailure, "%w", ErrPSKLength)
	}
	if m.kex == kexECDHE && !slices.Contains(hs.hello.groups, m.group) {
		return failf(AlertIllegalParameter, "%w: group %d", ErrGroup, m.group)
	}
	hs.kx = m
	if m.psk {
		return nil
	}
	hs.state.PeerScheme = m.scheme
	signed := slices.Concat(hs.clientRandom, hs.serverRandom, m.params)
	return verifySigned(hs.version, m.scheme, hs.hello.schemes, hs.state.Peer[0].PublicKey, signed, m.signature)
}

// sendClientKeyExchange sends our share or the encrypted premaster secret, with
// the identity of a pre-shared key, and derives the master secret.
func (hs *clientHandshake) sendClientKeyExchange() error {
	m := clientKeyExchangeMsg{kex: hs.suite.kex, psk: hs.suite.psk}
	var key, premaster []byte
	var err error
	if m.psk {
		if m.identity, key, err = hs.askForKey(); err != nil {
			return err
		}
	}
	if m.value, premaster, err = hs.makeShare(); err != nil {
		return hookError(err, AlertInternalError)
	}
	if m.psk {
		premaster = mixPSK(premaster, key)
	}
	if err := hs.send(m.marshal()); err != nil {
		return err
	}
	hs.deriveMaster(premaster, hs.messages)
	return nil
}

func (hs *clientHandshake) makeShare() (value, premaster []byte, err error) {
	var share *keyShare
	switch hs.suite.kex {
	case kexNone:
		return nil, nil, nil
	case kexRSA:
		premaster, value, err = newRSAPremaster(hs.hello.version, hs.state.Peer[0].PublicKey.(*rsa.PublicKey))
		return value, premaster, err
	case kexECDHE:
		if share, err = newECDH(hs.kx.group); err != nil {
			return nil, nil, err
		}
		hs.state.Group = hs.kx.group
	case kexDHE:
		params, err := NewDHParams(hs.kx.p, hs.kx.g)
		if err != nil {
			return nil, nil, &Error{Alert: AlertIllegalParameter, Err: err}
		}
		least := hs.cfg.MinDHBits
		if least == 0 {
			least = defaultMinDHBits
		}
		if params.Bits() < least {
			return nil, nil, failf(AlertInsufficientSecurity, "dh key too small")
		}
		if params.element(hs.kx.public) == nil { // before the work of a key
			return nil, nil, failf(AlertIllegalParameter, "bad DH public value")
		}
		share = newDH(params)
		hs.state.DHBits = share.bits
	}
	premaster, err = share.agree(hs.kx.public)
	return share.public, premaster, err
}
