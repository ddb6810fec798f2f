package jsmod

import (
	"context"
	"fmt"
	"net"
	"sync"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/module"
)

// listeners are the listening sockets that some runtimes share, by what was
// asked for.
type listeners struct {
	firstCome bool // whoever is idle first takes a connection; else by turns

	mu   sync.Mutex
	open map[listenKey]*transport.Shared

	packets packets
}

// listenKey tells sockets apart. Index counts the calls of one runtime for the
// same address: the first listen(0) of each worker is one port, the second
// another.
type listenKey struct {
	network, address string
	ipv6Only         bool
	index            int
}

func newListeners(firstCome bool) *listeners {
	return &listeners{firstCome: firstCome, open: map[listenKey]*transport.Shared{},
		packets: packets{open: map[listenKey]*packetSocket{}}}
}

// sharedNet is a granted network whose listening sockets are shared with the
// other members. What is granted is the same for all of them.
type sharedNet struct {
	module.Net
	group *listeners
	calls calls
}

// calls numbers the calls of one runtime.
type calls struct {
	mu    *sync.Mutex
	byKey map[listenKey]*callCount // by key with index 0
}

func newCalls() calls { return calls{mu: new(sync.Mutex), byKey: map[listenKey]*callCount{}} }

// callCount numbers the calls for one address; the count begins anew when none
// of their sockets is left.
type callCount struct{ next, open int }

// member makes the network of one more runtime; nil where none is granted.
func (ls *listeners) member(granted module.Net) module.Net {
	if granted == nil {
		return nil
	}
	return &sharedNet{Net: granted, group: ls, calls: newCalls()}
}

// Listen implements [module.Net].
func (n *sharedNet) Listen(ctx context.Context, network, address string, opt module.ListenOptions) (net.Listener, error) {
	if opt.Exclusive || opt.ReusePort {
		return n.Net.Listen(ctx, network, address, opt)
	}
	base := listenKey{network: network, address: address, ipv6Only: opt.IPv6Only}
	key := base
	key.index = n.calls.begin(base)
	t, err := n.group.join(key, func() (net.Listener, error) {
		return n.Net.Listen(ctx, network, address, opt)
	})
	if err != nil {
		n.calls.end(base)
		return nil, err
	}
	return &sharedListener{Taker: t, leave: sync.OnceFunc(func() { n.calls.end(base) }), group: n.group, key: key}, nil
}

func (n calls) begin(base listenKey) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	c := n.byKey[base]
	if c == nil {
		c = &callCount{}
		n.byKey[base] = c
	}
	c.next++
	c.open++
	return c.next - 1
}

func (n calls) end(base listenKey) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if c := n.byKey[base]; c != nil {
		if c.open--; c.open == 0 {
			delete(n.byKey, base)
		}
	}
}

// join finds the socket or binds it.
func (ls *listeners) join(key listenKey, bind func() (net.Listener, error)) (*transport.Taker, error) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if s := ls.open[key]; s != nil {
		if t := s.Join(); t != nil {
			return t, nil
		}
	}
	l, err := bind()
	if err != nil {
		return nil, err
	}
	if l == nil {
		return nil, fmt.Errorf("listen %s %s: the network returned no listener", key.network, key.address)
	}
	s := transport.Share(l, ls.firstCome)
	ls.open[key] = s
	return s.Join(), nil
}

// sharedListener is one runtime's part of a shared socket; jsmod/net finds the
// [transport.Taker] in it.
type sharedListener struct {
	*transport.Taker
	leave func()
	group *listeners
	key   listenKey
}

// Close implements [net.Listener].
func (l *sharedListener) Close() error {
	l.Leave(nil)
	return nil
}

// Leave is [transport.Taker.Leave]. The address is free again when the last has
// left, for whoever asks next.
func (l *sharedListener) Leave(done func()) bool {
	l.group.mu.Lock()
	defer l.group.mu.Unlock()
	last := l.Taker.Leave(done)
	if last {
		delete(l.group.open, l.key)
	}
	l.leave()
	return last
}
