package tlscore

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"testing"
	"time"
)

// recordedHello is what a real client says first, record header and all.
func recordedHello(t testing.TB) []byte {
	t.Helper()
	a, b := net.Pipe()
	defer b.Close()
	go func() {
		defer a.Close()
		_ = tls.Client(a, &tls.Config{ServerName: "localhost", NextProtos: []string{"h2"}}).Handshake() // fails: nobody answers
	}()
	buf := make([]byte, 1<<14)
	n, err := b.Read(buf)
	if err != nil || n < 200 {
		t.Fatalf("recorded %d bytes, %v", n, err)
	}
	return buf[:n]
}

// collector is a recordSink that keeps what it sees, for comparison.
type collector struct {
	records []byte
	bodies  []byte
}

func (c *collector) record(kind uint8, length int) {
	c.records = append(c.records, kind, byte(length>>8), byte(length))
}

func (c *collector) fragment(_ uint8, b []byte) { c.bodies = append(c.bodies, b...) }

// However a stream is cut, its records are the same.
func FuzzRecordFollower(f *testing.F) {
	f.Add(unhex("1603030002aabb1403030001011603030001cc1703030003010203"), uint8(1))
	f.Add(unhex("160303000016030300001703030000"), uint8(3))
	f.Add(recordedHello(f), uint8(7))
	f.Fuzz(func(t *testing.T, stream []byte, step uint8) {
		whole, cut := &collector{}, &collector{}
		a, b := recordFollower{sink: whole, watch: true}, recordFollower{sink: cut, watch: true}
		passedA := a.follow(stream, false)
		passedB := 0
		for at := 0; at < len(stream); {
			end := min(len(stream), at+1+int(step))
			n := b.follow(stream[at:end], false)
			passedB += n
			if n < end-at {
				break
			}
			at = end
		}
		if passedA != passedB || !bytes.Equal(whole.records, cut.records) || !bytes.Equal(whole.bodies, cut.bodies) || a.sinceCCS != b.sinceCCS {
			t.Fatalf("whole: %d passed %x, cut: %d passed %x", passedA, whole.records, passedB, cut.records)
		}
		if passedA < len(stream) && stream[passedA] != recordHandshake {
			t.Fatalf("stopped before a record of type %d", stream[passedA])
		}
	})
}

func FuzzClientHello(f *testing.F) {
	f.Add(recordedHello(f)[recordHeaderLen:])
	f.Add(unhex("01000000"))
	f.Fuzz(func(t *testing.T, message []byte) {
		if len(message) < 4 {
			return
		}
		hello, err := parseClientHello(message)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Kind != KindPeer || e.Alert == 0 {
				t.Fatalf("%v", err)
			}
			return
		}
		if len(hello.random) != 32 || len(hello.sessionID) > 32 {
			t.Fatalf("%+v", hello)
		}
	})
}

func FuzzSession(f *testing.F) {
	s := &session{version: 0x0303, suite: 0xc02b, secret: make([]byte, 48), created: time.Unix(1700000000, 0), timeout: time.Hour,
		extendedMS: true, group: 29, context: []byte("c"), serverName: "n", alpn: "p", lifetime: 7200, ticket: []byte("t"),
		chain: [][]byte{unhex("3003020101"), {1, 2, 3}}}
	der, err := s.der()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(der)
	f.Fuzz(func(t *testing.T, der []byte) {
		s, err := parseSession(der)
		if err != nil {
			return
		}
		_, _ = s.state()
		_, _ = s.certificates()
		if again, err := s.der(); err == nil {
			if _, err := parseSession(again); err != nil {
				t.Fatalf("what we wrote cannot be read: %v\n%x", err, again)
			}
		}
	})
}

func FuzzTicket(f *testing.F) {
	c, err := NewContext(Options{TicketKeys: make([]byte, ticketKeyLen)})
	if err != nil {
		f.Fatal(err)
	}
	sealed, err := c.tickets.seal([]byte("plain"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed)
	f.Fuzz(func(t *testing.T, ticket []byte) {
		if plain := c.tickets.open(ticket); plain != nil && string(plain) != "plain" {
			t.Fatalf("a forged ticket was opened: %q", plain)
		}
	})
}

// scripted is a peer that says something and hears everything.
type scripted struct {
	io.Reader
	net.Conn
}

func (s scripted) Read(b []byte) (int, error)  { return s.Reader.Read(b) }
func (s scripted) Write(b []byte) (int, error) { return len(b), nil }
func (s scripted) Close() error                { return nil }
func (s scripted) LocalAddr() net.Addr         { return nil }
func (s scripted) RemoteAddr() net.Addr        { return nil }

// Whatever a peer says first, a handshake ends with a named error.
func FuzzPeer(f *testing.F) {
	hello := recordedHello(f)
	f.Add(hello, true)
	f.Add(append(bytes.Clone(hello), unhex("140303000101")...), false)
	for _, r := range rawPeers {
		f.Add(r.bytes, !r.client)
	}
	pair := testPairs()["ec"]
	ctx, err := NewContext(Options{Certs: [][]byte{pair.cert}, Keys: []Key{{PEM: pair.key}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, says []byte, toServer bool) {
		transport := scripted{Reader: bytes.NewReader(says)}
		c := Client(transport, ClientConfig{Context: ctx})
		if toServer {
			c = Server(transport, ServerConfig{Context: ctx})
		}
		err := c.HandshakeContext(context.Background())
		var e *Error
		if !errors.As(err, &e) || e.Kind == 0 || e.Reason == "" {
			t.Fatalf("%T %v", err, err)
		}
		if e.Kind == KindInternal || e.Kind == KindCaller {
			t.Fatalf("the peer's bytes were blamed on %v: %v", e.Kind, e)
		}
	})
}
