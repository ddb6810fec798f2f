package child_process

import (
	"context"
	"errors"
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
	// from and to are the ends of a pipe of ours, where several descriptors of the
	// child lead to one stream: what they say must stay in its order.
	from, to *os.File
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
			if s, err = p.toStream(fd, f); err != nil {
				return err
			}
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

// toStream leads a descriptor to a stream of the embedder's.
func (p *plan) toStream(fd int, f module.File) (module.ChildStdio, error) {
	for i := range p.relays {
		r := &p.relays[i]
		if fd == 0 || r.fd == 0 || r.f == nil || !fds.SameOutput(r.f, f) {
			continue
		}
		if r.to == nil {
			var err error
			if r.from, r.to, err = os.Pipe(); err != nil {
				return module.ChildStdio{}, err
			}
			p.own = append(p.own, r.to)
			p.stdio[r.fd] = module.ChildStdio{File: r.to}
		}
		return module.ChildStdio{File: r.to}, nil
	}
	p.relays = append(p.relays, relay{fd: fd, f: f})
	return module.ChildStdio{Pipe: true}, nil
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

// abandon closes what would have been read, where no program was started.
func (p *plan) abandon() {
	for _, r := range p.relays {
		if r.from != nil {
			r.from.Close()
		}
	}
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
// closed when the program has ended. Then settled returns when what it has said is
// written, and connections are left to others.
func (p *plan) relay(h module.Host, of module.Process, ended <-chan struct{}) (settled func()) {
	var wg sync.WaitGroup
	for _, r := range p.relays {
		done := func() {}
		if r.early != nil || r.fd != 0 {
			wg.Add(1)
			done = sync.OnceFunc(wg.Done)
		}
		var c end = r.from
		if r.from == nil {
			c = of.Pipe(r.fd)
		}
		h.Go(func(ctx context.Context) {
			defer done()
			r.copy(ctx, c, ended, done)
		})
	}
	return wg.Wait
}

// end is our end of a pipe.
type end interface {
	io.ReadWriteCloser
	SetReadDeadline(time.Time) error
}

// copy ends when either side does, and with the runtime.
func (r relay) copy(ctx context.Context, c end, ended <-chan struct{}, settled func()) {
	stop := context.AfterFunc(ctx, func() { c.Close() })
	defer stop()
	defer c.Close()
	switch {
	case r.early != nil:
		r.handOn(ctx, c.(net.Conn), ended)
	case r.fd == 0:
		_, _ = io.Copy(c, r.f)
	default:
		r.output(c, ended, settled)
	}
}

const (
	// silence is how long a pipe without a writer that still runs is looked at.
	silence = time.Millisecond
	// mostSilence is how long its end is waited for where it cannot be looked at.
	mostSilence = 100 * time.Millisecond
	// mostLeft is more than a pipe holds. What others write that have the pipe, too,
	// is not waited for.
	mostLeft = 1 << 20
)

// output writes what a program says to its stream, also what those say that it has
// left behind. settled is called when it has ended and is heard out.
func (r relay) output(c end, ended <-chan struct{}, settled func()) {
	over := make(chan struct{})
	defer close(over)
	go func() {
		select {
		case <-ended:
			if c.SetReadDeadline(time.Unix(1, 0)) != nil { // Windows
				select {
				case <-over:
				case <-time.After(mostSilence):
					settled()
				}
			}
		case <-over:
		}
	}()
	if _, err := io.Copy(r.f, c); !errors.Is(err, os.ErrDeadlineExceeded) {
		return
	}
	chunk := make([]byte, 32<<10)
	for left := mostLeft; left > 0; {
		_ = c.SetReadDeadline(time.Now().Add(silence))
		n, err := c.Read(chunk)
		if left -= n; n > 0 {
			if _, err := r.f.Write(chunk[:n]); err != nil {
				return
			}
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			break
		} else if err != nil {
			return
		}
	}
	settled()
	_ = c.SetReadDeadline(time.Time{})
	_, _ = io.Copy(r.f, c)
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
