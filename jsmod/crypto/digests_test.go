package crypto

import (
	"bytes"
	"strings"
	"testing"
)

func TestDigestNamesAreKnown(t *testing.T) {
	for _, name := range digestNames {
		if findDigest(name) == nil {
			t.Errorf("%s is listed but not known", name)
		}
		if findDigest(strings.ToUpper(name)) != findDigest(name) {
			t.Errorf("%s depends on case", name)
		}
	}
	for alias, name := range digestAliases {
		if d := findDigest(alias); d == nil || d.name != name {
			t.Errorf("%s does not lead to %s", alias, name)
		}
	}
}

func TestDigestSizes(t *testing.T) {
	for i := range digests {
		d := &digests[i]
		s, err := newHashState(d, d.size)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(s.sum()); got != d.size {
			t.Errorf("%s makes %d bytes, not %d", d.name, got, d.size)
		}
		if d.make != nil && d.make().Size() != d.size {
			t.Errorf("%s: wrong size", d.name)
		}
		if d.id != 0 && d.name != "md5-sha1" && (!d.id.Available() || d.id.Size() != d.size) {
			t.Errorf("%s: crypto.Hash %v is not it", d.name, d.id)
		}
	}
}

// TestHashCopy: a copy goes its own way, for every digest.
func TestHashCopy(t *testing.T) {
	for i := range digests {
		d := &digests[i]
		whole, a := state(t, d), state(t, d)
		whole.write([]byte("hello world"))
		a.write([]byte("hello "))
		b, err := a.copy(nil)
		if err != nil {
			t.Fatalf("%s: %v", d.name, err)
		}
		a.write([]byte("moon"))
		b.write([]byte("world"))
		if sum := b.sum(); !bytes.Equal(sum, whole.sum()) || bytes.Equal(sum, a.sum()) {
			t.Errorf("%s: a copy is not on its own", d.name)
		}
	}
}

func state(t *testing.T, d *digest) *hashState {
	t.Helper()
	s, err := newHashState(d, d.size)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCipherNamesAreKnown(t *testing.T) {
	for _, name := range cipherNames {
		if findCipher(name) == nil {
			t.Errorf("%s is listed but not known", name)
		}
	}
	seen := map[int]string{}
	for _, s := range cipherSpecs {
		if other := seen[s.nid]; other != "" {
			t.Errorf("%s and %s have one number", s.name, other)
		}
		seen[s.nid] = s.name
	}
	for alias, name := range cipherAliases {
		if s := findCipher(alias); s == nil || s.name != name {
			t.Errorf("%s does not lead to %s", alias, name)
		}
	}
}
