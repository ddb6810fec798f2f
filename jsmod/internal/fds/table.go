package fds

import (
	"context"
	"sync"
	"syscall"

	"tlsjs/jsmod/module"
)

// Table holds open files by their descriptors. A file of the system has its
// own number; others get the lowest that is free. Any goroutine may call the
// methods.
type Table struct {
	h       module.Host
	mu      sync.Mutex
	files   map[int]module.File
	extra   map[module.File]struct{} // borrowed
	watched bool
	closed  bool
}

func newTable(h module.Host) *Table {
	t := &Table{h: h, files: map[int]module.File{}, extra: map[module.File]struct{}{}}
	s := h.Permissions().Stdio
	t.files[0] = &Stream{h: h, fd: 0, in: s.In}
	t.files[1] = &Stream{h: h, fd: 1, out: s.Out}
	t.files[2] = &Stream{h: h, fd: 2, out: s.Err}
	return t
}

// Add gives f a descriptor. After the end of the runtime it closes f and fails.
func (t *Table) Add(f module.File) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		f.Close()
		return 0, syscall.EBADF
	}
	t.watch()
	fd, ok := descriptor(f)
	if _, taken := t.files[fd]; !ok || taken {
		fd = t.free()
	}
	t.files[fd] = f
	return fd, nil
}

func (t *Table) free() int {
	for fd := 3; ; fd++ {
		if _, taken := t.files[fd]; !taken {
			return fd
		}
	}
}

// watch closes everything when the runtime closes, which also ends reads that
// wait in other goroutines.
func (t *Table) watch() {
	if t.watched {
		return
	}
	t.watched = true
	t.h.Go(func(ctx context.Context) {
		<-ctx.Done()
		t.closeAll()
	})
}

func (t *Table) closeAll() {
	t.mu.Lock()
	files, extra := t.files, t.extra
	t.closed, t.files, t.extra = true, map[int]module.File{}, map[module.File]struct{}{}
	t.mu.Unlock()
	for _, f := range files {
		f.Close()
	}
	for f := range extra {
		f.Close()
	}
}

// Get returns the file of a descriptor, or EBADF.
func (t *Table) Get(fd int) (module.File, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if f, ok := t.files[fd]; ok {
		return f, nil
	}
	if f := t.inherit(fd); f != nil {
		return f, nil
	}
	return nil, syscall.EBADF
}

// inherit takes a descriptor that the embedder has given. t.mu is held.
func (t *Table) inherit(fd int) module.File {
	given := t.h.Permissions().Descriptors
	if given == nil || fd < 3 || t.closed {
		return nil
	}
	file := given.Take(fd)
	if file == nil {
		return nil
	}
	t.watch()
	f := &Stream{h: t.h, fd: fd, in: file, out: file, own: file}
	t.files[fd] = f
	return f
}

// Close takes the descriptor out and closes its file; a standard stream of the
// embedder's stays open.
func (t *Table) Close(fd int) error {
	f, err := t.Get(fd)
	if err != nil {
		return err
	}
	t.mu.Lock()
	_, ok := t.files[fd]
	delete(t.files, fd)
	t.mu.Unlock()
	if !ok {
		return syscall.EBADF
	}
	return f.Close()
}

// Borrow keeps f, which has no descriptor, until release closes it, so that
// the end of the runtime ends what is done with it.
func (t *Table) Borrow(f module.File) (release func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.watch()
	t.extra[f] = struct{}{}
	return func() {
		t.mu.Lock()
		delete(t.extra, f)
		t.mu.Unlock()
		f.Close()
	}
}
