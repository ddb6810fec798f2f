package js_test

import (
	"fmt"
	"strings"
	"testing"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

// TestTypesCannotBeFooled: a kind comes from the engine, not from what an
// object says of itself.
func TestTypesCannotBeFooled(t *testing.T) {
	for expr, want := range map[string]string{
		`isMap({ [Symbol.toStringTag]: 'Map' })`:                                 "false",
		`isMap(Object.create(Map.prototype))`:                                    "false",
		`isMap(Object.setPrototypeOf(new Map(), null))`:                          "true",
		`isDate(Object.create(Date.prototype))`:                                  "false",
		`isPromise({ then() {} })`:                                               "false",
		`isWeakMap(Object.create(WeakMap.prototype))`:                            "false",
		`isWeakMap(new WeakMap())`:                                               "true",
		`isSymbolObject(Object.create(Symbol.prototype))`:                        "false",
		`isUint8Array(new Uint8ClampedArray(1))`:                                 "false",
		`isProxy(new Proxy(() => {}, {}))`:                                       "true",
		`isNativeError(Object.create(Error.prototype))`:                          "false",
		`isAsyncFunction({ async() {} }.async)`:                                  "false",
		`isAsyncFunction(async () => {})`:                                        "true",
		`isArgumentsObject({ length: 0, [Symbol.toStringTag]: 'Arguments' })`:    "false",
		`isDataView(new Proxy(new DataView(new ArrayBuffer(1)), {}))`:            "false",
		`isProxy(new Proxy({}, { getPrototypeOf() { throw new Error('x'); } }))`: "true",
	} {
		got := jstest.Run(t, "console.log(require('util').types."+expr+")")
		if strings.TrimSpace(got) != want {
			t.Errorf("%s: got %s, want %s", expr, got, want)
		}
	}
}

// TestInternalsAreHidden: scripts of users cannot require the internals.
func TestInternalsAreHidden(t *testing.T) {
	for _, name := range []string{"internal/errors", "internal/engine", "node:internal/util"} {
		r := jstest.Exec(t, jsmod.Options{}, fmt.Sprintf("require(%q)", name))
		if r.Err == nil {
			t.Errorf("require(%q) succeeded", name)
		}
	}
}

// TestIteratorIsNotMoved: looking at an iterator leaves it where it was.
func TestIteratorIsNotMoved(t *testing.T) {
	got := jstest.Run(t, `
		const { inspect } = require('util');
		const m = new Map([['a', 1], ['b', 2], ['c', 3]]);
		const it = m.entries();
		it.next();
		m.delete('a');
		console.log(inspect(it), inspect(it));
		console.log(it.next().value, inspect(new Set([1, 2]).entries()));
		m.clear();
		console.log(inspect(it), it.next().done);
	`)
	want := "[Map Entries] { [ 'b', 2 ], [ 'c', 3 ] } [Map Entries] { [ 'b', 2 ], [ 'c', 3 ] }\n" +
		"[ 'b', 2 ] [Set Entries] { [ 1, 1 ], [ 2, 2 ] }\n" +
		"[Map Entries] {  } true\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestEngineStackIsNodes: what the engine throws looks like Node's errors.
func TestEngineStackIsNodes(t *testing.T) {
	got := jstest.Run(t, `
		function inner() { return null.x; }
		try { inner(); } catch (e) {
			const text = require('util').inspect(e);
			console.log(text.split('\n').slice(0, 2).join('|').replace(/[^(]*test\.js/, 'test.js'), /\t/.test(text));
		}
	`)
	if !strings.Contains(got, "TypeError") || !strings.Contains(got, "|    at inner (test.js:2:") ||
		!strings.HasSuffix(got, "false\n") {
		t.Errorf("got %s", got)
	}
}
