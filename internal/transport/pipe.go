package transport

import (
	"errors"
	"net"
	"sync"
	"sync/atomic"
)

// ErrPiped says that the source already feeds another connection.
var ErrPiped = errors.New("connection is already piped")

// ErrBusy says that the source's owner still has bytes to pass on.
var ErrBusy = errors.New("connection has bytes on their way")

// Filter changes bytes on their way through a [Piping]. Its methods are called
// one after the other.
type Filter interface {
	// Pass returns what the next bytes give, in pieces that may lie in b; with
	// last nothing follows. Bytes may wait for more.
	Pass(b []byte, last bool) [][]byte
	// Kept returns the bytes that wait.
	Kept() []byte
}

// Piping moves bytes from one Conn to another without their owners. It is the
// source's sink for as long as it lasts.
type Piping struct {
	dst, src *Conn
	sink     Sink // the source's own
	filter   Filter
	failed   func(error)
	moved    atomic.Int64

	mu      sync.Mutex
	broken  bool
	stopped bool
	owed    int      // credit of chunks that could not be written
	unsent  [][]byte // read after dst had failed
}

// Pipe makes dst send whatever src reads, in the order in which it is read and
// after what is already queued at dst; dst may be src. The source reads on only
// while less than its credit waits at dst, so a slow reader there slows the
// peer here. The end and read errors of src still go to its own sink, after the
// last byte was queued: its owner decides whether dst ends too. failed (not
// nil) is called once, on dst's writer goroutine, if dst cannot be written to;
// the owner then calls Stop. ready (which may be nil) is asked while src's sink
// is certain not to be called: it gives up what the owner was given and has not
// passed on, which goes first, or says that order would be lost; then Pipe
// returns [ErrBusy].
// Reading must be allowed by ReadStart as ever. A filter (nil for none) is asked
// for what to send; bytes that wait in it go back to src's sink by Stop.
func Pipe(dst, src *Conn, filter Filter, ready func() ([][]byte, bool), failed func(error)) (*Piping, error) {
	src.deliver.Lock()
	defer src.deliver.Unlock()
	p, waiting, err := newPiping(dst, src, filter, ready, failed)
	if err != nil {
		return nil, err
	}
	for _, b := range waiting {
		p.Data(b)
	}
	return p, nil
}

// newPiping puts a piping into src's sink's place. src.deliver is held.
func newPiping(dst, src *Conn, filter Filter, ready func() ([][]byte, bool), failed func(error)) (*Piping, [][]byte, error) {
	src.mu.Lock()
	defer src.mu.Unlock()
	if src.closed || src.detached {
		return nil, nil, net.ErrClosed
	}
	if _, ok := src.sink.(*Piping); ok {
		return nil, nil, ErrPiped
	}
	var waiting [][]byte
	if ready != nil {
		var ok bool
		if waiting, ok = ready(); !ok {
			return nil, nil, ErrBusy
		}
	}
	p := &Piping{dst: dst, src: src, sink: src.sink, filter: filter, failed: failed}
	src.sink = p
	return p, waiting, nil
}

// Stop gives the source back to its own sink and returns how many bytes were
// queued at dst. Those are dst's to send: what is written to dst after Stop
// comes after them. Nothing is lost that dst could take. It may be called
// again, and from any goroutine but those of the two Conns.
func (p *Piping) Stop() int64 {
	p.src.deliver.Lock()
	defer p.src.deliver.Unlock()
	p.src.mu.Lock()
	unsent := p.stopLocked()
	p.src.mu.Unlock()
	for _, b := range unsent {
		p.sink.Data(b)
	}
	return p.moved.Load()
}

// stopLocked restores the sink. src.deliver and src.mu are held.
func (p *Piping) stopLocked() [][]byte {
	if p.src.sink != Sink(p) {
		return nil
	}
	p.src.sink = p.sink
	p.mu.Lock()
	defer p.mu.Unlock()
	p.src.inflight = max(0, p.src.inflight-p.owed)
	if p.src.starved && p.src.inflight <= InFlight/2 {
		p.src.starved = false
		p.src.startReader()
	}
	unsent := p.unsent
	if p.filter != nil {
		if kept := p.filter.Kept(); len(kept) > 0 {
			unsent = append([][]byte{kept}, unsent...)
		}
	}
	p.stopped = true
	p.owed, p.unsent = 0, nil
	return unsent
}

// Moved counts the bytes queued at dst so far. Any goroutine may call it.
func (p *Piping) Moved() int64 { return p.moved.Load() }

// move queues what the source's reader brought. The caller runs dst's writeLoop
// when it says so, without a lock.
func (p *Piping) move(k chunk) (write bool) {
	p.mu.Lock()
	if p.broken {
		p.unsent = append(p.unsent, k.own())
		p.mu.Unlock()
		return false
	}
	p.mu.Unlock()
	size := len(k.b)
	p.moved.Add(int64(size))
	done := func(_ int, err error) {
		k.release()
		if err == nil {
			p.src.Consumed(size)
			return
		}
		p.mu.Lock()
		first, stopped := !p.broken, p.stopped
		p.broken = true
		if !stopped {
			p.owed += size
		}
		p.mu.Unlock()
		if stopped {
			p.src.Consumed(size)
		} else if first {
			p.failed(err)
		}
	}
	r := request{one: [1][]byte{k.b}, size: size, done: done}
	if p.filter != nil {
		r = vectored(p.filter.Pass(k.b, false), done)
	}
	p.dst.bytesWritten.Add(int64(r.size))
	p.dst.mu.Lock()
	defer p.dst.mu.Unlock()
	return p.dst.push(r)
}

// Data implements [Sink]; the reader calls move instead.
func (p *Piping) Data(b []byte) {
	if p.move(chunk{b: b}) {
		go p.dst.writeLoop()
	}
}

// End implements [Sink].
func (p *Piping) End() {
	if p.filter != nil {
		if rest := p.filter.Pass(nil, true); len(rest) > 0 {
			p.dst.WriteVectored(rest, nil)
		}
	}
	p.sink.End()
}

// ReadError implements [Sink].
func (p *Piping) ReadError(err error) { p.sink.ReadError(err) }
