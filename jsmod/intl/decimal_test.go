package intl

import (
	"strings"
	"testing"
)

func plain(d decimal) string {
	f := numberFormat{numberOptions: numberOptions{minInteger: 1}}
	whole, fraction := f.plainDigits(d, 0)
	out := whole
	if fraction != "" {
		out += "." + fraction
	}
	if d.negative {
		out = "-" + out
	}
	return out
}

func TestParseDecimal(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0", "-0": "-0", "1e21": "1" + strings.Repeat("0", 21), "1.5e-7": "0.00000015", "0012.3400": "12.34", "+5": "5", " 7 ": "7", ".5": "0.5", "5.": "5",
	} {
		if got := plain(parseDecimal(in)); got != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{"", "x", "1e", "1e999999", "--1", "1.2.3", "NaN", "1e-999999999999999999999"} {
		if d := parseDecimal(in); d.kind != nan {
			t.Errorf("%q is a number: %v", in, d)
		}
	}
	if d := parseDecimal("-Infinity"); d.kind != inf || !d.negative {
		t.Errorf("-Infinity is %v", d)
	}
}

func TestRound(t *testing.T) {
	for _, test := range []struct {
		in               string
		power, increment int
		mode, want       string
	}{
		{"2.5", 0, 1, "halfExpand", "3"},
		{"-2.5", 0, 1, "halfExpand", "-3"},
		{"2.5", 0, 1, "halfEven", "2"},
		{"3.5", 0, 1, "halfEven", "4"},
		{"2.50000001", 0, 1, "halfTrunc", "3"},
		{"-2.5", 0, 1, "halfCeil", "-2"},
		{"-2.5", 0, 1, "halfFloor", "-3"},
		{"0.0001", 0, 1, "expand", "1"},
		{"-0.0001", 0, 1, "ceil", "-0"},
		{"-0.0001", 0, 1, "floor", "-1"},
		{"99.95", -1, 1, "halfExpand", "100"},
		{"0.04", -1, 1, "halfExpand", "0"},
		{"1234567", 3, 1, "trunc", "1234000"},
		{"2.5", 0, 5, "halfExpand", "5"},
		{"2.4", 0, 5, "halfExpand", "0"},
		{"7.5", 0, 5, "halfEven", "10"},
		{"1.125", -2, 25, "halfEven", "1"},
		{"1.375", -2, 25, "halfEven", "1.5"},
		{"4999", 0, 5000, "floor", "0"},
	} {
		if got := plain(parseDecimal(test.in).round(test.power, test.increment, test.mode)); got != test.want {
			t.Errorf("%s to 10^%d in steps of %d, %s: %s, want %s", test.in, test.power, test.increment, test.mode, got, test.want)
		}
	}
}
