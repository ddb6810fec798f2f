//go:build linux

package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// report is the outcome of a run.
type report struct {
	results []*caseResult
	peers   []*peer
	missing []string
	machine string
	// load is the load average when the run began: what else the machine did.
	load   string
	rounds int
	scale  float64
	took   time.Duration
}

// verdict is a goal held against a ratio.
type verdict struct {
	goal  goal
	more  bool
	ratio float64
}

func (v verdict) met() bool {
	if v.more {
		return v.ratio >= v.goal.ratio
	}
	return v.ratio <= v.goal.ratio
}

func (v verdict) String() string {
	sign, word := "≤", "met"
	if v.more {
		sign = "≥"
	}
	if !v.met() {
		word = "missed"
	}
	return fmt.Sprintf("%.2f × %s, goal %s %.2f: %s", v.ratio, v.goal.peer, sign, v.goal.ratio, word)
}

// figuresOf are the rounds of a peer, nil if it is not there.
func (r *caseResult) figuresOf(metric int, name string) []float64 {
	i := slices.IndexFunc(r.peers, func(p *peer) bool { return p.name == name })
	if i < 0 {
		return nil
	}
	return r.figures[metric][i]
}

// verdicts holds tlsjs against its goals in a metric.
func (r *caseResult) verdicts(metric int) []verdict {
	var list []verdict
	m := r.metrics[metric]
	for _, g := range m.goals {
		if ratio, ok := medianRatio(r.figuresOf(metric, "tlsjs"), r.figuresOf(metric, g.peer)); ok {
			list = append(list, verdict{g, m.more, ratio})
		}
	}
	return list
}

// ratios are what a table has at the end of a line: tlsjs through base, then the
// goals.
func (r *caseResult) ratios(metric int) string {
	goals := joined(r.verdicts(metric))
	base, ok := medianRatio(r.figuresOf(metric, "tlsjs"), r.figuresOf(metric, "base"))
	switch {
	case !ok:
		return goals
	case goals == "":
		return fmt.Sprintf("%.2f × base", base)
	}
	return fmt.Sprintf("%.2f × base; %s", base, goals)
}

// cell is the median of a peer's rounds in a metric.
func (r *caseResult) cell(metric int, name string) string {
	figures := r.figuresOf(metric, name)
	if len(figures) == 0 {
		return "–"
	}
	return number(median(figures))
}

// number has three digits that mean something.
func number(v float64) string {
	switch {
	case v >= 100 || v <= -100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10 || v <= -10:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

// heading is a case's title, with the size where that is not what the title
// says.
func (r *caseResult) heading() string {
	if r.fixed && r.size != r.count {
		return fmt.Sprintf("%s (here with %d)", r.title, r.size)
	}
	return r.title
}

// leftOut lists the peers that a case could not measure.
func (r *caseResult) leftOut() []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(r.left)) {
		why, _, _ := strings.Cut(strings.TrimPrefix(r.left[name], errLeftOut.Error()+": "), "\n")
		list = append(list, fmt.Sprintf("%s of %s: %s", r.name, name, why))
	}
	return list
}

func joined(list []verdict) string {
	var words []string
	for _, v := range list {
		words = append(words, v.String())
	}
	return strings.Join(words, "; ")
}

// unit is a metric's name with its unit.
func (m metric) String() string {
	if m.unit == "" {
		return m.name
	}
	return m.name + ", " + m.unit
}

// table shows a case by itself, for a terminal.
func (r *caseResult) table() string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "\n%s\n", r.heading())
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for m := range r.metrics {
		fmt.Fprintf(w, "  %s", r.metrics[m])
		for _, p := range r.peers {
			fmt.Fprintf(w, "\t%s %s", p.name, r.cell(m, p.name))
		}
		fmt.Fprintf(w, "\t%s\n", r.ratios(m))
	}
	_ = w.Flush() // a buffer takes everything
	if len(r.growth) > 0 {
		fmt.Fprintf(&b, "  %s at 1, 4 and 16 times the size: %s\n", r.metrics[growthMetric(r.benchCase)], r.grown())
	}
	return b.String()
}

