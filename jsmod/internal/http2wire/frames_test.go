package http2wire

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// raw writes frames by hand, as a peer that keeps to no rule.
type raw struct {
	*http2.Framer
	out bytes.Buffer
	enc *hpack.Encoder
	buf bytes.Buffer
}

func newRaw() *raw {
	r := &raw{}
	r.Framer = http2.NewFramer(&r.out, nil)
	r.AllowIllegalWrites = true
	r.enc = hpack.NewEncoder(&r.buf)
	return r
}

func (r *raw) block(fields []Field) []byte {
	r.buf.Reset()
	for _, f := range fields {
		_ = r.enc.WriteField(f) // to a buffer
	}
	return bytes.Clone(r.buf.Bytes())
}

func (r *raw) headers(id uint32, end bool, fields []Field) {
	_ = r.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: r.block(fields), EndStream: end, EndHeaders: true})
}

func (r *raw) bytes() []byte {
	defer r.out.Reset()
	return bytes.Clone(r.out.Bytes())
}

// begun are a server that has its client's preface and SETTINGS, and the client.
func begun(t testing.TB, opt Options) (*side, *raw) {
	opt.Server = true
	d, r := newSide(t, opt), newRaw()
	d.s.Receive([]byte(preface))
	_ = r.WriteSettings()
	_ = r.WriteSettingsAck()
	d.play(r)
	d.log = nil
	return d, r
}

func (d *side) play(r *raw) { d.s.Receive(r.bytes()) }

// begunClient is a client with one request, and its server.
func begunClient(t testing.TB, opt Options) (*side, *raw) {
	d, r := newSide(t, opt), newRaw()
	_ = r.WriteSettings()
	_ = r.WriteSettingsAck()
	d.play(r)
	d.request(true)
	d.s.Take()
	d.log = nil
	return d, r
}

// failure is the connection error that was told, "" for none.
func (d *side) failure() string {
	for _, e := range d.log {
		if strings.HasPrefix(e, "error ") {
			return strings.Join(strings.Fields(e)[1:3], " ")
		}
	}
	return ""
}

type frameCase struct {
	name string
	want string // code and errno of the connection error
	do   func(r *raw)
}

func headersFlags(f http2.Flags, id uint32, b []byte) func(r *raw) {
	return func(r *raw) { _ = r.WriteRawFrame(http2.FrameHeaders, f, id, b) }
}

func rawFrame(kind http2.FrameType, f http2.Flags, id uint32, b ...byte) func(r *raw) {
	return func(r *raw) { _ = r.WriteRawFrame(kind, f, id, b) }
}

