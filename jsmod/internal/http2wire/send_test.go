package http2wire

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/http2"
)

// frames takes everything and returns the headers of the frames.
func (d *side) frames() (list []frame) {
	d.t.Helper()
	var all []byte
	for d.sent || all == nil {
		d.sent = false
		b := d.s.Take()
		if b == nil {
			break
		}
		all = append(all, b...)
	}
	for len(all) > 0 {
		f := parseFrame(all)
		list = append(list, f)
		all = all[headerSize+int(f.length):]
	}
	return list
}

// Streams take turns, a frame each, however much one has.
func TestTurns(t *testing.T) {
	d, r := begun(t, Options{})
	_ = r.WriteWindowUpdate(0, 1<<20)
	for _, id := range []uint32{1, 3, 5} {
		r.headers(id, true, get())
		d.play(r)
		d.ok(d.s.Respond(id, fields(":status", "200"), false, false))
	}
	d.frames()
	d.ok(d.s.Data(1, make([]byte, 65_535), true))
	d.ok(d.s.Data(3, make([]byte, 20_000), true))
	d.ok(d.s.Data(5, make([]byte, 1), true))
	var order []uint32
	for _, f := range d.frames() {
		order = append(order, f.id)
	}
	if want := []uint32{1, 3, 5, 1, 3, 1, 1}; !slices.Equal(order, want) {
		t.Fatalf("got %v, want %v", order, want)
	}
}

// What needs no window does not wait for one.
func TestEndWithoutWindow(t *testing.T) {
	d, r := begun(t, Options{})
	_ = r.WriteSettings(http2.Setting{ID: http2.SettingInitialWindowSize, Val: 1 << 20})
	for _, id := range []uint32{1, 3, 5} {
		r.headers(id, true, get())
		d.play(r)
		d.ok(d.s.Respond(id, fields(":status", "200"), false, false))
	}
	d.ok(d.s.Data(1, make([]byte, 70_000), true))
	d.frames()
	d.log = nil
	d.ok(d.s.End(3))
	d.ok(d.s.Trailers(5, fields("t", "1")))
	if got := d.frames(); len(got) != 2 || !got[0].has(flagEndStream) || got[1].kind != frameHeaders {
		t.Fatalf("%+v", got)
	}
	d.got("close 3 0", "close 5 0")
	_ = r.WriteWindowUpdate(0, 70_000)
	d.play(r)
	d.frames()
	d.got("written 1 false", "close 1 0")
}

// A window that SETTINGS opens frees the streams that wait for it.
func TestStalled(t *testing.T) {
	d, r := begun(t, Options{})
	_ = r.WriteSettings(http2.Setting{ID: http2.SettingInitialWindowSize, Val: 0})
	for _, id := range []uint32{1, 3} {
		r.headers(id, true, get())
		d.play(r)
		d.ok(d.s.Respond(id, fields(":status", "200"), false, false))
		d.ok(d.s.Data(id, make([]byte, 10), true))
	}
	d.frames()
	d.log = nil
	_ = r.WriteWindowUpdate(3, 10)
	d.play(r)
	d.frames()
	d.got("written 3 false", "close 3 0")
	_ = r.WriteSettings(http2.Setting{ID: http2.SettingInitialWindowSize, Val: 5})
	d.play(r)
	if got := d.frames(); len(got) != 2 || got[1].length != 5 {
		t.Fatalf("%+v", got)
	}
	// A smaller one leaves a window below nothing.
	_ = r.WriteSettings(http2.Setting{ID: http2.SettingInitialWindowSize, Val: 1})
	_ = r.WriteWindowUpdate(1, 4)
	d.play(r)
	if got := d.frames(); len(got) != 1 {
		t.Fatalf("%+v", got)
	}
	_ = r.WriteWindowUpdate(1, 5)
	d.play(r)
	d.frames()
	d.got("written 1 false", "close 1 0")
}

func TestTrailers(t *testing.T) {
	start := func(want bool) *pair {
		p := newPair(t, Options{}, Options{})
		p.client.request(true)
		p.run()
		p.server.ok(p.server.s.Respond(1, fields(":status", "200"), false, want))
		p.server.log = nil
		return p
	}
	p := start(true) // none after all
	p.server.ok(p.server.s.Data(1, []byte("x"), true))
	p.run()
	p.server.got("written 1 false", "want 1")
	p.server.ok(p.server.s.Trailers(1, nil))
	p.run()
	p.client.got("headers 1 1 false :status=200", "end 1", "close 1 0")

	p = start(true) // without a body
	p.server.ok(p.server.s.End(1))
	p.run()
	p.server.got("want 1")
	p.server.ok(p.server.s.Trailers(1, fields("t", "1")))
	p.run()
	p.client.got("headers 1 1 false :status=200", "headers 1 3 true t=1", "end 1", "close 1 0")

	p = start(false) // given before the data is through
	p.server.ok(p.server.s.Data(1, make([]byte, 100_000), false))
	p.server.ok(p.server.s.Trailers(1, fields("t", "1")))
	if got := p.server.s.Trailers(1, fields("t", "1")); got != ErrInvalidStreamState {
		t.Fatal(got)
	}
	p.run()
	p.server.got("written 1 false", "close 1 0")
	p.client.got("headers 1 1 false :status=200", "headers 1 3 true t=1", "end 1", "close 1 0")
	if n := len(p.client.body[1]); n != 100_000 {
		t.Fatal(n)
	}
}

