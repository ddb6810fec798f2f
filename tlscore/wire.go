package tlscore

import (
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"tlsjs/internal/transport"
)

// wire is the net.Conn below crypto/tls. It follows record boundaries in both
// directions, which lets it do what crypto/tls has no hook for:
//
//   - look at a ClientHello before an engine is chosen, and replay it;
//   - keep the plaintext of the handshake, from which the Finished values follow;
//   - tell a close_notify from a transport that merely ended;
//   - count bytes with TLS's own overhead, and records since ChangeCipherSpec,
//     which are the sequence numbers that a take-over needs;
//   - stop before a renegotiation, which crypto/tls cannot do;
//   - go silent, so that nothing follows a fatal alert or a cut connection.
//
// Read is called by one goroutine at a time and Write by one at a time, as
// crypto/tls locks; everything else is safe from any goroutine.
type wire struct {
	raw net.Conn

	// replay holds bytes that were looked at before crypto/tls started. Only
	// the reading goroutine touches it.
	replay []byte
	// lazy reads ahead, into replay, where the transport is a socket; nil
	// elsewhere. Reader only.
	lazy *transport.LazyReader
	// pendingErr is an error that came along with bytes. Reader only.
	pendingErr error
	// dry makes Read fail instead of asking the transport. Reader only.
	dry bool
	// held is the beginning of a renegotiation, as much of it as has come.
	// crypto/tls never sees it: another engine can take over from here. Reader
	// only.
	held []byte

	// leave makes Read stop at the next record, for another engine to go on
	// from there.
	leave atomic.Bool
	// deadline guards the transport's deadlines: a kick, which makes a Read
	// that waits look at leave, sets one of its own.
	deadline struct {
		sync.Mutex
		set    time.Time
		kicked bool
		left   bool      // crypto/tls has left: a kick would hit its successor
		write  time.Time // the writing side's, for an engine that takes over
	}
	// writing is held while a record goes out; diverted says that crypto/tls
	// writes no more.
	writing  sync.Mutex
	diverted bool

	in, out   recordFollower
	handshake *transcript
	// beforeIO runs once, before the next Read or Write, in the handshake's
	// goroutine; see steerHello.
	beforeIO func()

	// kept is the last flight of a handshake that waits for release.
	outLock   sync.Mutex
	kept      []byte
	gate      chan struct{} // not nil while flights are kept; closed by release
	full      bool          // the handshake is over: writers wait at the gate
	releasing bool          // kept is on its way out
	// holdLast makes a server keep its last flight. It is set before the first byte
	// of ours, by the goroutine of the handshake.
	holdLast bool

	sealed sealed

	bytesIn, bytesOut atomic.Int64
	trace             atomic.Pointer[tracer]
	ended             atomic.Bool // the transport ended (EOF)
	silent            atomic.Bool // nothing more goes out
}

func newWire(raw net.Conn) *wire {
	w := &wire{raw: raw, handshake: &transcript{}}
	w.sealed.try, w.lazy = transport.Nonblocking(raw), transport.NewLazyReader(raw)
	w.in.watch = true
	w.in.sink, w.out.sink = w.handshake.side(false), w.handshake.side(true)
	return w
}

// errRenegotiation comes out of Read when the peer begins a renegotiation,
// after everything before it. The record stays in held.
var errRenegotiation = errors.New("the peer begins a renegotiation")

// errLeave comes out of Read at a record's beginning, when we begin one.
var errLeave = errors.New("another engine goes on from here")

// errDiverted comes out of Write once another engine writes.
var errDiverted = errors.New("another engine writes")

// Read implements net.Conn for crypto/tls.
func (w *wire) Read(p []byte) (int, error) {
	w.runBeforeIO()
	for {
		w.passFinished()
		if err := w.stops(); err != nil {
			return 0, err
		}
		n, err := w.next(p, true)
		if n == 0 && w.unkick(err) {
			continue
		}
		passed := w.in.follow(p[:n], w.leave.Load())
		if passed < n {
			w.held = append([]byte(nil), p[passed:n]...)
			if passed == 0 {
				continue
			}
		}
		return passed, err
	}
}

// passFinished lets one record go that looked like a renegotiation while the
// handshake is still going on: a peer may send its Finished in several records
// (RFC 5246 section 6.2.1). crypto/tls asks for no byte after it, so a Read
// that comes before the end wants the rest of it.
func (w *wire) passFinished() {
	if w.held == nil || w.leave.Load() || w.over() {
		return
	}
	w.replay = append(w.held, w.replay...)
	w.held, w.in.pass = nil, true
}

// over reports whether the first handshake is.
func (w *wire) over() bool {
	w.outLock.Lock()
	defer w.outLock.Unlock()
	return w.full
}

// stops tells why crypto/tls gets no more bytes, nil if it does.
func (w *wire) stops() error {
	if w.held == nil && !(w.leave.Load() && w.in.atBoundary()) {
		return nil
	}
	if w.leave.Load() {
		return errLeave
	}
	return errRenegotiation
}

