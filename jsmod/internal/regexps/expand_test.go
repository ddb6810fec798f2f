package regexps

import (
	"strings"
	"testing"
	"unicode"
)

func TestExpand(t *testing.T) {
	for _, test := range []struct{ pattern, flags, want string }{
		{`\p{L}`, "", `\p{L}`},
		{`a\\p{L}`, "u", `a\\p{L}`},
		{`\p{ASCII}x`, "gu", `[\u{0}-\u{7F}]x`},
		{`\P{ASCII}`, "u", `[^\u{0}-\u{7F}]`},
		{`[a\p{ASCII}]`, "u", `[a\u{0}-\u{7F}]`},
		{`[\P{ASCII}]`, "u", `[\u{80}-\u{10FFFF}]`},
		{`[\]\p{ASCII}]`, "v", `[\]\u{0}-\u{7F}]`},
	} {
		got, flags, err := Expand(test.pattern, test.flags)
		if err != nil || got != test.want {
			t.Errorf("Expand(%s, %s) = %s, %v; want %s", test.pattern, test.flags, got, err, test.want)
		}
		if Source(got) != test.pattern {
			t.Errorf("Source(%s) = %s, want %s", got, Source(got), test.pattern)
		}
		if strings.Contains(flags, "v") {
			t.Errorf("flags %s still have v", flags)
		}
	}
}

func TestExpandSurrogates(t *testing.T) {
	for pattern, want := range map[string]string{
		`\[\ud800\[\udc00`:             `\[\ud800\[\udc00`,
		`[\ud800-\udbff]`:              `[\ud800-\udbff]`,
		`[\ud800-\udbff][a\udc00]`:     `[\ud800-\udbff][a\udc00]`,
		`[\ud800][^\udc00]`:            `[\ud800][^\udc00]`,
		`[\ud800]+[\udc00]+[\ud800]`:   `[\ud800]+(?:(?!\ue000)[\udc00\ue000])+[\ud800]`,
		`[^\ud800][^\udc00]`:           `[^\ud800](?:[^\udc00\ue000]|\ue000)`,
		`[\ud800][\ud801][\ud802]`:     `[\ud800](?:(?!\ue000)[\ud801\ue000])(?:(?!\ue001)[\ud802\ue001])`,
		`[\ud800\ue000][\udc00\ue000]`: `[\ud800\ue000](?:(?!\ue002)[\udc00\ue000\ue002])`,
		`[\ud800\S][\udc00\S]`:         `[\ud800\S][\udc00\S]`,
		"[👍][👎]":                       `[👍](?:(?!\ue000)[👎\ue000])`,
		`[\ud800`:                      `[\ud800`,
		`[\ud800]\`:                    `[\ud800]\`,
	} {
		got, _, err := Expand(pattern, "g")
		if err != nil || got != want {
			t.Errorf("Expand(%s) = %s, %v; want %s", pattern, got, err, want)
		}
		if again, _, _ := Expand(got, "g"); again != got {
			t.Errorf("Expand(%s) = %s, want it unchanged", got, again)
		}
	}
}

func TestExpandErrors(t *testing.T) {
	for _, test := range []struct{ pattern, flags, want string }{
		{`\p{Nope}`, "u", "Invalid property name"},
		{`\p`, "u", "Invalid property name"},
		{`\p{L`, "u", "Invalid property name"},
		{`\p{Other_Math}`, "u", "Invalid property name"},
		{`\p{RGI_Emoji}`, "u", "Invalid property name"},
		{`\P{RGI_Emoji}`, "v", "Invalid property name"},
		{`[\p{RGI_Emoji}]`, "v", "set operations"},
		{`\p{scx=Grek}`, "u", "the property scx=Grek is not known to this engine"},
		{`[a--b]`, "v", "set operations"},
		{`[[a]]`, "v", "set operations"},
		{`[\q{ab}]`, "v", "set operations"},
		{`a`, "uv", "Invalid flags supplied to RegExp constructor 'uv'"},
	} {
		_, _, err := Expand(test.pattern, test.flags)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Expand(%s, %s): got %v, want %s", test.pattern, test.flags, err, test.want)
		}
	}
}

// Every range of every category is its table, no more and no less.
func TestCategories(t *testing.T) {
	for name, table := range unicode.Categories {
		ranges, err := lookup(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		inside := func(r rune) bool {
			for _, s := range ranges {
				if r >= s.lo && r <= s.hi {
					return true
				}
			}
			return false
		}
		for r := rune(0); r < 0x3000; r++ {
			if inside(r) != unicode.Is(table, r) {
				t.Errorf("%s: %U is wrong", name, r)
				break
			}
		}
	}
}

func FuzzExpand(f *testing.F) {
	f.Add(`[\p{L}\]]\P{sc=Greek}`, "u")
	f.Add(`[a&&b]`, "v")
	f.Fuzz(func(t *testing.T, pattern, flags string) {
		out, _, err := Expand(pattern, flags)
		if err == nil && len(pattern) < 1000 && strings.Contains(flags, "u") && Needs(out, "u") &&
			!strings.Contains(pattern, `\\`) {
			t.Errorf("%q still has property escapes: %q", pattern, out)
		}
	})
}

// Patterns that mean the same keep their own text.
func TestSourceOfTwins(t *testing.T) {
	first, _, err := Expand(`\p{Lu}`, "u")
	if err != nil {
		t.Fatal(err)
	}
	second, _, err := Expand(`[\p{Lu}]`, "u")
	if err != nil {
		t.Fatal(err)
	}
	if got := Source(first); got != `\p{Lu}` {
		t.Errorf("the first is %s", got)
	}
	if got := Source(second); got != `[\p{Lu}]` {
		t.Errorf("the second is %s", got)
	}
	if again, _, _ := Expand(`\p{Lu}`, "u"); again != first {
		t.Errorf("the first becomes %q, and then %q", first, again)
	}
}
