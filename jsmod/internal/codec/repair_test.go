package codec

import (
	"bytes"
	"testing"
)

// FuzzRepair holds a stream in pieces against the text of the whole.
func FuzzRepair(f *testing.F) {
	for _, s := range []string{
		"", "plain", "häß", "\xe2\x82\xac", "\xe2\x82", "\xe2\x82A", "\xf0\x9f\x98\x80", "\xf0\x9f\x98",
		"\xf0\x80\x80\x80", "\xed\xa0\x80", "\xff\xfe", "\xc0\xaf", "a\xe2\xe2\x82\xac", "\x80\x80", "\xf4\x90\x80\x80",
	} {
		for _, n := range []byte{1, 2, 3, 7} {
			f.Add([]byte(s), n)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, n byte) {
		want := string(repaired(data))
		if whole := Decode(data, UTF8).String(); whole != want {
			t.Fatalf("%q became %q, as a string %q", data, want, whole)
		}
		var got bytes.Buffer
		var r Repair
		step := int(n)%8 + 1
		for rest := data; len(rest) > 0; {
			k := min(step, len(rest))
			for _, piece := range r.Pass(rest[:k], false) {
				got.Write(piece)
			}
			rest = rest[k:]
			if len(r.Kept()) > 3 {
				t.Fatalf("%q waits", r.Kept())
			}
		}
		for _, piece := range r.Pass(nil, true) {
			got.Write(piece)
		}
		if got.String() != want {
			t.Fatalf("%q in pieces of %d became %q, want %q", data, step, got.String(), want)
		}
	})
}
