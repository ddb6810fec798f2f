package jstests

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tlsjs/tlscore"
	"tlsjs/tlscore/certgen"
	"tlsjs/tlscore/certgen/chains"
)

// trustInput is a case as fixtures/trust.js reads it.
type trustInput struct {
	Name    string   `json:"name"`
	Key     string   `json:"key"`
	Cert    string   `json:"cert"`
	CA      []string `json:"ca"`
	CRL     []string `json:"crl,omitempty"`
	Level   int      `json:"level"`
	Host    string   `json:"host,omitempty"`
	AsChain []string `json:"as"`
}

// trustVerdict is what that script prints: what both ends saw.
type trustVerdict struct {
	Name string
	// As is the end whose chain it is: "server" or "client".
	As string
	// Authorized and Error are the properties when nobody is rejected.
	Authorized bool
	Error      string
	// Code and Message are the error when the other end rejects.
	Code, Message string
}

// otherwise are rows with the verdict of OpenSSL in which Node says something else.
var otherwise = map[string]string{
	"server: lists in one text": "Node reads only the first list of a text",
	"client: lists in one text": "Node reads only the first list of a text",

	// Where a signature is wrong, a server of Node that rejects tells of an
	// error that OpenSSL left behind instead of a peer that was hung up on.
	"client: same subject, another key first":   "ERR_SSL_EVP_LIB",
	"client: same subject, no key identifiers":  "ERR_SSL_EVP_LIB",
	"client: forged leaf":                       "ERR_SSL_EVP_LIB",
	"client: list forged":                       "ERR_SSL_EVP_LIB",
	"client: list of version 1 forged":          "ERR_SSL_EVP_LIB",
	"client: SHA-1 forged, level 0":             "one of several, by chance",
	"client: SHA-1 with a forged leaf, level 0": "ERR_SSL_EVP_LIB",
}

// TestTrust asks three judges about each chain, shown by a server and by a
// client: a connection here, the same script under Node, and openssl verify.
func TestTrust(t *testing.T) {
	cases := chains.All()
	input := writeTrustCases(t, cases)
	ours := trustVerdicts(t, runFileHere(t, "trust.js", input))
	var theirs map[string]trustVerdict
	if node, err := exec.LookPath("node"); err == nil {
		theirs = trustVerdicts(t, runFileNode(t, node, "trust.js", input))
	} else {
		t.Log("SKIPPED: node is not installed: verdicts are not compared with it")
	}
	_, err := exec.LookPath("openssl")
	if err != nil {
		t.Log("SKIPPED: openssl is not installed: verdicts are not compared with it")
	}
	withOpenSSL := err == nil
	judged := 0
	for i := range cases {
		for _, as := range trustRoles(&cases[i]) {
			judged++
			key := as + ": " + cases[i].Name
			here, ok := ours[key]
			if !ok {
				t.Errorf("%s: the script did not get there", key)
				continue
			}
			if theirs != nil {
				compareWithNode(t, key, here, theirs[key], cases[i].Stricter != "")
			}
			if withOpenSSL {
				compareWithOpenSSL(t, key, here, as, &cases[i])
			}
		}
	}
	if judged < 150 {
		t.Errorf("only %d chains judged", judged)
	}
}

func compareWithNode(t *testing.T, key string, here, node trustVerdict, strict bool) {
	t.Helper()
	_, other := otherwise[key]
	switch {
	case here == node && (strict || other):
		t.Errorf("%s: agrees with Node by now: take it off the list", key)
	case strict && here.Authorized:
		t.Errorf("%s: not stricter: %+v", key, here)
	case here != node && !strict && !other:
		t.Errorf("%s:\nhere %+v\nNode %+v", key, here, node)
	}
}

