package http2wire

import (
	"strings"
	"testing"
)

// Fields against RFC 9113, 8.2 and 8.3.
func TestRequestFields(t *testing.T) {
	web := func(pairs ...string) []Field {
		return append(fields(":method", "GET", ":scheme", "https", ":path", "/", ":authority", "a"), fields(pairs...)...)
	}
	for _, c := range []struct {
		name string
		ok   bool
		f    []Field
	}{
		{"the least", true, web()},
		{"host instead of an authority", true, fields(":method", "GET", ":scheme", "http", ":path", "/", "host", "a")},
		{"neither", false, fields(":method", "GET", ":scheme", "http", ":path", "/")},
		{"no method", false, fields(":scheme", "http", ":path", "/", ":authority", "a")},
		{"no scheme", false, fields(":method", "GET", ":path", "/", ":authority", "a")},
		{"no path", false, fields(":method", "GET", ":scheme", "http", ":authority", "a")},
		{"an empty path", false, fields(":method", "GET", ":scheme", "http", ":path", "", ":authority", "a")},
		{"a path without a slash", false, fields(":method", "GET", ":scheme", "http", ":path", "a", ":authority", "a")},
		{"a path of another scheme", true, fields(":method", "GET", ":scheme", "urn", ":path", "a", ":authority", "a")},
		{"OPTIONS *", true, fields(":method", "OPTIONS", ":scheme", "http", ":path", "*", ":authority", "a")},
		{"GET *", false, fields(":method", "GET", ":scheme", "http", ":path", "*", ":authority", "a")},
		{"a method that is no token", false, fields(":method", "G T", ":scheme", "http", ":path", "/", ":authority", "a")},
		{"a pseudo field twice", false, web(":path", "/")},
		{"a pseudo field that is not known", false, web(":what", "1")},
		{"a pseudo field of answers", false, web(":status", "200")},
		{"a pseudo field behind others", false, fields("a", "b", ":method", "GET", ":scheme", "http", ":path", "/", ":authority", "a")},
		{"CONNECT", true, fields(":method", "CONNECT", ":authority", "a:1")},
		{"CONNECT without an authority", false, fields(":method", "CONNECT", "host", "a:1")},
		{"CONNECT with a path", false, fields(":method", "CONNECT", ":authority", "a:1", ":path", "/")},
		{"extended CONNECT", true, fields(":method", "CONNECT", ":protocol", "websocket", ":scheme", "https", ":path", "/", ":authority", "a")},
		{"extended CONNECT without a path", false, fields(":method", "CONNECT", ":protocol", "websocket", ":scheme", "https", ":authority", "a")},
		{"a protocol of GET", false, web(":protocol", "websocket")},
		{"a capital", false, web("Name", "1")},
		{"a name that is empty", false, web("", "1")},
		{"a name with a space", false, web("a b", "1")},
		{"a name with a colon", false, web("a:", "1")},
		{"an empty value", true, web("a", "")},
		{"a value of Latin-1", true, web("a", "\xe9")},
		{"a value with a line", false, web("a", "b\r\nc: d")},
		{"a value with a zero", false, web("a", "b\x00")},
		{"a path with a space", false, fields(":method", "GET", ":scheme", "http", ":path", "/ ", ":authority", "a")},
		{"a path with a line", false, fields(":method", "GET", ":scheme", "http", ":path", "/\n", ":authority", "a")},
		{"connection", false, web("connection", "close")},
		{"keep-alive", false, web("keep-alive", "1")},
		{"proxy-connection", false, web("proxy-connection", "1")},
		{"transfer-encoding", false, web("transfer-encoding", "chunked")},
		{"upgrade", false, web("upgrade", "h2c")},
		{"te: trailers", true, web("te", "Trailers")},
		{"te: gzip", false, web("te", "gzip")},
		{"content-length: 0", true, web("content-length", "0")},
		{"a content-length that does not come", false, web("content-length", "1")},
		{"a content-length that is none", false, web("content-length", "+0")},
		{"a content-length that is empty", false, web("content-length", "")},
		{"a content-length that is huge", false, web("content-length", "9223372036854775808")},
		{"two of content-length", false, web("content-length", "0", "content-length", "0")},
	} {
		d, r := begun(t, Options{Settings: []Setting{{SettingEnableConnectProtocol, 1}}})
		r.headers(1, true, c.f)
		r.headers(3, true, web()) // the tables are still the same
		d.play(r)
		got := strings.Join(d.log, "\n")
		if ok := strings.HasPrefix(got, "headers 1 "); ok != c.ok {
			t.Errorf("%s: %s", c.name, got)
		}
		if !c.ok && !strings.HasPrefix(got, "close 1 1\n") || !strings.Contains(got, "headers 3 ") {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	// Space around a value costs the field, not the stream.
	d, r := begun(t, Options{})
	r.headers(1, true, web("a", " b", "c", "d\t", "connection", " x", "e", "f"))
	d.play(r)
	d.got("headers 1 0 true :method=GET :scheme=https :path=/ :authority=a e=f", "end 1")
	d, r = begun(t, Options{})
	r.headers(1, true, fields(":method", "CONNECT", ":protocol", "websocket", ":scheme", "https", ":path", "/", ":authority", "a"))
	d.play(r)
	d.got("close 1 1")
}

func TestResponseFields(t *testing.T) {
	for _, c := range []struct {
		name string
		end  bool
		want string
		f    []Field
	}{
		{"the least", true, "headers 1 1", fields(":status", "200")},
		{"no status", true, "close 1 1", fields("a", "b")},
		{"a status of two figures", true, "close 1 1", fields(":status", "20")},
		{"a status that is no number", true, "close 1 1", fields(":status", "2x0")},
		{"101", false, "close 1 1", fields(":status", "101")},
		{"100 that ends", true, "close 1 1", fields(":status", "100")},
		{"100", false, "headers 1 3", fields(":status", "100")},
		{"100 with a length", false, "close 1 1", fields(":status", "100", "content-length", "1")},
		{"a field of requests", true, "close 1 1", fields(":status", "200", ":path", "/")},
		{"connection", true, "close 1 1", fields(":status", "200", "connection", "close")},
		{"a length that does not come", true, "close 1 1", fields(":status", "200", "content-length", "1")},
		{"a length without a body", true, "headers 1 1", fields(":status", "304", "content-length", "1")},
	} {
		d, r := begunClient(t, Options{})
		r.headers(1, c.end, c.f)
		d.play(r)
		if got := strings.Join(d.log, "\n"); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// What follows an answer to HEAD, or one without a body.
func TestNoBody(t *testing.T) {
	d, r := begunClient(t, Options{})
	id, errno := d.s.Request(fields(":method", "HEAD", ":scheme", "http", ":authority", "a", ":path", "/"), true, false, nil, false)
	d.ok(errno)
	r.headers(id, false, fields(":status", "200", "content-length", "5"))
	_ = r.WriteData(id, true, nil)
	r.headers(1, false, fields(":status", "204"))
	_ = r.WriteData(1, true, []byte("x"))
	d.play(r)
	d.got("headers 3 1 false :status=200 content-length=5", "end 3", "close 3 0", "headers 1 1 false :status=204",
		"close 1 1")
}
