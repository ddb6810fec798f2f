package hostfs

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"tlsjs/jsmod/module"
)

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, fsys module.FS, name string) string {
	t.Helper()
	f, err := fsys.OpenFile(name, os.O_RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// confined makes <dir>/open (read and write), <dir>/read (read) and
// <dir>/secret outside of both.
func confined(t *testing.T) (*Confined, string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "open/a"), "a")
	write(t, filepath.Join(dir, "read/b"), "b")
	write(t, filepath.Join(dir, "secret/c"), "c")
	c, err := NewConfined(Root{Dir: filepath.Join(dir, "open"), Write: true}, Root{Dir: filepath.Join(dir, "read")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c, dir
}

func TestConfinedReadsInsideItsRoots(t *testing.T) {
	c, dir := confined(t)
	for name, want := range map[string]string{
		filepath.Join(dir, "open/a"): "a", filepath.Join(dir, "read/b"): "b", "a": "a", "../read/b": "b",
	} {
		if got := read(t, c, name); got != want {
			t.Errorf("%s holds %q, want %q", name, got, want)
		}
	}
}

func TestConfinedRefusesEverythingElse(t *testing.T) {
	c, dir := confined(t)
	secret, b := filepath.Join(dir, "secret/c"), filepath.Join(dir, "read/b")
	at := time.Now()
	for name, call := range map[string]func() error{
		"open outside":     func() error { _, err := c.OpenFile(secret, os.O_RDONLY, 0); return err },
		"open by dots":     func() error { _, err := c.OpenFile("../secret/c", os.O_RDONLY, 0); return err },
		"stat":             func() error { _, err := c.Stat(secret); return err },
		"lstat":            func() error { _, err := c.Lstat(secret); return err },
		"readdir":          func() error { _, err := c.ReadDir(dir); return err },
		"realpath":         func() error { _, err := c.RealPath(secret); return err },
		"readlink":         func() error { _, err := c.Readlink(secret); return err },
		"access":           func() error { return c.Access(secret, 4) },
		"chdir":            func() error { return c.Chdir(dir) },
		"write":            func() error { _, err := c.OpenFile(b, os.O_WRONLY, 0); return err },
		"create":           func() error { _, err := c.OpenFile(b+"2", os.O_RDONLY|os.O_CREATE, 0o600); return err },
		"truncate":         func() error { _, err := c.OpenFile(b, os.O_RDONLY|os.O_TRUNC, 0); return err },
		"access to write":  func() error { return c.Access(b, 2) },
		"remove":           func() error { return c.Remove(b) },
		"mkdir":            func() error { return c.Mkdir(b+"d", 0o700) },
		"chmod":            func() error { return c.Chmod(b, 0o600) },
		"chown":            func() error { return c.Chown(b, 0, 0) },
		"lchown":           func() error { return c.Lchown(b, 0, 0) },
		"chtimes":          func() error { return c.Chtimes(b, at, at) },
		"truncate by name": func() error { return c.Truncate(b, 0) },
		"rename out":       func() error { return c.Rename("a", secret) },
		"rename from":      func() error { return c.Rename(b, "stolen") },
		"link from":        func() error { return c.Link(b, "stolen") },
		"link out":         func() error { return c.Link("a", secret+"2") },
		"symlink outside":  func() error { return c.Symlink("a", secret+"2") },
	} {
		err := call()
		if !errors.Is(err, module.ErrDenied) || !errors.Is(err, os.ErrPermission) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
}

func TestConfinedFollowsNoLinkOut(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making symbolic links needs a privilege on Windows")
	}
	c, dir := confined(t)
	for link, target := range map[string]string{
		"absolute": filepath.Join(dir, "secret/c"), "relative": "../secret/c", "folder": "../secret",
	} {
		if err := c.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"absolute", "relative", "folder/c"} {
		if f, err := c.OpenFile(name, os.O_RDONLY, 0); !errors.Is(err, module.ErrDenied) {
			t.Errorf("opening %s gave %v, %v", name, f, err)
		}
		if _, err := c.RealPath(name); !errors.Is(err, module.ErrDenied) {
			t.Errorf("realpath of %s gave %v", name, err)
		}
		if err := c.Chmod(name, 0o777); !errors.Is(err, module.ErrDenied) {
			t.Errorf("chmod of %s gave %v", name, err)
		}
	}
	if err := c.Symlink("a", "inside"); err != nil {
		t.Fatal(err)
	}
	if got := read(t, c, "inside"); got != "a" {
		t.Errorf("a link inside the root leads to %q", got)
	}
	if real, err := c.RealPath("inside"); err != nil || real != filepath.Join(dir, "open/a") {
		t.Errorf("realpath of a link inside is %q, %v", real, err)
	}
}

func TestConfinedReadFileCannotChange(t *testing.T) {
	c, dir := confined(t)
	f, err := c.OpenFile(filepath.Join(dir, "read/b"), os.O_RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if int64(f.Fd()) >= 0 && f.Fd() < 1<<31 {
		t.Errorf("the descriptor %d can be had", f.Fd())
	}
	for name, call := range map[string]func() error{
		"chmod":    func() error { return f.Chmod(0o777) },
		"chown":    func() error { return f.Chown(0, 0) },
		"truncate": func() error { return f.Truncate(0) },
		"write":    func() error { _, err := f.Write([]byte("x")); return err },
		"write at": func() error { _, err := f.WriteAt([]byte("x"), 0); return err },
	} {
		if err := call(); !errors.Is(err, module.ErrDenied) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
}

func TestConfinedBetweenRootsIsAnotherDevice(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "one/a"), "a")
	write(t, filepath.Join(dir, "two/b"), "b")
	c, err := NewConfined(Root{filepath.Join(dir, "one"), true}, Root{filepath.Join(dir, "two"), true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var link *os.LinkError
	if err := c.Rename("a", filepath.Join(dir, "two/a")); !errors.As(err, &link) {
		t.Errorf("rename between roots gave %v", err)
	}
	if err := c.Rename("a", "c"); err != nil {
		t.Errorf("rename inside a root: %v", err)
	}
}

func TestInnermostRootDecides(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "sub/a"), "a")
	c, err := NewConfined(Root{Dir: dir}, Root{Dir: filepath.Join(dir, "sub"), Write: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Chmod(filepath.Join(dir, "sub/a"), 0o600); err != nil {
		t.Errorf("the writable folder inside a read-only one: %v", err)
	}
	if err := c.Mkdir(filepath.Join(dir, "x"), 0o700); !errors.Is(err, module.ErrDenied) {
		t.Errorf("the read-only folder around it gave %v", err)
	}
}

func TestClonesHaveTheirOwnDirectory(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	confined, err := NewConfined(Root{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer confined.Close()
	own := New()
	if err := own.Chdir(dir); err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]module.FS{"os": own, "confined": confined, "read only": NewReadOnly(os.DirFS(dir))} {
		before, _ := f.Getwd()
		c := f.(interface{ Clone() module.FS }).Clone()
		if err := c.Chdir("sub"); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if after, _ := f.Getwd(); after != before {
			t.Errorf("%s: a clone moved its original from %s to %s", name, before, after)
		}
		if moved, _ := c.Getwd(); moved == before {
			t.Errorf("%s: the clone did not move", name)
		}
	}
}

func TestChdirBelongsToTheValue(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "sub/a"), "a")
	before, _ := os.Getwd()
	o := New()
	if err := o.Chdir(filepath.Join(dir, "sub")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, o, "a"); got != "a" {
		t.Errorf("relative to the new folder: %q", got)
	}
	if wd, _ := o.Getwd(); wd != filepath.Join(dir, "sub") {
		t.Errorf("the working directory is %s", wd)
	}
	if now, _ := os.Getwd(); now != before {
		t.Errorf("the process moved from %s to %s", before, now)
	}
	if err := o.Chdir("a"); err == nil {
		t.Error("a file became the working directory")
	}
	if err := o.Chdir(".."); err != nil {
		t.Error(err)
	}
	if wd, _ := o.Getwd(); wd != dir {
		t.Errorf("after .. it is %s", wd)
	}
}

func TestOSErrorsCarryTheScriptsPath(t *testing.T) {
	o := New()
	if err := o.Chdir(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	_, err := o.OpenFile("nope", os.O_RDONLY, 0)
	var e *fs.PathError
	if !errors.As(err, &e) || e.Path != "nope" {
		t.Errorf("got %v", err)
	}
}

func TestReadOnlyShowsAnyFileSystem(t *testing.T) {
	r := NewReadOnly(fstest.MapFS{"dir/a.txt": {Data: []byte("text")}})
	if got := read(t, r, "/dir/a.txt"); got != "text" {
		t.Errorf("got %q", got)
	}
	if err := r.Chdir("dir"); err != nil {
		t.Fatal(err)
	}
	if got := read(t, r, "a.txt"); got != "text" {
		t.Errorf("relative: got %q", got)
	}
	if real, err := r.RealPath("../dir/./a.txt"); err != nil || real != "/dir/a.txt" {
		t.Errorf("realpath is %q, %v", real, err)
	}
	entries, err := r.ReadDir("/")
	if err != nil || len(entries) != 1 || entries[0].Name() != "dir" {
		t.Errorf("the top lists %v, %v", entries, err)
	}
	if _, err := r.OpenFile("new", os.O_WRONLY|os.O_CREATE, 0o600); !errors.Is(err, module.ErrDenied) {
		t.Errorf("creating a file gave %v", err)
	}
	if _, err := r.Stat("/nope"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file gave %v", err)
	}
	f, err := r.OpenFile("a.txt", os.O_RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	two := make([]byte, 2)
	if n, err := f.ReadAt(two, 1); n != 2 || err != nil || string(two) != "ex" {
		t.Errorf("ReadAt gave %d, %v, %q", n, err, two)
	}
}

// A link or a rename in the outer folder would go round the inner one's refusal.
func TestReadOnlyInsideWritable(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "ro"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, roots := range [][]Root{
		{{Dir: dir, Write: true}, {Dir: filepath.Join(dir, "ro")}},
		{{Dir: filepath.Join(dir, "ro")}, {Dir: dir, Write: true}},
		{{Dir: dir}, {Dir: dir, Write: true}},
	} {
		if c, err := NewConfined(roots...); err == nil {
			c.Close()
			t.Errorf("%v was accepted", roots)
		}
	}
}
