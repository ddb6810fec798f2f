package transport

import (
	"context"
	"errors"
	"net"
	"sync"
	"syscall"
	"time"
)

// ListenOptions are the socket options of a listener.
type ListenOptions struct {
	// IPv6Only keeps IPv4 connections away from an IPv6 wildcard address.
	IPv6Only bool
	// ReusePort lets several sockets share the port; an error where the system
	// cannot.
	ReusePort bool
	// Backlog is how many connections may wait to be accepted; zero leaves the
	// system's choice.
	Backlog int
}

// Listen binds over the system's network. An address with an empty host or the
// IPv6 wildcard serves both families. The error can be given to [Describe].
func Listen(ctx context.Context, network, address string, opt ListenOptions) (net.Listener, error) {
	lc := net.ListenConfig{KeepAlive: -1 * time.Second}
	lc.SetMultipathTCP(false)
	if opt.IPv6Only && network == "tcp" {
		network = "tcp6"
	}
	if opt.ReusePort {
		lc.Control = func(_, _ string, raw syscall.RawConn) error {
			var inner error
			if err := raw.Control(func(fd uintptr) { inner = reusePort(fd) }); err != nil {
				return err
			}
			return inner
		}
	}
	l, err := lc.Listen(ctx, network, address)
	if err != nil {
		return nil, err
	}
	if opt.Backlog > 0 {
		if err := setBacklog(l, opt.Backlog); err != nil {
			_ = l.Close()
			return nil, err
		}
	}
	return l, nil
}

// acceptAhead is how many connections an Acceptor gives before it waits.
const acceptAhead = 64

// AcceptSink receives what an Acceptor accepts. Its methods are called on the
// acceptor's goroutine and must not block.
type AcceptSink interface {
	// Accepted gives nc away. The owner calls Acceptor.Taken for each.
	Accepted(nc net.Conn)
	// AcceptError tells of a failure; when final is true nothing more comes.
	AcceptError(err error, final bool)
}

// Acceptor pumps one net.Listener: one goroutine from NewAcceptor until Close.
// Any goroutine may call its methods.
type Acceptor struct {
	l      net.Listener
	sink   AcceptSink
	credit chan struct{}
	stop   chan struct{}
	once   sync.Once
	ended  chan struct{}
}

// NewAcceptor starts accepting on l, which belongs to it from then on.
func NewAcceptor(l net.Listener, sink AcceptSink) *Acceptor {
	a := &Acceptor{
		l: l, sink: sink,
		credit: make(chan struct{}, acceptAhead), stop: make(chan struct{}), ended: make(chan struct{}),
	}
	go a.loop()
	return a
}

// Addr is where it listens.
func (a *Acceptor) Addr() net.Addr { return a.l.Addr() }

// Taken gives back credit for one accepted connection.
func (a *Acceptor) Taken() {
	select {
	case <-a.credit:
	default:
	}
}

// Close stops listening, at once, so that the address is free again, and calls
// done (which may be nil) from a goroutine of its own when the acceptor's has
// ended.
func (a *Acceptor) Close(done func()) {
	a.once.Do(func() {
		close(a.stop)
		_ = a.l.Close()
	})
	go func() {
		<-a.ended
		if done != nil {
			done()
		}
	}()
}

func (a *Acceptor) loop() {
	defer close(a.ended)
	pause := time.Duration(0)
	for {
		select {
		case a.credit <- struct{}{}:
		case <-a.stop:
			return
		}
		nc, err := a.l.Accept()
		if err == nil {
			pause = 0
			a.give(nc)
			continue
		}
		a.Taken()
		if isClosed(a.stop) {
			return
		}
		if !transient(err) {
			a.sink.AcceptError(err, true)
			return
		}
		if pause == 0 {
			a.sink.AcceptError(err, false)
		}
		pause = min(max(2*pause, 5*time.Millisecond), time.Second)
		if !a.sleep(pause) {
			return
		}
	}
}

func (a *Acceptor) give(nc net.Conn) {
	if isClosed(a.stop) {
		_ = nc.Close()
		return
	}
	if t, ok := nc.(*net.TCPConn); ok {
		_ = t.SetNoDelay(false)
	}
	a.sink.Accepted(nc)
}

func (a *Acceptor) sleep(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-a.stop:
		return false
	}
}

// transient tells errors that pass: no descriptors left, or a peer that went
// away before it was accepted.
func transient(err error) bool {
	switch codeOf(err) {
	case "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "ECONNABORTED", "EAGAIN", "EINTR":
		return true
	}
	var ne net.Error
	return errors.As(err, &ne) && ne.Timeout()
}
