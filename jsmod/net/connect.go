package net

import (
	"context"
	"net"
	"os"
	"strconv"

	"github.com/dop251/goja"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
	"tlsjs/jsmod/internal/fds"
	"tlsjs/jsmod/internal/ticks"
)

func joinHostPort(host, port string) string { return net.JoinHostPort(host, port) }

// connect({network, address, port, localAddress, localPort}) dials; onconnect
// tells the result. It throws where the network is not granted at all.
func (s *stream) connect(call goja.FunctionCall) goja.Value {
	req := call.Argument(0)
	network, address := bind.String(req, "network"), bind.String(req, "address")
	if network == "unix" {
		address = s.n.socketPath(address)
	} else {
		address = hostPort(address, bind.Int(req, "port", 0))
	}
	permitted := s.n.permitted(address)
	local := localAddr(bind.String(req, "localAddress"), bind.Int(req, "localPort", 0))
	ctx, cancel := context.WithCancel(s.n.host.Context())
	s.cancel, s.connecting = cancel, true
	s.update()
	async := s.n.ticks.CaptureOnce("TCPCONNECTWRAP")
	s.n.host.Go(func(context.Context) {
		nc, err := permitted.Dial(ctx, network, address, local)
		if err == nil {
			plain(nc)
		}
		s.dialed(ctx, async, nc, err)
	})
	return goja.Undefined()
}

// dialed brings the result to the loop, if that still wants it.
func (s *stream) dialed(ctx context.Context, async *ticks.Context, nc net.Conn, err error) {
	taken := ctx.Err() == nil && s.n.host.Loop().Post(func() {
		if s.closed || !s.connecting {
			if nc != nil {
				_ = nc.Close()
			}
			return
		}
		s.connecting = false
		s.cancel()
		if err == nil {
			s.attach(nc)
		}
		s.update()
		s.n.call(async, s.n.events.connect, s.obj, s.n.failure(err, ""))
	})
	if !taken && nc != nil {
		_ = nc.Close()
	}
}

// localAddr is what a dial binds to, nil for the system's choice.
func localAddr(address string, port int64) net.Addr {
	if address == "" && port == 0 {
		return nil
	}
	return &net.TCPAddr{IP: net.ParseIP(address), Port: int(port)}
}

// plain makes a new TCP connection as Node's is: Go would switch Nagle's
// algorithm off.
func plain(nc net.Conn) {
	if t, ok := nc.(*net.TCPConn); ok {
		_ = t.SetNoDelay(false)
	}
}

// openFd(fd) makes a handle over an open socket of the process, which belongs to
// the handle from then on. It returns a failure object where that is no socket.
func (n *network) openFd(call goja.FunctionCall) goja.Value {
	fd := call.Argument(0).ToInteger()
	if !n.host.Permissions().Process {
		n.denied("fd:" + strconv.FormatInt(fd, 10))
	}
	nc, err := n.connectionAt(fd)
	if err != nil {
		return n.failure(err, "open")
	}
	s := n.newStream(n.ticks.CaptureAs("TCPWRAP", nil))
	s.attach(nc)
	return s.obj
}

// connectionAt makes a connection of an open socket. One that the runtime knows is
// its table's to close.
func (n *network) connectionAt(fd int64) (nc net.Conn, err error) {
	files := fds.Of(n.host)
	if f, known := files.Get(int(fd)); known == nil && fd > 2 && fds.SystemFile(f) != nil {
		if nc, err = net.FileConn(fds.SystemFile(f)); err == nil {
			_ = files.Close(int(fd))
		}
		return nc, err
	}
	err = transport.TakeSocket(fd, func(f *os.File) (err error) { nc, err = net.FileConn(f); return err })
	return nc, err
}

// handOver gives up what waits for JavaScript, for a pipe to pass on. It reports
// false once the end has come, which has its place after the bytes.
func (s *stream) handOver() ([][]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return nil, false
	}
	chunks := s.chunks
	s.chunks = nil
	return chunks, true
}

// pipe(dst, src, utf8, onfail) moves bytes in Go; it returns a handle of the
// piping with stop() and moved(), or undefined where one of the two cannot. With
// utf8 the bytes are text: what is malformed becomes U+FFFD.
func (n *network) pipe(call goja.FunctionCall) goja.Value {
	dst, ok1 := bind.Unwrap[*stream](call.Argument(0))
	src, ok2 := bind.Unwrap[*stream](call.Argument(1))
	onfail := bind.Callback(call.Argument(3))
	if !ok1 || !ok2 || dst.conn == nil || src.conn == nil || dst.closed || src.closed {
		return goja.Undefined()
	}
	var filter transport.Filter
	if call.Argument(2).ToBoolean() {
		filter = &codec.Repair{}
	}
	async := n.ticks.Capture()
	p, err := transport.Pipe(dst.conn, src.conn, filter, src.handOver, func(err error) {
		n.post(func() { n.call(async, onfail, goja.Undefined(), n.failure(err, "write")) })
	})
	if err != nil {
		return goja.Undefined()
	}
	return bind.Object(n.vm, bind.Funcs{
		"stop":  func(goja.FunctionCall) goja.Value { return n.vm.ToValue(p.Stop()) },
		"moved": func(goja.FunctionCall) goja.Value { return n.vm.ToValue(p.Moved()) },
	})
}