// setReadDeadline sets the transport's, unless a kick is under way; it then
// counts from the kick's end.
func (w *wire) setReadDeadline(t time.Time) error {
	w.deadline.Lock()
	defer w.deadline.Unlock()
	w.deadline.set = t
	if w.deadline.kicked {
		return nil
	}
	return w.raw.SetReadDeadline(t)
}

// setWriteDeadline sets the transport's and keeps it.
func (w *wire) setWriteDeadline(t time.Time) error {
	w.deadline.Lock()
	defer w.deadline.Unlock()
	w.deadline.write = t
	return w.raw.SetWriteDeadline(t)
}

// writeDeadline is the one that was set last.
func (w *wire) writeDeadline() time.Time {
	w.deadline.Lock()
	defer w.deadline.Unlock()
	return w.deadline.write
}

// kick makes a Read that waits for the transport look at leave. Once crypto/tls has
// left it does nothing: its reader may have seen leave by itself before.
func (w *wire) kick() {
	w.deadline.Lock()
	defer w.deadline.Unlock()
	if w.deadline.left {
		return
	}
	w.deadline.kicked = true
	_ = w.raw.SetReadDeadline(time.Unix(1, 0)) // without deadlines the next byte does it
}

// unkick ends a kick, and reports whether err is its timeout.
func (w *wire) unkick(err error) bool {
	if !w.leave.Load() {
		return false
	}
	w.deadline.Lock()
	defer w.deadline.Unlock()
	if !w.deadline.kicked {
		return false
	}
	w.deadline.kicked = false
	_ = w.raw.SetReadDeadline(w.deadline.set) // a transport that has failed says so to Read
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout() && !w.dry
}

// endKicks ends a kick and those to come: crypto/tls has left.
func (w *wire) endKicks() {
	w.unkick(nil)
	w.deadline.Lock()
	defer w.deadline.Unlock()
	w.deadline.left = true
}

// next reads what was looked at before, then from the transport. From a socket
// it takes all that has come, and with byRecord gives no more than the rest of a
// record: crypto/tls decrypts one at a time, and what else is here can be seen and
// read without asking the transport (see readEarly and HasAhead).
func (w *wire) next(p []byte, byRecord bool) (int, error) {
	if len(w.replay) == 0 {
		if w.lazy == nil || w.dry || w.pendingErr != nil {
			return w.readRaw(p)
		}
		b, err := w.readLazy()
		if len(b) == 0 {
			return 0, err
		}
		w.replay = b
	}
	if byRecord {
		p = p[:min(len(p), w.in.rest(w.replay))]
	}
	n := copy(p, w.replay)
	if w.replay = w.replay[n:]; len(w.replay) > 0 {
		return n, nil
	}
	w.replay = nil // an empty slice would still hold its memory
	if w.lazy != nil {
		w.lazy.Free()
	}
	return n, nil
}

// holdsRecord reports whether a whole record is here that crypto/tls has not got.
func (w *wire) holdsRecord() bool {
	return w.held == nil && len(w.replay) > recordHeaderLen && w.in.atBoundary() && w.in.rest(w.replay) <= len(w.replay)
}

// readLazy reads what has come, and counts. The bytes are valid until lazy.Free.
func (w *wire) readLazy() ([]byte, error) {
	b, err := w.lazy.Read()
	w.bytesIn.Add(int64(len(b)))
	w.trace.Load().feed(false, b)
	if err == io.EOF {
		w.ended.Store(true)
	}
	return b, err
}

// readRaw reads from the transport, counts, and reports an error only once the
// bytes that came with it are gone.
func (w *wire) readRaw(p []byte) (int, error) {
	if w.dry {
		return 0, errWouldBlock
	}
	n, err := 0, w.pendingErr
	if err == nil {
		n, err = w.raw.Read(p)
		w.bytesIn.Add(int64(n))
		w.trace.Load().feed(false, p[:n])
	}
	if err != nil && n > 0 {
		// A timeout is not kept: the next Read finds its own.
		if ne, ok := err.(net.Error); !ok || !ne.Timeout() {
			w.pendingErr = err
		}
		return n, nil
	}
	if err == io.EOF {
		w.ended.Store(true)
	}
	return n, err
}

// Write implements net.Conn for crypto/tls. A silent wire swallows everything.
func (w *wire) Write(p []byte) (int, error) {
	w.runBeforeIO()
	if w.silent.Load() {
		return len(p), nil
	}
	w.writing.Lock()
	defer w.writing.Unlock()
	if w.diverted {
		return 0, errDiverted
	}
	w.holdFlight(p)
	w.out.follow(p, false)
	if w.sealed.open.Load() {
		return len(p), w.collect(p)
	}
	if w.keep(p) {
		return len(p), nil
	}
	return w.writeRaw(p)
}

// divert waits until the record that crypto/tls is writing is out, and keeps
// it from writing another.
func (w *wire) divert() {
	w.writing.Lock()
	w.diverted = true
	w.writing.Unlock()
}

