package intl

import "testing"

func TestParseTag(t *testing.T) {
	for in, want := range map[string]string{
		"EN-us":                    "en-US",
		"zh-hant-tw":               "zh-Hant-TW",
		"sl-rozaj-biske-1994":      "sl-1994-biske-rozaj",
		"de-u-kn-true-co-phonebk":  "de-u-co-phonebk-kn",
		"en-b-xx-a-yy-x-Z":         "en-a-yy-b-xx-x-z",
		"iw":                       "he",
		"en-u-ca-islamicc":         "en-u-ca-islamic-civil",
		"prs":                      "fa-AF",
		"en-u-nu-latn-nu-arab":     "en-u-nu-latn",
		"und-t-en-latn-m0-true-u1": "",
	} {
		got, ok := parseTag(in)
		if want == "" && ok || want != "" && (!ok || got.String() != want) {
			t.Errorf("%s is %s, %t, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "x", "x-private", "en-", "-en", "en_US", "en-u", "en-a-bb-a-cc", "en-1", "abcd", "en-rozaj-rozaj", "e\x00", "é"} {
		if got, ok := parseTag(in); ok {
			t.Errorf("%q is the tag %s", in, got)
		}
	}
}

func TestPosixTag(t *testing.T) {
	for in, want := range map[string]string{"en_GB.UTF-8": "en-GB", "de_DE": "de-DE", "en": "en", "C": "", "POSIX": "", "C.UTF-8": "", "de_DE@euro": ""} {
		got, ok := posixTag(in)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%s is %s, %t, want %q", in, got, ok, want)
		}
	}
}

// Words of one place are never given for those of another.
func TestResolve(t *testing.T) {
	for _, test := range []struct{ kind, tag, want string }{
		{onlyWords, "en-GB", "en-GB"}, {onlyWords, "en", "en"}, {onlyWords, "en-XX", "en"}, {onlyWords, "en-SG", ""}, {onlyWords, "fr", ""},
		{anyNumbers, "de-AT", "de-AT"}, {anyNumbers, "de-ZZ", "de"}, {anyNumbers, "tlh", ""},
		{collations, "sv-FI", "sv"}, {collations, "fr-CA", ""}, {collations, "ru", ""},
		{plurals, "pl-PL", "pl"}, {plurals, "pt-PT", "pt-PT"}, {plurals, "he", ""},
	} {
		parsed, ok := parseTag(test.tag)
		if !ok {
			t.Fatal(test.tag)
		}
		if got, ok := resolve(test.kind, parsed); ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%s of %s is %q, %t, want %q", test.kind, test.tag, got, ok, test.want)
		}
	}
}

func TestParseTable(t *testing.T) {
	all := parseTable("# head\n[a]\nx\t1\ny\t2\n[b a]\ny\t3\nx\t!\n[c d]\nz\t4\n")
	if all["a"]["y"] != "2" || all["b"]["y"] != "3" || all["c d"]["z"] != "4" {
		t.Errorf("%v", all)
	}
	if _, there := all["b"]["x"]; there {
		t.Error("a row that is said not to be there is")
	}
}
