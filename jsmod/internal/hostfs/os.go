package hostfs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"tlsjs/jsmod/module"
)

// OS is the file system of the process.
type OS struct{ wd workdir }

// New returns the file system of the process; its working directory is the
// process's until a script changes it.
func New() *OS { return &OS{} }

// Clone returns the same file system with a working directory of its own.
func (o *OS) Clone() module.FS {
	c := New()
	c.wd.set(o.wd.get())
	return c
}

func (o *OS) abs(name string) string { return join(o.wd.get(), name) }

// OpenFile implements [module.FS].
func (o *OS) OpenFile(name string, flag int, perm fs.FileMode) (module.File, error) {
	f, err := os.OpenFile(o.abs(name), flag, perm)
	if err != nil {
		return nil, renamed(err, name)
	}
	return f, nil
}

// Stat implements [module.FS].
func (o *OS) Stat(name string) (fs.FileInfo, error) { return os.Stat(o.abs(name)) }

// Lstat implements [module.FS].
func (o *OS) Lstat(name string) (fs.FileInfo, error) { return os.Lstat(o.abs(name)) }

// ReadDir implements [module.FS].
func (o *OS) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(o.abs(name)) }

// Mkdir implements [module.FS].
func (o *OS) Mkdir(name string, perm fs.FileMode) error { return os.Mkdir(o.abs(name), perm) }

// Remove implements [module.FS].
func (o *OS) Remove(name string) error { return os.Remove(o.abs(name)) }

// Unlink removes what is not a folder.
func (o *OS) Unlink(name string) error { return unlink(o.abs(name)) }

// Rmdir removes an empty folder.
func (o *OS) Rmdir(name string) error { return rmdir(o.abs(name)) }

// Rename implements [module.FS].
func (o *OS) Rename(from, to string) error { return rename(o.abs(from), o.abs(to)) }

// Link implements [module.FS].
func (o *OS) Link(from, to string) error { return os.Link(o.abs(from), o.abs(to)) }

// Symlink implements [module.FS].
func (o *OS) Symlink(target, name string) error { return os.Symlink(target, o.abs(name)) }

// Readlink implements [module.FS].
func (o *OS) Readlink(name string) (string, error) { return os.Readlink(o.abs(name)) }

// RealPath implements [module.FS].
func (o *OS) RealPath(name string) (string, error) {
	abs, err := filepath.Abs(o.abs(name))
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	var known *fs.PathError
	if err != nil && !errors.As(err, &known) {
		// Package filepath has no value for the error of too many links.
		err = &fs.PathError{Op: "realpath", Path: name, Err: syscall.ELOOP}
	}
	return real, err
}

// Chmod implements [module.FS].
func (o *OS) Chmod(name string, mode fs.FileMode) error { return os.Chmod(o.abs(name), mode) }

// Chown implements [module.FS].
func (o *OS) Chown(name string, uid, gid int) error { return os.Chown(o.abs(name), uid, gid) }

// Lchown implements [module.FS].
func (o *OS) Lchown(name string, uid, gid int) error { return os.Lchown(o.abs(name), uid, gid) }

// Chtimes implements [module.FS].
func (o *OS) Chtimes(name string, atime, mtime time.Time) error {
	return os.Chtimes(o.abs(name), atime, mtime)
}

// Lchtimes is Chtimes for a symbolic link itself.
func (o *OS) Lchtimes(name string, atime, mtime time.Time) error {
	return lchtimes(o.abs(name), atime, mtime)
}

// Access asks the system whether the process may read (4), write (2), execute
// (1) a file, or whether it is there (0).
func (o *OS) Access(name string, mode uint32) error { return access(o.abs(name), mode) }

// Statfs describes the file system that holds name: type, block size, blocks,
// free blocks, available blocks, files, free files.
func (o *OS) Statfs(name string) ([7]uint64, error) { return statfs(o.abs(name)) }

// Truncate implements [module.FS].
func (o *OS) Truncate(name string, size int64) error { return os.Truncate(o.abs(name), size) }

// Getwd implements [module.FS].
func (o *OS) Getwd() (string, error) {
	if dir := o.wd.get(); dir != "" {
		return dir, nil
	}
	return os.Getwd()
}

// Chdir implements [module.FS].
func (o *OS) Chdir(dir string) error {
	abs, err := filepath.Abs(o.abs(dir))
	if err != nil {
		return err
	}
	real, err := filepath.EvalSymlinks(abs)
	if err != nil {
		return renamed(err, dir)
	}
	info, err := os.Stat(real)
	if err != nil {
		return renamed(err, dir)
	}
	if !info.IsDir() {
		return &fs.PathError{Op: "chdir", Path: dir, Err: syscall.ENOTDIR}
	}
	o.wd.set(real)
	return nil
}

// TempDir implements [module.FS].
func (o *OS) TempDir() string { return os.TempDir() }
