// Package https is Node's https: the messages of http over the connections of tls.
// A server of it is a tls.Server; an agent keeps sessions beside connections.
package https

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is https.
var Module = module.Module{
	Name: "https", Scripts: scripts,
	Entries: map[string]string{"https": "https.js"},
}
