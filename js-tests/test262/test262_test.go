package test262

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
)

var (
	under    = flag.String("under", "language,built-ins,annexB", "run what lies below these folders of the suite's test/ only")
	every    = flag.Int("every", 1, "run every so manieth file only")
	failures = flag.String("failures", "", "write what fails, with its message, to this file")
	update   = flag.Bool("update", false, "write status.json anew")
)

// result is what came of a file: why it was left out, or why it failed, or neither.
type result struct {
	name, absent string
	err          error
}

// TestTest262 runs the suite and compares with status.json.
func TestTest262(t *testing.T) {
	dir := os.Getenv("TLSJS_TEST262")
	if dir == "" {
		t.Skip("SKIPPED: TLSJS_TEST262 is not set: the language's conformance suite is not run")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := openSuite(dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	// Thousands of short lives: collecting after each costs half of the time.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	want := readStatus(t)
	results := s.all(t, want.Features)
	report(t, results)
	got := tally(results)
	if *update {
		want.replace(got)
		want.write(t)
	} else if *every == 1 {
		want.compare(t, got)
	}
	want.explain(t, results)
}

// all runs every file, as many at a time as there are cores.
func (s *suite) all(t *testing.T, absent map[string]string) []result {
	names := s.names(t)
	results := make([]result, len(names))
	next := make(chan int)
	failed := newLog(t)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				results[i] = s.one(names[i], absent)
				failed(results[i])
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	workers.Wait()
	return results
}

// names are those of the files, by folder. What others import is no test.
func (s *suite) names(t *testing.T) []string {
	t.Helper()
	var names []string
	root := filepath.Join(s.dir, "test")
	for _, below := range strings.Split(*under, ",") {
		err := filepath.WalkDir(filepath.Join(root, filepath.FromSlash(below)), func(file string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(file) != ".js" || strings.Contains(e.Name(), "_FIXTURE") {
				return err
			}
			name, err := filepath.Rel(root, file)
			names = append(names, filepath.ToSlash(name))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(names) == 0 {
		t.Fatalf("no tests found below %s", root)
	}
	kept := names[:0]
	for i, name := range names {
		if i%*every == 0 {
			kept = append(kept, name)
		}
	}
	return kept
}

func (s *suite) one(name string, absent map[string]string) result {
	text, err := os.ReadFile(filepath.Join(s.dir, "test", filepath.FromSlash(name)))
	if err != nil {
		return result{name: name, err: err}
	}
	f, err := parseFrontmatter(string(text))
	if err != nil {
		return result{name: name, err: err}
	}
	for _, feature := range f.features {
		if _, found := absent[feature]; found {
			return result{name: name, absent: feature}
		}
	}
	return result{name: name, err: s.run(name, string(text), f)}
}

// newLog writes what fails as it does, when asked for.
func newLog(t *testing.T) func(result) {
	t.Helper()
	if *failures == "" {
		return func(result) {}
	}
	file, err := os.Create(*failures)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return func(r result) {
		if r.err != nil {
			fmt.Fprintf(file, "%s\n", r)
		}
	}
}

// report tells the numbers, and the worst.
func report(t *testing.T, results []result) {
	t.Helper()
	ran, failed, left := 0, 0, map[string]int{}
	for _, r := range results {
		if r.absent != "" {
			left[r.absent]++
			continue
		}
		ran++
		if r.err == nil {
			continue
		}
		failed++
		if text := r.err.Error(); strings.HasPrefix(text, "PANIC") || strings.HasPrefix(text, "HANG") {
			t.Errorf("%s: %s", r.name, text)
		}
	}
	t.Logf("%d ran, %d of them failed; %d were left out for %d features", ran, failed, len(results)-ran, len(left))
}

// String is how a failure is told: on one line.
func (r result) String() string {
	text, _, more := strings.Cut(r.err.Error(), "\n")
	if more {
		text += " …"
	}
	return r.name + ": " + text
}

// folder is how fine results are kept: a built-in, or a kind of statement or expression.
func folder(name string) string {
	parts := strings.Split(path.Dir(name), "/")
	depth := 2
	if parts[0] == "language" || parts[0] == "annexB" {
		depth = 3
	}
	return strings.Join(parts[:min(depth, len(parts))], "/")
}

// tally counts results by folder.
func tally(results []result) map[string]counts {
	all, names := map[string]counts{}, map[string][]string{}
	for _, r := range results {
		if r.absent != "" {
			continue
		}
		at := folder(r.name)
		c := all[at]
		c.Ran++
		if r.err != nil {
			c.Failed++
			names[at] = append(names[at], r.name)
		}
		all[at] = c
	}
	for at, failed := range names {
		slices.Sort(failed)
		sum := sha256.Sum256([]byte(strings.Join(failed, "\n")))
		c := all[at]
		c.Names = hex.EncodeToString(sum[:4])
		all[at] = c
	}
	return all
}