// What a client must not send ends the connection.
func TestConnectionErrors(t *testing.T) {
	open := func(do func(r *raw)) func(r *raw) {
		return func(r *raw) {
			r.headers(1, false, get())
			do(r)
		}
	}
	setting := func(id http2.SettingID, v uint32) func(r *raw) {
		return func(r *raw) { _ = r.WriteSettings(http2.Setting{ID: id, Val: v}) }
	}
	for _, c := range []frameCase{
		{"a frame that is too large", "6 -522", rawFrame(0xee, 0, 0, make([]byte, minFrameSize+1)...)},
		{"DATA of no stream", "1 -505", rawFrame(http2.FrameData, 0, 0)},
		{"DATA of an idle stream", "1 -505", rawFrame(http2.FrameData, 0, 1)},
		{"padded DATA without a length", "6 -522", open(rawFrame(http2.FrameData, http2.FlagDataPadded, 1))},
		{"DATA with too much padding", "1 -505", open(rawFrame(http2.FrameData, http2.FlagDataPadded, 1, 5, 0))},
		{"DATA after the end", "5 -510", func(r *raw) {
			r.headers(1, true, get())
			_ = r.WriteData(1, false, []byte("x"))
		}},
		{"HEADERS after the end", "5 -510", func(r *raw) {
			r.headers(1, true, get())
			r.headers(1, true, fields("a", "b"))
		}},
		{"HEADERS of no stream", "1 -505", headersFlags(4, 0, nil)},
		{"HEADERS of a stream of the server", "1 -505", func(r *raw) { r.headers(2, true, get()) }},
		{"HEADERS with too much padding", "1 -505", headersFlags(4|8, 1, []byte{9, 1})},
		{"HEADERS without its priority", "6 -522", headersFlags(4|0x20, 1, []byte{0, 0})},
		{"a block that is no HPACK", "9 -523", headersFlags(4, 1, []byte{0xff, 0xff, 0xff})},
		{"a block that is cut", "9 -523", headersFlags(4, 1, []byte{0x40, 5, 'a'})},
		{"another frame in a block", "1 -505", func(r *raw) {
			headersFlags(0, 1, []byte{0x82})(r)
			_ = r.WritePing(false, [8]byte{})
		}},
		{"another stream in a block", "1 -505", func(r *raw) {
			headersFlags(0, 1, []byte{0x82})(r)
			_ = r.WriteContinuation(3, true, nil)
		}},
		{"CONTINUATION alone", "1 -505", func(r *raw) { _ = r.WriteContinuation(1, true, nil) }},
		{"PRIORITY of no stream", "1 -505", rawFrame(http2.FramePriority, 0, 0, 0, 0, 0, 0, 0)},
		{"PRIORITY that is short", "6 -522", rawFrame(http2.FramePriority, 0, 1, 0)},
		{"RST_STREAM of an idle stream", "1 -505", func(r *raw) { _ = r.WriteRSTStream(1, 0) }},
		{"RST_STREAM that is short", "6 -522", rawFrame(http2.FrameRSTStream, 0, 1, 0)},
		{"SETTINGS of a stream", "1 -505", rawFrame(http2.FrameSettings, 0, 1)},
		{"SETTINGS of five bytes", "6 -522", rawFrame(http2.FrameSettings, 0, 0, 1, 2, 3, 4, 5)},
		{"SETTINGS that acknowledge and set", "6 -522", rawFrame(http2.FrameSettings, 1, 0, 0, 1, 0, 0, 0, 0)},
		{"SETTINGS that acknowledge nothing", "1 -505", func(r *raw) { _ = r.WriteSettingsAck() }},
		{"ENABLE_PUSH", "1 -505", setting(http2.SettingEnablePush, 2)},
		{"INITIAL_WINDOW_SIZE", "3 -524", setting(http2.SettingInitialWindowSize, 1<<31)},
		{"MAX_FRAME_SIZE below", "1 -505", setting(http2.SettingMaxFrameSize, 1000)},
		{"MAX_FRAME_SIZE above", "1 -505", setting(http2.SettingMaxFrameSize, 1<<24)},
		{"ENABLE_CONNECT_PROTOCOL", "1 -505", setting(8, 2)},
		{"ENABLE_CONNECT_PROTOCOL taken back", "1 -505", func(r *raw) { setting(8, 1)(r); setting(8, 0)(r) }},
		{"a window that is too large by SETTINGS", "3 -524", open(func(r *raw) {
			_ = r.WriteWindowUpdate(1, 1<<30)
			setting(http2.SettingInitialWindowSize, 1<<30+1<<29)(r)
		})},
		{"PUSH_PROMISE of a client", "1 -505", open(rawFrame(http2.FramePushPromise, 4, 1, 0, 0, 0, 2))},
		{"PING of a stream", "1 -505", rawFrame(http2.FramePing, 0, 1, make([]byte, 8)...)},
		{"PING that is short", "6 -522", rawFrame(http2.FramePing, 0, 0, 1)},
		{"PING that answers nothing", "1 -505", func(r *raw) { _ = r.WritePing(true, [8]byte{}) }},
		{"GOAWAY of a stream", "1 -505", rawFrame(http2.FrameGoAway, 0, 1, make([]byte, 8)...)},
		{"GOAWAY that is short", "6 -522", rawFrame(http2.FrameGoAway, 0, 0, 1)},
		{"GOAWAY with a later stream", "1 -505", func(r *raw) {
			_ = r.WriteGoAway(0, 0, nil)
			_ = r.WriteGoAway(2, 0, nil)
		}},
		{"WINDOW_UPDATE that is short", "6 -522", rawFrame(http2.FrameWindowUpdate, 0, 0, 1)},
		{"WINDOW_UPDATE of nothing", "1 -505", rawFrame(http2.FrameWindowUpdate, 0, 0, 0, 0, 0, 0)},
		{"WINDOW_UPDATE of an idle stream", "1 -505", func(r *raw) { _ = r.WriteWindowUpdate(1, 1) }},
		{"WINDOW_UPDATE over the top", "3 -524", func(r *raw) { _ = r.WriteWindowUpdate(0, 1<<31-1) }},
	} {
		d, r := begun(t, Options{})
		c.do(r)
		d.play(r)
		if got := d.failure(); got != c.want {
			t.Errorf("%s: got %q, want %q; %q", c.name, got, c.want, d.log)
		}
		if out := d.s.Take(); !bytes.Contains(out, []byte{frameGoaway, 0, 0, 0, 0, 0}) {
			t.Errorf("%s: no GOAWAY in %x", c.name, out)
		}
		before := len(d.log)
		_ = r.WritePing(false, [8]byte{})
		d.play(r)
		if d.s.Take() != nil || len(d.log) != before {
			t.Errorf("%s: went on after the error", c.name)
		}
	}
}

