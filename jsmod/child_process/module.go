// Package child_process is Node's child_process: programs that the embedder lets
// a script start (Permissions.Processes), and the messages between a script and
// its parent. worker_threads, which is of its kind, starts nothing: packages load
// it to ask where they run, and that much is answered.
//
//	child_process.js  the exports: spawn, exec, execFile, fork
//	arguments.js      what they are given: checks and defaults
//	stdio.js          the option stdio
//	child.js          ChildProcess and its events
//	sync.js           spawnSync, execSync, execFileSync
//	channel.js        send, disconnect and 'message', for both sides
//	parent.js         a script's way to its parent process
//	binding.go        the Go half: programs that run beside the loop
//	stdio.go          what descriptors of a child are made of
//	sync.go           programs that the loop waits for
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
		"child_process":                 "child_process.js",
		"internal/child_process/parent": "parent.js",
		"worker_threads":                "worker_threads.js",
	},
	Bind: newBinding,
}
