package hostfs

import (
	"io"
	"io/fs"

	"tlsjs/jsmod/module"
)

// readFile is an open file that cannot be changed. It hides the descriptor:
// with that, fchmod and futimes would go round the refusal.
type readFile struct {
	f    fs.File
	name string
}

var _ module.File = (*readFile)(nil)

// Fd implements [module.File]: there is none to be had.
func (r *readFile) Fd() uintptr                { return ^uintptr(0) }
func (r *readFile) Read(b []byte) (int, error) { return r.f.Read(b) }
func (r *readFile) Close() error               { return r.f.Close() }
func (r *readFile) Stat() (fs.FileInfo, error) { return r.f.Stat() }

func (r *readFile) ReadAt(b []byte, off int64) (int, error) {
	at, ok := r.f.(io.ReaderAt)
	if !ok {
		return 0, denied("read", r.name)
	}
	return at.ReadAt(b, off)
}

func (r *readFile) Write([]byte) (int, error)          { return 0, denied("write", r.name) }
func (r *readFile) WriteAt([]byte, int64) (int, error) { return 0, denied("write", r.name) }
func (r *readFile) Truncate(int64) error               { return denied("ftruncate", r.name) }
func (r *readFile) Chmod(fs.FileMode) error            { return denied("fchmod", r.name) }
func (r *readFile) Chown(int, int) error               { return denied("fchown", r.name) }
func (r *readFile) Sync() error                        { return nil }
