package tlscore

import (
	"net"
	"testing"
	"time"
)

// deadlines is a transport that remembers what it was told.
type deadlines struct {
	net.Conn
	read time.Time
}

func (d *deadlines) SetReadDeadline(t time.Time) error {
	d.read = t
	return nil
}

// The reader may notice that the engine is to change, and change it, before it is
// kicked for that. The kick would then end a read of the new engine.
func TestLateKickDoesNotHitTheSecondEngine(t *testing.T) {
	raw := &deadlines{}
	w := newWire(raw)
	w.leave.Store(true)
	w.kick()
	if raw.read.IsZero() {
		t.Fatal("a kick in time must wake the reader")
	}
	w.endKicks()
	if !raw.read.IsZero() {
		t.Fatalf("deadline %v is left behind", raw.read)
	}
	w.kick()
	if !raw.read.IsZero() {
		t.Errorf("a late kick sets the deadline %v", raw.read)
	}
}
