package intl

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// tag is a language tag in its canonical form (RFC 5646, UTS 35), in its parts.
type tag struct {
	language, script, region string
	variants                 []string
	keywords                 []keyword // of the extension u, sorted
	attributes               []string
	extensions               []string // others than u, with their letter, sorted
	private                  string   // from x on
}

type keyword struct{ key, value string }

func (t tag) base() string {
	parts := []string{t.language}
	for _, p := range append([]string{t.script, t.region}, t.variants...) {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "-")
}

func (t tag) String() string {
	out := t.base()
	u := ""
	if len(t.keywords)+len(t.attributes) > 0 {
		u = "u"
		for _, a := range t.attributes {
			u += "-" + a
		}
		for _, k := range t.keywords {
			u += "-" + k.key
			if k.value != "" && k.value != "true" {
				u += "-" + k.value
			}
		}
	}
	extensions := slices.Clone(t.extensions)
	if u != "" {
		extensions = append(extensions, u)
		slices.Sort(extensions)
	}
	for _, e := range extensions {
		out += "-" + e
	}
	if t.private != "" {
		out += "-" + t.private
	}
	return out
}

func (t tag) keyword(key string) (value string, ok bool) {
	for _, k := range t.keywords {
		if k.key == key {
			return k.value, true
		}
	}
	return "", false
}

// setKeyword puts a keyword in the place of one with its key, or takes that away.
func (t *tag) setKeyword(key, value string, present bool) {
	t.keywords = slices.DeleteFunc(slices.Clone(t.keywords), func(k keyword) bool { return k.key == key })
	if present {
		t.keywords = append(t.keywords, keyword{key, value})
		slices.SortFunc(t.keywords, func(a, b keyword) int { return strings.Compare(a.key, b.key) })
	}
}

func all(s string, ok func(c byte) bool) bool {
	for i := range len(s) {
		if !ok(s[i]) {
			return false
		}
	}
	return true
}

