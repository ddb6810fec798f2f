package tls12

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/tls"
	"hash"
	"math"
	mathrand "math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestTiming asks in the manner of dudect (Reparaz, Balasch and Verbauwhede,
// "Dude, is my code constant time?", 2017) whether the time that secrets take
// tells which of two classes they are of. It measures, so it runs only where
// TLSJS_TIMING is set ("make timing"): a loaded machine says anything.
//
// For each question Welch's t of the times is printed, cropped at several
// percentiles, the largest counting. Below 4.5 there is no evidence of a leak;
// above 10 there is one for certain. The last question is a control, a
// comparison that is known to leak: without an answer there the rest is worth
// nothing.
func TestTiming(t *testing.T) {
	if os.Getenv("TLSJS_TIMING") == "" {
		t.Skip("SKIPPED: TLSJS_TIMING is not set: nothing is timed")
	}
	for _, q := range timingQuestions(t) {
		t.Run(q.name, func(t *testing.T) {
			value := q.measure()
			t.Logf("t = %.2f", value)
			switch {
			case q.leaks && value < 10:
				t.Errorf("the control does not leak: this machine cannot tell (t = %.2f)", value)
			case !q.leaks && value > 10:
				t.Errorf("the time tells the classes apart (t = %.2f)", value)
			}
		})
	}
}

// question is two classes of inputs and what is done with them.
type question struct {
	name   string
	leaks  bool
	rounds int
	// prepare makes an input of a class; run is timed.
	prepare func(class int) []byte
	run     func(input []byte)
}

// measure returns the largest |t| over the crops.
func (q *question) measure() float64 {
	const warmUp = 100
	var times [2][]float64
	for i := range q.rounds + warmUp {
		class := mathrand.IntN(2)
		input := q.prepare(class)
		start := time.Now()
		q.run(input)
		if took := float64(time.Since(start)); i >= warmUp {
			times[class] = append(times[class], took)
		}
	}
	all := slices.Sorted(slices.Values(slices.Concat(times[0], times[1])))
	worst := 0.0
	for _, percentile := range []float64{0.5, 0.8, 0.9, 0.95, 0.99, 1} {
		limit := all[int(percentile*float64(len(all)-1))]
		a, b := crop(times[0], limit), crop(times[1], limit)
		if value := welch(a, b); len(a) > 100 && len(b) > 100 && !math.IsNaN(value) {
			worst = max(worst, value)
		}
	}
	return worst
}

func crop(times []float64, limit float64) (kept []float64) {
	for _, v := range times {
		if v <= limit {
			kept = append(kept, v)
		}
	}
	return kept
}

func welch(a, b []float64) float64 {
	meanA, varA := moments(a)
	meanB, varB := moments(b)
	return math.Abs(meanA-meanB) / math.Sqrt(varA/float64(len(a))+varB/float64(len(b)))
}

func moments(v []float64) (mean, variance float64) {
	for _, x := range v {
		mean += x
	}
	mean /= float64(len(v))
	for _, x := range v {
		variance += (x - mean) * (x - mean)
	}
	return mean, variance / float64(len(v)-1)
}

func timingQuestions(t *testing.T) []question {
	var all []question
	for name, h := range map[string]struct {
		hash crypto.Hash
		make func() hash.Hash
	}{"SHA1": {crypto.SHA1, sha1.New}, "SHA256": {crypto.SHA256, sha256.New}, "SHA384": {crypto.SHA384, sha512.New384}} {
		all = append(all, cbcQuestions(name, h.hash, h.make)...)
	}
	slices.SortFunc(all, func(a, b question) int { return strings.Compare(a.name, b.name) })
	all = append(all, rsaQuestions(t)...)
	secret := make([]byte, 4096)
	return append(all, question{"control: a comparison that stops early", true, 20000,
		func(class int) []byte {
			b := make([]byte, len(secret))
			b[(len(b)-1)*class] = 1
			return b
		},
		func(b []byte) {
			for i := range b {
				if b[i] != secret[i] {
					return
				}
			}
		}})
}

// cbcQuestions are about records of 512 bytes that fail: with good padding of
// the shortest and the longest form, with bad padding, and with a MAC that is
// wrong in its first or in its last byte. They are Lucky Thirteen's and
// Vaudenay's oracles. (That a record is good shows anyway.)
func cbcQuestions(name string, h crypto.Hash, newHash func() hash.Hash) []question {
	key, iv, macKey := make([]byte, 16), make([]byte, 16), make([]byte, h.Size())
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	p := newCBC(block, h, macKey, iv, tls.VersionTLS12, true)
	const size = 512
	// wrong is the byte of the MAC that is not right, below zero for all.
	record := func(padding int, good bool, wrong int) []byte {
		plain := make([]byte, size)
		_, _ = rand.Read(plain)
		for i := range padding + 1 {
			plain[size-1-i] = byte(padding)
		}
		if !good {
			plain[size-2] ^= 1
		}
		if wrong >= 0 {
			length := size - padding - 1 - h.Size()
			var prefix [13]byte
			recordPrefix(&prefix, 0, recordApplicationData, tls.VersionTLS12, length)
			m := hmac.New(newHash, macKey)
			m.Write(prefix[:])
			m.Write(plain[:length])
			m.Sum(plain[:length])
			plain[length+wrong] ^= 1
		}
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(plain, plain)
		return append(slices.Clone(iv), plain...)
	}
	open := func(b []byte) { p.open(0, recordApplicationData, tls.VersionTLS12, b) }
	const rounds = 40000
	return []question{
		{name + ": short against long padding", false, rounds, func(class int) []byte { return record(15+240*class, true, -1) }, open},
		{name + ": good against bad padding", false, rounds, func(class int) []byte { return record(255, class == 0, -1) }, open},
		{name + ": first against last byte of the MAC", false, rounds, func(class int) []byte { return record(31, true, class*(h.Size()-1)) }, open},
	}
}

// rsaQuestions are Bleichenbacher's: a premaster secret with good padding
// against one with bad padding, and against one with the wrong version.
func rsaQuestions(t *testing.T) []question {
	key := testCert(keyRSA).PrivateKey.(*rsa.PrivateKey)
	encrypted := func(version uint16) []byte {
		_, c, err := newRSAPremaster(version, &key.PublicKey)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	random := func() []byte {
		for {
			b := make([]byte, key.Size())
			_, _ = rand.Read(b)
			if b[0] &= 0x7f; b[0] < key.N.Bytes()[0] {
				return b
			}
		}
	}
	open := func(b []byte) { openRSAPremaster(tls.VersionTLS12, key, b) }
	const rounds = 2000
	return []question{
		{"RSA: good against bad padding", false, rounds, func(class int) []byte {
			if class == 0 {
				return encrypted(tls.VersionTLS12)
			}
			return random()
		}, open},
		{"RSA: good against wrong version", false, rounds, func(class int) []byte {
			return encrypted(tls.VersionTLS12 - uint16(class))
		}, open},
	}
}
