package buffer

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/bounds"
	"tlsjs/jsmod/internal/codec"
)

// pool is the ArrayBuffer that small Buffers share, as in Node: it saves an
// object each, and scripts can see it (buf.buffer, buf.byteOffset).
type pool struct {
	value goja.Value
	mem   []byte
	used  int
}

// view makes a Buffer over a part of an ArrayBuffer.
func (b *binding) view(ab goja.Value, offset, length int) *goja.Object {
	o, err := b.create(b.target, ab, b.vm.ToValue(offset), b.vm.ToValue(length))
	if err != nil {
		if a, ok := arrayBuffer(ab); ok && a.Detached() {
			panic(b.vm.NewTypeError("Cannot perform Construct on a detached ArrayBuffer"))
		}
		panic(err)
	}
	return o
}

// wrap makes a Buffer of memory that nobody else owns.
func (b *binding) wrap(mem []byte) *goja.Object {
	o, err := b.create(b.target, b.vm.ToValue(b.vm.NewArrayBuffer(mem)))
	if err != nil {
		panic(err)
	}
	return o
}

func (b *binding) checkAlloc(n int) {
	if n < 0 || n > bounds.MaxBytes || n >= bounds.Probed && !bounds.Allocatable(n) {
		b.throw("RangeError", "", "Array buffer allocation failed")
	}
}

// allocate makes a Buffer as Buffer.allocUnsafe does, from the pool when it is
// small. Go's memory is clean in any case but for the pool's.
func (b *binding) allocate(n int) (*goja.Object, []byte) {
	if mem := b.fromPool(n); mem != nil {
		return b.commit(mem), mem
	}
	b.checkAlloc(n)
	mem := make([]byte, n)
	return b.wrap(mem), mem
}

// fromPool lends n bytes of the pool, nil when that many do not belong there.
// They stay free until commit.
func (b *binding) fromPool(n int) []byte {
	size := 8192
	if v := b.target.Get("poolSize"); v != nil {
		size = integer(v, size)
	}
	if n <= 0 || n >= size/2 || size > 1<<24 {
		return nil
	}
	if n > len(b.pool.mem)-b.pool.used {
		mem := make([]byte, size)
		ab := b.vm.ToValue(b.vm.NewArrayBuffer(mem)).(*goja.Object)
		b.pool = pool{value: bind.Wrap(b.vm, ab, poolMark{}), mem: mem}
	}
	return b.pool.mem[b.pool.used : b.pool.used+n]
}

// commit makes a Buffer of what fromPool lent, or of its first part.
func (b *binding) commit(mem []byte) *goja.Object {
	o := b.view(b.pool.value, b.pool.used, len(mem))
	b.pool.used = (b.pool.used + len(mem) + 7) &^ 7
	if b.pool.used > len(b.pool.mem) {
		b.pool.used = len(b.pool.mem)
	}
	return o
}

// statics are the functions behind Buffer's own and the module's.
func (b *binding) statics() []method {
	return []method{
		{name: "setup", fn: b.setup},
		{name: "fromString", fn: b.fromString},
		{name: "allocUnsafe", fn: b.allocUnsafe},
		{name: "allocSlow", fn: b.allocSlow},
		{name: "byteLength", fn: b.byteLength},
		{name: "isEncoding", fn: b.isEncoding},
		{name: "compare", fn: b.compareStatic},
		{name: "concat", fn: b.concat},
		{name: "toArray", fn: b.toArray},
		{name: "extraKeys", fn: b.extraKeys},
	}
}

