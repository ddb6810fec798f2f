package util_test

import (
	"strings"
	"testing"

	"tlsjs/jsmod/internal/jstest"
)

func inspect(t *testing.T, expr string) string {
	t.Helper()
	return strings.TrimSuffix(jstest.Run(t, "console.log(require('util').inspect("+expr+"))"), "\n")
}

// The corpus that is held against Node is in js-tests/util; here is what must
// hold where Node is not there.
func TestInspect(t *testing.T) {
	for expr, want := range map[string]string{
		`-0`:                          "-0",
		`"it's"`:                      `"it's"`,
		`[, 1]`:                       "[ <1 empty item>, 1 ]",
		`Object.create(null)`:         "[Object: null prototype] {}",
		`class A extends Array {}`:    "[class A extends Array]",
		`new Map([[1, { a: 2 }]])`:    "Map(1) { 1 => { a: 2 } }",
		`new (class Foo { x = 1 })()`: "Foo { x: 1 }",
		`Promise.resolve(1)`:          "Promise { 1 }",
		`new Promise(() => {})`:       "Promise { <pending> }",
		`new Proxy({ a: 1 }, { get() { throw new Error('x'); } })`: "{ a: 1 }",
		`(() => { const a = {}; a.a = a; return a; })()`:           "<ref *1> { a: [Circular *1] }",
		`{ get a() { return 1; } }, { getters: true }`:             "{ a: [Getter: 1] }",
	} {
		if got := inspect(t, expr); got != want {
			t.Errorf("%s: got %s, want %s", expr, got, want)
		}
	}
}

// TestDeepValuesDoNotOverflow: the engine would end the script.
func TestDeepValuesDoNotOverflow(t *testing.T) {
	got := jstest.Run(t, `
		const deep = []; let c = deep;
		for (let i = 0; i < 5000; i++) { const x = []; c.push(x); c = x; }
		console.log(require('util').inspect(deep, { depth: null }).includes('interrupted prematurely'));
	`)
	if got != "true\n" {
		t.Errorf("got %q", got)
	}
}

// TestLateName: a class that names itself after super() shows that name.
func TestLateName(t *testing.T) {
	got := jstest.Run(t, `
		class E extends Error { constructor(m) { super(m); this.name = 'Late'; } }
		console.log(new E('m').stack.split('\n')[0]);
	`)
	if got != "Late: m\n" {
		t.Errorf("got %q", got)
	}
}
