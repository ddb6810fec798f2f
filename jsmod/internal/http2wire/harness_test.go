package http2wire

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// side is a session whose events are written down.
type side struct {
	t    testing.TB
	s    *Session
	log  []string
	on   func(event string) // told each event, may be nil
	body map[uint32][]byte
	eat  bool // data is consumed at once
	sent bool // Send was told
}

func newSide(t testing.TB, opt Options) *side {
	d := &side{t: t, body: map[uint32][]byte{}, eat: true}
	if opt.Now == nil {
		opt.Now = func() time.Time { return time.Unix(1e9, 0) }
	}
	d.s = NewSession(d, opt)
	d.sent = true
	return d
}

func (d *side) note(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	d.log = append(d.log, text)
	if d.on != nil {
		d.on(text)
	}
}

func text(fields []Field) string {
	var b strings.Builder
	for _, f := range fields {
		fmt.Fprintf(&b, " %s=%s", f.Name, f.Value)
	}
	return b.String()
}

func (d *side) Headers(id uint32, category Category, end bool, fields []Field) {
	d.note("headers %d %d %v%s", id, category, end, text(fields))
}
func (d *side) PushPromise(parent, id uint32, fields []Field) {
	d.note("push %d %d%s", parent, id, text(fields))
}
func (d *side) Data(id uint32, b []byte) {
	d.body[id] = append(d.body[id], b...)
	if d.on != nil {
		d.on(fmt.Sprintf("data %d", id))
	}
	if d.eat {
		d.s.Consumed(id, len(b))
	}
}
func (d *side) End(id uint32)                     { d.note("end %d", id) }
func (d *side) Close(id, code uint32)             { d.note("close %d %d", id, code) }
func (d *side) Written(id uint32, cancelled bool) { d.note("written %d %v", id, cancelled) }
func (d *side) WantTrailers(id uint32)            { d.note("want %d", id) }
func (d *side) Settings()                         { d.note("settings") }
func (d *side) SettingsAck()                      { d.note("ack") }
func (d *side) Ping(p [8]byte)                    { d.note("ping %s", p[:]) }
func (d *side) Pong(p [8]byte)                    { d.note("pong %s", p[:]) }
func (d *side) Goaway(code, last uint32, data []byte) {
	d.note("goaway %d %d %s", code, last, data)
}
func (d *side) Altsvc(id uint32, origin, value string) { d.note("altsvc %d %s %s", id, origin, value) }
func (d *side) Origin(origins []string)                { d.note("origin %v", origins) }
func (d *side) Priority(id uint32, p Priority)         { d.note("priority %d %v", id, p) }
func (d *side) FrameError(id uint32, kind byte, e Errno) {
	d.note("frameError %d %d %d", id, kind, e)
}
func (d *side) Error(f *Failure) { d.note("error %d %d %s", f.Code, f.Errno, f.Reason) }
func (d *side) Send()            { d.sent = true }

// pair are a client and a server that talk to each other.
type pair struct {
	client, server *side
	piece          int // how many bytes go over at once, 0 for all
}

func newPair(t testing.TB, client, server Options) *pair {
	server.Server = true
	return &pair{client: newSide(t, client), server: newSide(t, server)}
}

// run carries bytes until there are none. A side that has not told that it has
// some is not asked.
func (p *pair) run() {
	for moved := true; moved; {
		moved = p.carry(p.client, p.server)
		if p.carry(p.server, p.client) {
			moved = true
		}
	}
}

func (p *pair) carry(from, to *side) bool {
	if !from.sent {
		return false
	}
	from.sent = false
	b := from.s.Take()
	n := p.piece
	if n == 0 {
		n = len(b)
	}
	for rest := b; len(rest) > 0; {
		k := min(n, len(rest))
		to.s.Receive(rest[:k])
		rest = rest[k:]
	}
	return true
}

// got compares what was told since the last time, but for the settings.
func (d *side) got(want ...string) {
	d.t.Helper()
	var log []string
	for _, e := range d.log {
		if e != "settings" && e != "ack" {
			log = append(log, e)
		}
	}
	d.log = nil
	if strings.Join(log, "\n") != strings.Join(want, "\n") {
		d.t.Fatalf("got\n  %s\nwant\n  %s", strings.Join(log, "\n  "), strings.Join(want, "\n  "))
	}
}

func fields(pairs ...string) []Field {
	var list []Field
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return list
}

func get(more ...string) []Field {
	return fields(append([]string{":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/"}, more...)...)
}

func (d *side) request(end bool, more ...string) uint32 {
	d.t.Helper()
	id, errno := d.s.Request(get(more...), end, false, nil, false)
	if errno != 0 {
		d.t.Fatalf("request: %d", errno)
	}
	return id
}

func (d *side) ok(e Errno) {
	d.t.Helper()
	if e != 0 {
		d.t.Fatalf("errno %d", e)
	}
}
