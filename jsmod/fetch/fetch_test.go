package fetch_test

import (
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tlsjs/jsmod"
	"tlsjs/jsmod/fetch"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// only grants connections to one address.
type only struct {
	module.Net
	address string
}

func (n only) Dial(ctx context.Context, network, address string, local net.Addr) (net.Conn, error) {
	if address != n.address {
		return nil, module.ErrDenied
	}
	return n.Net.Dial(ctx, network, address, local)
}

// Without the network, fetch reaches nothing but what needs none.
func TestNothingIsReachedWithoutPermission(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.Error("a request came through")
	}))
	defer server.Close()
	r := jstest.Sandboxed(t, jsmod.Options{}, fmt.Sprintf(`(async () => {
		for (const url of ['%s', '%s', 'http://localhost:8080/', 'https://[::1]:8443/']) {
			await fetch(url, { method: 'POST', body: 'x' }).catch((e) => console.log(e.message, e.cause.code));
		}
		console.log(await (await fetch('data:,x')).text());
	})();`, server.URL, strings.Replace(server.URL, "http", "https", 1)))
	want := strings.Repeat("fetch failed ERR_ACCESS_DENIED\n", 4) + "x\n"
	if r.Err != nil || r.Stdout != want {
		t.Errorf("got %q, %v, %s", r.Stdout, r.Err, r.Stderr)
	}
}

// A server cannot send a script to where it may not go.
func TestRedirectsAskToo(t *testing.T) {
	secret := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.Error("the redirect was followed")
	}))
	defer secret.Close()
	server := httptest.NewServer(http.RedirectHandler(secret.URL, http.StatusFound))
	defer server.Close()
	all := jsmod.Everything(nil, nil, nil)
	allowed := jsmod.Permissions{Net: only{all.Net, server.Listener.Addr().String()}}
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: allowed}, fmt.Sprintf(`(async () => {
		console.log((await fetch('%[1]s', { redirect: 'manual' })).status);
		await fetch('%[1]s').catch((e) => console.log(e.message, e.cause.code));
	})();`, server.URL))
	if want := "302\nfetch failed ERR_ACCESS_DENIED\n"; r.Err != nil || r.Stdout != want {
		t.Errorf("got %q, %v, %s", r.Stdout, r.Err, r.Stderr)
	}
}

// silent never connects.
type silent struct{ module.Net }

func (silent) Dial(ctx context.Context, network, address string, local net.Addr) (net.Conn, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// hasty is the module with limits that a test can wait for.
func hasty(t *testing.T) []module.Module {
	files := fstest.MapFS{}
	for _, name := range must(fs.Glob(scripts, "*.js"))(t) {
		files[name] = &fstest.MapFile{Data: must(scripts.ReadFile(name))(t)}
	}
	files["limits.js"].Data = []byte(`module.exports = { connect: 50, silence: 100, idle: 50, closing: 1 };`)
	m := fetch.Module
	// Compiled scripts are kept by this name.
	m.Name, m.Scripts = "hasty fetch", files
	return []module.Module{m}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// A server that says nothing is not waited for without end.
func TestSilenceEnds(t *testing.T) {
	stop := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/half" {
			_, _ = io.WriteString(w, "half")
			w.(http.Flusher).Flush()
		}
		<-stop
	}))
	defer server.Close()
	defer close(stop)
	r := jstest.Exec(t, jsmod.Options{Modules: hasty(t)}, fmt.Sprintf(`(async () => {
		const tell = (e) => console.log(e.message, e.cause.name, e.cause.code, e.cause.message);
		await fetch('%[1]s/never').catch(tell);
		await (await fetch('%[1]s/half')).text().catch(tell);
	})();`, server.URL))
	want := "fetch failed HeadersTimeoutError UND_ERR_HEADERS_TIMEOUT Headers Timeout Error\n" +
		"terminated BodyTimeoutError UND_ERR_BODY_TIMEOUT Body Timeout Error\n"
	if r.Err != nil || r.Stdout != want {
		t.Errorf("got %q, %v, %s", r.Stdout, r.Err, r.Stderr)
	}
}

