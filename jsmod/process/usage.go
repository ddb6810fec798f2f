package process

import (
	"runtime/metrics"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

func (b *binding) usageFuncs() bind.Funcs {
	return bind.Funcs{
		"memory":   func(goja.FunctionCall) goja.Value { return b.numbers(memory()) },
		"resident": func(goja.FunctionCall) goja.Value { return b.vm.ToValue(resident()) },
		"cpu":      func(goja.FunctionCall) goja.Value { return b.numbers(cpu()) },
		"resources": func(goja.FunctionCall) goja.Value {
			return b.numbers(resources())
		},
		"memoryLimit": func(goja.FunctionCall) goja.Value { return b.vm.ToValue(memoryLimit()) },
	}
}

func (b *binding) numbers(list []int64) goja.Value {
	values := make([]any, len(list))
	for i, n := range list {
		values[i] = n
	}
	return b.vm.NewArray(values...)
}

// memory is what Go knows of its heap: taken from the system, in use, and
// outside of the heap.
func memory() []int64 {
	samples := []metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/memory/classes/heap/unused:bytes"},
		{Name: "/memory/classes/heap/free:bytes"},
		{Name: "/memory/classes/heap/stacks:bytes"},
		{Name: "/memory/classes/other:bytes"},
	}
	metrics.Read(samples)
	at := func(i int) int64 { return int64(samples[i].Value.Uint64()) }
	return []int64{at(0) + at(1) + at(2), at(0), at(3) + at(4)}
}
