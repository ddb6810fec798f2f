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
