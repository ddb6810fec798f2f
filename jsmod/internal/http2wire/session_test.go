package http2wire

import (
	"strings"
	"testing"
)

const getText = " :method=GET :scheme=http :authority=a :path=/"

// The common way, whole and a byte at a time.
func TestExchange(t *testing.T) {
	for _, piece := range []int{0, 1, 7} {
		p := newPair(t, Options{}, Options{})
		p.piece = piece
		id := p.client.request(true, "x", "1")
		p.run()
		p.server.got("headers 1 0 true"+getText+" x=1", "end 1")
		p.server.ok(p.server.s.Info(id, fields(":status", "103", "link", "l")))
		p.server.ok(p.server.s.Respond(id, fields(":status", "200", "content-length", "100000"), false, true))
		body := strings.Repeat("0123456789", 10000)
		p.server.ok(p.server.s.Data(id, []byte(body), true))
		p.run()
		p.server.got("written 1 false", "want 1")
		p.client.got("headers 1 3 false :status=103 link=l", "headers 1 1 false :status=200 content-length=100000")
		p.server.ok(p.server.s.Trailers(id, fields("t", "1")))
		p.run()
		p.client.got("headers 1 3 true t=1", "end 1", "close 1 0")
		p.server.got("close 1 0")
		if string(p.client.body[1]) != body {
			t.Fatalf("got %d bytes", len(p.client.body[1]))
		}
		if p.client.s.HasOpenStreams() || p.server.s.HasOpenStreams() {
			t.Fatal("streams are left open")
		}
	}
}

func TestRequestBody(t *testing.T) {
	p := newPair(t, Options{}, Options{})
	id := p.client.request(false, "content-length", "10")
	p.client.ok(p.client.s.Data(id, []byte("01234"), false))
	p.run()
	p.client.got("written 1 false")
	p.client.ok(p.client.s.Data(id, []byte("56789"), false))
	p.client.ok(p.client.s.End(id))
	p.run()
	p.client.got("written 1 false")
	p.server.got("headers 1 0 false"+getText+" content-length=10", "end 1")
	p.server.ok(p.server.s.Respond(id, fields(":status", "204"), true, false))
	p.run()
	p.client.got("headers 1 1 true :status=204", "end 1", "close 1 0")
	p.server.got("close 1 0")
	if string(p.server.body[1]) != "0123456789" {
		t.Fatal(p.server.body)
	}
}

// A reader that does not consume stops the writer of its stream and no other.
func TestWindows(t *testing.T) {
	p := newPair(t, Options{}, Options{})
	p.client.eat = false
	a, b := p.client.request(true), p.client.request(true)
	p.run()
	for _, id := range []uint32{a, b} {
		p.server.ok(p.server.s.Respond(id, fields(":status", "200"), false, false))
		p.server.ok(p.server.s.Data(id, make([]byte, 200_000), true))
	}
	p.run()
	if n := len(p.client.body[a]); n != defaultWindow {
		t.Fatalf("got %d bytes", n)
	}
	for len(p.client.body[b]) < 200_000 {
		p.client.s.Consumed(b, 1<<14)
		before := len(p.client.body[b])
		p.run()
		p.client.s.Consumed(b, 1<<14)
		p.run()
		if len(p.client.body[b]) == before {
			t.Fatalf("the other stream stopped at %d bytes", before)
		}
	}
	if n := len(p.client.body[a]); n != defaultWindow {
		t.Fatalf("got %d bytes", n)
	}
	p.client.s.Consumed(a, 60_000)
	p.run()
	if n := len(p.client.body[a]); n != defaultWindow+60_000 {
		t.Fatalf("got %d bytes", n)
	}
}

func TestPush(t *testing.T) {
	p := newPair(t, Options{}, Options{})
	id := p.client.request(true)
	p.run()
	p.server.got("headers 1 0 true"+getText, "end 1")
	pushed, errno := p.server.s.PushPromise(id, get("p", "1"))
	p.server.ok(errno)
	p.server.ok(p.server.s.Respond(pushed, fields(":status", "200"), false, false))
	p.server.ok(p.server.s.Data(pushed, []byte("pushed"), true))
	p.server.ok(p.server.s.Respond(id, fields(":status", "200"), true, false))
	p.run()
	p.client.got("push 1 2"+getText+" p=1", "headers 2 2 false :status=200", "headers 1 1 true :status=200", "end 1",
		"close 1 0", "end 2", "close 2 0")
	p.server.got("close 1 0", "written 2 false", "close 2 0")
}

// Requests beyond what the peer allows wait for their turn.
func TestConcurrency(t *testing.T) {
	p := newPair(t, Options{}, Options{Settings: []Setting{{SettingMaxConcurrentStreams, 2}}})
	p.run()
	p.server.on = func(e string) {
		if e == "end 1" || e == "end 3" || e == "end 5" {
			if n := p.server.s.peers; n > 2 {
				t.Errorf("%d streams at once", n)
			}
		}
	}
	for range 3 {
		p.client.request(true)
	}
	p.run()
	p.server.got("headers 1 0 true"+getText, "end 1", "headers 3 0 true"+getText, "end 3")
	p.server.ok(p.server.s.Respond(3, fields(":status", "200"), true, false))
	p.run()
	p.server.got("close 3 0", "headers 5 0 true"+getText, "end 5")
	p.client.ok(p.client.s.Reset(1, CodeCancel))
	p.run()
	p.server.got("close 1 8")
	p.client.got("headers 3 1 true :status=200", "end 3", "close 3 0", "close 1 8")
}

func TestPingSettingsGoaway(t *testing.T) {
	p := newPair(t, Options{}, Options{})
	p.run()
	if !p.client.s.Ping([8]byte([]byte("12345678"))) {
		t.Fatal("no ping")
	}
	p.run()
	p.server.got("ping 12345678")
	p.client.got("pong 12345678")
	p.client.ok(p.client.s.Settings([]Setting{{SettingInitialWindowSize, 10}, {SettingEnablePush, 0}}))
	p.run()
	if v := p.server.s.RemoteSettings(); v.InitialWindowSize != 10 || v.EnablePush != 0 || v.MaxConcurrentStreams != 1<<32-1 {
		t.Fatalf("%+v", v)
	}
	if v := p.client.s.LocalSettings(); v.InitialWindowSize != 10 {
		t.Fatalf("%+v", v)
	}
	p.client.request(true)
	p.client.request(true)
	p.run()
	p.server.s.Goaway(CodeNo, 1, []byte("bye"))
	p.run()
	p.client.got("goaway 0 1 bye", "close 3 7")
	if _, errno := p.client.s.Request(get(), true, false, nil, false); errno != ErrStartStreamNotAllowed {
		t.Fatal(errno)
	}
}
