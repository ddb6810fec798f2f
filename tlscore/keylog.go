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
	if fields := bytes.Fields(line); len(fields) == 3 {
		label, to, trace := string(fields[0]), s.slot(string(fields[0])), s.trace.Load()
		if to != nil || trace != nil {
			secret := make([]byte, hex.DecodedLen(len(fields[2])))
			if _, err := hex.Decode(secret, fields[2]); err == nil {
				trace.secret(label, secret)
				if to != nil {
					*to = secret
				}
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
