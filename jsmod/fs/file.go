package fs

import (
	"context"
	iofs "io/fs"
	"os"
	"syscall"
	"time"

	"tlsjs/jsmod/module"
)

// fileOperations open and close files and work on descriptors.
var fileOperations = map[string]operation{
	"open":      {3, parseOpen},
	"close":     {1, parseClose},
	"fsync":     {1, onFile("fsync", func(f module.File, _ args) error { return f.Sync() })},
	"fdatasync": {1, onFile("fdatasync", func(f module.File, _ args) error { return f.Sync() })},
	"ftruncate": {2, parseFtruncate},
	"fchmod":    {2, parseFchmod},
	"fchown":    {3, parseFchown},
	"futimes":   {3, parseFutimes},
	"fstat":     {2, parseFstat},
}

// parseOpen: path, flags, mode -> descriptor.
func parseOpen(b *binding, a args) job {
	path, flag, mode := a.path(0), int(a.int(1)), fileMode(uint32(a.int(2)))
	f := reading("open", path)
	f.write = flag&(os.O_WRONLY|os.O_RDWR|os.O_CREATE|os.O_TRUNC|os.O_APPEND) != 0
	return job{f, func(ctx context.Context, fsys module.FS) (result, error) {
		file, err := open(ctx, fsys, path, flag, mode)
		if err != nil {
			return nil, err
		}
		fd, err := b.files.Add(file)
		return number(fd), err
	}}
}

// open opens a file. A named pipe whose other end nobody opens would keep it
// for ever: when the runtime ends, opening the pipe from here lets go of it.
func open(ctx context.Context, fsys module.FS, path string, flag int, mode iofs.FileMode) (module.File, error) {
	stop := context.AfterFunc(ctx, func() {
		info, err := fsys.Stat(path)
		if err != nil || info.Mode()&iofs.ModeNamedPipe == 0 {
			return
		}
		if f, err := fsys.OpenFile(path, os.O_RDWR|nonblock, 0); err == nil {
			time.Sleep(10 * time.Millisecond)
			f.Close()
		}
	})
	defer stop()
	return fsys.OpenFile(path, flag, mode)
}

func parseClose(b *binding, a args) job {
	fd := a.fd(0)
	return job{failure{syscall: "close"}, func(context.Context, module.FS) (result, error) {
		return nil, b.files.Close(fd)
	}}
}

// onFile is an operation on the file of a descriptor that gives no result.
func onFile(name string, do func(f module.File, a args) error) func(*binding, args) job {
	return func(b *binding, a args) job {
		return b.withFile(name, a.fd(0), func(f module.File) error { return do(f, a) })
	}
}

// withFile runs do, which must not touch JavaScript values.
func (b *binding) withFile(name string, fd int, do func(f module.File) error) job {
	return job{failure{syscall: name, write: true}, func(context.Context, module.FS) (result, error) {
		f, err := b.files.Get(fd)
		if err != nil {
			return nil, err
		}
		return nil, do(f)
	}}
}

func parseFtruncate(b *binding, a args) job {
	size := a.int(1)
	return b.withFile("ftruncate", a.fd(0), func(f module.File) error { return f.Truncate(size) })
}

func parseFchmod(b *binding, a args) job {
	mode := fileMode(uint32(a.int(1)))
	return b.withFile("fchmod", a.fd(0), func(f module.File) error { return f.Chmod(mode) })
}

func parseFchown(b *binding, a args) job {
	uid, gid := int(a.int(1)), int(a.int(2))
	return b.withFile("fchown", a.fd(0), func(f module.File) error { return f.Chown(uid, gid) })
}

func parseFutimes(b *binding, a args) job {
	atime, mtime := seconds(a.float(1)), seconds(a.float(2))
	return b.withFile("futime", a.fd(0), func(f module.File) error {
		if own, ok := f.(interface{ Chtimes(a, m time.Time) error }); ok {
			return own.Chtimes(atime, mtime)
		}
		c, ok := f.(syscall.Conn)
		if !ok {
			return module.ErrDenied
		}
		raw, err := c.SyscallConn()
		if err != nil {
			return err
		}
		var failed error
		err = raw.Control(func(fd uintptr) { failed = futimes(fd, atime, mtime) })
		if err == nil {
			err = failed
		}
		return err
	})
}

// parseFstat: descriptor, bigint -> numbers of Stats.
func parseFstat(b *binding, a args) job {
	fd, bigint := a.fd(0), a.bool(1)
	return job{failure{syscall: "fstat"}, func(context.Context, module.FS) (result, error) {
		f, err := b.files.Get(fd)
		if err != nil {
			return nil, err
		}
		info, err := f.Stat()
		return statResult(info, bigint), err
	}}
}

// seconds is a time as libuv takes it: seconds with a fraction, exact to the
// microsecond.
func seconds(s float64) time.Time {
	whole := int64(s)
	micro := int64((s - float64(whole)) * 1e6)
	return time.Unix(whole, micro*1000)
}

// fileMode turns Unix permission bits into Go's.
func fileMode(mode uint32) iofs.FileMode {
	m := iofs.FileMode(mode & 0o777)
	if mode&0o4000 != 0 {
		m |= iofs.ModeSetuid
	}
	if mode&0o2000 != 0 {
		m |= iofs.ModeSetgid
	}
	if mode&0o1000 != 0 {
		m |= iofs.ModeSticky
	}
	return m
}
