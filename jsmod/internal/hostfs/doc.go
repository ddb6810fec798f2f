// Package hostfs holds the file systems that a runtime can be given: all that
// the process itself may reach ([OS]), folders of it ([Confined]), and any
// io/fs file system, read-only ([ReadOnly]).
//
// Each has a working directory of its own, which process.chdir moves: several
// runtimes live in one process, and the process's directory belongs to none of
// them. A value serves one runtime; all methods may be called by any goroutine.
package hostfs

import (
	"io/fs"
	"path/filepath"
	"sync"

	"tlsjs/jsmod/module"
)

var (
	_ module.FS = (*OS)(nil)
	_ module.FS = (*Confined)(nil)
	_ module.FS = (*ReadOnly)(nil)
)

// workdir is a script's working directory. The zero value follows the
// process's until chdir is called.
type workdir struct {
	mu  sync.RWMutex
	dir string
}

func (w *workdir) get() string {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.dir
}

func (w *workdir) set(dir string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dir = dir
}

// join makes name relative to dir without cleaning it: "link/.." is for the
// system to resolve.
func join(dir, name string) string {
	if dir == "" || filepath.IsAbs(name) || name == "" {
		return name
	}
	return dir + string(filepath.Separator) + name
}

// renamed gives the error the path that the script used.
func renamed(err error, name string) error {
	if e, ok := err.(*fs.PathError); ok {
		return &fs.PathError{Op: e.Op, Path: name, Err: e.Err}
	}
	return err
}

func denied(op, name string) error {
	return &fs.PathError{Op: op, Path: name, Err: module.ErrDenied}
}
