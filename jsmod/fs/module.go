// Package fs is Node's fs and fs/promises.
//
// JavaScript checks arguments and fills in defaults; each operation of the Go
// half is one or a few system calls, done at once for the Sync functions and on
// a worker's goroutine for the others. Files are reached only through the
// [module.FS] that the embedder granted.
package fs

import (
	"embed"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/fds"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

//go:embed *.js
var scripts embed.FS

// Module is fs and fs/promises.
var Module = module.Module{
	Name: "fs", Scripts: scripts,
	Entries: map[string]string{
		"fs": "fs.js", "fs/promises": "promises.js",
		"internal/fs/utils": "utils.js", "internal/fs/streams": "streams.js",
	},
	Bind: newBinding,
}

// binding is the Go half in one runtime.
type binding struct {
	h     module.Host
	vm    *goja.Runtime
	files *fds.Table
	pool  *pool
	ticks *ticks.Queue

	watches watches
}

func newBinding(h module.Host) (*goja.Object, error) {
	b := &binding{h: h, vm: h.VM(), files: fds.Of(h), pool: newPool(h), ticks: ticks.Of(h)}
	o := bind.Object(b.vm, bind.Funcs{"fileOf": b.files.Show, "watch": b.watch})
	for _, group := range []map[string]operation{fileOperations, dataOperations, pathOperations, treeOperations} {
		for name, op := range group {
			if err := o.Set(name, b.function(op)); err != nil {
				return nil, err
			}
		}
	}
	return o, nil
}
