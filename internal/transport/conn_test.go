package transport

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"math/rand"
	"net"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// recorder is a sink that keeps everything and gives the credit back at once,
// unless told to hoard.
type recorder struct {
	mu    sync.Mutex
	conn  *Conn
	data  bytes.Buffer
	hoard bool
	ended bool
	err   error
	news  chan struct{}
}

func newRecorder() *recorder { return &recorder{news: make(chan struct{}, 1)} }

func (r *recorder) Data(b []byte) {
	r.mu.Lock()
	r.data.Write(b)
	hoard := r.hoard
	r.mu.Unlock()
	if !hoard {
		r.conn.Consumed(len(b))
	}
	r.tell()
}

func (r *recorder) End() {
	r.mu.Lock()
	if r.ended || r.err != nil {
		panic("end told twice")
	}
	r.ended = true
	r.mu.Unlock()
	r.tell()
}

func (r *recorder) ReadError(err error) {
	r.mu.Lock()
	r.err = err
	r.mu.Unlock()
	r.tell()
}

func (r *recorder) tell() {
	select {
	case r.news <- struct{}{}:
	default:
	}
}

// until waits for a condition on what was recorded.
func (r *recorder) until(t *testing.T, what string, cond func() bool) {
	t.Helper()
	limit := time.After(10 * time.Second)
	for {
		r.mu.Lock()
		ok := cond()
		r.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-r.news:
		case <-limit:
			t.Fatalf("never happened: %s", what)
		}
	}
}

// pump wraps nc with a recorder that is closed at the end of the test.
func pump(t *testing.T, nc net.Conn) (*Conn, *recorder) {
	t.Helper()
	r := newRecorder()
	c := New(nc, r)
	r.conn = c
	t.Cleanup(func() { closeWait(t, c) })
	return c, r
}

func closeWait(t *testing.T, c *Conn) {
	t.Helper()
	done := make(chan struct{})
	c.Close(func() { close(done) })
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("close did not end")
	}
}

// tcpPair returns the two ends of a loopback connection.
func tcpPair(t testing.TB) (net.Conn, net.Conn) {
	t.Helper()
	return socketPair(t, "tcp", "127.0.0.1:0")
}

