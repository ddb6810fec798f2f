package bind

import (
	"reflect"
	"strconv"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

func itoa(i int64) string { return strconv.FormatInt(i, 10) }

// Bytes returns the memory of a Buffer, typed array, DataView or ArrayBuffer.
// It is the live memory: the script may change it after the native call has
// returned, so what leaves the loop's goroutine must be a copy (see
// [CopyBytes]).
func Bytes(v goja.Value) ([]byte, bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	switch o.ExportType() {
	case bytesType:
		return exportBytes(o)
	case arrayBufferType:
		b := o.Export().(goja.ArrayBuffer)
		return b.Bytes(), !b.Detached()
	}
	buf, ok := o.Get("buffer").(*goja.Object)
	if !ok || buf.ExportType() != arrayBufferType {
		return nil, false
	}
	ab := buf.Export().(goja.ArrayBuffer)
	if ab.Detached() {
		return nil, false
	}
	off, n := Int(o, "byteOffset", 0), Int(o, "byteLength", 0)
	mem := ab.Bytes()
	if off < 0 || n < 0 || off+n > int64(len(mem)) {
		return nil, false
	}
	return mem[off : off+n : off+n], true
}

var (
	bytesType       = reflect.TypeFor[[]byte]()
	arrayBufferType = reflect.TypeFor[goja.ArrayBuffer]()
)

// exportBytes reads a Uint8Array. An empty one is not exported: goja would make a
// slice of its place in memory, which may be right behind a block of Go's (the end
// of a pool of Buffers), and the collector ends the process over such a pointer.
// One whose memory was taken away is empty, too.
func exportBytes(o *goja.Object) (b []byte, ok bool) {
	if o.Get("0") == nil {
		buf, isObject := o.Get("buffer").(*goja.Object)
		if !isObject || buf.ExportType() != arrayBufferType {
			return nil, false
		}
		return []byte{}, !buf.Export().(goja.ArrayBuffer).Detached()
	}
	b, ok = o.Export().([]byte)
	return b, ok
}

// CopyBytes is [Bytes] as a copy that may leave the goroutine.
func CopyBytes(v goja.Value) ([]byte, bool) {
	b, ok := Bytes(v)
	return append([]byte(nil), b...), ok
}

// BytesOrString is [CopyBytes] for arguments that may be text, taken as UTF-8.
func BytesOrString(v goja.Value) ([]byte, bool) {
	if goja.IsString(v) {
		return []byte(v.String()), true
	}
	return CopyBytes(v)
}

// buffers makes Buffers of one runtime.
type buffers struct {
	vm     *goja.Runtime
	create goja.Constructor
	target *goja.Object
}

type buffersKey struct{}

// NewBuffer returns a Buffer over b without copying: b belongs to JavaScript
// from then on.
func NewBuffer(h module.Host, b []byte) *goja.Object {
	s := h.Local(buffersKey{}, func() any {
		vm := h.VM()
		create, ok := goja.AssertConstructor(vm.Get("Uint8Array"))
		if !ok {
			panic("bind: internal error: Uint8Array is not a constructor")
		}
		target := h.Require("buffer").ToObject(vm).Get("Buffer").ToObject(vm)
		return &buffers{vm: vm, create: create, target: target}
	}).(*buffers)
	o, err := s.create(s.target, s.vm.ToValue(s.vm.NewArrayBuffer(b)))
	if err != nil {
		panic(err)
	}
	return o
}
