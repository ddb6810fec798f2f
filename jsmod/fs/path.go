package fs

import (
	"context"
	"fmt"
	iofs "io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/uv"
	"tlsjs/jsmod/module"
)

// pathOperations are one system call on a path.
var pathOperations = map[string]operation{
	"stat":     {3, parseStat("stat", module.FS.Stat)},
	"lstat":    {3, parseStat("lstat", module.FS.Lstat)},
	"statfs":   {2, parseStatfs},
	"access":   {2, parseAccess},
	"rename":   {2, twoPaths("rename", module.FS.Rename)},
	"link":     {2, twoPaths("link", module.FS.Link)},
	"symlink":  {2, twoPaths("symlink", module.FS.Symlink)},
	"readlink": {2, parseReadlink},
	"realpath": {3, parseRealpath},
	"unlink":   {1, parseUnlink},
	"rmdir":    {1, parseRmdir},
	"chmod":    {2, parseChmod},
	"chown":    {3, parseChown("chown", module.FS.Chown)},
	"lchown":   {3, parseChown("lchown", module.FS.Lchown)},
	"utimes":   {3, parseUtimes("utime", module.FS.Chtimes)},
	"lutimes":  {3, parseUtimes("lutime", lchtimes)},
}

// onPath is a job that changes one path and gives no result.
func onPath(name, path string, do func(fsys module.FS) error) job {
	return job{writing(name, path), func(_ context.Context, fsys module.FS) (result, error) {
		return nil, do(fsys)
	}}
}

// parseStat: path, bigint, throwIfNoEntry -> numbers of Stats.
func parseStat(name string, stat func(module.FS, string) (iofs.FileInfo, error)) func(*binding, args) job {
	return func(_ *binding, a args) job {
		path, bigint, must := a.path(0), a.bool(1), a.bool(2)
		return job{reading(name, path), func(_ context.Context, fsys module.FS) (result, error) {
			info, err := stat(fsys, path)
			if err == nil {
				return statResult(info, bigint), nil
			}
			if code := uv.Of(err).Code; !must && (code == "ENOENT" || code == "ENOTDIR") {
				return nil, nil
			}
			return nil, err
		}}
	}
}

// parseStatfs: path, bigint -> type, bsize, blocks, bfree, bavail, files, ffree.
func parseStatfs(_ *binding, a args) job {
	path, bigint := a.path(0), a.bool(1)
	return job{reading("statfs", path), func(_ context.Context, fsys module.FS) (result, error) {
		s, ok := fsys.(interface {
			Statfs(string) ([7]uint64, error)
		})
		if !ok {
			return nil, syscall.ENOSYS
		}
		got, err := s.Statfs(path)
		if err != nil {
			return nil, err
		}
		numbers := make([]int64, len(got))
		for i, n := range got {
			numbers[i] = int64(n)
		}
		return numbersResult(numbers, bigint), nil
	}}
}

// parseAccess: path, mode.
func parseAccess(_ *binding, a args) job {
	path, mode := a.path(0), uint32(a.int(1))
	return job{reading("access", path), func(_ context.Context, fsys module.FS) (result, error) {
		if own, ok := fsys.(interface {
			Access(name string, mode uint32) error
		}); ok {
			return nil, own.Access(path, mode)
		}
		info, err := fsys.Stat(path)
		if err != nil {
			return nil, err
		}
		perm := uint32(info.Mode().Perm())
		if (perm|perm>>3|perm>>6)&mode&7 != mode&7 {
			return nil, syscall.EACCES
		}
		return nil, nil
	}}
}

func twoPaths(name string, do func(fsys module.FS, from, to string) error) func(*binding, args) job {
	return func(_ *binding, a args) job {
		from, to := a.path(0), a.path(1)
		return job{writing(name, from).to(to), func(_ context.Context, fsys module.FS) (result, error) {
			return nil, do(fsys, from, to)
		}}
	}
}

