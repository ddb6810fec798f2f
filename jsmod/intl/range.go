package intl

import (
	"slices"
	"unicode/utf8"
)

// rangePart is a piece of a formatted range and the end that it belongs to:
// startRange, endRange or shared.
type rangePart struct {
	part
	source string
}

func from(source string, parts []part) []rangePart {
	out := make([]rangePart, len(parts))
	for i, p := range parts {
		out[i] = rangePart{p, source}
	}
	return out
}

// rangeParts writes from one number to another, in English. What both have around
// their digits is written once where it is more than a character.
func (f *numberFormat) rangeParts(low, high decimal) []rangePart {
	if text(f.parts(low)) == text(f.parts(high)) {
		return from("shared", slices.Concat([]part{{"approximatelySign", "~"}}, f.parts(low)))
	}
	a, b := f.prepare(low), f.prepare(high)
	a.plural, b.plural = true, true
	before, after := f.affixes(a), f.affixes(b)
	length := func(parts ...[]part) int { return utf8.RuneCountInString(text(slices.Concat(parts...))) }
	middle := slices.Equal(before.before, after.before) && slices.Equal(before.after, after.after) && length(before.before, before.after) > 1
	dash := "–"
	exponent := f.notation == "scientific" || f.notation == "engineering"
	if exponent || !middle && length(before.before, before.after) > 0 {
		dash = " – "
	}
	out := from("shared", after.unitBefore)
	if middle {
		out = append(out, from("shared", before.before)...)
	}
	end := func(source string, v formatted, a affixes) {
		digits := slices.Concat(a.gapBefore, v.digits, a.gapAfter)
		if middle && source == "endRange" {
			digits = slices.Concat(v.digits, a.gapAfter)
		} else if middle {
			digits = slices.Concat(a.gapBefore, v.digits)
		} else {
			digits = slices.Concat(a.before, digits, a.after)
		}
		out = append(out, from(source, merge(digits))...)
	}
	end("startRange", a, before)
	out = append(out, rangePart{part{"literal", dash}, "shared"})
	end("endRange", b, after)
	if middle {
		out = append(out, from("shared", before.after)...)
	}
	return append(out, from("shared", after.unitAfter)...)
}
