package webassembly

import (
	"context"
	"runtime"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/wasmbin"
)

// instance is a WebAssembly.Instance, or one of the modules between it and what it
// imports. The engine's part of it is closed when nothing leads to it any more.
type instance struct {
	mod  api.Module
	of   *compiled // nil for modules between
	keep []any     // what its code reaches

	// What it imports and exports, by the index in the module.
	funcs   map[int]*function
	tables  map[int]*table
	globals map[int]*global
	memory  *memory
	linear  *linear // of its own memory
	defs    map[api.FunctionDefinition]int
	exports goja.Value // the object of its exports
}

// extern is something of an instance that others import by its name.
type extern struct {
	owner *instance
	name  string
	typ   wasmbin.Type
}

var anonymous = wazero.NewModuleConfig().WithName("").WithStartFunctions()

// track makes an instance of the engine's.
func track(mod api.Module) *instance {
	i := &instance{mod: mod, funcs: map[int]*function{}, tables: map[int]*table{}, globals: map[int]*global{}}
	runtime.AddCleanup(i, func(mod api.Module) { _ = mod.Close(context.Background()) }, mod)
	return i
}

// run makes an instance of a module that this package wrote.
func (b *binding) run(ctx context.Context, bytes []byte) *instance {
	mod, err := b.runtime().InstantiateWithConfig(ctx, bytes, anonymous)
	if err != nil {
		b.raise(err)
	}
	return track(mod)
}

// hold makes an instance that holds a table, a memory or a global.
func (b *binding) hold(ctx context.Context, t wasmbin.Type) *instance {
	return b.run(ctx, wasmbin.WriteHolder(t))
}

// linked is run for a module that imports from the instances.
func (b *binding) linked(bytes []byte, from map[string]*instance) *instance {
	i := b.run(resolving(b.ctx(), from), bytes)
	for _, f := range from {
		i.keep = append(i.keep, f)
	}
	return i
}

// resolving is a context in which the names of modules stand for the instances.
func resolving(ctx context.Context, from map[string]*instance) context.Context {
	return experimental.WithImportResolver(ctx, func(name string) api.Module {
		if i := from[name]; i != nil {
			return i.mod
		}
		return nil
	})
}

// instantiate(object, module, imports, prefix) puts an instance behind object and
// returns its exports as [name, value, ...].
func (b *binding) instantiate(call goja.FunctionCall) goja.Value {
	m, prefix := must[*compiled](b, call.Argument(1)), call.Argument(3).String()
	b.learn(m.Funcs)
	imports, providers := b.link(m, call.Argument(2), prefix)
	if !hasMemory(m.OwnMemory) {
		b.throw(b.rangeError, prefix+"Out of memory: Cannot allocate Wasm memory for new instance")
	}
	ctx, own := b.allocating(resolving(b.ctx(), providers))
	mod, err := b.runtime().InstantiateModule(ctx, m.code, anonymous)
	if err != nil {
		b.raiseLink(err, prefix)
	}
	i := track(mod)
	i.of, i.linear = m, own
	i.adopt(imports)
	for _, p := range providers {
		i.keep = append(i.keep, p)
	}
	bind.Wrap(b.vm, call.Argument(0).ToObject(b.vm), i)
	list := make([]any, 0, 2*len(m.Exports))
	for at, e := range m.Exports {
		list = append(list, e.Name, b.exported(i, at, e))
	}
	return b.vm.NewArray(list...)
}

// setExports(instance, object) is told the object of its exports.
func (b *binding) setExports(call goja.FunctionCall) goja.Value {
	must[*instance](b, call.Argument(0)).exports = call.Argument(1)
	return goja.Undefined()
}

func (b *binding) exportsOf(call goja.FunctionCall) goja.Value {
	if exports := must[*instance](b, call.Argument(0)).exports; exports != nil {
		return exports
	}
	return goja.Undefined()
}

// adopt takes what was imported into the instance's index spaces.
func (i *instance) adopt(imports []any) {
	var functions, tables, globals int
	for _, v := range imports {
		switch v := v.(type) {
		case *memory:
			i.memory = v
		case *table:
			i.tables[tables] = v
			tables++
			v.use(i)
		case *global:
			i.globals[globals] = v
			globals++
		case *function:
			i.funcs[functions] = v
			functions++
		default: // a function of JavaScript's
			functions++
		}
		i.keep = append(i.keep, v)
	}
}

// exported is the value of an export, one object however often it is exported.
func (b *binding) exported(i *instance, at int, e wasmbin.Export) goja.Value {
	its := extern{i, e.Name, e.Type}
	switch e.Type.Kind {
	case wasmbin.Func:
		return b.exportedFunction(i, at).object
	case wasmbin.Memory:
		if i.memory == nil {
			i.memory = &memory{extern: its, api: i.mod.Memory(), linear: i.linear}
		}
		return b.memoryObject(i.memory)
	case wasmbin.Table:
		t := i.tables[e.Index]
		if t == nil {
			t = &table{extern: its}
			t.use(i)
			i.tables[e.Index] = t
		}
		return b.tableObject(t)
	case wasmbin.Global:
		g := i.globals[e.Index]
		if g == nil {
			g = &global{extern: its, api: i.mod.ExportedGlobal(e.Name)}
			i.globals[e.Index] = g
		}
		return b.globalObject(g)
	}
	return goja.Undefined()
}

// exportedFunction is the function of an export.
func (b *binding) exportedFunction(i *instance, at int) *function {
	e := i.of.Exports[at]
	f := i.funcs[e.Index]
	if f == nil {
		open := func() api.Function { return i.mod.ExportedFunction(e.Name) }
		f = b.newFunction(extern{i, e.Name, e.Type}, uint32(e.Index), open)
		i.funcs[e.Index] = f
	}
	return f
}

// definitions are the engine's descriptions of exported functions, and which
// exports they are.
func (i *instance) definitions() map[api.FunctionDefinition]int {
	if i.defs == nil && i.of != nil {
		byName := i.mod.ExportedFunctionDefinitions()
		i.defs = map[api.FunctionDefinition]int{}
		for at, e := range i.of.Exports {
			if d := byName[e.Name]; d != nil {
				i.defs[d] = at
			}
		}
	}
	return i.defs
}

// learn remembers types of functions.
func (b *binding) learn(types []wasmbin.FuncType) {
	for _, t := range types {
		key := string(t.Params) + ":" + string(t.Results)
		if !b.known[key] {
			b.known[key] = true
			b.types = append(b.types, t)
		}
	}
}
