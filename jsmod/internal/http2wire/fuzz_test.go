package http2wire

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/http2"
)

// seeds are conversations of one side, behind preface and SETTINGS.
func seeds() (list [][]byte) {
	for _, do := range []func(r *raw){
		func(r *raw) { r.headers(1, true, get("a", "b")) },
		func(r *raw) {
			r.headers(1, false, get("content-length", "5"))
			_ = r.WriteDataPadded(1, false, []byte("hello"), []byte{0, 0})
			r.headers(1, true, fields("t", "1"))
		},
		func(r *raw) { r.headers(1, false, fields(":status", "200")); _ = r.WriteData(1, true, []byte("x")) },
		func(r *raw) {
			_ = r.WritePushPromise(http2.PushPromiseParam{StreamID: 1, PromiseID: 2, BlockFragment: r.block(get()), EndHeaders: true})
			r.headers(2, true, fields(":status", "204"))
		},
		func(r *raw) {
			b := r.block(get("x", strings.Repeat("y", 100)))
			_ = r.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: b[:9], PadLength: 3,
				Priority: http2.PriorityParam{StreamDep: 3, Weight: 9}})
			_ = r.WriteContinuation(1, false, b[9:40])
			_ = r.WriteContinuation(1, true, b[40:])
		},
		func(r *raw) {
			_ = r.WriteSettings(http2.Setting{ID: 4, Val: 1}, http2.Setting{ID: 1, Val: 0}, http2.Setting{ID: 0x1234, Val: 7})
			_ = r.WriteWindowUpdate(0, 100)
			_ = r.WriteWindowUpdate(1, 100)
			_ = r.WritePing(false, [8]byte{1})
			_ = r.WritePriority(1, http2.PriorityParam{StreamDep: 5})
			_ = r.WriteRSTStream(1, 8)
			_ = r.WriteGoAway(1, 0, []byte("bye"))
		},
		func(r *raw) {
			_ = r.WriteRawFrame(frameAltsvc, 0, 0, []byte("\x00\x01ah2"))
			_ = r.WriteRawFrame(frameOrigin, 0, 0, []byte("\x00\x01a\x00\x02bc"))
			r.enc.SetMaxDynamicTableSize(50)
			r.headers(1, true, get())
		},
	} {
		r := newRaw()
		_ = r.WriteSettings()
		_ = r.WriteSettingsAck()
		do(r)
		list = append(list, r.bytes())
	}
	return list
}

// converse gives text to a session in pieces, and returns what was told. The
// handler answers.
func converse(t *testing.T, text []byte, server bool, size int) (log []string, body map[uint32][]byte) {
	d := newSide(t, Options{Server: server, Custom: []uint16{0x1234}, MaxMemory: 100_000,
		Settings: []Setting{{SettingEnableConnectProtocol, 1}}})
	d.on = func(e string) {
		var id uint32
		if _, err := fmt.Sscanf(e, "headers %d 0", &id); err == nil && server {
			d.s.Respond(id, fields(":status", "200"), false, id%4 == 1)
			d.s.Data(id, []byte("answer"), true)
			d.s.PushPromise(id, get())
		}
	}
	if server {
		d.s.Receive([]byte(preface))
	} else {
		for i := range 3 {
			id, _ := d.s.Request(get(), i == 0, i == 1, nil, false)
			d.s.Data(id, []byte("body"), i == 1)
		}
	}
	for piece := range slices.Chunk(text, size) {
		d.s.Receive(piece)
	}
	d.check()
	if n := d.s.memory(); n > 1_000_000 {
		t.Fatalf("%d bytes are held", n)
	}
	for i := 0; d.s.Take() != nil; i++ {
		if i > 100 {
			t.Fatalf("there is no end of what is to be sent after %q", d.log)
		}
	}
	d.check()
	return d.log, d.body
}

// check holds the sums of a session against its streams.
func (d *side) check() {
	s := d.s
	var unread, small, unsent, fieldBytes, own, peers, reserved, stalled int
	for id, st := range s.streams {
		unread += int(st.unread)
		small += st.small
		unsent += len(st.data)
		fieldBytes += st.fieldBytes
		if st.counted && st.mine {
			own++
		} else if st.counted {
			peers++
		}
		if st.reserved && !st.mine {
			reserved++
		}
		if st.stalled {
			stalled++
		}
		if st.closed || st.id != id {
			d.t.Fatalf("stream %d: %+v", id, st)
		}
	}
	if unread != s.unread || small != s.small || unsent != s.unsent || fieldBytes != s.fieldBytes || own != s.own || peers != s.peers ||
		reserved != s.reserved || stalled != len(s.out.stalled) {
		d.t.Fatalf("sums are wrong: %d %d %d %d %d %d %d %d, %+v", unread, small, unsent, fieldBytes, own, peers, reserved, stalled, s)
	}
	// The decoder's own number. It is not exported.
	table := reflect.ValueOf(s.in.decoder).Elem().FieldByName("dynTab").FieldByName("size").Uint()
	if int(table) != s.in.table.used && d.failure() == "" {
		d.t.Fatalf("the table has %d bytes, counted are %d", table, s.in.table.used)
	}
	table = reflect.ValueOf(s.out.encoder).Elem().FieldByName("dynTab").FieldByName("size").Uint()
	if int(table) != s.out.table.used {
		d.t.Fatalf("the table for sending has %d bytes, counted are %d", table, s.out.table.used)
	}
}

// FuzzReceive gives bytes of a peer's, whole and cut anywhere: the same must be
// told, nothing may panic, and the sums must be right.
func FuzzReceive(f *testing.F) {
	for _, text := range seeds() {
		f.Add(text, true, uint8(3))
		f.Add(text, false, uint8(1))
	}
	f.Fuzz(func(t *testing.T, text []byte, server bool, size uint8) {
		if len(text) == 0 || len(text) > 1<<16 {
			return
		}
		whole, body := converse(t, text, server, len(text))
		cut, parts := converse(t, text, server, int(size)+1)
		if !slices.Equal(whole, cut) {
			t.Fatalf("in pieces of %d bytes:\n got %q\nwant %q", int(size)+1, cut, whole)
		}
		// Of a stream that is reset in the middle of a frame, a part may be told.
		reset := slices.ContainsFunc(whole, func(e string) bool { return strings.HasPrefix(e, "close ") && !strings.HasSuffix(e, " 0") })
		if same := maps.EqualFunc(body, parts, slices.Equal[[]byte]); !same && !reset && !strings.Contains(strings.Join(whole, "\n"), "error") {
			t.Fatalf("in pieces of %d bytes:\n got %v\nwant %v", int(size)+1, parts, body)
		}
	})
}
