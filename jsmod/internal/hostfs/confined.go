package hostfs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"tlsjs/jsmod/module"
)

// Root is a folder that a script may use.
type Root struct {
	// Dir is the folder; relative to the process's directory or absolute.
	Dir string
	// Write allows changes. Without it the folder can be read only.
	Write bool
}

// Confined shows some folders of the file system under their true names and
// refuses everything else with [module.ErrDenied]. A symbolic link may lead to
// a place in the same root, relatively; one that leads out is refused
// ([os.Root] sees to that), also while others change the tree.
type Confined struct {
	wd    workdir
	roots []confinedRoot
}

type confinedRoot struct {
	dir   string // absolute, symbolic links resolved
	given string // absolute, as the embedder wrote it
	root  *os.Root
	write bool
}

// NewConfined opens the folders. They stay open until Close. The innermost
// root that holds a path decides about it. The working directory is the first
// root. A folder that can only be read may not lie in one that can be written:
// with a rename or a link above it a script would make it writable.
func NewConfined(roots ...Root) (*Confined, error) {
	c := &Confined{}
	for _, r := range roots {
		opened, err := openRoot(r)
		if err != nil {
			c.Close()
			return nil, fmt.Errorf("opening root %q: %w", r.Dir, err)
		}
		c.roots = append(c.roots, opened)
	}
	for _, outer := range c.roots {
		for _, inner := range c.roots {
			if _, ok := within(outer.dir, inner.dir); ok && outer.write && !inner.write {
				c.Close()
				return nil, fmt.Errorf("root %q can only be read and lies in %q, which can be written", inner.given, outer.given)
			}
		}
	}
	if len(c.roots) > 0 {
		c.wd.set(c.roots[0].dir)
	}
	return c, nil
}

func openRoot(r Root) (confinedRoot, error) {
	given, err := filepath.Abs(r.Dir)
	if err != nil {
		return confinedRoot{}, err
	}
	dir, err := filepath.EvalSymlinks(given)
	if err != nil {
		return confinedRoot{}, err
	}
	root, err := os.OpenRoot(dir)
	return confinedRoot{dir: dir, given: given, root: root, write: r.Write}, err
}

// Close releases the folders; files that are open stay open.
func (c *Confined) Close() error {
	var errs []error
	for _, r := range c.roots {
		errs = append(errs, r.root.Close())
	}
	return errors.Join(errs...)
}

// at finds the innermost root that holds name, and the name inside it.
func (c *Confined) at(op, name string, write bool) (*os.Root, string, error) {
	abs := filepath.Clean(join(c.wd.get(), name))
	var best *confinedRoot
	var inside string
	for i := range c.roots {
		r := &c.roots[i]
		for _, dir := range []string{r.dir, r.given} {
			if rel, ok := within(dir, abs); ok && (best == nil || len(r.dir) > len(best.dir)) {
				best, inside = r, rel
			}
		}
	}
	if name == "" {
		return nil, "", &fs.PathError{Op: op, Path: name, Err: syscall.ENOENT}
	}
	if best == nil || write && !best.write {
		return nil, "", denied(op, name)
	}
	return best.root, inside, nil
}

func within(dir, name string) (string, bool) {
	rel, err := filepath.Rel(dir, name)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return rel, true
}

// refused turns os.Root's "path escapes from parent", which has no exported
// value, into a refusal, and gives other errors the script's path.
func refused(err error, op, name string) error {
	if err == nil {
		return nil
	}
	var no syscall.Errno
	if !errors.As(err, &no) && strings.Contains(err.Error(), "escapes") {
		return denied(op, name)
	}
	return renamed(err, name)
}

// change runs a call that alters the file name.
func (c *Confined) change(op, name string, call func(root *os.Root, inside string) error) error {
	root, inside, err := c.at(op, name, true)
	if err != nil {
		return err
	}
	return refused(call(root, inside), op, name)
}

// changing are the flags with which an open alters the file.
const changing = os.O_WRONLY | os.O_RDWR | os.O_CREATE | os.O_TRUNC | os.O_APPEND

// OpenFile implements [module.FS].
func (c *Confined) OpenFile(name string, flag int, perm fs.FileMode) (module.File, error) {
	write := flag&changing != 0
	root, inside, err := c.at("open", name, write)
	if err != nil {
		return nil, err
	}
	f, err := root.OpenFile(inside, flag, perm)
	if err != nil {
		return nil, refused(err, "open", name)
	}
	if write {
		return f, nil
	}
	if _, _, err := c.at("open", name, true); err == nil {
		return f, nil
	}
	return &readFile{f: f, name: name}, nil
}

// Stat implements [module.FS].
func (c *Confined) Stat(name string) (fs.FileInfo, error) {
	root, inside, err := c.at("stat", name, false)
	if err != nil {
		return nil, err
	}
	info, err := root.Stat(inside)
	return info, refused(err, "stat", name)
}

// Lstat implements [module.FS].
func (c *Confined) Lstat(name string) (fs.FileInfo, error) {
	root, inside, err := c.at("lstat", name, false)
	if err != nil {
		return nil, err
	}
	info, err := root.Lstat(inside)
	return info, refused(err, "lstat", name)
}

// ReadDir implements [module.FS].
func (c *Confined) ReadDir(name string) ([]fs.DirEntry, error) {
	root, inside, err := c.at("readdir", name, false)
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(root.FS(), filepath.ToSlash(inside))
	return entries, refused(err, "readdir", name)
}

// Mkdir implements [module.FS].
func (c *Confined) Mkdir(name string, perm fs.FileMode) error {
	return c.change("mkdir", name, func(r *os.Root, in string) error { return r.Mkdir(in, perm) })
}

// Remove implements [module.FS].
func (c *Confined) Remove(name string) error {
	return c.change("remove", name, func(r *os.Root, in string) error { return r.Remove(in) })
}

// Chmod implements [module.FS].
func (c *Confined) Chmod(name string, mode fs.FileMode) error {
	return c.change("chmod", name, func(r *os.Root, in string) error { return r.Chmod(in, mode) })
}

// Chown implements [module.FS].
func (c *Confined) Chown(name string, uid, gid int) error {
	return c.change("chown", name, func(r *os.Root, in string) error { return r.Chown(in, uid, gid) })
}

// Lchown implements [module.FS].
func (c *Confined) Lchown(name string, uid, gid int) error {
	return c.change("lchown", name, func(r *os.Root, in string) error { return r.Lchown(in, uid, gid) })
}

// Chtimes implements [module.FS].
func (c *Confined) Chtimes(name string, atime, mtime time.Time) error {
	return c.change("utime", name, func(r *os.Root, in string) error { return r.Chtimes(in, atime, mtime) })
}

// Truncate implements [module.FS].
func (c *Confined) Truncate(name string, size int64) error {
	return c.change("truncate", name, func(r *os.Root, in string) error {
		f, err := r.OpenFile(in, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		return f.Truncate(size)
	})
}
