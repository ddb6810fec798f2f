//go:build unix

package hostfs

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

func unlink(name string) error {
	return pathError("unlink", name, retry(func() error { return unix.Unlink(name) }))
}
func rmdir(name string) error {
	return pathError("rmdir", name, retry(func() error { return unix.Rmdir(name) }))
}

// rename is the system's own: os.Rename refuses to replace an empty folder,
// which POSIX and Node allow.
func rename(from, to string) error {
	if err := retry(func() error { return unix.Rename(from, to) }); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

func access(name string, mode uint32) error {
	return pathError("access", name, retry(func() error { return unix.Access(name, mode) }))
}

func lchtimes(name string, atime, mtime time.Time) error {
	times := make([]unix.Timespec, 2)
	var err error
	for i, t := range []time.Time{atime, mtime} {
		if times[i], err = unix.TimeToTimespec(t); err != nil {
			return pathError("lutime", name, syscall.EINVAL)
		}
	}
	return pathError("lutime", name, retry(func() error {
		return unix.UtimesNanoAt(unix.AT_FDCWD, name, times, unix.AT_SYMLINK_NOFOLLOW)
	}))
}

func statfs(name string) ([7]uint64, error) {
	var s unix.Statfs_t
	err := retry(func() error { return unix.Statfs(name, &s) })
	if err != nil {
		return [7]uint64{}, pathError("statfs", name, err)
	}
	return [7]uint64{uint64(s.Type), uint64(s.Bsize), s.Blocks, s.Bfree, uint64(s.Bavail), s.Files, uint64(s.Ffree)}, nil
}

// retry repeats what a signal interrupted.
func retry(call func() error) error {
	for {
		if err := call(); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

func pathError(op, name string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: name, Err: err}
}