func TestClientConnectionErrors(t *testing.T) {
	promise := func(parent, id uint32) func(r *raw) {
		return func(r *raw) {
			_ = r.WritePushPromise(http2.PushPromiseParam{StreamID: parent, PromiseID: id, BlockFragment: r.block(get()), EndHeaders: true})
		}
	}
	for _, c := range []frameCase{
		{"HEADERS of an idle stream", "1 -505", func(r *raw) { r.headers(3, true, fields(":status", "200")) }},
		{"HEADERS of a stream that was not promised", "1 -505", func(r *raw) { r.headers(2, true, fields(":status", "200")) }},
		{"a promise on an idle stream", "1 -505", promise(3, 2)},
		{"a promise of a stream of the client", "1 -505", promise(1, 3)},
		{"a promise twice", "1 -505", func(r *raw) { promise(1, 2)(r); promise(1, 2)(r) }},
		{"a promise after the end", "1 -505", func(r *raw) {
			r.headers(1, false, fields(":status", "200"))
			promise(1, 2)(r)
			r.headers(2, true, fields(":status", "200"))
			promise(2, 4)(r)
		}},
		{"a promise that is short", "6 -522", rawFrame(http2.FramePushPromise, 4, 1, 0)},
		{"DATA of a promise", "1 -505", func(r *raw) { promise(1, 2)(r); _ = r.WriteData(2, false, []byte("x")) }},
		{"WINDOW_UPDATE of a promise", "1 -505", func(r *raw) { promise(1, 2)(r); _ = r.WriteWindowUpdate(2, 1) }},
		{"a server that enables pushes", "1 -505", func(r *raw) { _ = r.WriteSettings(http2.Setting{ID: http2.SettingEnablePush, Val: 1}) }},
	} {
		d, r := begunClient(t, Options{})
		c.do(r)
		d.play(r)
		if got := d.failure(); got != c.want {
			t.Errorf("%s: got %q, want %q; %q", c.name, got, c.want, d.log)
		}
	}
	d, r := begunClient(t, Options{Settings: []Setting{{SettingEnablePush, 0}}})
	promise(1, 2)(r)
	d.play(r)
	if got := d.failure(); got != "1 -505" {
		t.Errorf("a promise that was not allowed: %q", d.log)
	}
}

func TestPreface(t *testing.T) {
	for text, want := range map[string]string{
		"GET / HTTP/1.1\r\n\r\n": "1 -903",
		preface[:20] + "x":       "1 -903",
		preface + "\x00\x00\x08\x06\x00\x00\x00\x00\x0012345678": "1 -505",
		preface + "\x00\x00\x00\x04\x01\x00\x00\x00\x00":         "1 -505",
		preface + "\x00\x00\x00\x04\x00\x00\x00\x00\x00":         "",
	} {
		d := newSide(t, Options{Server: true})
		for i := range len(text) {
			d.s.Receive([]byte{text[i]})
		}
		if got := d.failure(); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// What is wrong with one stream ends that one.
func TestStreamErrors(t *testing.T) {
	for _, c := range []struct {
		name string
		code int
		do   func(r *raw)
	}{
		{"WINDOW_UPDATE of nothing", CodeProtocol, rawFrame(http2.FrameWindowUpdate, 0, 1, 0, 0, 0, 0)},
		{"WINDOW_UPDATE over the top", CodeFlowControl, func(r *raw) { _ = r.WriteWindowUpdate(1, 1<<31-1) }},
		{"PRIORITY on itself", CodeProtocol, rawFrame(http2.FramePriority, 0, 1, 0, 0, 0, 1, 0)},
		{"trailers that do not end", CodeProtocol, func(r *raw) { r.headers(1, false, fields("a", "b")) }},
		{"trailers with a pseudo field", CodeProtocol, func(r *raw) { r.headers(1, true, fields(":path", "/")) }},
		{"more than content-length", CodeProtocol, func(r *raw) { _ = r.WriteData(1, false, []byte("123456")) }},
		{"less than content-length", CodeProtocol, func(r *raw) { _ = r.WriteData(1, true, []byte("1234")) }},
		{"trailers before content-length", CodeProtocol, func(r *raw) { r.headers(1, true, fields("a", "b")) }},
	} {
		d, r := begun(t, Options{})
		r.headers(1, false, get("content-length", "5"))
		c.do(r)
		r.headers(3, true, get())
		d.play(r)
		text := "headers 1 0 false" + getText + " content-length=5"
		d.got(text, "close 1 "+string(rune('0'+c.code)), "headers 3 0 true"+getText, "end 3")
	}
}