// compareWithOpenSSL holds the verdict against openssl verify's. The command
// stops at most errors; Node, told to go on, shows the last one that it meets.
func compareWithOpenSSL(t *testing.T, key string, here trustVerdict, as string, c *chains.Case) {
	t.Helper()
	codes := opensslVerdict(t, as, c)
	if here.Authorized != (len(codes) == 0) && c.Stricter == "" {
		t.Errorf("%s: authorized is %v here, openssl has the errors %v", key, here.Authorized, codes)
		return
	}
	if len(codes) == 0 {
		return
	}
	for _, code := range codes {
		if tlscore.VerifyCode(code).NodeName() == here.Error || code == hostMismatch && here.Error == altNameInvalid {
			return
		}
	}
	if last := codes[len(codes)-1]; !stopsAt[last] {
		t.Errorf("%s: %s here, openssl has the errors %v", key, here.Error, codes)
	}
}

const (
	hostMismatch   = 62
	altNameInvalid = "ERR_TLS_CERT_ALTNAME_INVALID"
)

// stopsAt are the errors of the table at which the openssl command stops, so
// that it does not print the one that Node shows.
var stopsAt = map[int]bool{2: true, 3: true, 7: true, 8: true, 19: true, 20: true, 21: true, 23: true, 32: true, 47: true, 48: true, 66: true, 67: true, 68: true}

var opensslError = regexp.MustCompile(`(?m)^error (\d+) at \d+ depth`)

func opensslVerdict(t *testing.T, as string, c *chains.Case) []int {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	args := []string{"verify", "-auth_level", strconv.Itoa(c.Level), "-no-CAfile", "-no-CApath", "-no-CAstore",
		"-purpose", "ssl" + as}
	if len(c.Sent) > 1 {
		args = append(args, "-untrusted", write("sent.pem", chains.PEM(c.Sent[1:])))
	}
	if len(c.Trusted) > 0 {
		args = append(args, "-CAfile", write("trusted.pem", chains.PEM(c.Trusted)))
	}
	if len(c.CRLs) > 0 {
		args = append(args, "-crl_check_all", "-CRLfile", write("crl.pem", bytes.Join(c.CRLs, nil)))
	}
	if c.Host != "" {
		args = append(args, "-verify_hostname", c.Host)
	}
	out, _ := exec.Command("openssl", append(args, write("leaf.pem", c.Sent[0].CertPEM()))...).CombinedOutput()
	var codes []int
	for _, m := range opensslError.FindAllSubmatch(out, -1) {
		code, _ := strconv.Atoi(string(m[1]))
		codes = append(codes, code)
	}
	if len(codes) == 0 && !bytes.Contains(out, []byte("OK")) {
		t.Fatalf("%s: openssl verify says\n%s", c.Name, out)
	}
	return codes
}

// trustRoles are the ends that can show a chain: each can show each, but host
// names are asked of servers only.
func trustRoles(c *chains.Case) []string {
	if c.Host != "" {
		return []string{"server"}
	}
	return []string{"server", "client"}
}

func writeTrustCases(t *testing.T, cases []chains.Case) string {
	t.Helper()
	var inputs []trustInput
	for i := range cases {
		c := &cases[i]
		key, err := c.Sent[0].KeyPEM("")
		if err != nil {
			t.Fatal(err)
		}
		in := trustInput{Name: c.Name, Key: string(key), Cert: string(chains.PEM(c.Sent)), CA: []string{string(chains.PEM(c.Trusted))},
			Level: c.Level, Host: c.Host, AsChain: trustRoles(c)}
		for _, text := range c.CRLs {
			in.CRL = append(in.CRL, string(text))
		}
		inputs = append(inputs, in)
	}
	// Strong enough for a server of any level.
	judge, err := certgen.Issue(certgen.Template{CommonName: "judge"})
	if err != nil {
		t.Fatal(err)
	}
	key, err := judge.KeyPEM("")
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(map[string]any{
		"cases": inputs, "own": map[string]string{"key": string(key), "cert": string(judge.CertPEM())},
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "cases.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func trustVerdicts(t *testing.T, out string) map[string]trustVerdict {
	t.Helper()
	all := map[string]trustVerdict{}
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var v trustVerdict
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		all[v.As+": "+v.Name] = v
	}
	return all
}
