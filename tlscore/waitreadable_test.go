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

// joiner keeps what is written until it is sent in one piece.
type joiner struct {
	net.Conn
	joins bool
	kept  []byte
}

func (j *joiner) Write(b []byte) (int, error) {
	if !j.joins {
		return j.Conn.Write(b)
	}
	j.kept = append(j.kept, b...)
	return len(b), nil
}

// Records that have come together are seen without asking the transport.
func TestHasAhead(t *testing.T) {
	for _, version := range []uint16{0x0303, 0x0304} {
		rc, rs := tcpPair(t)
		out := &joiner{Conn: rc}
		p := shakeOver(t, out, rs,
			ClientConfig{Context: mustContext(t, trusting(Options{MaxVersion: version}, "ec"))},
			ServerConfig{Context: mustContext(t, identity(Options{}, "ec"))}).mustSucceed(t)
		if p.server.HasAhead() {
			t.Fatal("nothing was sent")
		}
		out.joins = true
		want := []string{"one", "two", strings.Repeat("x", 5000), "four"}
		for _, text := range want {
			if _, err := io.WriteString(p.client, text); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := rc.Write(out.kept); err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, 1<<16)
		for i, text := range want {
			if err := p.server.WaitReadable(); err != nil {
				t.Fatal(err)
			}
			n, err := p.server.Read(buf)
			if string(buf[:n]) != text || err != nil {
				t.Fatalf("read %q, %v", buf[:n], err)
			}
			for range 2 {
				if more := i < len(want)-1; p.server.HasAhead() != more {
					t.Errorf("%x: HasAhead after record %d is %v", version, i, !more)
				}
			}
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
