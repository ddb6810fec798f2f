package jstests

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// testRunnerOptions are command lines for fixtures/test_runner.js, with the status that
// Node gives.
var testRunnerOptions = []struct {
	args   string
	status int
}{
	{"", 1},
	{"--test-only", 0},
	{"--test-name-pattern=alpha", 0},
	{"--test-name-pattern=/ALPHA/i", 0},
	{"--test-name-pattern=beta --test-name-pattern=gamma", 1},
	{"--test-name-pattern=nothing", 0},
	{"--test-only --test-name-pattern=beta", 0},
	{"--test-reporter=tap", 1},
	{"--test-reporter=spec", 1},
	{"--test-reporter=dot", 1},
	{"--test-reporter=junit", 1},
	{"--test-reporter=spec --test-reporter-destination=stderr", 1},
	{"--test-reporter=tap --test-reporter=dot --test-reporter-destination=stdout --test-reporter-destination=REPORT", 1},
	{"--test-reporter=FIXTURES/test_reporter.js", 1},
	{"--test-reporter=FIXTURES/test_reporter_generator.mjs", 1},
	{"--test-reporter=FIXTURES/missing.js", 7},
	{"--test-reporter=tap --test-reporter=dot", 1},
	{"--test-name-pattern=/(/", 1},
}

// TestRunnerOptions runs a file of tests with the options of the command line, here and
// under Node: status, output and the file that a reporter wrote must be the same.
func TestRunnerOptions(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Log("SKIPPED: node is not installed: output is not compared with it")
	}
	for _, c := range testRunnerOptions {
		t.Run(c.args, func(t *testing.T) {
			t.Parallel()
			here := runTests(t, command, "--compat=node "+c.args)
			if here.status != c.status {
				t.Errorf("status %d, want %d\n%s", here.status, c.status, here.stderr)
			}
			if node == "" {
				return
			}
			there := runTests(t, node, c.args)
			if here.status != there.status {
				t.Errorf("status %d, %d in Node", here.status, there.status)
			}
			if here.stdout != there.stdout {
				t.Errorf("output differs from Node's:\n%s", difference(here.stdout, there.stdout))
			}
			if here.report != there.report {
				t.Errorf("report differs from Node's:\n%s", difference(here.report, there.report))
			}
			// What ends the script is told of with another stack.
			if c.status == 1 && strings.Contains(c.args, "stderr") && here.stderr != there.stderr {
				t.Errorf("standard error differs from Node's:\n%s", difference(here.stderr, there.stderr))
			}
		})
	}
}

type testsRun struct {
	stdout, stderr, report string
	status                 int
}

var (
	durations = regexp.MustCompile(`(duration_ms:? |\(|time=")[\d.e-]+`)
	frames    = regexp.MustCompile(`(?m)^\s+(at )?\S.*\(?[^\s(]*:\d+:\d+\)?( \{)?\n`)
	stacks    = regexp.MustCompile(`(?m)^\s+stack: \|-\n`)
)

// runTests runs the fixture; what another time is another is left out.
func runTests(t *testing.T, program, args string) testsRun {
	t.Helper()
	report := filepath.Join(t.TempDir(), "report")
	fixtures := filepath.Join(source, "fixtures")
	args = strings.NewReplacer("FIXTURES", fixtures, "REPORT", report).Replace(args)
	ctx, cancel := context.WithTimeout(context.Background(), scriptTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, append(strings.Fields(args), filepath.Join(fixtures, "test_runner.js"))...)
	var stdout, stderr buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	written, err := os.ReadFile(report)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	mask := func(text string) string {
		text = durations.ReplaceAllString(text, "${1}X")
		return stacks.ReplaceAllString(frames.ReplaceAllString(text, ""), "")
	}
	return testsRun{mask(stdout.String()), mask(stderr.String()), mask(string(written)), cmd.ProcessState.ExitCode()}
}
