package tls_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/tlscore/certgen"
)

// The openssl command is the peer that the documents name for renegotiation,
// session ids and next protocols. A script cannot start it, so these are tests
// in Go around one script each.

// rig is a runtime that runs a script, and a folder of keys for both sides.
type rig struct {
	t    *testing.T
	dir  string
	out  jstest.Buffer
	over chan error
}

// startScript runs a script until the test is over.
func startScript(t *testing.T, script string) *rig {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("SKIPPED: openssl is not installed")
	}
	files, err := certgen.Generate(certgen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{t: t, dir: filepath.Join(t.TempDir(), "keys"), over: make(chan error, 1)}
	if err := files.WriteTo(r.dir, false); err != nil {
		t.Fatal(err)
	}
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(strings.NewReader(""), &r.out, &r.out)})
	if err != nil {
		t.Fatal(err)
	}
	source := fmt.Sprintf(`const fs = require('fs'), tls = require('tls'), crypto = require('crypto');
const read = (name) => fs.readFileSync(%q + '/' + name);
const keys = { key: read('server-key.pem'), cert: read('server-cert.pem') };
const { SSL_OP_NO_TICKET } = crypto.constants;
const listen = (server) => server.listen(0, '127.0.0.1', () => console.log('port', server.address().port, '.'));
`, filepath.ToSlash(r.dir)) + script
	ctx, cancel := context.WithTimeout(context.Background(), jstest.Timeout)
	go func() { r.over <- rt.Run(ctx, jsmod.Source("test.js", source)) }()
	t.Cleanup(func() {
		cancel()
		_ = rt.Close()
		if t.Failed() {
			t.Logf("the script printed:\n%s", r.out.String())
		}
	})
	return r
}

// await waits until the script has printed what fits, and returns its groups.
func (r *rig) await(pattern string) []string {
	r.t.Helper()
	return await(r.t, &r.out, pattern)
}

func await(t *testing.T, out *jstest.Buffer, pattern string) []string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for end := time.Now().Add(jstest.Timeout); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if found := re.FindStringSubmatch(out.String()); found != nil {
			return found
		}
	}
	t.Fatalf("%s does not come; there is\n%s", pattern, out.String())
	return nil
}

// openssl is a running command.
type openssl struct {
	t     *testing.T
	stdin io.WriteCloser
	out   jstest.Buffer
	over  chan struct{}
}

func (r *rig) openssl(args ...string) *openssl {
	r.t.Helper()
	cmd := exec.Command("openssl", args...)
	cmd.Dir = r.dir
	o := &openssl{t: r.t, over: make(chan struct{})}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	o.stdin, cmd.Stdout, cmd.Stderr = stdin, &o.out, &o.out
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	go func() { _ = cmd.Wait(); close(o.over) }()
	r.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-o.over
		if r.t.Failed() {
			r.t.Logf("openssl printed:\n%s", o.out.String())
		}
	})
	return o
}

// connect starts s_client against the script's server.
func (r *rig) connect(args ...string) *openssl {
	r.t.Helper()
	port := r.await(`port (\d+) \.`)[1]
	return r.openssl(append([]string{"s_client", "-connect", "127.0.0.1:" + port, "-CAfile", "server-cert.pem"}, args...)...)
}

func (o *openssl) send(text string) {
	o.t.Helper()
	if _, err := io.WriteString(o.stdin, text); err != nil {
		o.t.Fatal(err)
	}
}

func (o *openssl) await(pattern string) []string {
	o.t.Helper()
	return await(o.t, &o.out, pattern)
}

// end waits for the command to end by itself.
func (o *openssl) end() string {
	o.t.Helper()
	select {
	case <-o.over:
	case <-time.After(jstest.Timeout):
		o.t.Fatal("openssl does not end")
	}
	return o.out.String()
}

