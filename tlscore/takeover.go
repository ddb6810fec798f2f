package tlscore

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"time"

	"tlsjs/tlscore/tls12"
)

// takeover is what a connection of crypto/tls's keeps for the other engine to go
// on with it (TLS 1.0 to 1.2), and what guards the moment.
type takeover struct {
	// origin is nil where nothing can be taken over. It is not changed after
	// the handshake.
	origin *origin
	// reading is held by the one that reads from crypto/tls, moving by the one
	// that takes over; both are taken in this order.
	reading, moving sync.Mutex
	// closed: crypto/tls has sent close_notify. Under moving.
	closed bool
	// drained is application data that crypto/tls had read and nobody had
	// taken. It belongs to the goroutine that reads once second is set.
	drained []byte
}

// origin is what the plaintext of crypto/tls's handshake said.
type origin struct {
	client, server      []byte // the randoms
	extendedMaster      bool
	secureRenegotiation bool
}

// noteOrigin keeps what a take-over needs, at the end of a handshake.
func (c *Conn) noteOrigin(suite Cipher) {
	client, server, ok := c.wire.handshake.randoms()
	if suite.Encryption == "RC4" { // its state is a stream that nobody can find again
		return
	}
	if !ok || c.wire.handshake.overflow || len(c.keys.master) == 0 {
		return
	}
	_, extensions := c.wire.handshake.serverHello()
	c.takeover.origin = &origin{
		client: client, server: server,
		extendedMaster:      slices.Contains(extensions, extensionExtendedMaster),
		secureRenegotiation: slices.Contains(extensions, extensionRenegotiationInfo),
	}
}

// leaveFirst makes tls12 the engine, for a renegotiation that we begin: what
// crypto/tls has read is kept, what it is writing goes out.
func (c *Conn) leaveFirst(ctx context.Context) error {
	for c.second.Load() == nil {
		c.wire.leave.Store(true)
		c.wire.kick()
		err := c.takeOver()
		var passing net.Error
		if err == nil || !errors.As(err, &passing) || !passing.Timeout() {
			return err
		}
		// Somebody has set a deadline, and half a record has come.
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Millisecond):
		}
	}
	return nil
}

// takeOver makes tls12 the engine. crypto/tls has stopped at the beginning of a
// record, or is about to.
func (c *Conn) takeOver() error {
	c.takeover.reading.Lock()
	defer c.takeover.reading.Unlock()
	c.takeover.moving.Lock()
	defer c.takeover.moving.Unlock()
	if c.second.Load() != nil {
		return nil
	}
	if c.takeover.origin == nil {
		return errRenegotiation
	}
	if err := c.drainFirst(); err != nil {
		return err
	}
	c.wire.divert()
	c.state = &State{SharedSchemes: c.state.SharedSchemes}
	second, err := tls12.Takeover(below{c.wire}, c.renegotiationConfig(), c.established())
	if err != nil {
		return err
	}
	c.wire.endKicks()
	c.second.Store(second)
	if t := c.wire.writeDeadline(); !t.IsZero() {
		return second.SetWriteDeadline(t)
	}
	return nil
}

// drainFirst reads what crypto/tls has decrypted or can decrypt without another
// record. Callers hold reading.
func (c *Conn) drainFirst() error {
	for {
		buffer := make([]byte, maxPlaintextRecord)
		n, err := c.first.Read(buffer)
		c.takeover.drained = append(c.takeover.drained, buffer[:n]...)
		switch {
		case leaves(err):
			return nil
		case err != nil:
			return err
		}
	}
}

// established tells tls12 where crypto/tls has stopped.
func (c *Conn) established() *tls12.Established {
	s, o := c.published.Load(), c.takeover.origin
	e := &tls12.Established{
		IsClient: c.isClient, Version: s.Version, Suite: s.Cipher.ID,
		MasterSecret: c.keys.master, ExtendedMasterSecret: o.extendedMaster,
		ClientRandom: o.client, ServerRandom: o.server,
		ReadSeq: c.wire.in.sinceCCS, WriteSeq: c.wire.out.sinceCCS,
		Finished: s.Finished(), PeerFinished: s.PeerFinished(),
		SecureRenegotiation: o.secureRenegotiation, Closed: c.takeover.closed,
		ServerName: s.ServerName, ALPN: s.ALPN,
	}
	size := cbcBlockLen
	if s.Cipher.Encryption == "3DES" {
		size = 8
	}
	e.ReadIV, e.WriteIV = c.wire.in.last[cbcBlockLen-size:], c.wire.out.last[cbcBlockLen-size:]
	for _, cert := range s.Peer {
		e.PeerCertificates = append(e.PeerCertificates, cert.Raw)
	}
	return e
}
