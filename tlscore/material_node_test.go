package tlscore

import (
	"bytes"
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"tlsjs/tlscore/certgen"
)

// nodeInput is what is handed to Node's tls.createSecureContext: texts as they
// are, the PFX in base64.
type nodeInput struct {
	Name       string
	Key        []string `json:",omitempty"`
	Cert       []string `json:",omitempty"`
	CA         []string `json:",omitempty"`
	CRL        []string `json:",omitempty"`
	PFX        []byte   `json:",omitempty"`
	Passphrase *string  `json:",omitempty"`
	Ciphers    string   `json:",omitempty"`
	Curves     string   `json:",omitempty"`
}

func (in *nodeInput) options() *Options {
	o := &Options{Ciphers: in.Ciphers, Curves: in.Curves}
	for _, key := range in.Key {
		o.Keys = append(o.Keys, Key{PEM: []byte(key)})
	}
	for list, texts := range map[*[][]byte][]string{&o.Certs: in.Cert, &o.CA: in.CA, &o.CRL: in.CRL} {
		for _, text := range texts {
			*list = append(*list, []byte(text))
		}
	}
	if in.PFX != nil {
		o.PFX = []PFX{{Data: in.PFX}}
	}
	if in.Passphrase != nil {
		o.Passphrase = []byte(*in.Passphrase)
	}
	return o
}

const nodeContexts = `
'use strict';
const tls = require('tls');
const results = JSON.parse(require('fs').readFileSync(0, 'utf8')).map((i) => {
  const o = {};
  for (const name of ['Key', 'Cert', 'CA', 'CRL']) if (i[name]) o[name.toLowerCase()] = i[name];
  if (i.PFX) o.pfx = Buffer.from(i.PFX, 'base64');
  if (i.Passphrase !== undefined) o.passphrase = i.Passphrase;
  if (i.Ciphers) o.ciphers = i.Ciphers;
  if (i.Curves) o.ecdhCurve = i.Curves;
  try { tls.createSecureContext(o); return {}; }
  catch (e) { return { Code: e.code, Message: e.message, Library: e.library, Reason: e.reason }; }
});
console.log(JSON.stringify(results));
`

// strictHere are inputs that Node accepts and this package does not.
var strictHere = map[string]string{
	"another type": "Node keeps a key that fits no certificate, and fails each handshake",
	"ca: damaged":  "Node trusts whatever stands before the damage, in silence",
}

// TestErrorsAreNodes runs bad and good inputs through Node and holds code and
// message together.
func TestErrorsAreNodes(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: no node on this machine to compare with")
	}
	inputs := nodeInputs(t)
	text, err := json.Marshal(inputs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "-e", nodeContexts)
	cmd.Stdin = bytes.NewReader(text)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var results []struct{ Code, Message, Library, Reason string }
	if err := json.Unmarshal(out, &results); err != nil {
		t.Fatal(err)
	}
	for i, want := range results {
		in := inputs[i]
		_, err := loadMaterial(in.options())
		var e *Error
		if !errors.As(err, &e) {
			e = nil
		}
		switch strict := strictHere[in.Name]; {
		case strict != "":
			if want.Message != "" || e == nil {
				t.Errorf("%s: no longer stricter than Node: %v, Node %+v", in.Name, err, want)
			}
		case e == nil:
			if want.Message != "" {
				t.Errorf("%s: accepted, Node says %+v", in.Name, want)
			}
		case e.Code != want.Code || NodeMessage(e) != want.Message || e.Library != want.Library:
			t.Errorf("%s:\n got %q %q %q (%v)\nnode %q %q %q", in.Name, e.Code, NodeMessage(e), e.Library, e, want.Code, want.Message, want.Library)
		}
	}
}

