package intl

import (
	"strings"
)

// currencySymbol is the sign of the currency in the locale, its code where it has
// none.
func (f *numberFormat) currencySymbol() string {
	section := ""
	switch f.currencyDisplay {
	case "code", "name":
		return f.currency
	case "symbol":
		section = "signs"
	case "narrowSymbol":
		section = "narrow"
	}
	rows := moneyTables()[section]
	for locale := f.locale; ; {
		for entry := range strings.SplitSeq(rows[locale], "|") {
			if sign, ok := strings.CutPrefix(entry, f.currency); ok {
				return sign
			}
		}
		parent := parentLocale(locale)
		if parent == "" && section == "narrow" && locale != "en" {
			parent = "en"
		}
		if parent == "" {
			return f.currency
		}
		locale = parent
	}
}

// parentLocale is the locale whose rows one shares: the tag without its last part.
func parentLocale(locale string) string {
	for {
		i := strings.LastIndexByte(locale, '-')
		if i < 0 {
			return ""
		}
		locale = locale[:i]
		if numberRows()[locale] != "" {
			return locale
		}
	}
}

func (f *numberFormat) currencyName(one bool) string {
	row := strings.Split(nameTables()[englishLocale(f.locale)]["currency "+f.currency], "|")
	if len(row) < 3 {
		return f.currency
	}
	if one {
		return row[1]
	}
	return row[2]
}

// currencyDigits is how many digits stand after the point of an amount.
func currencyDigits(code string) int {
	for digits, codes := range moneyTables()["digits"] {
		if strings.Contains(" "+codes+" ", " "+code+" ") && len(code) == 3 {
			return int(digits[0] - '0')
		}
	}
	return 2
}
