package certgen

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

var wantNames = []string{
	"server-key.pem", "server-csr.pem", "server-cert.pem", "server.pfx",
	"client-key.pem", "client-csr.pem", "client-cert.pem", "client.pfx", "ca-cert.pem",
}

func generate(t *testing.T, o Options) Files {
	t.Helper()
	files, err := Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestGenerate(t *testing.T) {
	for _, algorithm := range []Algorithm{RSA, EC, Ed25519} {
		files := generate(t, Options{Algorithm: algorithm, Host: "example.org"})
		var names []string
		for _, f := range files {
			names = append(names, f.Name)
			if private := strings.HasSuffix(f.Name, "-key.pem") || strings.HasSuffix(f.Name, ".pfx"); f.Private != private {
				t.Errorf("%s: private is %v", f.Name, f.Private)
			}
		}
		if strings.Join(names, " ") != strings.Join(wantNames, " ") {
			t.Errorf("made %v", names)
		}
		pair, err := tls.X509KeyPair(files.Get("server-cert.pem"), files.Get("server-key.pem"))
		if err != nil {
			t.Fatal(err)
		}
		for _, host := range []string{"example.org", "localhost", "127.0.0.1", "::1"} {
			if err := pair.Leaf.VerifyHostname(host); err != nil {
				t.Error(err)
			}
		}
		key, leaf, others, err := pkcs12.DecodeChain(files.Get("client.pfx"), "")
		if err != nil || key == nil || len(others) != 1 {
			t.Fatalf("client.pfx: %v, %d others", err, len(others))
		}
		if err := leaf.CheckSignatureFrom(others[0]); err != nil {
			t.Error(err)
		}
		if files.Get("ca-key.pem") != nil {
			t.Error("the CA's key is among the files")
		}
	}
}

func TestGenerateRefuses(t *testing.T) {
	for _, o := range []Options{{Algorithm: "dsa"}, {Host: "two words"}, {Host: "a/b"}} {
		if files, err := Generate(o); err == nil {
			t.Errorf("%+v made %d files", o, len(files))
		}
	}
}

func TestWriteTo(t *testing.T) {
	files := generate(t, Options{Algorithm: EC})
	dir := filepath.Join(t.TempDir(), "keys")
	if err := files.WriteTo(dir, false); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		info, err := os.Stat(filepath.Join(dir, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		want := fs.FileMode(0o644)
		if f.Private {
			want = 0o600
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != want {
			t.Errorf("%s has mode %v", f.Name, info.Mode())
		}
	}
	again := generate(t, Options{Algorithm: EC})
	if err := again.WriteTo(dir, false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second time: %v", err)
	}
	got, _ := os.ReadFile(filepath.Join(dir, "server-key.pem"))
	if !bytes.Equal(got, files.Get("server-key.pem")) {
		t.Error("a refused call changed a file")
	}
	if err := again.WriteTo(dir, true); err != nil {
		t.Fatal(err)
	}
	got, _ = os.ReadFile(filepath.Join(dir, "server-key.pem"))
	if !bytes.Equal(got, again.Get("server-key.pem")) {
		t.Error("overwriting left the old file")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// need returns the path of a foreign program, or skips aloud.
func need(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("skipped: no %s on this machine", program)
	}
	return path
}

func run(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	cmd := exec.Command(need(t, program), args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s %q: %v\n%s", program, args, err, out)
	}
	return string(out)
}

// TestOpenSSLReads holds every file before the openssl command.
func TestOpenSSLReads(t *testing.T) {
	dir := t.TempDir()
	if err := generate(t, Options{Algorithm: EC, Passphrase: "s3cret ü"}).WriteTo(dir, false); err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{"server", "client"} {
		purpose := "ssl" + who
		run(t, dir, "openssl", "verify", "-purpose", purpose, "-trusted", who+"-cert.pem", who+"-cert.pem")
		run(t, dir, "openssl", "req", "-verify", "-noout", "-in", who+"-csr.pem")
		run(t, dir, "openssl", "pkey", "-noout", "-in", who+"-key.pem", "-passin", "pass:s3cret ü")
		bundle := run(t, dir, "openssl", "pkcs12", "-in", who+".pfx", "-nodes", "-passin", "pass:s3cret ü")
		block, _ := pem.Decode([]byte(bundle[max(0, strings.Index(bundle, "-----BEGIN CERT")):]))
		if block == nil {
			t.Fatalf("no certificate in %s", bundle)
		}
		leaf := filepath.Join(dir, "leaf.pem")
		if err := os.WriteFile(leaf, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		run(t, dir, "openssl", "verify", "-purpose", purpose, "-x509_strict", "-trusted", "ca-cert.pem", leaf)
	}
}

// nodePair connects a server and a client with the options of the documents'
// two kinds of examples and prints both verdicts.
const nodePair = `
'use strict';
const tls = require('tls');
const read = (name) => require('fs').readFileSync(name);
const byKey = (own, other) => ({ key: read(own + '-key.pem'), cert: read(own + '-cert.pem'), ca: [read(other + '-cert.pem')] });
const byPFX = (own) => ({ pfx: read(own + '.pfx') });
function join(name, server, client) {
  const s = tls.createServer(Object.assign({ requestCert: true }, server), (socket) => {
    console.log(name, 'server', socket.authorized, socket.authorizationError);
    socket.end();
  });
  s.listen(0, () => {
    const c = tls.connect(s.address().port, client, () => console.log(name, 'client', c.authorized));
    c.resume().on('close', () => s.close());
  });
}
join('key', byKey('server', 'client'), byKey('client', 'server'));
join('pfx', byPFX('server'), byPFX('client'));
`

func TestNodeAuthorizes(t *testing.T) {
	node := need(t, "node")
	for _, algorithm := range []Algorithm{RSA, EC} {
		dir := t.TempDir()
		if err := generate(t, Options{Algorithm: algorithm}).WriteTo(dir, false); err != nil {
			t.Fatal(err)
		}
		out := run(t, dir, node, "-e", nodePair)
		for _, want := range []string{"key server true null", "key client true", "pfx server true null", "pfx client true"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %q is missing in\n%s", algorithm, want, out)
			}
		}
	}
}

func TestIssue(t *testing.T) {
	ca, err := Issue(Template{CommonName: "root", CA: true})
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := Issue(Template{CommonName: "leaf", Names: []string{"a.test", "::1"}, Issuer: ca, Algorithm: Ed25519,
		Modify: func(c *x509.Certificate) { c.NotAfter = c.NotBefore.Add(time.Minute) }})
	if err != nil {
		t.Fatal(err)
	}
	if err := leaf.Cert.CheckSignatureFrom(ca.Cert); err != nil {
		t.Error(err)
	}
	if life := leaf.Cert.NotAfter.Sub(leaf.Cert.NotBefore); life != time.Minute {
		t.Errorf("Modify was not heard: %v", life)
	}
	text, err := ca.CRL(nil, leaf)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	list, err := x509.ParseRevocationList(block.Bytes)
	if err != nil || len(list.RevokedCertificateEntries) != 1 || list.CheckSignatureFrom(ca.Cert) != nil {
		t.Errorf("list %+v, %v", list, err)
	}
}
