// Package buffer is Node's buffer: Buffer with all its methods, TextEncoder and
// TextDecoder, atob and btoa, Blob and File, and structuredClone.
//
// Buffer's methods are Go functions that sit on Buffer.prototype themselves, so
// that a call crosses from JavaScript once and no script has to be compiled for
// them when a process starts. What is rare or about arguments of many shapes
// (the constructor, Buffer.from of objects, inspect) is JavaScript.
package buffer

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is buffer and the internal modules that live on its Go half.
var Module = module.Module{
	Name:    "buffer",
	Scripts: scripts,
	Entries: map[string]string{
		"buffer":                    "buffer.js",
		"internal/array_buffers":    "array_buffers.js",
		"internal/blob":             "blob.js",
		"internal/encoding":         "encoding.js",
		"internal/structured_clone": "structured_clone.js",
	},
	Bind: newBinding,
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h: h, vm: h.VM()}
	create, ok := goja.AssertConstructor(b.vm.Get("Uint8Array"))
	if !ok {
		panic("buffer: internal error: Uint8Array is not a constructor")
	}
	b.create = create
	o := b.vm.NewObject()
	for _, list := range [][]method{b.statics(), b.webMethods(), b.encodingMethods(), b.cloneMethods()} {
		b.install(o, list)
	}
	return o, nil
}
