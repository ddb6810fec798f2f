package tlscore

import (
	"crypto/x509"
	"errors"
	"slices"
	"time"
)

// Purpose is what a chain is wanted for.
type Purpose int

// The purposes.
const (
	// PurposeServer is the chain of a server, checked by a client.
	PurposeServer Purpose = iota
	// PurposeClient is the chain of a client, checked by a server.
	PurposeClient
	// PurposeAny asks for no extended key usage.
	PurposeAny
)

// maxChainDepth is OpenSSL's default depth: so many issuers above the leaf.
const maxChainDepth = 100

// verify judges the chain that a peer sent, leaf first, in any further order.
// It returns the chain from the leaf to the trusted end, as far as it could be
// built, and why it is not trusted (nil: it is).
//
// The error is the one that Node shows: OpenSSL goes on after an error when
// told so, as Node tells it, and the last error that it meets stays. A chain
// that passes all of OpenSSL's questions must then pass crypto/x509 as well.
// Any goroutine may call it.
func (s *rootStore) verify(chain []*x509.Certificate, purpose Purpose, crls []*x509.RevocationList, now time.Time) ([]*x509.Certificate, *VerifyError) {
	if len(chain) == 0 {
		return nil, &VerifyError{Code: VerifyUnspecified, Err: errors.New("the chain is empty")}
	}
	v := s.examine(chain, purpose, crls, now)
	if n := len(v.errors); n > 0 {
		return v.chain, v.errors[n-1]
	}
	if err := v.askCryptoX509(); err != nil {
		return v.chain, err
	}
	return v.chain, nil
}

// examine runs all of OpenSSL's questions, in its order (X509_verify_cert(3)).
func (s *rootStore) examine(chain []*x509.Certificate, purpose Purpose, crls []*x509.RevocationList, now time.Time) *verification {
	v := &verification{store: s, purpose: purpose, crls: crls, now: now, platform: s.askPlatform(chain, purpose, now)}
	if keySecurityBits(chain[0].PublicKey) < securityBits(s.level) {
		v.chain = chain[:1]
		v.fail(VerifyEEKeyTooSmall, 0)
	}
	v.build(chain)
	v.checkExtensions()
	v.checkLevel()
	v.checkRevocation()
	v.checkSignaturesAndTimes()
	v.checkNames()
	return v
}

// verification is one run of verify.
type verification struct {
	store   *rootStore
	purpose Purpose
	crls    []*x509.RevocationList
	now     time.Time
	// platform are trust anchors that the system's verifier found.
	platform []*x509.Certificate

	// chain is the path being judged; the first untrusted certificates of it
	// came from the peer, the others from the store.
	chain     []*x509.Certificate
	untrusted int
	errors    []*VerifyError
}

func (v *verification) fail(code VerifyCode, depth int) {
	v.errors = append(v.errors, &VerifyError{Code: code, Depth: depth, Cert: v.chain[depth]})
}

// build finds a path from the leaf to a trusted certificate, looking for each
// issuer among the trusted ones first, and says why there is none.
func (v *verification) build(sent []*x509.Certificate) {
	v.chain, v.untrusted = []*x509.Certificate{sent[0]}, 1
	pool := slices.Clone(sent[1:])
	for len(v.chain) <= maxChainDepth {
		top := v.chain[len(v.chain)-1]
		if issuer := v.trustedIssuer(top); issuer != nil {
			if v.climbTrusted(top, issuer) {
				return
			}
			break
		}
		issuer := v.sentIssuer(top, pool)
		if issuer == nil || selfSigned(top) {
			break
		}
		pool = slices.DeleteFunc(pool, issuer.Equal)
		v.chain, v.untrusted = append(v.chain, issuer), v.untrusted+1
	}
	v.failBuild()
}

// climbTrusted goes on in the store alone; true when the path ends in a
// certificate that may end it.
func (v *verification) climbTrusted(top, issuer *x509.Certificate) bool {
	if selfSigned(top) {
		v.untrusted-- // the peer sent the trusted certificate itself
	} else {
		v.chain = append(v.chain, issuer)
	}
	for {
		top = v.chain[len(v.chain)-1]
		if selfSigned(top) || v.store.partialChain {
			return true
		}
		if issuer = v.trustedIssuer(top); issuer == nil || len(v.chain) > maxChainDepth {
			return false
		}
		v.chain = append(v.chain, issuer)
	}
}

