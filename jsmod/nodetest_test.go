package jsmod_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
)

const someTests = `
	const { describe, it, mock, test } = require('node:test');
	describe('suite', () => { it('passes', () => {}); });
	test('fails', () => { throw new Error('on purpose'); });
	mock.fn()();
`

// runTests runs a script with options of the command line and gives its output.
func runTests(t *testing.T, source string, flags map[string]string, granted bool) (string, int, error) {
	t.Helper()
	var out bytes.Buffer
	o := jsmod.Options{Flags: flags, Compat: "node"}
	if granted {
		o.Permissions.Stdio.Out = &out
	}
	rt, err := jsmod.New(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	err = rt.Run(ctx, jsmod.Source("tests.js", source))
	if err := rt.Close(); err != nil {
		t.Error(err)
	}
	return out.String(), rt.ExitCode(), err
}

// Tests need nothing from outside: what fails is seen in the status.
func TestTestsWithoutPermissions(t *testing.T) {
	defer goleak.VerifyNone(t)
	for _, reporter := range []string{"tap", "spec", "dot", "junit"} {
		_, code, err := runTests(t, someTests, map[string]string{"test-reporter": reporter}, false)
		var exit *jsmod.ExitError
		if code != 1 || !errors.As(err, &exit) {
			t.Errorf("%s: status %d, %v", reporter, code, err)
		}
		out, code, _ := runTests(t, someTests, map[string]string{"test-reporter": reporter}, true)
		if code != 1 || len(out) < 5 {
			t.Errorf("%s: status %d, printed %q", reporter, code, out)
		}
	}
}

// A reporter that writes or reads a file asks for it.
func TestReportersAskForFiles(t *testing.T) {
	for _, flags := range []map[string]string{
		{"test-reporter": "tap", "test-reporter-destination": "/tmp/never-written"},
		{"test-reporter": "/tmp/never-read.js"},
	} {
		_, code, err := runTests(t, someTests, flags, true)
		if err == nil || code == 0 {
			t.Errorf("%v: status %d, %v", flags, code, err)
		}
	}
}

// A test that waits for ever ends with its host, and one that waits for nothing by itself.
func TestEndOfTests(t *testing.T) {
	defer goleak.VerifyNone(t)
	out, code, _ := runTests(t, `require('node:test')('waits', () => new Promise(() => {}));`, nil, true)
	if code != 1 || !strings.Contains(out, "# cancelled 1") {
		t.Errorf("status %d, printed %s", code, out)
	}
	rt, err := jsmod.New(jsmod.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	err = rt.Run(ctx, jsmod.Source("tests.js", `
		const { test, mock } = require('node:test');
		test('ticks for ever', () => {
			mock.timers.enable();
			setInterval(() => {}, 0);
			mock.timers.tick(1);
		});
	`))
	if err == nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if err := rt.Close(); err != nil {
		t.Error(err)
	}
}
