// Package child_process is Node's child_process and worker_threads in a runtime
// that starts neither processes nor threads.
//
// Packages ask these modules where they run (isMainThread), and load them for what they may need later. That much is answered truly. Whatever
// would start a process or a thread throws what Node throws when started
// without --allow-child-process and --allow-worker: ERR_ACCESS_DENIED.
package child_process

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is child_process and worker_threads.
var Module = module.Module{
	Name: "child_process", Scripts: scripts,
	Entries: map[string]string{
		"child_process":  "child_process.js",
		"worker_threads": "worker_threads.js",
	},
}