// setup is given Buffer, and puts the native methods on its prototype.
func (b *binding) setup(call goja.FunctionCall) goja.Value {
	b.target = call.Argument(0).ToObject(b.vm)
	proto := b.target.Get("prototype").ToObject(b.vm)
	b.install(proto, b.numberMethods())
	b.install(proto, b.textMethods())
	b.install(proto, b.methods())
	for name, fn := range map[string]func(goja.FunctionCall) goja.Value{"parent": b.parent, "offset": b.offset} {
		must(proto.DefineAccessorProperty(name, b.vm.ToValue(fn), nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	return goja.Undefined()
}

// parent and offset are undefined on what is no Buffer, the prototype included.
func (b *binding) parent(call goja.FunctionCall) goja.Value {
	if _, ok := bytesOf(call.This); ok {
		return call.This.(*goja.Object).Get("buffer")
	}
	return goja.Undefined()
}

func (b *binding) offset(call goja.FunctionCall) goja.Value {
	if _, ok := bytesOf(call.This); ok {
		return call.This.(*goja.Object).Get("byteOffset")
	}
	return goja.Undefined()
}

func (b *binding) fromString(call goja.FunctionCall) goja.Value {
	enc := codec.UTF8
	if v := call.Argument(1); goja.IsString(v) && v.(goja.String).Length() > 0 {
		enc = b.encoding(v, enc)
	}
	t := codec.TextOf(call.Argument(0))
	n := codec.ByteLength(t, enc)
	if n == 0 {
		return b.wrap(nil)
	}
	if mem := b.fromPool(n); mem != nil {
		return b.commit(mem[:codec.EncodeInto(mem, t, enc)])
	}
	b.checkAlloc(n)
	return b.wrap(codec.Encode(t, enc))
}

func (b *binding) allocUnsafe(call goja.FunctionCall) goja.Value {
	o, _ := b.allocate(integer(call.Argument(0), 0))
	return o
}

func (b *binding) allocSlow(call goja.FunctionCall) goja.Value {
	n := integer(call.Argument(0), 0)
	b.checkAlloc(n)
	return b.wrap(make([]byte, n))
}

func (b *binding) byteLength(call goja.FunctionCall) goja.Value {
	v := call.Argument(0)
	if !goja.IsString(v) {
		mem, ok := viewOf(v)
		if !ok {
			b.fail("ERR_INVALID_ARG_TYPE", "string", []any{"string", "Buffer", "ArrayBuffer"}, v)
		}
		return b.vm.ToValue(len(mem))
	}
	enc := codec.UTF8
	if e := call.Argument(1); e.ToBoolean() {
		// What is no encoding counts as UTF-8 here, by Node's tradition.
		if known, ok := codec.Parse(e.String()); ok {
			enc = known
		}
	}
	return b.vm.ToValue(codec.ByteLength(codec.TextOf(v), enc))
}

func (b *binding) isEncoding(call goja.FunctionCall) goja.Value {
	v := call.Argument(0)
	if !goja.IsString(v) {
		return b.vm.ToValue(false)
	}
	_, ok := codec.Parse(v.String())
	return b.vm.ToValue(ok)
}

// concat has its arguments checked but for the elements of the list.
func (b *binding) concat(call goja.FunctionCall) goja.Value {
	var parts [][]byte
	total := 0
	bind.Each(b.vm, call.Argument(0), func(v goja.Value) {
		mem, ok := bytesOf(v)
		if !ok {
			name := "list[" + b.vm.ToValue(len(parts)).String() + "]"
			b.fail("ERR_INVALID_ARG_TYPE", name, []any{"Buffer", "Uint8Array"}, v)
		}
		parts = append(parts, mem)
		total += len(mem)
	})
	total = integer(call.Argument(1), total)
	o, mem := b.allocate(total)
	for _, p := range parts {
		mem = mem[copy(mem, p):]
	}
	clear(mem)
	return o
}

// toArray is the data of toJSON.
func (b *binding) toArray(call goja.FunctionCall) goja.Value {
	mem := b.this(goja.FunctionCall{This: call.Argument(0)})
	items := make([]any, len(mem))
	for i, c := range mem {
		items[i] = b.vm.ToValue(int(c))
	}
	return b.vm.NewArray(items...)
}

// extraKeys are the own enumerable names that are not indexes.
func (b *binding) extraKeys(call goja.FunctionCall) goja.Value {
	o := call.Argument(0).ToObject(b.vm)
	mem, _ := bytesOf(o)
	return b.vm.ToValue(o.Keys()[len(mem):])
}
