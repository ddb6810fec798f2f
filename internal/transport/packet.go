package transport

import (
	"context"
	"net"
	"os"
	"strconv"
	"syscall"
)

// PacketOptions are the socket options of a UDP socket.
type PacketOptions struct {
	// ReuseAddr lets other sockets that ask for it bind the same address.
	ReuseAddr bool
	// ReusePort has the system spread datagrams over the sockets of a port; an error
	// where it cannot.
	ReusePort bool
	// IPv6Only keeps IPv4 away from an IPv6 wildcard address.
	IPv6Only bool
}

// ListenPacket binds a UDP socket over the system's network, udp4 or udp6. As in
// libuv, and not in package net, it serves IPv4 too when its address is the wildcard
// of IPv6, and sends no broadcasts until [SetBroadcast]. The error can be given to
// [Describe].
func ListenPacket(ctx context.Context, network, address string, opt PacketOptions) (net.PacketConn, error) {
	lc := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) error {
		return controlled(raw, func(fd uintptr) error { return packetOptions(fd, network, opt) })
	}}
	return lc.ListenPacket(ctx, network, address)
}

func packetOptions(fd uintptr, network string, opt PacketOptions) error {
	if err := setInt(fd, syscall.SOL_SOCKET, syscall.SO_BROADCAST, 0); err != nil {
		return err
	}
	if network == "udp6" {
		if err := setInt(fd, syscall.IPPROTO_IPV6, syscall.IPV6_V6ONLY, number(opt.IPv6Only)); err != nil {
			return err
		}
	}
	if opt.ReuseAddr {
		if err := reuseAddress(fd); err != nil {
			return err
		}
	}
	if opt.ReusePort {
		return reusePort(fd)
	}
	return nil
}

// SetBroadcast lets a UDP socket send to broadcast addresses, or forbids it.
func SetBroadcast(c syscall.Conn, on bool) error {
	return control(c, func(fd uintptr) error { return setInt(fd, syscall.SOL_SOCKET, syscall.SO_BROADCAST, number(on)) })
}

// BufferSize is the size in bytes that the system gives to a socket's buffer, that for
// sending or that for receiving. Linux tells twice what was asked for.
func BufferSize(c syscall.Conn, sending bool) (size int, err error) {
	err = control(c, func(fd uintptr) (inner error) {
		size, inner = getInt(fd, syscall.SOL_SOCKET, buffer(sending))
		return inner
	})
	return size, err
}

// SetBufferSize asks for another size.
func SetBufferSize(c syscall.Conn, sending bool, size int) error {
	return control(c, func(fd uintptr) error { return setInt(fd, syscall.SOL_SOCKET, buffer(sending), size) })
}

// ConnectPacket gives a UDP socket one peer: it hears no other, is told when that
// refuses, and sends with Write. A nil address undoes it.
func ConnectPacket(c *net.UDPConn, to *net.UDPAddr) error {
	return control(c, func(fd uintptr) error {
		if to == nil {
			return os.NewSyscallError("connect", disconnect(fd))
		}
		address, err := sockaddr(c, to)
		if err != nil {
			return err
		}
		return os.NewSyscallError("connect", connectTo(fd, address))
	})
}

// PacketAddr is what a UDP socket is bound to now, which [ConnectPacket] may change.
func PacketAddr(c *net.UDPConn) (a *net.UDPAddr, err error) {
	err = control(c, func(fd uintptr) error {
		local, err := localOf(fd)
		if err == nil {
			a = udpAddr(local)
		}
		return os.NewSyscallError("getsockname", err)
	})
	return a, err
}

func udpAddr(from syscall.Sockaddr) *net.UDPAddr {
	switch t := from.(type) {
	case *syscall.SockaddrInet4:
		return &net.UDPAddr{IP: t.Addr[:], Port: t.Port}
	case *syscall.SockaddrInet6:
		a := &net.UDPAddr{IP: t.Addr[:], Port: t.Port}
		if t.ZoneId != 0 {
			a.Zone = strconv.Itoa(int(t.ZoneId))
			if i, err := net.InterfaceByIndex(int(t.ZoneId)); err == nil {
				a.Zone = i.Name
			}
		}
		return a
	}
	return &net.UDPAddr{}
}

// sockaddr is an address in the family of the socket.
func sockaddr(c *net.UDPConn, to *net.UDPAddr) (syscall.Sockaddr, error) {
	local, _ := c.LocalAddr().(*net.UDPAddr)
	four := to.IP.To4()
	if local != nil && local.AddrPort().Addr().Is4() {
		if four == nil {
			return nil, os.NewSyscallError("connect", errFamily)
		}
		return &syscall.SockaddrInet4{Port: to.Port, Addr: [4]byte(four)}, nil
	}
	if to.IP.To16() == nil {
		return nil, os.NewSyscallError("connect", errFamily)
	}
	return &syscall.SockaddrInet6{Port: to.Port, Addr: [16]byte(to.IP.To16()), ZoneId: ZoneID(to.Zone)}, nil
}

// ZoneID is the number of a zone, which is a name or a number; 0 for none.
func ZoneID(zone string) uint32 {
	if zone == "" {
		return 0
	}
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n)
	}
	if i, err := net.InterfaceByName(zone); err == nil {
		return uint32(i.Index)
	}
	return 0
}

// DefaultMulticastInterface leaves it to the system where multicasts leave.
func DefaultMulticastInterface(c syscall.Conn, six bool) error {
	return control(c, func(fd uintptr) error {
		if six {
			return setInt(fd, syscall.IPPROTO_IPV6, syscall.IPV6_MULTICAST_IF, 0)
		}
		return anyInterface(fd)
	})
}

func buffer(sending bool) int {
	if sending {
		return syscall.SO_SNDBUF
	}
	return syscall.SO_RCVBUF
}

func number(on bool) int {
	if on {
		return 1
	}
	return 0
}

func control(c syscall.Conn, fn func(fd uintptr) error) error {
	raw, err := c.SyscallConn()
	if err != nil {
		return err
	}
	return controlled(raw, fn)
}

func controlled(raw syscall.RawConn, fn func(fd uintptr) error) error {
	var inner error
	if err := raw.Control(func(fd uintptr) { inner = fn(fd) }); err != nil {
		return err
	}
	return inner
}
