package jsmod_test

import (
	"context"
	"strings"
	"testing"

	"tlsjs/jsmod"
)

// TestEndByException holds the order of what is told, and the status, to what
// Node 20 does with the same scripts.
func TestEndByException(t *testing.T) {
	for _, tc := range []struct {
		name, script, told string
		code               int
	}{
		{"listeners first", `process.on('exit', (c) => console.log('exit', c)); throw new Error('a');`, "exit 1|Error: a", 1},
		{"rejection", `process.on('exit', (c) => console.log('exit', c)); Promise.reject(new Error('a'));`,
			"exit 1|Error: a", 1},
		{"exit in a listener", `process.on('exit', () => process.exit(9)); throw new Error('a');`, "", 9},
		{"throw in a listener", `process.on('exit', () => { throw new Error('b'); }); throw new Error('a');`, "Error: a", 1},
		{"another status", `process.on('exit', () => { process.exitCode = 12; }); throw new Error('a');`, "Error: a", 12},
		{"failed handler", `process.on('exit', () => console.log('exit'));
			process.on('uncaughtException', () => { throw new Error('b'); }); throw new Error('a');`, "Error: b", 7},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var out strings.Builder
			opt := jsmod.Options{Permissions: jsmod.Everything(nil, &out, nil)}
			opt.OnFatal = func(e *jsmod.Error) {
				out.WriteString("Error: " + e.Message)
			}
			rt, err := jsmod.New(opt)
			if err != nil {
				t.Fatal(err)
			}
			defer rt.Close()
			if err := rt.Run(context.Background(), jsmod.Source("end.js", tc.script)); err == nil {
				t.Error("no error")
			}
			if got := strings.ReplaceAll(out.String(), "\n", "|"); got != tc.told {
				t.Errorf("told %q, want %q", got, tc.told)
			}
			if code := rt.ExitCode(); code != tc.code {
				t.Errorf("status %d, want %d", code, tc.code)
			}
		})
	}
}