func TestMisuse(t *testing.T) {
	p := newPair(t, Options{}, Options{})
	c, s := p.client.s, p.server.s
	id := p.client.request(false)
	for _, x := range []struct {
		name      string
		got, want Errno
	}{
		{"data of no stream", c.Data(9, nil, false), ErrStreamClosed},
		{"data", c.Data(id, []byte("a"), false), 0},
		{"data before the last is written", c.Data(id, []byte("b"), false), ErrDataExist},
		{"end", c.End(id), 0},
		{"data after the end", c.Data(id, nil, false), ErrInvalidStreamState},
		{"an answer of a client", c.Respond(id, nil, false, false), ErrInvalidStreamState},
		{"ALTSVC of a client", c.Altsvc(0, "a", "b"), ErrInvalidArgument},
		{"ORIGIN of a client", c.Origin([]string{"a"}), ErrInvalidArgument},
		{"a priority on itself", c.SetPriority(id, Priority{Parent: id, Weight: 1}, true), ErrInvalidArgument},
		{"the next stream of the server", c.SetNextStreamID(100), ErrInvalidArgument},
		{"the next stream is an old one", c.SetNextStreamID(1), ErrInvalidArgument},
		{"the next stream", c.SetNextStreamID(1<<31 - 1), 0},
		{"a window", c.SetLocalWindowSize(1 << 31), ErrInvalidArgument},
		{"ORIGIN that is too long", s.Origin([]string{strings.Repeat("a", minFrameSize)}), ErrInvalidArgument},
	} {
		if x.got != x.want {
			t.Errorf("%s: %d, want %d", x.name, x.got, x.want)
		}
	}
	p.run()
	if got := s.Data(id, nil, true); got != ErrInvalidStreamState {
		t.Errorf("data before the answer: %d", got)
	}
	p.server.ok(s.Respond(id, fields(":status", "200"), false, false))
	if got := s.Respond(id, fields(":status", "200"), false, false); got != ErrDataExist {
		t.Errorf("two answers: %d", got)
	}
	if got := s.Info(id, fields(":status", "100")); got != ErrInvalidStreamState {
		t.Errorf("100 after the answer: %d", got)
	}
	p.client.request(true)
	if _, got := c.Request(get(), true, false, nil, false); got != ErrStreamIDNotAvailable {
		t.Errorf("a stream too many: %d", got)
	}
	for i := range 11 {
		if got := c.Ping([8]byte{}); got != (i < 10) {
			t.Errorf("ping %d: %v", i, got)
		}
		if got := c.Settings(nil); (got == 0) != (i < 10) {
			t.Errorf("settings %d: %d", i, got)
		}
	}
	c.Destroy()
	if _, got := c.Request(get(), true, false, nil, false); got != ErrSessionClosing {
		t.Errorf("after the end: %d", got)
	}
	c.Receive([]byte("x"))
	if c.Take() != nil || c.Reset(1, 0) != ErrSessionClosing || c.Ping([8]byte{}) {
		t.Error("a session goes on after its end")
	}
}

func TestPadding(t *testing.T) {
	for _, padding := range []Padding{PaddingAligned, PaddingMax} {
		p := newPair(t, Options{}, Options{Padding: padding})
		p.piece = 5
		p.client.request(true)
		p.run()
		p.server.ok(p.server.s.Respond(1, fields(":status", "200"), false, false))
		p.server.ok(p.server.s.Data(1, bytes.Repeat([]byte("abc"), 50_000), true))
		for p.server.sent {
			p.server.sent = false
			b := p.server.s.Take()
			for rest := b; len(rest) > 0; {
				f := parseFrame(rest)
				whole := headerSize + int(f.length)
				if aligned := whole%8 == 0 || f.length == minFrameSize; padding == PaddingAligned && f.kind <= 1 && !aligned {
					t.Errorf("%+v is not aligned", f)
				}
				if padding == PaddingMax && f.kind <= 1 && f.length < minFrameSize-256 && rest[headerSize] != 255 {
					t.Errorf("%+v has %d bytes of padding", f, rest[headerSize])
				}
				rest = rest[whole:]
			}
			p.client.s.Receive(b)
			p.carry(p.client, p.server)
		}
		if got := p.client.body[1]; len(got) != 150_000 || !bytes.Equal(got[:6], []byte("abcabc")) {
			t.Errorf("padding %d: %d bytes", padding, len(got))
		}
		p.client.got("headers 1 1 false :status=200", "end 1", "close 1 0")
	}
}

