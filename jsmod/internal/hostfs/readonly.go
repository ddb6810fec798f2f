package hostfs

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"syscall"
	"time"

	"tlsjs/jsmod/module"
)

// ReadOnly shows an io/fs file system (an embed.FS, a zip file) as if its top
// were the root folder "/". Changes are refused.
type ReadOnly struct {
	fsys fs.FS
	wd   workdir
}

// NewReadOnly returns the adapter; its working directory is "/".
func NewReadOnly(fsys fs.FS) *ReadOnly {
	r := &ReadOnly{fsys: fsys}
	r.wd.set("/")
	return r
}

// Clone returns the same files with a working directory of their own.
func (r *ReadOnly) Clone() module.FS {
	c := NewReadOnly(r.fsys)
	c.wd.set(r.wd.get())
	return c
}

// inside is the name that io/fs wants: no leading slash, no dots.
func (r *ReadOnly) inside(name string) string {
	if !path.IsAbs(name) {
		name = r.wd.get() + "/" + name
	}
	name = path.Clean(name)[1:]
	if name == "" {
		return "."
	}
	return name
}

// OpenFile implements [module.FS].
func (r *ReadOnly) OpenFile(name string, flag int, _ fs.FileMode) (module.File, error) {
	if flag&changing != 0 {
		return nil, denied("open", name)
	}
	f, err := r.fsys.Open(r.inside(name))
	if err != nil {
		return nil, renamed(err, name)
	}
	if _, ok := f.(io.ReaderAt); ok {
		return &readFile{f: f, name: name}, nil
	}
	return loaded(f, name)
}

// loaded gives random access to a file that has none, by reading it all: such
// files (in a zip) are read from their beginning only.
func loaded(f fs.File, name string) (module.File, error) {
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		return &readFile{f: f, name: name}, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, renamed(err, name)
	}
	return &readFile{f: memoryFile{bytes.NewReader(data), info}, name: name}, nil
}

type memoryFile struct {
	*bytes.Reader
	info fs.FileInfo
}

func (m memoryFile) Stat() (fs.FileInfo, error) { return m.info, nil }
func (m memoryFile) Close() error               { return nil }

// Stat implements [module.FS].
func (r *ReadOnly) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(r.fsys, r.inside(name))
	return info, renamed(err, name)
}

// Lstat implements [module.FS].
func (r *ReadOnly) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(r.fsys, r.inside(name))
	return info, renamed(err, name)
}

// ReadDir implements [module.FS].
func (r *ReadOnly) ReadDir(name string) ([]fs.DirEntry, error) {
	info, err := r.Stat(name)
	if err == nil && !info.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: syscall.ENOTDIR}
	}
	entries, err := fs.ReadDir(r.fsys, r.inside(name))
	return entries, renamed(err, name)
}

// Readlink implements [module.FS].
func (r *ReadOnly) Readlink(name string) (string, error) {
	target, err := fs.ReadLink(r.fsys, r.inside(name))
	if errors.Is(err, fs.ErrInvalid) {
		err = &fs.PathError{Op: "readlink", Path: name, Err: syscall.EINVAL}
	}
	return target, renamed(err, name)
}

// RealPath implements [module.FS].
func (r *ReadOnly) RealPath(name string) (string, error) {
	if _, err := r.Stat(name); err != nil {
		return "", err
	}
	return path.Clean("/" + r.inside(name)), nil
}

// Access answers from the permission bits; writing is refused.
func (r *ReadOnly) Access(name string, mode uint32) error {
	info, err := r.Stat(name)
	if err != nil {
		return err
	}
	if mode&2 != 0 {
		return denied("access", name)
	}
	return accessBits(info, name, mode)
}

// Getwd implements [module.FS].
func (r *ReadOnly) Getwd() (string, error) { return r.wd.get(), nil }

// Chdir implements [module.FS].
func (r *ReadOnly) Chdir(dir string) error {
	info, err := r.Stat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &fs.PathError{Op: "chdir", Path: dir, Err: syscall.ENOTDIR}
	}
	r.wd.set(path.Clean("/" + r.inside(dir)))
	return nil
}

// TempDir implements [module.FS].
func (r *ReadOnly) TempDir() string { return "/tmp" }

// Mkdir implements [module.FS]: refused, as all that follows.
func (r *ReadOnly) Mkdir(name string, _ fs.FileMode) error { return denied("mkdir", name) }

// Remove implements [module.FS].
func (r *ReadOnly) Remove(name string) error { return denied("unlink", name) }

// Rename implements [module.FS].
func (r *ReadOnly) Rename(from, _ string) error { return denied("rename", from) }

// Link implements [module.FS].
func (r *ReadOnly) Link(from, _ string) error { return denied("link", from) }

// Symlink implements [module.FS].
func (r *ReadOnly) Symlink(_, name string) error { return denied("symlink", name) }

// Chmod implements [module.FS].
func (r *ReadOnly) Chmod(name string, _ fs.FileMode) error { return denied("chmod", name) }

// Chown implements [module.FS].
func (r *ReadOnly) Chown(name string, _, _ int) error { return denied("chown", name) }

// Lchown implements [module.FS].
func (r *ReadOnly) Lchown(name string, _, _ int) error { return denied("lchown", name) }

// Chtimes implements [module.FS].
func (r *ReadOnly) Chtimes(name string, _, _ time.Time) error { return denied("utime", name) }

// Truncate implements [module.FS].
func (r *ReadOnly) Truncate(name string, _ int64) error { return denied("ftruncate", name) }
