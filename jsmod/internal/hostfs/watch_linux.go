package hostfs

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"tlsjs/jsmod/module"
)

// What is watched is opened first and then known to the queue by its descriptor in
// /proc: nobody can put another file in its place meanwhile, and no spot lies in
// another. The descriptor is closed at once, lest a file that is removed lives on;
// the number stays the spot's.
const (
	namesAreOurs = true
	descriptors  = "/proc/self/fd/"
)

// identity tells one file from another, whatever its names. A file that has gone may
// leave its number to one that is watched before the end of the first was read.
type identity struct {
	major, minor uint32
	ino          uint64
	born         unix.StatxTimestamp
}

// Watch implements [module.Watcher].
func (o *OS) Watch(name string, tell func(module.Change)) (io.Closer, error) {
	return watchFile(name, tell, func() (*os.File, error) {
		return os.OpenFile(o.abs(name), unix.O_PATH, 0)
	})
}

// Watch implements [module.Watcher].
func (c *Confined) Watch(name string, tell func(module.Change)) (io.Closer, error) {
	root, inside, err := c.at("watch", name, false)
	if err != nil {
		return nil, err
	}
	return watchFile(name, tell, func() (*os.File, error) {
		// With O_PATH a symbolic link would be opened itself.
		f, err := root.OpenFile(inside, os.O_RDONLY|syscall.O_NONBLOCK, 0)
		return f, refused(err, "watch", name)
	})
}

func watchFile(name string, tell func(module.Change), open func() (*os.File, error)) (io.Closer, error) {
	c, err := watched.watch(func(taken func(string) bool) (target, error) {
		f, err := open()
		if err != nil {
			return target{}, err
		}
		defer f.Close()
		var st unix.Statx_t
		if err := unix.Statx(int(f.Fd()), "", unix.AT_EMPTY_PATH, unix.STATX_TYPE|unix.STATX_INO|unix.STATX_BTIME, &st); err != nil {
			return target{}, err
		}
		t := target{
			id:     identity{st.Dev_major, st.Dev_minor, st.Ino, st.Btime},
			folder: st.Mode&unix.S_IFMT == unix.S_IFDIR,
		}
		t.name, t.done, err = numbered(f, taken)
		return t, err
	}, tell)
	return c, renamed(err, name)
}

// numbered is a name of f in /proc that is not taken.
func numbered(f *os.File, taken func(string) bool) (name string, done func(), err error) {
	from := watchNumber
	for range 2 {
		for {
			fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, from)
			if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EMFILE) {
				break // from is above the highest number
			}
			if err != nil {
				return "", nil, err
			}
			if name = fmt.Sprint(descriptors, fd); !taken(name) {
				watchNumber = fd + 1
				return name, func() { _ = unix.Close(fd) }, nil
			}
			_ = unix.Close(fd)
			from = fd + 1
		}
		from = 0
	}
	return "", nil, unix.EMFILE
}

// watchNumber is where the next search begins, under hub.adding.
var watchNumber int
