// Package readline is Node's readline and readline/promises: lines of any stream,
// and the editing of a line where the stream is a terminal. All of it is
// JavaScript: raw mode and the size of a window come from the streams, which are
// those of tty or whatever looks like them.
package readline

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is readline and readline/promises.
var Module = module.Module{
	Name:    "readline",
	Scripts: scripts,
	Entries: map[string]string{"readline": "readline.js", "readline/promises": "promises.js"},
}
