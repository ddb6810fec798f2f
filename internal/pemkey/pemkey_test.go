package pemkey

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func testKey(t testing.TB) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestSealPKCS8OpensAgain(t *testing.T) {
	der := testKey(t)
	for _, c := range blockCiphers() {
		sealed, err := SealPKCS8(der, []byte("secret"), c.name)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		block := &pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: sealed}
		if got, err := Open(block, []byte("secret")); err != nil || !bytes.Equal(got, der) {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, err := Open(block, []byte("Secret")); !errors.Is(err, ErrPassword) {
			t.Errorf("%s: wrong passphrase: %v", c.name, err)
		}
	}
	if _, err := SealPKCS8(der, nil, "rot13"); !errors.Is(err, ErrUnsupported) {
		t.Errorf("unknown cipher: %v", err)
	}
}

func TestSealPEMOpensAgain(t *testing.T) {
	der := testKey(t)
	block, err := SealPEM("EC PRIVATE KEY", der, []byte("x"), "aes-192-cbc")
	if err != nil {
		t.Fatal(err)
	}
	if !Sealed(block) || Sealed(&pem.Block{Type: "EC PRIVATE KEY"}) {
		t.Error("sealed is not told")
	}
	if got, err := Open(block, []byte("x")); err != nil || !bytes.Equal(got, der) {
		t.Error(err)
	}
	if _, err := SealPEM("EC PRIVATE KEY", der, nil, "aes-128-gcm"); !errors.Is(err, ErrUnsupported) {
		t.Errorf("unknown cipher: %v", err)
	}
}

// TestOpenReadsOpenSSL holds our reader against every scheme that openssl's
// command writes, and our writer against its reader.
func TestOpenReadsOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed")
	}
	der := testKey(t)
	in := filepath.Join(t.TempDir(), "key.der")
	if err := os.WriteFile(in, der, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, how := range [][]string{
		{"-v2", "aes-256-cbc"}, {"-v2", "des3"}, {"-v2", "aes128", "-v2prf", "hmacWithSHA512"},
		{"-v2", "aes128", "-v2prf", "hmacWithSHA1"}, {"-scrypt"},
		{"-v1", "PBE-SHA1-3DES"}, {"-v1", "PBE-MD5-DES", "-provider", "legacy", "-provider", "default"},
		{"-v1", "PBE-SHA1-DES", "-provider", "legacy", "-provider", "default"},
		{"-v1", "PBE-SHA1-2DES", "-provider", "legacy", "-provider", "default"},
		{"-v1", "PBE-SHA1-RC4-128", "-provider", "legacy", "-provider", "default"},
		{"-v1", "PBE-SHA1-RC4-40", "-provider", "legacy", "-provider", "default"},
		{"-v2", "aes128", "-v2prf", "hmacWithSHA512-256"},
	} {
		args := append([]string{"pkcs8", "-topk8", "-inform", "DER", "-in", in, "-passout", "pass:pässword"}, how...)
		out, err := exec.Command(openssl, args...).Output()
		if err != nil {
			t.Logf("openssl cannot write %v: %v", how, err)
			continue
		}
		block, _ := pem.Decode(out)
		if got, err := Open(block, []byte("pässword")); err != nil || !bytes.Equal(got, der) {
			t.Errorf("%v: %v", how, err)
		}
		if _, err := Open(block, []byte("other")); !errors.Is(err, ErrPassword) {
			t.Errorf("%v: wrong passphrase: %v", how, err)
		}
	}
	sealed, err := SealPKCS8(der, []byte("pw"), "aes-256-cbc")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(openssl, "pkcs8", "-inform", "DER", "-outform", "DER", "-passin", "pass:pw")
	cmd.Stdin = bytes.NewReader(sealed)
	if out, err := cmd.Output(); err != nil || len(out) == 0 {
		t.Errorf("openssl cannot read ours: %v", err)
	}
}

func FuzzOpenPKCS8(f *testing.F) {
	sealed, err := SealPKCS8(testKey(f), []byte("pw"), "aes-128-cbc")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed)
	f.Fuzz(func(t *testing.T, der []byte) {
		if plain, err := OpenPKCS8(der, []byte("pw")); err == nil && len(plain) == 0 {
			t.Error("nothing, and no error")
		}
	})
}
