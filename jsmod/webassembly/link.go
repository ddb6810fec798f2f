package webassembly

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/wasmbin"
)

// link reads what a module imports from an object of JavaScript's. The values are
// in the order of the imports: *function, *table, *memory, *global, or a
// goja.Callable; providers are instances by the names of the modules that the
// imports name.
func (b *binding) link(m *compiled, given goja.Value, prefix string) (values []any, providers map[string]*instance) {
	groups := map[string]*group{}
	for n, i := range m.Imports {
		l := linking{b, prefix, n, i}
		v := l.value(given)
		values = append(values, v)
		g := groups[i.Module]
		if g == nil {
			g = &group{}
			groups[i.Module] = g
		}
		g.add(i, v)
	}
	providers = map[string]*instance{}
	for name, g := range groups {
		providers[name] = b.provider(g)
	}
	return values, providers
}

// linking is one import that is being read.
type linking struct {
	b      *binding
	prefix string
	n      int
	wasmbin.Import
}

func (l *linking) fail(reason string) {
	l.b.throw(l.b.linkError,
		fmt.Sprintf("%sImport #%d module=%q function=%q error: %s", l.prefix, l.n, l.Module, l.Name, reason))
}

func (l *linking) value(given goja.Value) any {
	if goja.IsUndefined(given) {
		l.b.typeError(l.prefix + "Imports argument must be present and must be an object")
	}
	from, ok := given.ToObject(l.b.vm).Get(l.Module).(*goja.Object)
	if !ok {
		l.b.typeError(
			fmt.Sprintf("%sImport #%d module=%q error: module is not an object or function", l.prefix, l.n, l.Module))
	}
	v := from.Get(l.Name)
	if v == nil {
		v = goja.Undefined()
	}
	switch l.Type.Kind {
	case wasmbin.Func:
		return l.function(v)
	case wasmbin.Table:
		return l.table(v)
	case wasmbin.Memory:
		return l.memory(v)
	case wasmbin.Global:
		return l.global(v)
	}
	l.fail("imports of this kind are not supported")
	return nil
}

func (l *linking) function(v goja.Value) any {
	if f, ok := bind.Unwrap[*function](v); ok && f.owner != nil {
		if !slices.Equal(f.typ.Func.Params, l.Type.Func.Params) || !slices.Equal(f.typ.Func.Results, l.Type.Func.Results) {
			l.fail("imported function does not match the expected type")
		}
		return f
	}
	fn := bind.Callback(v)
	if fn == nil {
		l.fail("function import requires a callable")
	}
	return fn
}

func (l *linking) table(v goja.Value) any {
	t, ok := bind.Unwrap[*table](v)
	if !ok {
		l.fail("table import requires a WebAssembly.Table")
	}
	if t.typ.Value != l.Type.Value {
		l.fail("imported table does not match the expected type")
	}
	size, _ := l.b.reach(t, wasmbin.Size)
	l.fits("table", uint32(size), t.typ.Limits, "length, expected")
	return t
}

func (l *linking) memory(v goja.Value) any {
	m, ok := bind.Unwrap[*memory](v)
	if !ok {
		l.fail("memory import must be a WebAssembly.Memory object")
	}
	l.fits("memory", uint32(len(m.linear.bytes)/page), m.typ.Limits, "limit, expected at most")
	return m
}

// fits checks sizes against those that the module declares.
func (l *linking) fits(kind string, size uint32, has wasmbin.Limits, word string) {
	want := l.Type.Limits
	problem := ""
	switch {
	case size < want.Min:
		problem = fmt.Sprintf("is smaller than initial %d, got %d", want.Min, size)
	case want.HasMax && !has.HasMax:
		problem = fmt.Sprintf("has no maximum %s %d", word, want.Max)
	case want.HasMax && has.Max > want.Max:
		problem = fmt.Sprintf("has a larger maximum size %d than the module's declared maximum %d", has.Max, want.Max)
	}
	if problem != "" {
		l.b.throw(l.b.linkError, fmt.Sprintf("%s%s import %d %s", l.prefix, kind, l.n, problem))
	}
}

