package tlscore

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"testing"
	"time"

	"tlsjs/tlscore/certgen"
)

// chainCase is a chain as a peer sends it, and what is trusted. The names of
// the codes are those that Node shows: the last one that OpenSSL meets.
type chainCase struct {
	name    string
	sent    []*certgen.Pair // leaf first
	trusted []*certgen.Pair
	crls    [][]byte
	purpose Purpose
	want    VerifyCode
}

func (c *chainCase) certificates() []*x509.Certificate { return certificatesOf(c.sent) }

func certificatesOf(pairs []*certgen.Pair) []*x509.Certificate {
	var list []*x509.Certificate
	for _, p := range pairs {
		list = append(list, p.Cert)
	}
	return list
}

func pems(pairs []*certgen.Pair) []byte {
	var out []byte
	for _, p := range pairs {
		out = append(out, p.CertPEM()...)
	}
	return out
}

func (c *chainCase) store() *rootStore {
	return newRootStore(certificatesOf(c.trusted), noDefaultRoots)
}

func (c *chainCase) lists(t *testing.T) []*x509.RevocationList {
	t.Helper()
	lists, err := parseCRLs(c.crls)
	if err != nil {
		t.Fatal(err)
	}
	return lists
}

// chainCases is the table that every judge of this file gets.
func chainCases(t *testing.T) []chainCase {
	t.Helper()
	m := newChainMaker(t)
	return slices.Concat(m.plainCases(), m.usageCases(), m.nameCases(), m.listCases())
}

// chainMaker makes certificates that share a root and an intermediate CA.
type chainMaker struct {
	t                  *testing.T
	root, middle, leaf *certgen.Pair
	// twin has middle's name and key identifier, but a key of its own.
	twin         *certgen.Pair
	past, future time.Time
}

func newChainMaker(t *testing.T) *chainMaker {
	m := &chainMaker{t: t, past: time.Now().Add(-time.Hour / 2), future: time.Now().AddDate(0, 0, 10)}
	m.root = m.issue("root", nil, true, nil)
	m.middle = m.issue("middle", m.root, true, nil)
	m.leaf = m.issue("leaf", m.middle, false, nil)
	m.twin = m.issue("middle", m.root, true, func(c *x509.Certificate) { c.SubjectKeyId = m.middle.Cert.SubjectKeyId })
	return m
}

func (m *chainMaker) issue(name string, issuer *certgen.Pair, ca bool, modify func(*x509.Certificate)) *certgen.Pair {
	return issue(m.t, certgen.Template{CommonName: name, Issuer: issuer, CA: ca, Modify: modify})
}

func list(pairs ...*certgen.Pair) []*certgen.Pair { return pairs }

