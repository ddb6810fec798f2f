// Package diagnostics_channel is Node's diagnostics_channel module: named
// channels on which a library publishes what it does.
package diagnostics_channel

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is diagnostics_channel. All of it is JavaScript.
var Module = module.Module{
	Name: "diagnostics_channel", Scripts: scripts,
	Entries: map[string]string{"diagnostics_channel": "diagnostics_channel.js"},
}
