package net

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is net and the stream handles that tls builds on.
var Module = module.Module{
	Name: "net", Scripts: scripts,
	Entries: map[string]string{
		"net":                 "net.js",
		"internal/net_socket": "socket.js",
		"internal/net_stream": "stream_handle.js",
	},
	Bind: newBinding,
}
