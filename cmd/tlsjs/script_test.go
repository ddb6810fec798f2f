package main

import (
	"errors"
	"net"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tlsjs": main})
}

// TestScripts runs testdata/script/*.txtar against the real command.
func TestScripts(t *testing.T) {
	dir := filepath.Join("testdata", "script")
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(files) < 8 {
		t.Fatalf("found %d scripts in %s: %v", len(files), dir, err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"listen": listen,
		},
	})
}

// exits STATUS COMMAND ARGS... runs a command that must end with that status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits status command args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%s: %v", args[1], err)
	}
	if got != want {
		ts.Fatalf("%s ended with status %d, want %d", args[1], got, want)
	}
}

// listen NAME takes a port until the script ends and puts its number into the
// environment variable NAME.
func listen(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: listen NAME")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { _ = l.Close() })
	ts.Setenv(args[0], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

// A command line is judged without running anything.
func TestParse(t *testing.T) {
	for _, test := range []struct {
		nodeOptions string
		args        []string
		err         string // "" for none
	}{
		{"", []string{"--bad"}, "bad option: --bad"},
		{"", []string{"-x"}, "bad option: -x"},
		{"", []string{"--no-warnings=1"}, "bad option: --no-warnings=1"},
		{"", []string{"-e"}, "-e requires an argument"},
		{"", []string{"--compat", "v1"}, `--compat must be one of v0.8, v0.10, v0.12, iojs, node: got "v1"`},
		{"", []string{"-c", "-e", "1"}, "either --check or --eval can be used, not both"},
		{"word", nil, "word is not allowed in NODE_OPTIONS"},
		{"--bad", nil, "--bad is not allowed in NODE_OPTIONS"},
		{"-e 1", nil, "-e is not allowed in NODE_OPTIONS"},
		{"--require", nil, "--require requires an argument"},
		{`--require "a b.js`, nil, "invalid value for NODE_OPTIONS (unterminated string)"},
		{`--require "a b.js" --no-warnings`, nil, ""},
		{"", []string{"--unhandled-rejections=warn", "x.js", "--bad"}, ""},
	} {
		_, err := parse(test.args, test.nodeOptions)
		switch {
		case test.err == "" && err != nil:
			t.Errorf("%q %q: %v", test.nodeOptions, test.args, err)
		case test.err != "" && (err == nil || err.Error() != test.err):
			t.Errorf("%q %q: got %v, want %s", test.nodeOptions, test.args, err, test.err)
		}
	}
	c, err := parse([]string{"-r", "./b.js", "x.js", "--y"}, `-r "a \"b.js" --trace-warnings`)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.preload) != 2 || c.preload[0] != `a "b.js` || c.preload[1] != "./b.js" {
		t.Errorf("preload is %q", c.preload)
	}
	if _, ok := c.flags["trace-warnings"]; !ok || c.file != "x.js" || len(c.args) != 1 || len(c.execArgs) != 2 {
		t.Errorf("parsed %+v", c)
	}
}
