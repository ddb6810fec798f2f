package transport

import (
	"net"
	"slices"
	"sync"
	"time"
)

// patience is how long a connection waits for a busy taker whose turn it is,
// while another may sleep. Time in which this process got no processor does not
// count: a taker that the machine holds up keeps its turn.
const patience = 2 * time.Millisecond

// Shared is one listening socket with several takers. Connections wait in one
// queue; a taker is woken, each in its turn, and takes the oldest when it comes
// to it; where it is busy and does not come soon, the next is woken too. So one
// that is busy holds up nobody, and one that goes away takes no connection along that it has
// not taken. Any goroutine may call the methods.
type Shared struct {
	acceptor  *Acceptor
	wakeAll   bool
	mu        sync.Mutex
	queue     []net.Conn
	takers    []*Taker
	next      int           // whose turn it is
	late      *time.Timer   // calls hurry
	spent     time.Duration // processorTime when it was set
	final     error
	forgotten bool // the last taker has left
	kept      map[any]any
}

// Share starts accepting on l, which belongs to it from then on. With wakeAll
// every idle taker is woken for a connection and the first gets it; without it
// they take turns. The socket is closed when the last taker leaves; somebody
// has to join.
func Share(l net.Listener, wakeAll bool) *Shared {
	s := &Shared{wakeAll: wakeAll, kept: map[any]any{}}
	s.late = time.AfterFunc(patience, s.hurry)
	s.mu.Lock() // what comes at once waits until the acceptor is there
	defer s.mu.Unlock()
	s.acceptor = NewAcceptor(l, s)
	return s
}

// Join adds a taker. It is nil after the last one has left.
func (s *Shared) Join() *Taker {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.forgotten {
		return nil
	}
	t := &Taker{shared: s, idle: always, woken: true, left: make(chan struct{})} // asleep until Start
	s.takers = append(s.takers, t)
	return t
}

// Accepted implements [AcceptSink].
func (s *Shared) Accepted(nc net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.forgotten {
		_ = nc.Close()
		return
	}
	s.queue = append(s.queue, nc)
	s.rouse()
}

// bePatient lets a busy taker some time, after which another is woken.
func (s *Shared) bePatient() {
	s.spent = processorTime()
	s.late.Reset(patience)
}

func (s *Shared) hurry() {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case len(s.queue) == 0:
	case processorTime()-s.spent < patience/2:
		s.late.Reset(patience)
	default:
		s.rouse()
	}
}

// AcceptError implements [AcceptSink].
func (s *Shared) AcceptError(err error, final bool) {
	if !final {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.final = err
	for _, t := range s.takers {
		t.rouse()
	}
}

// rouse wakes the next taker that is not awake already, or all of them.
func (s *Shared) rouse() {
	n := len(s.takers)
	for i := range n {
		at := (s.next + i) % n
		t := s.takers[at]
		idle := t.idle()
		if t.rouse() && !s.wakeAll {
			s.next = (at + 1) % n
			if !idle {
				s.bePatient()
			}
			return
		}
	}
}

// Taker is one of those who share a listening socket. It is what such a Listen
// returns as its [net.Listener]; whoever can calls Start and Take, so that
// nothing is accepted before somebody has time for it.
type Taker struct {
	shared *Shared
	wake   func() bool
	idle   func() bool
	woken  bool // and has not come yet
	gone   bool
	left   chan struct{}
}

// Start names the function that tells the taker of a connection, and one that
// tells whether the taker would come to it at once. wake is called once, and
// again after each Take that left some; it reports false when nobody will come.
// Neither may block.
func (t *Taker) Start(wake, idle func() bool) {
	s := t.shared
	s.mu.Lock()
	defer s.mu.Unlock()
	t.wake, t.idle, t.woken = wake, idle, false
	if len(s.queue) > 0 || s.final != nil {
		t.rouse()
	}
}

func (t *Taker) rouse() bool {
	if t.woken || t.gone {
		return false
	}
	t.woken = t.wake()
	return t.woken
}

// Take returns the connection that has waited longest, or nil when others have
// taken all, or the error that ended the listening.
func (t *Taker) Take() (net.Conn, error) {
	s := t.shared
	s.mu.Lock()
	defer s.mu.Unlock()
	t.woken = false
	if t.gone {
		return nil, net.ErrClosed
	}
	if len(s.queue) == 0 {
		err := s.final
		if err != nil {
			t.woken = true // nothing comes any more
		}
		return nil, err
	}
	nc := s.queue[0]
	s.queue[0] = nil
	s.queue = s.queue[1:]
	s.acceptor.Taken()
	if len(s.queue) > 0 || s.final != nil {
		t.rouse()
		s.bePatient() // until this one has looked after what it took
	}
	return nc, nil
}

func always() bool { return true }

// Accept implements [net.Listener] for those that do not know of Start.
func (t *Taker) Accept() (net.Conn, error) {
	awake := make(chan struct{}, 1)
	t.Start(func() bool { awake <- struct{}{}; return true }, always)
	for {
		select {
		case <-awake:
			if nc, err := t.Take(); nc != nil || err != nil {
				return nc, err
			}
		case <-t.left:
			return nil, net.ErrClosed
		}
	}
}

// Close implements [net.Listener].
func (t *Taker) Close() error {
	t.Leave(nil)
	return nil
}

// Addr implements [net.Listener].
func (t *Taker) Addr() net.Addr { return t.shared.acceptor.Addr() }

// Keep returns the value under key, made by init for the first of the takers
// that asks: what servers share besides the socket. init must not call back.
func (t *Taker) Keep(key any, init func() any) any {
	s := t.shared
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.kept[key]
	if !ok {
		v = init()
		s.kept[key] = v
	}
	return v
}

// Leave ends the taker's part and reports whether it was the last, which closes
// the socket and what waits in the queue, at once. done, which may be nil, is
// called from a goroutine of its own when nothing of it runs any more.
func (t *Taker) Leave(done func()) bool {
	s := t.shared
	s.mu.Lock()
	if !t.gone {
		t.gone = true
		close(t.left)
		s.remove(t)
	}
	last := s.forgotten
	waiting := s.queue
	if last {
		s.queue = nil
	}
	s.mu.Unlock()
	if last {
		s.acceptor.Close(done)
		for _, nc := range waiting {
			_ = nc.Close()
		}
	} else if done != nil {
		go done()
	}
	return last
}

// remove hands what t was woken for to the next.
func (s *Shared) remove(t *Taker) {
	i := slices.Index(s.takers, t)
	s.takers = slices.Delete(s.takers, i, i+1)
	if i < s.next {
		s.next--
	}
	if len(s.takers) == 0 {
		s.forgotten = true
		return
	}
	s.next %= len(s.takers)
	if len(s.queue) > 0 {
		s.rouse()
	}
}
