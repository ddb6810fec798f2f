package net

import (
	"context"
	"net"
	"sync"

	"github.com/dop251/goja"

	"tlsjs/eventloop"
	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/ticks"
)

const (
	// joinLimit is up to which size chunks that wait for the loop are joined: an
	// event in JavaScript costs more than the copy.
	joinLimit = 64 << 10
	// fullRecord is a TLS record that belongs to a longer write, so that joining
	// it with the next one hides no border between messages.
	fullRecord = 16 << 10
	// burst is how many chunks one turn of the loop takes from one stream.
	burst = 8
)

// stream is the Go half of a stream handle and the sink of its connection. What
// is not under mu belongs to the loop's goroutine.
type stream struct {
	n     *network
	obj   *goja.Object
	hold  *eventloop.Handle
	conn  *transport.Conn // nil until connected
	flush func()          // deliver, as a value made once
	owner owner
	// async is the asynchronous context of what happens to the handle, and closing
	// that of its end: where TLS lies over another handle, that handle's.
	async, closing *ticks.Context

	cancel     context.CancelFunc // of a dial under way
	unref      bool
	connecting bool
	reading    bool
	told       bool // the end or error has been told
	closed     bool
	total      counts // when it was closed
	base       counts // before it was lent
	pending    int    // writes and shutdowns under way

	// framed: the pieces of a TLS connection are told one by one, as in Node,
	// where a record is an event. Scripts of small messages live on it.
	framed bool
	// passive: reading does not keep the loop alive; over a JavaScript stream
	// there is nothing to wait for but other handles.
	passive bool

	mu      sync.Mutex
	chunks  [][]byte
	last    int   // size of the newest piece
	over    bool  // the reader has told its end
	readErr error // why, nil for an orderly end
	posted  bool
}

// counts are how many bytes JavaScript was given, and how many are written.
type counts struct{ read, written int64 }

func (n *network) newStream(async *ticks.Context) *stream {
	s := &stream{n: n, hold: n.host.Loop().NewHandle(), async: async, closing: async}
	s.hold.Unref()
	s.flush = s.deliver
	s.obj = n.streams.New(s)
	return s
}

// createStream() makes a handle that is not connected.
func (n *network) createStream(goja.FunctionCall) goja.Value {
	return n.newStream(n.ticks.CaptureAs("TCPWRAP", nil)).obj
}

// adopt(wrapped, passive, pipe) makes a handle over the net.Conn that a native
// object carries. A passive one does not keep the loop alive by reading. What a
// pipe brings may be joined; it has no records as TLS has.
func (n *network) adopt(call goja.FunctionCall) goja.Value {
	nc, ok := bind.Unwrap[net.Conn](call.Argument(0))
	if !ok {
		panic(n.vm.NewTypeError("not a connection"))
	}
	s := n.newStream(n.ticks.Capture())
	s.owner.isPipe = call.Argument(2).ToBoolean()
	s.framed, s.passive = !s.owner.isPipe, call.Argument(1).ToBoolean()
	if over, ok := nc.(interface {
		Contexts() (own, below *ticks.Context)
	}); ok {
		s.async, s.closing = over.Contexts()
	}
	s.attach(nc)
	return s.obj
}

// attach gives the stream its connection. On a runtime that is ending, the
// connection is closed at once.
func (s *stream) attach(nc net.Conn) {
	s.conn = transport.New(nc, s)
	if !s.n.track(s) {
		s.n.host.Go(func(context.Context) { s.conn.CloseWait() })
	}
}

// abandon implements closer.
func (s *stream) abandon() { s.conn.CloseWait() }

// update keeps the loop alive as libuv does: a stream counts while it connects,
// reads or has something under way.
func (s *stream) update() {
	active := s.connecting || s.pending > 0 || (!s.closed && s.reading && !s.told && !s.passive)
	if active && !s.unref {
		s.hold.Ref()
	} else {
		s.hold.Unref()
	}
	if s.closed && s.pending == 0 {
		s.hold.Close()
	}
}

// Data implements [transport.Sink].
func (s *stream) Data(b []byte) {
	s.mu.Lock()
	k := len(s.chunks) - 1
	if k >= 0 && (!s.framed || s.last%fullRecord == 0) && len(s.chunks[k])+len(b) <= joinLimit {
		s.chunks[k] = append(s.chunks[k], b...)
	} else {
		s.chunks = append(s.chunks, b)
	}
	s.last = len(b)
	s.wake()
	s.mu.Unlock()
}

