package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

type verdict int

const (
	passed verdict = iota
	failed
	skipped
)

var verdictWords = [...]string{passed: "pass", failed: "fail", skipped: "skip"}

// result is the judgement on one script.
type result struct {
	file    string
	verdict verdict
	took    time.Duration
	note    string // one line: why
	detail  string // what was printed, for failures
}

// report prints results as they come. Any goroutine may call add.
type report struct {
	mu       sync.Mutex
	out      io.Writer
	tap      bool
	terminal bool
	total    int
	counts   [3]int
}

func newReport(out io.Writer, tap bool, total int, terminal bool) *report {
	r := &report{out: out, tap: tap, terminal: terminal && !tap, total: total}
	if tap {
		fmt.Fprintf(out, "TAP version 13\n1..%d\n", total)
	}
	return r
}

func (r *report) add(res result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.counts[res.verdict]++
	r.clearProgress()
	if r.tap {
		r.printTAP(res)
	} else {
		r.printLine(res)
	}
	r.printProgress()
}

func (r *report) done() int { return r.counts[passed] + r.counts[failed] + r.counts[skipped] }

func (r *report) printLine(res result) {
	fmt.Fprintf(r.out, "%s %7.3fs %s", verdictWords[res.verdict], res.took.Seconds(), res.file)
	if res.note != "" {
		fmt.Fprintf(r.out, "  -- %s", res.note)
	}
	fmt.Fprintln(r.out)
	r.indent(res, "    ")
}

func (r *report) indent(res result, by string) {
	if res.verdict != failed {
		return
	}
	for line := range strings.Lines(shortened(res.detail)) {
		fmt.Fprintf(r.out, "%s%s\n", by, strings.TrimRight(line, "\n"))
	}
}

// What is shown of a failed script's output: its beginning and its end.
const (
	maxDetailLines = 200
	maxDetailLine  = 2000 // bytes
)

func shortened(detail string) string {
	lines := strings.SplitAfter(detail, "\n")
	if over := len(lines) - maxDetailLines; over > 0 {
		half := maxDetailLines / 2
		note := fmt.Sprintf("... %d lines left out ...\n", over)
		lines = slices.Concat(lines[:half], []string{note}, lines[half+over:])
	}
	for i, line := range lines {
		if len(line) > maxDetailLine {
			lines[i] = strings.ToValidUTF8(line[:maxDetailLine], "") + "...\n"
		}
	}
	return strings.Join(lines, "")
}

func (r *report) printTAP(res result) {
	switch res.verdict {
	case failed:
		fmt.Fprintf(r.out, "not ok %d %s\n", r.done(), res.file)
		fmt.Fprintf(r.out, "  ---\n  message: %q\n  duration_ms: %d\n  output: |-\n", res.note, res.took.Milliseconds())
		r.indent(res, "    ")
		fmt.Fprintln(r.out, "  ...")
	case skipped:
		fmt.Fprintf(r.out, "ok %d %s # SKIP %s\n", r.done(), res.file, res.note)
	default:
		fmt.Fprintf(r.out, "ok %d %s\n", r.done(), res.file)
	}
}

const clearLine = "\r\x1b[K"

func (r *report) clearProgress() {
	if r.terminal {
		fmt.Fprint(r.out, clearLine)
	}
}

func (r *report) printProgress() {
	if r.terminal && r.done() < r.total {
		fmt.Fprintf(r.out, "[%d/%d] %d failed", r.done(), r.total, r.counts[failed])
	}
}

// finish prints the sums and returns the exit status.
func (r *report) finish() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	sums := fmt.Sprintf("%d passed, %d failed, %d skipped", r.counts[passed], r.counts[failed], r.counts[skipped])
	if r.tap {
		sums = "# " + sums
	}
	fmt.Fprintln(r.out, sums)
	if r.counts[failed] > 0 {
		return codeFailed
	}
	return 0
}
