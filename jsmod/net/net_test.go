package net_test

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// memory is a network of the embedder's own: pipes in this process, by address.
type memory struct{ listeners map[string]*memoryListener }

type memoryListener struct {
	addr  memoryAddr
	conns chan net.Conn
	done  chan struct{}
}

type memoryAddr string

func (memoryAddr) Network() string  { return "memory" }
func (a memoryAddr) String() string { return string(a) }

func (l *memoryListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}
func (l *memoryListener) Close() error   { close(l.done); return nil }
func (l *memoryListener) Addr() net.Addr { return l.addr }

func (m *memory) Dial(ctx context.Context, _, address string, _ net.Addr) (net.Conn, error) {
	l := m.listeners[address]
	if l == nil {
		return nil, errors.New("nobody lives at " + address)
	}
	a, b := net.Pipe()
	select {
	case l.conns <- b:
		return a, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (m *memory) Listen(_ context.Context, _, address string, _ module.ListenOptions) (net.Listener, error) {
	if strings.HasSuffix(address, ":1") {
		return nil, module.ErrDenied
	}
	l := &memoryListener{memoryAddr(address), make(chan net.Conn), make(chan struct{})}
	m.listeners[address] = l
	return l, nil
}

func (m *memory) Resolver() *net.Resolver { return nil }

func inMemory() jsmod.Options {
	var opt jsmod.Options
	opt.Permissions.Net = &memory{map[string]*memoryListener{}}
	return opt
}

func run(t *testing.T, opt jsmod.Options, script string) jstest.Result {
	t.Helper()
	res := jstest.Sandboxed(t, opt, script)
	if res.Err != nil {
		t.Fatalf("%v\n%s%s", res.Err, res.Stdout, res.Stderr)
	}
	return res
}

func TestNetworkOfTheHost(t *testing.T) {
	run(t, inMemory(), `const net = require('net'), assert = (ok) => { if (!ok) throw new Error('no'); };
let order = '';
const server = net.createServer((c) => c.pipe(c)).listen(4000, '10.1.1.1', () => {
  const a = server.address();
  assert(a.address === '10.1.1.1' && a.port === 4000 && a.family === 'IPv4');
  const c = net.connect(4000, '10.1.1.1');
  c.setNoDelay(true); // means nothing here and must not hurt
  c.write('through memory');
  // net.Pipe knows no half close, so the end must wait for the answer.
  c.on('data', (d) => { order += d; if (order === 'through memory') c.end(); });
  c.on('close', () => { order += ' close'; server.close(); });
});
net.connect(5000, '10.1.1.1').on('error', (e) => {
  assert(e.code === 'UNKNOWN' && e.message === 'nobody lives at 10.1.1.1:5000');
});
net.createServer().listen(1, '10.1.1.1').on('error', (e) => assert(e.code === 'ERR_ACCESS_DENIED' && e.permission === 'Net'));
process.on('exit', () => assert(order === 'through memory close'));`)
}

func TestWithoutNetwork(t *testing.T) {
	run(t, jsmod.Options{}, `const net = require('net');
let denied = 0;
const check = (e) => { if (e.code !== 'ERR_ACCESS_DENIED' || e.permission !== 'Net') throw e; denied++; };
net.connect(1, '127.0.0.1').on('error', check);
net.connect(1, 'localhost').on('error', check);
net.connect('/tmp/x').on('error', check);
net.createServer().on('error', check).listen(0);
net.createServer().on('error', check).listen('/tmp/x');
try { new net.Socket({ fd: 0 }); } catch (e) { check(e); }
process.on('exit', () => { if (denied !== 6) throw new Error(denied + ' denied'); });`)
}

// TestCloseLeavesNothing ends a script in the middle of everything.
func TestCloseLeavesNothing(t *testing.T) {
	res := jstest.Exec(t, jsmod.Options{}, `const net = require('net');
const server = net.createServer((c) => { c.write(Buffer.alloc(1 << 24)); c.on('error', () => {}); c.resume(); }).listen(0, '127.0.0.1', () => {
  for (let i = 0; i < 20; i++) net.connect(server.address().port, '127.0.0.1').write(Buffer.alloc(1 << 22));
  net.connect(9, '192.0.2.1').on('error', () => {});
  setTimeout(() => process.exit(7), 50);
});`)
	if res.Code != 7 {
		t.Fatalf("exit %d, %v", res.Code, res.Err)
	}
}

// TestIdleConnectionsAreCheap opens many connections and asks what each costs.
func TestIdleConnectionsAreCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("opens 400 sockets")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	const count = 200
	held := make(chan uint64, 1)
	go func() {
		var conns []net.Conn
		for range count {
			c, err := l.Accept()
			if err != nil {
				return
			}
			conns = append(conns, c)
		}
		time.Sleep(100 * time.Millisecond)
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		held <- m.HeapAlloc
		for _, c := range conns {
			c.Close()
		}
	}()
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	jstest.Run(t, `const net = require('net');
for (let i = 0; i < 200; i++) net.connect(`+portOf(l)+`, '127.0.0.1').resume();`)
	per := int64(<-held-before.HeapAlloc) / count
	t.Logf("%d bytes of heap a connection, with the runtime's share", per)
	if per > 64<<10 {
		t.Fatalf("%d bytes a connection: a waiting one must not hold a read buffer", per)
	}
}

func portOf(l net.Listener) string {
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// TestBackPressureReachesThePeer pauses a socket and sees the peer stop.
func TestBackPressureReachesThePeer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	const size = 64 << 20
	stalled := make(chan bool, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		done := make(chan struct{})
		go func() {
			c.Write(make([]byte, size))
			c.(*net.TCPConn).CloseWrite()
			close(done)
		}()
		select {
		case <-done:
			stalled <- false
		case <-time.After(150 * time.Millisecond):
			stalled <- true
		}
		io.WriteString(c, "")
		<-done
	}()
	out := jstest.Run(t, `const net = require('net');
const c = net.connect(`+portOf(l)+`, '127.0.0.1', () => {
  c.pause();
  setTimeout(() => { let n = 0; c.on('data', (d) => { n += d.length; }); c.on('end', () => console.log(n)); c.resume(); }, 300);
});`)
	if out != "67108864\n" {
		t.Fatalf("got %s bytes", out)
	}
	if !<-stalled {
		t.Fatal("64 MiB were taken from the peer while the socket was paused")
	}
}

// TestPipeGoesThroughGo echoes through pipe and asks the server's socket whether
// its bytes bypass JavaScript: then its methods are watched.
func TestPipeGoesThroughGo(t *testing.T) {
	out := jstest.Run(t, `const net = require('net');
let served;
const server = net.createServer((c) => { served = c; c.pipe(c); }).listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1');
  let n = 0, checked = false;
  const piece = Buffer.alloc(1 << 16, 'x');
  c.write(piece);
  c.on('data', (d) => {
    n += d.length;
    if (n === 1 << 16) { c.write(piece); return; }
    if (n === 1 << 17) {
      console.log('native', Object.getOwnPropertyNames(served).includes('unpipe'), served.bytesRead, served.bytesWritten);
      served.on('data', () => {});
      console.log('native', Object.getOwnPropertyNames(served).includes('unpipe'), served.bytesWritten);
      c.end(piece);
    }
  });
  c.on('end', () => { console.log(n, served.bytesRead, served.bytesWritten); server.close(); });
});`)
	want := "native true 131072 131072\nnative false 131072\n196608 196608 196608\n"
	if out != want {
		t.Fatalf("got %q, want %q", out, want)
	}
}
