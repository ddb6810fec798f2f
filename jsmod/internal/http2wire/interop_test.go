package http2wire

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// conn drives a session over a connection. Its goroutine is the only one to touch
// the session, by do.
type conn struct {
	*side
	nc    net.Conn
	do    chan func()
	ended chan struct{}
}

func drive(t *testing.T, nc net.Conn, opt Options, on func(c *conn, event string)) *conn {
	c := &conn{side: newSide(t, opt), nc: nc, do: make(chan func()), ended: make(chan struct{})}
	if on != nil {
		c.on = func(e string) { on(c, e) }
	}
	go c.loop()
	return c
}

func (c *conn) loop() {
	defer close(c.ended)
	input := make(chan []byte)
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer close(input)
		for {
			b := make([]byte, 4096)
			n, err := c.nc.Read(b)
			if n > 0 {
				select {
				case input <- b[:n]:
				case <-stop:
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	for {
		for c.sent {
			c.sent = false
			if b := c.s.Take(); len(b) > 0 {
				if _, err := c.nc.Write(b); err != nil {
					return
				}
			}
		}
		select {
		case b, ok := <-input:
			if !ok {
				return
			}
			c.s.Receive(b)
		case f := <-c.do:
			f()
		}
	}
}

// close waits until nothing of c runs.
func (c *conn) close() {
	c.nc.Close()
	<-c.ended
}

func listen(t *testing.T) net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// Our server answers the client of net/http.
func TestTheirClient(t *testing.T) {
	l := listen(t)
	body := bytes.Repeat([]byte("0123456789"), 10_000)
	served := make(chan []*conn)
	go func() { // the client dials as often as it likes
		var all []*conn
		for {
			nc, err := l.Accept()
			if err != nil {
				served <- all
				return
			}
			all = append(all, drive(t, nc, Options{Server: true}, answer))
		}
	}()
	tr := &http.Transport{Protocols: unencrypted()}
	defer tr.CloseIdleConnections()
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			req, err := http.NewRequest("POST", "http://"+l.Addr().String()+"/x", bytes.NewReader(body))
			if err != nil {
				t.Error(err)
				return
			}
			req.Header.Set("X-Long", strings.Repeat("w", 30_000))
			res, err := tr.RoundTrip(req)
			if err != nil {
				t.Error(err)
				return
			}
			got, err := io.ReadAll(res.Body)
			res.Body.Close()
			if err != nil || !bytes.Equal(got, body) || res.Trailer.Get("T") != "end" || len(res.Header.Get("X")) != 20_000 {
				t.Errorf("got %d bytes, %v, trailer %v", len(got), err, res.Trailer)
			}
		})
	}
	wg.Wait()
	l.Close()
	for _, c := range <-served {
		c.close()
	}
}

// answer sends a request's body back, with long fields and a trailer.
func answer(c *conn, e string) {
	var id uint32
	if _, err := scan(e, "end %d", &id); err == nil {
		c.ok(c.s.Respond(id, fields(":status", "200", "trailer", "t", "x", strings.Repeat("v", 20_000)), false, true))
		c.ok(c.s.Data(id, c.body[id], true))
	}
	if _, err := scan(e, "want %d", &id); err == nil {
		c.ok(c.s.Trailers(id, fields("t", "end")))
	}
}

// Our client asks the server of net/http.
func TestTheirServer(t *testing.T) {
	l := listen(t)
	var wg sync.WaitGroup
	defer wg.Wait()
	server := &http.Server{Protocols: unencrypted(), HTTP2: &http.HTTP2Config{MaxConcurrentStreams: 5}, Handler: http.HandlerFunc(
		func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Trailer", "T")
			w.WriteHeader(200)
			if _, err := io.Copy(w, r.Body); err != nil {
				t.Error(err)
			}
			w.Header().Set("T", "end")
		})}
	wg.Go(func() {
		if err := server.Serve(l); err != http.ErrServerClosed {
			t.Error(err)
		}
	})
	defer server.Close()
	nc, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	const n = 20
	body := bytes.Repeat([]byte("abcdefghij"), 10_000)
	closed, began := make(chan string, n), make(chan bool)
	c := drive(t, nc, Options{Padding: PaddingMax}, func(_ *conn, e string) {
		switch {
		case strings.HasPrefix(e, "close"):
			closed <- e
		case e == "settings": // before that, more streams than the server allows may be tried
			close(began)
		}
	})
	<-began
	c.do <- func() {
		for range n {
			id, errno := c.s.Request(fields(":method", "POST", ":scheme", "http", ":authority", "a", ":path", "/"), false, false, nil, false)
			c.ok(errno)
			c.ok(c.s.Data(id, body, true))
		}
	}
	for range n {
		select {
		case e := <-closed:
			if !strings.HasSuffix(e, " 0") {
				t.Error(e)
			}
		case <-time.After(30 * time.Second):
			t.Fatal("no answer")
		}
	}
	c.close()
	for id := uint32(1); id < 2*n; id += 2 {
		if !bytes.Equal(c.body[id], body) {
			t.Errorf("stream %d: %d bytes", id, len(c.body[id]))
		}
	}
	if got := strings.Count(strings.Join(c.log, "\n"), "3 true t=end"); got != n {
		t.Errorf("%d trailers", got)
	}
}

// unencrypted is HTTP/2 from the first byte on.
func unencrypted() *http.Protocols {
	p := new(http.Protocols)
	p.SetUnencryptedHTTP2(true)
	return p
}

func scan(event, format string, id *uint32) (int, error) { return fmt.Sscanf(event, format, id) }
