package jsmod

import (
	"context"
	"net"
	"sync"

	"tlsjs/jsmod/module"
)

// packets are the UDP sockets that some runtimes share, by what was asked for. Each
// member has a descriptor of its own of one socket: the system gives a datagram to
// whoever reads first, as among Node's processes.
type packets struct {
	mu   sync.Mutex
	open map[listenKey]*packetSocket
}

type packetSocket struct {
	conn    *net.UDPConn // what the members' descriptors are made of
	members int
}

// sharedUDP is a granted [module.UDP] whose sockets are shared with the other members.
type sharedUDP struct {
	module.UDP
	group *packets
	calls calls
}

// member makes the UDP of one more runtime; nil where none is granted.
func (ps *packets) member(granted module.UDP) module.UDP {
	if granted == nil {
		return nil
	}
	return &sharedUDP{UDP: granted, group: ps, calls: newCalls()}
}

// ListenPacket implements [module.UDP].
func (u *sharedUDP) ListenPacket(ctx context.Context, network, address string, opt module.PacketOptions) (net.PacketConn, error) {
	if opt.Exclusive || opt.ReusePort {
		return u.UDP.ListenPacket(ctx, network, address, opt)
	}
	base := listenKey{network: network, address: address, ipv6Only: opt.IPv6Only}
	key := base
	key.index = u.calls.begin(base)
	c, err := u.group.join(key, func() (net.PacketConn, error) { return u.UDP.ListenPacket(ctx, network, address, opt) })
	if err != nil {
		u.calls.end(base)
		return nil, err
	}
	own, ok := c.(*net.UDPConn)
	if !ok {
		u.calls.end(base)
		return c, nil
	}
	return &sharedPacket{UDPConn: own, leave: sync.OnceFunc(func() {
		u.calls.end(base)
		u.group.leave(key)
	})}, nil
}

// join returns a descriptor of the socket, which it binds where there is none. What is
// not the system's own cannot be shared; each member has its own then.
func (ps *packets) join(key listenKey, bind func() (net.PacketConn, error)) (net.PacketConn, error) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	s := ps.open[key]
	if s == nil {
		c, err := bind()
		if err != nil {
			return nil, err
		}
		u, ok := c.(*net.UDPConn)
		if !ok {
			return c, nil
		}
		s = &packetSocket{conn: u}
	}
	own, err := descriptor(s.conn)
	if err != nil {
		if s.members == 0 {
			_ = s.conn.Close()
		}
		return nil, err
	}
	s.members++
	ps.open[key] = s
	return own, nil
}

// descriptor is another one of the same socket. Windows has none.
func descriptor(c *net.UDPConn) (net.PacketConn, error) {
	f, err := c.File()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return net.FilePacketConn(f)
}

func (ps *packets) leave(key listenKey) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	s := ps.open[key]
	if s == nil {
		return
	}
	if s.members--; s.members == 0 {
		delete(ps.open, key)
		_ = s.conn.Close()
	}
}

// sharedPacket is one runtime's part of a shared socket.
type sharedPacket struct {
	*net.UDPConn
	leave func()
}

// Socket tells jsmod/dgram of the system's own.
func (p *sharedPacket) Socket() *net.UDPConn { return p.UDPConn }

// Close implements [net.PacketConn]. The address is free when the last has left.
func (p *sharedPacket) Close() error {
	err := p.UDPConn.Close()
	p.leave()
	return err
}
