// Package path is Node's path: posix and win32, each on every system.
package path

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is path, path/posix and path/win32.
var Module = module.Module{
	Name:    "path",
	Scripts: scripts,
	Entries: map[string]string{
		"path":       "path.js",
		"path/posix": "posix_entry.js",
		"path/win32": "win32_entry.js",
	},
}
