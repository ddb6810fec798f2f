package tlscore

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"testing"
	"time"
)

func quickPair(t testing.TB, version uint16) *pair {
	t.Helper()
	client := mustContext(t, trusting(Options{MaxVersion: version}, "ec"))
	server := mustContext(t, identity(Options{}, "ec"))
	return shake(t, ClientConfig{Context: client}, ServerConfig{Context: server}).mustSucceed(t)
}

func TestHalfClose(t *testing.T) {
	for _, version := range []uint16{0x0303, 0x0304} {
		p := quickPair(t, version)
		if _, err := p.client.Write([]byte("question")); err != nil {
			t.Fatal(err)
		}
		if err := p.client.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if err := p.client.CloseWrite(); err != nil {
			t.Errorf("a second CloseWrite: %v", err)
		}
		got, err := io.ReadAll(p.server)
		if string(got) != "question" || err != nil {
			t.Fatalf("server read %q, %v", got, err)
		}
		if p.server.Truncated() != nil {
			t.Error("a close_notify is no truncation")
		}
		if _, err := p.server.Write([]byte("answer")); err != nil {
			t.Fatalf("writing after the peer's close_notify: %v", err)
		}
		if err := p.server.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		got, err = io.ReadAll(p.client)
		if string(got) != "answer" || err != nil || p.client.Truncated() != nil {
			t.Fatalf("client read %q, %v, %v", got, err, p.client.Truncated())
		}
		if _, err := p.client.Write([]byte("x")); err == nil {
			t.Error("a Write after CloseWrite succeeded")
		}
	}
}

// endTransport ends the stream without a close_notify. Close would do it with a
// reset, because the tickets that a TLS 1.3 server sent are still unread.
func endTransport(t *testing.T, c *Conn) {
	t.Helper()
	if err := c.NetConn().(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
}

func TestTruncation(t *testing.T) {
	for _, version := range []uint16{0x0303, 0x0304} {
		p := quickPair(t, version)
		if _, err := p.client.Write([]byte("all")); err != nil {
			t.Fatal(err)
		}
		endTransport(t, p.client)
		got, err := io.ReadAll(p.server)
		if string(got) != "all" || err != nil {
			t.Fatalf("read %q, %v", got, err)
		}
		if e := p.server.Truncated(); e == nil || e.Reason != ReasonUnexpectedEOF || e.Code != "ERR_SSL_UNEXPECTED_EOF_WHILE_READING" {
			t.Errorf("truncation is %v", e)
		}
	}
	// In the middle of a record.
	p := quickPair(t, 0x0304)
	if _, err := p.client.NetConn().Write(unhex("170303400000")); err != nil {
		t.Fatal(err)
	}
	endTransport(t, p.client)
	if _, err := p.server.Read(make([]byte, 1)); err != io.EOF || p.server.Truncated() == nil {
		t.Errorf("read %v, truncation %v", err, p.server.Truncated())
	}
}

// recorder keeps what goes out.
type recorder struct {
	net.Conn
	mu  sync.Mutex
	out bytes.Buffer
}

func (r *recorder) Write(b []byte) (int, error) {
	r.mu.Lock()
	r.out.Write(b)
	r.mu.Unlock()
	return r.Conn.Write(b)
}

func TestNothingFollowsAFatalAlert(t *testing.T) {
	for _, version := range []uint16{0x0303, 0x0304} {
		rc, rs := tcpPair(t)
		out := &recorder{Conn: rs}
		p := shakeOver(t, rc, out,
			ClientConfig{Context: mustContext(t, Options{MaxVersion: version})},
			ServerConfig{Context: mustContext(t, identity(Options{}, "ec"))}).mustSucceed(t)
		out.mu.Lock()
		out.out.Reset()
		out.mu.Unlock()
		forged := append(unhex("1703030040"), make([]byte, 64)...)
		if _, err := rc.Write(forged); err != nil {
			t.Fatal(err)
		}
		_, err := p.server.Read(make([]byte, 1))
		if e := mustReason(t, err, ReasonDecryptionFailed); e.Alert != alertBadRecordMAC || !e.Sent || e.Code != "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC" {
			t.Errorf("%+v", e)
		}
		if err := p.server.CloseWrite(); !errors.Is(err, &Error{Reason: ReasonDecryptionFailed}) {
			t.Errorf("CloseWrite after a fatal alert: %v", err)
		}
		if _, err := p.server.Write([]byte("x")); !errors.Is(err, &Error{Reason: ReasonDecryptionFailed}) {
			t.Errorf("Write after a fatal alert: %v", err)
		}
		if _, err := rs.Write([]byte("x")); err == nil {
			t.Error("the transport is still open")
		}
		out.mu.Lock()
		sent := out.out.Bytes()
		out.mu.Unlock()
		if n := recordHeaderLen + int(sent[3])<<8 + int(sent[4]); n != len(sent) {
			t.Errorf("more than one record went out: %x", sent)
		}
		_, err = p.client.Read(make([]byte, 1))
		if e := mustReason(t, err, "sslv3 alert bad record mac"); e.Alert != alertBadRecordMAC || e.Sent {
			t.Errorf("%+v", e)
		}
	}
}

func TestCloseEndsEverything(t *testing.T) {
	p := quickPair(t, 0x0304)
	ended := make(chan error, 2)
	go func() {
		_, err := p.client.Read(make([]byte, 1))
		ended <- err
	}()
	go func() { // fills every buffer between, then blocks
		var err error
		for err == nil {
			_, err = p.client.Write(make([]byte, 1<<16))
		}
		ended <- err
	}()
	time.Sleep(20 * time.Millisecond)
	p.client.Close()
	p.client.Close()
	for range 2 {
		select {
		case err := <-ended:
			if !errors.Is(err, net.ErrClosed) {
				t.Errorf("ended with %v", err)
			}
		case <-time.After(5 * time.Second):
			t.Fatal("a call outlived Close")
		}
	}
}

func TestDeadlines(t *testing.T) {
	p := quickPair(t, 0x0304)
	p.server.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
	if _, err := p.server.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("got %v", err)
	}
	p.server.SetReadDeadline(time.Time{})
	p.echo(t)
}

