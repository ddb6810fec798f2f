package tls12

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"slices"
)

// maxEarly bounds the application data that waits while a handshake goes on.
const maxEarly = 1 << 20

// handshake is what both roles share. It lives in the goroutine that holds
// Conn.turn.
type handshake struct {
	c   *Conn
	ctx context.Context
	cfg *Config
	// before is the state that a renegotiation starts from, nil for the first
	// handshake.
	before   *State
	messages []byte // all of this handshake, as they went over the wire
	secrets
	state State
}

// maxRSABits is the longest RSA key of a peer's chain, as in crypto/tls: a check
// with one that fills its message would take minutes (CVE-2023-29409).
const maxRSABits = 8192

// step is one line of a handshake's table of contents.
type step func() error

func runSteps(steps ...step) error {
	for _, s := range steps {
		if err := s(); err != nil {
			return err
		}
	}
	return nil
}

// nextRecord reads one record and sorts it. With wantChange only
// ChangeCipherSpec may come, besides alerts and application data under the old
// keys. Callers hold turn.
func (c *Conn) nextRecord(wantChange bool) error {
	if c.in.err != nil {
		return c.in.err
	}
	if len(c.plain) > 0 {
		c.early = append(c.early, c.plain...)
		c.plain = nil
	}
	kind, b, err := c.in.record()
	if err != nil {
		return err
	}
	if kind != recordHandshake && len(c.hand) > 0 {
		return failf(AlertUnexpectedMessage, "record of type %d inside a handshake message", kind)
	}
	switch kind {
	case recordAlert:
		return c.alert(b)
	case recordApplicationData:
		return c.applicationData(b)
	case recordChangeCipherSpec:
		if !wantChange || len(b) != 1 || b[0] != 1 || !c.in.change() {
			return failf(AlertUnexpectedMessage, "unexpected ChangeCipherSpec")
		}
		c.changed = true
		return nil
	}
	if wantChange || len(b) == 0 {
		return failf(AlertUnexpectedMessage, "unexpected handshake record")
	}
	c.hand = append(c.hand, b...)
	return nil
}

func (c *Conn) applicationData(b []byte) error {
	if c.state.Load() == nil || c.busy && c.changed {
		return failf(AlertUnexpectedMessage, "application data during a handshake")
	}
	if len(b) == 0 {
		return c.idled()
	}
	if c.busy && len(c.early)+len(b) > maxEarly {
		return failf(AlertUnexpectedMessage, "too much application data during a handshake")
	}
	c.idle, c.warnings, c.plain = 0, 0, b
	return nil
}

// idled counts what a peer sends to no purpose.
func (c *Conn) idled() error {
	if c.idle++; c.idle > maxIdleRecords {
		return failf(AlertUnexpectedMessage, "%w", ErrIdle)
	}
	return nil
}

// alert is RFC 5246 section 7.2.
func (c *Conn) alert(b []byte) error {
	if len(b) != 2 {
		return failf(AlertDecodeError, "malformed alert")
	}
	if b[0] != alertLevelWarning && b[0] != alertLevelFatal {
		return failf(AlertIllegalParameter, "alert of level %d", b[0])
	}
	alert := Alert(b[1])
	switch {
	case alert == AlertCloseNotify && c.state.Load() != nil && !c.busy:
		return io.EOF
	case alert == AlertCloseNotify:
		return io.ErrUnexpectedEOF
	case b[0] == alertLevelFatal:
		return &Error{Alert: alert, Remote: true}
	case alert == AlertNoRenegotiation && !c.busy && c.currentRenegotiation() != nil:
		c.endRenegotiation(ErrNoRenegotiation)
		return nil // an answer, however often we ask
	}
	if c.warnings++; c.warnings > maxWarnings {
		return failf(AlertUnexpectedMessage, "%w", ErrIdle)
	}
	return nil
}

// peekMessage looks at the message at the start of hand; message is nil until
// all of it is there.
func (c *Conn) peekMessage() (kind uint8, message []byte, err error) {
	if len(c.hand) < handshakeHeaderLen {
		return 0, nil, nil
	}
	kind = c.hand[0]
	n := int(c.hand[1])<<16 | int(c.hand[2])<<8 | int(c.hand[3])
	limit := maxMessage
	if kind == typeCertificate {
		limit = maxCertificates
	}
	if n > limit {
		return 0, nil, failf(AlertIllegalParameter, "handshake message of %d bytes", n)
	}
	if len(c.hand) < handshakeHeaderLen+n {
		return kind, nil, nil
	}
	return kind, c.hand[:handshakeHeaderLen+n], nil
}

func (c *Conn) dropMessage(message []byte) {
	if c.hand = c.hand[len(message):]; len(c.hand) == 0 {
		c.hand = nil
	}
}

