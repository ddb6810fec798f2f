package emitter_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/barehost"
	"tlsjs/jsmod/internal/emitter"
)

// scripted has what the natives ask JavaScript for.
type scripted struct{ *barehost.Host }

func (h scripted) Require(name string) goja.Value {
	v, err := h.VM().RunString(map[string]string{
		"internal/events/enhance": `({ unhandledError: (emitter, error) => error, warnOfLeak: (e, type, n) => { said.push('leak ' + n); } })`,
		"internal/validators":     `({ validateFunction() { throw new TypeError('no function'); } })`,
	}[name])
	if err != nil {
		panic(err)
	}
	return v
}

// world is a lean emitter e in a runtime, with an array said for listeners.
func world(t *testing.T) (*emitter.Emitters, *goja.Object, func(source string) goja.Value) {
	t.Helper()
	h := scripted{barehost.New()}
	e, this := lean(h)
	run := func(source string) goja.Value {
		t.Helper()
		v, err := h.VM().RunString(source)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if err := h.VM().Set("e", this); err != nil {
		t.Fatal(err)
	}
	run(`var said = [];
		var proto = Object.getPrototypeOf(e);
		while (Object.getPrototypeOf(proto) !== Object.prototype) proto = Object.getPrototypeOf(proto);
		Object.defineProperty(proto, '_eventsCount', { get: proto.eventsCount, set: proto.setEventsCount });
		proto.on = proto.addListener;`)
	return e, this, run
}

func expect(t *testing.T, run func(string) goja.Value, want string) {
	t.Helper()
	if got := run("said.splice(0).join()").String(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Go and JavaScript see the same listeners; a lean emitter has nothing but
// _events of its own.
func TestLean(t *testing.T) {
	e, this, run := world(t)
	if e.Emit(this, "x") || e.Count(this, "x") != 0 {
		t.Error("somebody listens to a new emitter")
	}
	name := run("'x'")
	e.Add(this, name, run("(function (a, b) { said.push('one ' + a + b + (this === e)); })"), false)
	e.Once(this, name, run("(a) => { said.push('once ' + a); }"), true)
	run("e.on('x', () => { said.push('js'); }); e.on('y', () => {})")
	if n := e.Count(this, "x"); n != 3 {
		t.Errorf("%d listeners", n)
	}
	if !e.Emit(this, "x", run("1"), run("2")) || !e.Emit(this, "x", run("3")) {
		t.Error("nobody listens")
	}
	expect(t, run, "once 1,one 12true,js,one 3undefinedtrue,js")
	run("said.push(Object.keys(e), e._eventsCount, e.eventNames(), Object.getOwnPropertyNames(e._events))")
	expect(t, run, "_events,2,x,y,x,y")
	f := run("var f = () => {}; e.on('z', f); f")
	e.Remove(this, run("'z'"), f)
	run("said.push(e._eventsCount, 'z' in e._events); e.removeAllListeners('x').removeAllListeners('y')")
	run("said.push(e._eventsCount, Object.keys(e))")
	expect(t, run, "2,false,0,_events")
	run("e._eventsCount = 5; said.push(e._eventsCount, Object.keys(e)); e.removeAllListeners(); said.push(e._eventsCount)")
	expect(t, run, "5,_events,0")
	run("for (let i = 0; i < 12; i++) e.on('many', f); e.removeAllListeners(); for (let i = 0; i < 11; i++) e.on('many', f);")
	expect(t, run, "leak 11,leak 11")
	run("var s = Symbol('s'); e.on(s, f); e.once(s, f); said.push(Object.keys(e), e._eventsCount, e._events[s].length, e.emit(s))")
	run("e.removeAllListeners(s); said.push(e.eventNames(), e._eventsCount, e._events.many.length, e.emit('many'))")
	expect(t, run, "_events,_eventsCount,2,2,true,many,1,11,true")
}

// What listeners throw comes as a panic, and so does an error for nobody.
func TestThrown(t *testing.T) {
	e, this, run := world(t)
	run("e.on('x', () => { throw new Error('thrown'); })")
	for name, want := range map[string]string{"x": "Error: thrown", "error": "7"} {
		fn := func(goja.FunctionCall) goja.Value {
			e.Emit(this, name, run("7"))
			return nil
		}
		if err := this.Set("native", fn); err != nil {
			t.Fatal(err)
		}
		if got := run("(() => { try { e.native(); } catch (error) { return String(error); } })()").String(); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	run("said.push((() => { try { e.on('x', 5); } catch (error) { return error.message; } })())")
	expect(t, run, "no function")
}

// An emit of the script's own is what Go calls, wherever it is.
func TestOverridden(t *testing.T) {
	e, this, run := world(t)
	run("e.on('x', () => { said.push('x'); })")
	run(`var { emit } = proto;
		Object.getPrototypeOf(e).emit = function (type, ...args) {
			said.push('mine', type, ...args);
			return emit.call(this, type);
		}`)
	if !e.Emit(this, "x", run("1")) || e.Emit(this, "y") {
		t.Error("the result of emit is not passed on")
	}
	expect(t, run, "mine,x,1,x,mine,y")
	run("delete Object.getPrototypeOf(e).emit; proto.emit = () => 0")
	if e.Emit(this, "x") {
		t.Error("the prototype's emit is not called")
	}
	run("proto.emit = 5")
	if err := panics(func() { e.Emit(this, "x") }); err == nil || !strings.Contains(err.Error(), "emit is not a function") {
		t.Errorf("got %v", err)
	}
}

// Known functions of a subclass are not called with what stands for a listener.
func TestExtends(t *testing.T) {
	e, this, run := world(t)
	run(`var { addListener, removeListener } = proto;
		proto.on = function on(type, fn) { said.push('on'); return addListener.call(this, type, fn); };
		proto.removeListener = function (type, fn) { said.push('remove'); return removeListener.call(this, type, fn); };
		e.once('x', () => { said.push('x'); }); e.emit('x')`)
	expect(t, run, "on,remove,x")
	after := func(word string) func(*goja.Object, goja.Value) {
		return func(o *goja.Object, typ goja.Value) {
			if o != this {
				t.Error("another emitter")
			}
			run("said.push('" + word + " " + typ.String() + "')")
		}
	}
	e.Extends(run("proto.on").(*goja.Object), after("added"))
	e.Extends(run("proto.removeListener").(*goja.Object), after("removed"))
	run("e.once('x', () => { said.push('x'); }); e.emit('x')")
	expect(t, run, "added x,removed x,x")
}

// panics returns what fn throws.
func panics(fn func()) (err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case error:
			err = x
		case goja.Value:
			err = errors.New(x.String())
		}
	}()
	fn()
	return nil
}
