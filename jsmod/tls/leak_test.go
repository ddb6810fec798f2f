package tls_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

// TestShortConnectionsLeaveNothing serves many connections one after the other,
// which end in every way, and holds what is left against what was there after the
// first of them: memory, goroutines, descriptors.
func TestShortConnectionsLeaveNothing(t *testing.T) {
	const first, more = 200, 800
	addr, stop := serveEcho(t)
	defer stop()
	serve := func(n int) leftovers {
		for i := range n {
			shortConnection(t, addr, i)
		}
		return settle(t)
	}
	before := serve(first)
	after := serve(more)
	if after.goroutines > before.goroutines {
		t.Errorf("%d goroutines after %d connections, %d after %d", after.goroutines, first+more, before.goroutines, first)
	}
	if after.files > before.files {
		t.Errorf("%d descriptors after %d connections, %d after %d", after.files, first+more, before.files, first)
	}
	// The smallest thing that a connection could leave behind, a socket's state,
	// takes several kilobytes.
	if each := (int64(after.heap) - int64(before.heap)) / more; each > 1000 {
		t.Errorf("each connection left %d bytes", each)
	}
}

// serveEcho runs a server that answers what it is sent, and returns its address.
func serveEcho(t *testing.T) (addr string, stop func()) {
	t.Helper()
	var out jstest.Buffer
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(strings.NewReader(""), &out, &out)})
	if err != nil {
		t.Fatal(err)
	}
	source := prelude(t) + `
const server = tls.createServer(keys, (c) => c.on('error', () => {}).on('data', (d) => c.write(d)));
server.on('tlsClientError', () => {});
server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port));`
	ended := make(chan error, 1)
	go func() { ended <- rt.Run(context.Background(), jsmod.Source("server.js", source)) }()
	port := regexp.MustCompile(`port (\d+)`)
	for port.FindStringSubmatch(out.String()) == nil {
		select {
		case err := <-ended:
			t.Fatalf("ended early: %v\n%s", err, out.String())
		case <-time.After(time.Millisecond):
		}
	}
	return "127.0.0.1:" + port.FindStringSubmatch(out.String())[1], func() {
		_ = rt.Close()
		<-ended
	}
}

// shortConnection talks to the server and ends in the i-th of five ways.
func shortConnection(t *testing.T, addr string, i int) {
	t.Helper()
	raw, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if i%5 == 4 {
		_, _ = fmt.Fprint(raw, "GET / HTTP/1.0\r\n\r\n") // no TLS at all
		_, _ = io.Copy(io.Discard, raw)
		return
	}
	c := tls.Client(raw, &tls.Config{InsecureSkipVerify: true})
	if _, err := c.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(c, make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	switch i % 5 {
	case 0:
		_ = c.Close()
	case 1: // the end, then ours
		_ = c.CloseWrite()
		_, _ = io.Copy(io.Discard, c)
	case 2: // no close_notify
	case 3:
		_ = raw.(*net.TCPConn).SetLinger(0) // a reset
	}
}

type leftovers struct {
	heap              uint64
	goroutines, files int
}

// settle waits until the server has noticed that its peers have gone: until the
// number of goroutines does not fall any more. Only then is there something to
// compare. A goroutine of the runtime's pool waits a second for more work.
func settle(t *testing.T) leftovers {
	t.Helper()
	lowest, since := runtime.NumGoroutine(), time.Now()
	for time.Since(since) < 1500*time.Millisecond {
		time.Sleep(5 * time.Millisecond)
		if n := runtime.NumGoroutine(); n < lowest {
			lowest, since = n, time.Now()
		}
	}
	for range 3 { // pools let go of their memory in the second
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files, _ := os.ReadDir("/proc/self/fd") // elsewhere there is nothing to count
	return leftovers{m.HeapAlloc, lowest, len(files)}
}
