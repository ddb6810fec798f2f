package regexps

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// span is a range of code points, both ends included.
type span struct{ lo, hi rune }

var cache sync.Map // property -> []span

// lookup finds what stands between the braces of a property escape: a general
// category, a script, or a binary property (ECMA-262, tables 69 to 71).
func lookup(property string) ([]span, error) {
	if known, ok := cache.Load(property); ok {
		return known.([]span), nil
	}
	ranges, err := find(property)
	if err == nil {
		cache.Store(property, ranges)
	}
	return ranges, err
}

func find(property string) ([]span, error) {
	name, value, hasValue := strings.Cut(property, "=")
	if !hasValue {
		if t := category(name); t != nil {
			return spans(t), nil
		}
		return binary(name)
	}
	switch name {
	case "General_Category", "gc":
		if t := category(value); t != nil {
			return spans(t), nil
		}
	case "Script", "sc":
		if t, ok := unicode.Scripts[value]; ok {
			return spans(t), nil
		}
		return nil, unsupported(property)
	case "Script_Extensions", "scx":
		if t, ok := unicode.Scripts[value]; ok {
			is := without(spans(t), parse(made()["scx-"+value]))
			return merge(append(is, parse(made()["scx+"+value])...)), nil
		}
		return nil, unsupported(property)
	}
	return nil, errName
}

func unsupported(property string) error {
	return fmt.Errorf("the property %s is not known to this engine", property)
}

// made are the lines of the tables that Go lacks, by name and by short name.
var made = sync.OnceValue(func() map[string]string {
	lines := map[string]string{}
	for line := range strings.Lines(properties) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		long, short, _ := strings.Cut(name, "/")
		lines[long], lines[short] = value, value
	}
	delete(lines, "")
	return lines
})

//go:embed tables/properties.txt
var properties string

// parse reads ranges in hexadecimal.
func parse(list string) []span {
	var ranges []span
	for text := range strings.FieldsSeq(list) {
		first, last, isRange := strings.Cut(text, "-")
		if !isRange {
			last = first
		}
		lo, _ := strconv.ParseInt(first, 16, 32)
		hi, _ := strconv.ParseInt(last, 16, 32)
		ranges = append(ranges, span{rune(lo), rune(hi)})
	}
	return ranges
}

func category(name string) *unicode.RangeTable {
	if short, ok := unicode.CategoryAliases[name]; ok {
		name = short
	}
	return unicode.Categories[name]
}

// short are the other names of properties that Go has tables for.
var short = map[string]string{
	"AHex": "ASCII_Hex_Digit", "Bidi_C": "Bidi_Control", "Dep": "Deprecated", "Dia": "Diacritic", "Ext": "Extender",
	"Hex": "Hex_Digit", "IDSB": "IDS_Binary_Operator", "IDST": "IDS_Trinary_Operator", "Ideo": "Ideographic",
	"Join_C": "Join_Control", "LOE": "Logical_Order_Exception", "NChar": "Noncharacter_Code_Point",
	"Pat_Syn": "Pattern_Syntax", "Pat_WS": "Pattern_White_Space", "QMark": "Quotation_Mark",
	"RI": "Regional_Indicator", "SD": "Soft_Dotted", "STerm": "Sentence_Terminal", "Term": "Terminal_Punctuation",
	"UIdeo": "Unified_Ideograph", "VS": "Variation_Selector", "space": "White_Space",
}

func binary(name string) ([]span, error) {
	p := unicode.Properties
	if long, found := short[name]; found {
		name = long
	}
	start := []*unicode.RangeTable{unicode.L, unicode.Nl, p["Other_ID_Start"]}
	except := spans(p["Pattern_Syntax"], p["Pattern_White_Space"])
	switch name {
	case "Any":
		return []span{{0, unicode.MaxRune}}, nil
	case "ASCII":
		return []span{{0, unicode.MaxASCII}}, nil
	case "Assigned":
		return complement(spans(unicode.Categories["Cn"])), nil
	case "Alphabetic", "Alpha":
		return spans(unicode.L, unicode.Nl, p["Other_Alphabetic"]), nil
	case "Uppercase", "Upper":
		return spans(unicode.Lu, p["Other_Uppercase"]), nil
	case "Lowercase", "Lower":
		return spans(unicode.Ll, p["Other_Lowercase"]), nil
	case "Math":
		return spans(unicode.Sm, p["Other_Math"]), nil
	case "ID_Start", "IDS":
		return without(spans(start...), except), nil
	case "ID_Continue", "IDC":
		more := append(start, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, p["Other_ID_Continue"])
		return without(spans(more...), except), nil
	case "Cased":
		return spans(unicode.Lu, unicode.Ll, unicode.Lt, p["Other_Uppercase"], p["Other_Lowercase"]), nil
	case "Grapheme_Extend", "Gr_Ext":
		return spans(unicode.Me, unicode.Mn, p["Other_Grapheme_Extend"]), nil
	case "Default_Ignorable_Code_Point", "DI":
		ignorable := spans(unicode.Cf, p["Other_Default_Ignorable_Code_Point"], p["Variation_Selector"])
		visible := spans(p["White_Space"], p["Prepended_Concatenation_Mark"])
		// Annotation characters and Egyptian format controls are shown, too.
		return without(ignorable, append(visible, span{0xFFF9, 0xFFFB}, span{0x13430, 0x13440})), nil
	}
	if t, ok := p[name]; ok && !strings.HasPrefix(name, "Other_") {
		return spans(t), nil
	}
	if list, ok := made()[name]; ok {
		return parse(list), nil
	}
	return nil, errName
}

// spans is the union of tables, in order.
func spans(tables ...*unicode.RangeTable) []span {
	var all []span
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			all = append(all, span{lo, hi})
			return
		}
		for r := lo; r <= hi; r += stride {
			all = append(all, span{r, r})
		}
	}
	for _, t := range tables {
		if t == nil {
			continue
		}
		for _, r := range t.R16 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range t.R32 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return merge(all)
}

func merge(all []span) []span {
	slices.SortFunc(all, func(a, b span) int { return int(a.lo - b.lo) })
	var out []span
	for _, s := range all {
		if n := len(out); n > 0 && s.lo <= out[n-1].hi+1 {
			out[n-1].hi = max(out[n-1].hi, s.hi)
			continue
		}
		out = append(out, s)
	}
	return out
}

// complement is every code point that is in none of the ranges.
func complement(ranges []span) []span {
	var out []span
	next := rune(0)
	for _, r := range ranges {
		if r.lo > next {
			out = append(out, span{next, r.lo - 1})
		}
		next = r.hi + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, span{next, unicode.MaxRune})
	}
	return out
}

func without(from, what []span) []span {
	return complement(merge(append(complement(from), what...)))
}
