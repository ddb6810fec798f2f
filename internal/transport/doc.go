// Package transport is the byte pump below net and tls. It moves bytes between
// a net.Conn (TCP, unix, a pipe, a TLS connection, anything a host supplies)
// and one owner, usually an event loop, and never makes the owner wait.
//
//	peer ── net.Conn ── reader goroutine ── Sink ── owner (posts to its loop)
//	peer ── net.Conn ── writer goroutine ── queue ── Conn.Write
//
// # Goroutines
//
// A [Conn] has at most one reader goroutine, which exists only while reading is
// wanted and there is credit, and a writer goroutine only while its queue is
// not empty. Both have ended when the callback of [Conn.Close] runs. The
// methods of a Conn may be called from any goroutine and do not block, except
// where told. Callbacks run on a goroutine of the Conn: they must not block and
// must not call [Conn.Detach] or [Piping.Stop].
//
// # Back-pressure
//
// Inward: every byte given to [Sink.Data] is in flight until [Conn.Consumed]
// gives it back; with [InFlight] bytes out there the reader stops, the kernel's
// buffer fills and the peer feels it. Outward: [Conn.QueuedBytes] tells what
// waits; the owner decides when that is too much.
//
// # Without waiting
//
// [Conn.TryWrite], [Conn.TrySeal], [Conn.TryCloseWrite] and [Conn.TryClose] do at
// once what needs no waiting, on the caller's goroutine, and spare an event loop
// the way to another goroutine and back.
//
// # Memory
//
// A connection that waits holds no read buffer: on TCP and unix sockets a
// buffer is taken only when the system has bytes for it, elsewhere if the
// connection implements [ReadWaiter]. What is given to a Sink belongs to it.
package transport
