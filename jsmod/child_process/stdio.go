package child_process

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"syscall"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/fds"
	"tlsjs/jsmod/module"
)

// plan is what the descriptors of a child lead to.
type plan struct {
	stdio  []module.ChildStdio
	shown  []bool         // pipes whose near end the script has
	relays []relay        // pipes that lead to streams of the embedder's
	own    []io.Closer    // what is closed once the program runs
	input  map[int][]byte // what spawnSync writes
}

// relay joins a pipe and a stream that is no file of the system.
type relay struct {
	fd int
	f  module.File
}

// plan reads the option stdio as stdio.js has made it: {type, fd, handle, input}
// for each descriptor. The plan is to be released also when it fails.
func (b *binding) plan(list goja.Value) (p *plan, err error) {
	p = &plan{input: map[int][]byte{}}
	bind.Each(b.vm, list, func(entry goja.Value) {
		if err == nil {
			err = b.add(p, entry)
		}
	})
	return p, err
}

func (b *binding) add(p *plan, entry goja.Value) error {
	fd := len(p.stdio)
	var s module.ChildStdio
	shown := false
	switch bind.String(entry, "type") {
	case "pipe", "overlapped":
		s.Pipe, shown = true, true
		if data := bind.Prop(entry, "input"); data != nil {
			p.input[fd], _ = bind.CopyBytes(data)
		}
	case "inherit", "fd":
		f, err := b.files.Get(int(bind.Int(entry, "fd", -1)))
		if err != nil {
			return err
		}
		switch file := fds.SystemFile(f); {
		case file != nil:
			s.File = file
		case fds.Kind(f) == "PIPE":
			s.Pipe = true
			p.relays = append(p.relays, relay{fd, f})
		case isStandard(f): // nobody listens
		default:
			return syscall.ENOTSUP
		}
	case "wrap":
		f, err := p.lend(bind.Prop(entry, "handle"))
		if err != nil {
			return err
		}
		s.File = f
	}
	p.stdio, p.shown = append(p.stdio, s), append(p.shown, shown)
	return nil
}

func isStandard(f module.File) bool {
	_, ok := f.(*fds.Stream)
	return ok
}

// lend copies the descriptor of a socket's handle.
func (p *plan) lend(handle goja.Value) (*os.File, error) {
	s, ok := bind.Unwrap[interface{ Lend() (*os.File, error) }](handle)
	if !ok {
		return nil, syscall.EINVAL
	}
	f, err := s.Lend()
	if err == nil {
		p.own = append(p.own, f)
	}
	return f, err
}

// release closes what the child has by now. It may be called again.
func (p *plan) release() {
	for _, c := range p.own {
		c.Close()
	}
	p.own = nil
}

// pipes are the near ends for the script, dead ones without a process.
func (b *binding) pipes(p *plan, of module.Process) *goja.Object {
	list := make([]any, len(p.shown))
	for fd, shown := range p.shown {
		if !shown {
			continue
		}
		c := net.Conn(nil)
		if of == nil {
			c = dead()
		} else {
			c = of.Pipe(fd)
		}
		list[fd] = bind.Wrap(b.vm, b.vm.NewObject(), c)
	}
	return b.vm.NewArray(list...)
}

// relay begins to copy between pipes and the streams of the embedder's.
func (p *plan) relay(h module.Host, of module.Process) {
	for _, r := range p.relays {
		c := of.Pipe(r.fd)
		h.Go(func(ctx context.Context) { r.copy(ctx, c) })
	}
}

// copy ends when either side does, and with the runtime.
func (r relay) copy(ctx context.Context, c net.Conn) {
	stop := context.AfterFunc(ctx, func() { c.Close() })
	defer stop()
	defer c.Close()
	if r.fd == 0 {
		_, _ = io.Copy(c, r.f)
		return
	}
	_, _ = io.Copy(r.f, c)
}

// beneath is a path as seen from a folder.
func beneath(dir, path string) string {
	switch {
	case path == "":
		return dir
	case filepath.IsAbs(path):
		return path
	}
	return filepath.Join(dir, path)
}
