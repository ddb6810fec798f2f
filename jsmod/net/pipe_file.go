package net

import (
	"context"
	"io"
	"net"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

// filePipe sends a part of a file to a stream, off the loop.
type filePipe struct {
	n      *network
	hold   *eventloop.Handle
	conn   *transport.Conn // over the file
	piping *transport.Piping
	done   goja.Callable // (ended, moved), once
	ended  bool          // the file's end was told
	told   bool
	async  *ticks.Context
}

// pipeFile(dst, source, position, length, ondone, onfail) moves bytes in Go from
// the file that source carries. It returns a handle with stop() and moved(), or
// undefined where that cannot be done. ondone(ended, moved) follows in any case
// but the runtime's end.
func (n *network) pipeFile(call goja.FunctionCall) goja.Value {
	dst, ok := bind.Unwrap[*stream](call.Argument(0))
	file, isFile := bind.Unwrap[module.File](call.Argument(1))
	if !ok || !isFile || dst.conn == nil || dst.closed {
		return goja.Undefined()
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return goja.Undefined()
	}
	p := &filePipe{n: n, hold: n.host.Loop().NewHandle(), done: bind.Callback(call.Argument(4)), async: n.ticks.Capture()}
	onfail := bind.Callback(call.Argument(5))
	p.conn = transport.New(&fileConn{
		file: file, at: call.Argument(2).ToInteger(), left: call.Argument(3).ToInteger(),
	}, fileSink{p})
	var err error
	p.piping, err = transport.Pipe(dst.conn, p.conn, nil, nil, func(err error) {
		n.post(func() { n.call(p.async, onfail, goja.Undefined(), n.failure(err, "write")) })
	})
	if err != nil || !n.track(p) {
		p.hold.Close()
		return goja.Undefined()
	}
	p.conn.ReadStart()
	return bind.Object(n.vm, bind.Funcs{
		"stop":  func(goja.FunctionCall) goja.Value { p.stop(); return goja.Undefined() },
		"moved": func(goja.FunctionCall) goja.Value { return n.vm.ToValue(p.piping.Moved()) },
	})
}

// stop lets the file go; ondone follows when nothing reads it any more.
func (p *filePipe) stop() {
	if p.told {
		return
	}
	p.told = true
	p.piping.Stop()
	p.n.host.Go(func(context.Context) {
		p.conn.CloseWait()
		p.n.post(p.tell)
	})
}

func (p *filePipe) tell() {
	p.n.forget(p)
	p.hold.Close()
	p.n.call(p.async, p.done, goja.Undefined(), p.n.vm.ToValue(p.ended), p.n.vm.ToValue(p.piping.Moved()))
}

// abandon implements closer.
func (p *filePipe) abandon() { p.conn.CloseWait() }

// fileSink is what hears of the file's end. After Stop it is also given what was
// read and not passed on, which the script reads again.
type fileSink struct{ p *filePipe }

// Data implements [transport.Sink].
func (fileSink) Data([]byte) {}

// End implements [transport.Sink].
func (s fileSink) End() {
	s.p.n.post(func() {
		if !s.p.told {
			s.p.ended = true
			s.p.stop()
		}
	})
}

// ReadError implements [transport.Sink]. The script reads on and meets the error.
func (s fileSink) ReadError(error) { s.p.n.post(s.p.stop) }

// fileConn is a part of a file as a connection that only reads. Its reader is
// the only goroutine that uses at and left.
type fileConn struct {
	file     module.File
	at, left int64
	closed   atomic.Bool
}

// Read reads on; the end of the part is io.EOF.
func (c *fileConn) Read(b []byte) (int, error) {
	if c.closed.Load() {
		return 0, net.ErrClosed
	}
	b = b[:min(int64(len(b)), c.left)]
	if len(b) == 0 {
		return 0, io.EOF
	}
	n, err := c.file.ReadAt(b, c.at)
	c.at += int64(n)
	c.left -= int64(n)
	if n > 0 {
		return n, nil
	}
	return 0, err
}

// Close ends reading. The file belongs to the script.
func (c *fileConn) Close() error { c.closed.Store(true); return nil }

// Write is for net.Conn only.
func (c *fileConn) Write([]byte) (int, error) { return 0, net.ErrClosed }

// LocalAddr and the rest of net.Conn mean nothing for a file.
func (c *fileConn) LocalAddr() net.Addr { return fileAddr{} }

// RemoteAddr is described at LocalAddr.
func (c *fileConn) RemoteAddr() net.Addr { return fileAddr{} }

// SetDeadline is described at LocalAddr: a file does not wait.
func (c *fileConn) SetDeadline(time.Time) error { return nil }

// SetReadDeadline is described at SetDeadline.
func (c *fileConn) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline is described at SetDeadline.
func (c *fileConn) SetWriteDeadline(time.Time) error { return nil }

type fileAddr struct{}

func (fileAddr) Network() string { return "file" }
func (fileAddr) String() string  { return "file" }
