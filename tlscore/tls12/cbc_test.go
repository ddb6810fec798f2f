package tls12

import (
	"bytes"
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/tls"
	"testing"
)

// The MAC over a secret length is HMAC, for every length that it may have.
func TestSecretLengthMAC(t *testing.T) {
	for _, h := range []crypto.Hash{crypto.SHA1, crypto.SHA256, crypto.SHA384} {
		key := make([]byte, h.Size())
		_, _ = rand.Read(key)
		m := newSecretLengthMAC(h, key)
		for _, n := range []int{64, 80, 272, 336, 352, 1024, 16640} {
			data, prefix := make([]byte, n), make([]byte, 13)
			_, _ = rand.Read(data)
			_, _ = rand.Read(prefix)
			for length := max(0, n-h.Size()-256); length <= n-h.Size()-1; length++ {
				reference := hmac.New(h.New, key)
				reference.Write(prefix)
				reference.Write(data[:length])
				got, found := make([]byte, h.Size()), make([]byte, h.Size())
				m.sum(got, prefix, data, length)
				if !bytes.Equal(got, reference.Sum(nil)) {
					t.Fatalf("%v: %d of %d bytes: wrong MAC", h, length, n)
				}
				copySecretMAC(found, data, length)
				if !bytes.Equal(found, data[length:length+h.Size()]) {
					t.Fatalf("%v: %d of %d bytes: MAC copied wrongly", h, length, n)
				}
			}
		}
	}
}

func TestCBCPadding(t *testing.T) {
	cases := []struct {
		name   string
		b      []byte
		n, ok  int
		macLen int
	}{
		{"none but the length", append(make([]byte, 31), 0), 1, 1, 20},
		{"three", append(make([]byte, 29), 2, 2, 2), 3, 1, 20},
		{"wrong byte", append(make([]byte, 29), 2, 1, 2), 1, 0, 20},
		{"reaches into the MAC", bytes.Repeat([]byte{15}, 32), 1, 0, 20},
		{"all there is", bytes.Repeat([]byte{11}, 32), 12, 1, 20},
		{"longer than the record", bytes.Repeat([]byte{255}, 32), 1, 0, 20},
		{"the longest", append(make([]byte, 32), bytes.Repeat([]byte{255}, 256)...), 256, 1, 20},
		{"the longest but one byte wrong", append(append(make([]byte, 32), 0), bytes.Repeat([]byte{255}, 255)...), 1, 0, 20},
	}
	for _, c := range cases {
		if n, ok := cbcPadding(c.b, c.macLen); n != c.n || ok != c.ok {
			t.Errorf("%s: %d %d, want %d %d", c.name, n, ok, c.n, c.ok)
		}
	}
}

// Every protection opens what it sealed, and nothing that was touched.
func TestProtections(t *testing.T) {
	everyCase(t, func(t *testing.T, s *suite, version uint16) {
		master := make([]byte, masterLen)
		_, _ = rand.Read(master)
		k := &secrets{version: version, suite: s, master: master, clientRandom: newRandom(), serverRandom: newRandom()}
		_, write, err := k.protections(true, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		read, _, _ := k.protections(false, nil, nil)
		for seq, n := range []int{0, 1, 15, 16, 17, 255, 16384} {
			plain := make([]byte, n)
			_, _ = rand.Read(plain)
			sealed := write.seal(nil, uint64(seq), recordApplicationData, version, plain)
			if len(sealed) > n+write.overhead() {
				t.Errorf("%d bytes became %d", n, len(sealed))
			}
			got, ok := read.open(uint64(seq), recordApplicationData, version, sealed)
			if !ok || !bytes.Equal(got, plain) {
				t.Fatalf("%d bytes: %v", n, ok)
			}
		}
		for at := range 48 {
			_, write, _ := k.protections(true, nil, nil)
			read, _, _ := k.protections(false, nil, nil)
			sealed := write.seal(nil, 7, recordApplicationData, version, make([]byte, 40))
			if at >= len(sealed) {
				break
			}
			sealed[at] ^= 1
			if _, ok := read.open(7, recordApplicationData, version, sealed); ok {
				t.Errorf("byte %d changed, and the record opens", at)
			}
		}
		sealed := write.seal(nil, 99, recordApplicationData, version, make([]byte, 40))
		for n := range len(sealed) {
			read, _, _ := k.protections(false, nil, nil)
			if _, ok := read.open(99, recordApplicationData, version, bytes.Clone(sealed[:n])); ok {
				t.Errorf("%d of %d bytes open", n, len(sealed))
			}
		}
	})
}

// FuzzOpen feeds records that nobody sealed to every protection. Its keys are
// of all zeros, but a forgery needs their MAC.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"))
	f.Add(bytes.Repeat([]byte{0xff}, 320))
	f.Fuzz(func(t *testing.T, body []byte) {
		for i := range suiteTable {
			for version := uint16(tls.VersionTLS10); version <= tls.VersionTLS12; version++ {
				s := &suiteTable[i]
				if !s.fits(version) {
					continue
				}
				p, err := s.protect(version, make([]byte, s.macLen()), make([]byte, s.keyLen), make([]byte, 16)[:s.ivLen(version)], true)
				if err != nil {
					t.Fatal(err)
				}
				if _, ok := p.open(0, recordHandshake, version, bytes.Clone(body)); ok {
					t.Fatal("a forged record opens")
				}
			}
		}
	})
}
