package intl

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// part is a piece of a formatted text, as formatToParts tells it.
type part struct{ kind, value string }

func text(parts []part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.value)
	}
	return b.String()
}

// numberOptions are the resolved options of a NumberFormat.
type numberOptions struct {
	locale                                          string
	style, currency, currencyDisplay, currencySign  string
	unit, unitDisplay, notation, compactDisplay     string
	signDisplay, grouping                           string
	roundingMode, roundingPriority, trailingZeros   string
	minInteger, minFraction, maxFraction, increment int
	minSignificant, maxSignificant                  int // 0 where there are none
}

// symbols is how a locale writes numbers.
type symbols struct {
	zero                                   rune
	decimal, group                         string
	moneyDecimal, moneyGroup               string
	primary, secondary, minGroup           int
	nan, infinity, minus, plus, percent    string
	negative, percentage, negativePercent  string // patterns: N - + % ¤
	money, negativeMoney, accounting       string
	exponent, exponentMinus, numberingName string
}

// numberRows maps a locale to its row of the table.
var numberRows = sync.OnceValue(func() map[string]string {
	rows := map[string]string{}
	for tags, row := range numberTables()[""] {
		for tag := range strings.SplitSeq(tags, " ") {
			rows[tag] = row
		}
	}
	return rows
})

func symbolsOf(locale string) symbols {
	f := strings.Split(numberRows()[locale], "|")
	number := func(i int) int { n, _ := strconv.Atoi(f[i]); return n }
	zero, _ := utf8.DecodeRuneInString(f[0])
	return symbols{
		zero: zero, decimal: f[1], group: f[2], moneyDecimal: f[3], moneyGroup: f[4],
		primary: number(5), secondary: number(6), minGroup: number(7),
		nan: f[8], infinity: f[9], minus: f[10], plus: f[11], percent: f[12],
		negative: f[13], percentage: f[14], negativePercent: f[15],
		money: f[16], negativeMoney: f[17], accounting: f[18],
		exponent: f[19], exponentMinus: f[20], numberingName: f[21],
	}
}

// numberFormat writes numbers.
type numberFormat struct {
	numberOptions
	symbols
	short table // of compact notation
	units table
}

// newNumberFormat fails for what the tables do not have of a locale.
func newNumberFormat(o numberOptions) (*numberFormat, error) {
	f := &numberFormat{numberOptions: o, symbols: symbolsOf(o.locale)}
	what := ""
	if o.notation == "compact" {
		if f.short = compactOf(o.locale); f.short == nil {
			what = "notation: 'compact'"
		}
	}
	switch words := englishLocale(o.locale); {
	case o.style == "unit":
		if f.units = unitTables()[words]; f.units == nil {
			what = "style: 'unit'"
		}
	case o.style == "currency" && o.currencyDisplay == "name" && words == "":
		what = "currencyDisplay: 'name'"
	}
	if what != "" {
		return nil, fmt.Errorf("%s is not supported in locale %s; supported are %s", what, o.locale, supportedEnglish)
	}
	return f, nil
}

func compactOf(locale string) table {
	for tags, rows := range compactTables() {
		if slices.Contains(strings.Split(tags, " "), locale) {
			return rows
		}
	}
	return nil
}

// formatted is a number in the making: its digits, rounded, and what stands around
// them.
type formatted struct {
	value          decimal
	minFraction    int
	exponent       int // of the notation
	space, compact string
	digits         []part
	plural         bool // whatever the digits say
}

func (f *numberFormat) prepare(d decimal) formatted {
	if f.style == "percent" {
		d = d.shift(2)
	}
	v := formatted{value: d}
	if d.kind == 0 {
		f.scale(&v)
	}
	v.digits = f.digitParts(v)
	return v
}

// scale rounds a number, for its notation.
func (f *numberFormat) scale(v *formatted) {
	given := v.value
	power := given.magnitude()
	for range 2 {
		v.exponent = f.powerOf(power)
		v.value, v.minFraction = f.round(given.shift(-v.exponent))
		// Rounding may have made it longer: 999,999 is 1M.
		if v.value.isZero() || v.value.magnitude()+v.exponent <= power {
			break
		}
		power = v.value.magnitude() + v.exponent
	}
	if f.notation == "compact" && power >= 3 {
		_, v.space, v.compact = f.compactRow(power)
	}
}

// powerOf is the power of ten that the notation takes out of a number whose first
// digit stands for another.
func (f *numberFormat) powerOf(power int) int {
	switch f.notation {
	case "scientific":
		return power
	case "engineering":
		if power < 0 {
			return (power - 2) / 3 * 3
		}
		return power / 3 * 3
	case "compact":
		if power >= 3 {
			digits, _, name := f.compactRow(power)
			if name == "" {
				return 0
			}
			return min(power, 14) - digits + 1
		}
	}
	return 0
}

