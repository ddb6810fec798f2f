// Command load is the client of the benchmarks: it drives a TLS server in one of
// several ways and prints what it saw as a line of JSON.
//
//	load MODE ADDRESS CA.pem COUNT CONNECTIONS
//	load start COMMAND ARGUMENTS
//
// COUNT is connections for handshakes, resumed and idle, round trips for
// roundtrip, requests for http, and bytes in all for echo and download.
package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// result is what is printed.
type result struct {
	Count   int     `json:"count"`
	Bytes   int64   `json:"bytes"`
	Seconds float64 `json:"seconds"`
	// P50 and P99 are microseconds.
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
}

type load struct {
	address     string
	config      *tls.Config
	count       int
	connections int

	mu    sync.Mutex
	times []time.Duration
	bytes atomic.Int64
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 1 && args[0] == "start" {
		return startOnce(args[1:])
	}
	if len(args) != 5 {
		return fmt.Errorf("want MODE ADDRESS CA.pem COUNT CONNECTIONS, have %d arguments", len(args))
	}
	l, err := newLoad(args[1:])
	if err != nil {
		return err
	}
	modes := map[string]func() error{
		"handshakes": func() error { return l.each(l.handshake(false)) },
		"resumed":    func() error { return l.each(l.handshake(true)) },
		"echo":       func() error { return l.perConnection(l.echo) },
		"download":   func() error { return l.perConnection(l.download) },
		"roundtrip":  func() error { return l.perConnection(l.roundTrips) },
		"http":       l.requests,
		"idle":       l.idle,
	}
	mode, ok := modes[args[0]]
	if !ok {
		return fmt.Errorf("unknown mode %q", args[0])
	}
	begin := time.Now()
	if err := mode(); err != nil {
		return err
	}
	r := result{Count: l.count, Bytes: l.bytes.Load(), Seconds: time.Since(begin).Seconds()}
	r.P50, r.P99 = l.percentile(50), l.percentile(99)
	return json.NewEncoder(os.Stdout).Encode(r)
}

func newLoad(args []string) (*load, error) {
	ca, err := os.ReadFile(args[1])
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(ca) {
		return nil, fmt.Errorf("%s holds no certificate", args[1])
	}
	l := &load{address: args[0]}
	if l.count, err = strconv.Atoi(args[2]); err != nil {
		return nil, err
	}
	if l.connections, err = strconv.Atoi(args[3]); err != nil {
		return nil, err
	}
	// X25519 alone, because not every peer has the post-quantum groups.
	l.config = &tls.Config{RootCAs: roots, ServerName: "localhost", MinVersion: tls.VersionTLS13, CurvePreferences: []tls.CurveID{tls.X25519}}
	return l, nil
}

// percentile is in microseconds, 0 when nothing was timed.
func (l *load) percentile(p int) float64 {
	if len(l.times) == 0 {
		return 0
	}
	slices.Sort(l.times)
	return float64(l.times[min(len(l.times)-1, len(l.times)*p/100)].Nanoseconds()) / 1000
}

func (l *load) took(d time.Duration) {
	l.mu.Lock()
	l.times = append(l.times, d)
	l.mu.Unlock()
}

// each runs fn count times, on as many goroutines as there are connections at a
// time.
func (l *load) each(fn func() error) error {
	var next atomic.Int64
	return l.together(func() error {
		for next.Add(1) <= int64(l.count) {
			if err := fn(); err != nil {
				return err
			}
		}
		return nil
	})
}

// together runs fn on a goroutine for each connection and returns an error of
// any.
func (l *load) together(fn func() error) error {
	errs := make(chan error, l.connections)
	for range l.connections {
		go func() { errs <- fn() }()
	}
	var first error
	for range l.connections {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	return first
}

// handshake returns a function that opens a connection, reads what the server
// has to say, and closes.
func (l *load) handshake(resume bool) func() error {
	config := l.config.Clone()
	if resume {
		config.ClientSessionCache = tls.NewLRUClientSessionCache(1)
	}
	var haveTicket atomic.Bool
	return func() error {
		mustResume := resume && haveTicket.Load()
		begin := time.Now()
		c, err := tls.Dial("tcp", l.address, config)
		if err != nil {
			return err
		}
		defer c.Close()
		l.took(time.Since(begin))
		// Those that began before the first had read its ticket have none.
		if mustResume && !c.ConnectionState().DidResume {
			return fmt.Errorf("the server does not resume")
		}
		n, err := io.Copy(io.Discard, c)
		l.bytes.Add(n)
		if err == nil {
			haveTicket.Store(true) // tickets come before the end
		}
		return err
	}
}

// perConnection gives each of the connections its share of the work.
func (l *load) perConnection(fn func(c *tls.Conn, share int) error) error {
	return l.together(func() error {
		c, err := tls.Dial("tcp", l.address, l.config)
		if err != nil {
			return err
		}
		defer c.Close()
		return fn(c, l.count/l.connections)
	})
}

// text is what is sent: UTF-8, so that a server that decodes gives it back.
var text = func() []byte {
	b := make([]byte, 64<<10)
	for i := range b {
		b[i] = byte(' ' + (i*31)%95)
	}
	return b
}()

// echo sends so many bytes and reads as many.
func (l *load) echo(c *tls.Conn, share int) error {
	sent := make(chan error, 1)
	go func() {
		for left := share; left > 0; {
			n, err := c.Write(text[:min(left, len(text))])
			if err != nil {
				sent <- err
				return
			}
			left -= n
		}
		sent <- nil
	}()
	buffer := make([]byte, 64<<10)
	for got := 0; got < share; {
		n, err := c.Read(buffer)
		if err != nil {
			return fmt.Errorf("after %d of %d bytes: %w", got, share, err)
		}
		if !comesBack(buffer[:n], got) {
			return fmt.Errorf("what came back from byte %d on is not what was sent", got)
		}
		got += n
		l.bytes.Add(int64(n))
	}
	return <-sent
}

// comesBack reports whether b is what was sent from an offset on.
func comesBack(b []byte, offset int) bool {
	for len(b) > 0 {
		want := text[offset%len(text):]
		n := min(len(b), len(want))
		if !bytes.Equal(b[:n], want[:n]) {
			return false
		}
		b, offset = b[n:], offset+n
	}
	return true
}

func (l *load) download(c *tls.Conn, _ int) error {
	n, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, c, make([]byte, 64<<10))
	l.bytes.Add(n)
	if err == nil && n < int64(l.count) {
		err = fmt.Errorf("%d bytes instead of %d", n, l.count)
	}
	return err
}

func (l *load) roundTrips(c *tls.Conn, share int) error {
	const size = 64
	buffer := make([]byte, size)
	for range share {
		begin := time.Now()
		if _, err := c.Write(text[:size]); err != nil {
			return err
		}
		if _, err := io.ReadFull(c, buffer); err != nil {
			return err
		}
		l.took(time.Since(begin))
	}
	l.bytes.Add(int64(share * size))
	return nil
}

// idle opens the connections, says so, and holds them until its input ends.
func (l *load) idle() error {
	var mu sync.Mutex
	var open []io.Closer
	defer func() {
		for _, c := range open {
			_ = c.Close()
		}
	}()
	err := l.each(func() error {
		c, err := tls.Dial("tcp", l.address, l.config)
		if err == nil {
			mu.Lock()
			open = append(open, c)
			mu.Unlock()
		}
		return err
	})
	if err != nil {
		return err
	}
	fmt.Println("ready")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}
