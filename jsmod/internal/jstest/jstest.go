// Package jstest runs scripts in a runtime for the tests of modules.
package jstest

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"tlsjs/jsmod"
)

// Timeout bounds one script.
const Timeout = 30 * time.Second

// Result is what a script left behind.
type Result struct {
	Stdout, Stderr string
	Err            error // what Runtime.Run returned
	Code           int   // exit status
}

// Buffer is a bytes.Buffer that two goroutines may use.
type Buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *Buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *Buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// Run runs a module's text with every permission and an empty standard input,
// fails the test when it ends with an error, and returns what it printed.
func Run(t testing.TB, source string) string {
	t.Helper()
	r := Exec(t, jsmod.Options{}, source)
	if r.Err != nil {
		t.Fatalf("script failed: %v\n%s%s", r.Err, detail(r.Err), r.Stderr)
	}
	return r.Stdout
}

// Lines is Run with the output as lines.
func Lines(t testing.TB, source string) []string {
	t.Helper()
	return strings.Split(strings.TrimSuffix(Run(t, source), "\n"), "\n")
}

// Exec runs a module's text and returns everything about it. Permissions that
// are not set in opt are granted whole.
func Exec(t testing.TB, opt jsmod.Options, source string) Result {
	t.Helper()
	if opt.Permissions == (jsmod.Permissions{}) {
		opt.Permissions = jsmod.Everything(strings.NewReader(""), nil, nil)
	}
	return Sandboxed(t, opt, source)
}

// Sandboxed is Exec without granting anything but captured output.
func Sandboxed(t testing.TB, opt jsmod.Options, source string) Result {
	t.Helper()
	var stdout, stderr Buffer
	opt.Permissions.Stdio.Out, opt.Permissions.Stdio.Err = &stdout, &stderr
	rt, err := jsmod.New(opt)
	if err != nil {
		t.Fatalf("new runtime: %v", err)
	}
	defer rt.Close()
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	err = rt.Run(ctx, jsmod.Source("test.js", source))
	return Result{stdout.String(), stderr.String(), err, rt.ExitCode()}
}

func detail(err error) string {
	if e, ok := err.(*jsmod.Error); ok {
		return e.Stack + "\n"
	}
	return ""
}