func (f *numberFormat) compactRow(power int) (digits int, space, name string) {
	kind := f.compactDisplay
	if f.style == "currency" && f.currencyDisplay != "name" {
		kind = "money"
	}
	row := strings.Split(f.short[kind+strconv.Itoa(min(power, 14))], "|")
	digits, _ = strconv.Atoi(row[0])
	return digits, row[1], row[2]
}

// round rounds to what the options say and tells how many digits must stand after
// the point.
func (f *numberFormat) round(d decimal) (decimal, int) {
	fraction := -f.maxFraction
	if f.maxSignificant == 0 {
		return d.round(fraction, f.increment, f.roundingMode), f.minFraction
	}
	significant := d.magnitude() - f.maxSignificant + 1
	bySignificant := f.roundingPriority == "auto" ||
		(f.roundingPriority == "morePrecision") == (significant <= fraction)
	if !bySignificant {
		return d.round(fraction, f.increment, f.roundingMode), f.minFraction
	}
	out := d.round(significant, 1, f.roundingMode)
	return out, max(0, f.minSignificant-1-out.magnitude())
}

// digitParts are the digits in groups.
func (f *numberFormat) digitParts(v formatted) []part {
	d := v.value
	switch d.kind {
	case nan:
		return []part{{"nan", f.nan}}
	case inf:
		return []part{{"infinity", f.infinity}}
	}
	point, group := f.symbols.decimal, f.group
	if f.style == "currency" {
		point, group = f.moneyDecimal, f.moneyGroup
	}
	whole, fraction := f.plainDigits(d, v.minFraction)
	var parts []part
	for i, g := range f.groups(whole) {
		if i > 0 {
			parts = append(parts, part{"group", group})
		}
		parts = append(parts, part{"integer", f.native(g)})
	}
	if fraction != "" {
		parts = append(parts, part{"decimal", point}, part{"fraction", f.native(fraction)})
	}
	if f.notation == "scientific" || f.notation == "engineering" {
		parts = append(parts, part{"exponentSeparator", f.symbols.exponent})
		n := v.exponent
		if n < 0 {
			parts = append(parts, part{"exponentMinusSign", f.exponentMinus})
			n = -n
		}
		parts = append(parts, part{"exponentInteger", f.native(strconv.Itoa(n))})
	}
	return parts
}

func (f *numberFormat) plainDigits(d decimal, minFraction int) (whole, fraction string) {
	digits := string(d.digits)
	switch {
	case d.exponent <= 0:
		fraction = strings.Repeat("0", -d.exponent) + digits
	case d.exponent >= len(digits):
		whole = digits + strings.Repeat("0", d.exponent-len(digits))
	default:
		whole, fraction = digits[:d.exponent], digits[d.exponent:]
	}
	if digits == "" {
		fraction = ""
	}
	whole = strings.Repeat("0", max(0, f.minInteger-len(whole))) + whole
	if f.trailingZeros == "stripIfInteger" && fraction == "" {
		return whole, ""
	}
	return whole, fraction + strings.Repeat("0", max(0, minFraction-len(fraction)))
}

func (f *numberFormat) groups(whole string) []string {
	least := f.minGroup
	switch f.grouping {
	case "false":
		return []string{whole}
	case "always":
		least = 1
	case "min2":
		least = 2
	}
	if f.primary == 0 || len(whole) < f.primary+least {
		return []string{whole}
	}
	cut := len(whole) - f.primary
	out := []string{whole[cut:]}
	for size := max(f.secondary, 1); cut > 0; cut -= size {
		out = append(out, whole[max(0, cut-size):cut])
	}
	slices.Reverse(out)
	return out
}

// native puts the digits of a locale in the place of ASCII's.
func (f *numberFormat) native(digits string) string {
	if f.zero == '0' {
		return digits
	}
	return strings.Map(func(r rune) rune { return f.zero + r - '0' }, digits)
}

// sign is '-', '+' or 0 for what is shown.
func (f *numberFormat) sign(d decimal) byte {
	negative, zero := d.negative && d.kind != nan, d.isZero() || d.kind == nan
	switch f.signDisplay {
	case "auto":
		if negative {
			return '-'
		}
	case "always":
		if negative {
			return '-'
		}
		return '+'
	case "exceptZero":
		if zero {
			return 0
		}
		if negative {
			return '-'
		}
		return '+'
	case "negative":
		if negative && !zero {
			return '-'
		}
	}
	return 0
}

// affixes are what stands before and after the digits of a number, from the
// pattern of its style, what keeps these from digits, and what its unit adds around.
type affixes struct{ before, gapBefore, gapAfter, after, unitBefore, unitAfter []part }

