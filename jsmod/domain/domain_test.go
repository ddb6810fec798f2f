package domain_test

import (
	"strings"
	"testing"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestStatus: what ends a script that has domains, and with which status.
func TestStatus(t *testing.T) {
	for _, c := range []struct {
		name, source, stdout, stderr string
		code                         int
	}{
		{"a listener of the outermost domain throws", `
			d.on('error', (error) => { console.log(error.message); throw new Error('second'); });
			d.run(() => { throw new Error('first'); });`, "first\n", "second", 7},
		{"no listener", `d.run(() => setTimeout(() => { throw new Error('first'); }));`, "", "first", 1},
		{"an emitter's error, and no listener", `
			const e = d.run(() => new (require('events'))());
			e.emit('error', new Error('first'));`, "", "first", 1},
		{"all is taken", `
			d.on('error', (error) => console.log(error.message));
			d.run(() => setTimeout(() => { throw new Error('first'); }));
			d.run(() => { throw new Error('second'); });`, "second\nfirst\n", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := jstest.Exec(t, jsmod.Options{}, `const d = require('domain').create();`+c.source)
			told := r.Stderr
			if r.Err != nil {
				told += r.Err.Error()
			}
			if r.Stdout != c.stdout || r.Code != c.code || !strings.Contains(told, c.stderr) || c.stderr == "" && told != "" {
				t.Errorf("%q, %q, status %d", r.Stdout, told, r.Code)
			}
		})
	}
}
