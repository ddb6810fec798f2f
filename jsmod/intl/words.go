package intl

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/text/cases"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"tlsjs/jsmod/internal/bind"
)

// otherPlurals are languages whose plurals CLDR has changed since the library's
// tables were made, or has not in them.
var otherPlurals = strings.Fields(`an az ba bgc bho ceb csw cv dv gd he ia ie io is iu ki kw kxv lld lu mi mk mr mt nr ny oc
	qu rn rw sa sat sc scn ss tg ts tt ve vec vo wa`)

// millions are the languages that have a form of its own for whole millions, which
// the library's tables are too old for.
var millions = []string{"ca", "es", "fr", "it", "pt"}

// plural is the category of a number, rounded as its options say.
func (b *binding) plural(call goja.FunctionCall) goja.Value {
	v := call.Argument(0)
	f := b.numberFormat(v)
	ordinal := bind.String(v, "type") == "ordinal"
	return b.vm.ToValue(func(c goja.FunctionCall) goja.Value {
		d := f.prepare(parseDecimal(c.Argument(0).String()))
		if d.value.kind != 0 {
			return b.vm.ToValue("other")
		}
		whole, fraction := f.plainDigits(d.value, d.minFraction)
		return b.vm.ToValue(category(f.locale, ordinal, whole, fraction))
	})
}

// category is the plural category of digits.
func category(locale string, ordinal bool, whole, fraction string) string {
	rules := plural.Cardinal
	if ordinal {
		rules = plural.Ordinal
	}
	name, _, _ := strings.Cut(locale, "-")
	parsed, err := language.Parse(locale)
	if err != nil {
		return "other"
	}
	zeros := strings.TrimLeft(whole, "0")
	if !ordinal && slices.Contains(millions, name) && fraction == "" && len(zeros) > 6 && strings.HasSuffix(zeros, "000000") {
		return "many"
	}
	significant := strings.TrimRight(fraction, "0")
	form := rules.MatchPlural(parsed, last(zeros), len(fraction), len(significant), last(fraction), last(significant))
	return [...]string{"other", "zero", "one", "two", "few", "many"}[form]
}

// last is what rules ask of a number: its last digits, and whether it has more.
func last(digits string) int {
	n := 0
	for i := max(0, len(digits)-6); i < len(digits); i++ {
		n = n*10 + int(digits[i]-'0')
	}
	if n == 0 && strings.Trim(digits, "0") != "" || n < 10000 && len(strings.TrimLeft(digits, "0")) > 6 {
		n += 1000000
	}
	return n
}

// categories are the names that a locale uses.
func (b *binding) categories(call goja.FunctionCall) goja.Value {
	locale, ordinal := call.Argument(0).String(), call.Argument(1).ToBoolean()
	found := map[string]bool{}
	for _, text := range pluralSamples() {
		whole, fraction, _ := strings.Cut(text, ".")
		found[category(locale, ordinal, whole, fraction)] = true
	}
	var names []string
	for _, name := range []string{"few", "many", "one", "two", "zero", "other"} {
		if found[name] {
			names = append(names, name)
		}
	}
	return b.strings(names)
}

// pluralSamples are numbers of every category there is.
func pluralSamples() []string {
	samples := strings.Fields("1000 10000 100000 1000000 0.1 0.2 0.5 1.0 1.1 1.2 1.5 2.0 2.1 0.00 1.00")
	for n := range 201 {
		samples = append(samples, strconv.Itoa(n))
	}
	return samples
}

// change is toLocaleUpperCase and toLocaleLowerCase, where a language has its own.
func (b *binding) change(call goja.FunctionCall) goja.Value {
	t := b.tag(call.Argument(1))
	parsed, err := language.Parse(t.language)
	if err != nil {
		parsed = language.Und
	}
	caser := cases.Lower(parsed)
	if call.Argument(2).ToBoolean() {
		caser = cases.Upper(parsed)
	}
	return b.vm.ToValue(caser.String(call.Argument(0).String()))
}

// likely adds likely subtags to a tag, or removes them.
func (b *binding) likely(call goja.FunctionCall) goja.Value {
	t := b.tag(call.Argument(0))
	if call.Argument(1).ToBoolean() {
		if full, ok := t.likely(); ok {
			return b.vm.ToValue(full.String())
		}
		return b.vm.ToValue(t.String())
	}
	return b.vm.ToValue(t.minimal().String())
}

// locale are the parts of a tag, with others in the place of some: language,
// script, region, and keywords.
func (b *binding) locale(call goja.FunctionCall) goja.Value {
	t := b.tag(call.Argument(0))
	changes := call.Argument(1)
	for name, at := range map[string]*string{"language": &t.language, "script": &t.script, "region": &t.region} {
		if v := bind.String(changes, name); v != "" {
			*at = v
		}
	}
	for _, key := range []string{"ca", "co", "hc", "kf", "kn", "nu"} {
		if v := bind.Prop(changes, key); v != nil {
			t.setKeyword(key, v.String(), true)
		}
	}
	t = b.tag(b.vm.ToValue(t.String()))
	o := b.vm.NewObject()
	set := func(name, value string, present bool) {
		if present {
			if err := o.Set(name, value); err != nil {
				panic(err)
			}
		}
	}
	set("tag", t.String(), true)
	set("baseName", t.base(), true)
	set("language", t.language, true)
	set("script", t.script, t.script != "")
	set("region", t.region, t.region != "")
	for _, k := range t.keywords {
		set(k.key, k.value, true)
	}
	return o
}

// currencyCodes are those with a name.
func currencyCodes() []string {
	var codes []string
	for key := range nameTables()["en-US"] {
		if code, ok := strings.CutPrefix(key, "currency "); ok && len(code) == 3 {
			codes = append(codes, code)
		}
	}
	return codes
}
