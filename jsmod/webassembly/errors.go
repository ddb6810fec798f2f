package webassembly

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"
)

// errThrown unwinds the engine after an exception of JavaScript's, which waits in
// binding.thrown.
var errThrown = errors.New("exception of JavaScript")

// throw throws an error of a class.
func (b *binding) throw(class *goja.Object, message string) {
	panic(b.make(class, message))
}

func (b *binding) make(class *goja.Object, message string) goja.Value {
	e, err := b.vm.New(class, b.vm.ToValue(message))
	if err != nil {
		panic(err)
	}
	return e
}

func (b *binding) typeError(message string) { panic(b.vm.NewTypeError(message)) }

// traps are what the engine says, and what V8 says to it. The engine has one word
// for what V8 has two: remainders, tables and conversions.
var traps = []struct{ engine, v8 string }{
	{"unreachable", "unreachable"},
	{"out of bounds memory access", "memory access out of bounds"},
	{"integer divide by zero", "divide by zero"},
	{"integer overflow", "float unrepresentable in integer range"},
	{"invalid conversion to integer", "float unrepresentable in integer range"},
	{"indirect call type mismatch", "null function or function signature mismatch"},
	{"invalid table access", "null function or function signature mismatch"},
}

// raise throws what a call or an instantiation failed with.
func (b *binding) raise(err error) {
	if thrown := b.thrown; thrown != nil && errors.Is(err, errThrown) {
		b.thrown = nil
		panic(thrown)
	}
	text := err.Error()
	if first, _, cut := strings.Cut(text, "\n"); cut {
		text = first
	}
	if strings.HasSuffix(text, "stack overflow") {
		b.throw(b.rangeError, "Maximum call stack size exceeded")
	}
	if _, trap, ok := strings.Cut(text, "wasm error: "); ok {
		for _, t := range traps {
			if trap == t.engine {
				trap = t.v8
				break
			}
		}
		b.throw(b.runtimeError, trap)
	}
	b.throw(b.runtimeError, text)
}

// compileMessage is what V8 says of bytes that are no module, as far as one can tell;
// else what the engine says.
func compileMessage(b []byte, err error) string {
	magic, version := []byte{0, 'a', 's', 'm'}, []byte{1, 0, 0, 0}
	word := func(at int) []byte { return b[min(at, len(b)):min(at+4, len(b))] }
	switch {
	case len(b) == 0:
		return "BufferSource argument is empty"
	case len(b) < 4:
		return "expected 4 bytes, fell off end @+0"
	case !bytes.Equal(word(0), magic):
		return fmt.Sprintf("expected magic word % x, found % x @+0", magic, word(0))
	case len(b) < 8:
		return "expected 4 bytes, fell off end @+4"
	case !bytes.Equal(word(4), version):
		return fmt.Sprintf("expected version % x, found % x @+4", version, word(4))
	}
	return strings.Join(strings.Fields(err.Error()), " ") // it may have several lines
}
