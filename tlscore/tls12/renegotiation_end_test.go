package tls12

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"testing"
	"time"
)

// renegotiable makes a connected pair; a hook is called when the peer renegotiates.
func renegotiable(t *testing.T, onclient, onserver func(client, server *Conn)) (client, server *Conn) {
	t.Helper()
	a, b := tcpPair(t)
	s := suiteByID(tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
	cc, sc := clientOf(s, tls.VersionTLS12), serverOf(s, tls.VersionTLS12)
	hook := func(fn func(client, server *Conn)) func(context.Context) error {
		return func(context.Context) error {
			if fn != nil {
				fn(client, server)
			}
			return nil
		}
	}
	cc.AcceptRenegotiation, sc.AcceptRenegotiation = hook(onclient), hook(onserver)
	client, server = Client(a, cc), Server(b, sc)
	mustShake(t, client, server)
	return client, server
}

func wantEnd(t *testing.T, who string, c *Conn) {
	t.Helper()
	if got, err := io.ReadAll(c); err != nil || len(got) > 0 {
		t.Errorf("%s: %q %v", who, got, err)
	}
}

// A server that asks for a renegotiation and then ends does not answer the
// client's hello, which it could not: the connection ends in good order.
func TestServerEndsAfterAsking(t *testing.T) {
	client, server := renegotiable(t, nil, nil)
	asked := make(chan error, 1)
	r, _, err := server.newRenegotiation(context.Background())
	if err == nil {
		err = server.askToRenegotiate(r)
	}
	if err == nil {
		_, err = server.Write([]byte("the rest"))
	}
	if err == nil {
		err = server.CloseWrite()
	}
	if err != nil {
		t.Fatal(err)
	}
	go func() { asked <- server.awaitRenegotiation(context.Background(), r) }()
	if got, err := io.ReadAll(client); err != nil || string(got) != "the rest" {
		t.Errorf("client: %q %v", got, err)
	}
	if err := <-asked; !errors.Is(err, net.ErrClosed) {
		t.Error("the renegotiation:", err)
	}
	if _, err := client.Write([]byte("bye")); err != nil {
		t.Error("the client is held back:", err)
	}
	if err := client.CloseWrite(); err != nil {
		t.Error(err)
	}
	if got, err := io.ReadAll(server); err != nil || string(got) != "bye" {
		t.Errorf("server: %q %v", got, err)
	}
}

// Who ends while its hook considers the peer's wish says nothing after that.
func TestEndInHook(t *testing.T) {
	end := func(c *Conn) {
		if err := c.CloseWrite(); err != nil {
			t.Error(err)
		}
	}
	t.Run("server", func(t *testing.T) {
		client, server := renegotiable(t, nil, func(_, server *Conn) { end(server) })
		over := make(chan struct{})
		go func() { wantEnd(t, "server", server); close(over) }()
		if err := client.Renegotiate(context.Background()); err == nil {
			t.Error("the client has renegotiated with a server that has ended")
		}
		end(client)
		<-over
	})
	t.Run("client", func(t *testing.T) {
		client, server := renegotiable(t, func(client, _ *Conn) { end(client) }, nil)
		over := make(chan struct{})
		go func() { wantEnd(t, "client", client); close(over) }()
		if err := server.Renegotiate(context.Background()); err == nil {
			t.Error("the server has renegotiated with a client that has ended")
		}
		end(server)
		<-over
	})
}

// After close_notify no renegotiation begins, and none is left for a later call
// to wait for.
func TestRenegotiateAfterCloseWrite(t *testing.T) {
	client, server := renegotiable(t, nil, nil)
	for _, c := range []*Conn{client, server} {
		if err := c.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := c.Renegotiate(context.Background()); !errors.Is(err, net.ErrClosed) {
				t.Error(err)
			}
		}
	}
	wantEnd(t, "client", client)
	wantEnd(t, "server", server)
}

// That a peer who has gone does not take the answer is no news: its end is.
func TestPeerGoesDuringRenegotiation(t *testing.T) {
	gone := func(client, server *Conn) {
		client.raw.Close()
		for range 1000 { // until the system knows
			if _, err := server.raw.Write([]byte{0}); err != nil {
				return
			}
			time.Sleep(time.Millisecond)
		}
		t.Error("the socket still takes bytes")
	}
	client, server := renegotiable(t, nil, gone)
	go func() { _ = client.Renegotiate(context.Background()) }()
	if _, err := server.Read(make([]byte, 1)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}
