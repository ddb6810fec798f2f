package webassembly_test

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/dop251/goja"
	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// modules are some as base64, made by js-tests/fixtures/wasm.js: forever() loops;
// calling imports e.f, a function without parameters, and calls it; deep calls itself.
const modules = `
const bytes = (text) => Buffer.from(text, 'base64');
const forever = bytes('AGFzbQEAAAABBAFgAAADAgEABwUBAWYAAAoJAQcAA0AMAAsL');
const calling = bytes('AGFzbQEAAAABBAFgAAACBwEBZQFmAAADAgEABwUBAWYAAQoGAQQAEAAL');
const growing = bytes('AGFzbQEAAAABBgFgAX8BfwMCAQAFAwEAAQcOAgFmAAAGbWVtb3J5AgAKCAEGACAAQAAL');
const run = (bytes, imports) => new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports;
`

// What runs in WebAssembly ends with the context of its Run.
func TestContextEndsLoops(t *testing.T) {
	for name, source := range map[string]string{
		"called":     `run(forever).f()`,
		"in a timer": `setTimeout(run(forever).f)`,
		"caught":     `for (;;) try { run(forever).f(); } catch {}`,
		"import":     `run(calling, { e: { f() { for (;;); } } }).f()`,
		"through":    `run(calling, { e: run(forever) }).f()`,
		"inside":     `run(calling, { e: { f() { run(forever).f(); } } }).f()`,
	} {
		t.Run(name, func(t *testing.T) {
			rt, err := jsmod.New(jsmod.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer rt.Close()
			ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
			defer cancel()
			if err := rt.Run(ctx, jsmod.Source("forever.js", modules+source)); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v, want the context's error", err)
			}
		})
	}
}

// vm's timeout ends what runs in WebAssembly; its instance has run for the last time.
func TestTimeoutOfVM(t *testing.T) {
	got := jstest.Run(t, modules+`
globalThis.f = run(forever).f;
globalThis.other = run(calling, { e: { f() { console.log('called'); } } }).f;
for (const code of ['f()', 'for (;;) try { f(); } catch {}']) {
  try {
    require('vm').runInThisContext(code, { timeout: 50 });
  } catch (error) {
    console.log(error.code);
  }
}
other();
require('vm').runInThisContext('other()', { timeout: 10000 });
other();
`)
	want := "ERR_SCRIPT_EXECUTION_TIMEOUT\nERR_SCRIPT_EXECUTION_TIMEOUT\ncalled\ncalled\ncalled\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// process.exit in an imported function ends the script there.
func TestExitInsideAnImport(t *testing.T) {
	r := jstest.Exec(t, jsmod.Options{}, modules+`
run(calling, { e: { f() { console.log('before'); process.exit(7); } } }).f();
console.log('after');
`)
	var exit *jsmod.ExitError
	if !errors.As(r.Err, &exit) || exit.Code != 7 || r.Stdout != "before\n" {
		t.Errorf("got %v and %q", r.Err, r.Stdout)
	}
}

// Calls that go in and out without end are too deep for the engine, and end nothing
// but the script.
func TestEndlessNesting(t *testing.T) {
	r := jstest.Exec(t, jsmod.Options{}, modules+`
const e = { f() { nested.f(); } };
const nested = run(calling, { e });
nested.f();
`)
	var thrown *jsmod.Error
	if !errors.As(r.Err, &thrown) || thrown.Name != "RangeError" {
		t.Errorf("got %v, want a RangeError", r.Err)
	}
}

// A memory that there cannot be is an answer, not the end of the process.
func TestMoreMemoryThanThereIs(t *testing.T) {
	got := jstest.Run(t, modules+`
const { f, memory } = run(growing);
console.log(f(1), f(-1), memory.buffer.byteLength);
try {
  memory.grow(65535);
} catch (error) {
  console.log(error instanceof RangeError);
}
try {
  new WebAssembly.Memory({ initial: 65537 });
} catch (error) {
  console.log(error instanceof RangeError);
}
`)
	if want := "1 -1 131072\ntrue\ntrue\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Instances that nothing leads to are closed: their memory goes.
func TestInstancesAreCollected(t *testing.T) {
	rt, err := jsmod.New(jsmod.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	heap := func() uint64 {
		for range 3 {
			runtime.GC()
			time.Sleep(10 * time.Millisecond) // clean-ups have a goroutine of their own
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var before, after uint64
	err = rt.Run(context.Background(), jsmod.Func(func(vm *goja.Runtime) error {
		if _, err := vm.RunString(`
globalThis.module_ = new WebAssembly.Module(Uint8Array.from(atob('AGFzbQEAAAABBgFgAX8BfwMCAQAFAwEAAQcOAgFmAAAGbWVtb3J5AgAKCAEGACAAQAAL'), (c) => c.charCodeAt()));
globalThis.some = (n) => { for (let i = 0; i < n; i++) { const { f, memory } = new WebAssembly.Instance(module_).exports; f(15); memory.buffer; } };
some(10)`); err != nil {
			return err
		}
		before = heap()
		_, err := vm.RunString("some(200)")
		after = heap()
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	if after > before+50<<20 { // of 200 MiB
		t.Errorf("%d MiB are left of 200 instances with 1 MiB each", (after-before)>>20)
	}
}
