package transport

import (
	"context"
	"net"
	"time"
)

// Dialer is what makes outgoing connections; *net.Dialer is one.
type Dialer interface {
	DialContext(ctx context.Context, network, address string) (net.Conn, error)
}

// Dial connects over the system's network as Node does: keep-alive off, Nagle's
// algorithm on, one address and one attempt. local may be nil; without a port
// it leaves that to the system. The error can be given to [Describe].
func Dial(ctx context.Context, network, address string, local net.Addr) (net.Conn, error) {
	d := &net.Dialer{
		LocalAddr: local,
		KeepAlive: -1 * time.Second,
		// One address is given: there is nobody to race against.
		FallbackDelay: -1 * time.Second,
	}
	d.SetMultipathTCP(false)
	return DialWith(ctx, d, network, address)
}

// DialWith is Dial through a Dialer of the host's.
func DialWith(ctx context.Context, d Dialer, network, address string) (net.Conn, error) {
	nc, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	if t, ok := nc.(*net.TCPConn); ok {
		_ = t.SetNoDelay(false)
	}
	return nc, nil
}
