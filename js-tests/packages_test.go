package jstests

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tlsjs/internal/freeport"
	"tlsjs/tlscore/certgen"
)

// Packages of npm that live on tls or http, or that users of these load beside them,
// judge the runtime. They are kept outside the tree.
var packageVersions = map[string]string{
	"@grpc/grpc-js": "1.14.7", "@hapi/hapi": "21.4.10",
	"amqplib": "2.3.1", "asn1.js": "5.4.1", "axios": "1.21.1", "cheerio": "1.2.0", "compression": "1.8.2", "cors": "2.8.6",
	"date-fns": "4.4.0", "date-fns-tz": "3.2.0", "express": "5.3.0",
	"fastify": "5.12.8", "handlebars": "4.7.10", "helmet": "8.3.0", "http-proxy": "1.18.1", "https-proxy-agent": "9.1.0",
	"i18next": "27.1.5", "inquirer": "14.2.5", "ioredis": "6.0.0", "js-yaml": "5.5.0", "koa": "3.3.0", "ldapts": "8.2.0",
	"lodash": "4.18.1", "luxon": "3.7.2", "markdown-it": "15.0.3", "mongodb": "7.9.0", "morgan": "1.12.1",
	"mqtt": "5.16.0", "mysql2": "3.24.6", "node-fetch": "2.7.0",
	"jose": "6.2.18", "libsodium-wrappers": "0.8.4", "undici": "6.29.1", "oauth4webapi": "3.8.8", "openpgp": "6.3.2",
	"node-forge": "1.4.3", "nodemailer": "10.6.1", "pg": "8.23.1", "protobufjs": "8.8.1", "smtp-server": "3.21.6",
	"socket.io": "4.8.4", "socket.io-client": "4.8.4", "supertest": "7.3.2", "ws": "8.23.0", "yargs": "18.2.0",
}

