package tlscore

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/tls"

	"golang.org/x/crypto/chacha20poly1305"
)

// traceKeys is what a trace knows of a connection's keys.
type traceKeys struct {
	version                    uint16 // 0 before the ServerHello
	suite                      Cipher
	clientRandom, serverRandom []byte
	// master, and the traffic secrets by the key log's labels.
	master  []byte
	traffic map[string][]byte
}

// traceSeal is how one direction is sealed at the moment.
type traceSeal struct {
	epoch     *traceKeys // since ChangeCipherSpec, nil before
	hidesKind bool       // TLS 1.3: the type of a sealed record is inside
	finished  bool       // in TLS 1.3: handshake keys are over
	secret    []byte
	seq       uint64
}

func (k *traceKeys) add(label string, value []byte) {
	if label == "CLIENT_RANDOM" {
		k.master = value
		return
	}
	if k.traffic == nil {
		k.traffic = map[string][]byte{}
	}
	k.traffic[label] = value
}

// learn takes what hellos say.
func (k *traceKeys) learn(message []byte) {
	switch {
	case message[0] == messageClientHello && len(message) >= 38:
		k.clientRandom, k.master = append([]byte(nil), message[6:38]...), nil
	case message[0] == 2:
		if h, ok := readServerHello(message[4:]); ok && !h.retry {
			k.version, k.serverRandom = h.version, append([]byte(nil), h.random...)
			k.suite, _ = CipherByID(h.suite)
		}
	}
}

// missing reports whether the key of a direction has not been logged yet.
func (k *traceKeys) missing(s *traceSide) bool {
	switch {
	case k.version == tls.VersionTLS13:
		return k.secretOf(s) == nil
	case s.epoch != nil:
		return len(s.epoch.master) == 0 && len(k.master) == 0
	}
	return false
}

// change begins an epoch at a ChangeCipherSpec.
func (s *traceSide) change(k *traceKeys) {
	epoch := *k
	s.epoch, s.seq = &epoch, 0
}

// secretOf is the traffic secret of a direction of TLS 1.3.
func (k *traceKeys) secretOf(s *traceSide) []byte {
	if s.secret != nil {
		return s.secret
	}
	if s.finished {
		return k.traffic[s.label+"_TRAFFIC_SECRET_0"]
	}
	return k.traffic[s.label+"_HANDSHAKE_TRAFFIC_SECRET"]
}

// after follows a direction's change of keys after one of its messages.
func (s *traceSide) after(kind uint8, k *traceKeys) {
	const keyUpdate = 24
	if k.version != tls.VersionTLS13 {
		return
	}
	switch kind {
	case messageFinished:
		s.finished, s.secret, s.seq = true, nil, 0
	case keyUpdate:
		h := suiteHash(k.suite)
		if secret := k.secretOf(s); secret != nil {
			s.secret, s.seq = expandLabel(hmac.New(h, secret), "traffic upd", h().Size()), 0
		}
	}
}

// open returns the content of a record. It is not ok as long as a key is missing.
func (t *tracer) open(s *traceSide, r *traceRecord) (kind uint8, plain []byte, ok bool) {
	kind = r.header[0]
	if kind == recordChangeCipherSpec {
		return kind, r.body, true
	}
	switch {
	case t.keys.version == tls.VersionTLS13:
		if s.hidesKind = true; kind != recordApplicationData {
			return kind, r.body, true
		}
		return t.open13(s, r)
	case s.epoch == nil:
		// A trace that began late meets sealed records of every kind.
		return kind, r.body, kind != recordApplicationData && !t.late
	}
	if plain, ok = t.open12(s, r); ok {
		s.seq++
	}
	return kind, plain, ok
}