func (m *chainMaker) plainCases() []chainCase {
	self := m.issue("self", nil, false, nil)
	mimic := m.issue("root", nil, true, nil)
	expired := func(c *x509.Certificate) { c.NotAfter = m.past }
	later := func(c *x509.Certificate) { c.NotBefore = m.future }
	oldSelf := m.issue("old", nil, false, expired)
	oldRoot := m.issue("old root", nil, true, expired)
	oldMiddle := m.issue("old middle", m.root, true, expired)
	oldLeaf := m.issue("leaf", m.middle, false, expired)
	noExtensions := m.issue("bare", nil, false, func(c *x509.Certificate) { c.BasicConstraintsValid = false; c.SubjectKeyId = nil })
	forged := m.issue("leaf", m.twin, false, nil)
	return []chainCase{
		{"good", list(m.leaf, m.middle), list(m.root), nil, PurposeServer, VerifyOK},
		{"root sent too", list(m.leaf, m.middle, m.root), list(m.root), nil, PurposeServer, VerifyOK},
		{"out of order", list(m.leaf, m.root, self, m.middle), list(m.root), nil, PurposeServer, VerifyOK},
		{"intermediate trusted too", list(m.leaf), list(m.root, m.middle), nil, PurposeServer, VerifyOK},
		{"no intermediate", list(m.leaf), list(m.root), nil, PurposeServer, VerifyUnableToVerifyLeaf},
		{"no root", list(m.leaf, m.middle), list(self), nil, PurposeServer, VerifyUnableToGetIssuerLocally},
		{"nothing trusted", list(m.leaf), nil, nil, PurposeServer, VerifyUnableToVerifyLeaf},
		{"only the intermediate trusted", list(m.leaf), list(m.middle), nil, PurposeServer, VerifyUnableToGetIssuer},
		{"leaf named itself", list(m.leaf), list(m.leaf), nil, PurposeServer, VerifyUnableToVerifyLeaf},
		{"untrusted root sent", list(m.leaf, m.middle, m.root), list(self), nil, PurposeServer, VerifySelfSignedInChain},
		{"a mimic of the root", list(m.leaf, m.middle), list(mimic), nil, PurposeServer, VerifyUnableToGetIssuerLocally},
		{"a mimic of the root sent", list(mimic), list(m.root), nil, PurposeServer, VerifyInvalidPurpose},
		{"self-signed, trusted", list(self), list(self), nil, PurposeServer, VerifyOK},
		{"self-signed, untrusted", list(self), list(m.root), nil, PurposeServer, VerifyDepthZeroSelfSigned},
		{"self-signed, bare, trusted", list(noExtensions), list(noExtensions), nil, PurposeServer, VerifyOK},
		{"root as a server", list(m.root), list(m.root), nil, PurposeServer, VerifyInvalidPurpose},
		{"self-signed, expired, untrusted", list(oldSelf), nil, nil, PurposeServer, VerifyExpired},
		{"self-signed, expired, trusted", list(oldSelf), list(oldSelf), nil, PurposeServer, VerifyExpired},
		{"leaf expired", list(oldLeaf, m.middle), list(m.root), nil, PurposeServer, VerifyExpired},
		{"leaf expired, no root", list(oldLeaf, m.middle), nil, nil, PurposeServer, VerifyExpired},
		{"intermediate expired", list(m.issue("leaf", oldMiddle, false, nil), oldMiddle), list(m.root), nil, PurposeServer, VerifyExpired},
		{"root expired", list(m.issue("leaf", oldRoot, false, nil)), list(oldRoot), nil, PurposeServer, VerifyExpired},
		{"leaf not yet valid", list(m.issue("leaf", m.middle, false, later), m.middle), list(m.root), nil, PurposeServer, VerifyNotYetValid},
		{"forged leaf", list(forged, m.middle), list(m.root), nil, PurposeServer, VerifySignatureFailure},
	}
}