func socketPair(t testing.TB, network, address string) (net.Conn, net.Conn) {
	t.Helper()
	l, err := Listen(context.Background(), network, address, ListenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	type result struct {
		nc  net.Conn
		err error
	}
	accepted := make(chan result, 1)
	go func() {
		nc, err := l.Accept()
		accepted <- result{nc, err}
	}()
	a, err := Dial(context.Background(), network, l.Addr().String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	b := <-accepted
	if b.err != nil {
		t.Fatal(b.err)
	}
	t.Cleanup(func() { a.Close(); b.nc.Close() })
	return a, b.nc
}

// kinds are the sorts of connection that must behave alike.
func kinds(t *testing.T, fn func(t *testing.T, a, b net.Conn)) {
	t.Run("tcp", func(t *testing.T) { a, b := tcpPair(t); fn(t, a, b) })
	t.Run("unix", func(t *testing.T) {
		a, b := socketPair(t, "unix", t.TempDir()+"/s")
		fn(t, a, b)
	})
	t.Run("foreign", func(t *testing.T) {
		// A type that package transport does not know has no raw path.
		a, b := tcpPair(t)
		fn(t, struct {
			*net.TCPConn
		}{a.(*net.TCPConn)}, b)
	})
}

func TestEchoAndEnd(t *testing.T) {
	kinds(t, func(t *testing.T, a, b net.Conn) {
		c, r := pump(t, a)
		c.ReadStart()
		sent := make(chan error, 1)
		c.Write([]byte("hello"), func(n int, err error) {
			if n != 5 {
				t.Errorf("sent %d bytes", n)
			}
			sent <- err
		})
		if err := <-sent; err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, 5)
		if _, err := io.ReadFull(b, buf); err != nil || string(buf) != "hello" {
			t.Fatalf("got %q, %v", buf, err)
		}
		if _, err := b.Write([]byte("world")); err != nil {
			t.Fatal(err)
		}
		r.until(t, "world", func() bool { return r.data.String() == "world" })
		shut := make(chan error, 1)
		c.CloseWrite(func(err error) { shut <- err })
		if err := <-shut; err != nil {
			t.Fatal(err)
		}
		if n, err := b.Read(buf); n != 0 || err != io.EOF {
			t.Fatalf("after half close: %d, %v", n, err)
		}
		if _, err := b.Write([]byte("!")); err != nil {
			t.Fatal(err)
		}
		b.Close()
		r.until(t, "end", func() bool { return r.ended })
		if got := r.data.String(); got != "world!" {
			t.Fatalf("got %q", got)
		}
		if c.BytesRead() != 6 || c.BytesWritten() != 5 {
			t.Fatalf("counted %d in, %d out", c.BytesRead(), c.BytesWritten())
		}
	})
}

func TestBackPressureReachesThePeer(t *testing.T) {
	kinds(t, func(t *testing.T, a, b net.Conn) {
		c, r := pump(t, a)
		r.hoard = true
		c.ReadStart()
		const total = 24 << 20
		written := make(chan int64, 1)
		go func() {
			n, _ := io.Copy(b, io.LimitReader(rand.New(rand.NewSource(1)), total))
			written <- n
			b.Close()
		}()
		r.until(t, "credit used up", func() bool { return r.data.Len() >= InFlight })
		select {
		case <-written:
			t.Fatal("the peer could send everything to a sink that consumed nothing")
		case <-time.After(100 * time.Millisecond):
		}
		r.mu.Lock()
		got := r.data.Len()
		r.hoard = false
		r.mu.Unlock()
		if got >= InFlight+chunkSize {
			t.Fatalf("%d bytes in flight", got)
		}
		c.Consumed(got)
		r.until(t, "everything", func() bool { return r.ended })
		if r.data.Len() != total || <-written != total {
			t.Fatalf("got %d bytes", r.data.Len())
		}
	})
}

func TestReadStopKeepsBytes(t *testing.T) {
	kinds(t, func(t *testing.T, a, b net.Conn) {
		c, r := pump(t, a)
		c.ReadStart()
		b.Write([]byte("one"))
		r.until(t, "one", func() bool { return r.data.String() == "one" })
		c.ReadStop()
		b.Write([]byte("two"))
		time.Sleep(30 * time.Millisecond)
		if got := r.data.String(); got != "one" {
			t.Fatalf("read %q while stopped", got)
		}
		b.Close()
		c.ReadStart()
		r.until(t, "rest", func() bool { return r.ended })
		if got := r.data.String(); got != "onetwo" {
			t.Fatalf("got %q", got)
		}
	})
}

func TestWritesKeepTheirOrder(t *testing.T) {
	kinds(t, func(t *testing.T, a, b net.Conn) {
		c, _ := pump(t, a)
		hash, hashed := sha256.New(), make(chan struct{})
		go func() {
			defer close(hashed)
			rnd := rand.New(rand.NewSource(2))
			for i := range 2000 {
				p := make([]byte, rnd.Intn(3000))
				rnd.Read(p)
				hash.Write(p)
				switch i % 3 {
				case 0:
					n, err := c.TryWrite(p)
					if err != nil {
						t.Error(err)
					}
					c.Write(p[n:], nil)
				case 1:
					c.WriteVectored([][]byte{p[:len(p)/2], p[len(p)/2:]}, nil)
				default:
					c.Write(p, nil)
				}
			}
			c.CloseWrite(nil)
		}()
		got := sha256.New()
		if _, err := io.Copy(got, b); err != nil {
			t.Fatal(err)
		}
		<-hashed
		if !bytes.Equal(got.Sum(nil), hash.Sum(nil)) {
			t.Fatal("bytes changed on their way")
		}
		if c.QueuedBytes() != 0 {
			t.Fatalf("%d bytes still queued", c.QueuedBytes())
		}
	})
}

func TestCloseCallsEverythingBack(t *testing.T) {
	a, b := tcpPair(t)
	_ = b
	c, _ := pump(t, a)
	c.ReadStart()
	const writes = 64
	results := make(chan error, writes)
	for range writes {
		c.Write(make([]byte, 1<<20), func(_ int, err error) { results <- err })
	}
	closeWait(t, c)
	failed := 0
	for range writes {
		select {
		case err := <-results:
			if err != nil {
				failed++
			}
		default:
			t.Fatal("a request was not called back before the end of Close")
		}
	}
	if failed == 0 {
		t.Fatal("64 MiB went to a peer that does not read")
	}
	late := make(chan error, 1)
	c.Write([]byte("x"), func(_ int, err error) { late <- err })
	if err := <-late; !errors.Is(err, net.ErrClosed) {
		t.Fatalf("write after close: %v", err)
	}
	closeWait(t, c)
}

func TestWriteErrorIsSticky(t *testing.T) {
	a, b := tcpPair(t)
	c, r := pump(t, a)
	b.(*net.TCPConn).SetLinger(0)
	b.Close()
	c.ReadStart()
	r.until(t, "reset", func() bool { return r.err != nil })
	if f := Describe(r.err); f.Code != "ECONNRESET" || f.Syscall != "read" {
		t.Fatalf("described as %+v", f)
	}
	for range 2 {
		res := make(chan error, 1)
		c.Write([]byte("x"), func(_ int, err error) { res <- err })
		if f := Describe(<-res); f.Code != "EPIPE" || f.Syscall != "write" {
			t.Fatalf("described as %+v", f)
		}
	}
}

func TestReset(t *testing.T) {
	a, b := tcpPair(t)
	c, _ := pump(t, a)
	done := make(chan struct{})
	c.Reset(func() { close(done) })
	<-done
	_, err := b.Read(make([]byte, 1))
	if f := Describe(err); f.Code != "ECONNRESET" {
		t.Fatalf("peer saw %v", err)
	}
}

func TestPipeConnHasNoHalves(t *testing.T) {
	a, b := net.Pipe()
	c, r := pump(t, a)
	c.ReadStart()
	go b.Write([]byte("hi"))
	r.until(t, "hi", func() bool { return r.data.String() == "hi" })
	c.CloseWrite(nil)
	if _, err := b.Read(make([]byte, 1)); err != io.EOF {
		t.Fatalf("peer saw %v", err)
	}
	r.until(t, "end", func() bool { return r.ended })
}

// TestHammer lets all calls meet on many connections at once.
func TestHammer(t *testing.T) {
	for range 40 {
		a, b := tcpPair(t)
		c, _ := pump(t, a)
		d, _ := pump(t, b)
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				rnd := rand.New(rand.NewSource(int64(i)))
				for range 200 {
					x := []*Conn{c, d}[rnd.Intn(2)]
					switch rnd.Intn(7) {
					case 0:
						x.ReadStart()
					case 1:
						x.ReadStop()
					case 2:
						x.Write(make([]byte, rnd.Intn(100_000)), func(int, error) {})
					case 3:
						x.TryWrite(make([]byte, 10))
					case 4:
						if p, err := Pipe(c, d, nil, nil, func(error) {}); err == nil {
							p.Stop()
						}
					case 5:
						x.WriteVectored([][]byte{{1}, {2, 3}}, nil)
					case 6:
						x.QueuedBytes()
					}
				}
				if i == 3 {
					c.Close(nil)
				}
			}()
		}
		wg.Wait()
	}
}

