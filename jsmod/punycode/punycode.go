// Package punycode is Node's punycode: RFC 3492 and the domain names that are
// written with it.
package punycode

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is punycode.
var Module = module.Module{
	Name:    "punycode",
	Scripts: scripts,
	Entries: map[string]string{"punycode": "punycode.js"},
}
