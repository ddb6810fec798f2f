package hostfs

import (
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

func unlink(name string) error {
	info, err := os.Lstat(name)
	if err == nil && info.IsDir() {
		return &fs.PathError{Op: "unlink", Path: name, Err: syscall.EPERM}
	}
	return os.Remove(name)
}

func rmdir(name string) error {
	info, err := os.Lstat(name)
	if err == nil && !info.IsDir() {
		return &fs.PathError{Op: "rmdir", Path: name, Err: syscall.ENOENT}
	}
	return os.Remove(name)
}

func rename(from, to string) error { return os.Rename(from, to) }

// access knows existence and the read-only attribute, as libuv on Windows.
func access(name string, mode uint32) error {
	info, err := os.Stat(name)
	if err == nil && mode&2 != 0 && !info.IsDir() && info.Mode().Perm()&0o200 == 0 {
		return &fs.PathError{Op: "access", Path: name, Err: syscall.EPERM}
	}
	return err
}

func lchtimes(name string, atime, mtime time.Time) error {
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return &fs.PathError{Op: "lutime", Path: name, Err: err}
	}
	const flags = windows.FILE_FLAG_BACKUP_SEMANTICS | windows.FILE_FLAG_OPEN_REPARSE_POINT
	h, err := windows.CreateFile(path, windows.FILE_WRITE_ATTRIBUTES, windows.FILE_SHARE_WRITE, nil,
		windows.OPEN_EXISTING, flags, 0)
	if err != nil {
		return &fs.PathError{Op: "lutime", Path: name, Err: err}
	}
	defer windows.CloseHandle(h)
	a, m := windows.NsecToFiletime(atime.UnixNano()), windows.NsecToFiletime(mtime.UnixNano())
	if err := windows.SetFileTime(h, nil, &a, &m); err != nil {
		return &fs.PathError{Op: "lutime", Path: name, Err: err}
	}
	return nil
}

func statfs(name string) ([7]uint64, error) {
	path, err := windows.UTF16PtrFromString(name)
	var available, total, free uint64
	if err == nil {
		err = windows.GetDiskFreeSpaceEx(path, &available, &total, &free)
	}
	if err != nil {
		return [7]uint64{}, &fs.PathError{Op: "statfs", Path: name, Err: err}
	}
	const block = 4096
	return [7]uint64{0, block, total / block, free / block, available / block, 0, 0}, nil
}
