package hostfs

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"tlsjs/jsmod/module"
)

// Rename implements [module.FS]. Between two roots it fails as between two
// devices.
func (c *Confined) Rename(from, to string) error {
	return c.two("rename", from, to, true, (*os.Root).Rename)
}

// Link implements [module.FS]. A hard link gives the file a second name whose
// root decides about it: where it may be written, the first must be too.
func (c *Confined) Link(from, to string) error {
	return c.two("link", from, to, true, (*os.Root).Link)
}

func (c *Confined) two(op, from, to string, write bool, call func(r *os.Root, from, to string) error) error {
	r1, in1, err := c.at(op, from, write)
	if err != nil {
		return err
	}
	r2, in2, err := c.at(op, to, true)
	if err != nil {
		return err
	}
	if r1 != r2 {
		return &os.LinkError{Op: op, Old: from, New: to, Err: syscall.EXDEV}
	}
	return refused(call(r1, in1, in2), op, from)
}

// Symlink implements [module.FS]. The target may name anything: following it
// is what is refused.
func (c *Confined) Symlink(target, name string) error {
	return c.change("symlink", name, func(r *os.Root, in string) error { return r.Symlink(target, in) })
}

// Readlink implements [module.FS].
func (c *Confined) Readlink(name string) (string, error) {
	root, inside, err := c.at("readlink", name, false)
	if err != nil {
		return "", err
	}
	target, err := root.Readlink(inside)
	return target, refused(err, "readlink", name)
}

// RealPath implements [module.FS].
func (c *Confined) RealPath(name string) (string, error) {
	root, inside, err := c.at("realpath", name, false)
	if err != nil {
		return "", err
	}
	// Only after os.Root has followed the links inside may the system be asked:
	// its answer then tells nothing about the world outside.
	if _, err := root.Stat(inside); err != nil {
		return "", refused(err, "realpath", name)
	}
	real, err := filepath.EvalSymlinks(filepath.Join(root.Name(), inside))
	if err != nil {
		return "", refused(err, "realpath", name)
	}
	if _, _, err := c.at("realpath", real, false); err != nil {
		return "", denied("realpath", name)
	}
	return real, nil
}

// Access answers from the permission bits and from whether the root may be
// written: read (4), write (2), execute (1), there (0).
func (c *Confined) Access(name string, mode uint32) error {
	info, err := c.Stat(name)
	if err != nil {
		return err
	}
	if mode&2 != 0 {
		if _, _, err := c.at("access", name, true); err != nil {
			return err
		}
	}
	return accessBits(info, name, mode)
}

func accessBits(info fs.FileInfo, name string, mode uint32) error {
	perm := uint32(info.Mode().Perm())
	have := (perm | perm>>3 | perm>>6) & 7
	if have&mode != mode&7 {
		return &fs.PathError{Op: "access", Path: name, Err: syscall.EACCES}
	}
	return nil
}

// Clone returns the same folders with a working directory of its own. They are
// open until the first value is closed.
func (c *Confined) Clone() module.FS {
	d := &Confined{roots: c.roots}
	d.wd.set(c.wd.get())
	return d
}

// Getwd implements [module.FS].
func (c *Confined) Getwd() (string, error) {
	if dir := c.wd.get(); dir != "" {
		return dir, nil
	}
	return "", denied("getcwd", ".")
}

// Chdir implements [module.FS].
func (c *Confined) Chdir(dir string) error {
	real, err := c.RealPath(dir)
	if err != nil {
		return err
	}
	info, err := c.Stat(real)
	if err != nil {
		return renamed(err, dir)
	}
	if !info.IsDir() {
		return &fs.PathError{Op: "chdir", Path: dir, Err: syscall.ENOTDIR}
	}
	c.wd.set(real)
	return nil
}

// TempDir implements [module.FS]: the system's folder where that may be
// written, or else the first root that may.
func (c *Confined) TempDir() string {
	tmp := os.TempDir()
	if _, _, err := c.at("tmpdir", tmp, true); err == nil {
		return tmp
	}
	for _, r := range c.roots {
		if r.write {
			return r.dir
		}
	}
	return tmp
}
