package tlscore

import (
	"bytes"
	"crypto/tls"
	"testing"
)

// sealRecords seals handshake messages with a traffic secret, as records of their
// own.
func sealRecords(suite Cipher, secret []byte, messages ...[]byte) (records []sealedRecord) {
	aead, iv := trafficKey(suite, secret)
	for i, m := range messages {
		n := len(m) + innerTypeLen + aead.Overhead()
		header := []byte{recordApplicationData, 3, 3, byte(n >> 8), byte(n)}
		plain := append(bytes.Clone(m), recordHandshake)
		records = append(records, sealedRecord{uint64(i), aead.Seal(nil, nonceFor(iv, uint64(i)), plain, header)})
	}
	return records
}

func TestFinishedOfTLS13IsFoundLater(t *testing.T) {
	for _, id := range []uint16{tls.TLS_AES_256_GCM_SHA384, tls.TLS_AES_128_GCM_SHA256, tls.TLS_CHACHA20_POLY1305_SHA256} {
		suite, _ := CipherByID(id)
		size := suiteHash(suite)().Size()
		keys := &secrets{clientHandshake: bytes.Repeat([]byte{1}, size), serverHandshake: bytes.Repeat([]byte{2}, size)}
		message := func(kind uint8, fill byte, n int) []byte {
			return append([]byte{kind, 0, 0, byte(n)}, bytes.Repeat([]byte{fill}, n)...)
		}
		ours, peers := message(messageFinished, 3, size), message(messageFinished, 4, size)
		forms := map[string][]sealedRecord{
			"alone":      sealRecords(suite, keys.clientHandshake, peers),
			"the last":   sealRecords(suite, keys.clientHandshake, message(11, 5, 80), peers),
			"joined":     sealRecords(suite, keys.clientHandshake, append(message(11, 5, 80), peers...)),
			"cut":        sealRecords(suite, keys.clientHandshake, peers[:7], peers[7:]),
			"same sizes": sealRecords(suite, keys.clientHandshake, message(11, 5, size), peers),
		}
		for name, form := range forms {
			h := &transcript{}
			h.side(true).sealed = sealRecords(suite, keys.serverHandshake, message(8, 9, 2), ours)
			h.side(false).sealed = form
			s := &State{Cipher: suite, finished: finished13(suite, false, h, keys)}
			if !bytes.Equal(s.Finished(), ours[messageHeaderLen:]) || !bytes.Equal(s.PeerFinished(), peers[messageHeaderLen:]) {
				t.Errorf("%s, %s: %x and %x", suite.Name, name, s.Finished(), s.PeerFinished())
			}
			s.finished.late.forget()
			if late := s.finished.late; late != nil && (s.Finished() != nil || late.secret != [2][maxHash]byte{}) {
				t.Errorf("%s, %s: %x is known after the end", suite.Name, name, s.Finished())
			}
		}
	}
}

// What only looks like a Finished from outside is none.
func TestFinishedOfTLS13IsNotGuessed(t *testing.T) {
	suite, _ := CipherByID(tls.TLS_AES_256_GCM_SHA384)
	keys := &secrets{clientHandshake: bytes.Repeat([]byte{1}, 48), serverHandshake: bytes.Repeat([]byte{2}, 48)}
	h := &transcript{}
	h.side(false).sealed = sealRecords(suite, keys.clientHandshake, append([]byte{11, 0, 0, 48}, make([]byte, 48)...))
	s := &State{Cipher: suite, finished: finished13(suite, false, h, keys)}
	if v := s.PeerFinished(); v != nil {
		t.Errorf("a certificate is taken for a Finished: %x", v)
	}
}