// trustedIssuer finds c's issuer in the store. A self-signed c must be there
// itself, to the byte: a mimic of a root, of the same name, is no root.
func (v *verification) trustedIssuer(c *x509.Certificate) *x509.Certificate {
	candidates := slices.Concat(v.store.named(c.RawIssuer), v.platform)
	if selfSigned(c) {
		if slices.ContainsFunc(candidates, c.Equal) {
			return c
		}
		return nil
	}
	return bestIssuer(candidates, c, v.now)
}

// sentIssuer finds c's issuer among what the peer sent and is not yet used.
func (v *verification) sentIssuer(c *x509.Certificate, pool []*x509.Certificate) *x509.Certificate {
	var usable []*x509.Certificate
	for _, issuer := range pool {
		if !slices.ContainsFunc(v.chain, issuer.Equal) {
			usable = append(usable, issuer)
		}
	}
	return bestIssuer(usable, c, v.now)
}

func (v *verification) failBuild() {
	if v.store.partialChain && v.untrusted == len(v.chain) && v.store.contains(v.chain[0]) {
		v.chain, v.untrusted = v.chain[:1], 0
		return
	}
	last := len(v.chain) - 1
	switch {
	case last >= maxChainDepth:
		v.fail(VerifyChainTooLong, last)
	case selfSigned(v.chain[last]) && last == 0:
		v.fail(VerifyDepthZeroSelfSigned, last)
	case selfSigned(v.chain[last]):
		v.fail(VerifySelfSignedInChain, last)
	case v.untrusted < len(v.chain):
		v.fail(VerifyUnableToGetIssuer, last)
	default:
		v.fail(VerifyUnableToGetIssuerLocally, last)
	}
}

// checkLevel asks whether keys and digests are as strong as the security level
// wants. The signature on a trust anchor proves nothing and is not judged.
func (v *verification) checkLevel() {
	want := securityBits(v.store.level)
	for i, c := range v.chain {
		if i > 0 && keySecurityBits(c.PublicKey) < want {
			v.fail(VerifyCAKeyTooSmall, i)
		}
		if i < len(v.chain)-1 && signatureSecurityBits(c) < want {
			v.fail(VerifyCAMDTooWeak, i)
		}
	}
}

// checkSignaturesAndTimes goes from the root down, as OpenSSL does: the leaf's
// own errors come last and therefore are the ones that are seen.
func (v *verification) checkSignaturesAndTimes() {
	n := len(v.chain) - 1
	issuer := v.chain[n]
	if !likelyIssued(issuer, issuer) && !v.store.partialChain {
		if n == 0 {
			v.fail(VerifyUnableToVerifyLeaf, 0)
		} else {
			n--
		}
	}
	for ; n >= 0; n-- {
		c := v.chain[n]
		if c != issuer {
			v.checkSignature(issuer, c, n)
		}
		switch {
		case v.now.Before(c.NotBefore):
			v.fail(VerifyNotYetValid, n)
		case v.now.After(c.NotAfter):
			v.fail(VerifyExpired, n)
		}
		issuer = c
	}
}

func (v *verification) checkSignature(issuer, c *x509.Certificate, depth int) {
	if issuer.KeyUsage != 0 && issuer.KeyUsage&x509.KeyUsageCertSign == 0 {
		v.fail(VerifyKeyUsageNoCertSign, depth+1)
	}
	if issuer.PublicKey == nil {
		v.fail(VerifyBadIssuerKey, depth+1)
		return
	}
	err := v.checkSignatureOf(issuer, c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature)
	var insecure x509.InsecureAlgorithmError
	// Above level 0 crypto/x509, which does not even try SHA-1, will say no at the
	// end; until then the chain has OpenSSL's own name for it from checkLevel. At
	// level 0 it is not asked about this part of a chain with weak signatures.
	if err != nil && (v.store.level == 0 || !errors.As(err, &insecure)) {
		v.fail(VerifySignatureFailure, depth)
	}
}
