package tls

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/tlscore"
)

// parseCertificate(buffer) reads PEM or DER and returns what X509Certificate
// shows: Node's object for the certificate as legacy, texts of the names, and
// the parsed certificate behind it. It throws OpenSSL's words for what it
// cannot read.
func (b *binding) parseCertificate(call goja.FunctionCall) goja.Value {
	data, _ := bind.CopyBytes(call.Argument(0))
	der := data
	if block, _ := pem.Decode(data); block != nil && strings.HasSuffix(block.Type, "CERTIFICATE") {
		der = block.Bytes
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		o := bind.Error(b.vm, "Error", "", "error:0480006C:PEM routines::no start line")
		put(o, "library", "PEM routines")
		put(o, "reason", "no start line")
		put(o, "code", "ERR_OSSL_PEM_NO_START_LINE")
		panic(o)
	}
	return b.x509Object(c)
}

// x509Object is what an X509Certificate holds.
func (b *binding) x509Object(c *x509.Certificate) *goja.Object {
	info := tlscore.DescribeCertificate(c)
	o := bind.Wrap(b.vm, b.vm.NewObject(), c)
	put(o, "legacy", b.certificate(c))
	put(o, "subject", nameText(info.Subject))
	put(o, "issuer", nameText(info.Issuer))
	put(o, "infoAccess", info.InfoAccessText)
	put(o, "pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})))
	put(o, "publicKey", b.optionalBuffer(c.RawSubjectPublicKeyInfo))
	put(o, "dnsNames", b.textList(c.DNSNames))
	put(o, "emails", b.textList(c.EmailAddresses))
	put(o, "commonName", c.Subject.CommonName)
	var addresses []string
	for _, ip := range c.IPAddresses {
		addresses = append(addresses, ip.String())
	}
	put(o, "addresses", b.textList(addresses))
	return o
}

// nameText is a distinguished name, an entry a line.
func nameText(pairs [][2]string) string {
	lines := make([]string, len(pairs))
	for i, p := range pairs {
		lines[i] = p[0] + "=" + p[1]
	}
	return strings.Join(lines, "\n")
}

func (b *binding) textList(texts []string) goja.Value {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = text
	}
	return b.vm.NewArray(list...)
}

// certificateIssued(certificate, other) tells whether other's name, key
// identifier and usage make it the issuer; signatures are not looked at, as in
// OpenSSL's X509_check_issued.
func (b *binding) certificateIssued(call goja.FunctionCall) goja.Value {
	c, ok := bind.Unwrap[*x509.Certificate](call.Argument(0))
	other, ok2 := bind.Unwrap[*x509.Certificate](call.Argument(1))
	if !ok || !ok2 {
		panic(b.vm.NewTypeError("not a certificate"))
	}
	issued := bytes.Equal(c.RawIssuer, other.RawSubject) &&
		(len(c.AuthorityKeyId) == 0 || len(other.SubjectKeyId) == 0 || bytes.Equal(c.AuthorityKeyId, other.SubjectKeyId)) &&
		(other.KeyUsage == 0 || other.KeyUsage&x509.KeyUsageCertSign != 0)
	return b.vm.ToValue(issued)
}

// certificateLegacy(certificate) is a new object of Node's for it.
func (b *binding) certificateLegacy(call goja.FunctionCall) goja.Value {
	c, ok := bind.Unwrap[*x509.Certificate](call.Argument(0))
	if !ok {
		panic(b.vm.NewTypeError("not a certificate"))
	}
	return b.certificate(c)
}

// certificateVerify(certificate, spki) tells whether the key made the
// certificate's signature.
func (b *binding) certificateVerify(call goja.FunctionCall) goja.Value {
	c, ok := bind.Unwrap[*x509.Certificate](call.Argument(0))
	if !ok {
		panic(b.vm.NewTypeError("not a certificate"))
	}
	spki, _ := bind.Bytes(call.Argument(1))
	key, err := x509.ParsePKIXPublicKey(spki)
	if err != nil {
		return b.vm.ToValue(false)
	}
	signer := &x509.Certificate{PublicKey: key}
	return b.vm.ToValue(signer.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil)
}
