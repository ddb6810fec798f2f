package bind_test

import (
	"testing"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

type noted struct{ names []string }

func (n *noted) Get(string) goja.Value              { return nil }
func (n *noted) Set(name string, _ goja.Value) bool { n.names = append(n.names, name); return true }
func (n *noted) Has(string) bool                    { return false }
func (n *noted) Delete(string) bool                 { return true }
func (n *noted) Keys() []string                     { return nil }

func TestDynamic(t *testing.T) {
	vm := goja.New()
	want := &noted{}
	if got, ok := bind.Dynamic[*noted](vm.NewDynamicObject(want)); !ok || got != want {
		t.Fatalf("got %v, %v", got, ok)
	}
	if err := vm.Set("detach", func(call goja.FunctionCall) goja.Value {
		call.Argument(0).Export().(goja.ArrayBuffer).Detach()
		return goja.Undefined()
	}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"undefined", "null", "1", "'text'", "Symbol()", "({ get x() { throw new Error('was read'); } })", "[1]",
		"() => {}", "class { static get x() { throw new Error('was read'); } }", "new Proxy({}, {})",
		"(() => { const u = new Uint8Array(8); detach(u.buffer); return u; })()",
	} {
		v, err := vm.RunString("(" + text + ")")
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got, ok := bind.Dynamic[*noted](v); ok {
			t.Errorf("%s: got %v", text, got)
		}
	}
}
