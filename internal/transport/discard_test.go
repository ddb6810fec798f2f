package transport

import (
	"errors"
	"io"
	"net"
	"syscall"
	"testing"
	"time"
)

// closeWithUnread has a peer write n bytes to a connection that prepare sees
// before it is closed, and returns what the peer then reads.
func closeWithUnread(t *testing.T, n int, prepare func(net.Conn)) error {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ours, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	peer, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer peer.Close()
	if _, err := peer.Write(make([]byte, n)); err != nil {
		t.Fatal(err)
	}
	if err := WaitReadable(ours); err != nil {
		t.Fatal(err)
	}
	prepare(ours)
	ours.Close()
	_ = peer.SetReadDeadline(time.Now().Add(5 * time.Second))
	_, err = peer.Read(make([]byte, 1))
	return err
}

func TestDiscard(t *testing.T) {
	if !haveRawRead {
		t.Skip("sockets cannot be read without waiting here")
	}
	if err := closeWithUnread(t, 1000, func(net.Conn) {}); !errors.Is(err, syscall.ECONNRESET) {
		t.Skip("this system does not reset a connection with unread bytes: ", err)
	}
	for name, prepare := range map[string]func(net.Conn){
		"socket":   Discard,
		"detached": func(c net.Conn) { Discard(&Detached{Conn: c}) },
		"while somebody reads": func(c net.Conn) {
			Discard(c)
			reading := make(chan struct{})
			go func() { close(reading); _, _ = c.Read(make([]byte, 1)) }()
			<-reading
			Discard(c)
		},
	} {
		if err := closeWithUnread(t, 1000, prepare); err != io.EOF {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := closeWithUnread(t, maxDiscarded+1, Discard); !errors.Is(err, syscall.ECONNRESET) {
		t.Error("more than the limit:", err)
	}
	// What is no socket, or closed, is left alone.
	a, b := net.Pipe()
	defer b.Close()
	Discard(a)
	a.Close()
	_ = closeWithUnread(t, 1, func(c net.Conn) { c.Close(); Discard(c) })
}
