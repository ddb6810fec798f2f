package bogo

import (
	"encoding/json"
	"errors"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	only  = flag.String("bogo-test", "", "run the tests whose names match this `glob` (TestBoGo)")
	stale = flag.Bool("bogo-stale", false, "run the disabled tests too, and name those that pass (TestBoGo)")
)

// settings are testdata/common.json with the file of a revision on top; the
// runner and the shim each read their part of it.
type settings struct {
	UnimplementedFlags map[string]string
	ErrorMap           map[string][]string `json:",omitempty"`
	// DisabledTests are globs with reasons, for both subjects; those of
	// DisabledFor are for one.
	DisabledTests  map[string]string
	DisabledFor    map[string]map[string]string `json:",omitempty"`
	Of2015         bool
	AnyWord        bool
	DefaultCiphers string
	AllCurves      []int
}

func TestBoGo(t *testing.T) {
	root := os.Getenv("TLSJS_BOGO")
	if root == "" {
		t.Skip("SKIPPED: TLSJS_BOGO names no folder with BoringSSL's runner (doc.go tells how to build it)")
	}
	shim := buildShim(t)
	for _, revision := range []string{"f51d8b099832", "d85184222", "3d59e04bc"} {
		for _, subject := range []string{"tls12", "tlscore"} {
			t.Run(revision+"/"+subject, func(t *testing.T) {
				folder := filepath.Join(root, revision, "ssl", "test", "runner")
				if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
					t.Skipf("SKIPPED: no %s", folder)
				}
				r := &run{folder: folder, subject: subject, shim: shim, settings: load(t, revision, subject)}
				r.perform(t)
				r.judge(t)
			})
		}
	}
}

func buildShim(t *testing.T) string {
	t.Helper()
	// The runner of 2015 has an opinion about the name.
	shim := filepath.Join(t.TempDir(), "ssl", "test", "bssl_shim")
	out, err := exec.Command("go", "build", "-o", shim, "./shim").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return shim
}

func load(t *testing.T, revision, subject string) *settings {
	t.Helper()
	s := &settings{}
	for _, name := range []string{"common", revision} {
		b, err := os.ReadFile(filepath.Join("testdata", name+".json"))
		if err == nil {
			err = json.Unmarshal(b, s)
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	for pattern, reason := range s.DisabledTests {
		if _, err := filepath.Match(pattern, ""); err != nil || reason == "" {
			t.Fatalf("pattern %q, reason %q: %v", pattern, reason, err)
		}
	}
	maps.Copy(s.DisabledTests, s.DisabledFor[subject])
	s.AnyWord = subject == "tlscore"
	return s
}

// run is one run of a runner.
type run struct {
	folder, subject, shim string
	settings              *settings
	results               map[string]string // by test: PASS, FAIL, UNIMPLEMENTED
	messages              map[string]string // of those that fail
}

func (r *run) perform(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	ours, theirs, output := filepath.Join(dir, "shim.json"), filepath.Join(dir, "runner.json"), filepath.Join(dir, "results.json")
	writeJSON(t, ours, r.settings)
	// Its ErrorMap has other types in other years; the shim serves it to all.
	writeJSON(t, theirs, map[string]any{"DisabledTests": r.settings.DisabledTests, "AllCurves": r.settings.AllCurves})
	cmd := r.command(t, theirs)
	cmd.Args = append(cmd.Args, "-pipe", "-num-workers", strconv.Itoa(runtime.GOMAXPROCS(0)), "-json-output", output)
	if *only != "" {
		cmd.Args = append(cmd.Args, "-test", *only)
	}
	cmd.Dir = r.folder
	cmd.Env = append(os.Environ(), "TLSJS_BOGO_SUBJECT="+r.subject, "TLSJS_BOGO_SETTINGS="+ours)
	// It fails when a test does; without results it failed itself.
	log, runErr := cmd.CombinedOutput()
	b, err := os.ReadFile(output)
	var results struct {
		Tests map[string]struct{ Actual string }
	}
	if err == nil {
		err = json.Unmarshal(b, &results)
	}
	if err != nil {
		t.Fatalf("the runner has no results: %v, %v\n%s", runErr, err, log)
	}
	r.results, r.messages = map[string]string{}, map[string]string{}
	for name, result := range results.Tests {
		r.results[name] = result.Actual
		if result.Actual == "SKIP" { // of the newest
			r.results[name] = "UNIMPLEMENTED"
		}
	}
	for _, part := range regexp.MustCompile(`(?m)^(?:FAILED|PASSED|UNIMPLEMENTED) \(`).Split(string(log), -1) {
		name, message, _ := strings.Cut(part, ")")
		r.messages[name] = strings.TrimSpace(message)
	}
	r.sort()
}

func writeJSON(t *testing.T, path string, v any) {
	t.Helper()
	b, err := json.Marshal(v)
	if err == nil {
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// command is the runner of either form: that of 2015 is a program, knows no
// configuration and finds the shim by its name; the others are tests.
func (r *run) command(t *testing.T, config string) *exec.Cmd {
	t.Helper()
	if runner := filepath.Join(r.folder, "runner.test"); exists(runner) {
		args := []string{"-test.timeout", "0", "-shim-path", r.shim, "-shim-config", config, "-allow-unimplemented"}
		if *stale {
			args = append(args, "-include-disabled")
		}
		return exec.Command(runner, args...)
	}
	runner := filepath.Join(r.folder, "runner")
	if !exists(runner) {
		t.Fatalf("no runner in %s: it was not built", r.folder)
	}
	return exec.Command(runner, "-build-dir", filepath.Dir(filepath.Dir(filepath.Dir(r.shim))))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// sort puts right what the runner of 2015 cannot know: which tests are
// disabled, and which ones the shim has not got.
func (r *run) sort() {
	for name, result := range r.results {
		switch {
		case result == "FAIL" && strings.Contains(r.messages[name], "\nunimplemented: "):
			r.results[name] = "UNIMPLEMENTED"
		case r.reason(name) != "" && !*stale:
			delete(r.results, name)
		}
	}
}

func (r *run) reason(name string) string {
	for pattern, reason := range r.settings.DisabledTests {
		if ok, _ := filepath.Match(pattern, name); ok {
			return reason
		}
	}
	return ""
}

func (r *run) judge(t *testing.T) {
	t.Helper()
	counts := map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(r.results)) {
		result := r.results[name]
		counts[result]++
		switch {
		case *stale && result == "PASS" && r.reason(name) != "":
			t.Errorf("%s passes, and is disabled: %s", name, r.reason(name))
		case !*stale && result == "FAIL":
			t.Errorf("%s\n%s", name, r.messages[name])
		}
	}
	if counts["PASS"] == 0 {
		t.Error("no test passes")
	}
	if *stale {
		r.reportIdlePatterns(t)
	}
	t.Logf("%s: %d pass, %d fail, %d want what the shim has not got", r.subject, counts["PASS"], counts["FAIL"], counts["UNIMPLEMENTED"])
}

// reportIdlePatterns names those that match no test of the revision.
func (r *run) reportIdlePatterns(t *testing.T) {
	t.Helper()
	for pattern := range r.settings.DisabledTests {
		used := false
		for name := range r.results {
			ok, _ := filepath.Match(pattern, name)
			used = used || ok
		}
		if !used {
			t.Errorf("pattern %q matches no test", pattern)
		}
	}
}
