package prelude

import "testing"

func TestCallee(t *testing.T) {
	for _, test := range []struct {
		line      string
		col, want int
	}{
		{"a();", 2, 1},
		{"  fs.readFileSync('x')", 18, 6},
		{"(function () {})()", 17, 17},
		{"x[0]()", 5, 5},
		{"throw new Error('x')", 7, 7},
		{"größe()", 8, 1}, // the engine counts bytes
		{"#p()", 3, 1},
		{"f()", 9, 9},
		{"", 1, 1},
		{"(", 1, 1},
	} {
		if got := callee(test.line, test.col); got != test.want {
			t.Errorf("callee(%q, %d) = %d, want %d", test.line, test.col, got, test.want)
		}
	}
}

func TestColumn(t *testing.T) {
	w := &Wrapped{files: map[string]wrappedFile{}}
	w.Add("/x.js", 10, []string{"f(g);", "  o.f()"})
	for _, test := range []struct {
		file            string
		line, col, want int
	}{
		{"/x.js", 1, 12, 1}, // behind the wrapper, at the parenthesis
		{"/x.js", 1, 13, 3},
		{"/x.js", 2, 6, 5},
		{"/x.js", 3, 6, 6}, // a line that is not there
		{"/y.js", 1, 12, 12},
	} {
		if got := w.Column(test.file, test.line, test.col); got != test.want {
			t.Errorf("Column(%s, %d, %d) = %d, want %d", test.file, test.line, test.col, got, test.want)
		}
	}
}

func TestNormalizeStack(t *testing.T) {
	in := "Error: a\n\tat f (/x/y.js:1:2(3))\n\tat /x/y.js:4:5(6)\n\tat native\n\tat tlsjs:enter:1:1(1)\n"
	want := "Error: a\n    at f (/x/y.js:1:2)\n    at /x/y.js:4:5"
	if got := normalizeStack(in, &Wrapped{}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := normalizeStack("Error: a\n    at f (x:1:1)", &Wrapped{}); got != "Error: a\n    at f (x:1:1)" {
		t.Errorf("a stack of Node's form was changed: %q", got)
	}
}
