package dns

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

// Flags of lookup, with the numbers that Node has on Linux.
const (
	flagV4Mapped   = 8
	flagAll        = 16
	flagAddrConfig = 32
)

// lookup(hostname, family, hints, done) asks the system; done gets an array of
// [address, family, address, family …] in the system's order.
func (n *names) lookup(call goja.FunctionCall) goja.Value {
	host := call.Argument(0).String()
	family, hints := call.Argument(1).ToInteger(), call.Argument(2).ToInteger()
	done := bind.Callback(call.Argument(3))
	n.ask(done, func(ctx context.Context, r *net.Resolver) answer {
		found, err := addresses(ctx, r, host, family, hints)
		if err != nil {
			return answer{code: lookupCode(err)}
		}
		if len(found) == 0 {
			return answer{code: "ENOTFOUND"}
		}
		return answer{value: func() goja.Value {
			list := make([]any, 0, 2*len(found))
			for _, a := range found {
				version := 6
				if a.Is4() {
					version = 4
				}
				list = append(list, a.String(), version)
			}
			return n.vm.NewArray(list...)
		}}
	})
	return goja.Undefined()
}

// addresses looks host up for one family or both and applies the hints.
func addresses(ctx context.Context, r *net.Resolver, host string, family, hints int64) ([]netip.Addr, error) {
	mapped := family == 6 && hints&flagV4Mapped != 0
	network := "ip"
	switch {
	case family == 4:
		network = "ip4"
	case family == 6 && !mapped:
		network = "ip6"
	}
	raw, err := r.LookupNetIP(ctx, network, host)
	if err != nil {
		if raw = loopback(host, network); raw == nil {
			return nil, err
		}
	}
	var four, six, both []netip.Addr
	for _, a := range raw {
		if a = a.Unmap(); a.Is4() {
			four = append(four, a)
		} else {
			six = append(six, a)
		}
		both = append(both, a)
	}
	switch {
	case mapped:
		if len(six) == 0 || hints&flagAll != 0 {
			for _, a := range four {
				six = append(six, netip.AddrFrom16(a.As16()))
			}
		}
		return six, nil
	case family == 0 && hints&flagAddrConfig != 0:
		return configured(both, four, six), nil
	}
	return both, nil
}

// loopback answers localhost where the system does not know it (RFC 6761, 6.3),
// in the families that the machine has.
func loopback(host, network string) []netip.Addr {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host != "localhost" && !strings.HasSuffix(host, ".localhost") {
		return nil
	}
	var found []netip.Addr
	if network != "ip6" {
		found = append(found, netip.AddrFrom4([4]byte{127, 0, 0, 1}))
	}
	if _, has6 := interfaceFamilies(); has6 && network != "ip4" {
		found = append(found, netip.IPv6Loopback())
	}
	return found
}

// configured leaves out the family that no interface of the machine has.
func configured(both, four, six []netip.Addr) []netip.Addr {
	if len(four) == 0 || len(six) == 0 {
		return both
	}
	has4, has6 := interfaceFamilies()
	switch {
	case has4 && !has6:
		return four
	case has6 && !has4:
		return six
	}
	return both
}

// interfaceFamilies tells which families the machine has an address of; both
// where it cannot be asked.
func interfaceFamilies() (has4, has6 bool) {
	local, err := net.InterfaceAddrs()
	if err != nil {
		return true, true
	}
	for _, a := range local {
		if ip, ok := a.(*net.IPNet); ok {
			has4 = has4 || ip.IP.To4() != nil
			has6 = has6 || ip.IP.To4() == nil
		}
	}
	return has4, has6
}

// lookupCode is the getaddrinfo code of a failed lookup.
func lookupCode(err error) string {
	var dns *net.DNSError
	switch {
	case errors.Is(err, module.ErrDenied):
		return "ERR_ACCESS_DENIED"
	case errors.Is(err, context.Canceled):
		return "EAI_CANCELED"
	case !errors.As(err, &dns):
		return "ENOTFOUND"
	case dns.IsNotFound:
		return "ENOTFOUND"
	case dns.IsTemporary, dns.IsTimeout:
		return "EAI_AGAIN"
	}
	return "EAI_FAIL"
}

// lookupService(address, port, done) gives [hostname, service].
func (n *names) lookupService(call goja.FunctionCall) goja.Value {
	address, port := call.Argument(0).String(), int(call.Argument(1).ToInteger())
	n.ask(bind.Callback(call.Argument(2)), func(ctx context.Context, r *net.Resolver) answer {
		found, err := r.LookupAddr(ctx, address)
		if err != nil || len(found) == 0 {
			if ip, e := netip.ParseAddr(address); e != nil || !ip.IsLoopback() {
				return answer{code: lookupCode(err)}
			}
			found = []string{"localhost"}
		}
		return answer{value: func() goja.Value {
			return n.vm.NewArray(strings.TrimSuffix(found[0], "."), serviceName(port))
		}}
	})
	return goja.Undefined()
}

// reverse(address, done) gives the names of an address as the system knows them.
// It returns a function that cancels.
func (n *names) reverse(call goja.FunctionCall) goja.Value {
	address := call.Argument(0).String()
	cancel := n.ask(bind.Callback(call.Argument(1)), func(ctx context.Context, r *net.Resolver) answer {
		found, err := r.LookupAddr(ctx, address)
		if ctx.Err() != nil {
			return answer{code: "ECANCELLED"}
		}
		if err != nil {
			return answer{code: reverseCode(err)}
		}
		return answer{value: func() goja.Value {
			list := make([]any, len(found))
			for i, name := range found {
				list[i] = strings.TrimSuffix(name, ".")
			}
			return n.vm.NewArray(list...)
		}}
	})
	return n.vm.ToValue(func(goja.FunctionCall) goja.Value {
		cancel()
		return goja.Undefined()
	})
}

func reverseCode(err error) string {
	switch code := lookupCode(err); code {
	case "EAI_AGAIN":
		return "ETIMEOUT"
	case "EAI_FAIL":
		return "ESERVFAIL"
	default:
		return code
	}
}

// arpa(address) is the name whose PTR records are asked for (RFC 1035, 3.5; RFC
// 3596, 2.5).
func (n *names) arpa(call goja.FunctionCall) goja.Value {
	a, err := netip.ParseAddr(call.Argument(0).String())
	if err != nil {
		return goja.Undefined()
	}
	var b strings.Builder
	bytes := a.AsSlice()
	for i := len(bytes) - 1; i >= 0; i-- {
		if a.Is4() {
			fmt.Fprintf(&b, "%d.", bytes[i])
		} else {
			fmt.Fprintf(&b, "%x.%x.", bytes[i]&15, bytes[i]>>4)
		}
	}
	if a.Is4() {
		return n.vm.ToValue(b.String() + "in-addr.arpa")
	}
	return n.vm.ToValue(b.String() + "ip6.arpa")
}

// canonical(address) is an IP address in its shortest form with its family, as
// [text, 4 or 6], or undefined.
func (n *names) canonical(call goja.FunctionCall) goja.Value {
	a, err := netip.ParseAddr(call.Argument(0).String())
	if err != nil {
		return goja.Undefined()
	}
	family := 6
	if a.Is4() {
		family = 4
	}
	return n.vm.NewArray(a.String(), family)
}
