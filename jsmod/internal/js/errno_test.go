package js

import "testing"

func TestSystemErrors(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range sysErrors {
		if seen[e.name] {
			t.Errorf("%s is there twice", e.name)
		}
		seen[e.name] = true
		if e.text == "" || e.number() >= 0 {
			t.Errorf("%s: text %q, number %d", e.name, e.text, e.number())
		}
	}
	for name := range errnos {
		if !seen[name] {
			t.Errorf("%s has a number and no text", name)
		}
	}
}

func TestNormalizeStack(t *testing.T) {
	in := "Error: a\n\tat f (/x/y.js:1:2(3))\n\tat /x/y.js:4:5(6)\n\tat native\n\tat tlsjs:enter:1:1(1)\n"
	want := "Error: a\n    at f (/x/y.js:1:2)\n    at /x/y.js:4:5"
	if got := normalizeStack(in); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := normalizeStack("Error: a\n    at f (x:1:1)"); got != "Error: a\n    at f (x:1:1)" {
		t.Errorf("a stack of Node's form was changed: %q", got)
	}
}
