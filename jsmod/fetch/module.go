// Package fetch is the global fetch with Headers, Request, Response and FormData,
// as the Fetch standard has them and Node 20 shows them.
//
// It is JavaScript over http and https: a connection is asked of net, and so of
// the host's permissions. fetch.js is the entry; fetching.js follows schemes and
// redirects; exchange.js is one request and its reply.
package fetch

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is internal/fetch, which the globals lead to.
var Module = module.Module{
	Name:    "fetch",
	Scripts: scripts,
	Entries: map[string]string{"internal/fetch": "globals.js"},
}
