package tlscore

import (
	"bytes"
	"context"
	"io"
	"math/rand"
	"runtime"
	"testing"
)

// sealable skips where a socket cannot be written to without waiting.
func sealable(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no write without waiting on this system")
	}
}

// TestSealKeepsTheOrder mixes writes that must not wait with others. The reader
// begins when the socket is full.
func TestSealKeepsTheOrder(t *testing.T) {
	sealable(t)
	for _, version := range []uint16{0x0303, 0x0304} {
		p := quickPair(t, version)
		rnd := rand.New(rand.NewSource(3))
		var want bytes.Buffer
		written := make(chan error, 1)
		taken, refused, kept := 0, 0, 0
		full := make(chan struct{})
		go func() {
			written <- func() error {
				for i := 0; i < 800 || kept == 0; i++ {
					b := make([]byte, rnd.Intn(20000))
					if kept == 0 {
						b = make([]byte, 16000)
					}
					rnd.Read(b)
					want.Write(b)
					ok, sent := p.server.Seal(b)
					switch {
					case !ok:
						refused++
						if _, err := p.server.Write(b); err != nil {
							return err
						}
					case !sent:
						if kept++; kept == 1 {
							close(full)
						}
						if again, _ := p.server.Seal([]byte("x")); again {
							t.Error("taken in front of what waits")
						}
						if err := p.server.Flush(); err != nil {
							return err
						}
					default:
						taken++
					}
				}
				return p.server.CloseWrite()
			}()
		}()
		<-full
		got, err := io.ReadAll(p.client)
		if err != nil {
			t.Fatal(err)
		}
		if err := <-written; err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want.Bytes()) {
			t.Fatalf("%#x: the bytes changed on the way", version)
		}
		if taken == 0 || refused == 0 || kept == 0 {
			t.Errorf("%#x: %d were taken, %d refused, %d kept: nothing is tested", version, taken, refused, kept)
		}
	}
}

func TestSealEnd(t *testing.T) {
	sealable(t)
	for _, version := range []uint16{0x0303, 0x0304} {
		p := quickPair(t, version)
		if taken, sent := p.server.Seal([]byte("last")); !taken || !sent {
			t.Fatalf("Seal: %v, %v", taken, sent)
		}
		if done, err := p.server.SealEnd(); !done || err != nil {
			t.Fatalf("SealEnd: %v, %v", done, err)
		}
		if err := p.server.CloseWrite(); err != nil {
			t.Errorf("CloseWrite afterwards: %v", err)
		}
		if taken, _ := p.server.Seal([]byte("x")); taken {
			t.Error("taken after the end")
		}
		got, err := io.ReadAll(p.client)
		if string(got) != "last" || err != nil || p.client.Truncated() != nil {
			t.Fatalf("client read %q, %v, %v", got, err, p.client.Truncated())
		}
		if _, err := p.client.Write([]byte("answer")); err != nil {
			t.Fatal(err)
		}
		answer := make([]byte, 6)
		if _, err := io.ReadFull(p.server, answer); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSealMeetsRenegotiation seals while the other side renegotiates, which moves
// the connection to the second engine.
func TestSealMeetsRenegotiation(t *testing.T) {
	sealable(t)
	client := mustContext(t, trusting(Options{MaxVersion: 0x0303}, "ec"))
	server := mustContext(t, identity(Options{}, "ec"))
	p := shake(t, ClientConfig{Context: client}, ServerConfig{
		Context: server, AcceptRenegotiation: func(context.Context) error { return nil },
	}).mustSucceed(t)
	const total = 2000
	go func() {
		// The server answers a renegotiation while it reads.
		_, _ = io.Copy(io.Discard, p.server)
	}()
	sent := make(chan error, 1)
	go func() {
		sent <- func() error {
			for i := range total {
				b := []byte{byte(i), byte(i >> 8)}
				if taken, all := p.server.Seal(b); !taken {
					if _, err := p.server.Write(b); err != nil {
						return err
					}
				} else if !all {
					if err := p.server.Flush(); err != nil {
						return err
					}
				}
			}
			return nil
		}()
	}()
	renegotiated := make(chan error, 1)
	go func() { renegotiated <- p.client.Renegotiate(context.Background()) }()
	got := make([]byte, 2*total)
	if _, err := io.ReadFull(p.client, got); err != nil {
		t.Fatal(err)
	}
	if err := <-sent; err != nil {
		t.Fatal(err)
	}
	for i := range total {
		if got[2*i] != byte(i) || got[2*i+1] != byte(i>>8) {
			t.Fatalf("message %d came as %v", i, got[2*i:2*i+2])
		}
	}
	// Reading goes on until the handshake is over.
	go func() { _, _ = io.Copy(io.Discard, p.client) }()
	if err := <-renegotiated; err != nil {
		t.Fatalf("renegotiation: %v", err)
	}
}