// npmPackages returns the folder that holds the packages, installed by npm if
// need be.
func npmPackages(t *testing.T) string {
	t.Helper()
	wanted, err := json.Marshal(map[string]any{"private": true, "dependencies": packageVersions})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(cacheFolder(t), fmt.Sprintf("packages-%.6x", sha256.Sum256(wanted)))
	modules := filepath.Join(dir, "node_modules")
	if _, err := os.Stat(modules); err == nil {
		return modules
	}
	npm := need(t, "npm")
	// It appears complete or not at all.
	temporary, err := os.MkdirTemp(filepath.Dir(dir), "packages-part-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(temporary)
	if err := os.WriteFile(filepath.Join(temporary, "package.json"), wanted, 0o644); err != nil {
		t.Fatal(err)
	}
	install := exec.Command(npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
	install.Dir = temporary
	if out, err := install.CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: the packages cannot be fetched: %v\n%s", err, out)
	}
	if err := os.Rename(temporary, dir); err != nil && !os.IsExist(err) {
		t.Fatal(err)
	}
	return modules
}

// TestPackagesLoad requires each package.
func TestPackagesLoad(t *testing.T) {
	t.Setenv("NODE_PATH", npmPackages(t))
	for name := range packageVersions {
		t.Run(name, func(t *testing.T) {
			out, err := exec.Command(command, "--compat=node", "-e",
				fmt.Sprintf("const p = require(%q); console.log(typeof p === 'function' || Object.keys(p).length > 0); process.exit()", name)).CombinedOutput()
			if err != nil || string(out) != "true\n" {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// runPackage runs a script of fixtures/packages here and under Node, which must
// print the same. serve starts the other end anew for each and returns the
// script's arguments.
func runPackage(t *testing.T, name string, serve func(t *testing.T) []string) {
	t.Helper()
	t.Setenv("NODE_PATH", npmPackages(t))
	script := filepath.Join("packages", name+".js")
	ours := runFileHere(t, script, serve(t)...)
	if ours == "" {
		t.Error("it printed nothing")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Log("SKIPPED: node is not installed: the package is not run under it")
		return
	}
	if theirs := runFileNode(t, node, script, serve(t)...); ours != theirs {
		t.Errorf("output differs from Node's:\n%s", difference(ours, theirs))
	}
}

// TestPackagesIntl runs what lives on Intl: dates, zones, plurals, numbers.
func TestPackagesIntl(t *testing.T) {
	for _, name := range []string{"luxon", "date-fns-tz", "i18next"} {
		t.Run(name, func(t *testing.T) {
			runPackage(t, name, func(*testing.T) []string { return nil })
		})
	}
}

// TestPackagesSubtle runs what does its cryptography with SubtleCrypto.
func TestPackagesSubtle(t *testing.T) {
	for _, name := range []string{"jose", "openpgp", "oauth4webapi"} {
		t.Run(name, func(t *testing.T) {
			runPackage(t, name, func(*testing.T) []string { return nil })
		})
	}
}

// TestPackagesWasm runs what is WebAssembly inside.
func TestPackagesWasm(t *testing.T) {
	for _, name := range []string{"undici", "libsodium-wrappers"} {
		t.Run(name, func(t *testing.T) {
			runPackage(t, name, func(*testing.T) []string { return nil })
		})
	}
}

// TestPackagesAlone runs what needs no other end: values, texts, files, terminals.
func TestPackagesAlone(t *testing.T) {
	for _, name := range []string{"inquirer", "lodash", "protobufjs", "templates", "yargs"} {
		t.Run(name, func(t *testing.T) {
			runPackage(t, name, func(*testing.T) []string { return nil })
		})
	}
}

// TestPackageASN1 runs the documents' OCSP flow; openssl is the responder, and
// looks at what the client got.
func TestPackageASN1(t *testing.T) {
	openssl := need(t, "openssl")
	runPackage(t, "asn1", func(t *testing.T) []string {
		dir := t.TempDir()
		write := func(name string, data []byte, err error) string {
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
		root, err := certgen.Issue(certgen.Template{CommonName: "root", CA: true, Algorithm: certgen.RSA})
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := certgen.Issue(certgen.Template{CommonName: "localhost", Names: []string{"localhost"}, Issuer: root, Algorithm: certgen.RSA})
		if err != nil {
			t.Fatal(err)
		}
		rootKey, err := root.KeyPEM("")
		rootKeyFile := write("root-key.pem", rootKey, err)
		leafKey, err := leaf.KeyPEM("")
		leafKeyFile := write("leaf-key.pem", leafKey, err)
		rootFile, chainFile := write("root.pem", root.CertPEM(), nil), write("leaf.pem", leaf.CertPEM(root), nil)
		index := write("index.txt", fmt.Appendf(nil, "V\t%s\t\t%s\tunknown\t/CN=localhost\n",
			leaf.Cert.NotAfter.UTC().Format("060102150405Z"), serialText(leaf.Cert.SerialNumber)), nil)
		port := freeport.Find(t)
		responder := start(t, openssl, "ocsp", "-port", port, "-index", index, "-CA", rootFile,
			"-rsigner", rootFile, "-rkey", rootKeyFile, "-nrequest", "1")
		responder.expect(t, "waiting for OCSP client connections")
		response := filepath.Join(dir, "response.der")
		t.Cleanup(func() {
			out, err := exec.Command(openssl, "ocsp", "-respin", response, "-issuer", rootFile, "-cert", chainFile, "-CAfile", rootFile).CombinedOutput()
			if err != nil || !strings.Contains(string(out), "Response verify OK") || !strings.Contains(string(out), chainFile+": good") {
				t.Errorf("openssl ocsp: %v\n%s", err, out)
			}
		})
		return []string{chainFile, leafKeyFile, rootFile, port, response}
	})
}

// serialText is how openssl's index writes a serial number.
func serialText(n *big.Int) string {
	text := fmt.Sprintf("%X", n)
	if len(text)%2 == 1 {
		text = "0" + text
	}
	return text
}

// deadline is how long a conversation with a package may take.
const deadline = 30 * time.Second
