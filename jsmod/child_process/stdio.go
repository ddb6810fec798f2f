package child_process

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

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

// relay joins a pipe and what is no file of the system: a stream of the embedder's,
// or a connection of which some has been read.
type relay struct {
	fd    int
	f     module.File
	early net.Conn
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
			p.relays = append(p.relays, relay{fd: fd, f: f})
		case isStandard(f): // nobody listens
		default:
			return syscall.ENOTSUP
		}
	case "wrap":
		f, early, err := p.lend(bind.Prop(entry, "handle"))
		if err != nil {
			return err
		}
		if s.File = f; early != nil && fd == 0 {
			s = module.ChildStdio{Pipe: true}
			p.relays = append(p.relays, relay{fd: fd, early: early})
		}
	}
	p.stdio, p.shown = append(p.stdio, s), append(p.shown, shown)
	return nil
}

func isStandard(f module.File) bool {
	_, ok := f.(*fds.Stream)
	return ok
}

// lend copies the descriptor of a socket's handle. What was read of it too early is
// for who reads it, the child's standard input.
func (p *plan) lend(handle goja.Value) (*os.File, net.Conn, error) {
	s, ok := bind.Unwrap[interface {
		Lend() (*os.File, net.Conn, error)
	}](handle)
	if !ok {
		return nil, nil, syscall.EINVAL
	}
	f, early, err := s.Lend()
	if err == nil {
		p.own = append(p.own, f)
	}
	return f, early, err
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

// relay begins to copy between pipes and the streams of the embedder's. ended is
// closed when the program has ended; connections are left to others when settled
// returns.
func (p *plan) relay(h module.Host, of module.Process, ended <-chan struct{}) (settled func()) {
	var wg sync.WaitGroup
	for _, r := range p.relays {
		c := of.Pipe(r.fd)
		done := func() {}
		if r.early != nil {
			wg.Add(1)
			done = wg.Done
		}
		h.Go(func(ctx context.Context) {
			defer done()
			r.copy(ctx, c, ended)
		})
	}
	return wg.Wait
}

// copy ends when either side does, and with the runtime.
func (r relay) copy(ctx context.Context, c net.Conn, ended <-chan struct{}) {
	stop := context.AfterFunc(ctx, func() { c.Close() })
	defer stop()
	defer c.Close()
	switch {
	case r.early != nil:
		r.handOn(ctx, c, ended)
	case r.fd == 0:
		_, _ = io.Copy(c, r.f)
	default:
		_, _ = io.Copy(r.f, c)
	}
}

// handOn reads a connection for a program, and leaves it to others when that has
// ended.
func (r relay) handOn(ctx context.Context, c net.Conn, ended <-chan struct{}) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	broken := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		past := time.Unix(1, 0)
		_ = r.early.SetReadDeadline(past)
		_ = c.SetWriteDeadline(past)
		close(broken)
	})
	go func() {
		select {
		case <-ended:
			cancel()
		case <-ctx.Done():
		}
	}()
	_, _ = io.Copy(c, struct{ io.Reader }{r.early})
	if !stop() {
		<-broken
	}
	_ = r.early.SetReadDeadline(time.Time{})
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
