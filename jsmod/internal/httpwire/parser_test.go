package httpwire

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// recorder makes the lines of testdata/record.js.
type recorder struct {
	events []string
	skip   Verdict
	kind   Type
}

// latin1 is a text with one character for each byte.
func latin1(b []byte) string {
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

func bytesOf(s string) []byte {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return b
}

func list(fields []Field) string {
	texts := make([]string, 0, 2*len(fields))
	for _, f := range fields {
		texts = append(texts, latin1(f.Name), latin1(f.Value))
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(texts)
	return strings.TrimSpace(b.String())
}

func (r *recorder) Begin() {}

func (r *recorder) Head(h *Head) Verdict {
	line := fmt.Sprintf("head %d.%d %d %s %s", h.Major, h.Minor, slices.Index(nodeMethods, h.Method), latin1(h.Target), list(h.Fields))
	if r.kind == Response {
		line = fmt.Sprintf("head %d.%d %d %s %s", h.Major, h.Minor, h.Status, latin1(h.Reason), list(h.Fields))
	}
	if h.Upgrade {
		line += " upgrade"
	}
	if h.KeepAlive {
		line += " keep"
	}
	r.events = append(r.events, line)
	return r.skip
}

func (r *recorder) Body(b []byte) {
	if n := len(r.events); strings.HasPrefix(r.events[n-1], "body ") {
		r.events[n-1] += latin1(b)
	} else {
		r.events = append(r.events, "body "+latin1(b))
	}
}

func (r *recorder) End(trailer []Field) {
	if len(trailer) > 0 {
		r.events = append(r.events, "trailers "+list(trailer))
	}
	r.events = append(r.events, "end")
}

// nodeMethods has Node's numbers, which count protocols that are not spoken here.
var nodeMethods = func() []string {
	list := slices.Clone(Methods[:len(Methods)-1])
	for len(list) < 46 {
		list = append(list, "")
	}
	return append(list, "QUERY")
}()

type testCase struct {
	Type    string
	Text    string
	Pieces  []string
	Lenient bool
	Skip    int
	Events  []string
	// Ours is what is different here, on purpose.
	Ours []string
	Why  string
}

func (c *testCase) name() string {
	if c.Pieces != nil {
		return strings.Join(c.Pieces, "|")
	}
	return c.Text
}

// play runs one case; with split, a piece ends after that many bytes.
func play(c testCase, split int) []string {
	r := &recorder{skip: Verdict(c.Skip)}
	if c.Type == "response" {
		r.kind = Response
	}
	p := New(r.kind, r, Options{Lenient: c.Lenient})
	pieces := c.Pieces
	if pieces == nil {
		pieces = []string{c.Text}
	}
	var blocks [][]byte
	for _, s := range pieces {
		blocks = append(blocks, bytesOf(s))
	}
	offset := 0
	if split > 0 {
		all := slices.Concat(blocks...)
		blocks = [][]byte{all[:split], all[split:]}
	}
	for _, b := range blocks {
		n, err := p.Execute(b)
		if err != nil {
			return append(r.events, fmt.Sprintf("error %s %s %d", err.Code, err.Reason, offset+err.Offset))
		}
		if n != len(b) {
			return append(r.events, fmt.Sprintf("stopped %d", offset+n))
		}
		if split > 0 {
			offset += n
		}
	}
	if err := p.Finish(); err != nil {
		r.events = append(r.events, fmt.Sprintf("error %s %s %d", err.Code, err.Reason, err.Offset))
	}
	return r.events
}

func cases(t testing.TB) []testCase {
	text, err := os.ReadFile("testdata/recorded.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []testCase
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) < 400 {
		t.Fatalf("only %d cases", len(list))
	}
	return list
}

// What Node's parser said of each case, ours says, but for those that say why not.
func TestRecorded(t *testing.T) {
	for _, c := range cases(t) {
		want := c.Events
		if c.Ours != nil {
			want = c.Ours
			if reflect.DeepEqual(c.Ours, c.Events) || c.Why == "" {
				t.Errorf("%q: no difference, or no reason for it", c.name())
			}
		}
		if got := play(c, 0); !slices.Equal(got, want) {
			t.Errorf("%s %q lenient %v skip %d\n got %q\nwant %q", c.Type, c.name(), c.Lenient, c.Skip, got, want)
		}
	}
}

// A message in two pieces is the same message.
func TestSplit(t *testing.T) {
	for _, c := range cases(t) {
		if c.Pieces != nil {
			continue
		}
		whole := play(c, 0)
		for at := 1; at < len(bytesOf(c.Text)); at++ {
			if got := play(c, at); !slices.Equal(got, whole) && !stops(whole, at) {
				t.Fatalf("%q in two after %d bytes:\n got %q\nwant %q", c.Text, at, got, whole)
			}
		}
	}
}

// stops tells that reading was over before the second piece, which the first one's
// Execute cannot tell.
func stops(events []string, at int) bool {
	var n int
	_, err := fmt.Sscanf(events[len(events)-1], "stopped %d", &n)
	return err == nil && n <= at
}