// parseReadlink: path, as Buffer -> target.
func parseReadlink(_ *binding, a args) job {
	path, buffer := a.path(0), a.bool(1)
	return job{reading("readlink", path), func(_ context.Context, fsys module.FS) (result, error) {
		target, err := fsys.Readlink(path)
		return text(target, buffer), err
	}}
}

// parseRealpath: path, as Buffer, native -> path. What is not native fails as
// a walk of lstat does, at the first name that is missing.
func parseRealpath(_ *binding, a args) job {
	path, buffer, native := a.path(0), a.bool(1), a.bool(2)
	return job{reading("realpath", path), func(_ context.Context, fsys module.FS) (result, error) {
		real, err := fsys.RealPath(path)
		switch {
		case err == nil || native:
		case uv.Of(err).Code == "ELOOP":
			return nil, reading("stat", path).as(err)
		default:
			return nil, reading("lstat", missing(fsys, path)).as(err)
		}
		return text(real, buffer), err
	}}
}

// missing is the first part of path, made absolute, that cannot be looked at.
func missing(fsys module.FS, path string) string {
	if !filepath.IsAbs(path) {
		if wd, err := fsys.Getwd(); err == nil {
			path = filepath.Join(wd, path)
		}
	}
	path = filepath.Clean(path)
	for i := 1; i < len(path); i++ {
		if os.IsPathSeparator(path[i]) {
			if _, err := fsys.Stat(path[:i]); err != nil {
				return path[:i]
			}
		}
	}
	return path
}

func parseUnlink(_ *binding, a args) job {
	path := a.path(0)
	return onPath("unlink", path, func(fsys module.FS) error { return unlink(fsys, path) })
}

func unlink(fsys module.FS, path string) error {
	if own, ok := fsys.(interface{ Unlink(string) error }); ok {
		return own.Unlink(path)
	}
	if info, err := fsys.Lstat(path); err == nil && info.IsDir() {
		return syscall.EISDIR
	}
	return fsys.Remove(path)
}

func parseRmdir(_ *binding, a args) job {
	path := a.path(0)
	return onPath("rmdir", path, func(fsys module.FS) error { return rmdir(fsys, path) })
}

func rmdir(fsys module.FS, path string) error {
	if own, ok := fsys.(interface{ Rmdir(string) error }); ok {
		return own.Rmdir(path)
	}
	if info, err := fsys.Lstat(path); err == nil && !info.IsDir() {
		return syscall.ENOTDIR
	}
	return fsys.Remove(path)
}

func parseChmod(_ *binding, a args) job {
	path, mode := a.path(0), fileMode(uint32(a.int(1)))
	return onPath("chmod", path, func(fsys module.FS) error { return fsys.Chmod(path, mode) })
}

func parseChown(name string, do func(module.FS, string, int, int) error) func(*binding, args) job {
	return func(_ *binding, a args) job {
		path, uid, gid := a.path(0), int(int32(a.int(1))), int(int32(a.int(2)))
		return onPath(name, path, func(fsys module.FS) error { return do(fsys, path, uid, gid) })
	}
}

func parseUtimes(name string, do func(module.FS, string, time.Time, time.Time) error) func(*binding, args) job {
	return func(_ *binding, a args) job {
		path, atime, mtime := a.path(0), seconds(a.float(1)), seconds(a.float(2))
		return onPath(name, path, func(fsys module.FS) error { return do(fsys, path, atime, mtime) })
	}
}

func lchtimes(fsys module.FS, path string, atime, mtime time.Time) error {
	own, ok := fsys.(interface {
		Lchtimes(name string, atime, mtime time.Time) error
	})
	if !ok {
		return syscall.ENOSYS
	}
	return own.Lchtimes(path, atime, mtime)
}

func fileTooLarge(size int64) string {
	return fmt.Sprintf("File size (%d) is greater than 2 GiB", size)
}

// numbersResult is an ArrayBuffer of doubles, or of 64-bit integers.
func numbersResult(numbers []int64, bigint bool) result {
	return func(b *binding) goja.Value {
		return b.vm.ToValue(b.vm.NewArrayBuffer(encode(numbers, bigint)))
	}
}
