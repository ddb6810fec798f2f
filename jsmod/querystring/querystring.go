// Package querystring is Node's querystring.
package querystring

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is querystring.
var Module = module.Module{
	Name:    "querystring",
	Scripts: scripts,
	Entries: map[string]string{"querystring": "querystring.js"},
}
