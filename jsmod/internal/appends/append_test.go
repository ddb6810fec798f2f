package appends

import (
	"runtime"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"

	"tlsjs/jsmod/internal/bounds"
	"tlsjs/jsmod/internal/trees"
)

// run compiles a script as the loader does and returns its value.
func run(t *testing.T, source string, limit int) goja.Value {
	t.Helper()
	vm := goja.New()
	if err := install(vm, limit); err != nil {
		t.Fatal(err)
	}
	tree, err := parser.ParseFile(nil, "test.js", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	Rewrite(tree, source)
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		t.Fatal(err)
	}
	v, err := vm.RunProgram(program)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// What the engine would copy is n²/2 pieces: 30 GB here.
func TestAppendCostsWhatItAdds(t *testing.T) {
	const n, piece = 50000, "twelve bytes"
	for name, body := range map[string]string{
		"variable":    `let s = ''; for (let i = 0; i < n; i++) s += piece; s`,
		"beyond 8bit": `let s = 'é'; for (let i = 0; i < n; i++) s += piece; s.slice(1)`,
		"literal":     `let s; for (s = piece; s.length < n * 12;) s += 'twelve bytes'; s`,
		"property":    `const o = { s: '' }; for (let i = 0; i < n; i++) o.s += piece; o.s`,
		"spelled out": `let s = ''; for (let i = 0; i < n; i++) s = s + 'twelve ' + 'bytes'; s`,
		"two at once": `let s = '', r = ''; for (let i = 0; i < n; i++) { s += piece; r += piece; } s === r ? s : ''`,
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			v := run(t, `const n = 50000, piece = 'twelve bytes'; `+body, bounds.MaxText)
			runtime.ReadMemStats(&after)
			if got := v.String(); got != strings.Repeat(piece, n) {
				t.Errorf("a wrong text of %d", len(got))
			}
			if spent := (after.TotalAlloc - before.TotalAlloc) >> 20; spent > 300 {
				t.Errorf("%d MiB were allocated", spent)
			}
		})
	}
}

// Texts that grew from the same one do not see each other's end.
func TestTextsThatPart(t *testing.T) {
	v := run(t, `
		let a = '';
		for (let i = 0; i < 3000; i++) a += 'x';
		const b = a;
		a += 'A';
		let c = b;
		c += 'C';
		let d = b;
		d += 'Ä';
		a += '1'; c += '2'; d += '3';
		[a, b, c, d].map((s) => s.length + s.slice(-3)).join(' ')`, bounds.MaxText)
	if got, want := v.String(), "3002xA1 3000xxx 3002xC2 3002xÄ3"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWhatIsRewritten(t *testing.T) {
	for source, want := range map[string]bool{
		`var s = ''; s += x`:                        true,
		`let s = ''; f(() => s += x)`:               true,
		`s = ''; s += x`:                            true,
		`s += 'literal'`:                            true,
		"s += `template`":                           true,
		`s += x + 'literal'`:                        true,
		`s = s + 'literal'`:                         true,
		`this.s = ''; this.s += x`:                  true,
		`x = { 's': '' }; x.s += y`:                 true,
		`class A { s = ''; f(x) { this.s += x; } }`: true,
		`s += x`:                 false,
		`s = s + 'literal' + x`:  true,
		`var n = 0; n += x`:      false,
		`var s = ''; s += 1`:     false,
		`var s = ''; s += a * b`: false,
		`f().s += 'literal'`:     false,
		`a[i++] += 'literal'`:    false,
		`s = 'literal' + s`:      false,
		`s -= 'literal'`:         false,
		`s = r + 'literal'`:      false,
	} {
		tree, err := parser.ParseFile(nil, "test.js", source, 0)
		if err != nil {
			t.Fatal(err)
		}
		Rewrite(tree, source)
		found := false
		trees.Each(tree, func(node any) {
			if a, ok := node.(*ast.AssignExpression); ok && a.Operator == token.ASSIGN {
				c, ok := a.Right.(*ast.CallExpression)
				if ok {
					callee, ok := c.Callee.(*ast.Identifier)
					found = found || ok && callee.Name.String() == function.Name()
				}
			}
		})
		if found != want {
			t.Errorf("%s: %v, want %v", source, found, want)
		}
	}
}

// What is passed over without a look at the tree has nothing to be rewritten.
func TestMayAppend(t *testing.T) {
	for source, want := range map[string]bool{
		"a += b": true, "a\n+=\nb": true, "a = a + b": true, "a=a+b": true, "this.s = this.s\n + b": true, "ä = ä + 1": true, "a = ((a + b))": true,
		"x = 1; s = s + 'x' + y": true, "": false, "+": false, "a + b": false, "a = b + c": false, "a++": false,
		"= + b": false, "a = b.a + c": false, "for (;; i++) f(a + b)": false, "a == a + b": false,
	} {
		if got := mayAppend(source); got != want {
			t.Errorf("%q: %v", source, got)
		}
	}
}

func TestTooLong(t *testing.T) {
	v := run(t, `
		let s = 'x'.repeat(5000), caught;
		try { s += s; s += 'x'; } catch (e) { caught = e; }
		caught instanceof RangeError && s.length + caught.message`, 10000)
	if got := v.String(); got != "10000Invalid string length" {
		t.Errorf("%q", got)
	}
}
