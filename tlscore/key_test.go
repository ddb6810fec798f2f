package tlscore

import (
	"crypto"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tlsjs/tlscore/certgen"
)

// openssl runs the command in a folder, or skips aloud where there is none.
func openssl(t testing.TB, dir string, args ...string) ([]byte, error) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("skipped: no openssl command on this machine")
	}
	cmd := exec.Command("openssl", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return out, fmt.Errorf("openssl %q: %w\n%s", args, err, out)
	}
	return out, nil
}

func mustOpenSSL(t testing.TB, dir string, args ...string) {
	t.Helper()
	if _, err := openssl(t, dir, args...); err != nil {
		t.Fatal(err)
	}
}

func readFile(t testing.TB, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t testing.TB, data []byte, parts ...string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(parts...), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestKeysOfOpenSSL reads keys of every kind that the openssl command writes,
// in every encryption, with the right and with a wrong passphrase.
func TestKeysOfOpenSSL(t *testing.T) {
	dir := t.TempDir()
	mustOpenSSL(t, dir, "genrsa", "-out", "rsa.pem", "2048")
	mustOpenSSL(t, dir, "genpkey", "-algorithm", "ed25519", "-out", "ed25519.pem")
	for _, curve := range []string{"prime256v1", "secp384r1", "secp521r1"} {
		mustOpenSSL(t, dir, "ecparam", "-genkey", "-name", curve, "-out", curve+".pem") // with EC PARAMETERS in front
	}
	var rsa crypto.Signer
	for _, name := range []string{"rsa", "ed25519", "prime256v1", "secp384r1", "secp521r1"} {
		key, err := parseKey(readFile(t, dir, name+".pem"), nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if name == "rsa" {
			rsa = key
		}
	}
	encryptions := map[string][]string{}
	for _, cipher := range []string{"aes128", "aes192", "aes256", "des3"} {
		encryptions["PKCS#1 "+cipher] = []string{"rsa", "-traditional", "-" + cipher}
		encryptions["PBES2 "+cipher] = []string{"pkcs8", "-topk8", "-v2", cipher}
	}
	for _, prf := range []string{"hmacWithSHA1", "hmacWithSHA224", "hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512", "hmacWithSHA512-256"} {
		encryptions["PBES2 "+prf] = []string{"pkcs8", "-topk8", "-v2", "aes256", "-v2prf", prf}
	}
	encryptions["PKCS#1 des"] = []string{"rsa", "-traditional", "-des", "-provider", "legacy", "-provider", "default"}
	encryptions["scrypt"] = []string{"pkcs8", "-topk8", "-scrypt"}
	for _, scheme := range []string{"PBE-MD5-DES", "PBE-SHA1-DES", "PBE-SHA1-3DES", "PBE-SHA1-2DES", "PBE-SHA1-RC4-128", "PBE-SHA1-RC4-40"} {
		encryptions[scheme] = []string{"pkcs8", "-topk8", "-v1", scheme, "-provider", "legacy", "-provider", "default"}
	}
	for name, args := range encryptions {
		mustOpenSSL(t, dir, append(args, "-in", "rsa.pem", "-out", "locked.pem", "-passout", "pass:s3cret ß")...)
		text := readFile(t, dir, "locked.pem")
		if !strings.Contains(string(text), "ENCRYPTED") {
			t.Fatalf("%s: openssl wrote no encrypted key", name)
		}
		key, err := parseKey(text, []byte("s3cret ß"))
		if err != nil || !rsa.Public().(interface{ Equal(crypto.PublicKey) bool }).Equal(key.Public()) {
			t.Errorf("%s: %v", name, err)
		}
		wantReason(t, name, Options{Keys: []Key{{PEM: text, Passphrase: []byte("wrong")}}}, ReasonBadDecrypt)
	}
}

func TestKeysThatCannotSign(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{
		{"genpkey", "-algorithm", "x25519"}, {"genpkey", "-algorithm", "ed448"},
		{"ecparam", "-genkey", "-noout", "-name", "secp256k1"},
		{"genpkey", "-algorithm", "rsa-pss"},
	} {
		mustOpenSSL(t, dir, append(args, "-out", "key.pem")...)
		wantReason(t, strings.Join(args, " "), Options{Keys: []Key{{PEM: readFile(t, dir, "key.pem")}}}, ReasonKeyUnsupported)
	}
}

func FuzzKey(f *testing.F) {
	pair := issue(f, certgen.Template{CommonName: "a"})
	f.Add(keyPEM(f, pair, ""))
	f.Add(keyPEM(f, pair, "x"))
	f.Add([]byte("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if key, err := parseKey(text, []byte("x")); (key == nil) == (err == nil) {
			t.Errorf("%v, %v", key, err)
		}
	})
}
