package dgram

import (
	"errors"
	"net"
	"net/netip"
	"sync"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
)

// What may wait for JavaScript before the reader waits too; then the system's buffer
// fills, and it drops what comes.
const (
	mostDatagrams = 256
	mostBytes     = 1 << 20
	// longest is more than any UDP datagram holds.
	longest = 1 << 16
)

// inbox is what has come and was not told yet.
type inbox struct {
	mu    sync.Mutex
	more  *sync.Cond // there is room again, or it is over
	list  []arrival
	bytes int
	over  bool
	only  netip.AddrPort // whose datagrams are wanted; the zero value is anybody's
}

// arrival is a datagram or an error.
type arrival struct {
	data []byte
	from net.Addr
	err  error
}

var readBuffers = sync.Pool{New: func() any { return new([longest]byte) }}

// read goes on until the socket is closed, or cannot be read any more.
func (s *socket) read() {
	buf := readBuffers.Get().(*[longest]byte)
	defer readBuffers.Put(buf)
	for {
		n, from, err := s.conn.ReadFrom(buf[:])
		if errors.Is(err, net.ErrClosed) {
			return
		}
		a := arrival{from: from, err: err}
		if err == nil {
			a.data = append(make([]byte, 0, n), buf[:n]...)
		}
		if !s.arrived(a) || err != nil && !passing(err) {
			return
		}
	}
}

// mostAtOnce is how many datagrams of a shared socket are told in one turn of the loop.
const mostAtOnce = 32

// watch is read for a socket that others read from too. It takes nothing ahead, which
// would be lost to the others when this one closes: the loop takes one at a time.
func (s *socket) watch() {
	taken := make(chan struct{}, 1)
	for transport.AwaitPacket(s.system) == nil {
		if !s.b.host.Loop().Post(func() {
			s.take()
			taken <- struct{}{}
		}) {
			return
		}
		select {
		case <-taken:
		case <-s.b.host.Context().Done():
			return
		}
	}
}

func (s *socket) take() {
	buf := readBuffers.Get().(*[longest]byte)
	defer readBuffers.Put(buf)
	for range mostAtOnce {
		if s.closed {
			return
		}
		n, from, ok, err := transport.TakePacket(s.system, buf[:])
		switch {
		case !ok:
			return
		case err != nil:
			s.tell(arrival{err: err})
		default:
			s.tell(arrival{from: from, data: append(make([]byte, 0, n), buf[:n]...)})
		}
	}
}

// passing errors tell of a datagram that was sent; others of the socket.
func passing(err error) bool {
	switch transport.Describe(err).Code {
	case "ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "EMSGSIZE", "EHOSTDOWN", "ENETDOWN", "EPERM", "EACCES":
		return true
	}
	return false
}

// arrived queues a and waits for room. It reports false when the socket is closed.
func (s *socket) arrived(a arrival) bool {
	in := &s.inbox
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.only.IsValid() && a.err == nil && !same(a.from, in.only) {
		return !in.over
	}
	for !in.over && (len(in.list) >= mostDatagrams || in.bytes >= mostBytes) {
		in.more.Wait()
	}
	if in.over {
		return false
	}
	in.list = append(in.list, a)
	in.bytes += len(a.data)
	if len(in.list) == 1 {
		s.b.host.Loop().Post(s.deliver)
	}
	return true
}

func same(a net.Addr, b netip.AddrPort) bool {
	u, ok := a.(*net.UDPAddr)
	if !ok {
		return a != nil && a.String() == b.String()
	}
	own := u.AddrPort()
	return own.Port() == b.Port() && own.Addr().Unmap() == b.Addr().Unmap()
}

// deliver tells JavaScript of what has come, each as a callback of its own.
func (s *socket) deliver() {
	s.inbox.mu.Lock()
	list := s.inbox.list
	s.inbox.list, s.inbox.bytes = nil, 0
	s.inbox.mu.Unlock()
	s.inbox.more.Broadcast()
	for _, a := range list {
		if s.closed {
			return
		}
		s.tell(a)
	}
}

func (s *socket) tell(a arrival) {
	if a.err != nil {
		s.b.ticks.Call(s.async, s.b.onError, s.obj, s.failure(a.err))
		return
	}
	host, port := transport.SplitAddr(a.from)
	s.b.ticks.Enter(s.async, func() {
		s.b.host.Call(s.b.onMessage, s.obj,
			bind.NewBuffer(s.b.host, a.data), s.b.vm.ToValue(host), s.b.vm.ToValue(s.family()), s.b.vm.ToValue(port))
	})
}
