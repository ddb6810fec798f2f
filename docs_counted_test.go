package tlsjs_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// groups are the rows of the README's table: folders of js-tests, and which of
// tls's scripts belong to a row by the beginnings of their names.
var groups = []struct{ title, folder, names string }{
	{"`tls`: connecting and serving, all call forms, STARTTLS, secure pairs", "tls", `^(connect|events|starttls|secure_pair|duplex|listen|server|tls_in_tls|unix|call_forms)`},
	{"`tls`: keys, certificates, PFX, contexts, options", "tls", `^(material|bad_|key_|context|pfx|option|version|cipher|ticket|protocol)`},
	{"`tls`: trust, names, SNI, ALPN, OCSP", "tls", `^(authoriz|identity|peer_cert|sni|alpn|ocsp|add_context|crl|x509)`},
	{"`tls`: sessions, key log, exporters", "tls", `^(session|keylog|export|finished|resum)`},
	{"`tls`: bytes, ends, timeouts, failures", "tls", ``},
	{"`http`, `https`, `http2`", "http https http2", ``},
	{"`fetch`, `stream/web`", "fetch stream_web", ``},
	{"`net`, `dgram`, `dns`, `cluster`", "net dgram dns cluster", ``},
	{"`stream`, `events`, `timers`, the language, modules, exceptions", "stream events timers language modules exceptions abort errors async_hooks domain diagnostics_channel perf_hooks", ``},
	{"`crypto`", "crypto", ``},
	{"`fs`, `process`, `child_process`, `os`, `tty`", "fs process child_process os tty", ``},
	{"`buffer`, `url`, `util`, `assert` and the rest", "*", ``},
}

type count struct{ scripts, underNode int }

var onlyHere = regexp.MustCompile(`(?m)^// tlsjs only: `)

// countScripts counts what js-tests holds, by row.
func countScripts(t *testing.T) []count {
	t.Helper()
	counts := make([]count, len(groups))
	err := filepath.WalkDir("js-tests", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch name := e.Name(); {
		case e.IsDir() && (name == "common" || name == "node_modules" || name == "fixtures"):
			return fs.SkipDir
		case e.IsDir() || filepath.Ext(name) != ".js":
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		row := &counts[rowOf(filepath.ToSlash(path))]
		row.scripts++
		if !onlyHere.Match(text) {
			row.underNode++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

func rowOf(path string) int {
	parts := strings.Split(path, "/")
	for i, g := range groups {
		fits := g.folder == "*"
		for _, folder := range strings.Fields(g.folder) {
			fits = fits || folder == parts[1]
		}
		if fits && regexp.MustCompile(g.names).MatchString(parts[len(parts)-1]) {
			return i
		}
	}
	return len(groups) - 1
}

// countedTable is the table as it should stand in the README.
func countedTable(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("\n| what works | scripts that prove it | of these true under Node 20 too |\n|---|---|---|\n")
	var sum count
	for i, c := range countScripts(t) {
		fmt.Fprintf(&b, "| %s | %d | %d |\n", groups[i].title, c.scripts, c.underNode)
		sum.scripts += c.scripts
		sum.underNode += c.underNode
	}
	if sum.scripts < 100 {
		t.Fatalf("only %d scripts found below js-tests", sum.scripts)
	}
	fmt.Fprintf(&b, "| all | %d | %d |\n", sum.scripts, sum.underNode)
	b.WriteString(statusLine(t))
	return b.String()
}

// statusLine tells of Node's own tests, when js-tests/status.json lists what of
// them does not pass.
func statusLine(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("js-tests/status.json")
	if os.IsNotExist(err) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	var skipped map[string]string
	if err := json.Unmarshal(text, &skipped); err != nil {
		t.Fatalf("js-tests/status.json: %v", err)
	}
	return fmt.Sprintf("\nOf Node's own tests, %d are listed as not passing, each with its reason, in "+
		"[js-tests/status.json](js-tests/status.json).\n", len(skipped))
}

const (
	countedBegin = "<!-- counted -->"
	countedEnd   = "<!-- end -->"
)

// TestCountedTable fails when the README's numbers are not those of today; make
// docs writes them.
func TestCountedTable(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), countedBegin)
	old, after, ok2 := strings.Cut(rest, countedEnd)
	if !ok || !ok2 {
		t.Fatalf("README.md has no table between %s and %s", countedBegin, countedEnd)
	}
	table := "\n" + strings.TrimLeft(countedTable(t), "\n") + "\n"
	switch {
	case old == table:
	case *updateDocs:
		if err := os.WriteFile("README.md", []byte(before+countedBegin+table+countedEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the table in README.md is stale: run make docs\n%s", table)
	}
}
