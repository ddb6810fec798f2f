package dgram_test

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// few is UDP that reaches one address and binds to the loopback interface only.
type few struct {
	module.UDP
	address string

	mu    sync.Mutex
	asked []string
}

func (f *few) ListenPacket(ctx context.Context, network, address string, opt module.PacketOptions) (net.PacketConn, error) {
	if !strings.HasPrefix(address, "127.0.0.1:") {
		return nil, fmt.Errorf("%s: %w", address, module.ErrDenied)
	}
	return f.UDP.ListenPacket(ctx, network, address, opt)
}

func (f *few) Reach(network, address string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, network+" "+address)
	if address != f.address {
		return module.ErrDenied
	}
	return nil
}

func everything() jsmod.Permissions { return jsmod.Everything(nil, nil, nil) }

// sandboxed runs a script with some UDP and nothing else.
func sandboxed(t *testing.T, udp module.UDP, source string) string {
	t.Helper()
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{UDP: udp}}, source)
	if r.Err != nil {
		t.Fatalf("%v\n%s", r.Err, r.Stderr)
	}
	return r.Stdout
}

// TestReach: each way to an address asks the embedder, and so does bind.
func TestReach(t *testing.T) {
	udp := &few{UDP: everything().UDP, address: "127.0.0.1:9"}
	got := sandboxed(t, udp, `
		const dgram = require('dgram');
		const told = (label) => (error) => console.log(label, error ? error.code : 'done');
		const s = dgram.createSocket('udp4');
		s.bind(0, '127.0.0.1', () => {
			s.send('x', 9, '127.0.0.1', told('send'));
			s.send('x', 10, '127.0.0.1', told('send elsewhere'));
			try { s.addMembership('224.0.0.114'); } catch (e) { console.log('group', e.code, e.permission); }
			try { s.addSourceSpecificMembership('127.0.0.1', '232.1.1.1'); } catch (e) { console.log('source', e.code); }
			s.connect(10, '127.0.0.1', (e) => {
				console.log('connect elsewhere', e.code);
				s.connect(9, '127.0.0.1', () => { console.log('connect'); s.close(); });
			});
		});
		const other = dgram.createSocket('udp4');
		other.on('error', (e) => console.log('bind elsewhere', e.code, e.permission));
		other.bind(0);
		const group = dgram.createSocket('udp4');
		try { group.addMembership('224.0.0.114'); } catch (e) { console.log('unbound', e.code); }`)
	lines := strings.Split(strings.TrimSpace(got), "\n")
	slices.Sort(lines)
	want := []string{
		"bind elsewhere ERR_ACCESS_DENIED Net", "connect", "connect elsewhere ERR_ACCESS_DENIED", "group ERR_ACCESS_DENIED Net",
		"send done", "send elsewhere ERR_ACCESS_DENIED", "source ERR_ACCESS_DENIED", "unbound ERR_ACCESS_DENIED",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("%q", lines)
	}
	for _, address := range []string{"udp4 127.0.0.1:9", "udp4 127.0.0.1:10", "udp4 224.0.0.114:0", "udp4 232.1.1.1:0"} {
		if !slices.Contains(udp.asked, address) {
			t.Errorf("%s was not asked for: %q", address, udp.asked)
		}
	}
}

// TestPortOutOfRange: what the embedder is asked of is where a datagram goes, whoever
// calls the handle.
func TestPortOutOfRange(t *testing.T) {
	got := sandboxed(t, everything().UDP, `
		const s = require('dgram').createSocket('udp4');
		s.bind(0, '127.0.0.1', () => {
			const [key] = Object.getOwnPropertySymbols(s).filter((k) => s[k] && s[k].handle);
			console.log(s[key].handle.send([Buffer.from('x')], '127.0.0.1', 65536 + 9)[0] < 0);
			console.log(s[key].handle.connect('127.0.0.1', -1) < 0);
			s.close();
		});`)
	if got != "true\ntrue\n" {
		t.Errorf("%q", got)
	}
}

// hidden is a connection of the embedder's own: no socket options, and what is sent
// goes through its methods.
type hidden struct {
	net.PacketConn
	sent chan string
}

func (h *hidden) WriteTo(b []byte, to net.Addr) (int, error) {
	if string(b) == "denied" {
		return 0, module.ErrDenied
	}
	h.sent <- string(b)
	return h.PacketConn.WriteTo(b, to)
}

type hiding struct {
	module.UDP
	sent chan string
}

func (h hiding) ListenPacket(ctx context.Context, network, address string, opt module.PacketOptions) (net.PacketConn, error) {
	c, err := h.UDP.ListenPacket(ctx, network, address, opt)
	if err != nil {
		return nil, err
	}
	return &hidden{PacketConn: c, sent: h.sent}, nil
}

