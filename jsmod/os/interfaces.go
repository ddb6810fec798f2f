package os

import (
	"net"

	"github.com/dop251/goja"
)

// interfaces is [name, address, netmask, family, mac, internal, cidr, scope,
// ...]; the scope of IPv4 is -1.
func (b *binding) interfaces(goja.FunctionCall) goja.Value {
	b.allowed("networkInterfaces")
	list, err := net.Interfaces()
	if err != nil {
		return b.failed(err)
	}
	var flat []any
	for _, i := range list {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagRunning == 0 {
			continue
		}
		addrs, err := i.Addrs()
		if err != nil {
			continue // it has gone meanwhile
		}
		for _, a := range addrs {
			if n, ok := a.(*net.IPNet); ok {
				flat = append(flat, address(i, n)...)
			}
		}
	}
	return b.vm.NewArray(flat...)
}

func address(i net.Interface, n *net.IPNet) []any {
	mac := i.HardwareAddr.String()
	if mac == "" {
		mac = "00:00:00:00:00:00"
	}
	internal := i.Flags&net.FlagLoopback != 0
	if ip := n.IP.To4(); ip != nil {
		mask := net.IP(n.Mask[len(n.Mask)-4:]).String()
		return []any{i.Name, ip.String(), mask, "IPv4", mac, internal, n.String(), -1}
	}
	scope := 0
	if n.IP.IsLinkLocalUnicast() {
		scope = i.Index
	}
	return []any{i.Name, n.IP.String(), net.IP(n.Mask).String(), "IPv6", mac, internal, n.String(), scope}
}
