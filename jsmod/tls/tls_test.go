package tls_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/tlscore/certgen"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// prelude gives scripts keys and the names that all of them use.
func prelude(t *testing.T) string {
	t.Helper()
	files, err := certgen.Generate(certgen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "keys")
	if err := files.WriteTo(dir, false); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(`const fs = require('fs'), net = require('net'), tls = require('tls'), assert = require('assert');
const { Duplex, duplexPair } = require('stream');
const read = (name) => fs.readFileSync(%q + '/' + name);
const keys = { key: read('server-key.pem'), cert: read('server-cert.pem') };
const ca = read('server-cert.pem');
`, filepath.ToSlash(dir))
}

// noTickets begins a script with a server whose sessions have ids.
const noTickets = `const s = tls.createServer({ ...keys, maxVersion: 'TLSv1.2', secureOptions: require('crypto').constants.SSL_OP_NO_TICKET }, () => {});
`

// TestCloseInEveryState closes runtimes whose connections are in the middle of
// something. That nothing is left is goleak's to say, and Close must return.
func TestCloseInEveryState(t *testing.T) {
	start := prelude(t)
	for name, script := range map[string]string{
		"server that listens": `tls.createServer(keys).listen(0, () => console.log('ready'));`,
		"established": `const s = tls.createServer(keys, (c) => c.resume()).listen(0, () => {
			tls.connect({ port: s.address().port, ca }, () => console.log('ready')); });`,
		"client in mid-handshake": `const s = net.createServer((c) => c.resume()).listen(0, () => {
			tls.connect({ port: s.address().port, ca }).on('connect', () => setTimeout(console.log, 20, 'ready')); });`,
		"server in mid-handshake": `const s = tls.createServer(keys).listen(0, () => {
			net.connect(s.address().port, function() { this.write(Buffer.from('1603010200', 'hex')); setTimeout(console.log, 20, 'ready'); }); });`,
		"SNICallback that never answers": `const s = tls.createServer({ ...keys, SNICallback() { console.log('ready'); } }).listen(0, () => {
			tls.connect({ port: s.address().port, ca, servername: 'localhost' }); });`,
		"OCSPRequest that never answers": `const s = tls.createServer({ pfx: read('server.pfx') }).listen(0, () => {
			tls.connect({ port: s.address().port, ca, requestOCSP: true }); });
			s.on('OCSPRequest', () => console.log('ready'));`,
		"newSession that never answers": noTickets + `s.on('newSession', (id, data, callback) => console.log('ready'));
			s.listen(0, () => tls.connect({ port: s.address().port, ca, maxVersion: 'TLSv1.2' }));`,
		"resumeSession that never answers": noTickets + `s.on('resumeSession', (id, callback) => console.log('ready'));
			s.listen(0, () => tls.connect({ port: s.address().port, ca }));`,
		"a renegotiation that gets no answer": noTickets + `s.on('secureConnection', (c) => c.resume()).listen(0, () => {
			const front = net.createServer((c) => { const back = net.connect(s.address().port); back.pipe(c); c.on('data', (b) => back.write(b)); front.last = c; });
			front.listen(0, () => { const c = tls.connect({ port: front.address().port, ca, maxVersion: 'TLSv1.2' }, () => {
				front.last.removeAllListeners('data'); front.last.pause(); c.resume(); c.renegotiate({}, () => {}); c.write('x'); setTimeout(console.log, 50, 'ready'); }); }); });`,
		"renegotiations without end": noTickets + `tls.CLIENT_RENEG_LIMIT = Infinity;
			s.on('secureConnection', (c) => c.resume()).listen(0, () => {
			let n = 0; const c = tls.connect({ port: s.address().port, ca, maxVersion: 'TLSv1.2' }, function again() {
				if (++n === 10) console.log('ready'); c.renegotiate({}, again); }).resume(); });`,
		"a renegotiation over a duplex": `const one = tls.createSecurePair(tls.createSecureContext({ ...keys, maxVersion: 'TLSv1.2' }), true);
			const two = tls.createSecurePair(tls.createSecureContext({ ca }), false);
			one.encrypted.pipe(two.encrypted); two.encrypted.pipe(one.encrypted);
			two.on('secure', () => { two.encrypted.unpipe(); one.cleartext.renegotiate({}); two.cleartext.renegotiate({}); two.cleartext.write('x');
				setInterval(() => {}, 1000); setTimeout(console.log, 50, 'ready'); });`,
		"callbacks that throw": `process.on('uncaughtException', () => {});
			const s = tls.createServer({ ...keys, ALPNCallback() { console.log('ready'); throw new Error('x'); } }).listen(0, () => {
			tls.connect({ port: s.address().port, ca, ALPNProtocols: ['a'] }).on('error', () => {}); });`,
		"duplex below that takes nothing": `const socket = new Duplex({ read() {}, write() { console.log('ready'); setInterval(() => {}, 1000); } });
			tls.connect({ socket, ca });`,
		"duplex below, established": `const s = tls.createServer(keys, (c) => c.resume()).listen(0, () => {
			const raw = net.connect(s.address().port);
			const socket = new Duplex({ read() {}, write(b, e, cb) { raw.write(b, cb); } });
			raw.on('data', (b) => socket.push(b));
			tls.connect({ socket, ca, servername: 'localhost' }, () => console.log('ready')); });`,
		"writes that nobody reads": `const s = tls.createServer(keys, (c) => c.pause()).listen(0, () => {
			const c = tls.connect({ port: s.address().port, ca }, () => {
				for (let i = 0; i < 50; i++) c.write(Buffer.alloc(1 << 18));
				setTimeout(console.log, 50, 'ready'); }); });`,
		"secure pair": `tls.createSecurePair(tls.createSecureContext(keys), true); tls.createSecurePair(null, false);
			setInterval(() => {}, 1000); setTimeout(console.log, 20, 'ready');`,
	} {
		t.Run(name, func(t *testing.T) {
			defer goleak.VerifyNone(t)
			var out jstest.Buffer
			rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(strings.NewReader(""), &out, &out)})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), jstest.Timeout)
			defer cancel()
			ended := make(chan error, 1)
			go func() { ended <- rt.Run(ctx, jsmod.Source("test.js", start+script)) }()
			for !strings.Contains(out.String(), "ready") {
				select {
				case err := <-ended:
					t.Fatalf("ended early: %v\n%s", err, out.String())
				case <-time.After(time.Millisecond):
				}
			}
			closed := make(chan struct{})
			go func() { _ = rt.Close(); close(closed) }()
			select {
			case <-closed:
			case <-time.After(10 * time.Second):
				t.Fatal("Close does not return")
			}
			<-ended
		})
	}
}

