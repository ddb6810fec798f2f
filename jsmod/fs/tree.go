package fs

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	iofs "io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

// treeOperations are more than one system call.
var treeOperations = map[string]operation{
	"readdir":  {4, parseReaddir},
	"mkdir":    {3, parseMkdir},
	"mkdtemp":  {2, parseMkdtemp},
	"rmTree":   {1, parseRmTree},
	"copyFile": {3, parseCopyFile},
	"sleep":    {1, parseSleep},
}

// parseReaddir: path, names as Buffers, recursive, name of the system call ->
// [name, type, folder under path, ...].
func parseReaddir(_ *binding, a args) job {
	path, buffer, recursive := a.path(0), a.bool(1), a.bool(2)
	return job{reading(a.at(3).String(), path), func(_ context.Context, fsys module.FS) (result, error) {
		list, err := readTree(fsys, path, recursive)
		if err != nil {
			return nil, err
		}
		return func(b *binding) goja.Value {
			values := make([]any, 0, 3*len(list))
			for _, e := range list {
				values = append(values, text(e.name, buffer)(b), e.kind, e.folder)
			}
			return b.vm.NewArray(values...)
		}, nil
	}}
}

type treeEntry struct {
	name, folder string
	kind         int
}

// readTree lists a folder, and with recursive the folders in it, breadth first.
func readTree(fsys module.FS, top string, recursive bool) ([]treeEntry, error) {
	var list []treeEntry
	queue := []string{""}
	for len(queue) > 0 {
		folder := queue[0]
		queue = queue[1:]
		entries, err := fsys.ReadDir(filepath.Join(top, folder))
		if folder == "" {
			entries, err = fsys.ReadDir(top)
		}
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			list = append(list, treeEntry{e.Name(), folder, entryType(e.Type())})
			if recursive && e.IsDir() {
				queue = append(queue, filepath.Join(folder, e.Name()))
			}
		}
	}
	return list, nil
}

// parseMkdir: path, mode, recursive -> the first folder made.
func parseMkdir(_ *binding, a args) job {
	path, mode, recursive := a.path(0), fileMode(uint32(a.int(1))), a.bool(2)
	return job{writing("mkdir", path), func(_ context.Context, fsys module.FS) (result, error) {
		if !recursive {
			return nil, fsys.Mkdir(path, mode)
		}
		first, err := mkdirAll(fsys, path, mode)
		if err != nil || first == "" {
			return nil, err
		}
		return text(absolute(fsys, first), false), nil
	}}
}

func absolute(fsys module.FS, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	wd, err := fsys.Getwd()
	if err != nil {
		return path
	}
	return filepath.Join(wd, path)
}

// mkdirAll returns the outermost folder that it made, "" for none. It climbs
// until a folder is there or can be made, and then comes down once: where
// something goes on failing there is no second try.
func mkdirAll(fsys module.FS, path string, mode iofs.FileMode) (first string, err error) {
	var below []string
	for at := path; ; {
		err = fsys.Mkdir(at, mode)
		if err == nil {
			first = at
			break
		}
		if !errors.Is(err, iofs.ErrNotExist) {
			if err = alreadyFolder(fsys, at, err); err != nil {
				return "", err
			}
			break
		}
		parent := parentOf(at)
		if parent == filepath.Clean(at) {
			return "", err
		}
		below = append(below, at)
		at = parent
	}
	for _, at := range slices.Backward(below) {
		err := fsys.Mkdir(at, mode)
		if err != nil {
			if err = alreadyFolder(fsys, at, err); err != nil {
				return "", err
			}
			continue
		}
		if first == "" {
			first = at
		}
	}
	return first, nil
}

// parentOf keeps a ".." in the path: the folder before it has to be there too.
func parentOf(path string) string {
	path = strings.TrimRightFunc(path, isSeparator)
	if i := strings.LastIndexFunc(path, isSeparator); i > 0 && strings.Contains(path, "..") {
		return path[:i]
	}
	return filepath.Dir(filepath.Clean(path))
}