func (t *tracer) open13(s *traceSide, r *traceRecord) (uint8, []byte, bool) {
	aead, iv := trafficKey(t.keys.suite, t.keys.secretOf(s))
	if aead == nil {
		return 0, nil, false
	}
	plain, err := aead.Open(nil, xorNonce(iv, s.seq), r.body, r.header[:])
	if err != nil {
		return 0, nil, false
	}
	s.seq++
	plain = bytes.TrimRight(plain, "\x00")
	if len(plain) == 0 {
		return 0, nil, false
	}
	return plain[len(plain)-1], plain[:len(plain)-1], true
}

func xorNonce(iv []byte, seq uint64) []byte {
	nonce := append([]byte(nil), iv...)
	for i := range 8 {
		nonce[len(nonce)-1-i] ^= byte(seq >> (8 * i))
	}
	return nonce
}

// open12 opens a record of TLS 1.0 to 1.2 (RFC 5246 section 6.3). The MAC of
// CBC suites is cut off, not checked: the engine does that.
func (t *tracer) open12(s *traceSide, r *traceRecord) ([]byte, bool) {
	k := s.epoch
	if len(k.master) == 0 {
		k.master = t.keys.master
	}
	if len(k.master) == 0 || len(k.serverRandom) == 0 {
		return nil, false
	}
	mac := macSize(k.suite)
	keyLen := k.suite.KeyBits / 8
	ivLen := map[string]int{"AESGCM": 4, "CHACHA20": 12}[k.suite.Encryption]
	if ivLen == 0 && k.suite.Encryption != "AES" || mac == 0 && ivLen == 0 {
		return nil, false
	}
	seed := append(append([]byte(nil), k.serverRandom...), k.clientRandom...)
	block := prf(k.version, k.suite, k.master, "key expansion", seed, 2*(mac+keyLen+ivLen))
	i := 0
	if s.label == "SERVER" {
		i = 1
	}
	key := block[2*mac+i*keyLen:][:keyLen]
	iv := block[2*(mac+keyLen)+i*ivLen:][:ivLen]
	if ivLen == 0 {
		return openCBC(k.version, key, mac, r.body)
	}
	return openAEAD12(k.suite, key, iv, s.seq, r)
}

func openAEAD12(suite Cipher, key, iv []byte, seq uint64, r *traceRecord) ([]byte, bool) {
	var aead cipher.AEAD
	sealed, nonce := r.body, []byte(nil)
	if suite.Encryption == "CHACHA20" {
		aead, _ = chacha20poly1305.New(key) // the key has the suite's length
		nonce = xorNonce(iv, seq)
	} else {
		const explicit = 8
		if len(sealed) < explicit {
			return nil, false
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, false
		}
		if aead, err = cipher.NewGCM(block); err != nil {
			return nil, false
		}
		nonce, sealed = append(append([]byte(nil), iv...), sealed[:explicit]...), sealed[explicit:]
	}
	n := len(sealed) - aead.Overhead()
	if n < 0 {
		return nil, false
	}
	extra := make([]byte, 8, 13)
	for i := range 8 {
		extra[i] = byte(seq >> (56 - 8*i))
	}
	extra = append(extra, r.header[0], r.header[1], r.header[2], byte(n>>8), byte(n))
	plain, err := aead.Open(nil, nonce, sealed, extra)
	return plain, err == nil
}

func openCBC(version uint16, key []byte, mac int, body []byte) ([]byte, bool) {
	block, err := aes.NewCipher(key)
	if err != nil || version == tls.VersionTLS10 || len(body) < 2*aes.BlockSize || len(body)%aes.BlockSize != 0 {
		return nil, false // TLS 1.0 goes on from the record before
	}
	plain := make([]byte, len(body)-aes.BlockSize)
	cipher.NewCBCDecrypter(block, body[:aes.BlockSize]).CryptBlocks(plain, body[aes.BlockSize:])
	n := len(plain) - int(plain[len(plain)-1]) - 1 - mac
	if n < 0 {
		return nil, false
	}
	return plain[:n], true
}

func macSize(suite Cipher) int {
	return map[string]int{"SHA1": 20, "SHA256": sha256.Size, "SHA384": sha512.Size384}[suite.MAC]
}
