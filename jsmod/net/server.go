package net

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
	"tlsjs/jsmod/module"
)

// server is the Go half of a server handle. What is not under mu belongs to the
// loop's goroutine.
type server struct {
	n        *network
	obj      *goja.Object
	hold     *eventloop.Handle
	acceptor acceptor
	bare     *accepted // carries connections to JavaScript without a stream; nil for streams
	shared   sharing   // set when other runtimes take connections from it too
	closed   bool
	async    *ticks.Context // that of listen

	mu     sync.Mutex
	conns  []net.Conn
	err    error
	posted bool
}

var serverMethods = map[string]func(*server, goja.FunctionCall) goja.Value{
	"close":  func(s *server, _ goja.FunctionCall) goja.Value { s.close(); return goja.Undefined() },
	"ref":    func(s *server, _ goja.FunctionCall) goja.Value { s.hold.Ref(); return goja.Undefined() },
	"unref":  func(s *server, _ goja.FunctionCall) goja.Value { s.hold.Unref(); return goja.Undefined() },
	"shared": (*server).isShared,
	// setBare(yes) says whether connections come without a stream.
	"setBare": func(s *server, call goja.FunctionCall) goja.Value {
		s.bare = nil
		if call.Argument(0).ToBoolean() {
			s.bare = s.n.newAccepted()
		}
		return goja.Undefined()
	},
	"keep": (*server).keep,
	"getsockname": func(s *server, _ goja.FunctionCall) goja.Value {
		return s.n.addressObject(s.acceptor.Addr())
	},
}

// listen({network, address, port, ipv6Only, reusePort, backlog, mode}) binds and
// returns a handle, or a failure object. Binding does not wait for anybody.
func (n *network) listen(call goja.FunctionCall) goja.Value {
	req := call.Argument(0)
	network, address := bind.String(req, "network"), bind.String(req, "address")
	path := address
	if network == "unix" {
		address = n.socketPath(address)
	} else {
		address = hostPort(address, bind.Int(req, "port", 0))
	}
	l, err := n.permitted(address).Listen(n.host.Context(), network, address, module.ListenOptions{
		IPv6Only:  bind.Bool(req, "ipv6Only"),
		ReusePort: bind.Bool(req, "reusePort"),
		Backlog:   int(bind.Int(req, "backlog", 0)),
		Exclusive: bind.Bool(req, "exclusive"),
	})
	if err != nil {
		return n.failure(err, "listen")
	}
	// The mode concerns a socket in the file system; abstract ones have no file.
	if mode := bind.Int(req, "mode", 0); network == "unix" && mode != 0 && path != "" && path[0] != 0 {
		if err := n.chmod(path, os.FileMode(mode)); err != nil {
			_ = l.Close()
			return n.failure(err, "uv_pipe_chmod")
		}
	}
	return n.serve(l)
}

// socketPath is what the system calls the socket at a path. A relative one starts
// from the script's directory; where that is the process's it stays as short as it
// is, because the system takes no long ones.
func (n *network) socketPath(path string) string {
	files := n.host.Permissions().FS
	if path == "" || path[0] == 0 || filepath.IsAbs(path) || files == nil {
		return abstract(path)
	}
	dir, err := files.Getwd()
	if own, ownErr := os.Getwd(); err != nil || ownErr == nil && own == dir {
		return abstract(path)
	}
	return filepath.Join(dir, path)
}

// chmod goes through the file system that the script was granted.
func (n *network) chmod(path string, add os.FileMode) error {
	files := n.host.Permissions().FS
	if files == nil {
		return module.ErrDenied
	}
	info, err := files.Stat(path)
	if err != nil {
		return err
	}
	return files.Chmod(path, info.Mode().Perm()|add)
}

// listenFd(fd) serves a listening socket of the process.
func (n *network) listenFd(call goja.FunctionCall) goja.Value {
	fd := call.Argument(0).ToInteger()
	if !n.host.Permissions().Process {
		n.denied("fd:" + strconv.FormatInt(fd, 10))
	}
	var l net.Listener
	err := transport.TakeSocket(fd, func(f *os.File) (err error) { l, err = net.FileListener(f); return err })
	if err != nil {
		return n.failure(err, "listen")
	}
	return n.serve(l)
}

