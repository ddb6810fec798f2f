package http_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"tlsjs/jsmod"
)

// run runs a script with permissions and returns what it prints.
func run(t *testing.T, p *jsmod.Permissions, script string) string {
	t.Helper()
	var out bytes.Buffer
	granted := jsmod.Everything(nil, &out, &out)
	if p != nil {
		granted = *p
		granted.Stdio.Out = &out
	}
	rt, err := jsmod.New(jsmod.Options{Permissions: granted, Compat: "node"})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := rt.Run(ctx, jsmod.Source("test.js", script)); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return out.String()
}

// Without any permission the modules load; what reaches the network is refused.
func TestDenied(t *testing.T) {
	got := run(t, &jsmod.Permissions{}, `
		const http = require('http'), https = require('https');
		const say = (name) => (err) => console.log(name, err.code);
		http.get('http://127.0.0.1:1/').on('error', say('http.get'));
		https.get('https://127.0.0.1:1/').on('error', say('https.get'));
		http.createServer().on('error', say('http.listen')).listen(0);
		https.createServer().on('error', say('https.listen')).listen(0);
	`)
	for _, name := range []string{"http.get", "https.get", "http.listen", "https.listen"} {
		if !strings.Contains(got, name+" ERR_ACCESS_DENIED\n") {
			t.Errorf("%s is not refused:\n%s", name, got)
		}
	}
}

// A peer that sends requests and reads no answers is not read any more: what the
// server holds stays bounded.
func TestFlood(t *testing.T) {
	ports := make(chan string, 1)
	done := make(chan int, 1)
	go func() {
		conn, err := net.Dial("tcp", "127.0.0.1:"+<-ports)
		if err != nil {
			done <- -1
			return
		}
		defer conn.Close()
		request := []byte(strings.Repeat("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 1000))
		sent := 0
		for sent < 64<<20 {
			_ = conn.SetWriteDeadline(time.Now().Add(500 * time.Millisecond))
			n, err := conn.Write(request)
			sent += n
			if err != nil {
				break
			}
		}
		done <- sent
	}()
	out := &pipe{lines: ports}
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(nil, out, out), Compat: "node"})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	err = rt.Run(ctx, jsmod.Source("test.js", `
		const body = 'x'.repeat(10000);
		let requests = 0;
		const server = require('http').createServer((req, res) => { requests++; res.end(body); });
		server.listen(0, '127.0.0.1', () => console.log(server.address().port));
		server.on('connection', (socket) => socket.on('close', () => {
			if (requests > 100000) throw new Error('read ' + requests + ' requests');
			server.close();
		}));
	`))
	if err != nil {
		t.Fatal(err)
	}
	if sent := <-done; sent < 0 || sent >= 64<<20 {
		t.Errorf("%d bytes were taken of a peer that reads nothing", sent)
	}
}

// A peer that asks on and on, of a server that takes its time, is not read any more
// either, until there are answers.
func TestUnanswered(t *testing.T) {
	got := run(t, nil, `
		const http = require('http'), net = require('net');
		const waiting = [];
		const server = http.createServer((req, res) => { waiting.push(res); });
		const total = 20000;
		server.listen(0, '127.0.0.1', () => {
			const client = net.connect(server.address().port, '127.0.0.1');
			client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(total - 1));
			client.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
			let text = '';
			client.setEncoding('latin1').on('data', (more) => { text += more; });
			client.on('close', () => { console.log('answered', text.split('HTTP/1.1 200').length - 1); server.close(); clearInterval(timer); });
			let before = -1;
			const timer = setInterval(() => {
				if (waiting.length === 0 || waiting.length !== before) { before = waiting.length; return; }
				if (before > 8000) console.log('waiting', before);
				for (const res of waiting.splice(0)) res.end();
			}, 5);
		});
	`)
	if got != "answered 20000\n" {
		t.Errorf("%q", got)
	}
}

// pipe gives each line that is written to lines.
type pipe struct{ lines chan string }

func (p *pipe) Write(b []byte) (int, error) {
	p.lines <- strings.TrimSpace(string(b))
	return len(b), nil
}

// The parser may be called with anything, in any order.
func TestParserMisuse(t *testing.T) {
	got := run(t, nil, `
		const { HTTPParser, freeParser, parsers } = require('_http_common');
		const parser = parsers.alloc();
		const tries = {
			early: () => parser.execute(Buffer.from('x')),
			finish: () => parser.finish(),
			close: () => parser.close(),
			text: () => { parser.initialize(0, 0, false); parser.execute('x'); },
			other: () => parser.execute.call({}, Buffer.alloc(1)),
			throwing: () => {
				parser.initialize(0, -5, true, {});
				parser.onIncoming = () => { throw new Error('mine'); };
				parser.execute(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
			},
			after: () => { const e = parser.execute(Buffer.from('GET / HTTP/1.1\r\n\r\n')); throw new Error(e.code); },
			twice: () => { freeParser(parser); freeParser(parser); },
			package: () => new HTTPParser().execute(Buffer.alloc(1)),
			type: () => new HTTPParser().initialize(3),
			given: () => {
				const own = new HTTPParser();
				own.initialize(1, {});
				freeParser(own);
				if (parsers.alloc() === own) throw new Error('it is kept for a connection');
				own.execute(Buffer.alloc(1));
			},
			between: () => {
				const own = new HTTPParser();
				own.initialize(1, {});
				own[2] = () => { own.free(); own.initialize(2, {}); };
				own.execute(Buffer.from('GET / HTTP/1.1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'));
			},
		};
		for (const name of Object.keys(tries)) {
			try { console.log(name, typeof tries[name]()); } catch (err) { console.log(name, err.message); }
		}
	`)
	for _, line := range []string{"early Argument must be a buffer", "finish undefined", "close undefined",
		"text Argument must be a buffer", "other Illegal invocation", "throwing mine", "after HPE_USER", "twice undefined",
		"package Argument must be a buffer", "type The type must be HTTPParser.REQUEST or HTTPParser.RESPONSE",
		"given Argument must be a buffer", "between undefined"} {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("no line %q in\n%s", line, got)
		}
	}
}

