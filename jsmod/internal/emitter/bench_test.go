package emitter_test

import (
	"testing"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/barehost"
	"tlsjs/jsmod/internal/emitter"
	"tlsjs/jsmod/module"
)

// lean makes an emitter six prototypes below EventEmitter's, as a TLSSocket is.
func lean(h module.Host) (e *emitter.Emitters, this *goja.Object) {
	e = emitter.Of(h)
	proto := h.VM().NewObject()
	for name, v := range e.Natives() {
		if err := proto.Set(name, v); err != nil {
			panic(err)
		}
	}
	for range 6 {
		proto = h.VM().CreateObject(proto)
	}
	this = h.VM().CreateObject(proto)
	e.Init(this)
	return e, this
}

// inside runs body as a native function that JavaScript called.
func inside(b *testing.B, h module.Host, body func()) {
	b.Helper()
	if err := h.VM().Set("body", func(goja.FunctionCall) goja.Value {
		body()
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	if _, err := h.VM().RunString("body()"); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkEmit(b *testing.B) {
	for _, bench := range []struct {
		name      string
		listeners int
	}{{"nobody", 0}, {"one", 1}, {"three", 3}} {
		b.Run(bench.name, func(b *testing.B) {
			h := barehost.New()
			e, this := lean(h)
			fn, err := h.VM().RunString("(function (a) {})")
			if err != nil {
				b.Fatal(err)
			}
			for _, name := range []string{"end", "close", "error", "drain", "data"} {
				for range max(1, bench.listeners) {
					e.Add(this, h.VM().ToValue(name), fn, false)
				}
			}
			name := "data"
			if bench.listeners == 0 {
				name = "readable"
			}
			args := []goja.Value{h.VM().ToValue(1)}
			b.ReportAllocs()
			inside(b, h, func() {
				for b.Loop() {
					e.Emit(this, name, args...)
				}
			})
		})
	}
}

// heard is an emitter that somebody listens to, and a function.
func heard(b *testing.B) (h module.Host, e *emitter.Emitters, this *goja.Object, fn goja.Value) {
	b.Helper()
	bare := barehost.New()
	e, this = lean(bare)
	fn, err := bare.VM().RunString("(function (a) {})")
	if err != nil {
		b.Fatal(err)
	}
	e.Add(this, bare.VM().ToValue("other"), fn, false)
	return bare, e, this, fn
}

func BenchmarkAddRemove(b *testing.B) {
	h, e, this, fn := heard(b)
	name := h.VM().ToValue("data")
	b.ReportAllocs()
	inside(b, h, func() {
		for b.Loop() {
			e.Add(this, name, fn, false)
			e.Remove(this, name, fn)
		}
	})
}

func BenchmarkOnce(b *testing.B) {
	h, e, this, fn := heard(b)
	name := h.VM().ToValue("data")
	b.ReportAllocs()
	inside(b, h, func() {
		for b.Loop() {
			e.Once(this, name, fn, false)
			e.Emit(this, "data")
		}
	})
}

func BenchmarkInit(b *testing.B) {
	h := barehost.New()
	e, this := lean(h)
	proto := this.Prototype()
	b.ReportAllocs()
	for b.Loop() {
		e.Init(h.VM().CreateObject(proto))
	}
}
