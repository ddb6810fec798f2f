package intl

import (
	"slices"
	"strings"
)

// english are the locales whose words and patterns the tables have. What is only
// en is written as in the United States.
var english = []string{"en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-US", "en-ZA"}

var supportedEnglish = strings.Join(english, ", ")

// englishLocale is the section of the tables for a locale, "" where there is none.
func englishLocale(locale string) string {
	switch {
	case locale == "en":
		return "en-US"
	case slices.Contains(english, locale):
		return locale
	}
	return ""
}

// The kinds of data that a constructor needs.
const (
	anyNumbers = "numbers" // numbers are written in every locale
	onlyWords  = "words"   // words of English
	collations = "collation"
	plurals    = "plural"
)

// resolve finds the locale of the tables for a tag: itself, or what is left of it
// without its last parts.
func resolve(kind string, t tag) (string, bool) {
	locale := t.base()
	found := numberLocale(locale)
	switch kind {
	case anyNumbers:
		return found, found != ""
	case onlyWords:
		return found, englishLocale(found) != ""
	case collations:
		return t.language, found != "" && collates(t)
	case plurals:
		// Plurals are a language's, but for those of Portugal.
		if found != "pt-PT" {
			found = numberLocale(t.language)
		}
		return found, found != "" && !slices.Contains(otherPlurals, t.language)
	}
	return "", false
}

func numberLocale(locale string) string {
	if numberRows()[locale] != "" {
		return locale
	}
	return parentLocale(locale)
}

// supportedNames tells a reader of an error what there is.
func supportedNames(kind string) string {
	switch kind {
	case onlyWords:
		return supportedEnglish
	case collations:
		return strings.Join(collationLanguages, ", ")
	}
	return "those of CLDR"
}
