// Package bounds keeps one call of an engine's native function from asking for
// more memory than there can be, and natives from calling each other without end.
// Go ends the whole process in both cases, and no host can recover from that.
//
// It also keeps from natives what makes them panic, the holes of arrays above all,
// and puts right what only a native of the engine can (instances.go).
//
// What is refused is refused with V8's RangeError, at V8's limits where these are
// possible here and at the lower ones below where they are not. The engine's
// functions stay the objects that they are: only the Go function behind each is
// another one (hook.go).
package bounds

import (
	"math"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

const (
	// MaxText is V8's limit of a string, in code units.
	MaxText = 1<<29 - 24
	// MaxBytes is how many bytes are made in one piece.
	MaxBytes = min(math.MaxInt>>1, 1<<31)
	// maxTyped is V8's limit of a typed array, in elements.
	maxTyped = 1 << 32
	// maxItems is how long an array may be that methods walk through. Elements of
	// a dense array are there already; those of a sparse one and of what only has
	// a length are made, or counted one by one in a loop that nothing interrupts.
	maxItems = 1 << 26
	// maxSafe is Number.MAX_SAFE_INTEGER.
	maxSafe = 1<<53 - 1
	// deepest is how many natives may be inside each other, and deepestEver where a
	// host wants more: Go's stack has room for so many.
	deepest     = 4_500
	deepestEver = 100_000
)

// bounds belongs to one engine and to the goroutine that runs it.
type bounds struct {
	vm       *goja.Runtime
	dense    kind   // of arrays whose elements lie side by side
	fields   fields // of those
	typed    kind
	buffer   kind
	proxy    kind
	lengthOf native           // of a typed array
	tooDeep  goja.Constructor // the engine's RangeError, which runs no JavaScript
	depth    int
	deepest  int
}

// Install bounds the natives of an engine, before anything is put in their place. It fails where the engine is not the
// one that this package knows, and leaves out what a host has taken away.
//
// calls is how deep functions in JavaScript may call each other, 0 for the default
// of 10,000: there may be nearly half as many natives between them.
func Install(vm *goja.Runtime, calls int) error {
	b := &bounds{vm: vm, dense: kindOf(vm.NewArray())}
	b.deepest = max(deepest, min(calls/100*45, deepestEver))
	var err error
	if b.fields, err = fieldsOf(vm.NewArray()); err != nil {
		return err
	}
	if _, _, err := hooks(b.at("Object")); err != nil {
		return err
	}
	proxy := vm.NewProxy(vm.NewObject(), &goja.ProxyTrapConfig{})
	b.proxy = kindOf(vm.ToValue(proxy).(*goja.Object))
	b.tooDeep, _ = goja.AssertConstructor(b.vm.Get("RangeError"))
	b.buffers()
	b.texts()
	b.arrays()
	b.holes()
	b.collections()
	b.instances()
	b.nesting()
	return nil
}

// at follows names from the global object, and returns nil where they end.
func (b *bounds) at(names ...string) *goja.Object {
	o := b.vm.GlobalObject()
	for _, name := range names {
		next, ok := o.Get(name).(*goja.Object)
		if !ok {
			return nil
		}
		o = next
	}
	return o
}

// call puts another function in the place of a native one. What a host, or we, have
// written in JavaScript stays: the engine bounds that.
func (b *bounds) call(o *goja.Object, wrap func(next native) native) {
	if o == nil {
		return
	}
	if f, _, err := hooks(o); err == nil && *f != nil {
		*f = wrap(*f)
	}
}

// construct does that for what `new` calls.
func (b *bounds) construct(o *goja.Object, wrap func(next constructor) constructor) {
	if o == nil {
		return
	}
	if _, c, err := hooks(o); err == nil && *c != nil {
		*c = wrap(*c)
	}
}

// behind is the Go function behind a native one, nil where there is none.
func (b *bounds) behind(o *goja.Object) native {
	if f, _, err := hooks(o); err == nil {
		return *f
	}
	return nil
}

func (b *bounds) rangeError(message string) {
	bind.Throw(b.vm, "RangeError", "", message)
}

// number is an argument as a number. An object is asked once: what it said
// stands in the arguments that come back.
func number(args []goja.Value, i int) (float64, []goja.Value) {
	if i >= len(args) || args[i] == nil { // Go code may leave one out
		return math.NaN(), args
	}
	if _, ok := args[i].(*goja.Object); ok {
		args = append([]goja.Value(nil), args...)
		args[i] = args[i].ToNumber()
	}
	return args[i].ToFloat(), args
}

// length is what an object says of itself, as ToLength has it.
func length(o *goja.Object) float64 {
	v := o.Get("length")
	if v == nil {
		return 0
	}
	n := v.ToNumber().ToFloat()
	if !(n > 0) {
		return 0
	}
	return min(math.Floor(n), maxSafe)
}
