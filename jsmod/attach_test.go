package jsmod_test

import (
	"context"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"
	"go.uber.org/goleak"

	"tlsjs/jsmod"
)

func TestAttach(t *testing.T) {
	defer goleak.VerifyNone(t)
	registry := require.NewRegistry()
	for range 2 { // a registry may serve several engines
		vm := goja.New()
		registry.Enable(vm)
		if err := vm.Set("setTimeout", "the host's own"); err != nil {
			t.Fatal(err)
		}
		rt, err := jsmod.Attach(vm, registry, jsmod.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		if err := vm.Set("tell", func(s string) { got = append(got, s) }); err != nil {
			t.Fatal(err)
		}
		err = rt.Run(context.Background(), jsmod.Func(func(vm *goja.Runtime) error {
			_, err := vm.RunString(`
				tell(typeof require('tls').connect + ' ' + (require('node:tls') === require('tls')));
				tell(typeof require('node:test').describe + ' ' + typeof require('node:test/reporters').tap);
				tell(setTimeout);
				require('timers').setTimeout(function () { tell('later ' + Buffer.from('abc').toString('hex')); }, 1);
			`)
			return err
		}))
		if err != nil {
			t.Fatal(err)
		}
		if want := "function true|function function|the host's own|later 616263"; strings.Join(got, "|") != want {
			t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
		}
		if _, err := jsmod.Attach(vm, registry, jsmod.Options{}); err == nil {
			t.Error("a second Attach of one engine succeeded")
		}
		if err := rt.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAttachForeignEngine(t *testing.T) {
	registry := require.NewRegistry()
	first := goja.New()
	registry.Enable(first)
	rt, err := jsmod.Attach(first, registry, jsmod.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	other := goja.New()
	registry.Enable(other)
	if _, err := other.RunString(`require('tls')`); err == nil || !strings.Contains(err.Error(), "jsmod.Attach") {
		t.Errorf("require in an engine that was not attached: %v", err)
	}
}
