package dgram

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"strconv"
	"sync"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

// socket is the Go half of a handle. What is not under mu belongs to the loop's
// goroutine; conn does not change once the goroutines have begun.
type socket struct {
	b       *binding
	obj     *goja.Object
	network string // udp4 or udp6
	opt     module.PacketOptions
	hold    *eventloop.Handle
	async   *ticks.Context
	conn    net.PacketConn // nil until it is bound
	system  *net.UDPConn   // conn, where it is the system's own
	shared  bool           // others read from it too
	reading bool           // it hears something
	unref   bool           // what the script wants
	closed  bool
	forget  func() bool // ends the wait for the runtime's end

	peer *net.UDPAddr // that it is connected with

	inbox  inbox
	outbox outbox
}

type method = func(*socket, goja.FunctionCall) goja.Value

var methods = map[string]method{
	"bind":        (*socket).bind,
	"open":        (*socket).open,
	"start":       (*socket).start,
	"send":        (*socket).send,
	"connect":     (*socket).connect,
	"disconnect":  (*socket).disconnect,
	"getsockname": (*socket).getsockname,
	"getpeername": func(s *socket, _ goja.FunctionCall) goja.Value { return s.addressOf(s.peer) },
	"close":       func(s *socket, _ goja.FunctionCall) goja.Value { s.close(); return goja.Undefined() },
	"ref":         func(s *socket, _ goja.FunctionCall) goja.Value { s.unref = false; s.update(); return goja.Undefined() },
	"unref":       func(s *socket, _ goja.FunctionCall) goja.Value { s.unref = true; s.update(); return goja.Undefined() },
	"hasRef":      func(s *socket, _ goja.FunctionCall) goja.Value { return s.b.vm.ToValue(!s.unref && !s.closed) },
	"queueSize":   func(s *socket, _ goja.FunctionCall) goja.Value { return s.b.vm.ToValue(s.outbox.size) },
	"queueCount":  func(s *socket, _ goja.FunctionCall) goja.Value { return s.b.vm.ToValue(s.outbox.count) },

	"setBroadcast":                 (*socket).setBroadcast,
	"setTTL":                       (*socket).setTTL,
	"setMulticastTTL":              (*socket).setMulticastTTL,
	"setMulticastLoopback":         (*socket).setMulticastLoopback,
	"setMulticastInterface":        (*socket).setMulticastInterface,
	"addMembership":                membership(true),
	"dropMembership":               membership(false),
	"addSourceSpecificMembership":  sourceMembership(true),
	"dropSourceSpecificMembership": sourceMembership(false),
	"bufferSize":                   (*socket).bufferSize,
}

func (b *binding) create(call goja.FunctionCall) goja.Value {
	s := &socket{
		b: b, network: call.Argument(0).String(), hold: b.host.Loop().NewHandle(),
		opt: module.PacketOptions{
			IPv6Only: call.Argument(1).ToBoolean(), ReuseAddr: call.Argument(2).ToBoolean(), ReusePort: call.Argument(3).ToBoolean(),
		},
	}
	s.hold.Unref()
	s.inbox.more = sync.NewCond(&s.inbox.mu)
	s.obj = b.sockets.New(s)
	s.async = b.ticks.CaptureAs("UDPWRAP", s.obj)
	return s.obj
}

// update has the loop kept alive by a socket that may hear something.
func (s *socket) update() {
	if s.reading && !s.unref {
		s.hold.Ref()
	} else {
		s.hold.Unref()
	}
}

// bind(address, port, exclusive) binds.
func (s *socket) bind(call goja.FunctionCall) goja.Value {
	opt := s.opt
	opt.Exclusive = call.Argument(2).ToBoolean()
	return s.failure(s.bindTo(call.Argument(0).String(), call.Argument(1).ToInteger(), opt))
}

func (s *socket) bindTo(address string, port int64, opt module.PacketOptions) error {
	if s.closed {
		return os.ErrClosed
	}
	if s.conn != nil {
		return failureOf("EINVAL")
	}
	udp := s.b.host.Permissions().UDP
	if udp == nil {
		return module.ErrDenied
	}
	if _, err := s.parse(address); err != nil {
		return err
	}
	conn, err := udp.ListenPacket(s.b.host.Context(), s.network, net.JoinHostPort(address, strconv.FormatInt(port, 10)), opt)
	if err != nil {
		return err
	}
	s.begin(conn)
	return nil
}

// open(fd) takes a UDP socket of the process.
func (s *socket) open(call goja.FunctionCall) goja.Value {
	if !s.b.host.Permissions().Process {
		return s.failure(module.ErrDenied)
	}
	if s.conn != nil {
		return s.failure(failureOf("EINVAL"))
	}
	var conn net.PacketConn
	err := transport.TakeSocket(call.Argument(0).ToInteger(), func(f *os.File) (err error) {
		conn, err = net.FilePacketConn(f)
		return err
	})
	if err != nil {
		return s.failure(err)
	}
	s.begin(conn)
	return s.failure(nil)
}