func (l *linking) global(v goja.Value) any {
	g, ok := bind.Unwrap[*global](v)
	if !ok {
		return l.constant(v)
	}
	if g.typ.Mutable != l.Type.Mutable {
		l.fail("imported global does not match the expected mutability")
	}
	if g.typ.Value != l.Type.Value {
		l.fail("imported global does not match the expected type")
	}
	if g.constant != nil {
		l.fail("an immutable global that holds a reference other than null cannot be imported here")
	}
	return g
}

// constant is a value that is given for an immutable global.
func (l *linking) constant(v goja.Value) any {
	if l.Type.Mutable {
		l.fail("imported mutable global must be a WebAssembly.Global object")
	}
	fits := false
	switch l.Type.Value {
	case wasmbin.I64:
		fits = goja.IsBigInt(v)
	case wasmbin.I32, wasmbin.F32, wasmbin.F64:
		switch v.Export().(type) {
		case int64, float64:
			fits = goja.IsNumber(v)
		}
	case wasmbin.ExternRef, wasmbin.FuncRef:
		if fits = goja.IsNull(v); !fits {
			l.fail("an immutable global that holds a reference other than null cannot be imported here")
		}
	}
	if !fits {
		l.fail("global import must be a number, valid Wasm reference, or WebAssembly.Global object")
	}
	return l.b.makeGlobal(l.Type, v)
}

// group is what is imported from one module.
type group struct {
	names     map[string]bool
	functions []wasmbin.Import // of JavaScript's
	callbacks []goja.Callable
	links     []wasmbin.Link
	owners    []*instance // of links, in their order
}

func (g *group) add(i wasmbin.Import, v any) {
	if g.names[i.Name] { // the engine looks by the name
		return
	}
	if g.names == nil {
		g.names = map[string]bool{}
	}
	g.names[i.Name] = true
	var e extern
	switch v := v.(type) {
	case goja.Callable:
		g.functions, g.callbacks = append(g.functions, i), append(g.callbacks, v)
		return
	case *function:
		e = v.extern
	case *table:
		e = v.extern
	case *memory:
		e = v.extern
	case *global:
		e = v.extern
	}
	t := e.typ
	t.Limits = wasmbin.Limits{} // any size will do
	from := wasmbin.Import{Module: strconv.Itoa(len(g.links)), Name: e.name, Type: t}
	g.links = append(g.links, wasmbin.Link{Import: from, As: i.Name})
	g.owners = append(g.owners, e.owner)
}

// hostName is the module that JavaScript's functions come from.
const hostName = "host"

// provider makes the instance that a group is imported from.
func (b *binding) provider(g *group) *instance {
	var host *instance
	if len(g.functions) > 0 {
		host = b.hostModule(g)
	}
	if len(g.links) == 0 {
		return host
	}
	from := map[string]*instance{}
	links := g.links
	for n, owner := range g.owners {
		from[links[n].Module] = owner
	}
	if host != nil {
		from[hostName] = host
		for _, i := range g.functions {
			links = append(links, wasmbin.Link{Import: wasmbin.Import{Module: hostName, Name: i.Name, Type: i.Type}, As: i.Name})
		}
	}
	return b.linked(wasmbin.WriteLinks(links), from)
}

func (b *binding) hostModule(g *group) *instance {
	builder := b.runtime().NewHostModuleBuilder(hostName)
	for n, i := range g.functions {
		builder.NewFunctionBuilder().
			WithGoModuleFunction(b.imported(g.callbacks[n], i.Type.Func), i.Type.Func.Params, i.Type.Func.Results).
			Export(i.Name)
	}
	code, err := builder.Compile(b.ctx())
	if err != nil {
		b.raise(err)
	}
	mod, err := b.runtime().InstantiateModule(b.ctx(), code, anonymous)
	if err != nil {
		b.raise(err)
	}
	i := track(mod)
	runtime.AddCleanup(i, func(code wazero.CompiledModule) { _ = code.Close(context.Background()) }, code)
	return i
}

// raiseLink throws what an instantiation failed with. What was checked before does
// not come here: what is left are traps, of the start function or of segments
// that do not fit.
func (b *binding) raiseLink(err error, prefix string) {
	if text := err.Error(); strings.Contains(text, "data[") || strings.Contains(text, "element[") {
		b.throw(b.runtimeError, prefix+text)
	}
	b.raise(err)
}
