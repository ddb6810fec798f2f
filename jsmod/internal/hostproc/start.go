package hostproc

import (
	"context"
	"errors"
	"net"
	"os"
	"time"

	"tlsjs/jsmod/module"
)

// System starts programs as children of this process.
type System struct {
	// LeaveRunning lets children go on when the runtime that started them ends,
	// as Node does at its exit: a goroutine waits for each until it has ended.
	// Without it they are killed then.
	LeaveRunning bool
}

var _ module.Processes = System{}

// Start implements [module.Processes].
func (s System) Start(ctx context.Context, c module.Command) (module.Process, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w, err := connect(c.Stdio)
	if err != nil {
		return nil, err
	}
	if c.Env == nil {
		c.Env = []string{} // nil would be the process's own
	}
	p, err := start(c, w.files)
	w.closeFar()
	if err != nil {
		w.closeNear()
		return nil, err
	}
	return &process{ctx: ctx, p: p, near: w.near, leave: s.LeaveRunning}, nil
}

// wiring is what the descriptors of a child are made of.
type wiring struct {
	near  []net.Conn // our ends of pipes, by descriptor
	files []*os.File // the child's, nil for closed ones
	far   []*os.File // those of them that are ours to close
}

func connect(stdio []module.ChildStdio) (w *wiring, err error) {
	w = &wiring{near: make([]net.Conn, len(stdio)), files: make([]*os.File, len(stdio))}
	defer func() {
		if err != nil {
			w.closeFar()
			w.closeNear()
		}
	}()
	for fd, s := range stdio {
		far := s.File
		switch {
		case s.Pipe:
			if w.near[fd], far, err = newPipe(fd); err != nil {
				return w, err
			}
			w.far = append(w.far, far)
		case far == nil && fd <= 2:
			if far, err = os.OpenFile(os.DevNull, os.O_RDWR, 0); err != nil {
				return w, err
			}
			w.far = append(w.far, far)
		}
		w.files[fd] = far
	}
	return w, nil
}

func (w *wiring) closeFar() {
	for _, f := range w.far {
		f.Close()
	}
}

func (w *wiring) closeNear() {
	for _, c := range w.near {
		if c != nil {
			c.Close()
		}
	}
}

// process is a child.
type process struct {
	ctx   context.Context
	p     *os.Process
	near  []net.Conn
	leave bool
}

// PID implements [module.Process].
func (p *process) PID() int { return p.p.Pid }

// Pipe implements [module.Process].
func (p *process) Pipe(fd int) net.Conn {
	if fd < 0 || fd >= len(p.near) {
		return nil
	}
	return p.near[fd]
}

// What a program has said is read before its end is told, as in Node, whose loop
// looks at pipes first. It is not waited for long: nobody may be reading. Twice
// nothing must be left, for what was read has a way to go still.
const (
	readTime = 20 * time.Millisecond
	readStep = 200 * time.Microsecond
)

func (p *process) letRead() {
	quiet := 0
	for begun := time.Now(); quiet < 2 && time.Since(begun) < readTime; time.Sleep(readStep) {
		quiet++
		for _, c := range p.near {
			if c != nil && unread(c) {
				quiet = 0
			}
		}
	}
}

// patience is how long a child that was killed may take to be gone. One that the
// system cannot end, for it waits for a device, is not waited for.
const patience = 10 * time.Second

// Wait implements [module.Process]. The system's own wait cannot be broken off,
// so that it has a goroutine, which outlives a child that is left running.
func (p *process) Wait() module.ExitStatus {
	ended := make(chan module.ExitStatus, 1)
	go func() {
		state, err := p.p.Wait()
		if err != nil {
			ended <- module.ExitStatus{Code: -1}
			return
		}
		ended <- statusOf(state)
	}()
	select {
	case status := <-ended:
		p.letRead()
		return status
	case <-p.ctx.Done():
	}
	if p.leave {
		return module.ExitStatus{}
	}
	if err := p.p.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return module.ExitStatus{} // another user's by now
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case status := <-ended:
		return status
	case <-late.C:
		return module.ExitStatus{}
	}
}