// TestOpenSSLTapsR is what the documents say about testing a server: connect
// with s_client and tap R a few times.
func TestOpenSSLTapsR(t *testing.T) {
	for _, cipher := range []string{
		"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA384",
		"AES256-GCM-SHA384", "DHE-RSA-AES128-GCM-SHA256",
	} {
		t.Run(cipher, func(t *testing.T) {
			r := startScript(t, `
let count = 0;
listen(tls.createServer({ ...keys, dhparam: 'auto' }, (socket) => {
  socket.on('secure', () => console.log('renegotiated', ++count, '.'));
  socket.on('data', (data) => { for (const line of String(data).trim().split('\n')) socket.write('got ' + line + '\n'); });
  socket.on('error', (error) => console.log('error', error.code, error.message));
  socket.on('close', () => console.log('closed'));
}));`)
			client := r.connect("-tls1_2", "-cipher", cipher)
			client.send("a line\n")
			client.await("got a line")
			for i := 1; i <= 3; i++ {
				client.send("R\n")
				r.await(fmt.Sprintf(`renegotiated %d \.`, i))
				client.send(fmt.Sprintf("line %d\n", i))
				client.await(fmt.Sprintf("got line %d", i))
			}
			client.send("R\n")
			r.await(`closed`)
			r.await(`error undefined TLS session renegotiation attack detected\.`)
			if out := client.end(); strings.Count(out, "RENEGOTIATING") != 4 || strings.Contains(out, "lert") {
				t.Errorf("openssl printed\n%s", out)
			}
		})
	}
}

// TestOpenSSLDataBetweenRenegotiations: what goes before and after them is
// complete. (What crosses one, OpenSSL's client does not take.)
func TestOpenSSLDataBetweenRenegotiations(t *testing.T) {
	r := startScript(t, `
tls.CLIENT_RENEG_LIMIT = 100;
const hash = crypto.createHash('sha256');
let count = 0, length = 0;
listen(tls.createServer(keys, (socket) => {
  socket.on('secure', () => console.log('renegotiated', ++count, '.'));
  socket.on('data', (data) => {
    length += data.length;
    hash.update(data);
    socket.write('a line of the server ' + length + '\n');
  });
  socket.on('error', (error) => console.log('error', error.code, error.message));
  socket.on('end', () => { console.log('all', hash.digest('hex'), '.'); socket.end('the end\n'); });
}));`)
	client := r.connect("-tls1_2")
	sum := sha256.New()
	sent := 0
	for i := 1; i <= 20; i++ {
		for j := range 50 {
			line := fmt.Sprintf("%d %d %s\n", i, j, strings.Repeat("x", 200))
			client.send(line)
			sum.Write([]byte(line))
			sent += len(line)
		}
		// s_client takes R for a command where a read begins with it.
		client.await(fmt.Sprintf("a line of the server %d\n", sent))
		client.send("R\n")
		r.await(fmt.Sprintf(`renegotiated %d \.`, i))
	}
	client.send("Q\n")
	if got := r.await(`all (\w+) \.`)[1]; got != hex.EncodeToString(sum.Sum(nil)) {
		t.Errorf("the server got other bytes than were sent")
	}
}

// TestOpenSSLReconnects resumes by session id: without listeners from the
// server's own cache, with them from their store.
func TestOpenSSLReconnects(t *testing.T) {
	for name, listeners := range map[string]string{
		"its own cache": ``,
		"a store of the script's": `
const sessions = {};
server.on('newSession', (id, data, callback) => {
  console.log('new');
  setTimeout(() => { sessions[id.toString('hex')] = data; callback(); }, 20);
});
server.on('resumeSession', (id, callback) => {
  console.log('resume');
  setTimeout(() => callback(null, sessions[id.toString('hex')] || null), 20);
});`,
	} {
		for _, version := range []string{"-tls1_2", "-tls1"} {
			t.Run(name+version, func(t *testing.T) {
				r := startScript(t, `
const server = tls.createServer({ ...keys, minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' }, (socket) => {
  console.log('reused', socket.isSessionReused());
  socket.end('x');
});`+listeners+`
listen(server);`)
				client := r.connect(version, "-no_ticket", "-reconnect", "-cipher", "DEFAULT:@SECLEVEL=0")
				if got := strings.Count(client.end(), "Reused, "); got != 5 {
					t.Errorf("openssl resumed %d times", got)
				}
				r.await(`(?s)(reused true.*){5}`)
				out := r.out.String()
				if strings.Count(out, "reused false") != 1 {
					t.Error("not resumed each time")
				}
				if listeners != "" && (strings.Count(out, "new\n") != 1 || strings.Count(out, "resume\n") != 5) {
					t.Error("the listeners were not asked as often as they should")
				}
			})
		}
	}
}

