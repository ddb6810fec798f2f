package test262

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// frontmatter is what a file of the suite says of itself.
type frontmatter struct {
	flags, includes, features []string
	phase, throws             string // of what must fail
}

func (f *frontmatter) has(flag string) bool { return slices.Contains(f.flags, flag) }

// parseFrontmatter reads the part of YAML that the suite uses: keys with words, lists of
// words in both forms, and the two keys below negative.
func parseFrontmatter(text string) (frontmatter, error) {
	var f frontmatter
	_, rest, found := strings.Cut(text, "/*---")
	block, _, ended := strings.Cut(rest, "---*/")
	if !found || !ended {
		return f, fmt.Errorf("no /*--- and ---*/ around what the file says of itself")
	}
	lists := map[string]*[]string{"flags": &f.flags, "includes": &f.includes, "features": &f.features}
	var key string
	for _, line := range strings.FieldsFunc(block, func(r rune) bool { return r == '\n' || r == '\r' }) {
		trimmed := strings.TrimSpace(line)
		indented := line != strings.TrimLeft(line, " \t")
		name, value, isKey := strings.Cut(trimmed, ":")
		value = strings.TrimSpace(value)
		switch {
		case isKey && !indented:
			key = name
			if list := lists[key]; list != nil {
				*list = append(*list, words(value)...)
			}
		case isKey && key == "negative" && name == "phase":
			f.phase = value
		case isKey && key == "negative" && name == "type":
			f.throws = value
		case lists[key] != nil:
			*lists[key] = append(*lists[key], words(strings.TrimPrefix(trimmed, "- "))...)
		}
	}
	return f, nil
}

// words are those of a list, without its brackets and commas.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("[], \t", r) })
}

func TestFrontmatter(t *testing.T) {
	f, err := parseFrontmatter(`// Copyright
/*---
description: >
  flags: [raw] is not one here
negative:
  phase: parse
  type: SyntaxError
flags: [onlyStrict, async]
includes:
  - compareArray.js
  - sm/non262.js
features: [Symbol.iterator,
  class]
---*/
throw 1;`)
	got := fmt.Sprint(err, f)
	const want = "<nil> {[onlyStrict async] [compareArray.js sm/non262.js] [Symbol.iterator class] parse SyntaxError}"
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if _, err := parseFrontmatter("x = 1;"); err == nil {
		t.Error("a file without frontmatter must be refused")
	}
}
