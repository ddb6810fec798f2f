package tlscore

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/tls"
	"hash"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"
)

// Handshake message types (RFC 8446 section 4, RFC 5246 section 7.4).
const (
	messageClientHello uint8 = 1
	messageFinished    uint8 = 20
)

// finishedValues returns the contents of our Finished message and of the
// peer's. crypto/tls keeps only one of them, and that only in TLS 1.2. nil
// means unknown.
func finishedValues(version uint16, suite Cipher, isClient bool, t *transcript, keys *secrets) (ours, peers []byte) {
	if t.overflow {
		return nil, nil
	}
	if version == tls.VersionTLS13 {
		oursSecret, peersSecret := keys.serverHandshake, keys.clientHandshake
		if isClient {
			oursSecret, peersSecret = peersSecret, oursSecret
		}
		return sealedFinished(suite, oursSecret, t.side(true).sealed),
			sealedFinished(suite, peersSecret, t.side(false).sealed)
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

// suiteHash is the hash of a suite's PRF or key schedule, which IANA's name
// ends in; the older suites, named after their MAC, use SHA-256.
func suiteHash(suite Cipher) func() hash.Hash {
	if strings.HasSuffix(suite.StandardName, "_SHA384") {
		return sha512.New384
	}
	return sha256.New
}

// sealedFinished opens the records of a TLS 1.3 handshake with one side's
// handshake traffic secret and returns its Finished (RFC 8446 sections 4.4.4,
// 5.2 and 7.3).
func sealedFinished(suite Cipher, secret, records []byte) []byte {
	aead, iv := trafficKey(suite, secret)
	if aead == nil {
		return nil
	}
	var messages []byte
	for seq := uint64(0); len(records) >= recordHeaderLen; seq++ {
		n := recordHeaderLen + int(records[3])<<8 + int(records[4])
		if n > len(records) {
			return nil
		}
		nonce := append([]byte(nil), iv...)
		for i := range 8 {
			nonce[len(nonce)-1-i] ^= byte(seq >> (8 * i))
		}
		plain, err := aead.Open(nil, nonce, records[recordHeaderLen:n], records[:recordHeaderLen])
		if err != nil {
			return nil // from here on other keys are in use
		}
		records = records[n:]
		plain = bytes.TrimRight(plain, "\x00")
		if len(plain) == 0 || plain[len(plain)-1] != recordHandshake {
			continue
		}
		messages = append(messages, plain[:len(plain)-1]...)
		var value []byte
		if messages, value = takeFinished(messages); value != nil {
			return value
		}
	}
	return nil
}

// takeFinished drops the complete messages before Finished and returns the
// rest, and Finished's content once it is there.
func takeFinished(messages []byte) (rest, value []byte) {
	for len(messages) >= 4 {
		n := 4 + int(messages[1])<<16 + int(messages[2])<<8 + int(messages[3])
		if len(messages) < n {
			break
		}
		if messages[0] == messageFinished {
			return nil, append([]byte(nil), messages[4:n]...)
		}
		messages = messages[n:]
	}
	return messages, nil
}

// trafficKey derives the key and IV of a traffic secret (RFC 8446 section 7.3).
func trafficKey(suite Cipher, secret []byte) (cipher.AEAD, []byte) {
	h := suiteHash(suite)
	if len(secret) != h().Size() {
		return nil, nil
	}
	mac := hmac.New(h, secret)
	key := expandLabel(mac, "key", suite.KeyBits/8)
	iv := expandLabel(mac, "iv", 12)
	if suite.Encryption == "CHACHA20" {
		aead, err := chacha20poly1305.New(key)
		if err != nil {
			return nil, nil
		}
		return aead, iv
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, nil
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, nil
	}
	return aead, iv
}

// expandLabel is HKDF-Expand-Label with an empty context (RFC 8446 section 7.1,
// RFC 5869 section 2.3) of the secret that mac is keyed with, for lengths of one
// block at most.
func expandLabel(mac hash.Hash, label string, length int) []byte {
	label = "tls13 " + label
	info := append([]byte{byte(length >> 8), byte(length), byte(len(label))}, label...)
	info = append(info, 0, 1) // the context, the number of the block
	mac.Reset()
	mac.Write(info)
	return mac.Sum(nil)[:length]
}
