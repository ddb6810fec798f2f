package httpwire

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// read gives text to a parser in pieces of a size and returns the code of the
// error, "" without one, and how many bytes the parser had seen.
func read(text string, size int, opt Options) (code string, seen int) {
	p := New(Request, &recorder{}, opt)
	for piece := range slices.Chunk([]byte(text), size) {
		_, err := p.Execute(piece)
		seen += len(piece)
		if err != nil {
			return err.Code, seen
		}
	}
	return "", seen
}

func TestLimits(t *testing.T) {
	const head = "POST / HTTP/1.1\r\n"
	chunked := head + "Transfer-Encoding: chunked\r\n\r\n"
	many := strings.Repeat("a:\r\n", 20<<10)
	for _, c := range []struct {
		name, text, code string
		within           int
	}{
		{"target", "GET /" + strings.Repeat("a", 20<<10), "HPE_HEADER_OVERFLOW", 17 << 10},
		{"name", head + strings.Repeat("a", 20<<10), "HPE_HEADER_OVERFLOW", 17 << 10},
		{"value", head + "a: " + strings.Repeat("b", 20<<10), "HPE_HEADER_OVERFLOW", 17 << 10},
		{"a value that matters", head + "Connection: " + strings.Repeat("b", 20<<10), "HPE_HEADER_OVERFLOW", 17 << 10},
		{"many fields", head + many, "HPE_HEADER_OVERFLOW", 66 << 10},
		{"trailer", chunked + "0\r\n" + many, "HPE_HEADER_OVERFLOW", 66 << 10},
		{"extension", chunked + "3;" + strings.Repeat("a", 20<<10), "HPE_CHUNK_EXTENSIONS_OVERFLOW", 17 << 10},
		{"quoted extension", chunked + "3;a=\"" + strings.Repeat(" ", 20<<10), "HPE_CHUNK_EXTENSIONS_OVERFLOW", 17 << 10},
		{"enough", head + "a: " + strings.Repeat("b", 16<<10-3) + "\r\n\r\n", "", 17 << 10},
		{"just too much", head + "a: " + strings.Repeat("b", 16<<10-2) + "\r\n\r\n", "HPE_HEADER_OVERFLOW", 17 << 10},
	} {
		for _, size := range []int{1, 100, 1 << 20} {
			code, seen := read(c.text, size, Options{})
			if code != c.code {
				t.Errorf("%s in pieces of %d: %q, want %q", c.name, size, code, c.code)
			}
			if size < 1<<20 && seen > c.within {
				t.Errorf("%s in pieces of %d: refused after %d bytes only", c.name, size, seen)
			}
		}
	}
	if code, _ := read(head+"a: bbbb\r\n\r\n", 9, Options{MaxHeaderSize: 6}); code != "HPE_HEADER_OVERFLOW" {
		t.Errorf("MaxHeaderSize 6: %q", code)
	}
}

// closer closes its parser at the n-th call.
type closer struct {
	p     *Parser
	left  int
	calls int
}

func (c *closer) count() {
	c.calls++
	if c.left--; c.left == 0 {
		c.p.Close()
	}
}
func (c *closer) Begin()             {}
func (c *closer) Head(*Head) Verdict { c.count(); return ReadBody }
func (c *closer) Body([]byte)        { c.count() }
func (c *closer) End([]Field)        { c.count() }

func TestCloseInHandler(t *testing.T) {
	text := []byte("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcPOST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\nrest")
	for n := 1; n <= 6; n++ {
		c := &closer{left: n}
		c.p = New(Request, c, Options{})
		if read, err := c.p.Execute(text); read != len(text) || err != nil || c.calls != n {
			t.Errorf("closed in call %d: %d bytes, %v, %d calls", n, read, err, c.calls)
		}
		if read, err := c.p.Execute(text); read != len(text) || err != nil || c.calls != n || c.p.Finish() != nil {
			t.Errorf("after close in call %d: %d bytes, %v, %d calls", n, read, err, c.calls)
		}
	}
}

// pusher gives its parser another message when it has a head.
type pusher struct {
	recorder
	p    *Parser
	more []string
}

func (r *pusher) Head(h *Head) Verdict {
	if len(r.more) > 0 {
		text := r.more[0]
		r.more = r.more[1:]
		if n, err := r.p.Execute([]byte(text)); n != len(text) || err != nil {
			r.events = append(r.events, "not taken")
		}
	}
	return r.recorder.Head(h)
}

// What a handler gives to its parser comes after what is being read.
func TestExecuteInHandler(t *testing.T) {
	r := &pusher{more: []string{"GET /2 HTTP/1.1\r\n\r\n", "GET /3 HTTP/1.1\r\nA : b"}}
	r.p = New(Request, r, Options{})
	_, err := r.p.Execute([]byte("GET /1 HTTP/1.1\r\n\r\nGET /1b HTTP/1.1\r\n\r\n"))
	if err == nil || err.Code != "HPE_INVALID_HEADER_TOKEN" {
		t.Errorf("error %v", err)
	}
	want := []string{"head 1.1 1 /1 [] keep", "end", "head 1.1 1 /1b [] keep", "end", "head 1.1 1 /2 [] keep", "end"}
	if !slices.Equal(r.events, want) {
		t.Errorf("%q", r.events)
	}
}

// A body is the memory that Execute was given.
func TestBodyIsNotCopied(t *testing.T) {
	text := []byte("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcdef")
	var got []byte
	p := New(Request, bodies{&got}, Options{})
	_, _ = p.Execute(text)
	if want := text[bytes.Index(text, []byte("abc")):]; &got[0] != &want[0] || len(got) != 3 || cap(got) != 3 {
		t.Error("another slice")
	}
}

type bodies struct{ b *[]byte }

func (bodies) Begin()             {}
func (bodies) Head(*Head) Verdict { return ReadBody }
func (h bodies) Body(b []byte)    { *h.b = b }
func (bodies) End([]Field)        {}

// An error stays.
func TestErrorStays(t *testing.T) {
	p := New(Request, &recorder{}, Options{})
	_, first := p.Execute([]byte("GET / HTTP/1.1\r\nA : b\r\n"))
	_, second := p.Execute([]byte("\r\nGET / HTTP/1.1\r\n\r\n"))
	if first == nil || second != first || p.Finish() != nil {
		t.Errorf("%v, then %v", first, second)
	}
}

type panics struct{ closer }

func (panics) Head(*Head) Verdict { panic("boom") }

// What a handler panics with goes through, and ends the parser.
func TestPanicInHandler(t *testing.T) {
	p := New(Request, &panics{}, Options{})
	func() {
		defer func() {
			if recover() != "boom" {
				t.Error("no panic")
			}
		}()
		_, _ = p.Execute([]byte("GET / HTTP/1.1\r\n\r\n"))
	}()
	if _, err := p.Execute([]byte("GET / HTTP/1.1\r\n\r\n")); err == nil || err.Code != "HPE_USER" {
		t.Errorf("then %v", err)
	}
}