func (m *chainMaker) usageCases() []chainCase {
	usage := func(u ...x509.ExtKeyUsage) func(*x509.Certificate) {
		return func(c *x509.Certificate) { c.ExtKeyUsage = u }
	}
	client := m.issue("client", m.middle, false, usage(x509.ExtKeyUsageClientAuth))
	server := m.issue("server", m.middle, false, usage(x509.ExtKeyUsageServerAuth))
	anyUse := m.issue("any", m.middle, false, usage(x509.ExtKeyUsageAny))
	signOnly := m.issue("sign", m.middle, false, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCRLSign })
	clientCA := m.issue("client ca", m.root, true, usage(x509.ExtKeyUsageClientAuth))
	noCA := m.issue("no ca", m.root, false, nil)
	noSign := m.issue("no sign", m.root, true, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCRLSign })
	short := m.issue("short", m.root, true, func(c *x509.Certificate) { c.MaxPathLenZero = true })
	below := m.issue("below", short, true, nil)
	critical := m.issue("critical", m.middle, false, func(c *x509.Certificate) {
		c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3, 4}, Critical: true, Value: []byte{5, 0}}}
	})
	rsaRoot := issue(m.t, certgen.Template{CommonName: "rsa root", CA: true, Algorithm: certgen.RSA})
	sha1 := m.issue("sha1", rsaRoot, false, func(c *x509.Certificate) { c.SignatureAlgorithm = x509.SHA1WithRSA })
	sha1Root := issue(m.t, certgen.Template{CommonName: "sha1 root", CA: true, Algorithm: certgen.RSA,
		Modify: func(c *x509.Certificate) { c.SignatureAlgorithm = x509.SHA1WithRSA }})
	return []chainCase{
		{"client as a server", list(client, m.middle), list(m.root), nil, PurposeServer, VerifyInvalidPurpose},
		{"client as a client", list(client, m.middle), list(m.root), nil, PurposeClient, VerifyOK},
		{"server as a client", list(server, m.middle), list(m.root), nil, PurposeClient, VerifyInvalidPurpose},
		{"server as a server", list(server, m.middle), list(m.root), nil, PurposeServer, VerifyOK},
		{"any usage", list(anyUse, m.middle), list(m.root), nil, PurposeServer, VerifyInvalidPurpose},
		{"key for lists only", list(signOnly, m.middle), list(m.root), nil, PurposeServer, VerifyInvalidPurpose},
		{"a CA for clients", list(m.issue("leaf", clientCA, false, nil), clientCA), list(m.root), nil, PurposeServer, VerifyInvalidPurpose},
		{"issuer is no CA", list(m.issue("leaf", noCA, false, nil), noCA), list(m.root), nil, PurposeServer, VerifyInvalidPurpose},
		{"issuer may not sign", list(m.issue("leaf", noSign, false, nil), noSign), list(m.root), nil, PurposeServer, VerifyKeyUsageNoCertSign},
		{"path too long", list(m.issue("leaf", below, false, nil), below, short), list(m.root), nil, PurposeServer, VerifyPathLengthExceeded},
		{"path just long enough", list(m.issue("leaf", short, false, nil), short), list(m.root), nil, PurposeServer, VerifyOK},
		{"unknown critical extension", list(critical, m.middle), list(m.root), nil, PurposeServer, VerifyUnhandledCritical},
		{"SHA-1", list(sha1), list(rsaRoot), nil, PurposeServer, VerifyCAMDTooWeak},
		{"SHA-1 on the root", list(m.issue("leaf", sha1Root, false, nil)), list(sha1Root), nil, PurposeServer, VerifyOK},
	}
}

func (m *chainMaker) nameCases() []chainCase {
	bound := m.issue("bound", m.root, true, func(c *x509.Certificate) {
		c.PermittedDNSDomainsCritical = true
		c.PermittedDNSDomains = []string{"good.test"}
		c.ExcludedDNSDomains = []string{"bad.good.test"}
	})
	named := func(common string, names ...string) []*certgen.Pair {
		return list(issue(m.t, certgen.Template{CommonName: common, Names: names, Issuer: bound}), bound)
	}
	return []chainCase{
		{"name permitted", named("x", "a.good.test"), list(m.root), nil, PurposeServer, VerifyOK},
		{"name not permitted", named("x", "evil.test"), list(m.root), nil, PurposeServer, VerifyPermittedViolation},
		{"name excluded", named("x", "a.bad.good.test"), list(m.root), nil, PurposeServer, VerifyExcludedViolation},
		{"common name not permitted", named("evil.test"), list(m.root), nil, PurposeServer, VerifyPermittedViolation},
		{"common name is no host", named("some one"), list(m.root), nil, PurposeServer, VerifyOK},
		{"address beside the constraint", named("x", "a.good.test", "192.0.2.1"), list(m.root), nil, PurposeServer, VerifyOK},
	}
}

func (m *chainMaker) crl(ca *certgen.Pair, modify func(*x509.RevocationList), revoked ...*certgen.Pair) []byte {
	text, err := ca.CRL(modify, revoked...)
	if err != nil {
		m.t.Fatal(err)
	}
	return text
}