// Header lines cannot be made of what would end them.
func TestInjection(t *testing.T) {
	got := run(t, nil, `
		const http = require('http');
		const res = () => new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
		const evil = 'a\r\nX: y';
		const tries = [
			() => res().setHeader('a', evil), () => res().setHeader(evil, 'a'), () => res().setHeader('a', [evil]),
			() => res().writeHead(200, { a: evil }), () => res().writeHead(200, { a: ['b', evil] }),
			() => res().writeHead(200, [evil, 'b']), () => res().writeHead(200, evil),
			() => res().writeEarlyHints({ link: '<a\r\nX: y>' }), () => res().writeEarlyHints({ link: '<a>', x: evil }),
			() => res().writeEarlyHints({ link: '<a>', [evil]: 'x' }), () => res().addTrailers({ a: evil }),
			() => http.request({ path: '/' + evil }), () => http.request({ headers: { a: evil } }),
			() => http.request({ headers: [['a', evil]] }), () => http.request({ method: evil }),
			() => http.request({ host: evil }), () => http.request({ headers: { a: { toString: () => evil } } }),
		];
		tries.forEach((attempt, i) => {
			try { attempt(); console.log('passed', i); } catch (err) { console.log(err.code); }
		});
	`)
	if strings.Contains(got, "passed") || strings.Count(got, "ERR_") != 17 {
		t.Error(fmt.Sprint("\n", got))
	}
}

// Messages may be taken apart in any way: what a script puts in the place of their
// fields, and natives that are called on something else, throw or do nothing.
func TestMessageMisuse(t *testing.T) {
	got := run(t, nil, `
		const http = require('http');
		const protos = [http.OutgoingMessage.prototype, http.ServerResponse.prototype, http.IncomingMessage.prototype,
			http.ClientRequest.prototype];
		const odd = [undefined, null, 0, -1, 'x', Symbol('s'), {}, [], [[]], { a: [] }, { a: 1 }, () => {}, 1n, Object.freeze({})];
		const few = ['x', ...[0, 1, 5, 9, 11].map((i) => odd[i])];
		let calls = 0;
		const attempt = (fn) => { calls++; try { fn(); } catch {} };
		for (const proto of protos) {
			for (const name of Reflect.ownKeys(proto)) {
				if (name === 'constructor') continue;
				const { get, set, value } = Object.getOwnPropertyDescriptor(proto, name);
				for (const that of [...odd, new http.OutgoingMessage(), new http.IncomingMessage(),
					new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 })]) {
					for (const fn of [get, set, value]) {
						if (typeof fn !== 'function') continue;
						attempt(() => fn.call(that));
						for (const arg of few) attempt(() => fn.call(that, arg, arg, arg));
					}
				}
			}
		}
		// Each field of a response that is served, with each odd value.
		const fields = protos.slice(0, 2).flatMap((proto) => Reflect.ownKeys(proto))
			.filter((name) => protos.some((p) => Object.getOwnPropertyDescriptor(p, name)?.set));
		const work = fields.flatMap((name) => few.map((value) => [name, value]));
		let n = 0, ended = 0;
		const agent = new http.Agent({ maxSockets: 8 });
		process.on('uncaughtException', () => {});
		const server = http.createServer((req, res) => {
			const [name, value] = work[+req.url.slice(1)];
			const { socket } = req;
			setTimeout(() => socket.destroy(), 5);
			attempt(() => { res[name] = value; });
			attempt(() => { req[name] = value; });
			attempt(() => res.setHeader('a', 'b'));
			attempt(() => res.write('x'));
			attempt(() => res.end('y'));
		}).listen(0, '127.0.0.1', () => {
			for (let i = 0; i < work.length; i++) {
				http.get({ port: server.address().port, path: '/' + i, agent }, (res) => res.resume().on('error', () => {}))
					.on('error', () => {}).on('close', () => { if (++ended === work.length) { server.closeAllConnections(); server.close(); } });
			}
		});
		server.on('close', () => console.log('done', ended === work.length, calls > 1000));
	`)
	if !strings.HasSuffix(got, "done true true\n") {
		t.Errorf("got %q", got)
	}
}
