package bounds

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// run returns what a script prints in an engine that is bounded.
func run(t *testing.T, source string) string {
	t.Helper()
	vm := goja.New()
	if err := Install(vm, 0); err != nil {
		t.Fatal(err)
	}
	v, err := vm.RunString(`function outcome(fn) { try { return String(fn()); } catch (e) { return e.name + ': ' + e.message; } }` + source)
	if err != nil {
		t.Fatal(err)
	}
	return v.String()
}

// The limits below V8's, which docs/security.md tells.
func TestLowerLimits(t *testing.T) {
	for source, want := range map[string]string{
		`new ArrayBuffer(2 ** 31 + 1)`:                                 "RangeError: Array buffer allocation failed",
		`new Float64Array(2 ** 28 + 1)`:                                "RangeError: Array buffer allocation failed",
		`new Array(2 ** 26 + 1).fill(0)`:                               "RangeError: Invalid array length",
		`new Array(2 ** 32 - 1).sort()`:                                "RangeError: Invalid array length",
		`const a = []; a[2 ** 32 - 2] = 1; a.shift()`:                  "RangeError: Invalid array length",
		`[].concat(new Array(2 ** 32 - 1))`:                            "RangeError: Invalid array length",
		`Array.prototype.forEach.call({ length: 2 ** 40 }, (x) => x)`:  "RangeError: Invalid array length",
		`String.raw({ raw: { length: 2 ** 40 } })`:                     "RangeError: Invalid string length",
		`new Array(2 ** 32 - 1).length`:                                "4294967295",
		`let b = [7]; b.length = 2 ** 32 - 1; b[0]`:                    "7",
		`new Float64Array(new Uint8Array(8)).length`:                   "8",
		`Array.from(new Set([1, 2])).length + Array.from('ab').length`: "4",
	} {
		if got := run(t, "outcome(function() { "+lastReturned(source)+" })"); got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
}

// lastReturned puts `return` before the last statement.
func lastReturned(source string) string {
	i := strings.LastIndex(source, "; ") + 1
	return source[:i] + " return " + source[i:]
}

// What an object says of its length is asked once where the engine asks once.
func TestObjectsAreAskedOnce(t *testing.T) {
	got := run(t, `
		let asked = 0;
		const n = { valueOf() { asked++; return 2; } };
		new ArrayBuffer(n); 'x'.repeat(n); 'x'.padEnd(n); String.prototype.repeat.call({ toString() { asked++; return 'x'; } }, 2);
		new Proxy([1, 2], { get(t, k) { if (k === 'length') asked++; return t[k]; } }).indexOf(2);
		asked`)
	if got != "5" {
		t.Errorf("asked %s times, want 5", got)
	}
}

// The natives stay the objects that they are.
func TestIdentity(t *testing.T) {
	vm := goja.New()
	before, err := vm.RunString(`globalThis.kept = [Uint8Array, ArrayBuffer, ''.repeat, [].map, Function.prototype.call]; kept.map(String).join()`)
	if err != nil {
		t.Fatal(err)
	}
	if err := Install(vm, 0); err != nil {
		t.Fatal(err)
	}
	after, err := vm.RunString(`[Uint8Array, ArrayBuffer, ''.repeat, [].map, Function.prototype.call].every((f, i) => f === kept[i]) && kept.map(String).join()`)
	if err != nil || after.String() != before.String() {
		t.Errorf("%v, %v, want %v", after, err, before)
	}
}

// Nothing that the host has taken away is missed.
func TestBareEngine(t *testing.T) {
	vm := goja.New()
	if _, err := vm.RunString(`for (const k of Object.getOwnPropertyNames(globalThis)) if (k !== 'Object' && k !== 'globalThis') delete globalThis[k]`); err != nil {
		t.Fatal(err)
	}
	if err := Install(vm, 0); err != nil {
		t.Error(err)
	}
}

// A circle through bound functions ends at a depth, and counts down again.
func TestNestedBind(t *testing.T) {
	got := run(t, `
		const o = {};
		Object.defineProperty(o, 'x', { get: Reflect.get.bind(null, o, 'x') });
		[outcome(() => o.x), outcome(() => o.x), outcome(() => Math.max.bind(null, 1)(2))].join()`)
	want := "RangeError: Maximum call stack size exceeded,RangeError: Maximum call stack size exceeded,2"
	if got != want {
		t.Errorf("%s", got)
	}
}

// A host that allows more calls has natives between them.
func TestDeeperCalls(t *testing.T) {
	vm := goja.New()
	vm.SetMaxCallStackSize(50_000)
	if err := Install(vm, 50_000); err != nil {
		t.Fatal(err)
	}
	v, err := vm.RunString(`(function down(n) { return n === 0 ? 'bottom' : down.call(null, n - 1); })(20000)`)
	if err != nil || v.String() != "bottom" {
		t.Errorf("%v, %v", v, err)
	}
}

// Go code may call a constructor with a value that is not there.
func TestMissingValues(t *testing.T) {
	vm := goja.New()
	if err := Install(vm, 0); err != nil {
		t.Fatal(err)
	}
	for _, class := range []string{"Uint8Array", "Float64Array", "ArrayBuffer"} {
		ctor, _ := goja.AssertConstructor(vm.Get(class))
		func() {
			defer func() {
				if p := recover(); p != nil && class != "ArrayBuffer" { // the engine does not look there itself
					t.Errorf("%s: %v", class, p)
				}
			}()
			if _, err := ctor(nil, nil); err != nil {
				t.Errorf("%s: %v", class, err)
			}
		}()
	}
}

func TestAllocatable(t *testing.T) {
	if !Allocatable(1 << 20) {
		t.Error("there is no MiB")
	}
}

func BenchmarkNewUint8Array(b *testing.B) {
	for name, bounded := range map[string]bool{"plain": false, "bounded": true} {
		b.Run(name, func(b *testing.B) {
			vm := goja.New()
			if bounded {
				if err := Install(vm, 0); err != nil {
					b.Fatal(err)
				}
			}
			v, err := vm.RunString(`(function(n) { for (let i = 0; i < n; i++) new Uint8Array(16); })`)
			if err != nil {
				b.Fatal(err)
			}
			fn, _ := goja.AssertFunction(v)
			if _, err := fn(goja.Undefined(), vm.ToValue(b.N)); err != nil {
				b.Fatal(err)
			}
		})
	}
}

// An array that the engine takes for one without holes is corrected by the first
// native that goes through it.
func TestRecount(t *testing.T) {
	vm := goja.New()
	if err := Install(vm, 0); err != nil {
		t.Fatal(err)
	}
	v, err := vm.RunString(`const a = [1, 2, 3]; a.length = 1; a[3] = 1; a`)
	if err != nil {
		t.Fatal(err)
	}
	array := v.(*goja.Object)
	b := &bounds{vm: vm, dense: kindOf(vm.NewArray())}
	if b.fields, err = fieldsOf(array); err != nil {
		t.Fatal(err)
	}
	if !b.whole(array) {
		t.Error("the engine counts by itself by now: recount is not needed any more")
	}
	b.recount(array)
	if count := *within[int](array, b.fields.count); count != 2 || b.whole(array) {
		t.Errorf("%d elements, want 2", count)
	}
	if full := vm.NewArray(1, 2); !b.whole(full) {
		t.Error("an array without holes is taken for one with some")
	}
}

// Where the script changes an array under the engine's hands.
func TestSpliceOfChangingArrays(t *testing.T) {
	const want = "TypeError: Cannot splice an array that is changed at the same time"
	for _, source := range []string{
		`const a = [1, 2, 3]; a.constructor = { [Symbol.species]: function() { return a; } }; a.splice(1, 1)`,
		`const a = [1, 2, 3]; a.constructor = { [Symbol.species]: function() { return a; } }; a.splice(1, 1, 4, 5, 6)`,
	} {
		if got := run(t, "outcome(function() { "+lastReturned(source)+" })"); got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
}
