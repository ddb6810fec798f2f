package tlsjs_test

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The table of documented names in docs/compatibility.md. Its rows stand in
// js-tests/documented.txt, made from the documents themselves, which are kept
// outside this repository. A script proves a row by a line at its beginning:
//
//	// proves: tls.connect options.servername
//
// and may say after " -- " what a reader of the table should know.

// generation is one of the documents.
type generation struct{ name, file string }

var generations = []generation{
	{"v0.8", "v0.8.json"}, {"v0.10", "v0.10.md"}, {"v0.12", "v0.12.md"}, {"iojs", "iojs-1.md"}, {"iojs", "iojs-3.md"},
}

const rowsFile = "js-tests/documented.txt"

// unproved are rows without a script, with the status that the table shows.
var unproved = map[string]string{
	"tls.createServer options.checkServerIdentity": "a client's option: the document lists it among the server's, where it has no meaning",
}

// documentedRow is a name and the generations that have it.
type documentedRow struct {
	name        string
	generations []string
}

// sharedDocuments returns the folder of the documents, "" if it is not there.
func sharedDocuments() string {
	shared := os.Getenv("TLSJS_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "shared")
		if _, err := os.Stat(shared); err != nil {
			shared = filepath.Join("..", "..", "shared")
		}
	}
	dir := filepath.Join(shared, "documents")
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

// --- reading the documents ---

var (
	spaces     = regexp.MustCompile(`\s+`)
	sectionEnd = regexp.MustCompile(` #{2,4} `)
	named      = regexp.MustCompile(`^(?:Event: '(\w+)'|Class: ([\w.]+)|(new tls\.\w+|\w+\.\w+)(\([^)]*\))?)`)
	takes      = regexp.MustCompile(`^(?:new )?tls\.`)
	optionItem = regexp.MustCompile("[-*] ?`(\\w+)(?:\\([^`]*\\))?`(?: ?:| - |:)")
	inline     = regexp.MustCompile("`((?:tls\\.[A-Z_]+)|(?:(?:cleartextStream|tlsSocket|socket)\\.\\w+))`")
	socketName = regexp.MustCompile(`^(?:cleartextStream|tlsSocket)\.`)
	otherPages = regexp.MustCompile(`crypto\.(?:createCredentials|getCurves)`)
	anyTag     = regexp.MustCompile(`<[^>]+>`)
)

// documentedNames reads all options, events, methods, properties and classes
// that the documents name.
func documentedNames(t *testing.T, dir string) []documentedRow {
	t.Helper()
	found := map[string][]string{}
	for _, g := range generations {
		text, err := os.ReadFile(filepath.Join(dir, g.file))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range namesIn(t, g.file, string(text)) {
			if !slices.Contains(found[name], g.name) {
				found[name] = append(found[name], g.name)
			}
		}
	}
	var rows []documentedRow
	for name, generations := range found {
		rows = append(rows, documentedRow{name, generations})
	}
	slices.SortFunc(rows, func(a, b documentedRow) int { return strings.Compare(a.name, b.name) })
	return rows
}

func namesIn(t *testing.T, file, text string) []string {
	t.Helper()
	if filepath.Ext(file) == ".json" {
		var page any
		if err := json.Unmarshal([]byte(text), &page); err != nil {
			t.Fatal(err)
		}
		text = markdownOf(page)
	}
	text = spaces.ReplaceAllString(text, " ")
	var names []string
	for _, section := range sectionEnd.Split(text, -1) {
		m := named.FindStringSubmatch(section)
		if m == nil {
			continue
		}
		head := m[3]
		switch {
		case m[1] != "":
			names = append(names, "event '"+m[1]+"'")
		case m[2] != "":
			names = append(names, "class "+strings.TrimPrefix(m[2], "tls."))
		case m[4] != "":
			names = append(names, socketName.ReplaceAllString(head, "socket.")+"()")
		default:
			names = append(names, socketName.ReplaceAllString(head, "socket."))
		}
		if !takes.MatchString(head) {
			continue
		}
		for _, option := range optionItem.FindAllStringSubmatch(section, -1) {
			names = append(names, head+" options."+option[1])
		}
	}
	for _, m := range inline.FindAllStringSubmatch(text, -1) {
		names = append(names, socketName.ReplaceAllString(m[1], "socket."))
	}
	return append(names, otherPages.FindAllString(text, -1)...)
}

// markdownOf flattens the JSON form that Node's documents had besides.
func markdownOf(page any) string {
	var b strings.Builder
	switch page := page.(type) {
	case []any:
		for _, item := range page {
			b.WriteString(markdownOf(item))
		}
	case map[string]any:
		if title, ok := page["textRaw"].(string); ok {
			fmt.Fprintf(&b, "\n## %s\n", title)
		}
		if desc, ok := page["desc"].(string); ok {
			desc = strings.NewReplacer("<li><p>", "\n- ", "<li>", "\n- ", "<code>", "`", "</code>", "`").Replace(desc)
			b.WriteString(html.UnescapeString(anyTag.ReplaceAllString(desc, "")))
		}
		for _, key := range []string{"modules", "miscs", "methods", "properties", "classes", "events"} {
			b.WriteString(markdownOf(page[key]))
		}
	}
	return b.String()
}

// --- the list of rows ---

func formatRows(rows []documentedRow) string {
	var b strings.Builder
	b.WriteString("# What Node's tls documents name, and in which generations. Written by make docs.\n")
	for _, row := range rows {
		fmt.Fprintf(&b, "%s | %s\n", row.name, strings.Join(row.generations, " "))
	}
	return b.String()
}

func readRows(t *testing.T) []documentedRow {
	t.Helper()
	text, err := os.ReadFile(rowsFile)
	if err != nil {
		t.Fatal(err)
	}
	var rows []documentedRow
	for _, line := range strings.Split(string(text), "\n") {
		name, rest, ok := strings.Cut(line, " | ")
		if ok {
			rows = append(rows, documentedRow{name, strings.Fields(rest)})
		}
	}
	return rows
}

// TestDocumentedRows holds the list of rows against the documents.
func TestDocumentedRows(t *testing.T) {
	dir := sharedDocuments()
	if dir == "" {
		t.Skip("SKIPPED: the documents are not there: set TLSJS_SHARED")
	}
	rows := documentedNames(t, dir)
	if len(rows) < 100 {
		t.Fatalf("only %d names found in %s", len(rows), dir)
	}
	want := formatRows(rows)
	have, err := os.ReadFile(rowsFile)
	switch {
	case err == nil && string(have) == want:
	case *updateDocs:
		if err := os.WriteFile(rowsFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is not what the documents name: run make docs (%v)", rowsFile, err)
	}
}

// --- the table ---

var provesLine = regexp.MustCompile(`(?m)^// proves: (.+?)(?: -- (.+))?$`)

// proof is a script that proves a row.
type proof struct{ script, note string }

// proofs collects the scripts' lines, by row.
func proofs(t *testing.T) map[string][]proof {
	t.Helper()
	scripts, err := filepath.Glob("js-tests/*/*.js")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]proof{}
	for _, script := range scripts {
		text, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range provesLine.FindAllStringSubmatch(string(text), -1) {
			all[m[1]] = append(all[m[1]], proof{strings.TrimPrefix(filepath.ToSlash(script), "js-tests/"), m[2]})
		}
	}
	return all
}

// documentedTable is the table as it should stand in docs/compatibility.md.
func documentedTable(t *testing.T) string {
	t.Helper()
	proved := proofs(t)
	var b strings.Builder
	b.WriteString("\n| documented | generations | status | proved by |\n|---|---|---|---|\n")
	for _, row := range readRows(t) {
		found := proved[row.name]
		delete(proved, row.name)
		status, without := unproved[row.name]
		switch {
		case len(found) == 0 && !without:
			t.Errorf("no script proves %q", row.name)
		case len(found) > 0 && without:
			t.Errorf("%q is proved by %s: take it off the list", row.name, found[0].script)
		case len(found) > 0:
			status = "works"
		}
		var links []string
		for _, p := range found {
			if p.note != "" {
				status += "; " + p.note
			}
			links = append(links, fmt.Sprintf("[%s](../js-tests/%s)", strings.TrimSuffix(filepath.Base(p.script), ".js"), p.script))
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", row.name, strings.Join(row.generations, ", "), status, strings.Join(links, " "))
	}
	for name, found := range proved {
		t.Errorf("js-tests/%s proves %q, which no document names", found[0].script, name)
	}
	return b.String()
}

const documentedBegin = "<!-- documented -->"

// TestDocumentedTable fails when a documented name is neither proved nor
// listed as missing, and when the table is stale; make docs writes it.
func TestDocumentedTable(t *testing.T) {
	const file = "docs/compatibility.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), documentedBegin)
	old, after, ok2 := strings.Cut(rest, countedEnd)
	if !ok || !ok2 {
		t.Fatalf("%s has no table between %s and %s", file, documentedBegin, countedEnd)
	}
	table := "\n" + documentedTable(t) + "\n"
	switch {
	case old == table:
	case *updateDocs:
		if err := os.WriteFile(file, []byte(before+documentedBegin+table+countedEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the table in %s is stale: run make docs", file)
	}
}
