package events_test

import (
	"strings"
	"testing"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The native emit has edges that no script of Node's shows: what it is given as
// this and as _events.
func TestEmitEdges(t *testing.T) {
	got := jstest.Lines(t, `
		const { EventEmitter } = require('events');
		const { emit } = EventEmitter.prototype;
		console.log(emit.name, emit.length);
		for (const self of [{}, { _events: null }, { _events: 5 }, { _events: { x: 'text' } }, { _events: { x: [] } }]) {
			console.log(emit.call(self, 'x'));
		}
		try { emit.call(undefined, 'x'); } catch (e) { console.log(e instanceof TypeError); }
		const e = new EventEmitter();
		e._events.x = [1, function () { console.log('called', arguments.length); }, null];
		console.log(e.emit('x', undefined));
		e.on('args', (...args) => console.log(args.length));
		e.emit('args'); e.emit('args', undefined); e.emit('args', 1, 2, 3, 4, 5, 6, 7, 8, 9);
		e.on('undefined', () => console.log('no name'));
		e.emit();
		e.on('é', () => console.log('é'));
		e.emit('é');`)
	want := []string{
		"emit 1", "false", "false", "false", "false", "true", "true", "called 1", "true", "0", "1", "9", "no name", "é",
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// Emitting inside a listener without end must end in an exception, not in the
// Go stack.
func TestEmitRecursion(t *testing.T) {
	r := jstest.Exec(t, jsmod.Options{}, `
		const e = new (require('events'))();
		e.on('x', () => { e.emit('x'); });
		e.emit('x');`)
	if r.Err == nil || !strings.Contains(r.Err.Error(), "Maximum call stack size exceeded") {
		t.Errorf("got %v", r.Err)
	}
}

// What a listener throws passes through native code with its stack, and what
// interrupts a script cannot be caught by it.
func TestEmitThrows(t *testing.T) {
	got := jstest.Lines(t, `
		const e = new (require('events'))();
		e.on('x', function thrower() { throw new TypeError('thrown'); });
		try { e.emit('x'); } catch (error) {
			console.log(error.name, error.message, /at thrower/.test(error.stack));
		}
		e.on('y', () => { throw 7; });
		try { e.emit('y'); } catch (error) { console.log(error); }`)
	if strings.Join(got, "|") != "TypeError thrown true|7" {
		t.Errorf("got %q", got)
	}
}

// An error that nobody listens for ends the script with status 1 (or what
// 'uncaughtException' makes of it).
func TestUnhandledError(t *testing.T) {
	r := jstest.Exec(t, jsmod.Options{}, `new (require('events'))().emit('error', new Error('alone'))`)
	if r.Code != 1 || !strings.Contains(r.Stderr+detail(r.Err), "Error: alone") {
		t.Errorf("code %d, error %v, stderr %q", r.Code, r.Err, r.Stderr)
	}
}

func detail(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
