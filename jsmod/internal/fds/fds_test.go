package fds

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tlsjs/jsmod/module"
)

// host is as much of a runtime as a table needs.
type host struct {
	module.Host
	ctx  context.Context
	perm module.Permissions
	done chan struct{}
}

func (h *host) Context() context.Context         { return h.ctx }
func (h *host) Permissions() *module.Permissions { return &h.perm }
func (h *host) Local(_ any, init func() any) any { return init() }
func (h *host) Go(fn func(context.Context)) {
	h.done = make(chan struct{})
	go func() {
		defer close(h.done)
		fn(h.ctx)
	}()
}

func newHost(t *testing.T, stdio module.Stdio) (*host, context.CancelFunc) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	return &host{ctx: ctx, perm: module.Permissions{Stdio: stdio}}, cancel
}

func temp(t *testing.T) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "f"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// virtual is a file that the system knows nothing of.
type virtual struct {
	module.File
	closed bool
}

func (v *virtual) Fd() uintptr  { return ^uintptr(0) }
func (v *virtual) Close() error { v.closed = true; return nil }

func TestNumbers(t *testing.T) {
	h, _ := newHost(t, module.Stdio{})
	table := Of(h)
	f := temp(t)
	want, real := descriptor(f)
	fd, err := table.Add(f)
	if err != nil || real && fd != want {
		t.Errorf("the file %d got the number %d, %v", want, fd, err)
	}
	a, _ := table.Add(&virtual{})
	b, _ := table.Add(&virtual{})
	if a < 3 || b < 3 || a == b || a == fd || b == fd {
		t.Errorf("virtual files got %d and %d beside %d", a, b, fd)
	}
	if err := table.Close(a); err != nil {
		t.Error(err)
	}
	if c, _ := table.Add(&virtual{}); c != a {
		t.Errorf("the number %d that became free was not taken, but %d", a, c)
	}
	if err := table.Close(fd); err != nil {
		t.Error(err)
	}
	if _, err := table.Get(fd); !errors.Is(err, syscall.EBADF) {
		t.Errorf("a closed descriptor gave %v", err)
	}
	if err := table.Close(fd); !errors.Is(err, syscall.EBADF) {
		t.Errorf("closing it again gave %v", err)
	}
}

func TestTheEndClosesEverything(t *testing.T) {
	h, cancel := newHost(t, module.Stdio{})
	table := Of(h)
	a, b, late := &virtual{}, &virtual{}, &virtual{}
	if _, err := table.Add(a); err != nil {
		t.Fatal(err)
	}
	release := table.Borrow(b)
	cancel()
	<-h.done
	if !a.closed || !b.closed {
		t.Errorf("closed: %v, %v", a.closed, b.closed)
	}
	release()
	if _, err := table.Add(late); !errors.Is(err, syscall.EBADF) || !late.closed {
		t.Errorf("a file that came late: %v, closed %v", err, late.closed)
	}
}

func TestStandardStreams(t *testing.T) {
	var out strings.Builder
	h, _ := newHost(t, module.Stdio{In: strings.NewReader("in"), Out: &out})
	table := Of(h)
	in, _ := table.Get(0)
	if data, err := io.ReadAll(in); string(data) != "in" || err != nil {
		t.Errorf("read %q, %v", data, err)
	}
	if _, err := in.Write([]byte("x")); !errors.Is(err, syscall.EBADF) {
		t.Errorf("writing to the input gave %v", err)
	}
	one, _ := table.Get(1)
	if n, err := one.Write([]byte("text")); n != 4 || err != nil || out.String() != "text" {
		t.Errorf("wrote %d, %v: %q", n, err, out.String())
	}
	if _, err := one.Read(make([]byte, 1)); !errors.Is(err, syscall.EBADF) {
		t.Errorf("reading the output gave %v", err)
	}
	if _, err := one.ReadAt(make([]byte, 1), 0); !errors.Is(err, syscall.ESPIPE) {
		t.Errorf("reading it at a position gave %v", err)
	}
	two, _ := table.Get(2) // none was given: discarded
	if n, err := two.Write([]byte("text")); n != 4 || err != nil {
		t.Errorf("the stream that is not there took %d, %v", n, err)
	}
	if Kind(in) != "PIPE" || Kind(one) != "PIPE" || Kind(two) != "FILE" {
		t.Errorf("kinds %s %s %s", Kind(in), Kind(one), Kind(two))
	}
	if err := table.Close(1); err != nil {
		t.Error(err)
	}
	if _, err := one.Write([]byte("x")); !errors.Is(err, syscall.EBADF) {
		t.Errorf("writing after close gave %v", err)
	}
}

func TestStreamOverAFile(t *testing.T) {
	f := temp(t)
	defer f.Close()
	h, _ := newHost(t, module.Stdio{Out: f})
	s, _ := Of(h).Get(1)
	if err := s.Truncate(0); !errors.Is(err, module.ErrDenied) {
		t.Errorf("truncating without a file system gave %v", err)
	}
	h.perm.FS = struct{ module.FS }{}
	if _, err := s.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	info, err := s.Stat()
	if err != nil || info.Size() != 5 || Kind(s) != "FILE" || IsTerminal(s) {
		t.Errorf("%v, %v, %s", info, err, Kind(s))
	}
	if err := errors.Join(s.Truncate(2), s.Sync(), s.Chmod(0o600), s.Close()); err != nil {
		t.Error(err)
	}
	if _, err := f.WriteString("open"); err != nil {
		t.Error("closing the stream closed the embedder's file:", err)
	}
}

// deadlined is a reader that knows deadlines, as a net.Conn does.
type deadlined struct {
	*io.PipeReader
	w *io.PipeWriter
}

func (d *deadlined) SetReadDeadline(t time.Time) error {
	if !t.IsZero() {
		d.w.CloseWithError(os.ErrDeadlineExceeded)
	}
	return nil
}

func TestTheEndEndsReads(t *testing.T) {
	pr, pw := io.Pipe()
	defer pw.Close()
	dr, dw := io.Pipe()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	for name, in := range map[string]io.Reader{"deaf": pr, "deadline": &deadlined{dr, dw}, "pipe": r} {
		h, cancel := newHost(t, module.Stdio{In: in})
		s, _ := Of(h).Get(0)
		ended := make(chan error, 1)
		go func() {
			_, err := s.Read(make([]byte, 1))
			ended <- err
		}()
		time.Sleep(10 * time.Millisecond)
		cancel()
		select {
		case err := <-ended:
			if err == nil || err == io.EOF {
				t.Errorf("%s: the read ended with %v", name, err)
			}
		case <-time.After(5 * time.Second):
			t.Errorf("%s: the read goes on", name)
		}
	}
}
