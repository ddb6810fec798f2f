package tlscore

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"tlsjs/tlscore/certgen"
	"tlsjs/tlscore/certgen/chains"
)

// chainCase is a case of the common table, in this package's words.
type chainCase struct{ chains.Case }

func (c *chainCase) certificates() []*x509.Certificate { return certificatesOf(c.Sent) }

func certificatesOf(pairs []*certgen.Pair) []*x509.Certificate {
	var list []*x509.Certificate
	for _, p := range pairs {
		list = append(list, p.Cert)
	}
	return list
}

func (c *chainCase) store() *rootStore {
	s := newRootStore(certificatesOf(c.Trusted), noDefaultRoots)
	s.level = c.Level
	return s
}

func (c *chainCase) purpose() Purpose {
	return map[chains.Purpose]Purpose{chains.Server: PurposeServer, chains.Client: PurposeClient, chains.Any: PurposeAny}[c.Purpose]
}

func (c *chainCase) lists(t *testing.T) []*x509.RevocationList {
	t.Helper()
	lists, err := parseCRLs(c.CRLs)
	if err != nil {
		t.Fatal(err)
	}
	return lists
}

// chainCases are those that a chain alone decides: host names are for others.
func chainCases() []chainCase {
	var cases []chainCase
	for _, c := range chains.All() {
		if c.Host == "" {
			cases = append(cases, chainCase{c})
		}
	}
	return cases
}

func TestVerify(t *testing.T) {
	for _, c := range chainCases() {
		chain, err := c.store().verify(c.certificates(), c.purpose(), c.lists(t), time.Now())
		got := VerifyOK
		if err != nil {
			got = err.Code
		}
		if want := VerifyCode(c.Want); (got != want) == (c.Stricter == "") || c.Stricter != "" && got == VerifyOK {
			t.Errorf("%s: %s, want %s", c.Name, got.Name(), want.Name())
		}
		if len(chain) == 0 || !chain[0].Equal(c.Sent[0].Cert) {
			t.Errorf("%s: the chain does not begin with the leaf", c.Name)
		}
	}
}

// TestChainsAgainstOpenSSL holds all errors, in order and with their depth,
// against those that the openssl command prints.
func TestChainsAgainstOpenSSL(t *testing.T) {
	for _, c := range chainCases() {
		want := opensslVerify(t, &c)
		v := c.store().examine(c.certificates(), c.purpose(), c.lists(t), time.Now())
		var got []string
		for _, e := range v.errors {
			got = append(got, fmt.Sprintf("%d at %d", e.Code, e.Depth))
			if !continuesAfter(e.Code) {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n    got %v\nopenssl %v", c.Name, got, want)
		}
	}
}

var opensslErrorLine = regexp.MustCompile(`(?m)^error (\d+) at (\d+) depth`)

func opensslVerify(t *testing.T, c *chainCase) []string {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, c.Sent[0].CertPEM(), dir, "leaf.pem")
	args := []string{"verify", "-auth_level", strconv.Itoa(c.Level), "-no-CAfile", "-no-CApath", "-no-CAstore"}
	if c.Purpose != chains.Any {
		args = append(args, "-purpose", string(c.Purpose))
	}
	if len(c.Sent) > 1 {
		writeFile(t, chains.PEM(c.Sent[1:]), dir, "sent.pem")
		args = append(args, "-untrusted", "sent.pem")
	}
	if len(c.Trusted) > 0 {
		writeFile(t, chains.PEM(c.Trusted), dir, "trusted.pem")
		args = append(args, "-CAfile", "trusted.pem")
	}
	if len(c.CRLs) > 0 {
		writeFile(t, bytes.Join(c.CRLs, nil), dir, "crl.pem")
		args = append(args, "-crl_check_all", "-CRLfile", "crl.pem")
	}
	out, _ := openssl(t, dir, append(args, "leaf.pem")...)
	var errors []string
	for _, m := range opensslErrorLine.FindAllSubmatch(out, -1) {
		errors = append(errors, fmt.Sprintf("%s at %s", m[1], m[2]))
	}
	if len(errors) == 0 && !bytes.Contains(out, []byte("OK")) {
		t.Fatalf("%s: %s", c.Name, out)
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
  const server = tls.createServer({ key: c.key, cert: c.cert, ca: [], ciphers: 'DEFAULT@SECLEVEL=0' }, (s) => s.end().on('error', () => {}));
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
	for _, c := range chainCases() {
		if c.Purpose != chains.Server || c.Level != 1 {
			continue
		}
		in := input{Key: string(keyPEM(t, c.Sent[0], "")), Cert: string(chains.PEM(c.Sent)), CA: []string{string(chains.PEM(c.Trusted))}}
		for _, text := range c.CRLs {
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
		_, verdict := c.store().verify(c.certificates(), c.purpose(), c.lists(t), time.Now())
		var code, message string
		if verdict != nil {
			code, message = verdict.Code.NodeName(), verdict.Code.Text()
		}
		same := code == results[i].Code && message == results[i].Message
		if _, differs := nodeDiffers[c.Name]; same == differs {
			t.Errorf("%s: %s %q, Node has %s %q", c.Name, code, message, results[i].Code, results[i].Message)
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
