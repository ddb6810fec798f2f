package bounds

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTooDeep(t *testing.T) {
	const n = 100_000
	r := strings.Repeat
	for _, deep := range []string{
		r("[", n), r("(", n) + "1" + r(")", n), r("{", n) + r("}", n), r("(function(){", n), r("!", n) + "1", r("1?1:", n) + "1",
		r("1+", n) + "1", r("if(1)", n) + ";", r("if(1){}else ", n) + ";", r("x=>", n) + "1", "a" + r(".a", n), "a" + r("[0]", n),
		"a" + r("()", n), r("typeof ", n) + "1", r("`${", n), r("a:", n) + ";", r("new ", n) + "a", r("a=", n) + "1", r("/*(*/[", n),
		r("do ", n), r("-\n", n) + "1", r("'(',[", n), "/'/;" + r("[", n),
		r("if(1)\n", n), r("for(;1;)\n", n), "a" + r("\n.a", n), r("typeof\n", n) + "1",
	} {
		if !TooDeep(deep) {
			t.Errorf("%.30s… is not too deep", deep)
		}
	}
	for _, flat := range []string{
		"'" + r("[", n) + "'", "// " + r("(", n) + "\n1", "/*" + r("(", n) + "*/1", "/[" + r("(", n) + "]/.test('')", "`" + r("{", n) + "`",
		"[" + r("[1],", n) + "]", r("f(1);", n), r("if (a) { b(); } ", n), "x = [" + r("-1, ", n) + "]", r("`${a}`;", n),
		r("function f(a) { return a + 1; }\n", n), "switch (a) {" + r(" case 1: b();", n) + "}", r("/'/.test(a), ", n) + "1",
		"({" + r("a: 1, ", n) + "})", r("a = b + 1\n", n), r("f(a)\n", n), "(function() {" + r("const a = f(1)[2]\n", n) + "})", r("a = b / c / d;", n),
	} {
		if TooDeep(flat) {
			t.Errorf("%.30s… is too deep", flat)
		}
	}
}

// No script of ours comes near.
func TestOrdinarySources(t *testing.T) {
	files, err := filepath.Glob("../../*/*.js")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString("(function() {" + string(text) + "\n});\n")
	}
	if TooDeep(all.String()) {
		t.Error("all scripts in one are too deep")
	}
}
