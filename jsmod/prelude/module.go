// Package prelude fills in what the engine lacks of the language before any
// other script runs: stack traces in Node's form, Error.captureStackTrace, the
// asyncIterator symbol, some newer functions of Array, Object and Promise.
package prelude

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is internal/prelude; running it changes the globals.
var Module = module.Module{
	Name:    "prelude",
	Scripts: scripts,
	Entries: map[string]string{"internal/prelude": "prelude.js", "internal/late": "late.js"},
	Bind:    newBinding,
}
