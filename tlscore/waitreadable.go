package tlscore

import "errors"

// WaitReadable blocks until Read would return at once, without needing a
// buffer meanwhile, so that connections that wait can share a few. It returns
// the error that Read would return. It is called by the goroutine that reads.
func (c *Conn) WaitReadable() error {
	if err := c.Handshake(); err != nil {
		return err
	}
	if c.early.full {
		return nil
	}
	n, err := c.readEngine(c.early.b[:])
	if n == 1 {
		c.early.full = true
		return nil // an error that came along comes again
	}
	if err != nil {
		err = c.ioError(err)
	}
	return err
}

// HasAhead tells whether Read would return at once with what has come from the
// transport already, or with an error. It is called by the goroutine that reads.
func (c *Conn) HasAhead() bool {
	if c.early.full {
		return true
	}
	if c.second.Load() != nil || !c.wire.holdsRecord() {
		return false
	}
	c.wire.dry = true
	defer func() { c.wire.dry = false }()
	n, err := c.readFirst(c.early.b[:])
	c.early.full = n == 1
	return n == 1 || err != nil && !errors.Is(err, errWouldBlock) && !leaves(err) // it comes again
}

// readEarly returns the byte that WaitReadable took and the rest of its record,
// which the engine holds; the transport is not asked. A full record belongs to a
// longer write: the next one comes along if it is here and there is room.
func (c *Conn) readEarly(b []byte) (int, error) {
	b[0], c.early.full = c.early.b[0], false
	n, record := 1, 1
	if second := c.second.Load(); second != nil {
		n += c.takeDrained(b[n:])
		return n + second.ReadBuffered(b[n:]), nil
	}
	c.wire.dry = true
	defer func() { c.wire.dry = false }()
	for n < len(b) {
		m, err := c.readFirst(b[n:])
		n += m
		record += m
		if err != nil && !errors.Is(err, errWouldBlock) && !leaves(err) {
			return n, c.ioError(err)
		}
		if err != nil || record < maxPlaintextRecord || len(b)-n < maxPlaintextRecord {
			break
		}
		record = 0
	}
	return n, nil
}

// errWouldBlock is a temporary net.Error: crypto/tls passes those on and may be
// asked again.
var errWouldBlock error = wouldBlock{}

type wouldBlock struct{}

func (wouldBlock) Error() string   { return "no bytes are waiting" }
func (wouldBlock) Timeout() bool   { return true }
func (wouldBlock) Temporary() bool { return true }
