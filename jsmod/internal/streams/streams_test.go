package streams

import (
	"testing"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/barehost"
	"tlsjs/jsmod/internal/emitter"
	"tlsjs/jsmod/internal/ticks"
)

// world is one Duplex d of texts, with functions of JavaScript's around it.
type world struct {
	t     *testing.T
	vm    *goja.Runtime
	st    *Stream
	queue *ticks.Queue
}

func newWorld(t *testing.T) *world {
	h := barehost.New()
	s := Of(h)
	proto := h.VM().NewObject()
	for name, v := range emitter.Of(h).Natives() {
		_ = proto.Set(name, v)
	}
	binding := s.Binding()
	_ = h.VM().Set("native", binding)
	_ = h.VM().Set("proto", proto)
	w := &world{t: t, vm: h.VM(), queue: ticks.Of(h)}
	w.run(`var said = [];
		native.setup({
			fail: (code) => new Error(code), bytes: (text) => text, view() {}, isEncoding: () => true, decoder() {}, nop() {},
			recode() {}, destroyLater() {}, abort() {}, bufferPrototype: {}, readableState: {}, writableState: {},
		});
		Object.assign(proto, native.readable, native.writable, {
			_read() { said.push('_read'); },
			_write(chunk, encoding, cb) { said.push('_write ' + chunk); cb(); },
			_final(cb) { said.push('_final'); cb(); },
			_destroy(error, cb) { said.push('_destroy'); cb(error); },
		});
		var d = Object.create(proto);
		native.initDuplex(d, { decodeStrings: false, emitClose: true });
		for (const name of ['finish', 'close', 'error', 'drain']) d.on(name, () => { said.push(name); });
		var wrote = (e) => { said.push('wrote ' + (e ? e.message : e)); };`)
	w.st = s.Find(h.VM().Get("d"))
	return w
}

