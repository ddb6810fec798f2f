package lower

import "testing"

func TestUnfinished(t *testing.T) {
	for text, want := range map[string]bool{
		"[1,\n": true, "f(": true, "x => {\n": true, "`abc\n": true, "`abc": true, "`${": true, "/* x\n": true, "'abc\\\n": true,
		"if (1) {": true, "try {}\n": true, "class A {": true, "1 +": true, "async function* g() {": true,
		"for await (const x of y) {\n": true, "'abc\n": false, ")": false, "/(/": false, "var 1": false, "/abc": false,
		"@": false, "1 + ) {": false, "x": false, "\\": false,
	} {
		if got := Unfinished(text); got != want {
			t.Errorf("Unfinished(%q) is %v", text, got)
		}
	}
}