// peek waits for the next message and returns its type.
func (hs *handshake) peek() (kind uint8, message []byte, err error) {
	for {
		if kind, message, err = hs.c.peekMessage(); err != nil {
			return 0, nil, err
		}
		if message == nil {
			if err = hs.c.nextRecord(false); err != nil {
				return 0, nil, err
			}
			continue
		}
		if kind != typeHelloRequest || !hs.c.isClient {
			return kind, message, nil
		}
		// It says nothing during a handshake (RFC 5246 section 7.4.1.1).
		hs.c.dropMessage(message)
		if err = hs.c.idled(); err != nil {
			return 0, nil, err
		}
	}
}

// read returns the body of the next message, which must be of this type.
func (hs *handshake) read(want uint8) ([]byte, error) {
	kind, message, err := hs.peek()
	if err != nil {
		return nil, err
	}
	if kind != want {
		return nil, failf(AlertUnexpectedMessage, "handshake message %d instead of %d", kind, want)
	}
	hs.c.dropMessage(message)
	hs.messages = append(hs.messages, message...)
	return message[handshakeHeaderLen:], nil
}

type parser interface{ parse(body []byte) bool }

// readInto reads and parses a message.
func (hs *handshake) readInto(want uint8, m parser) error {
	body, err := hs.read(want)
	if err == nil && !m.parse(body) {
		err = failf(AlertDecodeError, "malformed handshake message %d", want)
	}
	return err
}

// send adds a message to the flight.
func (hs *handshake) send(message []byte, err error) error {
	if err != nil {
		return &Error{Alert: AlertInternalError, Err: err}
	}
	hs.messages = append(hs.messages, message...)
	hs.c.out.mu.Lock()
	defer hs.c.out.mu.Unlock()
	return hs.unlessGone(hs.c.out.appendAll(recordHandshake, message))
}

func (hs *handshake) flush() error {
	hs.c.out.mu.Lock()
	defer hs.c.out.mu.Unlock()
	return hs.unlessGone(hs.c.out.flush())
}

// unlessGone leaves out of a renegotiation that the peer takes nothing any more:
// what it sent before it went, its orderly end maybe, is read first and tells.
func (hs *handshake) unlessGone(err error) error {
	if hs.before != nil && brokenSocket(err) {
		return nil
	}
	return err
}

// settle fixes what the ServerHello decides.
func (hs *handshake) settle(version uint16, s *suite, clientRandom, serverRandom []byte, extended bool) error {
	if b := hs.before; b != nil && (b.Version != version || b.ExtendedMasterSecret && !extended) {
		// A peer that takes back what it promised is not the one we spoke with
		// (RFC 7627 section 5.4).
		return failf(AlertHandshakeFailure, "a renegotiation cannot change version or give up the extended master secret: %w", ErrExtendedMasterSecret)
	}
	// Clones: the peer's random lies in the memory of its whole flight.
	hs.secrets = secrets{version: version, suite: s, extended: extended,
		clientRandom: bytes.Clone(clientRandom), serverRandom: bytes.Clone(serverRandom)}
	hs.c.in.version = version
	hs.c.out.mu.Lock()
	hs.c.out.version = version
	hs.c.out.mu.Unlock()
	return nil
}

// deriveKeys readies both directions for their ChangeCipherSpec.
func (hs *handshake) deriveKeys() error {
	read, write, err := hs.protections(hs.c.isClient, nil, nil)
	if err != nil {
		return &Error{Alert: AlertInternalError, Err: err}
	}
	hs.c.in.next = read
	hs.c.out.mu.Lock()
	hs.c.out.next = write
	hs.c.out.mu.Unlock()
	if hs.cfg.KeyLog != nil {
		hs.cfg.KeyLog(hs.keyLogLine())
	}
	return nil
}

// sendChange sends ChangeCipherSpec.
func (hs *handshake) sendChange() error {
	hs.c.out.mu.Lock()
	defer hs.c.out.mu.Unlock()
	if err := hs.c.out.appendRecord(recordChangeCipherSpec, []byte{1}); err != nil {
		return hs.unlessGone(err)
	}
	hs.c.out.change()
	return nil
}

// sendFinished sends Finished and the flight that it ends.
func (hs *handshake) sendFinished() error {
	value := hs.suite.verifyData(hs.version, hs.master, hs.c.isClient, hs.messages)
	hs.state.Finished = value
	frame := append([]byte{typeFinished, 0, 0, byte(len(value))}, value...)
	if err := hs.send(frame, nil); err != nil {
		return err
	}
	return hs.flush()
}

// readChange waits for ChangeCipherSpec. Nothing may be left of the messages
// before it: they would count as protected by the new keys (CVE-2014-0224 and
// its kin).
func (hs *handshake) readChange() error {
	if len(hs.c.hand) > 0 {
		return failf(AlertUnexpectedMessage, "handshake message instead of ChangeCipherSpec")
	}
	for !hs.c.changed {
		if err := hs.c.nextRecord(true); err != nil {
			return err
		}
	}
	return nil
}

