package tlscore

import (
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"time"
)

func TestWaitReadable(t *testing.T) {
	for _, version := range []uint16{0x0303, 0x0304} {
		p := quickPair(t, version)
		ready := make(chan error, 1)
		go func() { ready <- p.server.WaitReadable() }()
		select {
		case err := <-ready:
			t.Fatalf("nothing was sent, got %v", err)
		case <-time.After(20 * time.Millisecond):
		}
		buf := make([]byte, 1<<16)
		for i, text := range []string{"a", "bc", strings.Repeat("x", 16384)} {
			if _, err := io.WriteString(p.client, text); err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				if err := <-ready; err != nil {
					t.Fatal(err)
				}
			}
			for range 2 { // a second call returns at once
				if err := p.server.WaitReadable(); err != nil {
					t.Fatal(err)
				}
			}
			n, err := p.server.Read(buf)
			if string(buf[:n]) != text || err != nil {
				t.Fatalf("read %d bytes of %d, %v", n, len(text), err)
			}
		}
		p.server.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
		if err := p.server.WaitReadable(); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("deadline: %v", err)
		}
		p.server.SetReadDeadline(time.Time{})
		io.WriteString(p.client, "bye")
		p.client.CloseWrite()
		if err := p.server.WaitReadable(); err != nil {
			t.Fatal(err)
		}
		if rest, err := io.ReadAll(p.server); string(rest) != "bye" || err != nil {
			t.Errorf("rest %q, %v", rest, err)
		}
		if err := p.server.WaitReadable(); err != io.EOF {
			t.Errorf("end: %v", err)
		}
	}
}

// A byte at a time, with and without waiting, nothing is lost or doubled.
func TestWaitReadableMixed(t *testing.T) {
	p := quickPair(t, 0x0304)
	text := strings.Repeat("0123456789", 4000)
	go func() {
		io.WriteString(p.client, text)
		p.client.CloseWrite()
	}()
	var got strings.Builder
	for i := 0; ; i++ {
		if i%3 != 0 {
			if err := p.server.WaitReadable(); err != nil && err != io.EOF {
				t.Fatal(err)
			}
		}
		buf := make([]byte, 1+i%7)
		n, err := p.server.Read(buf)
		got.Write(buf[:n])
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if got.String() != text {
		t.Errorf("read %d bytes of %d", got.Len(), len(text))
	}
}

func TestWriteAfterCloseWrite(t *testing.T) {
	p := quickPair(t, 0x0304)
	if err := p.server.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.server.Write([]byte("x")); !errors.Is(err, net.ErrClosed) {
		t.Errorf("got %v", err)
	}
	if _, err := io.WriteString(p.client, "still read"); err != nil {
		t.Fatal(err)
	}
	if n, err := p.server.Read(make([]byte, 20)); n != 10 || err != nil {
		t.Errorf("read %d, %v", n, err)
	}
}
