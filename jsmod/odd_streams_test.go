package jsmod

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// odd_streams.js does anything with streams whose states are nonsense.
//
//go:embed testdata/odd_streams.js
var oddStreamsScript string

// runToEnd runs a script and returns how it ended and what it printed. depth is
// how deep calls may go, 0 as deep as by default.
func runToEnd(t *testing.T, limit time.Duration, depth int, main func(r *runtime) error) (printed string, ended error) {
	t.Helper()
	var out strings.Builder
	rt, err := New(Options{MaxCallDepth: depth, Permissions: Permissions{Stdio: Stdio{Out: &out, Err: &out}}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	watchdog := time.AfterFunc(limit+stuckTime, func() { panic(t.Name() + ": not to be interrupted") })
	defer watchdog.Stop()
	err = rt.Run(ctx, Func(func(*goja.Runtime) error { return main(rt.rt) }))
	if closed := rt.Close(); closed != nil {
		t.Error(closed)
	}
	return out.String(), err
}

// Whatever a script writes into a stream's state, nothing but JavaScript
// exceptions comes out. A script may make streams that go on and on; then the
// context ends them. Calls go less deep than they could: the engine takes seconds
// to leave thousands that are inside each other.
func TestOddStreams(t *testing.T) {
	for seed := range 12 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			_, err := runToEnd(t, time.Second, 300, func(r *runtime) error {
				v, err := r.vm.RunScript("odd_streams.js", oddStreamsScript)
				if err != nil {
					return err
				}
				fn, _ := goja.AssertFunction(v)
				require := r.vm.ToValue(func(call goja.FunctionCall) goja.Value { return r.Require(call.Argument(0).String()) })
				_, err = fn(goja.Undefined(), require, r.vm.ToValue(seed), r.vm.ToValue(1500))
				return err
			})
			var internal *InternalError
			if errors.As(err, &internal) {
				t.Errorf("%v\n%s", internal.Value, internal.Stack)
			}
		})
	}
}

// Natives that call each other without JavaScript in between end as JavaScript
// does, and what a script changes meanwhile is no fault of ours.
func TestNativesAmongThemselves(t *testing.T) {
	const tooDeep = "RangeError"
	for name, c := range map[string]struct{ source, want string }{
		"end in uncork":            {`const w = new Writable({ write() {} }); w.uncork = w.end.bind(w); w.cork(); w.end()`, tooDeep},
		"push in destroy":          {`const r = new Readable({ read() {} }); r.destroy = r.push.bind(r, 5); r.push(5)`, tooDeep},
		"once in on":               {`e.on = e.once.bind(e); e.once('x', () => {})`, tooDeep},
		"on in emit":               {`e.on('newListener', () => {}); e.emit = e.on.bind(e, 'x', () => {}); e.on('y', () => {})`, tooDeep},
		"removal in removal":       {`e.on('removeListener', () => {}); e.on('x', () => {}); e.removeListener = e.removeAllListeners.bind(e, 'x'); e.removeAllListeners('x')`, tooDeep},
		"emit in emit":             {`e.on('x', e.emit.bind(e, 'x')); e.emit('x')`, tooDeep},
		"a state that reads":       {`const r = new Readable({ read() {} }); Object.defineProperty(r, '_readableState', { get: r.read.bind(r) }); r.read()`, tooDeep},
		"listeners that emit":      {`Object.defineProperty(e, '_events', { get: e.emit.bind(e, 'x') }); e.emit('x')`, tooDeep},
		"pushes one after another": {`const r = []; for (let i = 0; i < 11000; i++) r.push(new Readable({ read() {} })); for (let i = 1; i < 11000; i++) r[i - 1].on('data', r[i].push.bind(r[i])); setImmediate(() => r[0].push('x'))`, tooDeep},
		"_read is an object":       {`const r = new Readable(); r._read = {}; r.on('error', (e) => { throw e; }); r.read()`, "TypeError"},
		"_write is an object":      {`const w = new Writable(); w._write = {}; w.write('x')`, "TypeError"},
		"resume is an object":      {`const r = new Readable({ read() {} }); r.resume = {}; r.on('data', () => {})`, "TypeError"},
		"a long chain as chunk":    {`let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; Object.setPrototypeOf(o, Buffer.prototype); new Writable({ write() {} }).write(o)`, "TypeError"},
		"a long chain as state":    {`let o = {}; for (let i = 0; i < 1e6; i++) o = { o }; const r = new Readable({ read() {} }); r._readableState = o; r.read()`, "TypeError"},
		"a length without chunks":  {`const r = new Readable({ read() {} }); r.push('abc'); r._readableState.length = 100; r.read(50)`, ""},
		"a buffer without end":     {`const r = new Readable({ read() {} }); r._readableState.buffer = { length: 2 ** 40 }`, tooDeep},
		"removed while listed": {`let on = true; const f = () => {}, h = () => {}; Object.defineProperty(f, 'listener', { get() { if (on) { on = false; e.off('x', h); } } });
			e.on('x', f).on('x', () => {}).on('x', h); e.listeners('x'); e.listenerCount('x', h)`, ""},
		"removed while removed": {`const f = () => {}, h = () => {}; Object.defineProperty(f, 'listener', { get() { e.removeAllListeners('x'); return h; } });
			e.on('y', f).on('x', f).on('x', f); e.off('x', h)`, ""},
		"removed while counted": {`Object.defineProperty(e, '_maxListeners', { get() { e.removeAllListeners('x'); return 1; } });
			e.on('y', () => {}).on('x', () => {}).on('x', () => {})`, ""},
		"removed while added":  {`e.on('x', () => {}).on('x', () => {}); e._events.x.push = () => { delete e._events.x; }; e.on('x', () => {})`, ""},
		"no place for symbols": {`Object.defineProperty(e, '_events', { get() {}, set() {} }); e.on(Symbol(), () => {})`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			// A million objects take seconds, and more on a machine that is busy.
			out, err := runToEnd(t, time.Minute, 0, func(r *runtime) error {
				require := func(call goja.FunctionCall) goja.Value { return r.Require(call.Argument(0).String()) }
				if err := r.vm.Set("require", require); err != nil {
					return err
				}
				_, err := r.vm.RunScript("x.js", `(() => { const { Readable, Writable } = require('stream'); const e = new (require('events'))(); `+c.source+` })()`)
				return err
			})
			var internal *InternalError
			switch {
			case errors.As(err, &internal):
				t.Errorf("%v\n%s", internal.Value, internal.Stack)
			case (err == nil) != (c.want == ""), err != nil && !strings.Contains(err.Error(), c.want):
				t.Errorf("ended with %v, want %q\n%s", err, c.want, out)
			}
		})
	}
}