func (w *world) run(source string) goja.Value {
	w.t.Helper()
	v, err := w.vm.RunString(source)
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

// inside runs body as a native function that JavaScript called, and the ticks.
func (w *world) inside(body func()) {
	w.t.Helper()
	_ = w.vm.Set("body", func(goja.FunctionCall) goja.Value {
		body()
		w.queue.Run(func() bool { return false })
		return goja.Undefined()
	})
	w.run("body()")
}

func (w *world) ticks() { w.inside(func() {}) }

func (w *world) expect(want string) {
	w.t.Helper()
	if got := w.run("said.splice(0).join(', ')").String(); got != want {
		w.t.Errorf("got %q, want %q", got, want)
	}
}

// end is a Sender and a Source that takes what its switch tells.
type end struct {
	takes  bool
	chunks []string
	reads  int
	final  func(goja.Value)
}

func (e *end) Send(_ *goja.Object, chunk, _ goja.Value) bool {
	if e.takes {
		e.chunks = append(e.chunks, chunk.String())
	}
	return e.takes
}

func (e *end) Final(_ *goja.Object, done func(goja.Value)) bool {
	e.final = done
	return e.takes
}

func (e *end) Read(*goja.Object) bool {
	e.reads++
	return e.takes
}

// What a Sender and a Source do not take, the stream's own methods do.
func TestRefusedSend(t *testing.T) {
	w := newWorld(t)
	e := &end{}
	w.st.Writable().SetSender(e)
	w.st.Readable().SetSource(e)
	w.run("d.write('a', wrote); d.read(0); d.end()")
	w.ticks()
	w.expect("_write a, _read, _final, wrote null, finish")
	if len(e.chunks) != 0 || e.reads != 1 {
		t.Errorf("the sender has %v after %d reads", e.chunks, e.reads)
	}
}

// A Sender's writes end when it says so, in order, and what waits follows.
func TestSender(t *testing.T) {
	w := newWorld(t)
	e := &end{takes: true}
	out := w.st.Writable()
	out.SetSender(e)
	w.run("d.write('a', wrote); d.write('b'); d.write('c', wrote); d.end()")
	w.ticks()
	w.expect("")
	for range 3 {
		w.inside(func() { out.Written(goja.Undefined()) })
	}
	w.expect("wrote null, wrote null")
	w.inside(func() { e.final(goja.Undefined()) })
	w.expect("finish")
	if len(e.chunks) != 3 {
		t.Errorf("sent %v", e.chunks)
	}
	// One more end of a write than there were writes is the sender's fault.
	w.inside(func() { out.Written(nil) })
	w.expect("_destroy, error, close")
}

// A Sender that fails ends the stream, and those that wait hear of it.
func TestSenderFails(t *testing.T) {
	w := newWorld(t)
	w.st.Writable().SetSender(&end{takes: true})
	w.run("d.write('a', wrote); d.write('b', wrote)")
	w.inside(func() { w.st.Writable().Written(w.run("new Error('broken')")) })
	w.expect("wrote broken, wrote broken, _destroy, error, close")
}

// Only its own sender is dropped.
func TestDropSender(t *testing.T) {
	w := newWorld(t)
	first, second := &end{takes: true}, &end{takes: true}
	w.st.Writable().SetSender(first)
	w.st.Readable().SetSource(first)
	w.st.Writable().SetSender(second)
	w.st.Readable().SetSource(second)
	w.st.Writable().DropSender(first)
	w.st.Readable().DropSource(first)
	w.run("d.write('a'); d.read(0)")
	w.expect("")
	w.inside(func() { w.st.Writable().Written(nil) })
	w.st.Writable().DropSender(second)
	w.st.Readable().DropSource(second)
	w.inside(func() { w.st.Readable().Push(w.run("({ length: 1, __proto__: {} })").ToObject(w.vm)) })
	w.run("said.length = 0; d.write('b')")
	w.expect("_write b")
}

// A write is over quietly only where nobody could notice.
func TestWrittenQuietly(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		quiet  bool
	}{
		"nothing under way": {"", false},
		"a write":           {"d.write('a')", true},
		"with a callback":   {"d.write('a', wrote)", false},
		"with another":      {"d.write('a'); d.write('b')", false},
		"before the end":    {"d.write('a'); d.end()", false},
		"destroyed":         {"d.write('a'); d.destroy()", false},
		"before a drain":    {"d.write('a'.repeat(20000))", false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			out := w.st.Writable()
			out.SetSender(&end{takes: true})
			w.run(c.source)
			w.inside(func() {
				before := out.length
				if got := out.WrittenQuietly(); got != c.quiet {
					t.Errorf("WrittenQuietly is %v", got)
				}
				if !c.quiet && out.length != before {
					t.Error("it did something")
				}
			})
			if c.quiet && (out.length != 0 || out.pending != 0 || out.writing) {
				t.Errorf("left: %d bytes, %d callbacks, writing %v", out.length, out.pending, out.writing)
			}
		})
	}
}

// A _destroy that ends at once is not called: what stands for it is, around the
// callback, with what it throws as the stream's error.
func TestEndsAtOnce(t *testing.T) {
	for name, c := range map[string]struct{ before, want string }{
		"fine":   {"(s, e) => { said.push('before ' + (s === d) + e); }", "before truenull, told null, after null, close"},
		"thrown": {"() => { throw new Error('odd'); }", "told Error: odd, after null, error, close"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			fn := func(source string) *goja.Object { return w.run("(" + source + ")").ToObject(w.vm) }
			w.st.s.EndsAtOnce(w.st.method("_destroy"), fn(c.before), fn("(s, e) => { said.push('after ' + e); }"))
			w.run("d.destroy(null, (e) => { said.push('told ' + e); })")
			w.ticks()
			w.expect(c.want)
		})
	}
	// A stream with a method of its own keeps it.
	w := newWorld(t)
	w.st.s.EndsAtOnce(w.st.method("_destroy"), w.run("(() => {})").ToObject(w.vm), w.run("(() => {})").ToObject(w.vm))
	w.run("d._destroy = (e, cb) => { said.push('own'); cb(e); }; d.destroy()")
	w.ticks()
	w.expect("own, close")
}
