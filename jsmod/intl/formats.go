package intl

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// number makes the native half of a NumberFormat from its resolved options.
func (b *binding) number(call goja.FunctionCall) goja.Value {
	f := b.numberFormat(call.Argument(0))
	one := func(c goja.FunctionCall) decimal { return parseDecimal(c.Argument(0).String()) }
	two := func(c goja.FunctionCall) []rangePart {
		return f.rangeParts(one(c), parseDecimal(c.Argument(1).String()))
	}
	return bind.Object(b.vm, bind.Funcs{
		"format":     func(c goja.FunctionCall) goja.Value { return b.vm.ToValue(text(f.parts(one(c)))) },
		"parts":      func(c goja.FunctionCall) goja.Value { return b.flat(f.parts(one(c))) },
		"range":      func(c goja.FunctionCall) goja.Value { return b.vm.ToValue(rangeText(two(c))) },
		"rangeParts": func(c goja.FunctionCall) goja.Value { return b.flatRange(two(c)) },
	})
}

func (b *binding) numberFormat(v goja.Value) *numberFormat {
	count := func(name string) int { return int(bind.Int(v, name, 0)) }
	locale, ok := resolve(anyNumbers, b.tag(b.vm.ToValue(bind.String(v, "locale"))))
	if !ok {
		bind.Throw(b.vm, "RangeError", "", "Incorrect locale information provided")
	}
	f, err := newNumberFormat(numberOptions{
		locale: locale,
		style:  bind.String(v, "style"), currency: bind.String(v, "currency"),
		currencyDisplay: bind.String(v, "currencyDisplay"), currencySign: bind.String(v, "currencySign"),
		unit: bind.String(v, "unit"), unitDisplay: bind.String(v, "unitDisplay"),
		notation: bind.String(v, "notation"), compactDisplay: bind.String(v, "compactDisplay"),
		signDisplay: bind.String(v, "signDisplay"), grouping: bind.String(v, "useGrouping"),
		roundingMode: bind.String(v, "roundingMode"), roundingPriority: bind.String(v, "roundingPriority"),
		trailingZeros: bind.String(v, "trailingZeroDisplay"),
		minInteger:    bounded(count("minimumIntegerDigits")), minFraction: bounded(count("minimumFractionDigits")),
		maxFraction: bounded(count("maximumFractionDigits")), increment: max(1, min(count("roundingIncrement"), 5000)),
		minSignificant: bounded(count("minimumSignificantDigits")), maxSignificant: bounded(count("maximumSignificantDigits")),
	})
	if err != nil {
		bind.Throw(b.vm, "RangeError", "", err.Error())
	}
	return f
}

// bounded keeps a number of digits to what ECMA-402 allows.
func bounded(n int) int { return max(0, min(n, 100)) }

// numbering is the numbering system of a locale.
func (b *binding) numbering(call goja.FunctionCall) goja.Value {
	locale, ok := resolve(anyNumbers, b.tag(call.Argument(0)))
	if !ok {
		return goja.Undefined()
	}
	return b.vm.ToValue(symbolsOf(locale).numberingName)
}

func lastBar(row string) int { return strings.LastIndexByte(row, '|') }

// date makes the native half of a DateTimeFormat.
func (b *binding) date(call goja.FunctionCall) goja.Value {
	v := call.Argument(0)
	z := hostZone()
	if name := bind.String(v, "timeZone"); name != "" {
		var ok bool
		if z, ok = findZone(name); !ok {
			bind.Throw(b.vm, "RangeError", "", "Invalid time zone specified: "+name)
		}
	}
	f, err := newDateFormat(dateOptions{
		locale: bind.String(v, "locale"), date: bind.String(v, "date"), time: bind.String(v, "time"),
		dateStyle: bind.String(v, "dateStyle"), timeStyle: bind.String(v, "timeStyle"), hourCycle: bind.String(v, "hourCycle"),
		zone: z, zoneName: bind.String(v, "timeZoneName"), fraction: max(1, min(3, int(bind.Int(v, "fraction", 3)))),
	})
	if err != nil {
		bind.Throw(b.vm, "RangeError", "", err.Error())
	}
	time := func(c goja.FunctionCall, i int) float64 {
		ms := c.Argument(i).ToFloat()
		if !(ms >= -8.64e15 && ms <= 8.64e15) {
			bind.Throw(b.vm, "RangeError", "", "Invalid time value")
		}
		return ms
	}
	two := func(c goja.FunctionCall) []rangePart { return f.rangeParts(time(c, 0), time(c, 1)) }
	o := bind.Object(b.vm, bind.Funcs{
		// As in V8, the narrow space before AM is only told in parts.
		"format": func(c goja.FunctionCall) goja.Value {
			return b.vm.ToValue(strings.ReplaceAll(text(f.parts(time(c, 0))), "\u202f", " "))
		},
		"parts": func(c goja.FunctionCall) goja.Value { return b.flat(f.parts(time(c, 0))) },
		"range": func(c goja.FunctionCall) goja.Value {
			parts := two(c)
			text := rangeText(parts)
			if !slices.ContainsFunc(parts, func(p rangePart) bool { return p.source != "shared" }) {
				text = strings.ReplaceAll(text, "\u202f", " ")
			}
			return b.vm.ToValue(text)
		},
		"rangeParts": func(c goja.FunctionCall) goja.Value { return b.flatRange(two(c)) },
	})
	for name, width := range f.resolved() {
		if err := o.Set(name, width); err != nil {
			panic(err)
		}
	}
	return o
}

// zone is the name of a zone as it is spelled, that of the process without an
// argument, and undefined for what is none. Names of UTC are all UTC.
func (b *binding) zone(call goja.FunctionCall) goja.Value {
	z := hostZone()
	if v := call.Argument(0); !goja.IsUndefined(v) {
		var ok bool
		if z, ok = findZone(v.String()); !ok {
			return goja.Undefined()
		}
	}
	return b.vm.ToValue(z.id)
}

// posixTag reads the environment's form of a locale, such as en_GB.UTF-8.
func posixTag(value string) (tag, bool) {
	value, _, _ = strings.Cut(value, ".")
	if value == "C" || value == "POSIX" {
		return tag{}, false
	}
	return parseTag(strings.ReplaceAll(value, "_", "-"))
}
