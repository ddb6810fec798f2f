//go:build unix

package hostproc

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod/module"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// run starts a program with a pipe for its output, and returns that.
func run(t *testing.T, c module.Command) (string, module.ExitStatus, error) {
	t.Helper()
	c.Stdio = []module.ChildStdio{{}, {Pipe: true}, {}}
	p, err := System{}.Start(t.Context(), c)
	if err != nil {
		return "", module.ExitStatus{}, err
	}
	defer p.Pipe(1).Close()
	out, err := io.ReadAll(p.Pipe(1))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out)), p.Wait(), nil
}

func script(t *testing.T, dir, name, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhereProgramsAreFound(t *testing.T) {
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	script(t, one, "tool", "#!/bin/sh\necho no", 0o644)
	script(t, two, "tool", "#!/bin/sh\necho two $0 $1", 0o755)
	script(t, two, "bare", "echo bare $1", 0o755)
	if err := os.Mkdir(filepath.Join(one, "bare"), 0o755); err != nil {
		t.Fatal(err)
	}
	path := "PATH=" + one + ":" + two
	for _, c := range []struct {
		what string
		c    module.Command
		want string
		err  error
	}{
		{"one that may not be executed is passed over", module.Command{File: "tool", Env: []string{path}}, "two " + two + "/tool arg", nil},
		{"a script without #! is the shell's, a folder is none", module.Command{File: "bare", Env: []string{path}}, "bare arg", nil},
		{"relative to Dir", module.Command{File: "./tool", Dir: two}, "two ./tool arg", nil},
		{"a relative PATH, too", module.Command{File: "tool", Dir: dir, Env: []string{"PATH=two"}}, "two two/tool arg", nil},
		{"the first PATH counts", module.Command{File: "tool", Env: []string{"PATH=" + two, "PATH=/nowhere"}}, "two " + two + "/tool arg", nil},
		{"not the process's own PATH", module.Command{File: "go", Env: []string{"PATH="}}, "", syscall.ENOENT},
		{"nothing found", module.Command{File: "tool", Env: []string{"PATH=/nowhere"}}, "", syscall.ENOENT},
		{"no right", module.Command{File: "tool", Env: []string{"PATH=" + one}}, "", syscall.EACCES},
		{"a folder", module.Command{File: dir}, "", syscall.EACCES},
		{"no such folder to start in", module.Command{File: "/bin/sh", Dir: dir + "/none"}, "", syscall.ENOENT},
		{"below a file", module.Command{File: two + "/tool/x"}, "", syscall.ENOTDIR},
	} {
		c.c.Args = []string{c.c.File, "arg"}
		got, status, err := run(t, c.c)
		if !errors.Is(err, c.err) || got != c.want || status != (module.ExitStatus{}) {
			t.Errorf("%s: %q, %v, %v; want %q, %v", c.what, got, status, err, c.want, c.err)
		}
	}
}

func TestEnvironmentIsWhatWasGiven(t *testing.T) {
	t.Setenv("TLSJS_SECRET", "secret")
	out, _, err := run(t, module.Command{File: "/usr/bin/env", Args: []string{"env"}})
	if err != nil || out != "" {
		t.Errorf("%q, %v", out, err)
	}
}

func TestStatus(t *testing.T) {
	for text, want := range map[string]module.ExitStatus{
		"exit 7": {Code: 7}, "kill -9 $$": {Signal: 9}, "kill -15 $$": {Signal: 15},
	} {
		_, got, err := run(t, module.Command{File: "/bin/sh", Args: []string{"sh", "-c", text}})
		if err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
}

func TestDescriptors(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "f"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := System{}.Start(t.Context(), module.Command{
		File: "/bin/sh", Args: []string{"sh", "-c", "read x <&5; echo got $x >&5; echo file >&3; (echo >&4) 2>/dev/null && echo open"},
		Stdio: []module.ChildStdio{{}, {File: f}, {}, {File: f}, {}, {Pipe: true}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c := p.Pipe(5)
	defer c.Close()
	if _, err := io.WriteString(c, "line\n"); err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(c)
	if err != nil || string(out) != "got line\n" {
		t.Errorf("the pipe said %q, %v", out, err)
	}
	p.Wait()
	if text, err := os.ReadFile(f.Name()); err != nil || string(text) != "file\n" {
		t.Errorf("the file has %q, %v", text, err)
	}
	if p.Pipe(1) != nil || p.Pipe(9) != nil || p.Pipe(-1) != nil {
		t.Error("there are pipes that nobody asked for")
	}
	if _, err := f.WriteString("still open"); err != nil {
		t.Error(err)
	}
	if err := p.Signal(0); !errors.Is(err, os.ErrProcessDone) {
		t.Errorf("a signal to one that has ended: %v", err)
	}
}

func TestTheContextEndsIt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p, err := System{}.Start(ctx, module.Command{File: "/bin/sleep", Args: []string{"sleep", "1000"}})
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(50*time.Millisecond, cancel)
	if status := p.Wait(); status.Signal != 9 {
		t.Errorf("it ended with %v", status)
	}
	if _, err := (System{}).Start(ctx, module.Command{File: "/bin/true", Args: []string{"true"}}); !errors.Is(err, context.Canceled) {
		t.Errorf("starting after the end: %v", err)
	}
}