func (m *chainMaker) listCases() []chainCase {
	sent, trusted := list(m.leaf, m.middle), list(m.root)
	rootList, middleList := m.crl(m.root, nil), m.crl(m.middle, nil)
	old := m.crl(m.middle, func(l *x509.RevocationList) { l.NextUpdate = m.past })
	early := m.crl(m.middle, func(l *x509.RevocationList) { l.ThisUpdate = m.future; l.NextUpdate = m.future.AddDate(0, 0, 1) })
	forged := m.crl(m.twin, nil)
	removed := m.crl(m.middle, func(l *x509.RevocationList) {
		l.RevokedCertificateEntries = []x509.RevocationListEntry{{SerialNumber: m.leaf.Cert.SerialNumber, RevocationTime: m.past, ReasonCode: 8}}
	})
	return []chainCase{
		{"lists of both", sent, trusted, [][]byte{rootList, middleList}, PurposeServer, VerifyOK},
		{"lists in one text", sent, trusted, [][]byte{append(bytes.Clone(rootList), middleList...)}, PurposeServer, VerifyOK},
		{"leaf revoked", sent, trusted, [][]byte{rootList, m.crl(m.middle, nil, m.leaf)}, PurposeServer, VerifyRevoked},
		{"intermediate revoked", sent, trusted, [][]byte{m.crl(m.root, nil, m.middle), middleList}, PurposeServer, VerifyRevoked},
		{"removed from the list", sent, trusted, [][]byte{rootList, removed}, PurposeServer, VerifyOK},
		{"no list for the leaf", sent, trusted, [][]byte{rootList}, PurposeServer, VerifyUnableToGetCRL},
		{"no list for the intermediate", sent, trusted, [][]byte{middleList}, PurposeServer, VerifyUnableToGetCRL},
		{"list expired", sent, trusted, [][]byte{rootList, old}, PurposeServer, VerifyCRLExpired},
		{"expired and fresh", sent, trusted, [][]byte{rootList, old, middleList}, PurposeServer, VerifyOK},
		{"list not yet valid", sent, trusted, [][]byte{rootList, early}, PurposeServer, VerifyCRLNotYetValid},
		{"list forged", sent, trusted, [][]byte{rootList, forged}, PurposeServer, VerifyCRLSignatureFailure},
		{"list of another", sent, trusted, [][]byte{rootList, m.crl(m.issue("other", nil, true, nil), nil)}, PurposeServer, VerifyUnableToGetCRL},
		{"self-signed without a list", list(m.root), nil, [][]byte{middleList}, PurposeAny, VerifyUnableToGetCRL},
	}
}

func TestVerify(t *testing.T) {
	for _, c := range chainCases(t) {
		chain, err := c.store().verify(c.certificates(), c.purpose, c.lists(t), time.Now())
		got := VerifyOK
		if err != nil {
			got = err.Code
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Name(), c.want.Name())
		}
		if len(chain) == 0 || !chain[0].Equal(c.sent[0].Cert) {
			t.Errorf("%s: the chain does not begin with the leaf", c.name)
		}
	}
}

// TestChainsAgainstOpenSSL holds all errors, in order and with their depth,
// against those that the openssl command prints.
func TestChainsAgainstOpenSSL(t *testing.T) {
	for _, c := range chainCases(t) {
		want := opensslVerify(t, &c)
		v := c.store().examine(c.certificates(), c.purpose, c.lists(t), time.Now())
		var got []string
		for _, e := range v.errors {
			got = append(got, fmt.Sprintf("%d at %d", e.Code, e.Depth))
			if !continuesAfter(e.Code) {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n    got %v\nopenssl %v", c.name, got, want)
		}
	}
}

var opensslErrorLine = regexp.MustCompile(`(?m)^error (\d+) at (\d+) depth`)

func opensslVerify(t *testing.T, c *chainCase) []string {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, c.sent[0].CertPEM(), dir, "leaf.pem")
	args := []string{"verify", "-auth_level", "1", "-no-CAfile", "-no-CApath", "-no-CAstore"}
	if c.purpose != PurposeAny {
		args = append(args, "-purpose", map[Purpose]string{PurposeServer: "sslserver", PurposeClient: "sslclient"}[c.purpose])
	}
	if len(c.sent) > 1 {
		writeFile(t, pems(c.sent[1:]), dir, "sent.pem")
		args = append(args, "-untrusted", "sent.pem")
	}
	if len(c.trusted) > 0 {
		writeFile(t, pems(c.trusted), dir, "trusted.pem")
		args = append(args, "-CAfile", "trusted.pem")
	}
	if len(c.crls) > 0 {
		writeFile(t, bytes.Join(c.crls, nil), dir, "crl.pem")
		args = append(args, "-crl_check_all", "-CRLfile", "crl.pem")
	}
	out, _ := openssl(t, dir, append(args, "leaf.pem")...)
	var errors []string
	for _, m := range opensslErrorLine.FindAllSubmatch(out, -1) {
		errors = append(errors, fmt.Sprintf("%s at %s", m[1], m[2]))
	}
	if len(errors) == 0 && !bytes.Contains(out, []byte("OK")) {
		t.Fatalf("%s: %s", c.name, out)
	}
	return errors
}

