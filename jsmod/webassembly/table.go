package webassembly

import (
	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/wasmbin"
)

// maxElements is V8's limit of a table. The engine has one that no process survives.
const maxElements = 10_000_000

// table is a WebAssembly.Table.
type table struct {
	extern
	object *goja.Object
	access *instance // of the functions that reach into it; made at first use
	// users are the instances whose functions it may hold: they live as long as it.
	users []*instance
}

// newTable(object, type, initial, maximum) puts a table behind object.
func (b *binding) newTable(call goja.FunctionCall) goja.Value {
	t := wasmbin.Type{Kind: wasmbin.Table, Value: byte(call.Argument(1).ToInteger()),
		Limits: limits(call.Argument(2), call.Argument(3))}
	owner := b.run(b.ctx(), wasmbin.BoundTables(wasmbin.WriteHolder(t), maxElements))
	made := &table{extern: extern{owner, wasmbin.Only, t}}
	made.object = bind.Wrap(b.vm, call.Argument(0).ToObject(b.vm), made)
	return made.object
}

// reach calls one of the functions that reach into a table. It returns the
// first result, if there is one, and false where the engine refuses.
func (b *binding) reach(t *table, name string, args ...uint64) (uint64, bool) {
	if t.access == nil {
		t.access = b.linked(wasmbin.WriteAccess(t.name, t.typ.Value), map[string]*instance{wasmbin.Only: t.owner})
	}
	results, err := t.access.mod.ExportedFunction(name).Call(b.ctx(), args...)
	if err != nil {
		return 0, false
	}
	if len(results) == 0 {
		return 0, true
	}
	return results[0], true
}

func (b *binding) tableLength(call goja.FunctionCall) goja.Value {
	n, _ := b.reach(must[*table](b, call.Argument(0)), wasmbin.Size)
	return b.vm.ToValue(uint32(n))
}

// tableGet(table, index) is the value, or undefined beyond the end.
func (b *binding) tableGet(call goja.FunctionCall) goja.Value {
	t := must[*table](b, call.Argument(0))
	n, ok := b.reach(t, wasmbin.Get, index(call.Argument(1)))
	if !ok {
		return goja.Undefined()
	}
	if t.typ.Value == wasmbin.FuncRef && n != 0 && b.functions[n] == nil {
		b.functions[n] = b.lookup(n, t.users)
	}
	return b.toJS(n, t.typ.Value)
}

func index(v goja.Value) uint64 { return api.EncodeU32(uint32(v.ToInteger())) }

// tableType(table) is the type of its elements.
func (b *binding) tableType(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(must[*table](b, call.Argument(0)).typ.Value)
}

// tableSet(table, index, value) is false beyond the end.
func (b *binding) tableSet(call goja.FunctionCall) goja.Value {
	t := must[*table](b, call.Argument(0))
	n := b.toWasm(call.Argument(2), t.typ.Value)
	_, ok := b.reach(t, wasmbin.Set, index(call.Argument(1)), n)
	t.keep(call.Argument(2))
	return b.vm.ToValue(ok)
}

// tableGrow(table, delta, value) is how long it was, or -1.
func (b *binding) tableGrow(call goja.FunctionCall) goja.Value {
	t := must[*table](b, call.Argument(0))
	n, _ := b.reach(t, wasmbin.Grow, b.toWasm(call.Argument(2), t.typ.Value), index(call.Argument(1)))
	t.keep(call.Argument(2))
	return b.vm.ToValue(int32(n))
}

// keep keeps the instance of a function that the table holds now.
func (t *table) keep(v goja.Value) {
	if f, ok := bind.Unwrap[*function](v); ok && f.owner != nil {
		t.use(f.owner)
	}
}

func (t *table) use(i *instance) {
	for _, known := range t.users {
		if known == i {
			return
		}
	}
	t.users = append(t.users, i)
}

func (b *binding) tableObject(t *table) *goja.Object {
	if t.object == nil {
		t.object = bind.Wrap(b.vm, b.vm.CreateObject(b.protos.table), t)
	}
	return t.object
}