func (r *caseResult) grown() string {
	var words []string
	for _, v := range r.growth {
		words = append(words, number(v))
	}
	return strings.Join(words, ", ")
}

// summary counts the goals.
func (rep *report) summary() string {
	met, all := 0, 0
	for _, r := range rep.results {
		for m := range r.metrics {
			for _, v := range r.verdicts(m) {
				all++
				if v.met() {
					met++
				}
			}
		}
	}
	return fmt.Sprintf("\n%d of %d goals met, in %v\n", met, all, rep.took.Round(time.Second))
}

// The generated part of docs/performance.md stands between these lines.
const (
	beginMark = "<!-- measured -->"
	endMark   = "<!-- end -->"
)

// writeInto replaces the generated part of a document.
func (rep *report) writeInto(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, rest, ok := strings.Cut(string(text), beginMark)
	_, foot, ok2 := strings.Cut(rest, endMark)
	if !ok || !ok2 {
		return fmt.Errorf("%s has no part between %q and %q", path, beginMark, endMark)
	}
	return os.WriteFile(path, []byte(head+beginMark+"\n"+rep.markdown()+"\n"+endMark+foot), 0o644)
}

func (rep *report) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Measured on %s, %s. Rounds: %d; sizes: %g of the full ones.\n", time.Now().Format("2006-01-02"), rep.machine, rep.rounds, rep.scale)
	fmt.Fprintf(&b, "The load average was %s when the run began: far above 0, other work made the absolute figures worse.\n", rep.load)
	var versions []string
	for _, p := range rep.peers {
		versions = append(versions, fmt.Sprintf("%s is %s", p.name, p.version))
	}
	fmt.Fprintf(&b, "%s.\n", strings.Join(versions, ", "))
	for _, m := range rep.missing {
		fmt.Fprintf(&b, "Left out: %s.\n", m)
	}
	for _, r := range rep.results {
		for _, l := range r.leftOut() {
			fmt.Fprintf(&b, "Left out: %s.\n", l)
		}
	}
	b.WriteString("\n|")
	header := []string{"case", "figure"}
	for _, p := range rep.peers {
		header = append(header, p.name)
	}
	header = append(header, "tlsjs against its goals")
	fmt.Fprintf(&b, " %s |\n|%s\n", strings.Join(header, " | "), strings.Repeat("---|", len(header)))
	for _, r := range rep.results {
		for m := range r.metrics {
			row := []string{r.heading(), r.metrics[m].String()}
			if m > 0 {
				row[0] = ""
			}
			for _, p := range rep.peers {
				row = append(row, r.cell(m, p.name))
			}
			fmt.Fprintf(&b, "| %s |\n", strings.Join(append(row, r.ratios(m)), " | "))
		}
	}
	rep.growthMarkdown(&b)
	return strings.TrimRight(b.String(), "\n")
}

// growthMarkdown shows how the cost of a unit grows with the size.
func (rep *report) growthMarkdown(b *strings.Builder) {
	if !slices.ContainsFunc(rep.results, func(r *caseResult) bool { return len(r.growth) > 0 }) {
		return
	}
	b.WriteString("\nWhat one unit costs tlsjs at 1, 4 and 16 times the smallest size; the same cost is linear growth:\n\n")
	b.WriteString("| case | figure | × 1 | × 4 | × 16 |\n|---|---|---|---|---|\n")
	for _, r := range rep.results {
		if len(r.growth) == 3 {
			fmt.Fprintf(b, "| %s | %s | %s |\n", r.title, r.metrics[growthMetric(r.benchCase)], strings.ReplaceAll(r.grown(), ", ", " | "))
		}
	}
}

// loadAverage is the machine's over the last minute.
func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	load, _, _ := strings.Cut(string(text), " ")
	return load
}

// describeMachine names the processor.
func describeMachine() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	model := "an unknown processor"
	for _, line := range strings.Split(string(text), "\n") {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			model = strings.TrimSpace(value)
			break
		}
	}
	return fmt.Sprintf("%d × %s, %s/%s", runtime.NumCPU(), model, runtime.GOOS, runtime.GOARCH)
}