// End implements [transport.Sink].
func (s *stream) End() { s.ReadError(nil) }

// ReadError implements [transport.Sink].
func (s *stream) ReadError(err error) {
	s.mu.Lock()
	s.over, s.readErr = true, err
	s.wake()
	s.mu.Unlock()
}

// wake posts one delivery. s.mu is held.
func (s *stream) wake() {
	if !s.posted {
		s.posted = true
		s.n.post(s.flush)
	}
}

// deliver gives JavaScript what has come, as long as it wants it.
func (s *stream) deliver() {
	for range burst {
		b, over, err := s.next()
		switch {
		case b != nil:
			s.conn.Consumed(len(b))
			s.n.ticks.Enter(s.async, func() { s.received(b) })
		case over:
			s.told = true
			s.update()
			if err == nil {
				s.n.ticks.Enter(s.async, s.ended)
			} else {
				s.n.call(s.async, s.n.events.fail, s.obj, s.n.failure(err, "read"))
			}
			return
		default:
			return
		}
	}
	s.mu.Lock()
	s.posted = false
	s.wake()
	s.mu.Unlock()
}

// next takes one chunk, or the end. Without either the delivery is over, and
// later news post another.
func (s *stream) next() (b []byte, over bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reading && !s.closed && !s.told {
		if len(s.chunks) > 0 {
			b = s.chunks[0]
			s.chunks[0] = nil
			s.chunks = s.chunks[1:]
			return b, false, nil
		}
		if s.over {
			return nil, true, s.readErr
		}
	}
	if len(s.chunks) == 0 {
		s.chunks = nil
	}
	s.posted = false
	return nil, false, nil
}

// waiting counts the bytes that JavaScript was not given yet.
func (s *stream) waiting() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, b := range s.chunks {
		n += len(b)
	}
	return int64(n)
}

// hasUnread tells whether something has come that JavaScript was not given yet.
func (s *stream) hasUnread() bool {
	return s.waiting() > 0 || s.conn != nil && !s.closed && s.conn.HasUnread()
}

// readStart allows reading again; what waits is delivered from the loop.
func (s *stream) readStart() {
	if s.closed || s.conn == nil || s.reading {
		return
	}
	s.reading = true
	s.mu.Lock()
	if len(s.chunks) > 0 || s.over {
		s.wake()
	}
	s.mu.Unlock()
	s.conn.ReadStart()
	s.update()
}

func (s *stream) readStop() {
	if s.closed || !s.reading {
		return
	}
	s.reading = false
	if s.conn != nil {
		s.conn.ReadStop()
	}
	s.update()
}

// close ends everything; JavaScript hears of it in the close phase, after each
// call: a script may close a handle behind its socket's back.
func (s *stream) close(reset bool) {
	defer s.n.host.Loop().AtClose(s.closedNow)
	if s.closed {
		return
	}
	s.total = s.counts()
	s.closed = true
	if s.connecting {
		s.connecting = false
		s.cancel()
	}
	if s.conn != nil {
		if reset {
			s.conn.PrepareReset()
		}
		s.n.forget(s)
		if !s.conn.TryClose() {
			s.n.host.Go(func(context.Context) { s.conn.CloseWait() })
		}
	}
	s.update()
}

// Detach takes the connection out, with what JavaScript was not given yet put
// in front; how tls gets at the bytes below a socket. The handle can only be
// closed afterwards. It is called on the loop.
func (s *stream) Detach() (*transport.Detached, error) {
	if s.conn == nil || s.closed {
		return nil, net.ErrClosed
	}
	d, err := s.conn.Detach()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	for _, b := range s.chunks {
		d.Unread(b)
	}
	s.chunks = nil
	if s.over {
		d.SetEnd(s.readErr)
	}
	s.mu.Unlock()
	s.reading = false
	s.update()
	return d, nil
}

// Context is the asynchronous context of what happens to the handle; TLS over it
// ends in it.
func (s *stream) Context() *ticks.Context { return s.async }

// Conn is the pump, nil before the handle is connected.
func (s *stream) Conn() *transport.Conn { return s.conn }