func isAlpha(c byte) bool    { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool    { return c >= '0' && c <= '9' }
func isAlphanum(c byte) bool { return isAlpha(c) || isDigit(c) }

// within reports a subtag of n to m characters of a kind.
func within(s string, n, m int, kind func(byte) bool) bool {
	return len(s) >= n && len(s) <= m && all(s, kind)
}

func isLanguage(s string) bool { return within(s, 2, 3, isAlpha) || within(s, 5, 8, isAlpha) }
func isScript(s string) bool   { return within(s, 4, 4, isAlpha) }
func isRegion(s string) bool   { return within(s, 2, 2, isAlpha) || within(s, 3, 3, isDigit) }
func isVariant(s string) bool {
	return within(s, 5, 8, isAlphanum) || len(s) == 4 && isDigit(s[0]) && all(s, isAlphanum)
}

// parseTag reads a tag; ok is false for what has not the form of one.
func parseTag(text string) (t tag, ok bool) {
	if len(text) > 1000 {
		return t, false
	}
	parts := strings.Split(strings.ToLower(text), "-")
	for _, p := range parts {
		if !within(p, 1, 8, isAlphanum) {
			return t, false
		}
	}
	if !isLanguage(parts[0]) {
		return t, false
	}
	t.language, parts = parts[0], parts[1:]
	if len(parts) > 0 && isScript(parts[0]) {
		t.script, parts = strings.ToUpper(parts[0][:1])+parts[0][1:], parts[1:]
	}
	if len(parts) > 0 && isRegion(parts[0]) {
		t.region, parts = strings.ToUpper(parts[0]), parts[1:]
	}
	for len(parts) > 0 && isVariant(parts[0]) {
		if slices.Contains(t.variants, parts[0]) {
			return t, false
		}
		t.variants, parts = append(t.variants, parts[0]), parts[1:]
	}
	slices.Sort(t.variants)
	if !t.parseExtensions(parts) {
		return t, false
	}
	t.replaceOld()
	return t, true
}

func (t *tag) parseExtensions(parts []string) bool {
	seen := map[string]bool{}
	defer func() { slices.Sort(t.extensions) }()
	for len(parts) > 0 {
		letter := parts[0]
		if len(letter) != 1 || seen[letter] || len(parts) == 1 {
			return false
		}
		seen[letter] = true
		if letter == "x" {
			t.private = strings.Join(parts, "-")
			return true
		}
		end := 1
		for end < len(parts) && len(parts[end]) > 1 {
			end++
		}
		if end == 1 {
			return false
		}
		if letter == "u" {
			t.parseKeywords(parts[1:end])
		} else if letter == "t" && !validTransform(parts[1:end]) {
			return false
		} else {
			t.extensions = append(t.extensions, strings.Join(parts[:end], "-"))
		}
		parts = parts[end:]
	}
	return true
}

func (t *tag) parseKeywords(parts []string) {
	for len(parts) > 0 && len(parts[0]) > 2 {
		if !slices.Contains(t.attributes, parts[0]) {
			t.attributes = append(t.attributes, parts[0])
		}
		parts = parts[1:]
	}
	slices.Sort(t.attributes)
	for len(parts) > 0 {
		end := 1
		for end < len(parts) && len(parts[end]) > 2 {
			end++
		}
		if _, known := t.keyword(parts[0]); !known {
			value := strings.Join(parts[1:end], "-")
			if new, old := oldTypes[parts[0]+"-"+value]; old {
				value = new
			}
			t.setKeyword(parts[0], value, true)
		}
		parts = parts[end:]
	}
}

// oldTypes are values of keywords that have another name today.
var oldTypes = map[string]string{
	"ca-gregorian": "gregory", "ca-islamicc": "islamic-civil", "ca-ethiopic-amete-alem": "ethioaa",
	"ks-primary": "level1", "ks-secondary": "level2", "ks-tertiary": "level3", "ks-quaternary": "level4", "ks-identical": "identic",
	"co-dictionary": "dict", "co-phonebook": "phonebk", "co-traditional": "trad", "co-gb2312han": "gb2312",
	"kb-yes": "", "kc-yes": "", "kh-yes": "", "kk-yes": "", "kn-yes": "", "kn-true": "", "kf-true": "",
}

// validTransform reports the form of an extension t.
func validTransform(parts []string) bool {
	i := 0
	if isLanguage(parts[0]) {
		for i = 1; i < len(parts) && (isScript(parts[i]) || isRegion(parts[i]) || isVariant(parts[i])); i++ {
		}
	}
	for i < len(parts) {
		if len(parts[i]) != 2 || !isAlpha(parts[i][0]) || !isDigit(parts[i][1]) || i+1 == len(parts) || len(parts[i+1]) < 3 {
			return false
		}
		for i++; i < len(parts) && len(parts[i]) > 2; i++ {
		}
	}
	return true
}

// replaceOld puts today's subtags in the place of withdrawn ones.
func (t *tag) replaceOld() {
	if now := aliasTables()["language"][t.language]; now != "" {
		parts := strings.Split(now, "-")
		t.language = parts[0]
		for _, p := range parts[1:] {
			if len(p) == 4 && t.script == "" {
				t.script = p
			} else if len(p) < 4 && t.region == "" {
				t.region = p
			}
		}
	}
	if now := aliasTables()["region"][t.region]; now != "" {
		t.region = now
	}
}

// likely is the language, script and region that a tag is about where it does not
// say; ok is false where nobody knows.
func (t tag) likely() (tag, bool) {
	parsed, err := language.Raw.Parse(tag{language: t.language, script: t.script, region: t.region}.base())
	if err != nil {
		return t, false
	}
	base, _ := parsed.Base()
	script, sure := parsed.Script()
	region, _ := parsed.Region()
	if sure == language.No && t.script == "" || region.String() == "ZZ" && t.region == "" {
		return t, false
	}
	if t.language == "und" {
		t.language = base.String()
	}
	if t.script == "" {
		t.script = script.String()
	}
	if t.region == "" {
		t.region = region.String()
	}
	return t, true
}

// minimal leaves out what is likely anyway.
func (t tag) minimal() tag {
	full, ok := t.likely()
	if !ok {
		return t
	}
	for _, shorter := range []tag{
		{language: full.language}, {language: full.language, region: full.region}, {language: full.language, script: full.script},
	} {
		if again, ok := shorter.likely(); ok && again.base() == (tag{language: full.language, script: full.script, region: full.region}).base() {
			t.language, t.script, t.region = shorter.language, shorter.script, shorter.region
			return t
		}
	}
	t.language, t.script, t.region = full.language, full.script, full.region
	return t
}