// keep keeps p if it belongs to a flight that waits. What comes after the
// handshake waits here itself.
func (w *wire) keep(p []byte) bool {
	w.outLock.Lock()
	gate, full := w.gate, w.full
	if gate != nil && !full {
		w.kept = append(w.kept, p...)
	}
	w.outLock.Unlock()
	if gate == nil {
		return false
	}
	if full {
		<-gate
	}
	return !full
}

// withhold keeps what the handshake writes from now on.
func (w *wire) withhold() {
	w.outLock.Lock()
	w.gate = make(chan struct{})
	w.outLock.Unlock()
}

// holdFlight withholds the last flight of a full handshake in TLS 1.2 and below,
// if that is wanted and p begins it: with ChangeCipherSpec, or with the
// NewSessionTicket before it, both in the clear. In a resumption both are sent in
// one flight with the ServerHello, and the client has the last word.
func (w *wire) holdFlight(p []byte) {
	const newSessionTicket = 4
	if !w.holdLast || len(p) <= recordHeaderLen {
		return
	}
	if p[0] == recordChangeCipherSpec || p[0] == recordHandshake && p[recordHeaderLen] == newSessionTicket {
		w.holdLast = false
		w.withhold()
	}
}

// handshakeDone ends the flight that withhold keeps.
func (w *wire) handshakeDone() {
	w.outLock.Lock()
	w.full = true
	w.outLock.Unlock()
	w.sealed.open.Store(w.sealed.try != nil)
}

// release opens the gate; with send it sends what was kept first.
func (w *wire) release(send bool) error {
	w.outLock.Lock()
	kept, gate := w.kept, w.gate
	w.kept, w.releasing = nil, true
	w.outLock.Unlock()
	var err error
	if send && len(kept) > 0 && !w.silent.Load() {
		_, err = w.writeRaw(kept)
	}
	w.outLock.Lock()
	defer w.outLock.Unlock()
	if w.gate != nil && w.gate == gate {
		close(gate)
		w.gate = nil
	}
	return err
}

// tryRelease is release for a goroutine that must not wait. Where it would have
// to it reports false, and release does the rest.
func (w *wire) tryRelease() bool {
	w.outLock.Lock()
	defer w.outLock.Unlock()
	switch {
	case w.gate == nil:
		return true
	case w.releasing || w.sealed.try == nil || w.silent.Load():
		return false
	}
	n, err := w.sealed.try(w.kept)
	w.bytesOut.Add(int64(n))
	w.trace.Load().feed(true, w.kept[:n])
	if w.kept = w.kept[n:]; err != nil || len(w.kept) > 0 {
		return false
	}
	close(w.gate)
	w.kept, w.gate = nil, nil
	return true
}

func (w *wire) writeRaw(p []byte) (int, error) {
	n, err := w.raw.Write(p)
	w.bytesOut.Add(int64(n))
	w.trace.Load().feed(true, p[:n])
	return n, err
}

func (w *wire) runBeforeIO() {
	if f := w.beforeIO; f != nil {
		w.beforeIO = nil
		f()
	}
}

// sendAlert writes a fatal alert in the clear, for refusals that fall before
// crypto/tls has begun, and goes silent.
func (w *wire) sendAlert(alert uint8) {
	const fatal = 2
	if alert != 0 && !w.silent.Load() {
		_, _ = w.writeRaw([]byte{recordAlert, 3, 3, 0, 2, fatal, alert}) // the peer may be gone already
	}
	w.silence()
}

// silence makes every later Write disappear.
func (w *wire) silence() { w.silent.Store(true) }

// Close implements net.Conn.
func (w *wire) Close() error {
	err := w.raw.Close()
	_ = w.release(false)
	w.trace.Load().end()
	return err
}

// CloseWrite half-closes the transport if it can.
func (w *wire) CloseWrite() error {
	w.keep(nil)
	if half, ok := w.raw.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// LocalAddr implements net.Conn. It is never nil.
func (w *wire) LocalAddr() net.Addr { return addrOrUnknown(w.raw.LocalAddr()) }

// RemoteAddr implements net.Conn. It is neither nil nor without a name, because
// crypto/tls names a client session by it and keeps none that has no name.
func (w *wire) RemoteAddr() net.Addr {
	if a := addrOrUnknown(w.raw.RemoteAddr()); a.String() != "" {
		return a
	}
	return unknownAddr{}
}

// SetDeadline, SetReadDeadline and SetWriteDeadline do nothing: only
// crypto/tls calls them here (to bound its close_notify, and then to forbid
// all writing, which would also forbid it to a TLS connection around us).
// Conn sets deadlines on the transport itself.
func (w *wire) SetDeadline(time.Time) error { return nil }

// SetReadDeadline does nothing, see SetDeadline.
func (w *wire) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline does nothing, see SetDeadline.
func (w *wire) SetWriteDeadline(time.Time) error { return nil }

type unknownAddr struct{}

func (unknownAddr) Network() string { return "unknown" }
func (unknownAddr) String() string  { return "unknown" }

func addrOrUnknown(a net.Addr) net.Addr {
	if a == nil {
		return unknownAddr{}
	}
	return a
}
