package tls12

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/tls"
	"errors"
	"fmt"
	"hash"
	"slices"
)

const (
	masterLen     = 48
	verifyDataLen = 12
	randomLen     = 32
)

// pHash is P_hash of RFC 5246 section 5, xored onto out.
func pHash(out []byte, h func() hash.Hash, secret, seed []byte) {
	mac := hmac.New(h, secret)
	mac.Write(seed)
	a := mac.Sum(nil)
	var block []byte
	for len(out) > 0 {
		mac.Reset()
		mac.Write(a)
		mac.Write(seed)
		block = mac.Sum(block[:0])
		n := min(len(out), len(block))
		for i := range n {
			out[i] ^= block[i]
		}
		out = out[n:]
		mac.Reset()
		mac.Write(a)
		a = mac.Sum(a[:0])
	}
}

// prfBytes is the pseudo-random function of RFC 5246 section 5 or, below TLS 1.2,
// of RFC 2246 section 5.
func (s *suite) prfBytes(version uint16, secret []byte, label string, seed []byte, length int) []byte {
	out := make([]byte, length)
	seed = append([]byte(label), seed...)
	if version >= tls.VersionTLS12 {
		pHash(out, s.prf.New, secret, seed)
		return out
	}
	half := (len(secret) + 1) / 2
	pHash(out, md5.New, secret[:half], seed)
	pHash(out, sha1.New, secret[len(secret)-half:], seed)
	return out
}

// transcriptHash is the hash of the handshake messages so far (RFC 5246
// section 7.4.9, RFC 2246 section 7.4.9).
func (s *suite) transcriptHash(version uint16, messages []byte) []byte {
	if version >= tls.VersionTLS12 {
		h := s.prf.New()
		h.Write(messages)
		return h.Sum(nil)
	}
	m, d := md5.Sum(messages), sha1.Sum(messages)
	return append(m[:], d[:]...)
}

// verifyData is the content of the Finished message of one side.
func (s *suite) verifyData(version uint16, master []byte, client bool, messages []byte) []byte {
	label := "server finished"
	if client {
		label = "client finished"
	}
	return s.prfBytes(version, master, label, s.transcriptHash(version, messages), verifyDataLen)
}

// secrets is what a handshake agreed on and what all keys follow from.
type secrets struct {
	version                    uint16
	suite                      *suite
	master                     []byte
	clientRandom, serverRandom []byte
	extended                   bool // RFC 7627
}

// deriveMaster replaces a premaster secret by the master secret (RFC 5246
// section 8.1, RFC 7627 section 4). messages end with ClientKeyExchange.
func (k *secrets) deriveMaster(premaster, messages []byte) {
	if k.extended {
		k.master = k.suite.prfBytes(k.version, premaster, "extended master secret",
			k.suite.transcriptHash(k.version, messages), masterLen)
	} else {
		k.master = k.suite.prfBytes(k.version, premaster, "master secret",
			slices.Concat(k.clientRandom, k.serverRandom), masterLen)
	}
	clear(premaster)
}

// protections cuts the key block (RFC 5246 section 6.3). readIV and writeIV
// replace those of the block where they are not nil.
func (k *secrets) protections(isClient bool, readIV, writeIV []byte) (read, write protection, err error) {
	mac, key, iv := k.suite.macLen(), k.suite.keyLen, k.suite.ivLen(k.version)
	block := k.suite.prfBytes(k.version, k.master, "key expansion",
		slices.Concat(k.serverRandom, k.clientRandom), 2*(mac+key+iv))
	cut := func(n int) (client, server []byte) {
		client, server, block = block[:n], block[n:2*n], block[2*n:]
		return client, server
	}
	clientMAC, serverMAC := cut(mac)
	clientKey, serverKey := cut(key)
	clientIV, serverIV := cut(iv)
	if isClient {
		clientMAC, serverMAC = serverMAC, clientMAC
		clientKey, serverKey = serverKey, clientKey
		clientIV, serverIV = serverIV, clientIV
	}
	// From here client means the direction that is read.
	if readIV != nil {
		clientIV = readIV
	}
	if writeIV != nil {
		serverIV = writeIV
	}
	if read, err = k.suite.protect(k.version, clientMAC, clientKey, clientIV, true); err != nil {
		return nil, nil, err
	}
	write, err = k.suite.protect(k.version, serverMAC, serverKey, serverIV, false)
	return read, write, err
}

// export is RFC 5705 section 4.
func (k *secrets) export(label string, context []byte, length int) ([]byte, error) {
	switch label {
	case "client finished", "server finished", "master secret", "key expansion", "extended master secret":
		return nil, fmt.Errorf("reserved exporter label %q", label)
	}
	if length < 0 || length > 1<<16 || len(context) > 1<<16-1 {
		return nil, errors.New("keying material or exporter context too long")
	}
	seed := slices.Concat(k.clientRandom, k.serverRandom)
	if context != nil {
		seed = append(seed, byte(len(context)>>8), byte(len(context)))
		seed = append(seed, context...)
	}
	return k.suite.prfBytes(k.version, k.master, label, seed, length), nil
}

// keyLogLine is the line of NSS's key log format that opens the connection.
func (k *secrets) keyLogLine() string {
	return fmt.Sprintf("CLIENT_RANDOM %x %x\n", k.clientRandom, k.master)
}
