//go:build !linux

package hostfs

import (
	"io"
	"path/filepath"

	"tlsjs/jsmod/module"
)

// The queue knows files by their names, and what is watched may lie in a folder that
// is watched too: an event is then told to both.
//
// [Confined] does not watch here: nothing would keep others from leading a name out
// of its roots between the check and the watch.
const namesAreOurs = false

// Watch implements [module.Watcher].
func (o *OS) Watch(name string, tell func(module.Change)) (io.Closer, error) {
	c, err := watched.watch(func(func(string) bool) (target, error) {
		abs, err := filepath.Abs(o.abs(name))
		if err != nil {
			return target{}, err
		}
		real, err := filepath.EvalSymlinks(abs)
		return target{name: real, id: real, done: func() {}}, err
	}, tell)
	return c, renamed(err, name)
}
