//go:build unix

package fds

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// readFile reads from a file that may wait for a person or a pipe, until ctx
// is done. Where Go's poller takes care of the file a deadline ends the wait.
// Standard input is seldom such a file: it came blocking and is not to be made
// otherwise, for it is shared with other processes; so this polls it together
// with a pipe that ctx closes.
func readFile(ctx context.Context, f *os.File, b []byte) (int, error) {
	if kindOf(f) == "FILE" && !maybeTerminal(f) {
		return f.Read(b)
	}
	if f.SetReadDeadline(time.Time{}) == nil {
		return readUntil(ctx, f, f.SetReadDeadline, b)
	}
	wake, err := newWaker(ctx)
	if err != nil {
		return 0, err
	}
	defer wake.release()
	var n int
	if failed := Control(f, func(fd int) { n, err = wake.read(fd, b) }); failed != nil {
		return 0, failed
	}
	if n == 0 && err == nil && len(b) > 0 {
		return 0, io.EOF
	}
	return max(n, 0), err
}

func maybeTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// waker is a pipe whose far end closes when its context is done.
type waker struct {
	ctx  context.Context
	r    int
	stop func() bool
	w    int
}

func newWaker(ctx context.Context) (*waker, error) {
	var p [2]int
	if err := unix.Pipe(p[:]); err != nil {
		return nil, err
	}
	unix.CloseOnExec(p[0])
	unix.CloseOnExec(p[1])
	w := &waker{ctx: ctx, r: p[0], w: p[1]}
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		unix.Close(w.w)
		close(closed)
	})
	w.stop = func() bool {
		if stop() {
			return true
		}
		<-closed
		return false
	}
	return w, nil
}

func (w *waker) release() {
	if w.stop() {
		unix.Close(w.w)
	}
	unix.Close(w.r)
}

// read waits until fd has something to read, or fails with ErrClosed.
func (w *waker) read(fd int, b []byte) (int, error) {
	for {
		if err := w.wait(fd, unix.POLLIN); err != nil {
			return 0, err
		}
		n, err := unix.Read(fd, b)
		if errors.Is(err, syscall.EINTR) || errors.Is(err, syscall.EAGAIN) {
			continue
		}
		return n, err
	}
}

// wait waits until something can be done with fd, or fails with ErrClosed.
func (w *waker) wait(fd int, events int16) error {
	for {
		set := []unix.PollFd{{Fd: int32(fd), Events: events}, {Fd: int32(w.r), Events: unix.POLLIN}}
		if _, err := unix.Poll(set, -1); err != nil && !errors.Is(err, syscall.EINTR) {
			return err
		}
		if w.ctx.Err() != nil {
			return os.ErrClosed
		}
		if set[0].Revents != 0 {
			return nil
		}
	}
}

// writeFile writes all of b, or what fits until ctx is done: a pipe that does not
// block may be full and nobody read it. It goes round os.File.Write, which kills the
// process when standard output is a pipe without a reader: a script is to get
// EPIPE.
func writeFile(ctx context.Context, f *os.File, b []byte) (int, error) {
	raw, err := f.SyscallConn()
	if err != nil {
		return 0, err
	}
	written := 0
	var failed error
	err = raw.Write(func(fd uintptr) bool {
		for written < len(b) && failed == nil {
			n, err := unix.Write(int(fd), b[written:])
			switch {
			case errors.Is(err, syscall.EINTR):
			case errors.Is(err, syscall.EAGAIN):
				failed = waitWritable(ctx, int(fd))
			case err != nil:
				failed = err
			default:
				written += n
			}
		}
		return true
	})
	if failed == nil {
		failed = err
	}
	return written, failed
}

func waitWritable(ctx context.Context, fd int) error {
	wake, err := newWaker(ctx)
	if err != nil {
		return err
	}
	defer wake.release()
	return wake.wait(fd, unix.POLLOUT)
}
