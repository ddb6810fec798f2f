package tlscore

import (
	"slices"
	"sync"
	"time"
)

// ProvisionalSession describes the established connection as a session in
// OpenSSL's DER form, without what it takes to resume it: its secret and its
// ticket are empty. It stands where a script asks for the session before the
// server has given one, which TLS 1.3 does after the handshake, and on servers.
// Node gives such a session too; given back as [ClientConfig.Session] it is
// passed over. nil before the handshake has succeeded. Any goroutine may call it.
func (c *Conn) ProvisionalSession() []byte {
	if c.State() == nil {
		return nil
	}
	c.provisional.Do(func() { c.provisional.der = c.describeSession() })
	return slices.Clone(c.provisional.der)
}

func (c *Conn) describeSession() []byte {
	st := c.State()
	s := &session{
		version: st.Version, suite: st.Cipher.ID, created: time.Now(), timeout: defaultSessionTimeout,
		alpn: st.ALPN, group: uint16(st.Group.ID),
	}
	if c.isClient {
		s.timeout = defaultClientTimeout
	}
	for _, cert := range st.Peer {
		s.chain = append(s.chain, cert.Raw)
	}
	if st.VerifyError != nil {
		s.verifyResult = int64(st.VerifyError.Code)
	}
	der, err := s.der()
	if err != nil {
		return nil // a name or a certificate that no message could have carried
	}
	return der
}

// provisional is what ProvisionalSession has made.
type provisional struct {
	sync.Once
	der []byte
}

// Ticket returns the ticket of the session that [Conn.Session] gives, nil for
// none. Any goroutine may call it.
func (c *Conn) Ticket() []byte {
	s, err := parseSession(c.Session())
	if err != nil {
		return nil
	}
	return s.ticket
}
