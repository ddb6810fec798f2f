package dgram

import (
	"net"
	"net/netip"

	"github.com/dop251/goja"
	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"

	"tlsjs/internal/transport"
)

// group is what x/net offers for both families.
type group interface {
	SetMulticastInterface(*net.Interface) error
	SetMulticastLoopback(bool) error
	JoinGroup(ifi *net.Interface, group net.Addr) error
	LeaveGroup(ifi *net.Interface, group net.Addr) error
	JoinSourceSpecificGroup(ifi *net.Interface, group, source net.Addr) error
	LeaveSourceSpecificGroup(ifi *net.Interface, group, source net.Addr) error
}

func (s *socket) group() group {
	if s.network == "udp4" {
		return ipv4.NewPacketConn(s.conn)
	}
	return ipv6.NewPacketConn(s.conn)
}

// set changes an option of a socket that is bound.
func (s *socket) set(fn func() error) goja.Value {
	if s.conn == nil || s.closed {
		return s.failure(failureOf("EBADF"))
	}
	return s.failure(fn())
}

// onSystem is set for what only the system's own sockets have.
func (s *socket) onSystem(fn func(*net.UDPConn) error) goja.Value {
	return s.set(func() error {
		if s.system == nil {
			return failureOf("ENOTSUP")
		}
		return fn(s.system)
	})
}

func (s *socket) setBroadcast(call goja.FunctionCall) goja.Value {
	return s.onSystem(func(c *net.UDPConn) error { return transport.SetBroadcast(c, call.Argument(0).ToBoolean()) })
}

// within refuses a number that libuv refuses.
func within(v goja.Value, least int64, fn func(n int) error) error {
	n := v.ToInteger()
	if n < least || n > 255 {
		return failureOf("EINVAL")
	}
	return fn(int(n))
}

func (s *socket) setTTL(call goja.FunctionCall) goja.Value {
	return s.set(func() error {
		if s.network == "udp4" {
			return within(call.Argument(0), 1, ipv4.NewPacketConn(s.conn).SetTTL)
		}
		return within(call.Argument(0), 1, ipv6.NewPacketConn(s.conn).SetHopLimit)
	})
}

func (s *socket) setMulticastTTL(call goja.FunctionCall) goja.Value {
	return s.set(func() error {
		if s.network == "udp4" {
			return within(call.Argument(0), 0, ipv4.NewPacketConn(s.conn).SetMulticastTTL)
		}
		return within(call.Argument(0), 0, ipv6.NewPacketConn(s.conn).SetMulticastHopLimit)
	})
}

func (s *socket) setMulticastLoopback(call goja.FunctionCall) goja.Value {
	return s.set(func() error { return s.group().SetMulticastLoopback(call.Argument(0).ToBoolean()) })
}

// setMulticastInterface(address) chooses where multicasts leave.
func (s *socket) setMulticastInterface(call goja.FunctionCall) goja.Value {
	return s.set(func() error {
		ifi, err := s.interfaceOf(call.Argument(0).String(), "ENOPROTOOPT", "EADDRNOTAVAIL")
		if err != nil {
			return err
		}
		if ifi == nil {
			// x/net has no word for the system's choice.
			if s.system == nil {
				return failureOf("ENOTSUP")
			}
			return transport.DefaultMulticastInterface(s.system, s.network == "udp6")
		}
		return s.group().SetMulticastInterface(ifi)
	})
}

// interfaceOf finds the interface with an IPv4 address, or that an IPv6 address names
// as its zone. It is nil for the system's choice: a wildcard address, or no zone. foreign
// and missing are the errors for an address of the other family, and of no interface.
func (s *socket) interfaceOf(address, foreign, missing string) (*net.Interface, error) {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return nil, failureOf("EINVAL")
	}
	if ip.Is4() != (s.network == "udp4") {
		return nil, failureOf(foreign)
	}
	if ip.Is6() {
		// libuv takes a zone that is not there for none.
		ifi, err := zone(ip.Zone())
		if err != nil {
			return nil, nil
		}
		return ifi, nil
	}
	if ip.IsUnspecified() {
		return nil, nil
	}
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	for i := range interfaces {
		addresses, err := interfaces[i].Addrs()
		if err != nil {
			continue
		}
		for _, a := range addresses {
			if n, ok := a.(*net.IPNet); ok && n.IP.Equal(ip.AsSlice()) {
				return &interfaces[i], nil
			}
		}
	}
	return nil, failureOf(missing)
}

func zone(name string) (*net.Interface, error) {
	if name == "" {
		return nil, nil
	}
	if id := transport.ZoneID(name); id != 0 {
		return net.InterfaceByIndex(int(id))
	}
	return nil, failureOf("ENODEV")
}

// multicast reads a group that the embedder lets the socket join, and binds a socket
// that is not bound, as libuv does.
func (s *socket) multicast(address string) (*net.UDPAddr, error) {
	ip, err := s.parse(address)
	if err != nil {
		return nil, err
	}
	if err := s.reach(ip, 0); err != nil {
		return nil, err
	}
	if s.conn == nil {
		wildcard := "0.0.0.0"
		if s.network == "udp6" {
			wildcard = "::"
		}
		opt := s.opt
		opt.ReuseAddr = true
		if err := s.bindTo(wildcard, 0, opt); err != nil {
			return nil, err
		}
	}
	return net.UDPAddrFromAddrPort(netip.AddrPortFrom(ip, 0)), nil
}

// optionalInterface is an argument that may be left out.
func (s *socket) optionalInterface(v goja.Value) (*net.Interface, error) {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return nil, nil
	}
	return s.interfaceOf(v.String(), "EINVAL", "ENODEV")
}

// membership(group, interface or undefined)
func membership(join bool) method {
	return func(s *socket, call goja.FunctionCall) goja.Value {
		if s.closed {
			return s.failure(failureOf("EBADF"))
		}
		group, err := s.multicast(call.Argument(0).String())
		if err != nil {
			return s.failure(err)
		}
		ifi, err := s.optionalInterface(call.Argument(1))
		if err != nil {
			return s.failure(err)
		}
		if join {
			return s.failure(s.group().JoinGroup(ifi, group))
		}
		return s.failure(s.group().LeaveGroup(ifi, group))
	}
}

// sourceMembership(source, group, interface or undefined)
func sourceMembership(join bool) method {
	return func(s *socket, call goja.FunctionCall) goja.Value {
		if s.closed {
			return s.failure(failureOf("EBADF"))
		}
		source, err := s.parse(call.Argument(0).String())
		if err != nil {
			return s.failure(err)
		}
		group, err := s.multicast(call.Argument(1).String())
		if err != nil {
			return s.failure(err)
		}
		ifi, err := s.optionalInterface(call.Argument(2))
		if err != nil {
			return s.failure(err)
		}
		from := net.UDPAddrFromAddrPort(netip.AddrPortFrom(source, 0))
		if join {
			return s.failure(s.group().JoinSourceSpecificGroup(ifi, group, from))
		}
		return s.failure(s.group().LeaveSourceSpecificGroup(ifi, group, from))
	}
}

// bufferSize(size, sending) sets a size, or tells it where size is 0: [failure, size].
func (s *socket) bufferSize(call goja.FunctionCall) goja.Value {
	size, sending := int(call.Argument(0).ToInteger()), call.Argument(1).ToBoolean()
	failure := s.onSystem(func(c *net.UDPConn) (err error) {
		if size != 0 {
			return transport.SetBufferSize(c, sending, size)
		}
		size, err = transport.BufferSize(c, sending)
		return err
	})
	return s.b.vm.NewArray(failure, size)
}
