package transport

import (
	"net"
	"strings"
	"sync"
	"testing"
)

// driven is a recorder with an owner that works in Drive.
type driven struct {
	*recorder
	mu    sync.Mutex
	calls []string
	work  func()
}

func (d *driven) note(s string) {
	d.mu.Lock()
	d.calls = append(d.calls, s)
	d.mu.Unlock()
}

func (d *driven) Hold()         { d.note("hold") }
func (d *driven) Data(b []byte) { d.note("data"); d.recorder.Data(b) }
func (d *driven) End()          { d.note("end"); d.recorder.End() }

func (d *driven) Drive() {
	d.note("drive")
	if d.work != nil {
		d.work()
	}
	d.tell()
}

func (d *driven) pump(nc net.Conn) *Conn {
	d.recorder = newRecorder()
	d.conn = New(nc, d)
	return d.conn
}

// count counts the calls of a kind.
func (d *driven) count(kind string) (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range d.calls {
		if c == kind {
			n++
		}
	}
	return n
}

func TestDriverIsAskedAfterSmallReads(t *testing.T) {
	kinds(t, func(t *testing.T, a, b net.Conn) {
		defer a.Close()
		d := &driven{}
		c := d.pump(b)
		defer closeWait(t, c)
		c.ReadStart()
		for i := range 3 {
			if _, err := a.Write([]byte("small")); err != nil {
				t.Fatal(err)
			}
			d.until(t, "a drive after data", func() bool { return d.count("drive") > i })
		}
		if d.count("data") != d.count("hold") || d.count("hold") != d.count("drive") {
			t.Errorf("calls: %v", d.calls)
		}
		for i, want := range []string{"hold", "data", "drive"} {
			if d.calls[i] != want {
				t.Errorf("call %d is %s, want %s", i, d.calls[i], want)
			}
		}
	})
}

// Whatever the owner wants of its connection it may do in Drive.
func TestDriverMayDoAnything(t *testing.T) {
	for name, work := range map[string]func(c *Conn){
		"stop":   func(c *Conn) { c.ReadStop(); c.ReadStart() },
		"detach": func(c *Conn) { _, _ = c.Detach() },
		"close":  func(c *Conn) { c.Close(nil) },
		"write":  func(c *Conn) { _, _ = c.TryWrite([]byte("x")) },
		"pipe": func(c *Conn) {
			p, err := Pipe(c, c, nil, nil, func(error) {})
			if err == nil {
				p.Stop()
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := tcpPair(t)
			defer a.Close()
			d := &driven{}
			c := d.pump(b)
			d.work = func() { work(c) }
			c.ReadStart()
			if _, err := a.Write([]byte("small")); err != nil {
				t.Fatal(err)
			}
			d.until(t, "a drive", func() bool { return d.count("drive") > 0 })
			closeWait(t, c)
			_ = b.Close() // after Detach it is not the Conn's
		})
	}
}

// Once the end has been told nothing of the reader is left to wait for.
func TestDriverFindsTheReaderGoneAfterTheEnd(t *testing.T) {
	a, b := tcpPair(t)
	d := &driven{}
	c := d.pump(b)
	closed := make(chan bool, 1)
	d.work = func() {
		if d.count("end") > 0 {
			closed <- c.TryClose()
		}
	}
	c.ReadStart()
	_ = a.Close()
	if !<-closed {
		t.Error("the reader is still there")
	}
	closeWait(t, c)
}

// A read that fills a buffer is not driven: reading goes on meanwhile.
func TestDriverIsNotAskedForBulk(t *testing.T) {
	a, b := tcpPair(t)
	defer a.Close()
	d := &driven{}
	k := chunk{buf: new([chunkSize]byte)}
	k.b = k.buf[:]
	c := d.pump(b)
	c.held = k
	c.ReadStart()
	d.until(t, "the bulk", func() bool { return d.data.Len() == chunkSize })
	if n := d.count("hold"); n != 0 {
		t.Errorf("held %d times", n)
	}
	closeWait(t, c)
}

// ahead is a connection that has read more than it returns at once.
type ahead struct {
	net.Conn
	pieces []string
}

func (a *ahead) HasAhead() bool { return len(a.pieces) > 0 }

func (a *ahead) WaitReadable() error {
	if a.HasAhead() {
		return nil
	}
	return WaitReadable(a.Conn)
}

func (a *ahead) Read(b []byte) (int, error) {
	if !a.HasAhead() {
		return a.Conn.Read(b)
	}
	n := copy(b, a.pieces[0])
	a.pieces = a.pieces[1:]
	return n, nil
}

// Messages that have come together are told before the owner works on the first.
func TestDriverIsAskedAfterAllThatHasCome(t *testing.T) {
	half := strings.Repeat("x", driveLimit/2+1)
	for name, c := range map[string]struct {
		pieces []string
		want   string
	}{
		"small":               {[]string{"one", "two", "three"}, "hold data data data drive"},
		"more than is driven": {[]string{half, half, "one", "two"}, "hold data data drive hold data data drive"},
		"bulk last":           {[]string{"one", half + half}, "hold data data drive"},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := tcpPair(t)
			defer a.Close()
			d := &driven{}
			pump := d.pump(&ahead{Conn: b, pieces: c.pieces})
			pump.ReadStart()
			d.until(t, "the last drive", func() bool { return d.count("drive") == strings.Count(c.want, "drive") })
			if got := strings.Join(d.calls, " "); got != c.want {
				t.Errorf("calls %q, want %q", got, c.want)
			}
			closeWait(t, pump)
		})
	}
}

func TestHasUnread(t *testing.T) {
	if !haveRawRead {
		t.Skip("sockets cannot be looked at without waiting here")
	}
	a, b := tcpPair(t)
	r := newRecorder()
	r.conn = New(&ahead{Conn: b}, r) // no socket of the system's, and none below
	if _, err := a.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := WaitReadable(b); err != nil {
		t.Fatal(err)
	}
	if r.conn.HasUnread() {
		t.Error("what cannot be seen was seen")
	}
	r.conn = New(b, r)
	if !r.conn.HasUnread() {
		t.Error("a byte that has come is not seen")
	}
	r.conn.ReadStart()
	r.until(t, "the byte", func() bool { return r.data.Len() == 1 })
	if r.conn.HasUnread() {
		t.Error("a byte that was read is seen")
	}
	_ = a.Close()
	r.until(t, "the end", func() bool { return r.ended })
	if r.conn.HasUnread() {
		t.Error("an end is taken for a byte")
	}
	closeWait(t, r.conn)
	if r.conn.HasUnread() {
		t.Error("a closed connection has something to read")
	}
}
