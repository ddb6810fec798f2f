package jsmod

import (
	"io"
	"os"
	"sync"
	"time"
)

// output is the standard output of a silent worker: an [io.Writer] that gives
// its primary what is written, and waits while that has much to read.
type output struct {
	w    *worker
	fd   int
	room chan struct{}
}

func newOutput(w *worker, fd int) *output { return &output{w, fd, make(chan struct{}, 64)} }

func (o *output) Write(b []byte) (int, error) {
	data := append([]byte(nil), b...)
	select {
	case o.room <- struct{}{}:
	case <-o.w.ctx.Done():
		return 0, os.ErrClosed
	case <-o.w.crew.ending:
		return 0, os.ErrClosed
	}
	o.w.parent.loop.Post(func() {
		<-o.room
		o.w.events.Output(o.fd, data)
	})
	return len(b), nil
}

// input is the standard input of a silent worker: an [io.Reader] of what its
// primary writes.
type input struct {
	mu      sync.Mutex
	pieces  []inputPiece
	ended   bool
	expired bool
	changed chan struct{}
}

type inputPiece struct {
	data []byte
	read func() // called when all of it is read
}

func newInput() *input { return &input{changed: make(chan struct{}, 1)} }

// put adds data; with nil data it ends the input.
func (in *input) put(data []byte, read func()) {
	in.mu.Lock()
	if data == nil {
		in.ended = true
	} else {
		in.pieces = append(in.pieces, inputPiece{data, read})
	}
	in.mu.Unlock()
	in.signal()
}

func (in *input) signal() {
	select {
	case in.changed <- struct{}{}:
	default:
	}
}

// Read implements [io.Reader]. One goroutine reads at a time.
func (in *input) Read(b []byte) (int, error) {
	for {
		in.mu.Lock()
		switch {
		case in.expired:
			in.mu.Unlock()
			return 0, os.ErrDeadlineExceeded
		case len(in.pieces) > 0:
			n, read := in.take(b)
			in.mu.Unlock()
			if read != nil {
				read()
			}
			return n, nil
		case in.ended:
			in.mu.Unlock()
			return 0, io.EOF
		}
		in.mu.Unlock()
		<-in.changed
	}
}

func (in *input) take(b []byte) (n int, read func()) {
	first := &in.pieces[0]
	n = copy(b, first.data)
	first.data = first.data[n:]
	if len(first.data) == 0 {
		read = first.read
		in.pieces = in.pieces[1:]
	}
	return n, read
}

// SetReadDeadline ends a read that waits when t has passed; the end of the
// worker does so. Later times are not waited for.
func (in *input) SetReadDeadline(t time.Time) error {
	in.mu.Lock()
	in.expired = !t.IsZero() && !t.After(time.Now())
	in.mu.Unlock()
	in.signal()
	return nil
}

// oneAtATime lets several runtimes, and a runtime and its children, write to what
// only one may at a time.
type oneAtATime struct {
	mu *sync.Mutex
	w  io.Writer
}

func (o oneAtATime) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.w.Write(b)
}

// forSeveral makes standard streams that several goroutines may write to.
func forSeveral(s Stdio) Stdio {
	mu := &sync.Mutex{}
	guard := func(w io.Writer) io.Writer {
		if _, system := w.(*os.File); system || w == nil {
			return w
		}
		return oneAtATime{mu, w}
	}
	s.Out, s.Err = guard(s.Out), guard(s.Err)
	return s
}
