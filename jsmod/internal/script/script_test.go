package script

import (
	"embed"
	"testing"
	"testing/fstest"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

//go:embed script_test.go
var embedded embed.FS

// value runs a file of a module and calls what it makes, without arguments.
func value(t *testing.T, m *module.Module, file string) string {
	t.Helper()
	p, err := Compile(m, file)
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	v, err := vm.RunProgram(p)
	if err != nil {
		t.Fatal(err)
	}
	fn, _ := goja.AssertFunction(v)
	if v, err = fn(goja.Undefined()); err != nil {
		t.Fatal(err)
	}
	return v.String()
}

// Two modules of one name, as an embedder's and one of ours, have each its code.
func TestModulesOfOneName(t *testing.T) {
	for _, want := range []string{"one", "two", "one"} {
		m := &module.Module{Name: "same", Scripts: fstest.MapFS{"a.js": {Data: []byte("return '" + want + "';")}}}
		if got := value(t, m, "a.js"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// What is embedded is compiled once, and never taken for another module's file.
func TestEmbeddedIsKept(t *testing.T) {
	ours := &module.Module{Name: "same", Scripts: embedded}
	_, first := Compile(ours, "script_test.go")
	_, second := Compile(&module.Module{Name: "same", Scripts: embedded}, "script_test.go")
	if first == nil || first != second {
		t.Errorf("a Go file is no script: %v, and the same error each time: %v", first, second)
	}
	theirs := &module.Module{Name: "same", Scripts: fstest.MapFS{"script_test.go": {Data: []byte("return 7;")}}}
	if got := value(t, theirs, "script_test.go"); got != "7" {
		t.Errorf("the embedder's file gave %s", got)
	}
}
