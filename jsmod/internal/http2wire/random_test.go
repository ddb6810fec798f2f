package http2wire

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// traffic is a pair whose sides do whatever they may, by chance.
type traffic struct {
	*pair
	*rand.Rand
	t     *testing.T
	want  map[*side]map[uint32][]byte // what each side is to receive
	left  map[*side]map[uint32][]byte // what each side still has to give to Data
	reset map[uint32]bool
	eaten map[*side]map[uint32]int
}

func newTraffic(t *testing.T, seed uint64) *traffic {
	r := rand.New(rand.NewPCG(seed, 0))
	window := func() []Setting { return []Setting{{SettingInitialWindowSize, uint32(r.IntN(100_000))}} }
	p := newPair(t, Options{Settings: window(), Padding: Padding(r.IntN(3))}, Options{
		Settings: append(window(), Setting{SettingMaxConcurrentStreams, uint32(1 + r.IntN(5))}), Padding: Padding(r.IntN(3))})
	p.piece = 1 + r.IntN(5000)
	x := &traffic{pair: p, Rand: r, t: t, reset: map[uint32]bool{}}
	maps := func() map[*side]map[uint32][]byte {
		return map[*side]map[uint32][]byte{p.client: {}, p.server: {}}
	}
	x.want, x.left = maps(), maps()
	x.eaten = map[*side]map[uint32]int{p.client: {}, p.server: {}}
	for _, d := range []*side{p.client, p.server} {
		d.eat = false
		d.on = func(e string) { x.told(d, e) }
	}
	return x
}

func (x *traffic) other(d *side) *side {
	if d == x.client {
		return x.server
	}
	return x.client
}

func (x *traffic) told(d *side, e string) {
	var id uint32
	if strings.HasPrefix(e, "error") {
		x.t.Fatal(e)
	}
	if _, err := fmt.Sscanf(e, "written %d false", &id); err == nil {
		x.more(d, id)
	}
	if _, err := fmt.Sscanf(e, "want %d", &id); err == nil {
		d.ok(d.s.Trailers(id, fields("t", "1")))
	}
	var code int
	if n, _ := fmt.Sscanf(e, "close %d %d", &id, &code); n == 2 && code != CodeNo {
		// A client that does not know the server's limit yet is refused.
		if code != CodeCancel && code != CodeRefusedStream {
			x.t.Fatal(e)
		}
		x.reset[id] = true
	}
	if _, err := fmt.Sscanf(e, "headers %d 0", &id); err == nil {
		d.ok(d.s.Respond(id, fields(":status", "200", "x", strings.Repeat("y", x.IntN(20_000))), false, x.IntN(2) == 0))
		x.give(d, id)
	}
}

// give has a side send a body on a stream.
func (x *traffic) give(d *side, id uint32) {
	body := make([]byte, x.IntN(3)*x.IntN(100_000))
	for i := range body {
		body[i] = byte(i + int(id))
	}
	x.want[x.other(d)][id], x.left[d][id] = body, body
	x.more(d, id)
}

func (x *traffic) more(d *side, id uint32) {
	rest, ok := x.left[d][id]
	if !ok {
		return
	}
	n := min(len(rest), x.IntN(70_000))
	end := n == len(rest) && x.IntN(2) == 0
	x.left[d][id] = rest[n:]
	if n == len(rest) {
		delete(x.left[d], id)
	}
	d.ok(d.s.Data(id, rest[:n], end))
	if n == len(rest) && !end {
		d.ok(d.s.End(id))
	}
}

func (x *traffic) step() {
	d := x.client
	if x.IntN(2) == 0 {
		d = x.server
	}
	switch x.IntN(12) {
	case 0, 1, 2:
		id, errno := x.client.s.Request(get("n", fmt.Sprint(x.IntN(50))), false, x.IntN(2) == 0, nil, false)
		x.client.ok(errno)
		x.give(x.client, id)
	case 3:
		d.s.Settings([]Setting{{SettingInitialWindowSize, uint32(x.IntN(100_000))}, {SettingHeaderTableSize, uint32(x.IntN(5000))}})
	case 4:
		for id := range d.s.streams {
			if x.IntN(4) == 0 {
				d.ok(d.s.Reset(id, CodeCancel))
			}
			break
		}
	case 5:
		d.ok(d.s.SetLocalWindowSize(int64(defaultWindow + x.IntN(100_000))))
	default:
		x.consume(d, x.IntN(50_000))
		x.carry(x.client, x.server)
		x.carry(x.server, x.client)
	}
	x.client.check()
	x.server.check()
}

func (x *traffic) consume(d *side, most int) {
	for id, body := range d.body {
		n := min(most, len(body)-x.eaten[d][id])
		x.eaten[d][id] += n
		d.s.Consumed(id, n)
	}
}

// Whatever the sides do, each byte of a stream that is not reset arrives, and
// neither side finds fault with the other.
func TestRandomTraffic(t *testing.T) {
	for seed := range uint64(10) {
		x := newTraffic(t, seed)
		for range 200 {
			x.step()
		}
		for _, d := range []*side{x.client, x.server} { // a window of 0 would last for ever
			x.run()
			d.s.Settings([]Setting{{SettingInitialWindowSize, defaultWindow}})
		}
		for i := 0; x.client.s.HasOpenStreams() || x.server.s.HasOpenStreams(); i++ {
			if i > 1000 {
				t.Fatalf("seed %d: streams do not end: %d, %d", seed, len(x.client.s.streams), len(x.server.s.streams))
			}
			x.run()
			x.consume(x.client, 1<<30)
			x.consume(x.server, 1<<30)
		}
		for _, d := range []*side{x.client, x.server} {
			for id, want := range x.want[d] {
				if !x.reset[id] && !bytes.Equal(d.body[id], want) {
					t.Fatalf("seed %d: stream %d: %d bytes of %d", seed, id, len(d.body[id]), len(want))
				}
			}
			d.check()
			if in := &d.s.in; in.window+in.credit != in.size {
				t.Fatalf("seed %d: of a window of %d there are %d and %d left", seed, in.size, in.window, in.credit)
			}
		}
	}
}
