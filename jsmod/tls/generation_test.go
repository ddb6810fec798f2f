package tls_test

import (
	"crypto/x509"
	"fmt"
	"strings"
	"testing"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/tlscore/certgen"
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
		{
			"a version, and what getCipher has", `
const server = tls.createServer(keys, (socket) => socket.end());
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, ca }, () => {
    console.log(socket.getProtocol(), Object.keys(socket.getCipher()).join(), socket.getCipher().version);
    server.close();
  });
  socket.resume();
});`,
			map[string]string{
				"v0.8": "TLSv1.2 name,version TLSv1/SSLv3", "v0.10": "TLSv1.2 name,version TLSv1/SSLv3",
				"v0.12": "TLSv1.2 name,version TLSv1/SSLv3",
				"iojs":  "TLSv1.3 name,standardName,version TLSv1.3", "node": "TLSv1.3 name,standardName,version TLSv1.3",
			},
		},
		{
			"TLS 1.3 when asked for", `
const server = tls.createServer({ ...keys, maxVersion: 'TLSv1.3' }, (socket) => socket.end());
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, ca, maxVersion: 'TLSv1.3' }, () => {
    console.log(socket.getProtocol(), socket.getCipher().version);
    server.close();
  });
  socket.resume();
});`,
			map[string]string{"v0.8": "TLSv1.3 TLSv1.3", "v0.12": "TLSv1.3 TLSv1.3", "node": "TLSv1.3 TLSv1.3"},
		},
		{
			"a name that does not match", `
const server = tls.createServer(keys, (socket) => socket.end());
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, ca, servername: 'x.example', rejectUnauthorized: false }, () => {
    console.log(socket.authorized, socket.authorizationError.replace(/altnames: .*/, 'altnames: ...'));
    server.close();
  });
  socket.resume();
});`,
			map[string]string{
				"v0.10": "false Hostname/IP doesn't match certificate's altnames",
				"v0.12": "false Hostname/IP doesn't match certificate's altnames: ...",
				"iojs":  "false ERR_TLS_CERT_ALTNAME_INVALID", "node": "false ERR_TLS_CERT_ALTNAME_INVALID",
			},
		},
		{
			"a weak certificate of one's own", weakCertificates(t) + `
try {
  tls.createSecureContext({ key: weak.key, cert: weak.cert });
  console.log('taken');
} catch (error) {
  console.log(error.code);
}
try {
  tls.createSecureContext({ key: weak.key, cert: weak.cert, ciphers: 'ALL:@SECLEVEL=1' });
} catch (error) {
  console.log(error.code);
}`,
			map[string]string{
				"v0.8": "taken ERR_SSL_CA_MD_TOO_WEAK", "v0.10": "taken ERR_SSL_CA_MD_TOO_WEAK", "v0.12": "taken ERR_SSL_CA_MD_TOO_WEAK",
				"iojs": "taken ERR_SSL_CA_MD_TOO_WEAK", "node": "ERR_SSL_CA_MD_TOO_WEAK ERR_SSL_CA_MD_TOO_WEAK",
			},
		},
		{
			"a weak certificate of a peer", weakCertificates(t) + `
const server = tls.createServer({ key: weak.key, cert: weak.cert, ciphers: 'ALL:@SECLEVEL=0' }, (socket) => socket.end());
server.on('tlsClientError', () => {});
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, ca: weak.ca, rejectUnauthorized: false, servername: 'localhost' }, () => {
    console.log(socket.authorized, socket.authorizationError);
    server.close();
  });
  socket.on('error', (error) => { console.log(error.code); server.close(); });
  socket.resume();
});`,
			map[string]string{
				"v0.8": "true null", "v0.10": "true null", "v0.12": "true null",
				"iojs": "false UNSPECIFIED", "node": "false UNSPECIFIED", // OpenSSL's CA_MD_TOO_WEAK, as Node names it
			},
		},
		{
			"a server without a certificate", `
try {
  tls.createServer({});
  console.log('made');
} catch (error) {
  console.log(error.message);
}`,
			map[string]string{
				"v0.8": "made", "v0.10": "Missing PFX or certificate + private key.", "v0.12": "made", "iojs": "made", "node": "made",
			},
		},
		{
			"a client that is hung up on", `
const server = net.createServer((socket) => socket.once('data', () => socket.destroy()));
server.listen(0, () => {
  tls.connect({ port: server.address().port }).on('error', (error) => {
    console.log(error.code, /hang up|disconnected/.exec(error.message)[0]);
    server.close();
  });
});`,
			map[string]string{
				"v0.8": "ECONNRESET hang up", "v0.10": "ECONNRESET hang up", "v0.12": "ECONNRESET hang up",
				"iojs": "ECONNRESET disconnected", "node": "ECONNRESET disconnected",
			},
		},
		{
			"what a destroyed socket tells, and the one beside it", `
const server = tls.createServer(keys, (socket) => socket.on('error', () => {}));
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, ca }, () => {
    const beside = socket.socket && socket.socket.remotePort === server.address().port;
    socket.destroy();
    console.log(socket.getCipher() !== null, socket.getPeerCertificate() !== null, beside);
    server.close();
  });
});`,
			map[string]string{
				"v0.8": "true true true", "v0.10": "true true true", "v0.12": "true true undefined",
				"iojs": "false false undefined", "node": "false false undefined",
			},
		},
		{
			"a socket that nobody reads", `
const server = net.createServer((socket) => socket.end('unread'));
server.listen(0, () => {
  const socket = net.connect(server.address().port);
  socket.on('close', () => console.log('closed'));
  setTimeout(() => { console.log(socket.readableLength); socket.destroy(); server.close(); }, 300);
});`,
			map[string]string{
				"v0.8": "closed 6", "v0.10": "closed 6", "v0.12": "closed 6", "iojs": "6 closed", "node": "6 closed",
			},
		},
		{
			// The second is read from before its end, the third may go on writing.
			"sockets that somebody reads", `
const server = net.createServer({ allowHalfOpen: true }, (socket) => socket.end('read me'));
server.listen(0, () => {
  const port = server.address().port;
  const paused = net.connect(port).pause();
  setTimeout(() => paused.on('data', (data) => console.log('paused', String(data))).resume(), 100);
  const listened = net.connect(port);
  listened.on('readable', () => {});
  setTimeout(() => console.log('listened', String(listened.read())), 200);
  const half = net.connect({ port, allowHalfOpen: true });
  setTimeout(() => half.on('data', (data) => console.log('half', String(data))).end(), 300);
  setTimeout(() => process.exit(), 500);
});`,
			map[string]string{
				"v0.8":  "paused read me listened read me half read me",
				"v0.12": "paused read me listened read me half read me", "node": "paused read me listened read me half read me",
			},
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

// weakCertificates gives scripts a certificate that a CA signed with SHA-1.
func weakCertificates(t *testing.T) string {
	t.Helper()
	ca, err := certgen.Issue(certgen.Template{CommonName: "ca", CA: true, Algorithm: certgen.RSA})
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := certgen.Issue(certgen.Template{
		CommonName: "localhost", Names: []string{"localhost"}, Issuer: ca,
		Modify: func(c *x509.Certificate) { c.SignatureAlgorithm = x509.SHA1WithRSA },
	})
	if err != nil {
		t.Fatal(err)
	}
	key, err := leaf.KeyPEM("")
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("const weak = { ca: %q, cert: %q, key: %q };\n", ca.CertPEM(), leaf.CertPEM(), key)
}
