package jsmod

import (
	"errors"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"tlsjs/jsmod/internal/bind"
)

// Attach brings Node's modules into an engine that the host already has, beside
// whatever the host has put there: in scripts that use the host's require they
// are what require('tls') and require('node:tls') return. registry is the one
// whose Enable made that require; it may serve several engines.
//
// The engine needs an event loop for anything that takes time: the host runs
// its script through [Runtime.Run] with [Func], and reaches the engine from
// other goroutines through [Runtime.Do] only.
//
// Attach changes the engine: error objects get Node's stack, missing parts of
// the language are filled in, globals that Node has and the engine does not
// (Buffer, setTimeout …) appear, and the promise rejection tracker is replaced.
// Globals that are there already stay. Options.MaxCallDepth is left alone when
// it is 0; [File], [Source] and [Eval] load through Node's own loader, not
// through registry.
func Attach(vm *goja.Runtime, registry *require.Registry, o Options) (*Runtime, error) {
	if vm == nil || registry == nil {
		return nil, errors.New("attach: an engine and a registry are needed")
	}
	if _, ok := bind.Unwrap[*runtime](vm.GlobalObject()); ok {
		return nil, errors.New("attach: this engine has the modules already")
	}
	r, err := newRuntime(vm, o)
	if err != nil {
		return nil, err
	}
	if o.MaxCallDepth > 0 {
		vm.SetMaxCallStackSize(o.MaxCallDepth)
	}
	if err := r.boot(); err != nil {
		r.cancel()
		return nil, err
	}
	bind.Wrap(vm, vm.GlobalObject(), r)
	for _, name := range r.BuiltinNames() {
		registry.RegisterNativeModule(name, nativeModule(name))
		registry.RegisterNativeModule(scheme+name, nativeModule(name))
	}
	for name := range r.entries {
		if strings.HasPrefix(name, scheme) {
			registry.RegisterNativeModule(name, nativeModule(name))
		}
	}
	return &Runtime{r}, nil
}

// nativeModule finds the runtime by its engine: a registry may serve several.
func nativeModule(name string) require.ModuleLoader {
	return func(vm *goja.Runtime, m *goja.Object) {
		r, ok := bind.Unwrap[*runtime](vm.GlobalObject())
		if !ok {
			panic(vm.NewTypeError("module " + name + " belongs to engines that were given to jsmod.Attach"))
		}
		if err := m.Set("exports", r.Require(name)); err != nil {
			panic(err)
		}
	}
}
