package transport

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net"
	"testing"
	"time"
)

func TestDetachLosesNothing(t *testing.T) {
	kinds(t, func(t *testing.T, a, b net.Conn) {
		c, r := pump(t, a)
		c.ReadStart()
		go func() {
			rnd := rand.New(rand.NewSource(3))
			for i := range 3000 {
				fmt.Fprintf(b, "%d\n", i)
				if rnd.Intn(100) == 0 {
					time.Sleep(time.Millisecond)
				}
			}
			b.(interface{ CloseWrite() error }).CloseWrite()
		}()
		r.until(t, "some bytes", func() bool { return r.data.Len() > 1000 })
		d, err := c.Detach()
		if err != nil {
			t.Fatal(err)
		}
		r.mu.Lock()
		head := r.data.String()
		r.mu.Unlock()
		d.Unread([]byte(head))
		rest, err := io.ReadAll(d)
		if err != nil {
			t.Fatal(err)
		}
		want := ""
		for i := range 3000 {
			want += fmt.Sprintf("%d\n", i)
		}
		if string(rest) != want {
			t.Fatalf("%d bytes instead of %d", len(rest), len(want))
		}
		if _, err := c.Detach(); !errors.Is(err, net.ErrClosed) {
			t.Fatalf("second detach: %v", err)
		}
		closeWait(t, c)
		if _, err := d.Write([]byte("still open")); err != nil {
			t.Fatalf("closing the pump closed what it had handed over: %v", err)
		}
	})
}

func TestDetachWhileWaiting(t *testing.T) {
	kinds(t, func(t *testing.T, a, b net.Conn) {
		c, _ := pump(t, a)
		c.ReadStart()
		time.Sleep(10 * time.Millisecond)
		d, err := c.Detach()
		if err != nil {
			t.Fatal(err)
		}
		go b.Write([]byte("after"))
		buf := make([]byte, 10)
		n, err := d.Read(buf)
		if err != nil || string(buf[:n]) != "after" {
			t.Fatalf("got %q, %v", buf[:n], err)
		}
		d.SetReadDeadline(time.Now().Add(time.Millisecond))
		if _, err := d.Read(buf); Describe(err).Code != "ETIMEDOUT" {
			t.Fatalf("deadline: %v", err)
		}
	})
}

// Whoever has taken the connection may have closed it, for a reason that he tells:
// that the pump wanted to end it is no error then.
func TestDetachedAndClosedEndsWithoutError(t *testing.T) {
	kinds(t, func(t *testing.T, a, _ net.Conn) {
		c, _ := pump(t, a)
		d, err := c.Detach()
		if err != nil {
			t.Fatal(err)
		}
		d.Close()
		done := make(chan error, 1)
		c.CloseWrite(func(err error) { done <- err })
		if err := <-done; err != nil {
			t.Errorf("end of a connection that was closed: %v", err)
		}
	})
}

func TestDetachWritesAfterTheQueue(t *testing.T) {
	a, b := tcpPair(t)
	c, _ := pump(t, a)
	const size = 8 << 20
	c.Write(make([]byte, size), nil)
	d, err := c.Detach()
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		d.Write([]byte("END"))
		d.CloseWrite()
	}()
	got, err := io.ReadAll(b)
	if err != nil || len(got) != size+3 || string(got[size:]) != "END" {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
}

// TestDetachForTLS is STARTTLS: the plain pump ends in the middle, TLS goes on.
func TestDetachForTLS(t *testing.T) {
	a, b := tcpPair(t)
	c, r := pump(t, a)
	c.ReadStart()
	go func() {
		b.Write([]byte("220 go ahead\r\n"))
		srv := tls.Server(b, &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return nil, errors.New("enough seen")
		}})
		srv.Handshake()
	}()
	r.until(t, "greeting", func() bool { return r.data.Len() == 14 })
	d, err := c.Detach()
	if err != nil {
		t.Fatal(err)
	}
	cl := tls.Client(d, &tls.Config{InsecureSkipVerify: true})
	var alert tls.AlertError
	if err := cl.Handshake(); !errors.As(err, &alert) && err.Error() != "remote error: tls: internal error" {
		t.Fatalf("the handshake did not reach the server: %v", err)
	}
}
