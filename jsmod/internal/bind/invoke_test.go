package bind_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// inside runs body as a native function that JavaScript called.
func inside(tb testing.TB, vm *goja.Runtime, body func()) error {
	tb.Helper()
	if err := vm.Set("body", func(goja.FunctionCall) goja.Value {
		body()
		return nil
	}); err != nil {
		tb.Fatal(err)
	}
	_, err := vm.RunScript("inside.js", "(function outer() { body(); })()")
	return err
}

func object(tb testing.TB, vm *goja.Runtime, source string) *goja.Object {
	tb.Helper()
	v, err := vm.RunScript("object.js", "("+source+")")
	if err != nil {
		tb.Fatal(err)
	}
	return v.(*goja.Object)
}

// Everything that can be called gets its this and arguments, whatever it exports.
func TestInvoke(t *testing.T) {
	vm := goja.New()
	for source, want := range map[string]string{
		"function () { return this.n + [].join.call(arguments) }": "71,2",
		"(...args) => args.length":                                "2",
		"({ m(a, b) { return this.n + b } }).m":                   "9",
		"function (a, b) { return this.n + b }.bind({ n: 1 })":    "3",
		"new Proxy(function (a) { return this.n + a }, {})":       "8",
		"Array.of":                              "1,2",
		"() => {}":                              "undefined",
		"async () => 1":                         "[object Promise]",
		"function* () {}":                       "[object Generator]",
		"String.prototype.concat.bind('x')":     "x12",
		"(class { static m() { return 5 } }).m": "5",
	} {
		fn := object(t, vm, source)
		if !bind.IsFunction(fn) {
			t.Errorf("%s: IsFunction is false", source)
		}
		var got goja.Value
		err := inside(t, vm, func() {
			got = bind.Invoke(fn, object(t, vm, "{ n: 7 }"), vm.ToValue(1), vm.ToValue(2))
		})
		if err != nil || got.String() != want {
			t.Errorf("%s: %v, %v, want %s", source, got, err, want)
		}
	}
	for _, source := range []string{"{}", "[]", "/x/", "new Date()", "new Proxy({}, {})"} {
		if v := object(t, vm, source); bind.IsFunction(v) || bind.Function(v) != nil {
			t.Errorf("%s: taken for a function", source)
		}
	}
	if bind.IsFunction(vm.ToValue(1)) || bind.IsFunction(nil) || bind.Function(goja.Null()) != nil {
		t.Error("a primitive is taken for a function")
	}
	if !bind.IsFunction(object(t, vm, "class {}")) {
		t.Error("a class is not taken for a function")
	}
}

// What is thrown reaches the JavaScript around the native function, with the
// frames of the function that threw, and the engine goes on.
func TestInvokeThrows(t *testing.T) {
	vm := goja.New()
	for source, want := range map[string]string{
		"function thrower() { throw new TypeError('no') }": "TypeError: no",
		"() => { throw 7 }":                "7",
		"() => missing":                    "ReferenceError: missing is not defined",
		"class {}":                         "TypeError: Class constructor cannot be invoked without 'new'",
		"new Proxy(() => { throw 8 }, {})": "8",
	} {
		fn := object(t, vm, source)
		if err := vm.Set("native", func(goja.FunctionCall) goja.Value { return bind.Invoke(fn, nil) }); err != nil {
			t.Fatal(err)
		}
		v, err := vm.RunString(`(function () {
			const seen = [];
			for (let i = 0; i < 3; i++) {
				try { native(1, 2, 3); } catch (e) { seen.push(e); } finally { seen.push(i); }
			}
			return [String(seen[0]), seen.length, seen[5]].join('|');
		})()`)
		if err != nil || v.String() != want+"|6|2" {
			t.Errorf("%s: %v, %v", source, v, err)
		}
	}
	err := inside(t, vm, func() { bind.Invoke(object(t, vm, "function thrower() { throw new Error('deep') }"), nil) })
	var ex *goja.Exception
	if !errors.As(err, &ex) || !strings.Contains(ex.String(), "at thrower") || !strings.Contains(ex.String(), "at outer") {
		t.Errorf("got %v", err)
	}
}

// Promise jobs wait until the outermost call returns.
func TestInvokeKeepsJobsWaiting(t *testing.T) {
	vm := goja.New()
	fn := object(t, vm, "() => { Promise.resolve().then(() => { order.push('job'); }); order.push('called'); }")
	order := object(t, vm, "globalThis.order = []")
	var during string
	if err := inside(t, vm, func() {
		bind.Invoke(fn, nil)
		during = order.String()
	}); err != nil {
		t.Fatal(err)
	}
	if during != "called" || order.String() != "called,job" {
		t.Errorf("during the call %q, in the end %q", during, order)
	}
}

// An interruption ends what is nested deeply in the time that it takes to
// unwind, and no script catches it.
func TestInvokeInterrupted(t *testing.T) {
	vm := goja.New()
	vm.SetMaxCallStackSize(10_000)
	if err := vm.Set("nest", func(call goja.FunctionCall) goja.Value {
		return bind.Invoke(call.Argument(0).(*goja.Object), nil, call.Arguments...)
	}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		_, err := vm.RunString("let depth = 0; (function f() { try { if (++depth > 2500) for (;;); nest(f); } catch { for (;;); } })()")
		done <- err
	}()
	time.AfterFunc(50*time.Millisecond, func() { vm.Interrupt("stop") })
	select {
	case err := <-done:
		var stop *goja.InterruptedError
		if !errors.As(err, &stop) {
			t.Errorf("got %v", err)
		}
	case <-ctx.Done():
		t.Fatal("the interruption takes more than half a minute")
	}
	vm.ClearInterrupt()
	if _, err := vm.RunString("(function f() { nest(f); })()"); err == nil {
		t.Error("no end of the stack")
	}
	if v, err := vm.RunString("nest(() => 1) + 1"); err != nil || v.ToInteger() != 2 {
		t.Errorf("afterwards: %v, %v", v, err)
	}
}

func BenchmarkCall(b *testing.B) {
	vm := goja.New()
	fn := object(b, vm, "function (a) {}")
	args := []goja.Value{vm.ToValue(1)}
	run := func(name string, one func()) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			if err := inside(b, vm, func() {
				for b.Loop() {
					one()
				}
			}); err != nil {
				b.Fatal(err)
			}
		})
	}
	callable, _ := goja.AssertFunction(fn)
	direct := bind.Function(fn)
	run("AssertFunction once", func() { _, _ = callable(nil, args...) })
	run("AssertFunction", func() {
		callable, _ := goja.AssertFunction(fn)
		_, _ = callable(nil, args...)
	})
	run("Call", func() { bind.Call(direct, nil, args) })
	run("Invoke", func() { bind.Invoke(fn, nil, args...) })
}
