//go:build linux

package main

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := median(c.values); got != c.want {
			t.Errorf("median of %v is %v, want %v", c.values, got, c.want)
		}
	}
}

// A machine that is slow for a round slows both sides of its ratio.
func TestMedianRatio(t *testing.T) {
	got, ok := medianRatio([]float64{1, 10, 2}, []float64{2, 20, 4})
	if !ok || got != 0.5 {
		t.Errorf("%v, %v", got, ok)
	}
	if _, ok := medianRatio([]float64{1}, nil); ok {
		t.Error("a ratio of nothing")
	}
}

func sample() *report {
	peers := []*peer{{name: "tlsjs", version: "tlsjs v0"}, {name: "node", version: "v20"}, {name: "go", version: "go1"}}
	rate := metric{name: "rate", unit: "/s", more: true, goals: []goal{{"node", 1.5}, {"go", 0.9}}}
	r := &caseResult{benchCase: &benchCase{title: "a <case>", metrics: []metric{rate, {name: "memory", unit: "MiB", goals: []goal{{"node", 1}}}}},
		peers:   peers,
		figures: [][][]float64{{{200, 220}, {100, 110}, {400, 440}}, {{30, 30}, {20, 20}, nil}},
		growth:  []float64{1, 2, 3}}
	return &report{results: []*caseResult{r}, peers: peers, missing: []string{"bun: not here"}, machine: "a machine"}
}

func TestVerdicts(t *testing.T) {
	r := sample().results[0]
	rate, memory := r.verdicts(0), r.verdicts(1)
	if len(rate) != 2 || !rate[0].met() || rate[1].met() || rate[0].ratio != 2 || len(memory) != 1 || memory[0].met() {
		t.Errorf("%v, %v", rate, memory)
	}
	if text := sample().summary(); !strings.Contains(text, "1 of 3 goals met") {
		t.Error(text)
	}
	if text := sample().results[0].table(); !strings.Contains(text, "2.00 × node, goal ≥ 1.50: met") || !strings.Contains(text, "missed") {
		t.Error(text)
	}
}

func TestReportIsWrittenBetweenTheMarks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "performance.md")
	if err := os.WriteFile(path, []byte("above\n"+beginMark+"\nold\n"+endMark+"\nbelow\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := sample().writeInto(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"above\n", "\nbelow\n", "| a <case> | rate, /s | 210 | 105 | 420 |", "Left out: bun: not here.", "| 1.00 | 2.00 | 3.00 |"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(string(text), "old") {
		t.Error("the old table is still there")
	}
	if err := sample().writeInto(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("no error for a document that is not there")
	}
}

// The plot is well-formed XML with a bar for each other peer.
func TestPlot(t *testing.T) {
	plot := sample().plot()
	decoder := xml.NewDecoder(bytes.NewReader(plot))
	for {
		if _, err := decoder.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, plot)
		}
	}
	for _, want := range []string{"a &lt;case&gt;", "against node", ">2.00<", ">0.50<"} {
		if !bytes.Contains(plot, []byte(want)) {
			t.Errorf("no %q in\n%s", want, plot)
		}
	}
}

// A size that is not the title's is told, and so is who is left out.
func TestWhatIsNotAsUsualIsTold(t *testing.T) {
	rep := sample()
	r := rep.results[0]
	r.name, r.fixed, r.count, r.size = "idle", true, 4000, 800
	r.left = map[string]string{"bun": "it fails\nat length", "deno": errLeftOut.Error() + ": it cannot"}
	rep.load, rep.rounds, rep.scale = "7.50", 3, 0.2
	text := rep.markdown()
	for _, want := range []string{"a <case> (here with 800)", "Left out: idle of bun: it fails.", "Left out: idle of deno: it cannot.", "Rounds: 3; sizes: 0.2", "load average was 7.50"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	r.size = r.count
	if r.heading() != r.title {
		t.Error(r.heading())
	}
}

// Another process's processor time is what the kernel charges it in the end.
func TestCPUClock(t *testing.T) {
	cmd := exec.Command("sh", "-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo done; read x")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Skip("skipped: no pipe")
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skip("skipped: no shell")
	}
	if _, err := io.ReadFull(out, make([]byte, len("done\n"))); err != nil {
		t.Fatal(err)
	}
	used, err := cpuClock(cmd.Process.Pid)
	_ = in.Close()
	_ = cmd.Wait() // read fails at the end of its input
	if err != nil {
		t.Fatal(err)
	}
	charged := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if used <= 0 || used > charged+50*time.Millisecond {
		t.Errorf("%v by the clock, %v in the end", used, charged)
	}
	if _, err := cpuClock(cmd.Process.Pid); err == nil {
		t.Error("a process that is gone has a clock")
	}
}

// A base is one more column, and a ratio before the goals.
func TestBase(t *testing.T) {
	r := sample().results[0]
	r.peers = append(r.peers, &peer{name: "base"})
	r.figures[0] = append(r.figures[0], []float64{400, 440})
	r.figures[1] = append(r.figures[1], nil)
	if got := r.ratios(0); !strings.HasPrefix(got, "0.50 × base; 2.00 × node") {
		t.Error(got)
	}
	if got := r.ratios(1); strings.Contains(got, "base") {
		t.Errorf("a ratio to a base without figures: %s", got)
	}
}

// A profiled turn leaves profiles with something in them.
func TestProfile(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("skipped: no shell")
	}
	t.Chdir("..")
	folder := t.TempDir()
	var out, errOut bytes.Buffer
	if status := run([]string{"-peer", "go", "-case", "idle", "-rounds", "1", "-scale", "0.01", "-profile", folder}, &out, &errOut); status != 0 {
		t.Fatalf("status %d\n%s\n%s", status, &out, &errOut)
	}
	for _, name := range []string{"idle.go.pprof", "idle.js.pprof", "idle.heap.pprof"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

// The harness measures: one tiny turn of each kind against the plain server and
// tlsjs. The figures are nobody's business here.
func TestSmoke(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("skipped: no shell")
	}
	t.Chdir("..")
	var out, errOut bytes.Buffer
	status := run([]string{"-peer", "tlsjs,go", "-case", "handshake,resumed,pipe1,download,roundtrip1,http,idle", "-rounds", "1", "-scale", "0.01"}, &out, &errOut)
	if status != 0 || strings.Contains(errOut.String(), "LEFT OUT") {
		t.Fatalf("status %d\n%s\n%s", status, &out, &errOut)
	}
	for _, want := range []string{"full TLS 1.3 handshakes", "bulk download", "HTTP/1.1 requests", "memory each", "goals met"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
	if status := run([]string{"-case", "nothing"}, io.Discard, &errOut); status != 1 {
		t.Error("a case that is not there is no error")
	}
}
