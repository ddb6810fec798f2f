package tls

import (
	"bytes"
	"crypto/x509"

	"github.com/dop251/goja"

	"tlsjs/tlscore"
)

// peerCertificate(detailed) is the peer's certificate, an empty object when it
// sent none. Detailed, every certificate has its issuer's as
// issuerCertificate; a self-signed one is its own.
func (s *session) peerCertificate(st *tlscore.State, call goja.FunctionCall) goja.Value {
	if len(st.Peer) == 0 {
		return s.b.vm.NewObject()
	}
	leaf := s.b.certificate(st.Peer[0])
	if !call.Argument(0).ToBoolean() {
		return leaf
	}
	chain := st.Verified
	if len(chain) == 0 {
		chain = st.Peer
	}
	current, last := leaf, chain[0]
	for _, c := range chain[1:] {
		issuer := s.b.certificate(c)
		put(current, "issuerCertificate", issuer)
		current, last = issuer, c
	}
	if bytes.Equal(last.RawIssuer, last.RawSubject) {
		put(current, "issuerCertificate", current)
	}
	return leaf
}

// certificate is Node's object for a certificate, its properties in Node's
// order. issuerInfo, the documents' name for the issuer's name, is there but
// not enumerable.
func (b *binding) certificate(c *x509.Certificate) *goja.Object {
	info := tlscore.DescribeCertificate(c)
	o := b.vm.NewObject()
	text := func(name, value string) {
		if value != "" {
			put(o, name, value)
		}
	}
	issuer := b.nameObject(info.Issuer)
	put(o, "subject", b.nameObject(info.Subject))
	put(o, "issuer", issuer)
	if err := o.DefineDataProperty("issuerInfo", issuer, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	text("subjectaltname", info.SubjectAltName)
	if len(info.InfoAccess) > 0 {
		put(o, "infoAccess", b.listObject(info.InfoAccess))
	}
	put(o, "ca", info.CA)
	text("modulus", info.Modulus)
	if info.Bits > 0 {
		put(o, "bits", info.Bits)
	}
	text("exponent", info.Exponent)
	if len(info.PublicKey) > 0 {
		put(o, "pubkey", b.optionalBuffer(info.PublicKey))
	}
	text("asn1Curve", info.ASN1Curve)
	text("nistCurve", info.NISTCurve)
	put(o, "valid_from", info.ValidFrom)
	put(o, "valid_to", info.ValidTo)
	put(o, "fingerprint", info.Fingerprint)
	put(o, "fingerprint256", info.Fingerprint256)
	put(o, "fingerprint512", info.Fingerprint512)
	if info.ExtKeyUsage != nil {
		usages := make([]any, len(info.ExtKeyUsage))
		for i, u := range info.ExtKeyUsage {
			usages[i] = u
		}
		put(o, "ext_key_usage", b.vm.NewArray(usages...))
	}
	put(o, "serialNumber", info.SerialNumber)
	put(o, "raw", b.optionalBuffer(info.Raw))
	return o
}

// nameObject is a distinguished name: an object without a prototype whose
// repeated entries are arrays.
func (b *binding) nameObject(pairs [][2]string) *goja.Object {
	o := b.vm.CreateObject(nil)
	seen := map[string][]any{}
	for _, p := range pairs {
		seen[p[0]] = append(seen[p[0]], p[1])
		if values := seen[p[0]]; len(values) == 1 {
			put(o, p[0], p[1])
		} else {
			put(o, p[0], b.vm.NewArray(values...))
		}
	}
	return o
}

// listObject is the same with an array for every name.
func (b *binding) listObject(pairs [][2]string) *goja.Object {
	o := b.vm.CreateObject(nil)
	seen := map[string][]any{}
	for _, p := range pairs {
		seen[p[0]] = append(seen[p[0]], p[1])
		put(o, p[0], b.vm.NewArray(seen[p[0]]...))
	}
	return o
}
