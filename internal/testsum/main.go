// Command testsum turns the output of go test -json, which it reads from
// standard input, into something to read: a line per package as it ends, the
// whole output of what failed, every skip with its reason, and a sum. Its status
// is 1 where something failed, or nothing was tested.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

type sum struct {
	out                     io.Writer
	text                    map[string][]string // by package and test
	passed, failed, skipped int
	packages                int
	broken                  bool // something failed, be it only a build
	skips                   []string
}

func main() {
	s := &sum{out: os.Stdout, text: map[string][]string{}}
	s.read(os.Stdin)
	s.print()
	if s.broken || s.packages == 0 {
		os.Exit(1)
	}
}

func (s *sum) read(r io.Reader) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(s.out, lines.Text())
			continue
		}
		s.add(e)
	}
	if err := lines.Err(); err != nil {
		s.broken = true
		fmt.Fprintln(s.out, "testsum:", err)
	}
}

func (s *sum) add(e event) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output":
		s.text[key] = append(s.text[key], e.Output)
		if strings.Contains(e.Output, "SKIPPED") {
			s.skips = append(s.skips, e.Package+": "+strings.TrimSpace(e.Output))
		}
	case "build-output":
		fmt.Fprint(s.out, e.Output)
	case "pass":
		s.count(e, &s.passed)
		delete(s.text, key)
	case "skip":
		s.count(e, &s.skipped)
		if e.Test != "" && !strings.Contains(strings.Join(s.text[key], ""), "SKIPPED") {
			s.skips = append(s.skips, e.Package+" "+e.Test+": "+reason(s.text[key]))
		}
	case "fail":
		s.broken = true
		s.count(e, &s.failed)
		fmt.Fprint(s.out, strings.Join(s.text[key], ""))
	}
}

// count counts a test; a package gets a line.
func (s *sum) count(e event, n *int) {
	if e.Test != "" {
		*n++
		return
	}
	s.packages++
	if e.Action != "skip" {
		fmt.Fprintf(s.out, "%-4s %7.2fs  %s\n", e.Action, e.Elapsed, e.Package)
	}
}

func reason(lines []string) string {
	for _, line := range lines {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "===") && !strings.HasPrefix(line, "---") {
			return line
		}
	}
	return "no reason given"
}

func (s *sum) print() {
	slices.Sort(s.skips)
	for _, skip := range slices.Compact(s.skips) {
		fmt.Fprintln(s.out, "skipped:", skip)
	}
	fmt.Fprintf(s.out, "%d passed, %d failed, %d skipped\n", s.passed, s.failed, s.skipped)
}