// A connection that does not come about, or never gets past TLS's first message, is
// given up.
func TestConnectingEnds(t *testing.T) {
	mute, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer mute.Close()
	r := jstest.Exec(t, jsmod.Options{Modules: hasty(t), Permissions: jsmod.Permissions{Net: silent{}}},
		`fetch('http://192.0.2.1:81/').catch((e) => console.log(e.message, e.cause.code, e.cause.message));`)
	want := "fetch failed UND_ERR_CONNECT_TIMEOUT Connect Timeout Error (attempted address: 192.0.2.1:81, timeout: 50ms)\n"
	if r.Err != nil || r.Stdout != want {
		t.Errorf("got %q, %v, %s", r.Stdout, r.Err, r.Stderr)
	}
	r = jstest.Exec(t, jsmod.Options{Modules: hasty(t)},
		fmt.Sprintf(`fetch('https://%s/').catch((e) => console.log(e.message, e.cause.code));`, mute.Addr()))
	want = "fetch failed UND_ERR_CONNECT_TIMEOUT\n"
	if r.Err != nil || r.Stdout != want {
		t.Errorf("got %q, %v, %s", r.Stdout, r.Err, r.Stderr)
	}
}

// A connection that is kept keeps neither the process nor a goroutine.
func TestKeptConnectionsEnd(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "kept")
	}))
	defer server.Close()
	before := runtime.NumGoroutine()
	start := time.Now()
	out := jstest.Run(t, fmt.Sprintf(`fetch('%s').then(async (r) => console.log(r.status, r.headers.get('connection')));`, server.URL))
	if out != "200 null\n" {
		t.Errorf("got %q", out)
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("the script ended after %v", took)
	}
	server.CloseClientConnections()
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

// What a server has packed well, with the coding that names no format, is unpacked as it
// is read.
func TestDeflateIsUnpackedAsRead(t *testing.T) {
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Everything(nil, nil, nil)}, `
		const http = require('http'), zlib = require('zlib');
		const packed = zlib.deflateSync(Buffer.alloc(8 << 20));
		const create = zlib.createInflate;
		let unpacked = 0;
		Object.defineProperty(zlib, 'createInflate', {
			value: (options) => create(options).on('data', (bytes) => { unpacked += bytes.length; }),
		});
		const server = http.createServer((req, res) => {
			res.writeHead(200, { 'Content-Encoding': 'deflate' });
			res.end(packed);
		}).listen(0, '127.0.0.1', async () => {
			const reply = await fetch('http://127.0.0.1:' + server.address().port);
			const reader = reply.body.getReader();
			let size = (await reader.read()).value.length;
			await new Promise((resolve) => setTimeout(resolve, 200));
			console.log(unpacked < 1 << 20);
			for (let part; !(part = await reader.read()).done;) size += part.value.length;
			console.log(size === 8 << 20, unpacked === size);
			server.close();
			server.closeAllConnections();
		});`)
	if r.Err != nil || r.Stdout != "true\ntrue true\n" {
		t.Errorf("got %q, %v, %s", r.Stdout, r.Err, r.Stderr)
	}
}

// A package that stands in for http, as those do that make up answers for tests, may
// leave out what http itself always has.
func TestReplyWithoutReason(t *testing.T) {
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Everything(nil, nil, nil)}, `
		const http = require('http'), { request } = http;
		http.request = (options) => request(options).on('response', (res) => { res.statusMessage = null; });
		const server = http.createServer((req, res) => res.end('x')).listen(0, '127.0.0.1', async () => {
			const reply = await fetch('http://127.0.0.1:' + server.address().port);
			console.log(reply.status, JSON.stringify(reply.statusText), await reply.text());
			server.close();
			server.closeAllConnections();
		});`)
	if r.Err != nil || r.Stdout != "200 \"\" x\n" {
		t.Errorf("got %q, %v, %s", r.Stdout, r.Err, r.Stderr)
	}
}