// TestHammer lets 200 clients loose on one server, a third of which talk
// garbage, vanish, or stop half-way; the others must not notice.
func TestHammer(t *testing.T) {
	out := jstest.Run(t, prelude(t)+`
const total = 200;
let served = 0, failures = 0, echoed = 0, left = total;
const server = tls.createServer({ ...keys, handshakeTimeout: 20000 }, (socket) => {
  served++;
  socket.on('error', () => {});
  socket.pipe(socket);
});
server.on('tlsClientError', () => failures++);
const over = () => {
  if (--left > 0) return start();
  server.close(() => console.log(served, echoed, failures));
};
const block = Buffer.alloc(20000, 'abc');
let next = 0;
function good() {
  const client = tls.connect({ port: server.address().port, ca });
  let size = 0;
  client.on('data', (data) => { size += data.length; });
  client.on('end', () => { if (size === block.length) echoed++; });
  client.on('error', (error) => console.log('error', error.message));
  client.on('close', over);
  client.end(block);
}
function bad(kind) {
  const socket = net.connect(server.address().port, () => {
    if (kind === 0) socket.write('garbage, and more of it than anybody wants');
    else if (kind === 1) socket.end(Buffer.from('160301020001', 'hex'));
    else socket.resetAndDestroy();
  });
  socket.on('error', () => {}).on('close', over).resume();
}
function start() {
  if (next >= total) return;
  const number = next++;
  if (number % 3 === 2) bad((number - 2) / 3 % 3);
  else good();
}
server.listen(0, () => { for (let i = 0; i < 20; i++) start(); });
`)
	var served, echoed, failures int
	if _, err := fmt.Sscan(out, &served, &echoed, &failures); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	// A connection that is reset before it is accepted never was one.
	if served != 134 || echoed != 134 || failures < 44 || failures > 66 {
		t.Errorf("served %d, echoed %d, failures %d", served, echoed, failures)
	}
}

// TestWithoutNetwork: a script that may not use the network cannot do so by TLS.
func TestWithoutNetwork(t *testing.T) {
	res := jstest.Sandboxed(t, jsmod.Options{}, `
const tls = require('tls');
const check = (name) => (error) => console.log(name, error.code, error.permission);
tls.connect({ port: 1, host: '127.0.0.1' }).on('error', check('connect'));
tls.createServer().listen(1, '127.0.0.1').on('error', check('listen'));
`)
	if res.Err != nil || res.Stdout != "connect ERR_ACCESS_DENIED Net\nlisten ERR_ACCESS_DENIED Net\n" &&
		res.Stdout != "listen ERR_ACCESS_DENIED Net\nconnect ERR_ACCESS_DENIED Net\n" {
		t.Errorf("%v\n%s", res.Err, res.Stdout)
	}
}

// TestScriptCannotPanicTheHost takes away what the native half uses.
func TestScriptCannotPanicTheHost(t *testing.T) {
	jstest.Run(t, `
const tls = require('tls');
const { Error } = globalThis;
delete globalThis.Error;
for (const make of [() => tls.createSecureContext({ key: 'x', cert: 'y' }), () => tls.createSecureContext().context.getTicketKeys.call({})]) {
  try { make(); } catch (e) { continue; }
  process.exit(1);
}
globalThis.Error = Error;
`)
}