func isSeparator(r rune) bool { return r < utf8.RuneSelf && os.IsPathSeparator(uint8(r)) }

// alreadyFolder forgives a failed mkdir where there is a folder.
func alreadyFolder(fsys module.FS, path string, failed error) error {
	info, err := fsys.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err == nil && !errors.Is(failed, module.ErrDenied):
		return syscall.EEXIST
	case err != nil && errors.Is(failed, iofs.ErrExist):
		return err // a link that leads nowhere
	}
	return failed
}

// parseMkdtemp: prefix, as Buffer -> path.
func parseMkdtemp(_ *binding, a args) job {
	prefix, buffer := a.path(0), a.bool(1)
	return job{writing("mkdtemp", prefix+"XXXXXX"), func(_ context.Context, fsys module.FS) (result, error) {
		for range 100 {
			path := prefix + rand.Text()[:6]
			err := fsys.Mkdir(path, 0o700)
			if err == nil {
				return text(path, buffer), nil
			}
			if !errors.Is(err, iofs.ErrExist) {
				return nil, err
			}
		}
		return nil, syscall.EEXIST
	}}
}

// parseRmTree: path. Removes a folder with all that is in it, following no
// link.
func parseRmTree(_ *binding, a args) job {
	path := a.path(0)
	return job{writing("rm", path), func(ctx context.Context, fsys module.FS) (result, error) {
		return nil, removeTree(ctx, fsys, path)
	}}
}

func removeTree(ctx context.Context, fsys module.FS, path string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := fsys.ReadDir(path)
	if err != nil {
		return writing("scandir", path).as(err)
	}
	for _, e := range entries {
		inside := filepath.Join(path, e.Name())
		if e.IsDir() {
			err = removeTree(ctx, fsys, inside)
		} else {
			err = unlink(fsys, inside)
		}
		if err != nil && !errors.Is(err, iofs.ErrNotExist) {
			if _, dressed := err.(*failure); dressed {
				return err
			}
			return writing("unlink", inside).as(err)
		}
	}
	if err := rmdir(fsys, path); err != nil && !errors.Is(err, iofs.ErrNotExist) {
		return writing("rmdir", path).as(err)
	}
	return nil
}

// parseCopyFile: source, destination, mode (1: fail when there is one; 4: fail
// when blocks cannot be shared).
func parseCopyFile(b *binding, a args) job {
	from, to, mode := a.path(0), a.path(1), a.int(2)
	return job{writing("copyfile", from).to(to), func(ctx context.Context, fsys module.FS) (result, error) {
		if mode&4 != 0 {
			return nil, syscall.ENOSYS
		}
		src, err := open(ctx, fsys, from, os.O_RDONLY, 0)
		if err != nil {
			return nil, err
		}
		defer b.files.Borrow(src)()
		return nil, copyTo(fsys, src, to, mode&1 != 0)
	}}
}

func copyTo(fsys module.FS, src module.File, to string, exclusive bool) (err error) {
	info, err := src.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return syscall.EISDIR
	}
	if there, err := fsys.Stat(to); err == nil && !exclusive && os.SameFile(info, there) {
		return nil // truncating it would lose what is to be copied
	}
	flag := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if exclusive {
		flag |= os.O_EXCL
	}
	dst, err := fsys.OpenFile(to, flag, info.Mode().Perm())
	if err != nil {
		return err
	}
	defer func() {
		if closed := dst.Close(); err == nil {
			err = closed
		}
	}()
	if _, err = io.Copy(dst, src); err != nil {
		return err
	}
	// The mode is the source's, whatever the umask; a file system may not know.
	if err := dst.Chmod(info.Mode().Perm()); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// parseSleep: milliseconds, between two tries of removing what is in use.
func parseSleep(_ *binding, a args) job {
	wait := time.Duration(a.int(0)) * time.Millisecond
	return job{failure{syscall: "sleep"}, func(ctx context.Context, _ module.FS) (result, error) {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
		return nil, nil
	}}
}
