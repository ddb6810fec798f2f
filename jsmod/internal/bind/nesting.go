package bind

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

// deepest is how many native functions may be inside each other. An error that is
// made there holds as many frames, so that one at each step costs the square.
const deepest = 5_000

// Nesting counts native functions that are inside each other. The engine counts
// the calls of functions in JavaScript; natives that call each other, such as an
// emit that is bound and listens to itself, have no limit but Go's stack, whose
// overflow ends the process. There is one for each runtime; it belongs to the
// loop's goroutine.
type Nesting struct {
	vm    *goja.Runtime
	depth int
}

type nestingKey struct{}

// NestingOf returns the count of a runtime.
func NestingOf(h module.Host) *Nesting {
	return h.Local(nestingKey{}, func() any { return &Nesting{vm: h.VM()} }).(*Nesting)
}

// Guard makes fn throw the engine's RangeError where it would be called too deep
// inside itself, or inside others that are guarded.
func (n *Nesting) Guard(fn Func) Func {
	return func(call goja.FunctionCall) goja.Value {
		if n.depth >= deepest {
			Throw(n.vm, "RangeError", "", "Maximum call stack size exceeded")
		}
		n.depth++
		defer func() { n.depth-- }()
		return fn(call)
	}
}
