package tlscore

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/tls"
	"hash"
	"strings"
)

// Handshake message types (RFC 8446 section 4, RFC 5246 section 7.4).
const (
	messageClientHello uint8 = 1
	messageFinished    uint8 = 20
)

// finishedBelow13 returns the contents of our Finished message and of the
// peer's, before TLS 1.3. crypto/tls keeps only one of them. nil means unknown.
func finishedBelow13(version uint16, suite Cipher, isClient bool, t *transcript, keys *secrets) (ours, peers []byte) {
	if t.overflow {
		return nil, nil
	}
	first, second := t.side(t.ours), t.side(!t.ours)
	if len(keys.master) == 0 || !first.ccs || !second.ccs {
		return nil, nil
	}
	label := func(s *transcriptSide) string {
		if s.ours == isClient {
			return "client finished"
		}
		return "server finished"
	}
	a := verifyData(version, suite, keys.master, label(first), t.plain[:first.at])
	messages := append([]byte(nil), t.plain[:first.at]...)
	messages = append(messages, messageFinished, 0, 0, byte(len(a)))
	messages = append(messages, a...)
	messages = append(messages, t.plain[first.at:second.at]...)
	b := verifyData(version, suite, keys.master, label(second), messages)
	if t.ours {
		return a, b
	}
	return b, a
}

// verifyData is the Finished of TLS 1.0 to 1.2 (RFC 5246 section 7.4.9,
// RFC 2246 section 7.4.9).
func verifyData(version uint16, suite Cipher, master []byte, label string, messages []byte) []byte {
	const length = 12
	if version >= tls.VersionTLS12 {
		h := suiteHash(suite)()
		h.Write(messages)
		return prf(version, suite, master, label, h.Sum(nil), length)
	}
	m, s := md5.Sum(messages), sha1.Sum(messages)
	return prf(version, suite, master, label, append(m[:], s[:]...), length)
}

// prf is the pseudo-random function of TLS 1.0 to 1.2 (RFC 5246 section 5,
// RFC 2246 section 5).
func prf(version uint16, suite Cipher, secret []byte, label string, seed []byte, length int) []byte {
	out := make([]byte, length)
	seed = append([]byte(label), seed...)
	if version >= tls.VersionTLS12 {
		pHash(out, secret, seed, suiteHash(suite))
		return out
	}
	half := (len(secret) + 1) / 2
	pHash(out, secret[:half], seed, md5.New)
	other := make([]byte, length)
	pHash(other, secret[len(secret)-half:], seed, sha1.New)
	for i := range out {
		out[i] ^= other[i]
	}
	return out
}

func pHash(out, secret, seed []byte, h func() hash.Hash) {
	mac := hmac.New(h, secret)
	mac.Write(seed)
	a := mac.Sum(nil)
	for n := 0; n < len(out); {
		mac.Reset()
		mac.Write(a)
		mac.Write(seed)
		n += copy(out[n:], mac.Sum(nil))
		mac.Reset()
		mac.Write(a)
		a = mac.Sum(nil)
	}
}

// suiteHashLen is the size of suiteHash's result.
func suiteHashLen(suite Cipher) int {
	if strings.HasSuffix(suite.StandardName, "_SHA384") {
		return sha512.Size384
	}
	return sha256.Size
}

// suiteHash is the hash of a suite's PRF or key schedule, which IANA's name
// ends in; the older suites, named after their MAC, use SHA-256.
func suiteHash(suite Cipher) func() hash.Hash {
	if strings.HasSuffix(suite.StandardName, "_SHA384") {
		return sha512.New384
	}
	return sha256.New
}
