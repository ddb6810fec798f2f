package dotenv

import (
	"maps"
	"testing"
)

// The texts of js-tests/util/parse.js are held against Node; these are the ones that
// no file should have.
func TestParse(t *testing.T) {
	for text, want := range map[string]map[string]string{
		"":                             {},
		"A":                            {},
		"A=":                           {"A": ""},
		"=1\nB=2":                      {},
		"A\nB=2":                       {"A\nB": "2"},
		"#A=1":                         {"#A": "1"},
		"A=\"open":                     {},
		"A=\"open\nB=2":                {"A": "\"open", "B": "2"},
		"A='x' # 'y'\nexport B=`'`":    {"A": "x", "B": "'"},
		"A=\"a\\nb\"\nB='a\\nb'":       {"A": "a\nb", "B": `a\nb`},
		"A= x # y\r\n\r\nB=\"1\r\n2\"": {"A": "x", "B": "1\n2"},
	} {
		if got := Parse(text); !maps.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
