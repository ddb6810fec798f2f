package fs

import (
	"context"
	"errors"
	"io"
	iofs "io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

// dataOperations read and write.
var dataOperations = map[string]operation{
	"read":      {5, parseRead},
	"readChunk": {3, parseReadChunk},
	"write":     {5, parseWrite},
	"readFile":  {2, parseReadFile},
	"writeFile": {5, parseWriteFile},
}

// parseRead: descriptor, buffer, offset, length, position -> count. The bytes
// come into the script's memory on the loop, never behind its back.
func parseRead(b *binding, a args) job {
	fd, target, position := a.fd(0), a.at(1), a.int(4)
	offset, length := a.int(2), a.int(3)
	return job{failure{syscall: "read"}, func(context.Context, module.FS) (result, error) {
		data, err := b.readSome(fd, int(length), position)
		if err != nil {
			return nil, err
		}
		return func(b *binding) goja.Value {
			// The script may have transferred or shrunk it since.
			mem, _ := bind.Bytes(target)
			if offset > int64(len(mem)) {
				return b.vm.ToValue(0)
			}
			return b.vm.ToValue(copy(mem[offset:], data))
		}, nil
	}}
}

// parseReadChunk: descriptor, length, position -> Buffer, or null at the end.
func parseReadChunk(b *binding, a args) job {
	fd, length, position := a.fd(0), a.int(1), a.int(2)
	return job{failure{syscall: "read"}, func(context.Context, module.FS) (result, error) {
		data, err := b.readSome(fd, int(length), position)
		if err != nil {
			return nil, err
		}
		return func(b *binding) goja.Value {
			if len(data) == 0 {
				return goja.Null()
			}
			return bind.NewBuffer(b.h, data)
		}, nil
	}}
}

// readSome reads up to n bytes, at a position or, when that is negative, where
// the file stands.
func (b *binding) readSome(fd, n int, position int64) ([]byte, error) {
	f, err := b.files.Get(fd)
	if err != nil {
		return nil, err
	}
	data := make([]byte, n)
	var got int
	if position < 0 {
		got, err = f.Read(data)
	} else {
		got, err = f.ReadAt(data, position)
	}
	if errors.Is(err, io.EOF) || got > 0 {
		err = nil
	}
	return data[:max(got, 0)], err
}

// parseWrite: descriptor, buffer, offset, length, position -> count.
func parseWrite(b *binding, a args) job {
	fd, position := a.fd(0), a.int(4)
	mem, _ := bind.Bytes(a.at(1))
	data := append([]byte(nil), mem[a.int(2):a.int(2)+a.int(3)]...)
	return job{failure{syscall: "write", write: true}, func(context.Context, module.FS) (result, error) {
		f, err := b.files.Get(fd)
		if err != nil {
			return nil, err
		}
		n, err := writeAt(f, data, position)
		return number(n), err
	}}
}

func writeAt(f module.File, data []byte, position int64) (int, error) {
	if position < 0 {
		return f.Write(data)
	}
	n, err := f.WriteAt(data, position)
	// A file opened for appending is written at its end wherever one asks, says
	// POSIX of pwrite on Linux; package os refuses instead, without a typed error.
	if n == 0 && err != nil && strings.Contains(err.Error(), "O_APPEND") {
		return f.Write(data)
	}
	return n, err
}

// largest is the size from which Node refuses to read a file at once.
const largest = 1<<31 - 1

// parseReadFile: path or descriptor, flags -> Buffer.
func parseReadFile(b *binding, a args) job {
	flag := int(a.int(1))
	read := failure{syscall: "read"}
	if a.isFd(0) {
		fd := a.fd(0)
		return job{read, func(context.Context, module.FS) (result, error) {
			f, err := b.files.Get(fd)
			if err != nil {
				return nil, err
			}
			return readAll(f)
		}}
	}
	path := a.path(0)
	return job{reading("open", path), func(ctx context.Context, fsys module.FS) (result, error) {
		f, err := open(ctx, fsys, path, flag, 0o666)
		if err != nil {
			return nil, err
		}
		defer b.files.Borrow(f)()
		res, err := readAll(f)
		if err != nil {
			return nil, read.as(err)
		}
		return res, nil
	}}
}

func readAll(f module.File) (result, error) {
	size := int64(0)
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		size = info.Size()
	}
	if size > largest {
		return nil, &codedError{"RangeError", "ERR_FS_FILE_TOO_LARGE", fileTooLarge(size)}
	}
	data := make([]byte, 0, max(size+1, 512))
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+max(n, 0)]
		if len(data) > largest {
			return nil, &codedError{"RangeError", "ERR_FS_FILE_TOO_LARGE", fileTooLarge(int64(len(data)))}
		}
		if errors.Is(err, io.EOF) {
			return func(b *binding) goja.Value { return bind.NewBuffer(b.h, data) }, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// parseWriteFile: path or descriptor, Buffer, flags, mode, flush.
func parseWriteFile(b *binding, a args) job {
	data, _ := bind.CopyBytes(a.at(1))
	flag, mode, flush := int(a.int(2)), fileMode(uint32(a.int(3))), a.bool(4)
	write := failure{syscall: "write", write: true}
	if a.isFd(0) {
		fd := a.fd(0)
		return job{write, func(context.Context, module.FS) (result, error) {
			f, err := b.files.Get(fd)
			if err != nil {
				return nil, err
			}
			return nil, writeAll(f, data, flush)
		}}
	}
	path := a.path(0)
	return job{writing("open", path), func(ctx context.Context, fsys module.FS) (result, error) {
		if flag&os.O_WRONLY == 0 && flag&os.O_RDWR == 0 {
			return writeReadOnly(ctx, fsys, path, flag, mode)
		}
		f, err := open(ctx, fsys, path, flag, mode)
		if err != nil {
			return nil, err
		}
		defer b.files.Borrow(f)()
		if err := writeAll(f, data, flush); err != nil {
			return nil, write.as(err)
		}
		return nil, nil
	}}
}

// writeReadOnly is writeFile with the flag 'r': the file opens, the write
// fails.
func writeReadOnly(ctx context.Context, fsys module.FS, path string, flag int, mode iofs.FileMode) (result, error) {
	f, err := open(ctx, fsys, path, flag, mode)
	if err != nil {
		return nil, err
	}
	f.Close()
	return nil, failure{syscall: "write"}.as(syscall.EBADF)
}

func writeAll(f module.File, data []byte, flush bool) error {
	if _, err := f.Write(data); err != nil {
		return err
	}
	if flush {
		return f.Sync()
	}
	return nil
}
