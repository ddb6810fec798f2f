// Package intl is ECMAScript's Intl object (ECMA-402). What needs words, dates and
// units knows English in its regions; numbers are written in every locale. The
// scripts check arguments and keep the order of ECMA-402; Go has the tables and
// makes texts of them.
package intl

import (
	"embed"
	"maps"
	"slices"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is internal/intl, which is behind the global Intl, and
// internal/intl/locale_strings, which is behind toLocaleString and its kin.
var Module = module.Module{
	Name:    "intl",
	Scripts: scripts,
	Entries: map[string]string{
		"internal/intl":                "intl.js",
		"internal/intl/locale_strings": "locale_strings.js",
	},
	Bind: newBinding,
}

// binding is the Go half for one runtime.
type binding struct {
	vm   *goja.Runtime
	host module.Host
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{vm: h.VM(), host: h}
	return bind.Object(b.vm, bind.Funcs{
		"canonical":     b.canonical,
		"resolve":       b.resolve,
		"supported":     func(c goja.FunctionCall) goja.Value { return b.vm.ToValue(supportedNames(c.Argument(0).String())) },
		"defaultLocale": func(goja.FunctionCall) goja.Value { return b.vm.ToValue(b.defaultLocale()) },
		"keyword":       b.keyword,
		"locale":        b.locale,
		"likely":        b.likely,
		"row":           b.row,
		"keys":          b.keys,
		"number":        b.number,
		"digits":        func(c goja.FunctionCall) goja.Value { return b.vm.ToValue(currencyDigits(c.Argument(0).String())) },
		"numbering":     b.numbering,
		"date":          b.date,
		"zone":          b.zone,
		"plural":        b.plural,
		"categories":    b.categories,
		"collator":      b.collator,
		"change":        b.change,
		"segment":       b.segment,
	}), nil
}

// tag is an argument as a tag. What is none does not come from our scripts.
func (b *binding) tag(v goja.Value) tag {
	t, ok := parseTag(v.String())
	if !ok {
		bind.Throw(b.vm, "RangeError", "", "Incorrect locale information provided")
	}
	return t
}

func (b *binding) canonical(call goja.FunctionCall) goja.Value {
	t, ok := parseTag(call.Argument(0).String())
	if !ok {
		return goja.Undefined()
	}
	return b.vm.ToValue(t.String())
}

// resolve is the locale of the tables for a kind of data and a tag.
func (b *binding) resolve(call goja.FunctionCall) goja.Value {
	locale, ok := resolve(call.Argument(0).String(), b.tag(call.Argument(1)))
	if !ok {
		return goja.Undefined()
	}
	return b.vm.ToValue(locale)
}

func (b *binding) keyword(call goja.FunctionCall) goja.Value {
	value, ok := b.tag(call.Argument(0)).keyword(call.Argument(1).String())
	if !ok {
		return goja.Undefined()
	}
	return b.vm.ToValue(value)
}

// defaultLocale is what the environment asks for, as ICU reads it, where
// everything is there for it.
func (b *binding) defaultLocale() string {
	environment := b.host.Permissions().Env
	if environment == nil {
		return "en-US"
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value, _ := environment.Get(name)
		if value == "" {
			continue
		}
		if t, ok := posixTag(value); ok {
			if locale, ok := resolve(onlyWords, t); ok && locale == t.base() {
				return locale
			}
		}
		break
	}
	return "en-US"
}

// row is an entry of a table.
func (b *binding) row(call goja.FunctionCall) goja.Value {
	read := map[string]func() sections{"relative": relativeTables, "lists": listTables, "names": nameTables}[call.Argument(0).String()]
	if read == nil {
		return goja.Undefined()
	}
	value, ok := read()[englishLocale(call.Argument(1).String())][call.Argument(2).String()]
	if !ok {
		return goja.Undefined()
	}
	return b.vm.ToValue(value)
}

// keys are what a table has: zones, or units.
func (b *binding) keys(call goja.FunctionCall) goja.Value {
	var names []string
	switch call.Argument(0).String() {
	case "timeZone":
		for id := range zoneTables()["zones"] {
			if _, ok := findZone(id); ok {
				names = append(names, id)
			}
		}
	case "currency":
		names = currencyCodes()
	case "numberingSystem":
		set := map[string]bool{}
		for row := range maps.Values(numberRows()) {
			set[row[lastBar(row)+1:]] = true
		}
		names = slices.Collect(maps.Keys(set))
	}
	slices.Sort(names)
	return b.strings(names)
}

func (b *binding) strings(list []string) goja.Value {
	values := make([]any, len(list))
	for i, s := range list {
		values[i] = s
	}
	return b.vm.NewArray(values...)
}

// flat is how parts cross the border: kind, value, kind, value …
func (b *binding) flat(parts []part) goja.Value {
	var list []string
	for _, p := range parts {
		list = append(list, p.kind, p.value)
	}
	return b.strings(list)
}

// flatRange has the source of each part, too.
func (b *binding) flatRange(parts []rangePart) goja.Value {
	var list []string
	for _, p := range parts {
		list = append(list, p.kind, p.value, p.source)
	}
	return b.strings(list)
}

func rangeText(parts []rangePart) string {
	out := ""
	for _, p := range parts {
		out += p.value
	}
	return out
}
