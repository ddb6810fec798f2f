package tls_test

import (
	"strings"
	"testing"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

// TestGenerations runs one script in all generations and compares what it
// prints.
func TestGenerations(t *testing.T) {
	start := prelude(t) + `
const { SSL_OP_NO_TICKET } = require('crypto').constants;
const noTickets = { ...keys, maxVersion: 'TLSv1.2', secureOptions: SSL_OP_NO_TICKET };
`
	for _, tt := range []struct {
		name, script string
		want         map[string]string
	}{
		{
			"a newSession listener with two parameters", `
const server = tls.createServer(noTickets, (socket) => { console.log('secure'); socket.end('x'); });
server.once('newSession', (id, data) => console.log('told', id.length));
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, ca, maxVersion: 'TLSv1.2' });
  socket.on('error', () => {});
  socket.resume().on('close', () => server.close());
  setTimeout(() => socket.destroy(), 1500).unref();
  socket.on('close', () => process.exit());
});`,
			map[string]string{
				"v0.8": "told 32 secure", "v0.10": "told 32 secure", "v0.12": "told 32 secure", "iojs": "told 32 secure", "node": "told 32",
			},
		},
		{
			"a newSession listener with three parameters, late", `
const server = tls.createServer(noTickets, (socket) => { console.log('secure'); socket.end('x'); });
server.once('newSession', (id, data, callback) => {
  console.log(typeof callback);
  setTimeout(() => { console.log('kept'); if (callback) callback(); server.close(); }, 200);
});
server.listen(0, () => {
  tls.connect({ port: server.address().port, ca, maxVersion: 'TLSv1.2' }).resume();
});`,
			map[string]string{
				"v0.8": "undefined secure kept", "v0.10": "undefined secure kept",
				"v0.12": "function kept secure", "iojs": "function kept secure", "node": "function kept secure",
			},
		},
		{
			"resumeSession answers twice", `
const server = tls.createServer({ ...noTickets, sessionIdContext: 'x' }, (socket) => { console.log('secure'); socket.end('x'); });
server.on('newSession', (id, data, callback) => { if (callback) callback(); });
server.on('resumeSession', (id, callback) => { callback(null, null); callback(null, null); });
server.on('tlsClientError', (error) => console.log(error.code, error.message));
let session;
server.listen(0, function connect() {
  const socket = tls.connect({ port: server.address().port, ca, maxVersion: 'TLSv1.2', session });
  socket.on('error', () => {});
  socket.resume().on('close', () => {
    if (session) { server.close(); return; }
    session = socket.mine;
    connect();
  });
  socket.on('session', (given) => { socket.mine = given; });
});`,
			map[string]string{
				"v0.8": "secure secure", "v0.10": "secure secure",
				"v0.12": "secure undefined TLS session callback was called 2 times",
				"iojs":  "secure undefined TLS session callback was called 2 times",
				"node":  "secure ERR_MULTIPLE_CALLBACK Callback called multiple times",
			},
		},
		{
			"too many renegotiations", `
tls.CLIENT_RENEG_LIMIT = 1;
const server = tls.createServer(noTickets, (socket) => {
  socket.on('error', (error) => console.log(error.code, error.message));
  socket.on('close', () => { console.log('close', socket.destroyed); server.close(); });
  socket.resume();
});
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, ca }, function again() { socket.renegotiate({}, again); });
  socket.on('error', () => {});
  socket.resume();
});`,
			map[string]string{
				"v0.8": oldAttack, "v0.10": oldAttack, "v0.12": oldAttack, "iojs": oldAttack,
				"node": "ERR_TLS_SESSION_ATTACK TLS session renegotiation attack detected close true",
			},
		},
		{
			// In v0.8 a window's first handshake is free.
			"a window that is over", `
tls.CLIENT_RENEG_LIMIT = 1;
tls.CLIENT_RENEG_WINDOW = 0.6;
let count = 0;
const server = tls.createServer(noTickets, (socket) => {
  socket.on('secure', () => count++);
  socket.on('error', () => console.log(count));
  socket.on('close', () => server.close());
  socket.resume();
});
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, ca }, () => {
    const again = () => socket.renegotiate({}, again);
    setTimeout(again, 700);
  });
  socket.on('error', () => {});
  socket.resume();
});`,
			map[string]string{"v0.8": "2", "v0.10": "1", "v0.12": "1", "iojs": "1", "node": "1"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for generation, want := range tt.want {
				t.Run(generation, func(t *testing.T) {
					t.Parallel()
					r := jstest.Exec(t, jsmod.Options{Compat: generation}, start+tt.script)
					if r.Err != nil {
						t.Fatalf("%v\n%s%s", r.Err, r.Stdout, r.Stderr)
					}
					if got := strings.Join(strings.Fields(r.Stdout), " "); got != want {
						t.Errorf("got  %s\nwant %s", got, want)
					}
				})
			}
		})
	}
}

const oldAttack = "undefined TLS session renegotiation attack detected. close true"