func nodeInputs(t *testing.T) []nodeInput {
	t.Helper()
	pair, other := issue(t, certgen.Template{CommonName: "a"}), issue(t, certgen.Template{CommonName: "b"})
	rsa := issue(t, certgen.Template{CommonName: "rsa", Algorithm: certgen.RSA})
	pfx, err := pair.PFX("right", other)
	if err != nil {
		t.Fatal(err)
	}
	key, cert, locked := string(keyPEM(t, pair, "")), string(pair.CertPEM()), string(keyPEM(t, pair, "right"))
	right, wrong, empty := "right", "wrong", ""
	block := func(name, body string) string {
		return "-----BEGIN " + name + "-----\n" + body + "\n-----END " + name + "-----\n"
	}
	damaged := strings.Replace(cert, "MII", "!II", 1)
	list := func(texts ...string) []string { return texts }
	inputs := []nodeInput{
		{Name: "nothing"}, {Name: "a pair", Key: list(key), Cert: list(cert)},
		{Name: "two pairs", Key: list(string(keyPEM(t, rsa, "")), key), Cert: list(cert, string(rsa.CertPEM()))},
		{Name: "key: no PEM", Key: list("hello"), Cert: list(cert)},
		{Name: "key: a certificate", Key: list(cert), Cert: list(cert)},
		{Name: "key: bad DER", Key: list(block("PRIVATE KEY", "AAAA"))},
		{Name: "key: bad SEC 1", Key: list(block("EC PRIVATE KEY", "AAAA"))},
		{Name: "key: bad base64", Key: list(block("PRIVATE KEY", "!!!!"))},
		{Name: "key: no end", Key: list("-----BEGIN PRIVATE KEY-----\nAAAA\n")},
		{Name: "locked", Key: list(locked)}, {Name: "locked, wrong", Key: list(locked), Passphrase: &wrong},
		{Name: "locked, empty", Key: list(locked), Passphrase: &empty}, {Name: "locked, right", Key: list(locked), Passphrase: &right},
		{Name: "cert: no PEM", Key: list(key), Cert: list("hello")}, {Name: "cert: a key", Cert: list(key)},
		{Name: "cert: bad base64", Cert: list(block("CERTIFICATE", "!!!!"))}, {Name: "cert: bad DER", Cert: list(block("CERTIFICATE", "AAAA"))},
		{Name: "cert: second damaged", Cert: list(cert + damaged)},
		{Name: "another key", Key: list(string(keyPEM(t, other, ""))), Cert: list(cert)},
		{Name: "another type", Key: list(string(keyPEM(t, rsa, ""))), Cert: list(cert)},
		{Name: "key too many", Key: list(key, string(keyPEM(t, rsa, ""))), Cert: list(cert)},
		{Name: "two of a kind", Key: list(key), Cert: list(cert, string(other.CertPEM()))},
		{Name: "ca: no PEM", CA: list("hello")}, {Name: "ca: damaged", CA: list(damaged)},
		{Name: "pfx", PFX: pfx, Passphrase: &right}, {Name: "pfx, wrong", PFX: pfx, Passphrase: &wrong}, {Name: "pfx, none", PFX: pfx},
		{Name: "pfx: no DER", PFX: []byte("hello")}, {Name: "pfx: cut", PFX: pfx[:200]}, {Name: "pfx: a certificate", PFX: pair.Cert.Raw},
		{Name: "crl: none", CRL: list("hello")}, {Name: "crl: a certificate", CRL: list(cert)}, {Name: "crl: bad", CRL: list(block("X509 CRL", "AAAA"))},
	}
	for _, ciphers := range []string{"nope", "ALL:!ALL", "RC4-MD5", "AES128-SHA:@FOO", "DEFAULT@SECLEVEL=9", "TLS_NOPE", "AES128-SHA AES256-SHA", "AES128-SHA:@SECLEVEL=0"} {
		inputs = append(inputs, nodeInput{Name: "ciphers " + ciphers, Ciphers: ciphers})
	}
	for _, curves := range []string{"nope", "auto", "P-256:P-384", "P-256:", "P-256:P-256", "prime256v1:X448", "P-256 P-384"} {
		inputs = append(inputs, nodeInput{Name: "curves " + curves, Curves: curves})
	}
	if slices.ContainsFunc(inputs, func(in nodeInput) bool { return in.Name == "" }) {
		t.Fatal("an input has no name")
	}
	return inputs
}
