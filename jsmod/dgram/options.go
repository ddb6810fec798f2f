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

func (s *socket) group(four bool) group {
	if four {
		return ipv4.NewPacketConn(s.system)
	}
	return ipv6.NewPacketConn(s.system)
}

// set changes an option of a socket that is bound; only the system's own have any.
func (s *socket) set(fn func() error) goja.Value {
	switch {
	case s.conn == nil || s.closed:
		return s.failure(failureOf("EBADF"))
	case s.system == nil:
		return s.failure(failureOf("ENOTSUP"))
	}
	return s.failure(fn())
}

func (s *socket) setBroadcast(call goja.FunctionCall) goja.Value {
	return s.set(func() error { return transport.SetBroadcast(s.system, call.Argument(0).ToBoolean()) })
}

// setHops is set for a number of hops; libuv refuses those that are out of range first.
func (s *socket) setHops(v goja.Value, least int64, four, six func(n int) error) goja.Value {
	n := v.ToInteger()
	if n < least || n > 255 {
		return s.failure(failureOf("EINVAL"))
	}
	return s.set(func() error {
		if s.network == "udp4" {
			return four(int(n))
		}
		return six(int(n))
	})
}

func (s *socket) setTTL(call goja.FunctionCall) goja.Value {
	return s.setHops(call.Argument(0), 1,
		func(n int) error { return ipv4.NewPacketConn(s.system).SetTTL(n) },
		func(n int) error { return ipv6.NewPacketConn(s.system).SetHopLimit(n) })
}

func (s *socket) setMulticastTTL(call goja.FunctionCall) goja.Value {
	return s.setHops(call.Argument(0), 0,
		func(n int) error { return ipv4.NewPacketConn(s.system).SetMulticastTTL(n) },
		func(n int) error { return ipv6.NewPacketConn(s.system).SetMulticastHopLimit(n) })
}

func (s *socket) setMulticastLoopback(call goja.FunctionCall) goja.Value {
	return s.set(func() error { return s.group(s.network == "udp4").SetMulticastLoopback(call.Argument(0).ToBoolean()) })
}

// setMulticastInterface(address) chooses where multicasts leave, those of IPv4 by an
// IPv4 address. The system says whether the socket has such.
func (s *socket) setMulticastInterface(call goja.FunctionCall) goja.Value {
	ip, err := netip.ParseAddr(call.Argument(0).String())
	if err != nil {
		return s.failure(failureOf("EINVAL"))
	}
	return s.set(func() error {
		ifi, err := interfaceOf(ip, "EADDRNOTAVAIL")
		if err != nil {
			return err
		}
		if ifi == nil {
			// x/net has no word for the system's choice.
			return transport.DefaultMulticastInterface(s.system, ip.Is6())
		}
		return s.group(ip.Is4()).SetMulticastInterface(ifi)
	})
}

// interfaceOf finds the interface with an IPv4 address, or that an IPv6 address names
// as its zone. It is nil for the system's choice: a wildcard address, or no zone.
// missing is the error for an address of no interface.
func interfaceOf(ip netip.Addr, missing string) (*net.Interface, error) {
	if ip.Is6() {
		// libuv takes a zone that is not there for none.
		ifi, _ := zone(ip.Zone())
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

// member finds the group and the interface, which may be undefined, and calls fn with
// what can join the group. The embedder is asked first. A socket that is not bound is
// bound, as libuv does.
func (s *socket) member(group, ifi goja.Value, fn func(g group, ifi *net.Interface, to *net.UDPAddr) error) error {
	if s.closed {
		return failureOf("EBADF")
	}
	ip, err := netip.ParseAddr(group.String())
	if err != nil {
		return failureOf("EINVAL")
	}
	if err := s.reach(ip, 0); err != nil {
		return err
	}
	if s.conn == nil {
		wildcard := map[string]string{"udp4": "0.0.0.0", "udp6": "::"}[s.network]
		opt := s.opt
		opt.ReuseAddr = true
		if err := s.bindTo(wildcard, 0, opt); err != nil {
			return err
		}
	}
	if s.system == nil {
		return failureOf("ENOTSUP")
	}
	found, err := optionalInterface(ifi, ip.Is4())
	if err != nil {
		return err
	}
	return fn(s.group(ip.Is4()), found, net.UDPAddrFromAddrPort(netip.AddrPortFrom(ip, 0)))
}

func optionalInterface(v goja.Value, four bool) (*net.Interface, error) {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return nil, nil
	}
	ip, err := netip.ParseAddr(v.String())
	if err != nil || ip.Is4() != four {
		return nil, failureOf("EINVAL")
	}
	return interfaceOf(ip, "ENODEV")
}

// membership(group, interface or undefined)
func membership(join bool) method {
	return func(s *socket, call goja.FunctionCall) goja.Value {
		return s.failure(s.member(call.Argument(0), call.Argument(1), func(g group, ifi *net.Interface, to *net.UDPAddr) error {
			if join {
				return g.JoinGroup(ifi, to)
			}
			return g.LeaveGroup(ifi, to)
		}))
	}
}

// sourceMembership(source, group, interface or undefined)
func sourceMembership(join bool) method {
	return func(s *socket, call goja.FunctionCall) goja.Value {
		source, err := netip.ParseAddr(call.Argument(0).String())
		if err != nil {
			return s.failure(failureOf("EINVAL"))
		}
		from := net.UDPAddrFromAddrPort(netip.AddrPortFrom(source, 0))
		return s.failure(s.member(call.Argument(1), call.Argument(2), func(g group, ifi *net.Interface, to *net.UDPAddr) error {
			if source.Is4() != (to.IP.To4() != nil) {
				return failureOf("EINVAL")
			}
			if join {
				return g.JoinSourceSpecificGroup(ifi, to, from)
			}
			return g.LeaveSourceSpecificGroup(ifi, to, from)
		}))
	}
}

// bufferSize(size, sending) sets a size, or tells it where size is 0: [failure, size].
func (s *socket) bufferSize(call goja.FunctionCall) goja.Value {
	size, sending := int(call.Argument(0).ToInteger()), call.Argument(1).ToBoolean()
	failure := s.set(func() (err error) {
		if size != 0 {
			return transport.SetBufferSize(s.system, sending, size)
		}
		size, err = transport.BufferSize(s.system, sending)
		return err
	})
	return s.b.vm.NewArray(failure, size)
}
