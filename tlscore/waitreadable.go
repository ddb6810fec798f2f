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

// readEarly returns the byte that WaitReadable took and the rest of its record,
// which the engine holds; the transport is not asked.
func (c *Conn) readEarly(b []byte) (int, error) {
	b[0], c.early.full = c.early.b[0], false
	if len(b) == 1 {
		return 1, nil
	}
	if second := c.second.Load(); second != nil {
		n := c.takeDrained(b[1:])
		return 1 + n + second.ReadBuffered(b[1+n:]), nil
	}
	c.wire.dry = true
	n, err := c.readFirst(b[1:])
	c.wire.dry = false
	if err != nil && !errors.Is(err, errWouldBlock) {
		err = c.ioError(err)
	} else {
		err = nil
	}
	return 1 + n, err
}

// errWouldBlock is a temporary net.Error: crypto/tls passes those on and may be
// asked again.
var errWouldBlock error = wouldBlock{}

type wouldBlock struct{}

func (wouldBlock) Error() string   { return "no bytes are waiting" }
func (wouldBlock) Timeout() bool   { return true }
func (wouldBlock) Temporary() bool { return true }
