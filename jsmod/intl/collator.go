package intl

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dop251/goja"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"tlsjs/jsmod/internal/bind"
)

// collationLanguages are those whose alphabet the library orders as CLDR does
// today. It has not the orders that begin with another script than the Latin.
var collationLanguages = strings.Fields("af ca cs cy de en es eu fi fil fr ga id is it lt ms nl nn pl pt ro sk sl sv sw tr vi zu")

// In Canada accents are compared from the end, which the library does not do.
func collates(t tag) bool {
	return slices.Contains(collationLanguages, t.language) && (t.language != "fr" || t.region != "CA")
}

// collator makes the function that compares two texts.
func (b *binding) collator(call goja.FunctionCall) goja.Value {
	v := call.Argument(0)
	parsed, err := language.Parse(bind.String(v, "locale"))
	if err != nil {
		parsed = language.Und
	}
	var base []collate.Option
	if bind.Bool(v, "numeric") {
		base = append(base, collate.Numeric)
	}
	with := func(more ...collate.Option) *collate.Collator {
		return collate.New(parsed, append(slices.Clone(base), more...)...)
	}
	variant := with()
	compare := variant.CompareString
	switch bind.String(v, "sensitivity") {
	case "base":
		compare = with(collate.IgnoreCase, collate.IgnoreDiacritics).CompareString
	case "accent":
		compare = with(collate.IgnoreCase).CompareString
	case "case":
		// What the library leaves of a mark would tell two letters apart.
		plain, letters := with(collate.IgnoreCase, collate.IgnoreDiacritics).CompareString, with(collate.IgnoreDiacritics).CompareString
		compare = func(x, y string) int {
			if c := plain(x, y); c != 0 {
				return c
			}
			return letters(withoutMarks(x), withoutMarks(y))
		}
	}
	if plain := compare; bind.String(v, "caseFirst") == "upper" {
		folded := with(collate.IgnoreCase).CompareString
		compare = func(x, y string) int {
			if c := folded(x, y); c != 0 {
				return c
			}
			return -plain(x, y)
		}
	}
	return b.vm.ToValue(func(c goja.FunctionCall) goja.Value {
		x, y := norm.NFD.String(c.Argument(0).String()), norm.NFD.String(c.Argument(1).String())
		return b.vm.ToValue(compare(x, y))
	})
}

func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
}
