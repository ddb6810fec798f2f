package jsmod_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"tlsjs/jsmod"
)

// A session needs its input and output, and nothing else of what a host may grant.
func TestInteractiveInAHost(t *testing.T) {
	var out, errOut bytes.Buffer
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Permissions{Stdio: jsmod.Stdio{
		In: strings.NewReader("let x = await_\nlet y = 20\ny + given\nfs.readFileSync('/etc/passwd')\nprocess.exitCode = 4\n"), Out: &out, Err: &errOut,
	}}})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	err = rt.Run(context.Background(), jsmod.Interactive("var given = 22", false))
	var exit *jsmod.ExitError
	if !errors.As(err, &exit) || exit.Code != 4 {
		t.Errorf("ended with %v, want status 4", err)
	}
	for _, want := range []string{
		"Uncaught ReferenceError: await_ is not defined\n", "> undefined\n> 42\n", "code: 'ERR_ACCESS_DENIED'", "> 4\n> ",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %q", want, out.String())
		}
	}
	if errOut.Len() > 0 {
		t.Errorf("standard error has %q", errOut.String())
	}
}

// A script that is limited does not end the runtime, and a closed runtime ends a script
// whatever its limit.
func TestLimits(t *testing.T) {
	rt, err := jsmod.New(jsmod.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	err = rt.Run(ctx, jsmod.Eval("x.js", `
		const vm = require('vm');
		try { vm.runInThisContext('for (;;) {}', { timeout: 5 }); } catch (e) { if (e.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw e; }
		try { vm.runInThisContext('1', { breakOnSigint: true }); throw 1; } catch (e) { if (e.code !== 'ERR_ACCESS_DENIED') throw e; }
		vm.runInThisContext('for (;;) {}', { timeout: 1e9 });
	`, false))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended with %v", err)
	}
}
