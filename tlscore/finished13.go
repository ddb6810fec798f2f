package tlscore

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"encoding/binary"
	"hash"
	"sync"

	"golang.org/x/crypto/chacha20poly1305"
)

// Whose Finished.
const (
	finishedOurs = iota
	finishedPeers
)

// finished are the contents of both Finished messages, as far as they are known.
type finished struct {
	known [2][]byte
	late  *lateFinished
}

// lateFinished is what the Finished messages of TLS 1.3 can be found from. Hardly
// anybody asks for them, and opening the records of each handshake took two per
// cent of a server's time.
type lateFinished struct {
	mu   sync.Mutex
	size uint8    // of the hash, 0 once it has been forgotten
	have [2]bool  // the rest is there
	seq  [2]uint8 // of the record
	// secret are the handshake traffic secrets, sealed the messages with the type
	// that ends them as they were in the record; size tells how much of each counts.
	secret [2][maxHash]byte
	sealed [2][messageHeaderLen + maxHash + innerTypeLen]byte
}

// maxHash is SHA-384's size, the longest of a suite of TLS 1.3.
const maxHash = 48

const (
	messageHeaderLen = 4
	innerTypeLen     = 1 // of a plaintext in TLS 1.3 (RFC 8446 section 5.2)
	aeadTagLen       = 16
)

// finishedRecordLen is the body of a record with nothing but a Finished in it.
func finishedRecordLen(suite Cipher) int {
	return messageHeaderLen + suiteHashLen(suite) + innerTypeLen + aeadTagLen
}

// finished13 takes what has been recorded of a handshake of TLS 1.3. If one record
// is as long as a Finished makes it, that is where it will be looked for; other
// forms are opened at once.
func finished13(suite Cipher, isClient bool, t *transcript, keys *secrets) (f finished) {
	if t.overflow {
		return f
	}
	secrets := [2][]byte{keys.serverHandshake, keys.clientHandshake}
	if isClient {
		secrets[0], secrets[1] = secrets[1], secrets[0]
	}
	size, whole := suiteHashLen(suite), finishedRecordLen(suite)
	for side, secret := range secrets {
		records := t.side(side == finishedOurs).sealed
		record := onlyOfLength(records, whole)
		if len(secret) != size || suite.Encryption != "AESGCM" || record == nil || record.seq > 255 {
			f.known[side] = sealedFinished(suite, secret, records)
			continue
		}
		if f.late == nil {
			f.late = &lateFinished{size: uint8(size)}
		}
		f.late.have[side], f.late.seq[side] = true, uint8(record.seq)
		copy(f.late.secret[side][:], secret)
		copy(f.late.sealed[side][:], record.b[:whole-aeadTagLen])
	}
	return f
}

// onlyOfLength returns the one record with a body of that length, nil if there is
// none or another.
func onlyOfLength(records []sealedRecord, n int) (found *sealedRecord) {
	for i := range records {
		if len(records[i].b) != n {
			continue
		}
		if found != nil {
			return nil
		}
		found = &records[i]
	}
	return found
}

// of returns one side's, nil if it is not known. Any goroutine may call it.
func (f *finished) of(side int, suite Cipher) []byte {
	if f.late == nil || f.known[side] != nil {
		return f.known[side]
	}
	return f.late.open(side, suite)
}

// open decrypts without a look at the tag, which crypto/tls has checked: GCM is
// counter mode, whose first block for a text is number 2 (NIST SP 800-38D section
// 7.2).
func (l *lateFinished) open(side int, suite Cipher) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	size := int(l.size)
	if size == 0 || !l.have[side] {
		return nil
	}
	block, iv := trafficBlock(suite, l.secret[side][:size])
	if block == nil {
		return nil
	}
	counter := binary.BigEndian.AppendUint32(nonceFor(iv, uint64(l.seq[side])), 2)
	plain := make([]byte, messageHeaderLen+size+innerTypeLen)
	cipher.NewCTR(block, counter).XORKeyStream(plain, l.sealed[side][:len(plain)])
	message := plain[:messageHeaderLen+size]
	if plain[len(message)] != recordHandshake {
		return nil
	}
	_, value := takeFinished(message)
	return value
}

// forget overwrites the secrets. l may be nil. Any goroutine may call it.
func (l *lateFinished) forget() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.size = 0
	clear(l.secret[:])
}

// sealedFinished opens the records of a TLS 1.3 handshake with one side's
// handshake traffic secret and returns its Finished (RFC 8446 sections 4.4.4,
// 5.2 and 7.3).
func sealedFinished(suite Cipher, secret []byte, records []sealedRecord) []byte {
	aead, iv := trafficKey(suite, secret)
	if aead == nil {
		return nil
	}
	var messages []byte
	for _, r := range records {
		header := []byte{recordApplicationData, 3, 3, byte(len(r.b) >> 8), byte(len(r.b))}
		plain, err := aead.Open(nil, nonceFor(iv, r.seq), r.b, header)
		if err != nil {
			return nil // from here on other keys are in use
		}
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

// nonceFor is the nonce of a record (RFC 8446 section 5.3).
func nonceFor(iv []byte, seq uint64) []byte {
	nonce := append(make([]byte, 0, aes.BlockSize), iv...)
	for i := range 8 {
		nonce[len(nonce)-1-i] ^= byte(seq >> (8 * i))
	}
	return nonce
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

// trafficKeyBytes derives the key and IV of a traffic secret (RFC 8446 section 7.3).
func trafficKeyBytes(suite Cipher, secret []byte) (key, iv []byte) {
	if len(secret) != suiteHashLen(suite) {
		return nil, nil
	}
	mac := hmac.New(suiteHash(suite), secret)
	return expandLabel(mac, "key", suite.KeyBits/8), expandLabel(mac, "iv", 12)
}

// trafficBlock is the block cipher and the IV of a traffic secret, for AES; nil
// for a secret of the wrong length.
func trafficBlock(suite Cipher, secret []byte) (cipher.Block, []byte) {
	key, iv := trafficKeyBytes(suite, secret)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, nil
	}
	return block, iv
}

// trafficKey seals and opens with a traffic secret; nil for one of the wrong
// length.
func trafficKey(suite Cipher, secret []byte) (cipher.AEAD, []byte) {
	if suite.Encryption == "CHACHA20" {
		key, iv := trafficKeyBytes(suite, secret)
		aead, err := chacha20poly1305.New(key)
		if err != nil {
			return nil, nil
		}
		return aead, iv
	}
	block, iv := trafficBlock(suite, secret)
	if block == nil {
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
