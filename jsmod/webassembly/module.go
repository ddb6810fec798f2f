// Package webassembly is the global WebAssembly, as the WebAssembly JavaScript
// Interface (2.0) has it. The engine is wazero, which has no JavaScript: what
// scripts make by themselves (memories, tables, globals), and what a module
// imports, reaches it by way of small modules that jsmod/internal/wasmbin writes.
//
//	compile.go    bytes to a module, and what a module tells of itself
//	link.go       imports: what a script gives becomes modules of the engine
//	instance.go   instances and their exports
//	function.go   calls in both directions
//	value.go      values across the border
//	memory.go, table.go, global.go
//	errors.go     what the engine says, in V8's words
package webassembly

import (
	"context"
	"embed"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/internal/wasmbin"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is WebAssembly.
var Module = module.Module{
	Name: "webassembly", Scripts: scripts,
	Entries: map[string]string{"internal/webassembly": "webassembly.js"},
	Bind:    newBinding,
}

// features are those of Node 20's V8 that the engine has.
const features = api.CoreFeaturesV2 | experimental.CoreFeaturesExtendedConst | experimental.CoreFeaturesTailCall

// binding is the Go half for one runtime. It belongs to the loop's goroutine.
type binding struct {
	host    module.Host
	vm      *goja.Runtime
	ticks   *ticks.Queue
	nesting *bind.Nesting  // of calls that go in and out again
	engine  wazero.Runtime // made for the first module
	refs    references
	thrown  error // by a function of JavaScript's, while the engine unwinds

	functions map[uint64]*function // by the engine's reference
	types     []wasmbin.FuncType   // of all modules, to look references up
	known     map[string]bool      // the same
	scratch   *table               // of one function, for the same

	// What the script half gives.
	compileError, linkError, runtimeError, rangeError *goja.Object
	protos                                            struct{ memory, table, global *goja.Object }
	toBigInt64, list                                  goja.Callable
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{
		host: h, vm: h.VM(), ticks: ticks.Of(h), nesting: bind.NestingOf(h),
		functions: map[uint64]*function{}, known: map[string]bool{},
	}
	return bind.Object(b.vm, bind.Funcs{
		"setup": b.setup, "kind": b.kind,
		"compile": b.compile, "compileLater": b.compileLater, "validate": b.validate,
		"imports": b.imports, "exports": b.exports, "customSections": b.customSections,
		"instantiate": b.instantiate, "setExports": b.setExports, "exportsOf": b.exportsOf,
		"newMemory": b.newMemory, "buffer": b.buffer, "growMemory": b.growMemory,
		"newTable": b.newTable, "tableLength": b.tableLength, "tableGet": b.tableGet, "tableSet": b.tableSet,
		"tableGrow": b.tableGrow, "tableType": b.tableType,
		"newGlobal": b.newGlobal, "globalGet": b.globalGet, "globalSet": b.globalSet, "globalIsMutable": b.globalIsMutable,
	}), nil
}

// setup({ CompileError, …, Memory, Table, Global, toBigInt64, list }) is called once.
func (b *binding) setup(call goja.FunctionCall) goja.Value {
	given := call.Argument(0)
	prop := func(v goja.Value, name string) *goja.Object {
		o, ok := bind.Prop(v, name).(*goja.Object)
		if !ok {
			b.typeError(name + " is missing")
		}
		return o
	}
	object := func(name string) *goja.Object { return prop(given, name) }
	b.compileError, b.linkError = object("CompileError"), object("LinkError")
	b.runtimeError, b.rangeError = object("RuntimeError"), object("RangeError")
	proto := func(name string) *goja.Object { return prop(object(name), "prototype") }
	b.protos.memory, b.protos.table, b.protos.global = proto("Memory"), proto("Table"), proto("Global")
	b.toBigInt64, b.list = bind.Callback(object("toBigInt64")), bind.Callback(object("list"))
	return goja.Undefined()
}

// kind(value) is what Go value is behind an object: its name, or undefined.
func (b *binding) kind(call goja.FunctionCall) goja.Value {
	held, _ := bind.Unwrap[holdable](call.Argument(0))
	if held == nil {
		return goja.Undefined()
	}
	return b.vm.ToValue(held.kind())
}

// holdable is what stands behind an object of JavaScript's.
type holdable interface{ kind() string }

func (*compiled) kind() string { return "Module" }
func (*instance) kind() string { return "Instance" }
func (*memory) kind() string   { return "Memory" }
func (*table) kind() string    { return "Table" }
func (*global) kind() string   { return "Global" }
func (*function) kind() string { return "function" }

// must is for what the script half has checked.
func must[T holdable](b *binding, v goja.Value) T {
	held, ok := bind.Unwrap[T](v)
	if !ok {
		b.typeError("an object of another kind")
	}
	return held
}

// ctx is the context of all that the engine does: when it is done, code that runs is
// interrupted, and its instance can run no more.
func (b *binding) ctx() context.Context { return b.host.Running() }

// runtime is the engine of this runtime. Code can be interrupted in loops and calls.
func (b *binding) runtime() wazero.Runtime {
	if b.engine == nil {
		b.engine = wazero.NewRuntimeWithConfig(context.Background(),
			wazero.NewRuntimeConfig().WithCoreFeatures(features).WithCloseOnContextDone(true).WithDebugInfoEnabled(false))
	}
	return b.engine
}
