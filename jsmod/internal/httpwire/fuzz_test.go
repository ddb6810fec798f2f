package httpwire

import (
	"slices"
	"testing"
)

// FuzzSplit cuts messages anywhere: the events must be those of the whole, and
// nothing may panic.
func FuzzSplit(f *testing.F) {
	for _, c := range cases(f) {
		if c.Text != "" {
			f.Add(bytesOf(c.Text), uint8(7), c.Type == "response", c.Lenient)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, size uint8, response, lenient bool) {
		if size == 0 || len(text) == 0 {
			return
		}
		c := testCase{Text: latin1(text), Lenient: lenient}
		if response {
			c.Type = "response"
		}
		whole := play(c, 0)
		for at := int(size); at < len(text); at += int(size) {
			if got := play(c, at); !slices.Equal(got, whole) && !stops(whole, at) {
				t.Fatalf("in two after %d bytes:\n got %q\nwant %q", at, got, whole)
			}
		}
	})
}