func (n *network) serve(l net.Listener) goja.Value {
	s := &server{n: n, hold: n.host.Loop().NewHandle(), async: n.ticks.CaptureAs("TCPSERVERWRAP", nil)}
	s.obj = n.servers.New(s)
	// Nothing is accepted before the handle is on the list of what ends with the
	// runtime, and what is accepted is posted to the loop, which is busy now.
	if shared, ok := l.(sharing); ok {
		s.share(shared)
	} else {
		s.acceptor = transport.NewAcceptor(l, s)
	}
	if !n.track(s) {
		s.acceptor.Close(nil)
	}
	return s.obj
}

// abandon implements closer.
func (s *server) abandon() {
	done := make(chan struct{})
	s.acceptor.Close(func() { close(done) })
	<-done
	s.refuse()
}

// refuse closes connections that nobody has taken.
func (s *server) refuse() {
	s.mu.Lock()
	conns := s.conns
	s.conns = nil
	s.mu.Unlock()
	for _, nc := range conns {
		_ = nc.Close()
	}
}

// Accepted implements [transport.AcceptSink].
func (s *server) Accepted(nc net.Conn) {
	s.mu.Lock()
	s.conns = append(s.conns, nc)
	s.wake()
	s.mu.Unlock()
}

// AcceptError implements [transport.AcceptSink]. Running out of descriptors and
// peers that went away are no news to a script, as in libuv.
func (s *server) AcceptError(err error, final bool) {
	if !final {
		return
	}
	s.mu.Lock()
	s.err = err
	s.wake()
	s.mu.Unlock()
}

func (s *server) wake() {
	if !s.posted {
		s.posted = true
		s.n.post(s.deliver)
	}
}

// deliver gives JavaScript the connections that have come.
func (s *server) deliver() {
	s.mu.Lock()
	conns, err := s.conns, s.err
	s.conns, s.err, s.posted = nil, nil, false
	s.mu.Unlock()
	for _, nc := range conns {
		s.acceptor.Taken()
		if s.closed {
			_ = nc.Close()
			continue
		}
		s.give(nc)
	}
	if err != nil && !s.closed && !errors.Is(err, net.ErrClosed) {
		s.n.call(s.async, s.n.events.accept, s.obj, s.n.failure(err, "accept"))
	}
}

// give tells JavaScript of one connection. What happens to that has no context of
// the server's: it is made before the script is called.
func (s *server) give(nc net.Conn) {
	if a := s.bare; a != nil {
		a.nc = nc
		s.n.call(s.async, s.n.events.connection, s.obj, a.obj)
		a.drop()
		return
	}
	c := s.n.newStream(s.n.ticks.CaptureAs("TCPWRAP", nil))
	c.attach(nc)
	s.n.call(s.async, s.n.events.connection, s.obj, c.obj)
}

// close stops listening; JavaScript hears of it in the close phase.
func (s *server) close() {
	if s.closed {
		return
	}
	s.closed = true
	s.hold.Close()
	s.n.forget(s)
	done := make(chan struct{})
	s.acceptor.Close(func() { close(done) })
	s.n.host.Go(func(context.Context) {
		<-done
		s.refuse()
	})
	s.n.host.Loop().AtClose(func() {
		s.n.call(s.async, s.n.events.closed, s.obj)
		s.n.ticks.Over(s.async)
	})
}

// hasIPv6() tells whether an IPv6 socket can be bound, which decides where a
// server without a host listens. It asks once a process.
func (n *network) hasIPv6(goja.FunctionCall) goja.Value { return n.vm.ToValue(ipv6()) }

var ipv6 = sync.OnceValue(func() bool {
	l, err := transport.Listen(context.Background(), "tcp6", "[::1]:0", transport.ListenOptions{})
	if err != nil {
		return false
	}
	_ = l.Close()
	return true
})
