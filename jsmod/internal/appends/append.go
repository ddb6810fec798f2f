package appends

import (
	"reflect"
	"unsafe"
	"weak"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bounds"
)

const (
	// short texts are joined as the engine does it.
	short = 1024
	// kept is how many texts may be growing at once.
	kept = 4
)

// Install gives a runtime the function that rewritten scripts call.
func Install(vm *goja.Runtime) error { return install(vm, bounds.MaxText) }

func install(vm *goja.Runtime, limit int) error {
	plus, err := vm.RunProgram(sum)
	if err != nil {
		return err
	}
	g := &growing{vm: vm, limit: limit}
	g.plus, _ = goja.AssertFunction(plus)
	return function.Define(vm, g.append)
}

var sum = goja.MustCompile("", "((a, b) => a + b)", true)

// growing are the texts of a runtime to which something was appended lately.
// The collector may take them at any time, so that they keep nothing alive.
type growing struct {
	vm    *goja.Runtime
	limit int
	plus  goja.Callable
	texts [kept]weak.Pointer[text]
	next  int
}

// text is a string with room behind it. What builder.String returns is a view
// of the same memory, which later writes leave as it is.
type text struct {
	builder goja.StringBuilder
	start   unsafe.Pointer
	length  int
}

// append(a, b) is a + b.
func (g *growing) append(call goja.FunctionCall) goja.Value {
	a, ok := call.Argument(0).(goja.String)
	if !ok {
		return g.add(call)
	}
	var b goja.String
	switch v := call.Argument(1).(type) {
	case goja.String:
		b = v
	case *goja.Object, *goja.Symbol:
		return g.add(call)
	default:
		b = g.vm.ToValue(v.String()).(goja.String)
	}
	switch n := a.Length() + b.Length(); {
	case n < short:
		return a.Concat(b)
	case n > g.limit:
		panic(g.tooLong())
	}
	return g.grow(a, b)
}

func (g *growing) add(call goja.FunctionCall) goja.Value {
	v, err := g.plus(goja.Undefined(), call.Argument(0), call.Argument(1))
	if err != nil {
		panic(err)
	}
	return v
}

func (g *growing) tooLong() *goja.Object {
	e, err := g.vm.New(g.vm.Get("RangeError"), g.vm.ToValue("Invalid string length"))
	if err != nil {
		panic(err)
	}
	return e
}

func (g *growing) grow(a, b goja.String) goja.Value {
	start, length := startOf(a), a.Length()
	t := g.find(start, length)
	if t == nil {
		t = &text{}
		t.builder.Grow(2 * length)
		t.builder.WriteString(a)
		g.texts[g.next] = weak.Make(t)
		g.next = (g.next + 1) % kept
	}
	t.builder.WriteString(b)
	s := t.builder.String()
	t.start, t.length = startOf(s), s.Length()
	return s
}

// find returns the text whose last view is what begins at start.
func (g *growing) find(start unsafe.Pointer, length int) *text {
	if start == nil {
		return nil
	}
	for i := range g.texts {
		if t := g.texts[i].Value(); t != nil && t.start == start && t.length == length {
			return t
		}
	}
	return nil
}

// startOf is where the memory of a string begins, nil for a string of a kind
// that no builder makes.
func startOf(s goja.String) unsafe.Pointer {
	switch v := reflect.ValueOf(s); v.Kind() {
	case reflect.String:
		return unsafe.Pointer(unsafe.StringData(v.String()))
	case reflect.Slice:
		return v.UnsafePointer()
	}
	return nil
}
