package emitter_test

import (
	"testing"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/emitter"
	"tlsjs/jsmod/module"
)

// bare is a host for what needs an engine and nothing else.
type bare struct {
	module.Host
	vm     *goja.Runtime
	locals map[any]any
}

func (h *bare) VM() *goja.Runtime { return h.vm }

func (h *bare) Local(key any, init func() any) any {
	v, ok := h.locals[key]
	if !ok {
		v = init()
		h.locals[key] = v
	}
	return v
}

func newBare() *bare { return &bare{vm: goja.New(), locals: map[any]any{}} }

// lean makes an emitter six prototypes below EventEmitter's, as a TLSSocket is.
func lean(h *bare) (e *emitter.Emitters, this *goja.Object) {
	e = emitter.Of(h)
	proto := h.vm.NewObject()
	for name, v := range e.Natives() {
		if err := proto.Set(name, v); err != nil {
			panic(err)
		}
	}
	for range 6 {
		proto = h.vm.CreateObject(proto)
	}
	this = h.vm.CreateObject(proto)
	e.Init(this)
	return e, this
}

// inside runs body as a native function that JavaScript called.
func inside(b *testing.B, h *bare, body func()) {
	b.Helper()
	if err := h.vm.Set("body", func(goja.FunctionCall) goja.Value {
		body()
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	if _, err := h.vm.RunString("body()"); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkEmit(b *testing.B) {
	for _, bench := range []struct {
		name      string
		listeners int
	}{{"nobody", 0}, {"one", 1}, {"three", 3}} {
		b.Run(bench.name, func(b *testing.B) {
			h := newBare()
			e, this := lean(h)
			fn, err := h.vm.RunString("(function (a) {})")
			if err != nil {
				b.Fatal(err)
			}
			for _, name := range []string{"end", "close", "error", "drain", "data"} {
				for range max(1, bench.listeners) {
					e.Add(this, h.vm.ToValue(name), fn, false)
				}
			}
			name := "data"
			if bench.listeners == 0 {
				name = "readable"
			}
			args := []goja.Value{h.vm.ToValue(1)}
			b.ReportAllocs()
			inside(b, h, func() {
				for b.Loop() {
					e.Emit(this, name, args...)
				}
			})
		})
	}
}

func BenchmarkAddRemove(b *testing.B) {
	h := newBare()
	e, this := lean(h)
	fn, err := h.vm.RunString("(function (a) {})")
	if err != nil {
		b.Fatal(err)
	}
	e.Add(this, h.vm.ToValue("other"), fn, false)
	name := h.vm.ToValue("data")
	b.ReportAllocs()
	inside(b, h, func() {
		for b.Loop() {
			e.Add(this, name, fn, false)
			e.Remove(this, name, fn)
		}
	})
}

func BenchmarkOnce(b *testing.B) {
	h := newBare()
	e, this := lean(h)
	fn, err := h.vm.RunString("(function (a) {})")
	if err != nil {
		b.Fatal(err)
	}
	e.Add(this, h.vm.ToValue("other"), fn, false)
	name := h.vm.ToValue("data")
	b.ReportAllocs()
	inside(b, h, func() {
		for b.Loop() {
			e.Once(this, name, fn, false)
			e.Emit(this, "data")
		}
	})
}

func BenchmarkInit(b *testing.B) {
	h := newBare()
	e, this := lean(h)
	proto := this.Prototype()
	b.ReportAllocs()
	for b.Loop() {
		e.Init(h.vm.CreateObject(proto))
	}
}
