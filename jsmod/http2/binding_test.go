package http2_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/http2"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// common makes two sessions that talk to each other and tell what they hear.
const common = `
const { Session } = require('wire');
function side(name, server, options, more) {
  const events = new Proxy({}, { get: (target, key) => function (...values) {
    if (key === 'onSend') { this.pending = true; return; }
    if (this !== s && s !== undefined) console.log('this is another');
    if (more && more[key]) return more[key].apply(this, values);
    console.log(name, key, JSON.stringify(values.map((v) => Buffer.isBuffer(v) ? v.toString() : v)));
  } });
  const s = new Session(server, options, events);
  s.pending = true;
  return s;
}
function run(...sides) {
  for (let moved = true; moved;) {
    moved = false;
    sides.forEach((s, i) => {
      if (!s.pending) return;
      s.pending = false;
      moved = true;
      const bytes = s.take();
      if (bytes) sides[1 - i].receive(bytes);
    });
  }
}
const request = [':method', 'GET', ':scheme', 'http', ':authority', 'a', ':path', '/'];
`

func run(t *testing.T, script string) string {
	t.Helper()
	wire := module.Module{Name: "wire", Bind: http2.Module.Bind, Entries: map[string]string{"wire": "wire.js"},
		Scripts: fstest.MapFS{"wire.js": {Data: []byte("module.exports = binding;")}}}
	r := jstest.Exec(t, jsmod.Options{Modules: []module.Module{wire}}, common+script)
	if r.Err != nil {
		t.Fatalf("%v\n%s", r.Err, r.Stderr)
	}
	return strings.TrimSpace(r.Stdout)
}

func expect(t *testing.T, script, want string) {
	t.Helper()
	if got := run(t, script); got != strings.TrimSpace(want) {
		t.Fatalf("got\n%s\nwant%s", got, want)
	}
}

func TestExchange(t *testing.T) {
	expect(t, `
const c = side('c', false, { settings: { customSettings: { 1244: 456 }, maxHeaderSize: 9000 } });
const s = side('s', true, { settings: { enableConnectProtocol: true }, remoteCustomSettings: [1244] },
               { onWantTrailers(id) { console.log('want', id, this.trailers(id, ['t', '\xe9'])); } });
const id = c.request([...request, 'secret', '\xe9'], true, { weight: 20 }, ['secret']);
run(c, s);
console.log(s.respond(id, [':status', '200'], false, true), s.data(id, Buffer.from('hello'), true));
run(c, s);
console.log(c.state().deflateDynamicTableSize, s.streamState(id).state, JSON.stringify(s.remoteSettings()));
console.log(c.ping(Buffer.from('12345678')), s.altsvc(0, 'http://a', 'h2'), s.origin(['https://a']), s.goaway(0, 0, Buffer.from('bye')));
run(c, s);
s.receive(Buffer.from([0, 0, 1, 0, 0, 0, 0, 0, 9, 1]));
run(c, s);
`, `
s onSettings []
s onHeaders [1,0,true,[":method","GET",":scheme","http",":authority","a",":path","/","secret","é"],["secret"]]
s onEnd [1]
c onSettings []
c onSettingsAck []
s onSettingsAck []
0 0
s onWritten [1]
want 1 0
c onHeaders [1,1,false,[":status","200"],[]]
c onData [1,"hello"]
s onClose [1,0]
c onHeaders [1,3,true,["t","é"],[]]
c onEnd [1]
c onClose [1,0]
43 7 {"headerTableSize":4096,"enablePush":true,"initialWindowSize":65535,"maxFrameSize":16384,`+
		`"maxConcurrentStreams":4294967295,"maxHeaderListSize":9000,"maxHeaderSize":9000,"enableConnectProtocol":false,`+
		`"customSettings":{"1244":456}}
true 0 0 undefined
s onPing ["12345678"]
c onAltsvc [0,"http://a","h2"]
c onOrigin [["https://a"]]
c onGoaway [0,1,"bye"]
c onPong ["12345678"]
s onError [1,"DATA of an idle stream",-505,null]
c onGoaway [1,1,"DATA of an idle stream"]
`)
}

// What a function throws comes out of the method that the script has called, after
// all that was received.
func TestThrows(t *testing.T) {
	expect(t, `
const c = side('c', false, {});
const s = side('s', true, {}, { onHeaders(id) { throw new Error('at ' + id); }, onSettings() {}, onSettingsAck() {} });
c.request(request, false, {});
c.request(request, true, {});
c.data(1, Buffer.from('hello'), true);
try { s.receive(c.take()); } catch (error) { console.log(error.message); }
s.receive(c.take() || Buffer.alloc(0));
`, `
c onWritten [1]
s onEnd [3]
s onData [1,"hello"]
s onEnd [1]
at 1
`)
}

// Nothing that a script gives may end the process.
func TestOddArguments(t *testing.T) {
	out := run(t, `
const odd = [undefined, null, NaN, -1, 2 ** 40, 1.5, '', 'text', [], [1, 2, 3], {}, { length: 5 }, { length: 2 ** 40 }, Buffer.alloc(0),
             new DataView(new ArrayBuffer(3)), () => {}, Symbol('s'), 10n, { valueOf() { throw new Error('valueOf'); } }];
const quiet = new Proxy({}, { get: () => () => {} });
let thrown = 0, calls = 0;
for (const server of [true, false]) {
  for (const a of odd) {
    for (const b of odd) {
      let s;
      try { s = new Session(server, b, quiet); } catch { thrown++; s = new Session(server, {}, a); }
      if (!server) s.request(request, false, {});
      for (const name of Object.keys(Session.prototype)) {
        calls++;
        try { s[name](a, b, b, a); } catch { thrown++; }
        try { s[name](1, b, a, b); } catch { thrown++; }
        try { s[name].call(a); } catch { thrown++; }
      }
    }
  }
}
console.log(calls > 10000 && thrown > 1000);
`)
	if out != "true" {
		t.Fatal(out)
	}
}

// A limit of 0 is one, and not the default.
func TestNoneIsALimit(t *testing.T) {
	expect(t, `
const quiet = { onHeaders() {}, onSettings() {}, onSettingsAck() {} };
for (const options of [{}, { maxSessionInvalidFrames: 0 }]) {
  const told = (code, text) => console.log(JSON.stringify(options), text);
  const server = side('server', true, options, { ...quiet, onError: told });
  const client = side('client', false, {}, quiet);
  client.request(request, false, {});
  run(server, client);
  server.receive(Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1])); // DATA without bytes and without an end
}
`, `{"maxSessionInvalidFrames":0} too many invalid frames`)
}
