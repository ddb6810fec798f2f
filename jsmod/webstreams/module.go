// Package webstreams is Node's stream/web: the WHATWG Streams standard, with the
// streams of the Encoding and the Compression standards, and the bridges to the
// streams of Node.
//
// It is JavaScript throughout. Every public object is a thin shell around one of
// the classes Readable, Reader, DefaultController, ByteController, Writable,
// Writer, WritableController and Transform, whose methods are the algorithms of
// the standard.
package webstreams

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is stream/web and what other modules need of it.
var Module = module.Module{
	Name:    "webstreams",
	Scripts: scripts,
	Entries: map[string]string{
		"internal/webstreams": "internals.js",
		"stream/web":          "web.js",
	},
}
