package test262

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// rows are those of the table in docs/compatibility.md: folders of the suite by the
// beginnings of their names. The first row that fits counts a folder.
var rows = []struct{ title, folders string }{
	{"modules, `import()`, `import.meta`", "language/module-code language/import language/export language/expressions/dynamic-import language/expressions/import.meta"},
	{"classes", "language/expressions/class language/statements/class"},
	{"functions, generators, async functions and generators", "language/expressions/function language/expressions/arrow-function language/expressions/generators language/expressions/async language/statements/function language/statements/generators language/statements/async language/function-code language/arguments-object language/rest-parameters language/statements/for-await-of"},
	{"other expressions", "language/expressions"},
	{"other statements", "language/statements"},
	{"the rest of the language", "language"},
	{"`Array`, typed arrays, `ArrayBuffer`, `DataView`", "built-ins/Array built-ins/TypedArray built-ins/DataView built-ins/Uint8Array"},
	{"`RegExp`", "built-ins/RegExp"},
	{"`Promise`, iterators, generators", "built-ins/Promise built-ins/Async built-ins/Generator built-ins/Iterator"},
	{"`Object`, `Function`, `Proxy`, `Reflect`", "built-ins/Object built-ins/Function built-ins/Proxy built-ins/Reflect"},
	{"`Map`, `Set` and the weak ones", "built-ins/Map built-ins/Set built-ins/Weak built-ins/FinalizationRegistry"},
	{"other built-ins", "built-ins"},
	{"annex B: what is kept for old code", "annexB"},
}

const (
	document   = "../../docs/compatibility.md"
	tableBegin = "<!-- test262 -->"
	tableEnd   = "<!-- end of test262 -->"
)

// table is what of the suite passes, and what was left out, as the document has it.
func (s *status) table(t *testing.T) string {
	t.Helper()
	sums := make([]counts, len(rows)+1)
	for at, c := range s.Folders {
		row := slices.IndexFunc(rows, func(r struct{ title, folders string }) bool {
			return slices.ContainsFunc(strings.Fields(r.folders), func(begin string) bool { return strings.HasPrefix(at, begin) })
		})
		if row < 0 {
			t.Fatalf("%s: %s is in no row", statusFile, at)
		}
		for _, i := range []int{row, len(rows)} {
			sums[i].Ran += c.Ran
			sums[i].Failed += c.Failed
		}
	}
	var b strings.Builder
	b.WriteString("\n| what | files of test262 | pass | of a hundred |\n|---|---|---|---|\n")
	for i, sum := range sums {
		title := "all"
		if i < len(rows) {
			title = rows[i].title
		}
		passed := sum.Ran - sum.Failed
		fmt.Fprintf(&b, "| %s | %d | %d | %.1f |\n", title, sum.Ran, passed, 100*float64(passed)/float64(max(sum.Ran, 1)))
	}
	b.WriteString("\nLeft out with every file that needs them:\n\n")
	byReason := map[string][]string{}
	for _, feature := range slices.Sorted(maps.Keys(s.Features)) {
		byReason[s.Features[feature]] = append(byReason[s.Features[feature]], feature)
	}
	for _, why := range slices.Sorted(maps.Keys(byReason)) {
		fmt.Fprintf(&b, "- %s: %s.\n", why, strings.Join(byReason[why], ", "))
	}
	b.WriteString("\nWhy the others fail:\n\n")
	for _, r := range s.Reasons {
		fmt.Fprintf(&b, "- %s.\n", r.Why)
	}
	b.WriteString("\n")
	return b.String()
}

// TestTable fails when the document's numbers are not status.json's; make docs writes them.
func TestTable(t *testing.T) {
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), tableBegin)
	old, after, ok2 := strings.Cut(rest, tableEnd)
	if !ok || !ok2 {
		t.Fatalf("%s has no table between %s and %s", document, tableBegin, tableEnd)
	}
	s := readStatus(t)
	if len(s.Folders) < 100 {
		t.Fatalf("%s has only %d folders", statusFile, len(s.Folders))
	}
	table := s.table(t)
	switch {
	case old == table:
	case *update:
		if err := os.WriteFile(document, []byte(before+tableBegin+table+tableEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the table in %s is stale: run make docs\n%s", document, table)
	}
}

// TestStatus holds what status.json says together without the suite.
func TestStatus(t *testing.T) {
	s := readStatus(t)
	for feature, why := range s.Features {
		if len(why) < 10 {
			t.Errorf("%s has no reason", feature)
		}
	}
	for at, c := range s.Folders {
		if c.Ran <= 0 || c.Failed < 0 || c.Failed > c.Ran || (c.Failed > 0) != (c.Names != "") {
			t.Errorf("%s: %+v cannot be", at, c)
		}
	}
}
