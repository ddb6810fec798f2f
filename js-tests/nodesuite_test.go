package jstests

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Node's own tests of tls, http, dgram, child_process and more are strangers that judge us: they are never copied
// into this repository, which keeps their names (nodesuite.txt) and why some do
// not pass (status.json). TLSJS_NODE_SUITE names a folder with a test/ tree of
// Node 25.

const suiteTimeout = 30 * time.Second

// skips is how a test of Node's tells that it does not apply.
var skips = regexp.MustCompile(`(?m)^1\.\.0 # [Ss]kipped`)

// TestNodeSuite runs each listed file by the command. What stands in
// status.json must fail, so that the table cannot outlive its reasons.
func TestNodeSuite(t *testing.T) {
	suite := os.Getenv("TLSJS_NODE_SUITE")
	if suite == "" {
		t.Skip("SKIPPED: TLSJS_NODE_SUITE is not set: Node's own tests are not run")
	}
	reasons, names := readStatus(t)
	openssl := opensslBeside(t)
	for i, name := range names {
		if _, err := os.Stat(filepath.Join(suite, "test", name)); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		t.Run(strings.TrimSuffix(name, ".js"), func(t *testing.T) {
			t.Parallel()
			out, err := runSuiteFile(suite, name, "node", i)
			skipped := err == nil && skips.Match(out)
			reason, listed := reasons[name]
			switch {
			case listed && err == nil && !skipped:
				t.Errorf("passes, but status.json has: %s", reason)
			case listed:
				t.Skipf("SKIPPED: %s", reason)
			case skipped && !openssl && bytes.Contains(out, []byte("openssl")):
				t.Skip("SKIPPED: openssl is not installed")
			case skipped:
				t.Errorf("skips itself and is not in status.json:\n%s", out)
			case err != nil:
				t.Errorf("%v\n%s", err, tail(out))
			}
		})
	}
}

// opensslBeside puts openssl where Node's tests look for it: beside the program
// under test. It reports whether there is one.
func opensslBeside(t *testing.T) bool {
	path, err := exec.LookPath("openssl")
	if err != nil {
		return false
	}
	if err := os.Symlink(path, filepath.Join(filepath.Dir(command), "openssl-cli")); err != nil {
		t.Fatal(err)
	}
	return true
}

// TestStatus holds the two tables together without any suite.
func TestStatus(t *testing.T) {
	reasons, names := readStatus(t)
	listed := map[string]bool{}
	for i, name := range names {
		if i > 0 && names[i-1] >= name {
			t.Errorf("nodesuite.txt: %s is out of order", name)
		}
		listed[name] = true
	}
	for name, reason := range reasons {
		if !listed[name] {
			t.Errorf("status.json: %s is not in nodesuite.txt", name)
		}
		if len(reason) < 10 {
			t.Errorf("status.json: %s has no reason", name)
		}
	}
	t.Logf("%d of Node's %d tests are expected to pass", len(names)-len(reasons), len(names))
}

func readStatus(t *testing.T) (reasons map[string]string, names []string) {
	t.Helper()
	if err := json.Unmarshal([]byte(read(t, filepath.Join(source, "status.json"))), &reasons); err != nil {
		t.Fatal(err)
	}
	names = strings.Fields(read(t, filepath.Join(source, "nodesuite.txt")))
	if len(names) < 100 {
		t.Fatalf("only %d names in nodesuite.txt", len(names))
	}
	return reasons, names
}

// runSuiteFile gives each test ports and a scratch folder of its own, as Node's
// runner does.
func runSuiteFile(suite, name, compat string, number int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), suiteTimeout)
	defer cancel()
	args := append([]string{"--compat=" + compat}, suiteFlags(suite, name)...)
	cmd := exec.CommandContext(ctx, command, append(args, filepath.Join("test", filepath.FromSlash(name)))...)
	cmd.Dir = suite
	cmd.WaitDelay = time.Second
	cmd.Env = append(os.Environ(), fmt.Sprintf("TEST_THREAD_ID=%d", number), fmt.Sprintf("NODE_COMMON_PORT=%d", 12000+number*20),
		"NODE_SKIP_FLAG_CHECK=1", "GOMAXPROCS="+fmt.Sprint(min(2, runtime.NumCPU())))
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		err = fmt.Errorf("does not end in %v", suiteTimeout)
	}
	return out, err
}

var (
	flagsLine = regexp.MustCompile(`(?m)^// Flags: (.*)$`)
	flagsHere = regexp.MustCompile(`^--(tls-(min|max|cipher|keylog).*|use-(bundled|openssl|system)-ca|no-use-system-ca|expose[-_]gc|max-http-header-size=.*|insecure-http-parser|test-only)$`)
)

// suiteFlags are the flags that a test names and the command has; what else it
// names belongs to Node's engine.
func suiteFlags(suite, name string) []string {
	text, err := os.ReadFile(filepath.Join(suite, "test", name))
	if err != nil {
		return nil
	}
	var flags []string
	for _, line := range flagsLine.FindAllStringSubmatch(string(text), -1) {
		for _, flag := range strings.Fields(line[1]) {
			if flagsHere.MatchString(flag) {
				flags = append(flags, flag)
			}
		}
	}
	return flags
}

// tail is the end of a long output.
func tail(out []byte) []byte {
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	return bytes.Join(lines[max(0, len(lines)-15):], []byte("\n"))
}
