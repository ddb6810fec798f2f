package repl

import (
	"slices"
	"testing"
)

func TestAwaiting(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"await 1", "(async () => { return { value: (await 1\n) }\n})()"},
		{"(await 1).x; // more", "(async () => { return { value: ((await 1).x\n) }; // more\n})()"},
		{"(await x)", "(async () => { return { value: ((await x)\n) }\n})()"},
		{"const a = await 1, { b, c: [d = 2, ...e] } = f, g = (3)",
			"let a; let b; let d; let e; let g; (async () => { void 0, a = await 1, { b, c: [d = 2, ...e] } = f, g = (3)\n})()"},
		{"var a; await 0", "var a; (async () => { void 0, a = undefined; return { value: (await 0\n) }\n})()"},
		{"await 0; class A {} class B extends A {}",
			"let A; let B; (async () => { await 0; A = class A {}; B = class B extends A {};\n})()"},
		{"await 0; function f() { return 1 }",
			"var f; (async () => { await 0; this.f = f; function f() { return 1 }\n})()"},
		{"for (var i = 0; i < await n; i++) { let j; var k = 2 }",
			"var i; var k; (async () => { for (void 0, i = 0; i < await n; i++) { let j; void 0, k = 2 }\n})()"},
		{"for (var x of await y);", "var x; (async () => { for ( x of await y);\n})()"},
		{"for await (const x of y) z(x)", "(async () => { for await (const x of y) z(x)\n})()"},
		{"(await import('x')).y", "(async () => { return { value: ((await import('x')).y\n) }\n})()"},
		{"if (await x) { function f() {} }",
			"var f; (async () => { if (await x) { this.f = f; function f() {} }\n})()"},
		{"if (await x) y", "(async () => { if (await x) y\n})()"},
		{"async () => { await 1 }", ""},
		{"async () => { for await (const x of y); }", ""},
		{"await 1; return 2", ""},
		{"await 1 })(); (async () => { 2", ""},
		{"await", ""},
		{"await 1 +", ""},
		{"x.await", ""},
	} {
		if got, _ := awaiting(test.text); got != test.want {
			t.Errorf("%s\nbecomes %s\nwant    %s", test.text, got, test.want)
		}
	}
}

func TestVariables(t *testing.T) {
	got := variables("var a, [b] = 1; { var c } for (var d of e) { let f } function g() { var h }")
	if want := []string{"a", "b", "c", "d"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLexical(t *testing.T) {
	got := lexical("let a, {b, c: d} = 1; const [e, ...f] = g; class H {} var i; function j() {} { let k }")
	if want := []string{"a", "b", "d", "e", "f", "H"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
