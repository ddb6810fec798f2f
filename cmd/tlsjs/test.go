package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
)

const testUsage = `usage: tlsjs test [--jobs N] [--timeout 30s] [--tap] [--against CMD] FILES | DIRS

Runs each script in a runtime of its own, side by side in one process. A script
passes when it ends with status 0 in time; one that prints "1..0 # Skipped:
reason" is skipped. With --against, the output and status of another
interpreter on the same script must be the same. Folders are searched for .js
files; node_modules, fixtures and common are left out.

`

// testOptions are the command line of `tlsjs test`.
type testOptions struct {
	jobs    int
	timeout time.Duration
	tap     bool
	against string
	files   []string
}

// runTest is the command test.
func runTest(args []string, out, errOut *os.File) int {
	opt, err := parseTest(args, errOut)
	if err != nil {
		return exitUsage(err)
	}
	if len(opt.files) == 0 {
		fmt.Fprintln(errOut, "tlsjs: test: no scripts: name files or folders")
		return codeUsage
	}
	r := newReport(out, opt.tap, len(opt.files), term.IsTerminal(int(out.Fd())))
	runAll(opt, r)
	return r.finish()
}

func parseTest(args []string, errOut io.Writer) (*testOptions, error) {
	opt := &testOptions{}
	f := flag.NewFlagSet("tlsjs test", flag.ContinueOnError)
	f.SetOutput(errOut)
	f.IntVar(&opt.jobs, "jobs", runtime.GOMAXPROCS(0), "how many scripts run at a time")
	f.DurationVar(&opt.timeout, "timeout", 30*time.Second, "how long one script may take")
	f.BoolVar(&opt.tap, "tap", false, "report in the Test Anything Protocol")
	f.StringVar(&opt.against, "against", "", "an interpreter, with options, whose output must be the same")
	f.Usage = func() {
		fmt.Fprint(errOut, testUsage)
		f.PrintDefaults()
	}
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	if opt.jobs < 1 || opt.timeout <= 0 {
		err := fmt.Errorf("--jobs and --timeout must be above zero: got %d and %v", opt.jobs, opt.timeout)
		fmt.Fprintln(errOut, "tlsjs: test:", err)
		return nil, err
	}
	files, err := findScripts(f.Args())
	if err != nil {
		fmt.Fprintln(errOut, "tlsjs: test:", err)
		return nil, err
	}
	opt.files = files
	return opt, nil
}

// leftOut are folders whose scripts are no tests.
var leftOut = []string{"node_modules", "fixtures", "common"}

// findScripts lists the scripts among and below names, in order.
func findScripts(names []string) ([]string, error) {
	var files []string
	for _, name := range names {
		err := filepath.WalkDir(name, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir():
				if path != name && slices.Contains(leftOut, entry.Name()) {
					return fs.SkipDir
				}
			case path == name || isScript(path):
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

func isScript(path string) bool {
	return slices.Contains([]string{".js", ".mjs", ".cjs"}, filepath.Ext(path))
}

// runAll runs the scripts on as many goroutines as asked and reports them in
// the order in which they end.
func runAll(opt *testOptions, r *report) {
	queue := make(chan string)
	var wg sync.WaitGroup
	for range opt.jobs {
		wg.Go(func() {
			for file := range queue {
				r.add(runOne(opt, file))
			}
		})
	}
	for _, file := range opt.files {
		queue <- file
	}
	close(queue)
	wg.Wait()
}

// runOne judges one script.
func runOne(opt *testOptions, file string) result {
	start := time.Now()
	res := result{file: file}
	ctx, cancel := context.WithTimeoutCause(context.Background(), opt.timeout,
		fmt.Errorf("timed out after %v", opt.timeout))
	defer cancel()
	flags, refused := flagsOf(file)
	if refused != "" {
		res.verdict, res.note = skipped, "needs "+refused
		return res
	}
	got := runScript(ctx, file, flags)
	switch reason, skip := skipReason(got.stdout); {
	case skip:
		res.verdict, res.note = skipped, reason
	case got.failure != "":
		res.verdict, res.note, res.detail = failed, got.failure, got.stdout+got.stderr
	case opt.against != "":
		res.verdict, res.note, res.detail = compare(ctx, opt.against, file, got)
	}
	res.took = time.Since(start)
	return res
}

// skipReason recognises a script that says itself that it cannot run.
func skipReason(output string) (string, bool) {
	for line := range strings.Lines(output) {
		if rest, ok := strings.CutPrefix(line, "1..0 # "); ok {
			rest = strings.TrimSpace(rest)
			for _, word := range []string{"Skipped:", "skipped:", "SKIP", "skip"} {
				rest = strings.TrimPrefix(rest, word)
			}
			return strings.TrimSpace(rest), true
		}
	}
	return "", false
}
