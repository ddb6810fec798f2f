package bind_test

import (
	"runtime"
	"testing"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// An empty view at the end of its memory has an address that belongs to nobody.
// The collector ends the process over a slice there, which keeps each of the
// thousand alive here.
func TestBytesOfEmptyViewAtTheEnd(t *testing.T) {
	vm := goja.New()
	make8k := func() goja.Value { return vm.ToValue(vm.NewArrayBuffer(make([]byte, 8192))) }
	if err := vm.Set("make8k", make8k); err != nil {
		t.Fatal(err)
	}
	var kept [][]byte
	for range 1000 {
		v, err := vm.RunString("new Uint8Array(make8k(), 8192)")
		if err != nil {
			t.Fatal(err)
		}
		b, ok := bind.Bytes(v)
		if !ok || len(b) != 0 {
			t.Fatalf("got %v, %v, want no bytes", b, ok)
		}
		kept = append(kept, b)
	}
	runtime.GC()
	runtime.KeepAlive(kept)
}

func TestBytesOfDetached(t *testing.T) {
	vm := goja.New()
	ab := vm.NewArrayBuffer([]byte("abc"))
	if err := vm.Set("ab", ab); err != nil {
		t.Fatal(err)
	}
	v, err := vm.RunString("new Uint8Array(ab)")
	if err != nil {
		t.Fatal(err)
	}
	if b, ok := bind.Bytes(v); !ok || string(b) != "abc" {
		t.Fatalf("got %q, %v", b, ok)
	}
	ab.Detach()
	if b, ok := bind.Bytes(v); ok {
		t.Fatalf("got %q of what was taken away", b)
	}
}
