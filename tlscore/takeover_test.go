package tlscore

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// halting lets a peer's bytes through until it is told to stop in the middle of
// a record.
type halting struct {
	net.Conn
	mu     sync.Mutex
	halted bool
	rest   []byte
}

func (h *halting) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.halted {
		return h.Conn.Write(b)
	}
	if h.rest == nil {
		half := len(b) / 2
		if _, err := h.Conn.Write(b[:half]); err != nil {
			return 0, err
		}
		b = b[half:]
		h.rest = append(h.rest, b...)
		return len(b) + half, nil
	}
	h.rest = append(h.rest, b...)
	return len(b), nil
}

func (h *halting) halt() {
	h.mu.Lock()
	h.halted = true
	h.mu.Unlock()
}

func (h *halting) resume() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.Conn.Write(h.rest)
	h.halted, h.rest = false, nil
	return err
}

// A renegotiation of ours that finds half a record waits for the other half, as
// long as its context lets it.
func TestRenegotiateInsideARecord(t *testing.T) {
	defer goleak.VerifyNone(t)
	for _, comes := range []bool{true, false} {
		for _, reading := range []bool{true, false} {
			rc, rs := tcpPair(t)
			h := &halting{Conn: rc}
			o := Options{MaxVersion: 0x0303}
			p := shakeOver(t, h, rs, ClientConfig{Context: mustContext(t, trusting(o, "rsa"))},
				ServerConfig{Context: mustContext(t, identity(o, "rsa"))}).mustSucceed(t)
			h.halt()
			if _, err := p.client.Write([]byte("a record in two halves")); err != nil {
				t.Fatal(err)
			}
			got := make(chan string, 1)
			read := func() {
				b := make([]byte, 22)
				_, _ = io.ReadFull(p.server, b)
				got <- string(b)
			}
			if reading {
				go read()
			}
			limit := time.Minute
			if !comes {
				limit = 100 * time.Millisecond
			}
			ctx, cancel := context.WithTimeout(context.Background(), limit)
			done := make(chan error, 1)
			go func() { done <- p.server.Renegotiate(ctx) }()
			if !comes {
				mustReason(t, <-done, ReasonHandshakeTimeout)
				cancel()
				if reading {
					<-got
				}
				continue
			}
			time.Sleep(20 * time.Millisecond) // let it find the half
			if err := h.resume(); err != nil {
				t.Fatal(err)
			}
			go func() { _, _ = io.Copy(io.Discard, p.client) }()
			if err := <-done; err != nil {
				t.Fatalf("reading %v: %v", reading, err)
			}
			cancel()
			if !reading {
				go read()
			}
			if s := <-got; s != "a record in two halves" {
				t.Errorf("reading %v: %q", reading, s)
			}
			p.server.Close()
			p.client.Close()
		}
	}
}

// Both sides begin at once, again and again.
func TestBothRenegotiate(t *testing.T) {
	for _, suite := range []string{"ECDHE-RSA-AES128-GCM-SHA256", "AES128-SHA"} {
		p := renegotiationCase{version: 0x0303, suite: suite, key: "rsa"}.connect(t)
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		var readers, askers sync.WaitGroup
		for _, end := range []*Conn{p.client, p.server} {
			readers.Go(func() { _, _ = io.Copy(io.Discard, end) })
			askers.Go(func() {
				for range 3 {
					if err := end.Renegotiate(ctx); err != nil {
						t.Errorf("%s: %v", suite, err)
					}
					if _, err := end.Write(make([]byte, 40_000)); err != nil {
						t.Errorf("%s: %v", suite, err)
					}
				}
			})
		}
		askers.Wait()
		p.client.Close()
		p.server.Close()
		readers.Wait()
	}
}

// A server cannot keep a client busy with renegotiations.
func TestServerRenegotiatesForEver(t *testing.T) {
	now := time.Now()
	o := Options{MaxVersion: 0x0303, Clock: func() time.Time { return now }}
	p := shake(t, ClientConfig{Context: mustContext(t, trusting(o, "ec"))}, ServerConfig{Context: mustContext(t, identity(o, "ec"))}).mustSucceed(t)
	ended := make(chan error, 1)
	go func() {
		_, err := io.Copy(io.Discard, p.client)
		ended <- err
	}()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for range maxRenegotiations {
		if err := p.server.Renegotiate(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.server.Renegotiate(ctx); err == nil {
		t.Error("there is no limit")
	}
	if e := mustReason(t, <-ended, ReasonNoRenegotiation); e.Kind != KindPeer || !errors.Is(e, errTooMany) {
		t.Errorf("%+v", e)
	}
	accept := limitRenegotiations(func() time.Time { return now })
	for range 3 * maxRenegotiations {
		now = now.Add(renegotiationWindow / maxRenegotiations)
		if err := accept(ctx); err != nil {
			t.Fatalf("a server that asks now and then: %v", err)
		}
	}
}

// A Write that waits for a renegotiation that does not get on ends at its
// deadline, whether that was set before or after.
func TestWriteDeadlineInsideARenegotiation(t *testing.T) {
	for _, before := range []bool{true, false} {
		rc, rs := tcpPair(t)
		h := &halting{Conn: rs}
		o := Options{MaxVersion: 0x0303}
		p := shakeOver(t, rc, h, ClientConfig{Context: mustContext(t, trusting(o, "rsa"))},
			ServerConfig{Context: mustContext(t, identity(o, "rsa")), AcceptRenegotiation: func(context.Context) error { return nil }}).mustSucceed(t)
		soon := time.Now().Add(300 * time.Millisecond)
		if before {
			if err := p.client.SetWriteDeadline(soon); err != nil {
				t.Fatal(err)
			}
		}
		h.halt() // the server's answer stays half
		ended := make(chan struct{}, 2)
		go func() {
			_, _ = p.server.Read(make([]byte, 1))
			ended <- struct{}{}
		}()
		go func() {
			_ = p.client.Renegotiate(context.Background())
			ended <- struct{}{}
		}()
		for p.client.second.Load() == nil {
			time.Sleep(time.Millisecond)
		}
		if !before {
			if err := p.client.SetWriteDeadline(soon); err != nil {
				t.Fatal(err)
			}
		}
		var err error
		for err == nil { // until the ClientHello is out
			_, err = p.client.Write([]byte("x"))
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("before %v: %v", before, err)
		}
		p.client.Close()
		p.server.Close()
		<-ended
		<-ended
	}
}
