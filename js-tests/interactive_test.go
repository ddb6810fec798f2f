package jstests

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestInteractive gives the same lines to `tlsjs -i` and to `node -i`, which must
// print the same but for the greeting.
func TestInteractive(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(source, "fixtures", "interactive", "*.txt"))
	if err != nil || len(files) < 3 {
		t.Fatalf("found %d files of lines: %v", len(files), err)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("SKIPPED: node is not installed: nothing to compare the session with")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			lines := read(t, file)
			ours, theirs := session(t, command, lines), session(t, node, lines)
			if ours != theirs {
				t.Errorf("output differs from Node's:\n%s", difference(ours, theirs))
			}
			if strings.Count(ours, "> ") < strings.Count(lines, "\n")/2 {
				t.Errorf("%d lines got only %q", strings.Count(lines, "\n"), ours)
			}
		})
	}
}

// session returns what is printed for lines, without the greeting.
func session(t *testing.T, name, lines string) string {
	t.Helper()
	cmd := exec.Command(name, "-i")
	cmd.Stdin = strings.NewReader(lines)
	cmd.Env = append(os.Environ(), "NO_COLOR=1")
	cmd.WaitDelay = time.Second
	var out buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(scriptTimeout, func() { cmd.Process.Kill() })
	defer late.Stop()
	if err := cmd.Wait(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	_, rest, _ := strings.Cut(out.String(), "\n")
	return rest
}
