package tlscore

import (
	"errors"
	"strings"
	"testing"

	"tlsjs/tlscore/certgen"
)

// pfxFolder holds a CA, an intermediate CA and a leaf with its key.
func pfxFolder(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	root := issue(t, certgen.Template{CommonName: "root", CA: true})
	middle := issue(t, certgen.Template{CommonName: "middle", CA: true, Issuer: root})
	leaf := issue(t, certgen.Template{CommonName: "leaf", Issuer: middle, Algorithm: certgen.RSA})
	writeFile(t, root.CertPEM(middle), dir, "cas.pem")
	writeFile(t, leaf.CertPEM(), dir, "leaf.pem")
	writeFile(t, keyPEM(t, leaf, ""), dir, "key.pem")
	return dir
}

// TestPFXOfOpenSSL reads PKCS#12 files of the openssl command, new and old.
func TestPFXOfOpenSSL(t *testing.T) {
	dir := pfxFolder(t)
	legacy := []string{"-provider", "legacy", "-provider", "default"}
	for name, args := range map[string][]string{
		"modern":            nil,
		"SHA-1 MAC":         {"-macalg", "sha1"},
		"SHA-512 MAC":       {"-macalg", "sha512"},
		"AES-128":           {"-keypbe", "AES-128-CBC", "-certpbe", "AES-128-CBC"},
		"3DES":              append([]string{"-descert", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"}, legacy...),
		"RC2-40, old Node":  append([]string{"-legacy", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-RC2-40"}, legacy...),
		"RC2-128":           append([]string{"-legacy", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-RC2-128"}, legacy...),
		"plain key":         {"-keypbe", "NONE"},
		"plain certificate": {"-certpbe", "NONE"},
		"named":             {"-name", "friendly", "-caname", "ca one"},
	} {
		for _, passphrase := range []string{"s3cret ß", ""} {
			export := append([]string{"pkcs12", "-export", "-inkey", "key.pem", "-in", "leaf.pem", "-certfile", "cas.pem",
				"-out", "a.pfx", "-passout", "pass:" + passphrase}, args...)
			mustOpenSSL(t, dir, export...)
			data := readFile(t, dir, "a.pfx")
			contents, err := parsePFX(data, []byte(passphrase))
			if err != nil {
				t.Errorf("%s, passphrase %q: %v", name, passphrase, err)
				continue
			}
			if contents.leaf.Subject.CommonName != "leaf" || len(contents.others) != 2 || !samePublicKey(contents.key, contents.leaf) {
				t.Errorf("%s: leaf %v and %d others", name, contents.leaf.Subject, len(contents.others))
			}
			if passphrase == "" {
				if _, err := parsePFX(data, nil); err != nil {
					t.Errorf("%s, no passphrase: %v", name, err)
				}
			}
			wantReason(t, name, Options{PFX: []PFX{{Data: data, Passphrase: []byte("wrong")}}}, ReasonMACVerifyFailure)
		}
	}
}

func TestPFXChainIsSent(t *testing.T) {
	dir := pfxFolder(t)
	mustOpenSSL(t, dir, "pkcs12", "-export", "-inkey", "key.pem", "-in", "leaf.pem", "-certfile", "cas.pem", "-out", "a.pfx", "-passout", "pass:x")
	m := load(t, Options{PFX: []PFX{{Data: readFile(t, dir, "a.pfx")}}, Passphrase: []byte("x")})
	if got := len(m.certificates[0].Certificate); got != 3 {
		t.Errorf("%d certificates are sent", got)
	}
}

func TestPFXThatLacksSomething(t *testing.T) {
	dir := pfxFolder(t)
	tests := map[string]struct {
		args       []string
		passphrase string
		want       Reason
	}{
		"key":         {[]string{"-nokeys", "-in", "leaf.pem"}, "x", ReasonPFXNoKey},
		"certificate": {[]string{"-nocerts", "-inkey", "key.pem"}, "x", ReasonPFXNoCertificate},
		"MAC":         {[]string{"-nomac", "-inkey", "key.pem", "-in", "leaf.pem"}, "x", ReasonMACAbsent},
		"passphrase":  {[]string{"-nomac", "-inkey", "key.pem", "-in", "leaf.pem"}, "", ReasonBadDecrypt},
	}
	for name, test := range tests {
		mustOpenSSL(t, dir, append([]string{"pkcs12", "-export", "-out", "a.pfx", "-passout", "pass:x"}, test.args...)...)
		pfx := PFX{Data: readFile(t, dir, "a.pfx"), Passphrase: []byte(test.passphrase)}
		wantReason(t, name, Options{PFX: []PFX{pfx}}, test.want)
	}
	mustOpenSSL(t, dir, "pkcs12", "-export", "-nomac", "-keypbe", "NONE", "-certpbe", "NONE", "-inkey", "key.pem", "-in", "leaf.pem",
		"-out", "plain.pfx", "-passout", "pass:")
	if _, err := parsePFX(readFile(t, dir, "plain.pfx"), nil); err != nil {
		t.Errorf("neither MAC nor encryption: %v", err)
	}
}

// Once in 256 times what a wrong passphrase makes of a key or a certificate looks
// padded as it should. In files of one bag the ciphertext is at the end, and the
// byte above the padding, one block before, decides.
func TestPFXPaddedByChance(t *testing.T) {
	dir := pfxFolder(t)
	certificate := []string{"-nokeys", "-in", "leaf.pem", "-certpbe"}
	key := []string{"-nocerts", "-inkey", "key.pem", "-keypbe"}
	for name, test := range map[string]struct {
		args  []string
		block int
	}{
		"certificate":       {append(certificate, "AES-256-CBC"), 16},
		"certificate, 3DES": {append(certificate, "PBE-SHA1-3DES"), 8},
		"certificate, RC2":  {append(certificate, "PBE-SHA1-RC2-40", "-legacy"), 8},
		"key":               {append(key, "AES-256-CBC"), 16},
		"key, 3DES":         {append(key, "PBE-SHA1-3DES"), 8},
	} {
		mustOpenSSL(t, dir, append([]string{"pkcs12", "-export", "-nomac", "-out", "a.pfx", "-passout", "pass:x"}, test.args...)...)
		data := readFile(t, dir, "a.pfx")
		padded := 0
		for b := range 256 {
			data[len(data)-test.block-1] = byte(b)
			_, err := parsePFX(data, nil)
			var e *Error
			if !errors.As(err, &e) || e.Reason != ReasonBadDecrypt {
				t.Errorf("%s, byte %d: %v", name, b, err)
			}
			if err != nil && !strings.Contains(err.Error(), "incorrect padding") {
				padded++
			}
		}
		if padded == 0 || padded > 8 {
			t.Errorf("%s: %d are padded as they should", name, padded)
		}
	}
}

func FuzzPFX(f *testing.F) {
	pair := issue(f, certgen.Template{CommonName: "a"})
	data, err := pair.PFX("x")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:100])
	f.Fuzz(func(t *testing.T, data []byte) {
		if contents, err := parsePFX(data, []byte("x")); (contents == nil) == (err == nil) {
			t.Errorf("%v, %v", contents, err)
		}
	})
}
