// Package http2 has the names of Node's http2: packages such as axios and got ask
// for them when they are loaded. What would speak HTTP/2 throws
// ERR_FEATURE_UNAVAILABLE_ON_PLATFORM.
package http2

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is http2.
var Module = module.Module{
	Name: "http2", Scripts: scripts,
	Entries: map[string]string{"http2": "http2.js"},
}
