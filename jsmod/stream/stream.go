// Package stream is Node's stream module: its classes, and what is done with
// whole streams. What a stream does for every chunk is in
// jsmod/internal/streams.
package stream

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/streams"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is stream, stream/promises and the old names of its classes.
var Module = module.Module{
	Name:    "stream",
	Scripts: scripts,
	Entries: map[string]string{
		"_stream_duplex":         "duplex.js",
		"_stream_passthrough":    "passthrough.js",
		"_stream_readable":       "readable.js",
		"_stream_transform":      "transform.js",
		"_stream_writable":       "writable.js",
		"internal/stream/fast":   "internals.js",
		"internal/stream/legacy": "legacy.js",
		"stream":                 "stream.js",
		"stream/consumers":       "consumers.js",
		"stream/promises":        "promises.js",
	},
	Bind: func(h module.Host) (*goja.Object, error) { return streams.Of(h).Binding(), nil },
}
