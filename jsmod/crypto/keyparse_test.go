package crypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"math/big"
	"testing"
)

func newECKey(t testing.TB) *key {
	t.Helper()
	priv, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	k, err := newPrivate(priv)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestExportedKeysParse: what is exported comes back equal, sealed or not.
func TestExportedKeysParse(t *testing.T) {
	k := newECKey(t)
	for _, kind := range []string{"pkcs8", "sec1"} {
		for _, cipher := range []string{"", "aes-256-cbc"} {
			out, err := k.export("pem", kind, cipher, []byte("pw"))
			if err != nil {
				t.Fatal(err)
			}
			back, err := parsePrivate([]byte(out.(string)), "pem", "", []byte("pw"))
			if err != nil || !back.equal(k) {
				t.Errorf("%s %s: %v", kind, cipher, err)
			}
			if cipher == "" {
				continue
			}
			if _, err := parsePrivate([]byte(out.(string)), "pem", "", []byte("other")); !errors.Is(err, errBadDecrypt) {
				t.Errorf("%s: wrong passphrase: %v", kind, err)
			}
			if _, err := parsePrivate([]byte(out.(string)), "pem", "", nil); !errors.Is(err, errInterrupted) {
				t.Errorf("%s: no passphrase: %v", kind, err)
			}
		}
	}
	out, err := k.public().export("der", "spki", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := parsePublic(out.([]byte), "der", "spki", nil); err != nil || !back.equal(k.public()) {
		t.Errorf("spki: %v", err)
	}
}

// TestPSSLimitsSurvive: the parameters of an RSASSA-PSS key are in its DER.
func TestPSSLimitsSurvive(t *testing.T) {
	priv, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	for _, limits := range []*pssLimits{
		{},
		{hash: findDigest("sha1"), mgf: findDigest("sha1"), salt: 20},
		{hash: findDigest("sha256"), mgf: findDigest("sha512"), salt: 7},
	} {
		k := &key{priv: priv, pub: &priv.PublicKey, pss: limits}
		der, err := marshalPSSPrivate(k)
		if err != nil {
			t.Fatal(err)
		}
		back, err := parsePKCS8(der)
		if err != nil || back.pss == nil || *back.pss != *limits || !back.equal(k) {
			t.Errorf("private %+v: %+v, %v", limits, back, err)
		}
		if der, err = marshalPSSPublic(k); err != nil {
			t.Fatal(err)
		}
		if back, err = parseSPKI(der); err != nil || back.pss == nil || *back.pss != *limits {
			t.Errorf("public %+v: %+v, %v", limits, back, err)
		}
	}
}

func TestHugeModulusIsRefused(t *testing.T) {
	n := new(big.Int).Lsh(big.NewInt(1), maxRSABits)
	if _, err := newPublic(&rsa.PublicKey{N: n.SetBit(n, 0, 1), E: 3}); !errors.Is(err, errModulusTooLarge) {
		t.Error(err)
	}
}

// TestDHGroupPrimes: the formula gives safe primes. Node's own are compared by
// the scripts.
func TestDHGroupPrimes(t *testing.T) {
	for _, name := range []string{"modp1", "modp2", "modp5", "modp14"} {
		p := dhGroups[name].prime()
		if p.BitLen() != int(dhGroups[name].bits) {
			t.Errorf("%s has %d bits", name, p.BitLen())
		}
		if !p.ProbablyPrime(1) || !new(big.Int).Rsh(p, 1).ProbablyPrime(1) {
			t.Errorf("%s is no safe prime", name)
		}
	}
}

// FuzzParseKey: whatever a script hands over gives a key that can be told
// about and exported, or an error, and no panic.
func FuzzParseKey(f *testing.F) {
	k := newECKey(f)
	_, pkcs8, err := k.marshal("pkcs8")
	if err != nil {
		f.Fatal(err)
	}
	_, spki, err := k.public().marshal("spki")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(pkcs8)
	f.Add(spki)
	f.Add(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range []string{"pem", "der"} {
			for _, kind := range []string{"pkcs1", "pkcs8", "sec1", "spki"} {
				if k, err := parsePublic(data, format, kind, []byte("x")); err == nil {
					if _, _, err := k.marshal("spki"); err != nil {
						t.Errorf("parsed, but: %v", err)
					}
				}
				if k, err := parsePrivate(data, format, kind, []byte("x")); err == nil && k.algorithm() == "" {
					t.Error("a key without algorithm")
				}
			}
		}
	})
}
