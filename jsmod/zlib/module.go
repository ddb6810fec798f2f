// Package zlib is Node's zlib module.
//
// JavaScript checks arguments and keeps the streams; Go packs and unpacks. What
// is asynchronous is worked out off the loop, with copies of the script's memory
// and one piece of work at a time for each stream. A codec keeps no goroutine: a
// stream that a script forgets costs memory alone.
package zlib

import (
	"embed"
	"hash/crc32"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is zlib.
var Module = module.Module{
	Name: "zlib", Scripts: scripts,
	Entries: map[string]string{"zlib": "zlib.js"},
	Bind:    newBinding,
}

// maxWorkers bounds the pieces of work that are done at once, as Node's thread
// pool does.
const maxWorkers = 4

// binding is the Go half in one runtime.
type binding struct {
	h       module.Host
	vm      *goja.Runtime
	ticks   *ticks.Queue
	workers chan struct{}

	zlibs, encoders, decoders *bind.Class
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h: h, vm: h.VM(), ticks: ticks.Of(h), workers: make(chan struct{}, maxWorkers)}
	b.zlibs = b.newClass("Zlib")
	b.encoders = b.newClass("BrotliEncoder")
	b.decoders = b.newClass("BrotliDecoder")
	return bind.Object(b.vm, bind.Funcs{
		"zlib":   b.newZlib,
		"brotli": b.newBrotli,
		"crc32":  b.crc32,
	}), nil
}

// newClass is a class of handles with a constructor to be named by inspection.
func (b *binding) newClass(name string) *bind.Class {
	c := bind.NewClass(b.vm, name, map[string]func(*handle, goja.FunctionCall) goja.Value{
		"write":     (*handle).write,
		"writeSync": (*handle).writeSync,
		"params":    (*handle).params,
		"reset":     (*handle).reset,
		"close":     (*handle).close,
	})
	constructor := b.vm.ToValue(func(goja.ConstructorCall) *goja.Object {
		panic(b.vm.NewTypeError("Illegal constructor"))
	}).ToObject(b.vm)
	for _, err := range []error{
		constructor.DefineDataProperty("name", b.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE),
		constructor.DefineDataProperty("prototype", c.Proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE),
		c.Proto.DefineDataProperty("constructor", constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE),
	} {
		if err != nil {
			panic(err)
		}
	}
	return c
}

// newZlib is called with mode, windowBits, level, memLevel, strategy, writeState,
// processCallback and dictionary, which are checked already.
func (b *binding) newZlib(call goja.FunctionCall) goja.Value {
	number := func(i int) int { return int(call.Argument(i).ToInteger()) }
	dict, _ := bind.CopyBytes(call.Argument(7))
	var c codec
	switch mode := number(0); mode {
	case modeDeflate, modeGzip, modeDeflateRaw:
		c = newPacker(mode, number(1), number(2), number(3), number(4), dict)
	case modeInflate, modeGunzip, modeInflateRaw, modeUnzip:
		c = newUnpacker(mode, number(1), dict)
	default:
		panic(b.vm.NewTypeError("Bad mode"))
	}
	return b.newHandle(b.zlibs, c, call.Argument(5), call.Argument(6))
}

// newBrotli is called with mode, an array of parameters, writeState and
// processCallback. It returns undefined where the parameters cannot be had.
func (b *binding) newBrotli(call goja.FunctionCall) goja.Value {
	params := map[int]uint32{}
	i := 0
	bind.Each(b.vm, call.Argument(1), func(v goja.Value) {
		if n := v.ToInteger(); n >= 0 && n != unset {
			params[i] = uint32(n)
		}
		i++
	})
	var c codec
	class := b.encoders
	if call.Argument(0).ToInteger() == modeBrotliDecode {
		class, c = b.decoders, newBrotliDecoder(params)
	} else {
		c = newBrotliEncoder(params)
	}
	if c == nil {
		return goja.Undefined()
	}
	return b.newHandle(class, c, call.Argument(2), call.Argument(3))
}

// crc32 is called with bytes or text and the sum so far.
func (b *binding) crc32(call goja.FunctionCall) goja.Value {
	data, ok := bind.Bytes(call.Argument(0))
	if !ok {
		data, _ = bind.BytesOrString(call.Argument(0))
	}
	return b.vm.ToValue(crc32.Update(uint32(call.Argument(1).ToInteger()), crc32.IEEETable, data))
}
