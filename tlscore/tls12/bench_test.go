package tls12

import (
	"crypto/tls"
	"io"
	"net"
	"runtime"
	"sync"
	"testing"
	"time"
)

// The benchmarks hold the engine against crypto/tls: the same suite, the same
// transport in memory, the same engine on both ends.

// pipeEnd is one end of a transport in memory that never makes a writer wait,
// so that one goroutine can write and then read.
type pipeEnd struct {
	in, out *pipeBuffer
}

type pipeBuffer struct {
	mu     sync.Mutex
	more   sync.Cond
	data   []byte
	start  int
	closed bool
}

func memoryPipe() (a, b net.Conn) {
	x, y := &pipeBuffer{}, &pipeBuffer{}
	x.more.L, y.more.L = &x.mu, &y.mu
	return &pipeEnd{x, y}, &pipeEnd{y, x}
}

func (p *pipeEnd) Read(b []byte) (int, error) {
	p.in.mu.Lock()
	defer p.in.mu.Unlock()
	for p.in.start == len(p.in.data) {
		if p.in.closed {
			return 0, io.EOF
		}
		p.in.more.Wait()
	}
	n := copy(b, p.in.data[p.in.start:])
	if p.in.start += n; p.in.start == len(p.in.data) {
		p.in.data, p.in.start = p.in.data[:0], 0
	}
	return n, nil
}

func (p *pipeEnd) Write(b []byte) (int, error) {
	p.out.mu.Lock()
	defer p.out.mu.Unlock()
	p.out.data = append(p.out.data, b...)
	p.out.more.Signal()
	return len(b), nil
}

func (p *pipeEnd) Close() error {
	for _, b := range []*pipeBuffer{p.in, p.out} {
		b.mu.Lock()
		b.closed = true
		b.more.Broadcast()
		b.mu.Unlock()
	}
	return nil
}

func (p *pipeEnd) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (p *pipeEnd) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (p *pipeEnd) SetDeadline(time.Time) error      { return nil }
func (p *pipeEnd) SetReadDeadline(time.Time) error  { return nil }
func (p *pipeEnd) SetWriteDeadline(time.Time) error { return nil }

// rival is an implementation as the benchmarks see it.
type rival struct {
	name           string
	client, server func(net.Conn) peer
}

// rivals are both implementations, made for one suite. With resume the second
// connection of a client resumes the first, by a ticket.
func rivals(s *suite, version uint16, resume bool) []rival {
	cc, sc := clientOf(s, version), serverOf(s, version)
	theirs := cryptoTLS(s, version)
	theirs.SessionTicketsDisabled = !resume
	if resume {
		st := store{}
		st.tickets(sc)
		cc.NewSession = func(s *Session) { cc.Session = s }
		theirs.ClientSessionCache = tls.NewLRUClientSessionCache(1)
	} else {
		cc.NoTickets = true
	}
	return []rival{
		{"tls12", func(c net.Conn) peer { return Client(c, cc) }, func(c net.Conn) peer { return Server(c, sc) }},
		{"crypto-tls", func(c net.Conn) peer { return tls.Client(c, theirs) }, func(c net.Conn) peer { return tls.Server(c, theirs) }},
	}
}

func connect(b testing.TB, r rival) (client, server peer) {
	x, y := memoryPipe()
	client, server = r.client(x), r.server(y)
	if clientErr, serverErr := shake(client, server); clientErr != nil || serverErr != nil {
		b.Fatal(clientErr, serverErr)
	}
	return client, server
}

func BenchmarkHandshake(b *testing.B) {
	for _, c := range []struct {
		name   string
		suite  uint16
		resume bool
	}{
		{"ECDHE-RSA", tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, false},
		{"ECDHE-ECDSA", tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, false},
		{"RSA", tls.TLS_RSA_WITH_AES_128_GCM_SHA256, false},
		{"resumed", tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, true},
	} {
		for _, r := range rivals(suiteByID(c.suite), tls.VersionTLS12, c.resume) {
			b.Run(c.name+"/"+r.name, func(b *testing.B) {
				connect(b, r) // the first has nothing to resume
				b.ReportAllocs()
				for b.Loop() {
					connect(b, r)
				}
			})
		}
	}
}

var bulkSuites = []struct {
	name  string
	suite uint16
}{
	{"AES-128-GCM", tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256},
	{"ChaCha20", tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256},
	{"AES-128-CBC-SHA", tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA},
	{"AES-128-CBC-SHA256", tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256},
}

// BenchmarkBulk writes on one end and reads on the other, both ways in turn.
func BenchmarkBulk(b *testing.B) {
	for _, c := range bulkSuites {
		for _, r := range rivals(suiteByID(c.suite), tls.VersionTLS12, false) {
			b.Run(c.name+"/"+r.name, func(b *testing.B) {
				client, server := connect(b, r)
				data, got := make([]byte, 64<<10), make([]byte, 64<<10)
				exchange := func(from, to net.Conn) {
					if _, err := from.Write(data); err != nil {
						b.Fatal(err)
					}
					if _, err := io.ReadFull(to, got); err != nil {
						b.Fatal(err)
					}
				}
				b.SetBytes(int64(2 * len(data)))
				b.ReportAllocs()
				for b.Loop() {
					exchange(client, server)
					exchange(server, client)
				}
			})
		}
	}
}

// BenchmarkSmall is a request and its answer of 100 bytes each.
func BenchmarkSmall(b *testing.B) {
	for _, c := range bulkSuites {
		for _, r := range rivals(suiteByID(c.suite), tls.VersionTLS12, false) {
			b.Run(c.name+"/"+r.name, func(b *testing.B) {
				client, server := connect(b, r)
				data, got := make([]byte, 100), make([]byte, 100)
				b.ReportAllocs()
				for b.Loop() {
					for _, pair := range [][2]net.Conn{{client, server}, {server, client}} {
						if _, err := pair[0].Write(data); err != nil {
							b.Fatal(err)
						}
						if _, err := io.ReadFull(pair[1], got); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}

// BenchmarkIdle tells what a server's connection holds after a handshake and a
// few bytes, while it waits.
func BenchmarkIdle(b *testing.B) {
	for _, c := range bulkSuites {
		for _, r := range rivals(suiteByID(c.suite), tls.VersionTLS12, false) {
			b.Run(c.name+"/"+r.name, func(b *testing.B) {
				for b.Loop() {
					b.ReportMetric(idleBytes(b, r), "B/conn")
				}
			})
		}
	}
}

// An idle connection holds no more than crypto/tls's, within a tenth.
func TestIdleMemory(t *testing.T) {
	for _, c := range bulkSuites {
		both := rivals(suiteByID(c.suite), tls.VersionTLS12, false)
		ours, theirs := idleBytes(t, both[0]), idleBytes(t, both[1])
		if ours > 1.1*theirs {
			t.Errorf("%s: %.0f bytes a connection, crypto/tls has %.0f", c.name, ours, theirs)
		}
	}
}

// idleBytes is what each of many servers' connections holds.
func idleBytes(t testing.TB, r rival) float64 {
	const n = 50
	servers := make([]peer, n)
	connect(t, r) // what is made once
	before := heap()
	for i := range servers {
		client, server := connect(t, r)
		go func() { _, _ = client.Write([]byte("hello")) }()
		if _, err := io.ReadFull(server, make([]byte, 5)); err != nil {
			t.Fatal(err)
		}
		servers[i] = server
	}
	after := heap()
	runtime.KeepAlive(servers)
	return float64(after-before) / n
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