func (f *numberFormat) affixes(v formatted) affixes {
	sign := f.sign(v.value)
	pattern := "N"
	switch {
	case f.style == "percent":
		pattern = f.percentage
		if sign != 0 {
			pattern = f.negativePercent
		}
	case f.style == "currency" && f.currencyDisplay != "name":
		pattern = f.money
		if sign == '-' && f.currencySign == "accounting" {
			pattern = f.accounting
		} else if sign != 0 {
			pattern = f.negativeMoney
		}
	case sign != 0:
		pattern = f.negative
	}
	if sign == '+' {
		pattern = strings.Replace(pattern, "-", "+", 1)
	}
	before, after, _ := strings.Cut(pattern, "N")
	a := affixes{before: f.affix(before), after: f.affix(after)}
	if f.style == "currency" && v.value.kind == 0 {
		a.space()
	}
	if v.compact != "" {
		compact := []part{{"compact", v.compact}}
		if v.space != "" {
			compact = append([]part{{"literal", v.space}}, compact...)
		}
		a.after = append(compact, a.after...)
	}
	switch {
	case f.style == "unit":
		a.unitBefore, a.unitAfter = unitParts(f.unitPattern(v))
	case f.style == "currency" && f.currencyDisplay == "name":
		a.unitAfter = []part{{"literal", " "}, {"currency", f.currencyName(isOne(v, f))}}
	}
	return a
}

func (f *numberFormat) affix(pattern string) []part {
	var parts []part
	for _, r := range pattern {
		switch r {
		case '-':
			parts = append(parts, part{"minusSign", f.minus})
		case '+':
			parts = append(parts, part{"plusSign", f.plus})
		case '%':
			parts = append(parts, part{"percentSign", f.percent})
		case '¤':
			parts = append(parts, part{"currency", f.currencySymbol()})
		default:
			if n := len(parts); n > 0 && parts[n-1].kind == "literal" {
				parts[n-1].value += string(r)
			} else {
				parts = append(parts, part{"literal", string(r)})
			}
		}
	}
	return parts
}

// space keeps a currency that ends in a letter away from the digits.
func (a *affixes) space() {
	nbsp := []part{{"literal", "\u00a0"}}
	if n := len(a.before); n > 0 && a.before[n-1].kind == "currency" {
		if r, _ := utf8.DecodeLastRuneInString(a.before[n-1].value); !unicode.In(r, unicode.S, unicode.Z) {
			a.gapBefore = nbsp
		}
	}
	if len(a.after) > 0 && a.after[0].kind == "currency" {
		if r, _ := utf8.DecodeRuneInString(a.after[0].value); !unicode.In(r, unicode.S, unicode.Z) {
			a.gapAfter = nbsp
		}
	}
}

// isOne reports whether English says the singular.
func isOne(v formatted, f *numberFormat) bool {
	whole, fraction := f.plainDigits(v.value, v.minFraction)
	return !v.plural && v.value.kind == 0 && v.exponent == 0 && strings.TrimLeft(whole, "0") == "1" && fraction == ""
}

func (f *numberFormat) unitPattern(v formatted) string {
	row := f.units[f.unitDisplay+" "+f.unit]
	per := ""
	if row == "" {
		one, other, _ := strings.Cut(f.unit, "-per-")
		row, per = f.units[f.unitDisplay+" "+one], f.units[f.unitDisplay+" per "+other]
	}
	one, other, _ := strings.Cut(row, "|")
	if isOne(v, f) {
		return one + per
	}
	return other + per
}

func unitParts(pattern string) (before, after []part) {
	head, tail, _ := strings.Cut(pattern, "{0}")
	if name := strings.TrimRight(head, " \u00a0"); name != "" {
		before = append(before, part{"unit", name})
	}
	if space := head[len(strings.TrimRight(head, " \u00a0")):]; space != "" {
		before = append(before, part{"literal", space})
	}
	name := strings.TrimLeft(tail, " \u00a0")
	if space := tail[:len(tail)-len(name)]; space != "" {
		after = append(after, part{"literal", space})
	}
	if name != "" {
		after = append(after, part{"unit", name})
	}
	return before, after
}

func (f *numberFormat) parts(d decimal) []part {
	v := f.prepare(d)
	a := f.affixes(v)
	return merge(slices.Concat(a.unitBefore, a.before, a.gapBefore, v.digits, a.gapAfter, a.after, a.unitAfter))
}

// merge joins literals that stand side by side.
func merge(parts []part) []part {
	out := parts[:0:0]
	for _, p := range parts {
		if n := len(out); n > 0 && p.kind == "literal" && out[n-1].kind == "literal" {
			out[n-1].value += p.value
		} else {
			out = append(out, p)
		}
	}
	return out
}
