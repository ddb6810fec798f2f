package transport

import (
	"context"
	"net"
	"testing"
	"time"
)

type acceptances struct {
	conns chan net.Conn
	errs  chan error
}

func (a *acceptances) Accepted(nc net.Conn)              { a.conns <- nc }
func (a *acceptances) AcceptError(err error, final bool) { a.errs <- err }

func TestAcceptorGivesAheadOnlySoMuch(t *testing.T) {
	l, err := Listen(context.Background(), "tcp", "127.0.0.1:0", ListenOptions{Backlog: 511})
	if err != nil {
		t.Fatal(err)
	}
	sink := &acceptances{make(chan net.Conn, 200), make(chan error, 1)}
	a := NewAcceptor(l, sink)
	for range acceptAhead + 10 {
		nc, err := Dial(context.Background(), "tcp", a.Addr().String(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer nc.Close()
	}
	time.Sleep(50 * time.Millisecond)
	if n := len(sink.conns); n != acceptAhead {
		t.Fatalf("%d accepted ahead", n)
	}
	for range acceptAhead + 10 {
		select {
		case nc := <-sink.conns:
			nc.Close()
			a.Taken()
		case <-time.After(5 * time.Second):
			t.Fatal("the acceptor did not go on")
		}
	}
	done := make(chan struct{})
	a.Close(func() { close(done) })
	a.Close(nil)
	<-done
	if len(sink.errs) != 0 {
		t.Fatal("closing was told as an error")
	}
}

type brokenListener struct{ net.Listener }

func (brokenListener) Accept() (net.Conn, error) { return nil, net.UnknownNetworkError("gone") }

func TestAcceptorTellsTheEnd(t *testing.T) {
	l, err := Listen(context.Background(), "tcp", "127.0.0.1:0", ListenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	sink := &acceptances{make(chan net.Conn, 1), make(chan error, 1)}
	a := NewAcceptor(brokenListener{l}, sink)
	if err := <-sink.errs; err == nil {
		t.Fatal("no error")
	}
	done := make(chan struct{})
	a.Close(func() { close(done) })
	<-done
}

func TestIPv6Only(t *testing.T) {
	l, err := Listen(context.Background(), "tcp", "[::]:0", ListenOptions{IPv6Only: true})
	if err != nil {
		t.Skipf("no IPv6 on this machine: %v", err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	if nc, err := Dial(context.Background(), "tcp", "127.0.0.1:"+port, nil); err == nil {
		nc.Close()
		t.Fatal("an IPv4 connection was accepted")
	}
}