// readFinished checks the peer's Finished, which is the last of its flight.
func (hs *handshake) readFinished() error {
	want := hs.suite.verifyData(hs.version, hs.master, !hs.c.isClient, hs.messages)
	got, err := hs.read(typeFinished)
	if err != nil {
		return err
	}
	if len(got) != verifyDataLen {
		return failf(AlertDecodeError, "malformed Finished")
	}
	if !hmac.Equal(got, want) {
		return failf(AlertDecryptError, "%w", ErrFinished)
	}
	if len(hs.c.hand) > 0 {
		return failf(AlertUnexpectedMessage, "handshake message after Finished")
	}
	hs.state.PeerFinished = want
	return nil
}

// keepProtocols keeps what the first handshake agreed on: a renegotiation does
// not ask again.
func (hs *handshake) keepProtocols() {
	b, s := hs.before, &hs.state
	s.ALPN, s.NPN, s.NPNNegotiated, s.NPNOverlap = b.ALPN, b.NPN, b.NPNNegotiated, b.NPNOverlap
}

// begin and finish surround a handshake.
func (hs *handshake) begin() { hs.c.busy, hs.c.changed = true, false }

func (hs *handshake) finish() error {
	// Copies: a pointer into the handshake would keep all of its messages.
	s, k := new(State), new(secrets)
	*s, *k = hs.state, hs.secrets
	s.Version, s.Suite, s.ExtendedMasterSecret = hs.version, hs.suite.id, hs.extended
	s.secrets, s.Handshakes = k, 1
	if hs.before != nil {
		s.Handshakes += hs.before.Handshakes
	}
	hs.c.state.Store(s)
	hs.c.busy, hs.c.changed, hs.c.idle, hs.c.warnings = false, false, 0, 0
	if s.Session != nil && hs.c.isClient && hs.cfg.NewSession != nil {
		hs.cfg.NewSession(s.Session)
	}
	hs.c.in.release() // the last record was a Finished, which has been copied
	// Whoever hears of it may begin the next one, which must not join this one.
	tell := hs.c.detachRenegotiation()
	if hs.cfg.Handshaken != nil {
		hs.cfg.Handshaken()
	}
	tell(nil)
	return nil
}

// newSession is what both peers could resume later.
func (hs *handshake) newSession(chain [][]byte) *Session {
	return &Session{
		Version: hs.version, Suite: hs.suite.id, MasterSecret: hs.master, ExtendedMasterSecret: hs.extended,
		PeerCertificates: chain, peer: hs.state.Peer, ServerName: hs.state.ServerName, ALPN: hs.state.ALPN, Created: now(),
	}
}

// judgePeer parses the chain that the peer sent and asks the caller.
func (hs *handshake) judgePeer(chain [][]byte) error {
	if err := hs.parsePeer(chain); err != nil {
		return err
	}
	return hs.askAboutPeer(false)
}

// judgeSession asks the caller about the peer of a session.
func (hs *handshake) judgeSession(s *Session) error {
	sameCert := func(c *x509.Certificate, der []byte) bool { return bytes.Equal(c.Raw, der) }
	if slices.EqualFunc(s.peer, s.PeerCertificates, sameCert) {
		hs.state.Peer = s.peer
	} else if err := hs.parsePeer(s.PeerCertificates); err != nil {
		return err
	}
	return hs.askAboutPeer(true)
}

func (hs *handshake) parsePeer(chain [][]byte) error {
	hs.state.Peer = nil
	for _, der := range chain {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return &Error{Alert: AlertBadCertificate, Err: err}
		}
		if key, ok := cert.PublicKey.(*rsa.PublicKey); ok && key.N.BitLen() > maxRSABits {
			return failf(AlertBadCertificate, "a certificate with an RSA key of %d bits", key.N.BitLen())
		}
		hs.state.Peer = append(hs.state.Peer, cert)
	}
	return nil
}

func (hs *handshake) askAboutPeer(resumed bool) error {
	if hs.cfg.VerifyPeer == nil {
		return nil
	}
	if err := hs.cfg.VerifyPeer(hs.ctx, hs.state.Peer, resumed); err != nil {
		return hookError(err, AlertBadCertificate)
	}
	return nil
}

// newRandom draws the random of a hello.
func newRandom() []byte {
	b := make([]byte, randomLen)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return b
}

var errNoKey = errors.New("the certificate has no usable private key")

// leafKey returns the public key of a certificate of ours.
func leafKey(c *tls.Certificate) (any, error) {
	if len(c.Certificate) == 0 {
		return nil, errNoKey
	}
	leaf := c.Leaf
	if leaf == nil {
		var err error
		if leaf, err = x509.ParseCertificate(c.Certificate[0]); err != nil {
			return nil, err
		}
	}
	return leaf.PublicKey, nil
}

// renegotiationValue is what RFC 5746 section 3.5 and 3.7 want of each hello.
func renegotiationValue(before *State, isClient, fromServer bool) []byte {
	if before == nil {
		return []byte{}
	}
	client, server := before.Finished, before.PeerFinished
	if !isClient {
		client, server = server, client
	}
	if fromServer {
		return slices.Concat(client, server)
	}
	return client
}
