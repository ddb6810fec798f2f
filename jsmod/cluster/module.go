// Package cluster is Node's cluster with workers that are runtimes of the same
// process: each has a goroutine, an engine and a loop of its own, and shares
// nothing with the others but listening sockets and messages in JSON.
//
//	cluster.js         what require('cluster') returns, here or there
//	primary.js         fork, settings, the events of all workers
//	child.js           a worker's side, and what it adds to process
//	worker.js          the class Worker
//	worker_process.js  worker.process of the primary: a ChildProcess without a process
//	channel.js         send, disconnect and 'message', for both sides
//	servers.js         what net tells of servers that share a socket
//	binding.go         the way to the runtime that starts workers
package cluster

import (
	"embed"

	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is cluster.
var Module = module.Module{
	Name: "cluster", Scripts: scripts,
	Entries: map[string]string{
		"cluster":                  "cluster.js",
		"internal/cluster/child":   "child.js",
		"internal/cluster/servers": "servers.js",
	},
	Bind: newBinding,
}