func TestOtherFrames(t *testing.T) {
	p := newPair(t, Options{}, Options{})
	id, errno := p.client.s.Request(get(), false, false, &Priority{Parent: 0, Weight: 200, Exclusive: true}, false)
	p.client.ok(errno)
	p.client.ok(p.client.s.SetPriority(id, Priority{Weight: 3}, true))
	p.run()
	if got := p.server.s.StreamState(id); got.State != stateOpen || got.Weight != 200 || got.Window != defaultWindow {
		t.Fatalf("%+v", got)
	}
	child, errno := p.client.s.Request(get(), true, false, &Priority{Parent: id, Weight: 7}, false)
	p.client.ok(errno)
	p.client.ok(p.client.s.SetPriority(id, Priority{Weight: 256}, false))
	p.run()
	if got := p.server.s.StreamState(id); got.Weight != 256 || got.ChildrenWeight != 7 {
		t.Fatalf("%+v", got)
	}
	if got := p.server.s.StreamState(child); got.State != stateHalfClosedRemote || !got.RemoteEnd {
		t.Fatalf("%+v", got)
	}
	p.server.ok(p.server.s.Altsvc(0, "http://a", "h2"))
	p.server.ok(p.server.s.Altsvc(id, "", "h3"))
	p.server.ok(p.server.s.Altsvc(id, "ignored", "h3"))
	p.server.ok(p.server.s.Origin([]string{"http://a", "http://b"}))
	p.server.ok(p.server.s.Reset(child, CodeRefusedStream))
	p.run()
	p.client.got("altsvc 0 http://a h2", "altsvc 1  h3", "origin [http://a http://b]", "close 3 7")
	if got := p.server.s.StreamState(id); got.ChildrenWeight != 0 {
		t.Fatalf("%+v", got)
	}
	if got := p.server.s.StreamState(99); got.State != stateIdle {
		t.Fatalf("%+v", got)
	}
}

// A block that may not be sent ends the stream that it would have opened.
func TestSendBlock(t *testing.T) {
	p := newPair(t, Options{MaxSendBlock: 200}, Options{MaxSendBlock: 200})
	long := strings.Repeat("a", 200)
	p.client.request(true, "long", long)
	p.client.request(true)
	p.run()
	p.client.got("frameError 1 1 -522", "close 1 2")
	p.server.got("headers 3 0 true"+getText, "end 3")
	p.server.ok(p.server.s.Respond(3, fields(":status", "200", "long", long), true, false))
	p.run()
	p.server.got("frameError 3 1 -522")
}

// Promises that the client does not want.
func TestPushRefused(t *testing.T) {
	promise := func(r *raw, id uint32) {
		_ = r.WritePushPromise(http2.PushPromiseParam{StreamID: 1, PromiseID: id, BlockFragment: r.block(get()), EndHeaders: true})
	}
	d, r := begunClient(t, Options{MaxReserved: 1})
	promise(r, 2)
	promise(r, 4)
	r.headers(2, true, fields(":status", "200")) // begun: there is room again
	promise(r, 6)
	d.play(r)
	d.got("push 1 2"+getText, "headers 2 2 true :status=200", "end 2", "close 2 0", "push 1 6"+getText)
	d, r = begunClient(t, Options{MaxReserved: -1})
	promise(r, 2)
	d.play(r)
	d.got()
	if got := d.frames(); len(got) != 1 || got[0].kind != frameRSTStream || got[0].id != 2 {
		t.Fatalf("%+v", got)
	}
	p := newPair(t, Options{Settings: []Setting{{SettingEnablePush, 0}}}, Options{})
	p.client.request(true)
	p.run()
	if _, got := p.server.s.PushPromise(1, get()); got != ErrPushDisabled {
		t.Fatal(got)
	}
}

// Whatever a handler calls while it is told, the rest is in order.
func TestHandlerCalls(t *testing.T) {
	for _, at := range []string{"headers", "data", "end", "settings", "ping", "priority", "close", "written", "want", "goaway"} {
		for name, act := range map[string]func(d *side){
			"destroy": func(d *side) { d.s.Destroy() },
			"reset":   func(d *side) { d.s.Reset(1, CodeCancel) },
			"receive": func(d *side) { d.s.Receive([]byte{0, 0, 0, 0xee, 0, 0, 0, 0, 0}) },
			"take":    func(d *side) { d.s.Take() },
			"goaway":  func(d *side) { d.s.Goaway(0, 0, nil) },
		} {
			d, r := begun(t, Options{})
			destroyed := false
			d.on = func(e string) {
				if destroyed {
					t.Errorf("%s in %s: %s after the end", name, at, e)
				}
				if strings.HasPrefix(e, at) {
					destroyed = name == "destroy"
					act(d)
				}
			}
			r.headers(1, false, get())
			_ = r.WriteData(1, true, []byte("x"))
			_ = r.WriteSettings()
			_ = r.WritePing(false, [8]byte{})
			_ = r.WritePriority(1, http2.PriorityParam{Weight: 3})
			d.play(r)
			d.s.Respond(1, fields(":status", "200"), false, true)
			d.s.Data(1, []byte("x"), true)
			d.s.Take()
			d.s.Trailers(1, nil)
			d.s.Take()
			r.headers(3, true, get())
			_ = r.WriteGoAway(0, 0, nil)
			d.play(r)
			if got := d.failure(); got != "" {
				t.Errorf("%s in %s: %s", name, at, got)
			}
		}
	}
}