// TestForeignConn: what the embedder returns need not be a socket. A peer is kept to
// all the same.
func TestForeignConn(t *testing.T) {
	sent := make(chan string, 10)
	got := sandboxed(t, hiding{everything().UDP, sent}, `
		const dgram = require('dgram');
		const a = dgram.createSocket('udp4'), b = dgram.createSocket('udp4'), c = dgram.createSocket('udp4');
		a.on('message', (m) => { console.log('a', String(m)); for (const s of [a, b, c]) s.close(); });
		b.bind(0, '127.0.0.1');
		c.bind(0, '127.0.0.1');
		a.bind(0, '127.0.0.1', () => setImmediate(() => {
			for (const fn of [() => a.setTTL(5), () => a.setBroadcast(true), () => a.getSendBufferSize()]) {
				try { fn(); } catch (e) { console.log(e.code, e.message); }
			}
			a.send('denied', 9, '127.0.0.1', (e) => { console.log(e.code); a.connect(b.address().port, '127.0.0.1', connected); });
			const connected = () => {
				c.send('from c', a.address().port, '127.0.0.1', () => {
					a.send('to b', (e, n) => console.log(e, n));
					console.log(a.getSendQueueSize(), a.getSendQueueCount());
				});
			};
		}));
		b.on('message', (m, { port }) => b.send('from b', port, '127.0.0.1'));`)
	want := "ENOTSUP setTTL ENOTSUP\nENOTSUP setBroadcast ENOTSUP\n" +
		"ERR_SOCKET_BUFFER_SIZE Could not get or set buffer size: uv_send_buffer_size returned ENOTSUP (operation not supported on socket)\n" +
		"ERR_ACCESS_DENIED\n4 1\n"
	// The answer and the end of what it answers come from two goroutines.
	if got != want+"null 4\na from b\n" && got != want+"a from b\nnull 4\n" {
		t.Errorf("%q", got)
	}
	close(sent)
	var all []string
	for text := range sent {
		all = append(all, text)
	}
	if !slices.Equal(all, []string{"from c", "to b", "from b"}) {
		t.Errorf("%q", all)
	}
}

// TestEndOfRuntime: sockets end with their runtime, whatever they are doing.
func TestEndOfRuntime(t *testing.T) {
	for _, source := range []string{
		`require('dgram').createSocket('udp4').bind(0); setTimeout(() => process.exit(), 20);`,
		`const s = require('dgram').createSocket('udp4'); s.addMembership('224.0.0.114'); process.exit();`,
		`const s = require('dgram').createSocket('udp4').unref(); s.bind(0);`,
		// The reader waits for a script that hears nothing.
		`const s = require('dgram').createSocket('udp4');
		 s.bind(0, '127.0.0.1', () => {
			 for (let i = 0; i < 400; i++) s.send('x', s.address().port, '127.0.0.1');
			 const end = Date.now() + 200;
			 while (Date.now() < end);
			 process.exit();
		 });`,
	} {
		rt, err := jsmod.New(jsmod.Options{Permissions: everything()})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), jstest.Timeout)
		if err := rt.Run(ctx, jsmod.Source("end.js", source)); err != nil {
			t.Errorf("%v: %s", err, source)
		}
		cancel()
		closed := make(chan struct{})
		go func() { rt.Close(); close(closed) }()
		select {
		case <-closed:
		case <-time.After(10 * time.Second):
			t.Fatalf("Close waits: %s", source)
		}
	}
}

// flood is a connection whose datagrams never end. It counts them.
type flood struct {
	mu    sync.Mutex
	count int
	done  chan struct{}
	once  sync.Once
}

func (f *flood) ReadFrom(b []byte) (int, net.Addr, error) {
	select {
	case <-f.done:
		return 0, nil, net.ErrClosed
	default:
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.count++
	return copy(b, "flood"), &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9}, nil
}

func (f *flood) WriteTo(b []byte, _ net.Addr) (int, error) { return len(b), nil }
func (f *flood) Close() error                              { f.once.Do(func() { close(f.done) }); return nil }
func (f *flood) LocalAddr() net.Addr                       { return &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 10} }
func (f *flood) SetDeadline(time.Time) error               { return nil }
func (f *flood) SetReadDeadline(time.Time) error           { return nil }
func (f *flood) SetWriteDeadline(time.Time) error          { return nil }

type flooding struct{ conn *flood }

func (f flooding) ListenPacket(context.Context, string, string, module.PacketOptions) (net.PacketConn, error) {
	return f.conn, nil
}
func (flooding) Reach(string, string) error { return nil }

// TestBounded: a peer that sends without end does not fill the memory of a script that
// is busy, and does not keep its timers waiting.
func TestBounded(t *testing.T) {
	busy := &flood{done: make(chan struct{})}
	got := sandboxed(t, flooding{busy}, `
		const s = require('dgram').createSocket('udp4');
		s.bind(0, '127.0.0.1', () => {
			const end = Date.now() + 200;
			while (Date.now() < end);
			s.close();
			console.log('closed');
		});`)
	if got != "closed\n" || busy.count < 200 || busy.count > 300 {
		t.Errorf("%q, %d datagrams", got, busy.count)
	}
	got = sandboxed(t, flooding{&flood{done: make(chan struct{})}}, `
		const s = require('dgram').createSocket('udp4');
		let heard = 0;
		s.on('message', () => heard++);
		s.bind(0, '127.0.0.1');
		let turns = 0;
		const timer = setInterval(() => {
			if (heard < 1000 || ++turns < 5) return;
			clearInterval(timer);
			s.close();
			console.log('heard and timed');
		}, 1);`)
	if got != "heard and timed\n" {
		t.Errorf("%q", got)
	}
}
