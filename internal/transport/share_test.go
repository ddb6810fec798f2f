package transport

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"testing"
	"time"
)

// taker takes when it is told to, not before.
type taker struct {
	*Taker
	woken chan struct{}
	busy  atomic.Bool
}

func sharedListener(t *testing.T, wakeAll bool, takers int) (*Shared, []*taker) {
	t.Helper()
	l, err := Listen(context.Background(), "tcp", "127.0.0.1:0", ListenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s := Share(l, wakeAll)
	var list []*taker
	for range takers {
		k := &taker{Taker: s.Join(), woken: make(chan struct{}, 100)}
		k.Start(func() bool { k.woken <- struct{}{}; return true }, func() bool { return !k.busy.Load() })
		list = append(list, k)
	}
	return s, list
}

func connect(t *testing.T, s *Shared) net.Conn {
	t.Helper()
	nc, err := Dial(context.Background(), "tcp", s.acceptor.Addr().String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { nc.Close() })
	return nc
}

func (k *taker) wait(t *testing.T) {
	t.Helper()
	select {
	case <-k.woken:
	case <-time.After(10 * time.Second):
		t.Fatal("nobody was woken")
	}
}

func (k *taker) take(t *testing.T) {
	t.Helper()
	nc, err := k.Take()
	if nc == nil || err != nil {
		t.Fatalf("took %v, %v", nc, err)
	}
	nc.Close()
}

func closed(t *testing.T, leave func(done func()) bool) bool {
	t.Helper()
	done := make(chan struct{})
	last := leave(func() { close(done) })
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("leaving did not end")
	}
	return last
}

func TestTakersTakeTurns(t *testing.T) {
	s, k := sharedListener(t, false, 3)
	for range 2 {
		for _, next := range k {
			connect(t, s)
			next.wait(t)
			next.take(t)
		}
	}
	for i, next := range k {
		if last := closed(t, next.Leave); last != (i == 2) {
			t.Errorf("taker %d was the last: %v", i, last)
		}
	}
	if s.Join() != nil {
		t.Error("somebody joined a closed socket")
	}
	if _, err := net.Dial("tcp", s.acceptor.Addr().String()); err == nil {
		t.Error("the socket listens after the last has left")
	}
}

func TestABusyTakerHoldsUpNobody(t *testing.T) {
	s, k := sharedListener(t, false, 2)
	busy, idle := k[0], k[1]
	connect(t, s)
	busy.wait(t) // and does not come
	for range 5 {
		connect(t, s)
	}
	for range 6 {
		idle.wait(t)
		idle.take(t)
	}
	if nc, err := busy.Take(); nc != nil || err != nil {
		t.Errorf("something was left: %v, %v", nc, err)
	}
	closed(t, busy.Leave)
	closed(t, idle.Leave)
}

// spin is what a busy taker does.
func spin() (stop func()) {
	var stopped atomic.Bool
	done := make(chan struct{})
	go func() {
		defer close(done)
		for !stopped.Load() {
		}
	}()
	return func() { stopped.Store(true); <-done }
}

func TestABusyTakerIsPassedOver(t *testing.T) {
	s, k := sharedListener(t, false, 3)
	k[0].busy.Store(true)
	k[1].busy.Store(true)
	stop := spin()
	defer stop()
	connect(t, s)
	k[0].wait(t) // and does not come, nor does the next
	k[1].wait(t)
	k[2].wait(t)
	k[2].take(t)
	for _, late := range k[:2] {
		if nc, err := late.Take(); nc != nil || err != nil {
			t.Errorf("one connection was taken twice: %v, %v", nc, err)
		}
		closed(t, late.Leave)
	}
	closed(t, k[2].Leave)
}

func TestWhoLeavesTakesNothingAlong(t *testing.T) {
	s, k := sharedListener(t, false, 2)
	k[1].woken <- struct{}{}
	<-k[1].woken
	connect(t, s)
	k[0].wait(t)
	closed(t, k[0].Leave)
	k[1].wait(t)
	k[1].take(t)
	if _, err := k[0].Take(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("a taker that has left: %v", err)
	}
	closed(t, k[1].Leave)
	closed(t, k[1].Leave)
}

func TestWhoCannotComeIsPassedOver(t *testing.T) {
	s, k := sharedListener(t, false, 1)
	dead := s.Join()
	dead.Start(func() bool { return false }, always)
	for range 4 {
		connect(t, s)
		k[0].wait(t)
		k[0].take(t)
	}
	closed(t, dead.Leave)
	closed(t, k[0].Leave)
}

func TestFirstComeWakesAll(t *testing.T) {
	s, k := sharedListener(t, true, 2)
	connect(t, s)
	k[0].wait(t)
	k[1].wait(t)
	k[1].take(t)
	if nc, err := k[0].Take(); nc != nil || err != nil {
		t.Errorf("one connection was taken twice: %v, %v", nc, err)
	}
	closed(t, k[0].Leave)
	closed(t, k[1].Leave)
}

func TestWhatWaitsIsClosedWithTheSocket(t *testing.T) {
	s, k := sharedListener(t, false, 1)
	nc := connect(t, s)
	k[0].wait(t)
	closed(t, k[0].Leave)
	_ = nc.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := nc.Read(make([]byte, 1)); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a connection that nobody took: %v", err)
	}
}

func TestTakerIsAListener(t *testing.T) {
	s, k := sharedListener(t, false, 0)
	_ = k
	var l net.Listener = s.Join()
	connect(t, s)
	nc, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	nc.Close()
	time.AfterFunc(10*time.Millisecond, func() { l.Close() })
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Accept after Close: %v", err)
	}
}

func TestAllHearOfTheEnd(t *testing.T) {
	s := Share(brokenListener{}, false)
	k := &taker{Taker: s.Join(), woken: make(chan struct{}, 1)}
	k.Start(func() bool { k.woken <- struct{}{}; return true }, always)
	k.wait(t)
	if nc, err := k.Take(); nc != nil || err == nil {
		t.Errorf("took %v, %v", nc, err)
	}
}

func TestKeep(t *testing.T) {
	s, k := sharedListener(t, false, 2)
	a := k[0].Keep("key", func() any { return 1 })
	b := k[1].Keep("key", func() any { return 2 })
	if a != 1 || b != 1 {
		t.Errorf("kept %v and %v", a, b)
	}
	closed(t, k[0].Leave)
	closed(t, k[1].Leave)
	_ = s
}
