package tlscore

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tlsjs/internal/freeport"
)

// program finds a foreign program or skips aloud.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("skipped: there is no %s program", name)
	}
	return path
}

// keyDir writes the test's key material where programs can read it.
func keyDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, p := range testPairs() {
		for suffix, b := range map[string][]byte{"-cert.pem": p.cert, "-key.pem": p.key} {
			if err := os.WriteFile(filepath.Join(dir, name+suffix), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// foreign is a running program; it is killed when the test ends.
type foreign struct {
	stdin  io.WriteCloser
	output *bufio.Reader // stdout and stderr
	wait   func() error
}

func start(t *testing.T, dir, name string, args ...string) *foreign {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	cmd := exec.CommandContext(ctx, program(t, name), args...)
	cmd.Dir = dir
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = w, w
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	f := &foreign{stdin: stdin, output: bufio.NewReader(r), wait: cmd.Wait}
	t.Cleanup(func() {
		cancel()
		stdin.Close()
		_ = cmd.Wait()
		r.Close()
	})
	return f
}

// expect reads lines until one contains want, and returns all of them.
func (f *foreign) expect(t *testing.T, want string) string {
	t.Helper()
	var seen strings.Builder
	for {
		line, err := f.output.ReadString('\n')
		seen.WriteString(line)
		if strings.Contains(line, want) {
			return seen.String()
		}
		if err != nil {
			t.Fatalf("no %q in the output:\n%s", want, seen.String())
		}
	}
}

// finish ends the program's input and waits for its end.
func (f *foreign) finish() {
	f.stdin.Close()
	_ = f.wait() // its status does not matter
}

// acceptOne serves one connection that comes in on a free port.
func acceptOne(t *testing.T, cfg ServerConfig) (port string, accepted <-chan *Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	conns := make(chan *Conn, 8)
	go func() {
		defer close(conns)
		for {
			raw, err := l.Accept()
			if err != nil {
				return
			}
			conns <- Server(raw, cfg)
		}
	}()
	_, port, _ = net.SplitHostPort(l.Addr().String())
	return port, conns
}

func handshake(t *testing.T, c *Conn) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	t.Cleanup(func() { c.Close() })
	return c.HandshakeContext(ctx)
}

func dialPort(t *testing.T, port string) net.Conn {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for {
		c, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			t.Cleanup(func() { c.Close() })
			return c
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// suitesToTry is one suite of each kind that crypto/tls and OpenSSL 3 share.
var suitesToTry = []struct {
	version uint16
	flag    string
	suite   string
}{
	{0x0304, "-tls1_3", "TLS_AES_128_GCM_SHA256"},
	{0x0304, "-tls1_3", "TLS_AES_256_GCM_SHA384"},
	{0x0304, "-tls1_3", "TLS_CHACHA20_POLY1305_SHA256"},
	{0x0303, "-tls1_2", "ECDHE-RSA-AES256-GCM-SHA384"},
	{0x0303, "-tls1_2", "ECDHE-ECDSA-CHACHA20-POLY1305"},
	{0x0303, "-tls1_2", "ECDHE-RSA-AES128-SHA256"},
	{0x0303, "-tls1_2", "AES128-SHA"},
	{0x0302, "-tls1_1", "ECDHE-RSA-AES128-SHA"},
	{0x0301, "-tls1", "AES256-SHA"},
}

func TestOpenSSLClient(t *testing.T) {
	dir := keyDir(t)
	for _, c := range suitesToTry {
		t.Run(c.suite+c.flag, func(t *testing.T) {
			// The suite decides here, not at the client, which offers all.
			ctx := mustContext(t, trusting(identity(Options{MinVersion: 0x0301, HonorCipherOrder: true,
				Ciphers: c.suite + ":TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:ALL:@SECLEVEL=0"}, "rsa", "ec"), "client"))
			port, accepted := acceptOne(t, ServerConfig{Context: ctx, RequestCert: true, ALPN: []string{"echo"}})
			s := start(t, dir, "openssl", "s_client", "-connect", "127.0.0.1:"+port, c.flag, "-cipher", "ALL:@SECLEVEL=0",
				"-servername", "localhost", "-alpn", "echo", "-quiet", "-no_ign_eof", "-cert", "client-cert.pem", "-key", "client-key.pem", "-CAfile", "rsa-cert.pem")
			conn := <-accepted
			if err := handshake(t, conn); err != nil {
				t.Fatal(err)
			}
			state := conn.State()
			if state.Cipher.Name != c.suite || state.Version != c.version || state.ALPN != "echo" || state.ServerName != "localhost" {
				t.Errorf("%s %s %q %q", state.VersionName, state.Cipher.Name, state.ALPN, state.ServerName)
			}
			if len(state.Peer) != 1 || state.VerifyError != nil {
				t.Errorf("client certificate: %d, %v", len(state.Peer), state.VerifyError)
			}
			io.WriteString(s.stdin, "to the server\n")
			line, err := bufio.NewReader(conn).ReadString('\n')
			if err != nil || line != "to the server\n" {
				t.Fatalf("read %q, %v", line, err)
			}
			io.WriteString(conn, "to the client\n")
			s.expect(t, "to the client")
			s.stdin.Close()
			if _, err := conn.Read(make([]byte, 1)); err != io.EOF || conn.Truncated() != nil {
				t.Errorf("end: %v, %v", err, conn.Truncated())
			}
			if err := conn.CloseWrite(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestOpenSSLServer(t *testing.T) {
	dir := keyDir(t)
	for _, c := range suitesToTry {
		t.Run(c.suite+c.flag, func(t *testing.T) {
			port := freeport.Find(t)
			suite := "-cipher"
			list := c.suite + ":@SECLEVEL=0"
			if c.version == 0x0304 {
				suite, list = "-ciphersuites", c.suite
			}
			s := start(t, dir, "openssl", "s_server", "-accept", "127.0.0.1:"+port, c.flag, suite, list, "-naccept", "1",
				"-cert", "rsa-cert.pem", "-key", "rsa-key.pem", "-dcert", "ec-cert.pem", "-dkey", "ec-key.pem", "-Verify", "1", "-CAfile", "client-cert.pem", "-alpn", "echo", "-quiet")
			raw := dialPort(t, port)
			ctx := mustContext(t, identity(Options{MinVersion: 0x0301, Ciphers: "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:ALL:@SECLEVEL=0",
				CA: [][]byte{testPairs()["rsa"].cert, testPairs()["ec"].cert}}, "client"))
			conn := Client(raw, ClientConfig{Context: ctx, ServerName: "localhost", ALPN: []string{"echo"}})
			if err := handshake(t, conn); err != nil {
				t.Fatal(err)
			}
			state := conn.State()
			if state.Cipher.Name != c.suite || state.Version != c.version || state.VerifyError != nil || state.ALPN != "echo" {
				t.Errorf("%s %s, %v, %q", state.VersionName, state.Cipher.Name, state.VerifyError, state.ALPN)
			}
			io.WriteString(conn, "to the server\n")
			s.expect(t, "to the server")
			io.WriteString(s.stdin, "to the client\n")
			line, err := bufio.NewReader(conn).ReadString('\n')
			if err != nil || line != "to the client\n" {
				t.Fatalf("read %q, %v", line, err)
			}
			if err := conn.CloseWrite(); err != nil {
				t.Error(err)
			}
		})
	}
}

// nodeClient connects to a port and prints one line of what it saw.
const nodeClient = `
const tls = require('tls'), fs = require('fs');
const o = JSON.parse(process.argv[1]);
for (const k of ['key', 'cert', 'ca']) if (o[k]) o[k] = fs.readFileSync(o[k]);
if (o.session) o.session = Buffer.from(o.session, 'base64');
const out = {};
const c = tls.connect(o, () => {
  Object.assign(out, {protocol: c.getProtocol(), cipher: c.getCipher().name, alpn: c.alpnProtocol, authorized: c.authorized,
    finished: c.getFinished().toString('hex'), peer: c.getPeerFinished().toString('hex'), reused: c.isSessionReused(),
    exporter: c.exportKeyingMaterial(20, 'EXPORTER-t', Buffer.from('x')).toString('hex')});
  c.write('hello\n');
});
c.on('session', (s) => { out.session = s.toString('base64'); });
c.setEncoding('utf8');
c.on('data', (d) => { out.data = (out.data || '') + d; if (out.data === 'world\n') c.end(); });
c.on('error', (e) => { out.code = e.code; });
c.on('close', () => console.log('RESULT ' + JSON.stringify(out)));
`

// serveNode runs one Node client against us.
func serveNode(t *testing.T, dir string, cfg ServerConfig, options string) (*Conn, map[string]any, error) {
	t.Helper()
	port, accepted := acceptOne(t, cfg)
	f := start(t, dir, "node", "-e", nodeClient, fmt.Sprintf(`{"port":%s,"host":"127.0.0.1","servername":"localhost",%s}`, port, options))
	conn := <-accepted
	err := handshake(t, conn)
	if err == nil {
		line := make([]byte, 6)
		if _, rerr := io.ReadFull(conn, line); rerr == nil && string(line) == "hello\n" {
			io.WriteString(conn, "world\n")
			_, _ = conn.Read(line)
			_ = conn.CloseWrite()
		}
	}
	t.Cleanup(func() { conn.Close() }) // which forgets the Finished values
	return conn, result(t, f), err
}

func result(t *testing.T, f *foreign) map[string]any {
	t.Helper()
	out := f.expect(t, "RESULT ")
	return parseJSON(t, out[strings.Index(out, "RESULT ")+7:])
}

func TestNodeClient(t *testing.T) {
	dir := keyDir(t)
	for _, c := range []struct{ options, protocol, cipher string }{
		{`"ca":"rsa-cert.pem"`, "TLSv1.3", "TLS_AES_256_GCM_SHA384"},
		{`"ca":"rsa-cert.pem","ciphers":"TLS_AES_128_GCM_SHA256"`, "TLSv1.3", "TLS_AES_128_GCM_SHA256"},
		{`"ca":"rsa-cert.pem","maxVersion":"TLSv1.2"`, "TLSv1.2", "ECDHE-RSA-AES256-GCM-SHA384"},
		{`"ca":"rsa-cert.pem","maxVersion":"TLSv1.2","ciphers":"AES128-SHA"`, "TLSv1.2", "AES128-SHA"},
		{`"ca":"rsa-cert.pem","minVersion":"TLSv1","maxVersion":"TLSv1","ciphers":"ALL:@SECLEVEL=0"`, "TLSv1", "ECDHE-RSA-AES256-SHA"},
		{`"ca":"rsa-cert.pem","maxVersion":"TLSv1.2","ciphers":"DHE-RSA-AES128-GCM-SHA256"`, "TLSv1.2", "DHE-RSA-AES128-GCM-SHA256"},
		{`"ca":"rsa-cert.pem","maxVersion":"TLSv1.2","ciphers":"ECDHE-RSA-AES256-SHA384"`, "TLSv1.2", "ECDHE-RSA-AES256-SHA384"},
		{`"ca":"rsa-cert.pem","minVersion":"TLSv1","maxVersion":"TLSv1.1","ciphers":"DHE-RSA-AES128-SHA:@SECLEVEL=0"`, "TLSv1.1", "DHE-RSA-AES128-SHA"},
	} {
		ctx := mustContext(t, identity(Options{MinVersion: 0x0301, HonorCipherOrder: true, DHAuto: true, Ciphers: "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:ALL:@SECLEVEL=0"}, "rsa"))
		conn, got, err := serveNode(t, dir, ServerConfig{Context: ctx, ALPN: []string{"n"}}, c.options+`,"ALPNProtocols":["n"]`)
		if err != nil {
			t.Errorf("%s: %v, node %v", c.options, err, got)
			continue
		}
		s := conn.State()
		exported, _ := s.ExportKeyingMaterial("EXPORTER-t", []byte("x"), 20)
		want := map[string]any{"protocol": c.protocol, "cipher": c.cipher, "alpn": "n", "authorized": true, "reused": false, "data": "world\n",
			"finished": fmt.Sprintf("%x", s.PeerFinished()), "peer": fmt.Sprintf("%x", s.Finished()), "exporter": fmt.Sprintf("%x", exported)}
		for k, v := range want {
			if got[k] != v {
				t.Errorf("%s: %s is %v, want %v", c.options, k, got[k], v)
			}
		}
	}
}

// What Node's client hears when we refuse it, and that a HelloRetryRequest
// passes a foreign implementation.
func TestNodeClientRefusedAndRetried(t *testing.T) {
	dir := keyDir(t)
	only128 := mustContext(t, identity(Options{Ciphers: "TLS_AES_128_GCM_SHA256"}, "rsa"))
	_, got, err := serveNode(t, dir, ServerConfig{Context: only128}, `"ca":"rsa-cert.pem","ciphers":"TLS_AES_256_GCM_SHA384","minVersion":"TLSv1.3"`)
	mustReason(t, err, ReasonNoSharedCipher)
	if got["code"] != "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE" {
		t.Errorf("node says %v", got)
	}
	retry := mustContext(t, identity(Options{Curves: "P-384", Ciphers: "TLS_CHACHA20_POLY1305_SHA256", HonorCipherOrder: true}, "rsa"))
	conn, got, err := serveNode(t, dir, ServerConfig{Context: retry}, `"ca":"rsa-cert.pem"`)
	if err != nil || !conn.first.ConnectionState().HelloRetryRequest || got["cipher"] != "TLS_CHACHA20_POLY1305_SHA256" {
		t.Fatalf("%v, node %v", err, got)
	}
	if want := fmt.Sprintf("%x", conn.State().PeerFinished()); got["finished"] != want {
		t.Errorf("Finished after a retry is %v, want %v", got["finished"], want)
	}
}

// A Node client resumes with our tickets, and without them by our session ids.
func TestNodeClientResumes(t *testing.T) {
	dir := keyDir(t)
	for _, c := range []struct{ options, ciphers string }{
		{`"maxVersion":"TLSv1.3"`, ""},
		{`"maxVersion":"TLSv1.2"`, ""},
		{`"maxVersion":"TLSv1.2"`, "AES256-SHA256"},
		{fmt.Sprintf(`"maxVersion":"TLSv1.2","secureOptions":%d`, opNoTicket), ""},
	} {
		cfg := ServerConfig{Context: mustContext(t, identity(Options{Ciphers: c.ciphers}, "rsa"))}
		options := `"ca":"rsa-cert.pem",` + c.options
		_, got, err := serveNode(t, dir, cfg, options)
		session, _ := got["session"].(string)
		if err != nil || session == "" {
			t.Fatalf("%+v: %v, %v", c, err, got)
		}
		conn, got, err := serveNode(t, dir, cfg, options+`,"session":"`+session+`"`)
		if err != nil || got["reused"] != true || !conn.State().Resumed {
			t.Errorf("%+v: %v, %v", c, err, got)
		}
	}
}

// nodeServer prints its port, then a line a connection.
const nodeServer = `
const tls = require('tls'), fs = require('fs');
const o = JSON.parse(process.argv[1]);
for (const k of ['key', 'cert', 'ca']) if (o[k]) o[k] = fs.readFileSync(o[k]);
if (o.ticketKeys) o.ticketKeys = Buffer.from(o.ticketKeys, 'hex');
const s = tls.createServer(o, (c) => {
  console.log('SECURE ' + JSON.stringify({authorized: c.authorized, why: c.authorizationError, cipher: c.getCipher().name, name: c.servername,
    alpn: c.alpnProtocol, reused: c.isSessionReused(), finished: c.getFinished().toString('hex'), peer: c.getPeerFinished().toString('hex')}));
  c.pipe(c);
});
s.on('tlsClientError', (e) => console.log('ERROR ' + JSON.stringify({code: e.code})));
s.listen(0, '127.0.0.1', () => console.log('PORT ' + s.address().port));
`

func startNodeServer(t *testing.T, dir, options string) (*foreign, string) {
	t.Helper()
	f := start(t, dir, "node", "-e", nodeServer, "{"+options+"}")
	out := f.expect(t, "PORT ")
	return f, strings.TrimSpace(out[strings.Index(out, "PORT ")+5:])
}

func TestNodeServer(t *testing.T) {
	dir := keyDir(t)
	for _, c := range []struct {
		options string
		ours    Options
		cipher  string
	}{
		{`"x":1`, Options{}, "TLS_AES_256_GCM_SHA384"},
		{`"maxVersion":"TLSv1.2"`, Options{}, "ECDHE-ECDSA-AES128-GCM-SHA256"},
		{`"minVersion":"TLSv1","maxVersion":"TLSv1.1","ciphers":"ALL:@SECLEVEL=0"`, Options{MinVersion: 0x0301, Ciphers: "ALL:@SECLEVEL=0"}, "ECDHE-ECDSA-AES256-SHA"},
	} {
		f, port := startNodeServer(t, dir, `"key":"ec-key.pem","cert":"ec-cert.pem","ca":"client-cert.pem","requestCert":true,"ALPNProtocols":["n"],`+c.options)
		conn := Client(dialPort(t, port), ClientConfig{Context: mustContext(t, trusting(identity(c.ours, "client"), "ec")), ServerName: "localhost", ALPN: []string{"n"}})
		if err := handshake(t, conn); err != nil {
			t.Errorf("%s: %v", c.options, err)
			continue
		}
		s := conn.State()
		out := f.expect(t, "SECURE ")
		got := parseJSON(t, out[strings.Index(out, "SECURE ")+7:])
		want := map[string]any{"authorized": true, "cipher": c.cipher, "name": "localhost", "alpn": "n", "reused": false,
			"finished": fmt.Sprintf("%x", s.PeerFinished()), "peer": fmt.Sprintf("%x", s.Finished())}
		for k, v := range want {
			if got[k] != v {
				t.Errorf("%s: %s is %v, want %v", c.options, k, got[k], v)
			}
		}
		text := strings.Repeat("echo", 20000)
		go io.WriteString(conn, text)
		back := make([]byte, len(text))
		if _, err := io.ReadFull(conn, back); err != nil || string(back) != text {
			t.Errorf("echo: %v", err)
		}
		if err := conn.CloseWrite(); err != nil {
			t.Error(err)
		}
		if rest, err := io.ReadAll(conn); len(rest) > 0 || err != nil || conn.Truncated() != nil {
			t.Errorf("end: %q, %v, %v", rest, err, conn.Truncated())
		}
	}
}

func TestNodeServerRefusesUs(t *testing.T) {
	dir := keyDir(t)
	f, port := startNodeServer(t, dir, `"key":"ec-key.pem","cert":"ec-cert.pem","ciphers":"ECDHE-ECDSA-AES128-GCM-SHA256","maxVersion":"TLSv1.2"`)
	conn := Client(dialPort(t, port), ClientConfig{Context: mustContext(t, Options{Ciphers: "ECDHE-RSA-AES128-GCM-SHA256"})})
	err := handshake(t, conn)
	var e *Error
	if !errors.As(err, &e) || e.Code != "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE" || e.Sent {
		t.Errorf("we say %v", err)
	}
	f.expect(t, `ERROR {"code":"ERR_SSL_NO_SHARED_CIPHER"}`)
}

// We resume with a Node server, and with another one that has its ticket keys;
// and a server of ours with the same keys resumes what Node sealed.
func TestTicketsAreNodes(t *testing.T) {
	dir := keyDir(t)
	keys := bytes.Repeat([]byte{0x2f}, ticketKeyLen)
	options := fmt.Sprintf(`"key":"ec-key.pem","cert":"ec-cert.pem","ticketKeys":"%x","sessionIdContext":"shared","ciphers":"DEFAULT"`, keys)
	for _, c := range []struct {
		version uint16
		ciphers string
	}{
		{0x0304, ""},
		{0x0303, "ECDHE-ECDSA-AES128-GCM-SHA256"},
		{0x0303, "ECDHE-ECDSA-AES256-SHA384"}, // the second engine's
	} {
		version := c.version
		client := mustContext(t, trusting(Options{MaxVersion: version, Ciphers: c.ciphers}, "ec"))
		fetch := func(port string, session []byte) *Conn {
			conn := Client(dialPort(t, port), ClientConfig{Context: client, ServerName: "localhost", Session: session})
			if err := handshake(t, conn); err != nil {
				t.Fatal(err)
			}
			io.WriteString(conn, "x")
			if _, err := io.ReadFull(conn, make([]byte, 1)); err != nil {
				t.Fatal(err)
			}
			_ = conn.CloseWrite()
			return conn
		}
		_, first := startNodeServer(t, dir, options)
		session := fetch(first, nil).Session()
		_, second := startNodeServer(t, dir, options)
		if s := fetch(second, session).State(); !s.Resumed || s.VerifyError != nil {
			t.Errorf("%x: a Node server with the same keys: resumed %v, %v", version, s.Resumed, s.VerifyError)
		}
		// With Node's default order: a session of TLS 1.3 is tied to its suite's hash.
		ours := mustContext(t, identity(Options{TicketKeys: keys, SessionIDContext: []byte("shared"), HonorCipherOrder: true}, "ec"))
		port, accepted := acceptOne(t, ServerConfig{Context: ours})
		served := make(chan error, 1)
		go func() {
			conn := <-accepted
			defer conn.Close()
			_, err := io.Copy(conn, io.LimitReader(conn, 1))
			served <- err
		}()
		conn := fetch(port, session)
		if err := <-served; err != nil {
			t.Error(err)
		}
		if !conn.State().Resumed {
			t.Errorf("%x: a server of ours does not open Node's ticket", version)
		}
		// And back: Node opens what we sealed.
		if s := fetch(second, conn.Session()).State(); !s.Resumed {
			t.Errorf("%x: Node does not open our ticket", version)
		}
	}
}