const nodeVerify = `
'use strict';
const tls = require('tls');
const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const results = [];
function next() {
  const c = cases[results.length];
  if (!c) { console.log(JSON.stringify(results)); return; }
  const server = tls.createServer({ key: c.key, cert: c.cert, ca: [] }, (s) => s.end().on('error', () => {}));
  server.on('tlsClientError', () => {});
  server.listen(0, () => {
    const o = { port: server.address().port, ca: c.ca, rejectUnauthorized: false, checkServerIdentity() {} };
    if (c.crl) o.crl = c.crl;
    const socket = tls.connect(o, () => {
      const e = socket._handle.verifyError();
      results.push(e ? { Code: e.code, Message: e.message } : {});
      socket.destroy();
      server.close(next);
    });
    socket.on('error', (e) => { results.push({ Code: 'FAILED', Message: e.message }); server.close(next); });
  });
}
next();
`

// nodeDiffers are the cases in which Node has another verdict, with the reason.
var nodeDiffers = map[string]string{
	"lists in one text": "Node reads only the first list of a text",
}

// TestChainsAgainstNode lets a real client of Node judge the servers' chains.
func TestChainsAgainstNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: no node on this machine to compare with")
	}
	type input struct {
		Key  string   `json:"key"`
		Cert string   `json:"cert"`
		CA   []string `json:"ca"`
		CRL  []string `json:"crl,omitempty"`
	}
	var inputs []input
	var cases []chainCase
	for _, c := range chainCases(t) {
		// A server of Node refuses to show what checkLeaf refuses too.
		if c.purpose != PurposeServer || checkLeaf(c.sent[0].Cert, 1) != nil {
			continue
		}
		in := input{Key: string(keyPEM(t, c.sent[0], "")), Cert: string(pems(c.sent)), CA: []string{string(pems(c.trusted))}}
		for _, text := range c.crls {
			in.CRL = append(in.CRL, string(text))
		}
		inputs, cases = append(inputs, in), append(cases, c)
	}
	text, err := json.Marshal(inputs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "-e", nodeVerify)
	cmd.Stdin = bytes.NewReader(text)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var results []struct{ Code, Message string }
	if err := json.Unmarshal(out, &results); err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		_, verdict := c.store().verify(c.certificates(), c.purpose, c.lists(t), time.Now())
		var code, message string
		if verdict != nil {
			code, message = verdict.Code.NodeName(), verdict.Code.Text()
		}
		same := code == results[i].Code && message == results[i].Message
		if _, differs := nodeDiffers[c.name]; same == differs {
			t.Errorf("%s: %s %q, Node has %s %q", c.name, code, message, results[i].Code, results[i].Message)
		}
	}
	t.Logf("%d chains judged by Node", len(cases))
}

func TestVerifyNothing(t *testing.T) {
	if _, err := newRootStore(nil, noDefaultRoots).verify(nil, PurposeServer, nil, time.Now()); err == nil {
		t.Error("an empty chain is trusted")
	}
}

// TestSmallKeys: OpenSSL's own vectors have RSA keys that crypto/rsa makes no more.
func TestSmallKeys(t *testing.T) {
	for size, want := range map[int]int{512: 0, 1023: 0, 1024: 80, 2047: 80, 2048: 112, 3072: 128, 4096: 128, 7680: 192, 15360: 256} {
		if got := rsaSecurityBits(size); got != want {
			t.Errorf("RSA of %d bits: %d, want %d", size, got, want)
		}
	}
}
