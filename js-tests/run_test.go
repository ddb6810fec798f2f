// Package jstests judges the public runtime by scripts: js-tests/<module>/*.js,
// one behaviour each, and the examples of the documents.
package jstests

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"tlsjs/jsmod"
	"tlsjs/tlscore/certgen"
)

const scriptTimeout = 60 * time.Second

// keys is a folder with what `tlsjs cert` makes; scripts run in it.
var keys string

// command is the built tlsjs.
var command string

// source is this folder; the working directory is another by the time tests run.
var source string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if source, err = os.Getwd(); err != nil {
			panic(err)
		}
		dir, err := os.MkdirTemp("", "tlsjs-js-tests-")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		files, err := certgen.Generate(certgen.Options{})
		if err == nil {
			keys = filepath.Join(dir, "keys")
			err = files.WriteTo(keys, false)
		}
		if err != nil {
			panic(err)
		}
		command = filepath.Join(dir, "tlsjs")
		build := exec.Command("go", "build", "-o", command, "tlsjs/cmd/tlsjs")
		if out, err := build.CombinedOutput(); err != nil {
			panic(string(out))
		}
		if err := os.Chdir(keys); err != nil {
			panic(err)
		}
		return m.Run()
	}())
}

var tlsjsOnly = regexp.MustCompile(`(?m)^// tlsjs only: (.+)$`)

// TestScripts runs every script here and, unless it says that only tlsjs can
// run it, under Node: it must pass in both, with the same output.
func TestScripts(t *testing.T) {
	scripts := findScripts(t)
	node, err := exec.LookPath("node")
	if err != nil {
		t.Log("SKIPPED: node is not installed: scripts are not compared with it")
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(script.name, ".js"), func(t *testing.T) {
			t.Parallel()
			ours := runHere(t, script.path)
			if node != "" && !tlsjsOnly.MatchString(script.text) {
				theirs := runNode(t, node, script.path)
				if ours != theirs {
					t.Errorf("output differs from Node's:\n%s", difference(ours, theirs))
				}
			}
		})
	}
}

type script struct{ name, path, text string }

func findScripts(t *testing.T) []script {
	t.Helper()
	root := source
	var scripts []script
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if e.Name() == "common" || e.Name() == "node_modules" || e.Name() == "fixtures" {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".js" {
			return nil
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		scripts = append(scripts, script{filepath.ToSlash(name), path, string(text)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(scripts) < 20 {
		t.Fatalf("only %d scripts found below %s", len(scripts), root)
	}
	return scripts
}

// buffer is a bytes.Buffer for several goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// runFileHere runs a script of the folder fixtures with arguments in a process
// of the command, with Node's defaults.
func runFileHere(t *testing.T, name string, args ...string) string {
	t.Helper()
	return runProgram(t, command, append([]string{"--compat=node", filepath.Join(source, "fixtures", name)}, args...)...)
}

// runFileNode runs it under Node.
func runFileNode(t *testing.T, node, name string, args ...string) string {
	t.Helper()
	return runProgram(t, node, append([]string{filepath.Join(source, "fixtures", name)}, args...)...)
}

// runHere runs a script in a runtime of this process and returns its output.
func runHere(t *testing.T, path string) string {
	t.Helper()
	var stdout, stderr buffer
	rt, err := jsmod.New(jsmod.Options{
		Permissions: jsmod.Everything(nil, &stdout, &stderr),
		ExecPath:    command,
		Compat:      "node",
	})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	ctx, cancel := context.WithTimeout(context.Background(), scriptTimeout)
	defer cancel()
	if err := rt.Run(ctx, jsmod.File(path)); err != nil {
		var e *jsmod.Error
		stack := ""
		if errors.As(err, &e) {
			stack = e.Inspected
		}
		t.Fatalf("%v\n%s\nstdout:\n%s\nstderr:\n%s", err, stack, stdout.String(), stderr.String())
	}
	return stdout.String()
}

func runNode(t *testing.T, node, path string) string {
	t.Helper()
	return runProgram(t, node, path)
}

// runProgram returns what a program prints; it must end well.
func runProgram(t *testing.T, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), scriptTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	var stdout, stderr buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\nstdout:\n%s\nstderr:\n%s", filepath.Base(name), err, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// difference shows where two outputs part.
func difference(ours, theirs string) string {
	a, b := strings.Split(ours, "\n"), strings.Split(theirs, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			want := "(nothing)"
			if i < len(b) {
				want = b[i]
			}
			return "line " + strings.Join(a[max(0, i-2):i], "\n     ") + "\n  here: " + a[i] + "\n  Node: " + want
		}
	}
	return "Node goes on:\n" + strings.Join(b[len(a):], "\n")
}