func (s *socket) begin(conn net.PacketConn) {
	s.conn = conn
	if shared, ok := conn.(interface{ Socket() *net.UDPConn }); ok {
		s.system, s.shared = shared.Socket(), true
	} else {
		s.system, _ = conn.(*net.UDPConn)
	}
	s.forget = context.AfterFunc(s.b.host.Context(), s.end)
}

// start begins to read. A socket that was bound to join a group does not.
func (s *socket) start(goja.FunctionCall) goja.Value {
	if s.conn != nil && !s.closed && !s.reading {
		s.reading = true
		s.update()
		s.b.host.Go(func(context.Context) {
			if s.shared {
				s.watch()
			} else {
				s.read()
			}
		})
	}
	return goja.Undefined()
}

// end closes the connection, and so ends the goroutines. Any goroutine may call it.
func (s *socket) end() {
	s.inbox.mu.Lock()
	s.inbox.over = true
	s.inbox.mu.Unlock()
	s.inbox.more.Broadcast()
	_ = s.conn.Close()
}

// close ends the socket; nothing is heard of it afterwards but what was being sent.
func (s *socket) close() {
	if s.closed {
		return
	}
	s.closed = true
	s.hold.Close()
	if s.conn != nil {
		s.forget()
		s.end()
	}
	s.b.ticks.Over(s.async)
}

func (s *socket) getsockname(goja.FunctionCall) goja.Value {
	if s.conn == nil || s.closed {
		return s.failure(failureOf("EBADF"))
	}
	if s.system != nil {
		// The system's answer: connect may have chosen one.
		a, err := transport.PacketAddr(s.system)
		if err != nil {
			return s.failure(err)
		}
		return s.addressOf(a)
	}
	return s.addressOf(s.conn.LocalAddr())
}

// addressOf is {address, family, port}.
func (s *socket) addressOf(a net.Addr) goja.Value {
	host, port := transport.SplitAddr(a)
	o := s.b.vm.NewObject()
	_ = o.Set("address", host)
	_ = o.Set("family", s.family())
	_ = o.Set("port", port)
	return o
}

func (s *socket) family() string {
	if s.network == "udp4" {
		return "IPv4"
	}
	return "IPv6"
}

// connect(address, port) gives the socket a peer: it hears and reaches no other.
func (s *socket) connect(call goja.FunctionCall) goja.Value {
	to, err := s.destination(call.Argument(0).String(), call.Argument(1).ToInteger())
	if err == nil && s.system != nil {
		err = transport.ConnectPacket(s.system, to)
	}
	if err == nil {
		s.setPeer(to)
	}
	return s.failure(err)
}

func (s *socket) disconnect(goja.FunctionCall) goja.Value {
	if s.conn == nil || s.closed {
		return s.failure(failureOf("EBADF"))
	}
	if s.system != nil {
		if err := transport.ConnectPacket(s.system, nil); err != nil {
			return s.failure(err)
		}
	}
	s.setPeer(nil)
	return s.failure(nil)
}

// setPeer tells the reader whose datagrams are wanted, where the system does not know.
func (s *socket) setPeer(to *net.UDPAddr) {
	s.peer = to
	s.inbox.mu.Lock()
	defer s.inbox.mu.Unlock()
	s.inbox.only = netip.AddrPort{}
	if to != nil && s.system == nil {
		s.inbox.only = to.AddrPort()
	}
}

// destination is an address that the embedder lets the socket reach.
func (s *socket) destination(address string, port int64) (*net.UDPAddr, error) {
	if s.conn == nil || s.closed {
		return nil, failureOf("EBADF")
	}
	ip, err := s.parse(address)
	if err != nil {
		return nil, err
	}
	// What the embedder is asked must be where the datagram goes.
	if port < 0 || port > 1<<16-1 {
		return nil, failureOf("EINVAL")
	}
	if err := s.reach(ip, port); err != nil {
		return nil, err
	}
	return net.UDPAddrFromAddrPort(netip.AddrPortFrom(ip, uint16(port))), nil
}

func (s *socket) reach(ip netip.Addr, port int64) error {
	udp := s.b.host.Permissions().UDP
	if udp == nil {
		return module.ErrDenied
	}
	return udp.Reach(s.network, net.JoinHostPort(ip.String(), strconv.FormatInt(port, 10)))
}

// parse reads an IP address of the socket's family.
func (s *socket) parse(address string) (netip.Addr, error) {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Is4() != (s.network == "udp4") {
		return ip, failureOf("EINVAL")
	}
	return ip, nil
}

// failureOf is an error of the system by its name.
func failureOf(code string) error {
	errno, text := transport.Number(code)
	return &transport.Failure{Code: code, Errno: errno, Text: text}
}

// failure is what handles return: 0, an errno as libuv's, or the code of a refusal.
func (s *socket) failure(err error) goja.Value {
	switch {
	case err == nil:
		return s.b.vm.ToValue(0)
	case errors.Is(err, module.ErrDenied):
		return s.b.vm.ToValue("ERR_ACCESS_DENIED")
	case errors.Is(err, os.ErrClosed), errors.Is(err, net.ErrClosed):
		err = failureOf("EBADF")
	}
	return s.b.vm.ToValue(transport.Describe(err).Errno)
}
