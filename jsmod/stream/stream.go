// Package stream is Node's stream module. Its scripts are written for an
// interpreter, see readable.js and writable.js; next to nothing is native.
package stream

import (
	"embed"

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
	Bind: bindStream,
}
