package js

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	thrown  = regexp.MustCompile(`new (?:codes\.)?(ERR_[A-Z0-9_]+)`)
	inTable = regexp.MustCompile(`(?m)^  (ERR_[A-Z0-9_]+)(?::|\()`)
)

// TestEveryThrownCodeExists: a code is looked up when it is thrown, so one that
// is missing from the table would show only then.
func TestEveryThrownCodeExists(t *testing.T) {
	table, err := scripts.ReadFile("error_codes.js")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, m := range inTable.FindAllStringSubmatch(string(table), -1) {
		known[m[1]] = true
	}
	files := 0
	err = filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".js") || strings.Contains(path, "testdata") {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range thrown.FindAllStringSubmatch(string(text), -1) {
			// A file may define a code of its own.
			if !known[m[1]] && !strings.Contains(string(text), "class "+m[1]) {
				t.Errorf("%s throws %s, which the table lacks", path, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(known) < 150 || files < 20 {
		t.Errorf("only %d codes and %d scripts found", len(known), files)
	}
}
