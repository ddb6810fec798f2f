package main

import (
	"strings"
	"testing"
)

func TestSum(t *testing.T) {
	const passes = `{"Action":"pass","Package":"p","Test":"A"}
{"Action":"output","Package":"p","Test":"B","Output":"    why not\n"}
{"Action":"skip","Package":"p","Test":"B"}
{"Action":"pass","Package":"p","Elapsed":1.5}
`
	for _, c := range []struct {
		name, in, out string
		broken        bool
	}{
		{"passes", passes, "pass    1.50s  p\nskipped: p B: why not\n1 passed, 0 failed, 1 skipped\n", false},
		{"a test fails", passes + `{"Action":"output","Package":"q","Test":"C","Output":"wrong\n"}
{"Action":"fail","Package":"q","Test":"C"}`,
			"pass    1.50s  p\nwrong\nskipped: p B: why not\n1 passed, 1 failed, 1 skipped\n", true},
		{"a build fails", `{"ImportPath":"q","Action":"build-output","Output":"no such name\n"}
{"Action":"fail","Package":"q"}`, "no such name\nfail    0.00s  q\n0 passed, 0 failed, 0 skipped\n", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			s := &sum{out: &out, text: map[string][]string{}}
			s.read(strings.NewReader(c.in))
			s.print()
			if out.String() != c.out || s.broken != c.broken {
				t.Errorf("got %q, broken %v; want %q, broken %v", out.String(), s.broken, c.out, c.broken)
			}
		})
	}
}
