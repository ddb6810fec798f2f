package tls

import (
	"testing"

	"tlsjs/jsmod/module"
)

// Two programs on one machine must not take each other's sessions.
func TestDefaultSessionIDContextNamesTheScript(t *testing.T) {
	a := defaultSessionIDContext(&module.Config{ExecPath: "tlsjs", Script: "a.js"})
	b := defaultSessionIDContext(&module.Config{ExecPath: "tlsjs", Script: "b.js"})
	if a == b || len(a) != 32 {
		t.Errorf("a.js has %q, b.js has %q", a, b)
	}
}
