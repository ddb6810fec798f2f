package tlscore

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"sync/atomic"
)

// secrets collects what crypto/tls tells only its key log: the material of the
// Finished values, of exporters without extended master secret, and of a
// take-over. It is an io.Writer for tls.Config.KeyLogWriter, used by the
// handshake's goroutine.
type secrets struct {
	master, clientHandshake, serverHandshake []byte
	hook                                     func(line string)
	trace                                    atomic.Pointer[tracer]
}

// Write takes one line of the NSS key log format. It never fails.
func (s *secrets) Write(line []byte) (int, error) {
	label, rest, _ := bytes.Cut(line, []byte(" "))
	if to, trace := s.slot(string(label)), s.trace.Load(); to != nil || trace != nil {
		_, text, _ := bytes.Cut(bytes.TrimSuffix(rest, []byte("\n")), []byte(" "))
		secret := make([]byte, hex.DecodedLen(len(text)))
		if _, err := hex.Decode(secret, text); err == nil {
			trace.secret(string(label), secret)
			if to != nil {
				*to = secret
			}
		}
	}
	if s.hook != nil {
		s.hook(string(line))
	}
	return len(line), nil
}

// line takes a line of the other engine.
func (s *secrets) line(text string) { _, _ = s.Write([]byte(text)) } // never fails

func (s *secrets) slot(label string) *[]byte {
	switch label {
	case "CLIENT_RANDOM":
		return &s.master
	case "CLIENT_HANDSHAKE_TRAFFIC_SECRET":
		return &s.clientHandshake
	case "SERVER_HANDSHAKE_TRAFFIC_SECRET":
		return &s.serverHandshake
	}
	return nil
}

// resumed logs the master secret of a resumed TLS 1.2 session, which OpenSSL
// does and crypto/tls does not.
func (s *secrets) resumed(t *transcript, master []byte) {
	if client, _, ok := t.randoms(); ok {
		_, _ = s.Write(fmt.Appendf(nil, "CLIENT_RANDOM %x %x\n", client, master)) // never fails
	}
}

// forget lets the handshake's secrets go once nothing can ask for them.
func (s *secrets) forget() { s.clientHandshake, s.serverHandshake = nil, nil }
