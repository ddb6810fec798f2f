package transport

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"testing"
	"time"
)

// mirror is an owner that feeds back what it gets.
type mirror struct {
	mu     sync.Mutex
	d      *Duplex
	events []string
	hold   []func(error)
	slow   bool
}

func (m *mirror) note(s string) {
	m.mu.Lock()
	m.events = append(m.events, s)
	m.mu.Unlock()
}

func (m *mirror) Output(b []byte, ack func(error)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.slow {
		m.hold = append(m.hold, ack)
		return
	}
	m.d.Feed(b)
	ack(nil)
}
func (m *mirror) OutputEnd() { m.note("end"); m.d.FeedEOF() }
func (m *mirror) Wanted()    { m.note("wanted") }
func (m *mirror) Closed()    { m.note("closed") }

func newMirror() (*mirror, *Duplex) {
	m := &mirror{}
	m.d = NewDuplex(m, nil, nil)
	return m, m.d
}

func TestDuplexRoundTrip(t *testing.T) {
	m, d := newMirror()
	want := bytes.Repeat([]byte("0123456789"), 50_000)
	if n, err := d.Write(want); n != len(want) || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	d.CloseWrite()
	d.CloseWrite()
	got, err := io.ReadAll(d)
	if err != nil || !bytes.Equal(got, want) {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	if _, err := d.Write([]byte("x")); !errors.Is(err, io.ErrClosedPipe) {
		t.Fatalf("write after the end: %v", err)
	}
	d.Close()
	d.Close()
	if got := m.events; len(got) != 2 || got[0] != "end" || got[1] != "closed" {
		t.Fatalf("events %q", got)
	}
}

func TestDuplexDeadlines(t *testing.T) {
	m, d := newMirror()
	m.slow = true
	defer d.Close()
	d.SetReadDeadline(time.Now().Add(5 * time.Millisecond))
	if _, err := d.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal(err)
	}
	d.SetWriteDeadline(time.Now().Add(5 * time.Millisecond))
	if _, err := d.Write([]byte("x")); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal(err)
	}
	var ne net.Error
	if _, err := d.Read(make([]byte, 1)); !errors.As(err, &ne) || !ne.Timeout() {
		t.Fatal(err)
	}
	d.SetDeadline(time.Time{})
	go func() {
		time.Sleep(5 * time.Millisecond)
		d.Feed([]byte("late"))
	}()
	buf := make([]byte, 8)
	if n, err := d.Read(buf); err != nil || string(buf[:n]) != "late" {
		t.Fatalf("%q %v", buf[:n], err)
	}
	// A deadline in the past ends a Read that waits.
	go func() {
		time.Sleep(5 * time.Millisecond)
		d.SetReadDeadline(time.Unix(1, 0))
	}()
	if _, err := d.Read(buf); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal(err)
	}
}

func TestDuplexCloseEndsBlockedCalls(t *testing.T) {
	m, d := newMirror()
	m.slow = true
	errs := make(chan error, 2)
	go func() { _, err := d.Read(make([]byte, 1)); errs <- err }()
	go func() { _, err := d.Write([]byte("x")); errs <- err }()
	time.Sleep(5 * time.Millisecond)
	d.Close()
	for range 2 {
		if err := <-errs; !errors.Is(err, net.ErrClosed) {
			t.Fatal(err)
		}
	}
}

func TestDuplexErrorAfterBytes(t *testing.T) {
	_, d := newMirror()
	defer d.Close()
	broken := errors.New("broken")
	d.Feed([]byte("ab"))
	d.FeedError(broken)
	d.FeedEOF()
	got, err := io.ReadAll(d)
	if string(got) != "ab" || err != broken {
		t.Fatalf("%q %v", got, err)
	}
}

func TestDuplexUnderAConn(t *testing.T) {
	m, d := newMirror()
	c, r := pump(t, d)
	c.ReadStart()
	for range 100 {
		c.Write([]byte("ping"), nil)
	}
	r.until(t, "echo", func() bool { return r.data.Len() == 400 })
	c.CloseWrite(nil)
	r.until(t, "end", func() bool { return r.ended })
	if m.events[0] != "wanted" {
		t.Fatalf("events %q", m.events)
	}
}
