// Package console is Node's console: the global one, which writes to
// process.stdout and process.stderr as they are at the moment of the call, and
// the Console class.
package console

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is console; internal/console/global is what the global object shows.
var Module = module.Module{
	Name:    "console",
	Scripts: scripts,
	Entries: map[string]string{
		"console":                      "global.js",
		"internal/console/constructor": "constructor.js",
		"internal/console/global":      "global.js",
	},
}
