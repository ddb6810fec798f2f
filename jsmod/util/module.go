// Package util is Node's util: inspect and format to the letter, comparisons,
// promisify, deprecate, parseArgs and the rest. All of it is JavaScript; what
// only the engine knows of a value comes from internal/engine.
package util

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is util, its old name sys, and util/types.
var Module = module.Module{
	Name:    "util",
	Scripts: scripts,
	Entries: map[string]string{
		"util":                      "util.js",
		"util/types":                "types.js",
		"sys":                       "sys.js",
		"internal/util/comparisons": "comparisons.js",
		"internal/util/debuglog":    "debuglog.js",
		"internal/util/format":      "format.js",
		"internal/util/inspect":     "inspect.js",
	},
}
