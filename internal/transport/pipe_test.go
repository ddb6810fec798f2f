package transport

import (
	"bytes"
	"crypto/rand"
	"io"
	"net"
	"testing"
	"time"
)

func TestPipeEcho(t *testing.T) {
	kinds(t, func(t *testing.T, a, b net.Conn) {
		c, r := pump(t, a)
		p, err := Pipe(c, c, nil, nil, func(err error) { t.Error(err) })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Pipe(c, c, nil, nil, nil); err != ErrPiped {
			t.Fatalf("second pipe: %v", err)
		}
		c.ReadStart()
		want := make([]byte, 5<<20)
		rand.Read(want)
		go b.Write(want)
		got := make([]byte, len(want))
		if _, err := io.ReadFull(b, got); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("echo differs: %v", err)
		}
		if n := p.Stop(); n != int64(len(want)) {
			t.Fatalf("moved %d", n)
		}
		go b.Write([]byte("now to the sink"))
		r.until(t, "sink", func() bool { return r.data.String() == "now to the sink" })
	})
}

// TestPipeStopKeepsOrder stops in full flow: what came before went through, what
// came after reaches the sink, and both together are everything.
func TestPipeStopKeepsOrder(t *testing.T) {
	a, far := tcpPair(t)
	b, reader := tcpPair(t)
	src, r := pump(t, a)
	dst, _ := pump(t, b)
	p, err := Pipe(dst, src, nil, nil, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	src.ReadStart()
	want := make([]byte, 8<<20)
	rand.Read(want)
	go func() {
		far.Write(want)
		far.Close()
	}()
	received := make(chan []byte)
	go func() {
		got, _ := io.ReadAll(reader)
		received <- got
	}()
	for p.Moved() < 1<<20 {
		time.Sleep(time.Millisecond)
	}
	moved := p.Stop()
	dst.Write([]byte("mark"), nil)
	r.until(t, "end", func() bool { return r.ended })
	dst.CloseWrite(nil)
	got := <-received
	if int64(len(got)) != moved+4 || string(got[moved:]) != "mark" {
		t.Fatalf("%d bytes at the far end, %d moved", len(got), moved)
	}
	if !bytes.Equal(append(got[:moved:moved], r.data.Bytes()...), want) {
		t.Fatal("bytes were lost or changed")
	}
}

func TestPipeAsksTheOwner(t *testing.T) {
	a, _ := tcpPair(t)
	c, _ := pump(t, a)
	if _, err := Pipe(c, c, nil, func() ([][]byte, bool) { return nil, false }, nil); err != ErrBusy {
		t.Fatalf("got %v", err)
	}
	p, err := Pipe(c, c, nil, func() ([][]byte, bool) { return nil, true }, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	p.Stop()
}

func TestPipeBackPressure(t *testing.T) {
	a, far := tcpPair(t)
	b, reader := tcpPair(t)
	src, _ := pump(t, a)
	dst, _ := pump(t, b)
	if _, err := Pipe(dst, src, nil, nil, func(error) {}); err != nil {
		t.Fatal(err)
	}
	src.ReadStart()
	done := make(chan struct{})
	go func() {
		far.Write(make([]byte, 64<<20))
		close(done)
	}()
	select {
	case <-done:
		t.Fatal("64 MiB were swallowed while nobody read")
	case <-time.After(150 * time.Millisecond):
	}
	if q := dst.QueuedBytes(); q > InFlight+chunkSize {
		t.Fatalf("%d bytes queued", q)
	}
	go io.Copy(io.Discard, reader)
	<-done
}

func TestPipeTellsOfAFailedTarget(t *testing.T) {
	a, far := tcpPair(t)
	b, reader := tcpPair(t)
	src, r := pump(t, a)
	dst, _ := pump(t, b)
	failed := make(chan error, 10)
	p, err := Pipe(dst, src, nil, nil, func(err error) { failed <- err })
	if err != nil {
		t.Fatal(err)
	}
	reader.(*net.TCPConn).SetLinger(0)
	reader.Close()
	src.ReadStart()
	go func() {
		for {
			if _, err := far.Write(make([]byte, 1000)); err != nil {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	if code := Describe(<-failed).Code; code != "EPIPE" && code != "ECONNRESET" {
		t.Fatalf("code %s", code)
	}
	p.Stop()
	r.until(t, "bytes at the source's own sink", func() bool { return r.data.Len() > 10_000 })
	if len(failed) != 0 {
		t.Fatal("failed called twice")
	}
}

// The source's reader writes to the target itself. What ends the source does not
// wait for the target's peer all the same, and what was moved still arrives.
func TestPipeSourceEndsWhileTheTargetStalls(t *testing.T) {
	for name, end := range map[string]func(src *Conn, p *Piping){
		"close":  func(src *Conn, _ *Piping) { src.CloseWait() },
		"detach": func(src *Conn, _ *Piping) { d, _ := src.Detach(); d.Close() },
		"stop":   func(_ *Conn, p *Piping) { p.Stop() },
	} {
		t.Run(name, func(t *testing.T) {
			a, far := tcpPair(t)
			b, reader := net.Pipe() // takes nothing that nobody reads
			defer reader.Close()
			src, _ := pump(t, a)
			dst, _ := pump(t, b)
			p, err := Pipe(dst, src, nil, nil, func(error) {})
			if err != nil {
				t.Fatal(err)
			}
			src.ReadStart()
			if _, err := far.Write(make([]byte, 1000)); err != nil {
				t.Fatal(err)
			}
			for p.Moved() < 1000 {
				time.Sleep(time.Millisecond)
			}
			end(src, p)
			if _, err := io.ReadFull(reader, make([]byte, 1000)); err != nil {
				t.Error(err)
			}
			closeWait(t, dst)
		})
	}
}