func TestNotYet(t *testing.T) {
	_, mine := tcpPair(t)
	c := Client(mine, ClientConfig{Context: mustContext(t, Options{})})
	if c.State() != nil {
		t.Error("there is a state before the handshake")
	}
	if err := c.CloseWrite(); err == nil {
		t.Error("CloseWrite before the handshake succeeded")
	}
	mustReason(t, Client(mine, ClientConfig{}).Handshake(), ReasonBadConfig)
	mustReason(t, Server(mine, ServerConfig{}).Handshake(), ReasonBadConfig)
}

func TestPipeAndByteCounts(t *testing.T) {
	rc, rs := net.Pipe()
	// Up to TLS 1.2: a server of 1.3 ends its handshake by writing a ticket,
	// and a pipe without any buffer wants somebody to read it.
	p := shakeOver(t, rc, rs,
		ClientConfig{Context: mustContext(t, Options{MaxVersion: 0x0303})},
		ServerConfig{Context: mustContext(t, identity(Options{}, "ec"))})
	p.mustSucceed(t).echo(t)
	if p.client.BytesWritten() != p.server.BytesRead() || p.client.BytesWritten() < 50000 {
		t.Errorf("client wrote %d, server read %d", p.client.BytesWritten(), p.server.BytesRead())
	}
	if p.client.RemoteAddr() == nil || p.client.LocalAddr() == nil {
		t.Error("an address is nil")
	}
}

// noAddr is a transport without addresses, as a stream of a script is.
type noAddr struct{ net.Conn }

func (noAddr) LocalAddr() net.Addr  { return nil }
func (noAddr) RemoteAddr() net.Addr { return nil }

func TestTLSInTLS(t *testing.T) {
	for _, version := range []uint16{0x0303, 0x0304} {
		outer := quickPair(t, version)
		inner := shakeOver(t, noAddr{outer.client}, noAddr{outer.server},
			ClientConfig{Context: mustContext(t, Options{})},
			ServerConfig{Context: mustContext(t, identity(Options{}, "rsa"))}).mustSucceed(t)
		inner.echo(t)
		if err := inner.client.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if n, err := io.ReadAll(inner.server); len(n) > 0 || err != nil || inner.server.Truncated() != nil {
			t.Errorf("inner end: %q, %v, %v", n, err, inner.server.Truncated())
		}
		// crypto/tls sets a deadline in the past on its transport after a
		// close_notify; it must not reach a transport that lives on.
		if _, err := outer.client.Write([]byte("still here")); err != nil {
			t.Errorf("the outer connection died with the inner one: %v", err)
		}
	}
}

func TestImplicitHandshake(t *testing.T) {
	rc, rs := tcpPair(t)
	client := Client(rc, ClientConfig{Context: mustContext(t, Options{})})
	server := Server(rs, ServerConfig{Context: mustContext(t, identity(Options{}, "ec"))})
	go client.Write([]byte("hi"))
	got := make([]byte, 2)
	if _, err := io.ReadFull(server, got); err != nil || string(got) != "hi" {
		t.Fatalf("read %q, %v", got, err)
	}
	if err := server.HandshakeContext(context.Background()); err != nil {
		t.Errorf("a second handshake: %v", err)
	}
}