func TestTryCloseWrite(t *testing.T) {
	a, b := tcpPair(t)
	c, _ := pump(t, a)
	if done, err := c.TryCloseWrite(); !done || err != nil {
		t.Fatalf("%v, %v", done, err)
	}
	if _, err := b.Read(make([]byte, 1)); err != io.EOF {
		t.Fatalf("peer saw %v", err)
	}
	if _, err := c.TryWrite([]byte("x")); err == nil {
		t.Fatal("wrote after the end")
	}
	p, _ := net.Pipe()
	d, _ := pump(t, p)
	if done, _ := d.TryCloseWrite(); done {
		t.Fatal("a pipe was asked without waiting")
	}
}

func TestTryClose(t *testing.T) {
	a, b := tcpPair(t)
	c, _ := pump(t, a)
	c.ReadStart()
	if c.TryClose() {
		t.Error("closed while a reader was there")
	}
	_ = b.Close()
	deadline := time.Now().Add(30 * time.Second)
	for !c.TryClose() {
		if time.Now().After(deadline) {
			t.Fatal("not closed after the reader's end")
		}
		time.Sleep(time.Millisecond)
	}
	if c.TryClose() {
		t.Error("closed again")
	}
	if err := a.SetDeadline(time.Now()); err == nil {
		t.Error("the socket is still open")
	}
	c.CloseWait()
}
