package net

import (
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/dop251/goja"

	"tlsjs/internal/transport"
)

type streamCall = func(*stream, goja.FunctionCall) goja.Value

// do makes a method of something that returns nothing.
func do(fn func(*stream)) streamCall {
	return func(s *stream, _ goja.FunctionCall) goja.Value {
		fn(s)
		return goja.Undefined()
	}
}

// streamMethods are the methods of a stream handle; the package's text says
// what each does.
var streamMethods = map[string]streamCall{
	"connect":      (*stream).connect,
	"readStart":    do((*stream).readStart),
	"readStop":     do((*stream).readStop),
	"writeBuffer":  (*stream).writeBuffer,
	"writeString":  (*stream).writeString,
	"writev":       (*stream).writev,
	"shutdown":     (*stream).shutdown,
	"close":        do(func(s *stream) { s.close(false) }),
	"reset":        do(func(s *stream) { s.close(true) }),
	"await":        (*stream).await,
	"endWith":      (*stream).endWith,
	"ask":          (*stream).ask,
	"ref":          do(func(s *stream) { s.unref = false; s.update() }),
	"unref":        do(func(s *stream) { s.unref = true; s.update() }),
	"hasRef":       func(s *stream, _ goja.FunctionCall) goja.Value { return s.n.vm.ToValue(!s.unref && !s.closed) },
	"getsockname":  func(s *stream, _ goja.FunctionCall) goja.Value { return s.address(net.Conn.LocalAddr) },
	"getpeername":  func(s *stream, _ goja.FunctionCall) goja.Value { return s.address(net.Conn.RemoteAddr) },
	"hasUnread":    func(s *stream, _ goja.FunctionCall) goja.Value { return s.n.vm.ToValue(s.hasUnread()) },
	"bytesRead":    func(s *stream, _ goja.FunctionCall) goja.Value { return s.n.vm.ToValue(s.counts().read) },
	"bytesWritten": func(s *stream, _ goja.FunctionCall) goja.Value { return s.n.vm.ToValue(s.counts().written) },
	"queueSize": func(s *stream, _ goja.FunctionCall) goja.Value {
		return s.count(func(c *transport.Conn) int64 { return int64(c.QueuedBytes()) })
	},
	"setNoDelay": func(s *stream, call goja.FunctionCall) goja.Value {
		if s.conn == nil {
			return goja.Undefined()
		}
		return s.n.failure(optional(s.conn.SetNoDelay(call.Argument(0).ToBoolean())), "setsockopt")
	},
	"setKeepAlive": func(s *stream, call goja.FunctionCall) goja.Value {
		if s.conn == nil {
			return goja.Undefined()
		}
		idle := time.Duration(call.Argument(1).ToInteger()) * time.Second
		return s.n.failure(optional(s.conn.SetKeepAlive(call.Argument(0).ToBoolean(), idle)), "setsockopt")
	},
}

// optional drops the news that an option means nothing to a connection: a pipe
// has no Nagle's algorithm to switch off.
func optional(err error) error {
	if err == transport.ErrNotSupported {
		return nil
	}
	return err
}

// counts are the bytes of a connection, which do not change once it is closed.
func (s *stream) counts() counts {
	if s.closed || s.conn == nil {
		return s.total
	}
	return counts{
		read: s.base.read + s.conn.BytesRead() - s.waiting(), written: s.base.written + s.conn.BytesWritten(),
	}
}

// count asks the pump for a number, zero before there is one.
func (s *stream) count(fn func(*transport.Conn) int64) goja.Value {
	if s.conn == nil {
		return s.n.vm.ToValue(0)
	}
	return s.n.vm.ToValue(fn(s.conn))
}

// address returns {address, family, port} of one end, undefined where that has
// none (a unix socket's is a path).
func (s *stream) address(which func(net.Conn) net.Addr) goja.Value {
	if s.conn == nil {
		return goja.Undefined()
	}
	return s.n.addressObject(which(s.conn.NetConn()))
}

func (n *network) addressObject(a net.Addr) goja.Value {
	if a == nil {
		return goja.Undefined()
	}
	if _, ok := a.(*net.UnixAddr); ok {
		return goja.Undefined()
	}
	host, port := transport.SplitAddr(a)
	if t, ok := a.(*net.TCPAddr); ok {
		// Unlike net.IP's text, this keeps ::ffff: of an IPv4 peer on an IPv6 socket.
		host = t.AddrPort().Addr().String()
	}
	if host == "" {
		return goja.Undefined()
	}
	o := n.vm.NewObject()
	_ = o.Set("address", host)
	family := "IPv4"
	if strings.Contains(host, ":") {
		family = "IPv6"
	}
	_ = o.Set("family", family)
	_ = o.Set("port", port)
	return o
}

// parseAddress(text) returns the canonical text of an IP address, its bytes as
// an array, or undefined; for BlockList and SocketAddress.
func (n *network) parseAddress(call goja.FunctionCall) goja.Value {
	a, err := netip.ParseAddr(call.Argument(0).String())
	if err != nil {
		return goja.Undefined()
	}
	bytes := a.AsSlice()
	list := make([]any, len(bytes))
	for i, b := range bytes {
		list[i] = int64(b)
	}
	return n.vm.NewArray(a.String(), n.vm.NewArray(list...))
}

// isIP(text) is 4, 6 or 0. A zone has the characters that Node allows.
func (n *network) isIP(call goja.FunctionCall) goja.Value {
	a, err := netip.ParseAddr(call.Argument(0).String())
	switch {
	case err != nil:
		return n.vm.ToValue(0)
	case a.Is4():
		return n.vm.ToValue(4)
	}
	for _, r := range a.Zone() {
		if !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || strings.ContainsRune("-.:", r)) {
			return n.vm.ToValue(0)
		}
	}
	return n.vm.ToValue(6)
}
