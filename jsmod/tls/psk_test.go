package tls_test

import (
	"os/exec"
	"strings"
	"testing"

	"tlsjs/internal/freeport"
)

const pskServer = `
const psk = Buffer.from('82072606b502b0f4025e90eb75fe137d', 'hex');
const server = tls.createServer({
  ciphers: 'TLS_AES_128_GCM_SHA256:PSK', dhparam: 'auto', pskIdentityHint: 'who?',
  pskCallback: (socket, identity) => (identity === 'me' ? psk : null),
}, (socket) => {
  console.log('met', socket.getProtocol(), socket.getCipher().name, '.');
  socket.on('secure', () => console.log('renegotiated'));
  socket.on('data', (data) => socket.write('got ' + data)).on('error', () => {});
});
server.on('tlsClientError', (error) => console.log('failed', error.code, '.'));
listen(server);`

const pskHex = "82072606b502b0f4025e90eb75fe137d"

// s_client with TLS 1.3 switched on, as it is by default: it offers its key for both
// versions, and takes TLS 1.2 for no downgrade.
func TestOpenSSLClientWithKey(t *testing.T) {
	for _, suite := range []string{"PSK-AES128-GCM-SHA256", "DHE-PSK-AES256-GCM-SHA384", "ECDHE-PSK-CHACHA20-POLY1305", "ECDHE-PSK-AES128-CBC-SHA256"} {
		t.Run(suite, func(t *testing.T) {
			r := startScript(t, pskServer)
			client := r.connect("-cipher", suite, "-psk", pskHex, "-psk_identity", "me")
			r.await(`met TLSv1\.2 ` + suite + ` \.`)
			client.send("a line\n")
			client.await("got a line")
			client.send("R\n")
			r.await("renegotiated")
		})
	}
}

func TestOpenSSLClientWithoutKey(t *testing.T) {
	for name, test := range map[string]struct {
		args         []string
		theirs, ours string
	}{
		"unknown":  {[]string{"-psk", pskHex, "-psk_identity", "you"}, "unknown psk identity", "ERR_SSL_PSK_IDENTITY_NOT_FOUND"},
		"wrong":    {[]string{"-psk", "00", "-psk_identity", "me"}, "bad record mac", "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC"},
		"none":     {[]string{"-tls1_2", "-cipher", "ALL"}, "handshake failure", "ERR_SSL_NO_SHARED_CIPHER"},
		"none 1.3": {nil, "handshake failure", "ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM"},
	} {
		t.Run(name, func(t *testing.T) {
			r := startScript(t, pskServer)
			client := r.connect(test.args...)
			client.await(test.theirs)
			r.await("failed " + test.ours + ` \.`)
		})
	}
}

// s_server, with TLS 1.3 switched on, in front of a client that must not offer it.
func TestOpenSSLServerWithKey(t *testing.T) {
	for _, suite := range []string{"PSK-AES256-CBC-SHA384", "DHE-PSK-AES128-GCM-SHA256", "ECDHE-PSK-CHACHA20-POLY1305"} {
		t.Run(suite, func(t *testing.T) {
			port := freeport.Find(t)
			r := startScript(t, `
const psk = Buffer.from('82072606b502b0f4025e90eb75fe137d', 'hex');
(function connect() {
  const socket = tls.connect({
    port: `+port+`, host: '127.0.0.1', ciphers: 'TLS_AES_128_GCM_SHA256:`+suite+`', checkServerIdentity() {},
    pskCallback: (hint) => (console.log('hint', hint, '.'), { psk, identity: 'me' }),
  }, () => {
    console.log('met', socket.getProtocol(), socket.getCipher().name, socket.authorized, '.');
    socket.write('drawer\n');
  });
  socket.on('data', (data) => console.log('got', String(data).trim(), '.'));
  socket.on('error', (error) => (error.code === 'ECONNREFUSED' ? setTimeout(connect, 20) : console.log(error)));
})();`)
			r.openssl("s_server", "-accept", "127.0.0.1:"+port, "-nocert", "-psk", pskHex, "-psk_identity", "me",
				"-psk_hint", "who?", "-rev", "-cipher", "PSK")
			r.await(`hint who\? \.`)
			r.await(`met TLSv1\.2 ` + suite + ` true \.`)
			r.await(`got reward \.`)
		})
	}
}

// Node on the other end, which has keys in TLS 1.3 too: both roles.
func TestNodeWithKey(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("SKIPPED: node is not installed")
	}
	t.Run("client", func(t *testing.T) {
		r := startScript(t, pskServer)
		port := r.await(`port (\d+) \.`)[1]
		out, err := exec.Command("node", "-e", `
const socket = require('tls').connect({
  port: `+port+`, host: '127.0.0.1', ciphers: 'PSK+HIGH:TLS_AES_128_GCM_SHA256', checkServerIdentity() {},
  pskCallback: (hint) => ({ psk: Buffer.from('`+pskHex+`', 'hex'), identity: 'me' }),
}, () => {
  console.log(socket.getProtocol(), socket.authorized);
  socket.write('x');
});
socket.on('data', (data) => { console.log(String(data)); socket.end(); });`).CombinedOutput()
		if err != nil || string(out) != "TLSv1.2 true\ngot x\n" {
			t.Errorf("%v: %s", err, out)
		}
	})
	t.Run("server", func(t *testing.T) {
		cmd := exec.Command("node", "-e", `
const server = require('tls').createServer({
  ciphers: 'PSK+HIGH:TLS_AES_128_GCM_SHA256', pskIdentityHint: 'who?',
  pskCallback: (socket, identity) => (identity === 'me' ? Buffer.from('`+pskHex+`', 'hex') : null),
}, (socket) => socket.end('met ' + socket.getProtocol()));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume();`)
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { in.Close(); _ = cmd.Wait() })
		line := make([]byte, 16)
		n, err := out.Read(line)
		if err != nil {
			t.Fatal(err)
		}
		r := startScript(t, `
tls.connect({
  port: `+strings.TrimSpace(string(line[:n]))+`, host: '127.0.0.1', ciphers: 'PSK+HIGH:TLS_AES_128_GCM_SHA256', checkServerIdentity() {},
  pskCallback: (hint) => ({ psk: Buffer.from('`+pskHex+`', 'hex'), identity: hint === 'who?' ? 'me' : 'nobody' }),
}).on('error', (error) => console.log(error)).on('data', (data) => console.log(String(data), '.'));`)
		r.await(`met TLSv1\.2 \.`)
	})
}
