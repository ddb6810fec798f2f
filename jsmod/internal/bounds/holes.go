package bounds

import (
	"reflect"
	"runtime"
	"strconv"
	"unsafe"

	"github.com/dop251/goja"
)

// fields are where an array of the dense kind keeps what this package reads.
type fields struct{ length, values, count, special uintptr }

func fieldsOf(array *goja.Object) (f fields, err error) {
	for _, field := range []struct {
		offset *uintptr
		name   string
		of     reflect.Type
	}{
		{&f.length, "length", reflect.TypeFor[uint32]()},
		{&f.values, "values", reflect.TypeFor[[]goja.Value]()},
		{&f.count, "objCount", reflect.TypeFor[int]()},         // elements that are there
		{&f.special, "propValueCount", reflect.TypeFor[int]()}, // of these accessors and the like
	} {
		if *field.offset, err = fieldOf(array, field.name, field.of); err != nil {
			return f, err
		}
	}
	return f, nil
}

// within is a field of the object behind o.
func within[T any](o *goja.Object, offset uintptr) *T {
	data := *(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(o), unsafe.Sizeof(uintptr(0))))
	return (*T)(unsafe.Add(data, offset))
}

// denseLength reads the length of a dense array, which costs next to nothing.
func (b *bounds) denseLength(o *goja.Object) uint32 { return *within[uint32](o, b.fields.length) }

// recount corrects the count of an array's elements. Where it equals the length the
// engine hands its natives what lies in the array, and a hole among that is a nil
// that they fall over. Yet it does not count down in pop, shift and `length = n`,
// and counts twice what is defined again: `a.length = 1; a[3] = 1` was enough.
//
// It looks at every element, so it is for natives that do.
func (b *bounds) recount(v goja.Value) {
	o, ok := v.(*goja.Object)
	if !ok || kindOf(o) != b.dense {
		return
	}
	values, count := *within[[]goja.Value](o, b.fields.values), within[int](o, b.fields.count)
	if *count != len(values) {
		return // the engine goes the long way
	}
	for _, v := range values {
		if v == nil {
			*count--
		}
	}
}

// whole tells that the engine takes an array for one with nothing but values in it.
func (b *bounds) whole(o *goja.Object) bool {
	if kindOf(o) != b.dense || *within[int](o, b.fields.special) > 0 {
		return false
	}
	n := len(*within[[]goja.Value](o, b.fields.values))
	return n == *within[int](o, b.fields.count) && n == int(b.denseLength(o))
}

// holes keeps arrays with holes from natives that know none.
func (b *bounds) holes() {
	proto := b.at("Array", "prototype")
	if proto == nil {
		return
	}
	method := func(name string) *goja.Object { o, _ := proto.Get(name).(*goja.Object); return o }
	b.call(method("sort"), b.sort)
	for _, name := range []string{"includes", "sort", "toLocaleString", "toReversed", "toSorted", "toSpliced", "with"} {
		b.call(method(name), b.recounted(-1))
	}
	b.call(method("splice"), b.changed)
	for _, name := range []string{"at", "pop", "shift"} {
		b.call(method(name), defined)
	}
	b.call(b.at("Array", "from"), b.recounted(0))
	b.call(b.at("Function", "prototype", "apply"), b.recounted(1))
	b.call(b.at("Reflect", "apply"), b.recounted(2))
	b.call(b.at("Reflect", "construct"), b.recounted(1))
}

// recounted is for a native that goes through its argument i, or with -1 through
// what it is called on.
func (b *bounds) recounted(i int) func(native) native {
	return func(next native) native {
		return func(call goja.FunctionCall) goja.Value {
			if i < 0 {
				b.recount(call.This)
			} else if i < len(call.Arguments) {
				b.recount(call.Arguments[i])
			}
			return next(call)
		}
	}
}

// defined returns undefined for a hole. A native that calls another one does not
// expect nothing.
func defined(next native) native {
	return func(call goja.FunctionCall) goja.Value {
		if v := next(call); v != nil {
			return v
		}
		return goja.Undefined()
	}
}

// changed is for a native that reads an array's length, calls the script, by a valueOf or
// Symbol.species, and takes the length for what it was: it panics before it has written
// anything.
func (b *bounds) changed(next native) native {
	return func(call goja.FunctionCall) goja.Value {
		defer func() {
			switch p := recover().(type) {
			case nil:
			case runtime.Error:
				panic(b.vm.NewTypeError("Cannot splice an array that is changed at the same time"))
			default:
				panic(p)
			}
		}()
		return next(call)
	}
}

// sort has the engine sort a copy, as the standard has it: a function that compares
// may change the array, and the engine would look beyond its end.
func (b *bounds) sort(next native) native {
	return func(call goja.FunctionCall) goja.Value {
		o, ok := call.This.(*goja.Object)
		if _, compares := goja.AssertFunction(call.Argument(0)); !compares || !ok || !b.whole(o) {
			return next(call)
		}
		values := *within[[]goja.Value](o, b.fields.values)
		items := make([]any, len(values))
		for i, v := range values {
			items[i] = v
		}
		sorted := b.vm.NewArray(items...)
		next(goja.FunctionCall{This: sorted, Arguments: call.Arguments})
		for i, v := range *within[[]goja.Value](sorted, b.fields.values) {
			if err := o.Set(strconv.Itoa(i), v); err != nil {
				panic(err)
			}
		}
		return o
	}
}