// TestOpenSSLSessionExpires: beyond sessionTimeout there is a full handshake.
func TestOpenSSLSessionExpires(t *testing.T) {
	r := startScript(t, `
const server = tls.createServer({ ...keys, sessionTimeout: 1 }, (socket) => {
  console.log('reused', socket.isSessionReused());
  socket.end('x');
});
listen(server);`)
	file := filepath.Join(r.dir, "session.pem")
	first := r.connect("-tls1_2", "-no_ticket", "-sess_out", file)
	r.await("reused false")
	first.end()
	if _, err := os.Stat(file); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2200 * time.Millisecond)
	if out := r.connect("-tls1_2", "-no_ticket", "-sess_in", file).end(); strings.Contains(out, "Reused, ") {
		t.Error("resumed after its time")
	}
	r.await("(?s)reused false.*reused false")
}

func TestOpenSSLNextProtocol(t *testing.T) {
	for _, tt := range []struct{ server, client, want, theirs string }{
		{`['a', 'b']`, "b,a", `"a"`, `Next protocol: (1) a`},
		{`Buffer.from('\x01b\x01a')`, "a,b", `"b"`, `Next protocol: (1) b`},
		{`['a']`, "x", `"x"`, `Next protocol: (2) x`},
		{`['a']`, "", `false`, ``},
		{`undefined`, "x", `false`, ``},
	} {
		t.Run(tt.server+"/"+tt.client, func(t *testing.T) {
			r := startScript(t, fmt.Sprintf(`
listen(tls.createServer({ ...keys, NPNProtocols: %s }, (socket) => {
  console.log('protocol', JSON.stringify(socket.npnProtocol), '.');
  socket.end();
}));`, tt.server))
			args := []string{"-tls1_2"}
			if tt.client != "" {
				args = append(args, "-nextprotoneg", tt.client)
			}
			client := r.connect(args...)
			if got := r.await(`protocol (\S+) \.`)[1]; got != tt.want {
				t.Errorf("npnProtocol is %s, not %s", got, tt.want)
			}
			if out := client.end(); tt.theirs != "" && !strings.Contains(out, tt.theirs) {
				t.Errorf("openssl printed\n%s", out)
			}
		})
	}
}

// TestOpenSSLServerAsks: s_server taps R, and the client does.
func TestOpenSSLServerAsks(t *testing.T) {
	r := startScript(t, `
let count = 0;
function connect(port) {
  const socket = tls.connect({ port, host: '127.0.0.1', ca: [read('server-cert.pem')], servername: 'localhost' });
  socket.on('secure', () => console.log('secure', ++count, socket.getProtocol(), '.'));
  socket.on('error', (error) => console.log(error.message));
  socket.on('data', (data) => {
    const text = String(data).trim();
    if (text === 'now you') socket.renegotiate({}, (error) => socket.write('I did, ' + error + '\n'));
    else socket.write('got ' + text + '\n');
  });
}
(function wait() {
  let port;
  try { port = Number(read('port')); } catch { setTimeout(wait, 20); }
  if (port > 0) connect(port);
})();`)
	server := r.openssl("s_server", "-accept", "127.0.0.1:0", "-key", "server-key.pem", "-cert", "server-cert.pem",
		"-tls1_2", "-client_renegotiation")
	port := server.await(`ACCEPT 127.0.0.1:(\d+)\s`)[1]
	if err := os.WriteFile(filepath.Join(r.dir, "port.new"), []byte(port), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(r.dir, "port.new"), filepath.Join(r.dir, "port")); err != nil {
		t.Fatal(err)
	}
	r.await(`secure 1 TLSv1.2 \.`)
	server.send("one\n")
	server.await("got one")
	server.send("r\n")
	r.await(`secure 2 TLSv1.2 \.`)
	server.send("two\n")
	server.await("got two")
	server.send("now you\n")
	server.await("I did, null")
	server.send("three\n")
	server.await("got three")
	server.send("Q\n")
	server.end()
}
