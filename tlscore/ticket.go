package tlscore

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"slices"
	"sync"
	"time"
)

// Layout of Node's 48 ticket key bytes and of a ticket (RFC 5077 section 4):
// name 16 | HMAC-SHA256 key 16 | AES-128-CBC key 16, and
// name 16 | IV 16 | ciphertext | HMAC 32 over all before it.
const (
	ticketKeyLen  = 48
	ticketNameLen = 16
	ticketMACLen  = sha256.Size
	// ticketRotation is how long keys that we drew ourselves make new tickets.
	ticketRotation = 24 * time.Hour
)

type ticketKey struct {
	name, mac, aes [16]byte
	made           time.Time
}

func (k *ticketKey) bytes() []byte {
	return slices.Concat(k.name[:], k.mac[:], k.aes[:])
}

func parseTicketKey(b []byte, now time.Time) ticketKey {
	k := ticketKey{made: now}
	copy(k.name[:], b)
	copy(k.mac[:], b[16:])
	copy(k.aes[:], b[32:])
	return k
}

// ticketKeys are the keys of a context. The first seals; all open. Any
// goroutine may use it.
type ticketKeys struct {
	mu    sync.Mutex
	keys  []ticketKey
	fixed bool // the caller's: never rotated
	now   func() time.Time
}

func newTicketKeys(given []byte, now func() time.Time) (*ticketKeys, error) {
	t := &ticketKeys{now: now}
	if given != nil {
		return t, t.set(given)
	}
	t.rotate()
	return t, nil
}

// set replaces all keys by one of the caller's.
func (t *ticketKeys) set(b []byte) error {
	if len(b) != ticketKeyLen {
		return &Error{Kind: KindCaller, Reason: ReasonBadConfig, Code: "ERR_INVALID_ARG_VALUE",
			Err: badConfig("ticket keys of %d bytes, must be exactly 48 bytes", len(b)).Err}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.keys, t.fixed = []ticketKey{parseTicketKey(b, t.now())}, true
	return nil
}

// rotate puts a fresh key in front and keeps the last one. Callers hold mu, or
// are the only ones.
func (t *ticketKeys) rotate() {
	var b [ticketKeyLen]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	t.keys = append([]ticketKey{parseTicketKey(b[:], t.now())}, t.keys[:min(1, len(t.keys))]...)
}

// current returns the keys, rotated if that is due. The slice is not changed
// afterwards.
func (t *ticketKeys) current() []ticketKey {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.fixed && t.now().Sub(t.keys[0].made) >= ticketRotation {
		t.rotate()
	}
	return t.keys
}

// seal encrypts a session into a ticket.
func (t *ticketKeys) seal(plain []byte) ([]byte, error) {
	key := t.current()[0]
	block, err := aes.NewCipher(key.aes[:])
	if err != nil {
		return nil, err
	}
	pad := aes.BlockSize - len(plain)%aes.BlockSize
	ticket := make([]byte, ticketNameLen+aes.BlockSize+len(plain)+pad, ticketNameLen+aes.BlockSize+len(plain)+pad+ticketMACLen)
	copy(ticket, key.name[:])
	iv, body := ticket[ticketNameLen:ticketNameLen+aes.BlockSize], ticket[ticketNameLen+aes.BlockSize:]
	_, _ = rand.Read(iv) // never fails since Go 1.24
	copy(body, plain)
	for i := len(plain); i < len(body); i++ {
		body[i] = byte(pad)
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(body, body)
	return ticketMAC(&key, ticket).Sum(ticket), nil
}

// open decrypts a ticket. nil means that it is none of ours: the handshake then
// goes on as a full one, as in OpenSSL.
func (t *ticketKeys) open(ticket []byte) []byte {
	n := len(ticket) - ticketNameLen - aes.BlockSize - ticketMACLen
	if n < aes.BlockSize || n%aes.BlockSize != 0 {
		return nil
	}
	for _, key := range t.current() {
		if [ticketNameLen]byte(ticket[:ticketNameLen]) != key.name {
			continue
		}
		signed, mac := ticket[:len(ticket)-ticketMACLen], ticket[len(ticket)-ticketMACLen:]
		if !hmac.Equal(mac, ticketMAC(&key, signed).Sum(nil)) {
			return nil
		}
		block, err := aes.NewCipher(key.aes[:])
		if err != nil {
			return nil
		}
		plain := make([]byte, n)
		cipher.NewCBCDecrypter(block, signed[ticketNameLen:][:aes.BlockSize]).CryptBlocks(plain, signed[ticketNameLen+aes.BlockSize:])
		return unpad(plain)
	}
	return nil
}

// newest reports whether a ticket was made with the key that makes new ones.
func (t *ticketKeys) newest(ticket []byte) bool {
	name := t.current()[0].name
	return bytes.HasPrefix(ticket, name[:])
}

// unpad removes PKCS#7 padding. The HMAC has been checked, so its time tells
// nobody anything.
func unpad(b []byte) []byte {
	pad := int(b[len(b)-1])
	if pad == 0 || pad > aes.BlockSize || pad > len(b) {
		return nil
	}
	for _, v := range b[len(b)-pad:] {
		if int(v) != pad {
			return nil
		}
	}
	return b[:len(b)-pad]
}

func ticketMAC(key *ticketKey, signed []byte) interface{ Sum([]byte) []byte } {
	mac := hmac.New(sha256.New, key.mac[:])
	mac.Write(signed)
	return mac
}

// TicketKeys returns the 48 bytes that seal new tickets: what another server
// needs to accept them. Any goroutine may call it.
func (c *Context) TicketKeys() []byte { return c.tickets.current()[0].bytes() }

// SetTicketKeys replaces the ticket keys, also for connections to come on
// servers that share the context; older tickets open no longer. b must be 48
// bytes, else the error is an *[Error] with ERR_INVALID_ARG_VALUE. Any goroutine
// may call it.
func (c *Context) SetTicketKeys(b []byte) error { return c.tickets.set(b) }
