package http2wire

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/http2"
)

// What a peer does again and again ends the connection, and a little less does not.
func TestFloods(t *testing.T) {
	request := func(r *raw, i int) uint32 {
		id := uint32(2*i + 1)
		r.headers(id, false, get())
		return id
	}
	one := []Setting{{SettingMaxConcurrentStreams, 1}}
	for _, c := range []struct {
		name  string
		allow int // how many are
		want  string
		opt   Options
		do    func(r *raw, i int)
	}{
		{"streams that are reset", 1000, "2 -505", Options{}, func(r *raw, i int) { _ = r.WriteRSTStream(request(r, i), 8) }},
		{"streams that are made reset", 1000, "11 -902", Options{}, func(r *raw, i int) {
			id := request(r, i)
			_ = r.WriteRawFrame(http2.FrameWindowUpdate, 0, id, []byte{0, 0, 0, 0})
		}},
		{"streams that are made reset, with a limit of resets", 50, "2 -505", Options{ResetBurst: 50}, func(r *raw, i int) {
			r.headers(uint32(2*i+1), true, fields("no", "request"))
		}},
		{"PING", 1000, "11 -904", Options{}, func(r *raw, _ int) { _ = r.WritePing(false, [8]byte{}) }},
		{"SETTINGS", 1000, "11 -904", Options{}, func(r *raw, _ int) { _ = r.WriteSettings() }},
		{"empty DATA", 1000, "11 -902", Options{}, func(r *raw, i int) {
			if i == 0 {
				request(r, 0)
			}
			_ = r.WriteData(1, false, nil)
		}},
		{"empty DATA of a stream that is closed", 1000, "11 -902", Options{}, func(r *raw, i int) {
			if i == 0 {
				_ = r.WriteRSTStream(request(r, 0), 0)
			}
			_ = r.WriteData(1, false, nil)
		}},
		{"streams beyond those allowed", 101, "11 -902", Options{Settings: one}, func(r *raw, i int) { request(r, i) }},
		{"CONTINUATION", 9, "11 -905", Options{}, func(r *raw, i int) {
			if i == 0 {
				_ = r.WriteRawFrame(http2.FrameHeaders, 0, 1, nil)
				return
			}
			_ = r.WriteContinuation(1, false, nil)
		}},
	} {
		d, r := begun(t, c.opt)
		d.s.Take()
		for i := range c.allow + 1 {
			if got := d.failure(); got != "" {
				t.Errorf("%s: %s after %d", c.name, got, i)
				break
			}
			c.do(r, i)
			d.play(r)
		}
		if got := d.failure(); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if n := len(d.s.Take()); n > 64<<10 {
			t.Errorf("%s: %d bytes were to be sent", c.name, n)
		}
	}
}

// Answers that are taken do not count, and time gives resets back.
func TestNoFlood(t *testing.T) {
	now := time.Unix(1000, 0)
	d, r := begun(t, Options{Now: func() time.Time { return now }})
	for i := range 5000 {
		_ = r.WritePing(false, [8]byte{})
		id := uint32(2*i + 1)
		r.headers(id, false, get())
		_ = r.WriteRSTStream(id, 8)
		d.play(r)
		d.s.Take()
		now = now.Add(time.Second / 30)
	}
	if got := d.failure(); got != "" {
		t.Fatal(got)
	}
}

func TestManySettings(t *testing.T) {
	d, r := begun(t, Options{})
	settings := make([]http2.Setting, 33)
	_ = r.WriteSettings(settings[:32]...)
	d.play(r)
	if got := d.failure(); got != "" {
		t.Fatal(got)
	}
	_ = r.WriteSettings(settings...)
	d.play(r)
	if got := d.failure(); got != "11 -904" {
		t.Fatal(d.log)
	}
}

// A list of fields is limited by what it is decoded to, and the tables stay the
// same.
func TestFieldLimits(t *testing.T) {
	for _, c := range []struct {
		name string
		ok   bool
		more []Field
	}{
		{"124 fields", true, many(124)},
		{"125 fields", false, many(125)},
		{"65 thousand bytes", true, fields("a", strings.Repeat("1", 65_000))},
		{"twice as many", false, fields("a", strings.Repeat("1", 65_000), "b", strings.Repeat("1", 65_000))},
	} {
		d, r := begun(t, Options{})
		block := r.block(append(get(), c.more...))
		for i := 0; i == 0 || len(block) > 0; i++ {
			n := min(len(block), minFrameSize)
			if i == 0 {
				_ = r.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: block[:n], EndStream: true, EndHeaders: n == len(block)})
			} else {
				_ = r.WriteContinuation(1, n == len(block), block[:n])
			}
			block = block[n:]
		}
		r.headers(3, true, get("again", "1"))
		d.play(r)
		got := strings.Join(d.log, "\n")
		if strings.HasPrefix(got, "headers 1 ") != c.ok || strings.HasPrefix(got, "close 1 11\n") == c.ok || !strings.Contains(got, "again=1") {
			t.Errorf("%s: %.200s", c.name, got)
		}
	}
	d, r := begun(t, Options{})
	r.headers(1, true, append(get(), fields("a", strings.Repeat("\x00", 1<<16))...)) // 13 bits each
	d.play(r)
	if got := d.failure(); got != "6 -522" && got != "9 -523" {
		t.Fatalf("%.200s", d.log)
	}
}

func many(n int) (list []Field) {
	for i := range n {
		list = append(list, Field{Name: fmt.Sprintf("f%d", i), Value: "v"})
	}
	return list
}

// One field in the table, named thousands of times, is a few bytes each on the wire.
func TestFieldBomb(t *testing.T) {
	d, r := begun(t, Options{})
	r.headers(1, true, get("a", strings.Repeat("b", 4000)))
	d.play(r)
	bomb := bytes.Repeat([]byte{0xbe}, minFrameSize) // 62, the newest entry
	_ = r.WriteRawFrame(http2.FrameHeaders, 4|1, 3, bomb)
	allocated := testing.AllocsPerRun(1, func() { d.play(r) })
	if got := d.log[len(d.log)-1]; got != "close 3 11" || allocated > 200 {
		t.Fatalf("%.100s, %v allocations", got, allocated)
	}
}

// What nobody reads is bounded, whatever windows the streams have.
func TestUnreadIsBounded(t *testing.T) {
	const limit = 1_000_000
	d, r := begun(t, Options{MaxMemory: limit, Settings: []Setting{{SettingInitialWindowSize, 1 << 30}}})
	d.eat = false
	sent, window := 0, defaultWindow
	for i := range 10 {
		r.headers(uint32(2*i+1), false, get())
	}
	for i := 0; window >= minFrameSize; i++ {
		_ = r.WriteData(uint32(2*(i%10)+1), false, make([]byte, minFrameSize))
		sent += minFrameSize
		window -= minFrameSize
		d.play(r)
		window += d.updates(0)
	}
	if got := d.failure(); got != "" || sent > limit {
		t.Fatalf("%q after %d bytes", got, sent)
	}
	// One that reads lets the others go on.
	for i := range 10 {
		d.s.Consumed(uint32(2*i+1), limit)
	}
	if got := d.updates(0) + window; got < defaultWindow/2 {
		t.Fatalf("the window is %d", got)
	}
	// More than the window is an error.
	for range 5 {
		_ = r.WriteData(1, false, make([]byte, minFrameSize))
	}
	d.s.in.size = 1 << 30 // no more updates
	d.play(r)
	if got := d.failure(); got != "3 -524" {
		t.Fatalf("%q", got)
	}
}

// Pieces of a byte cost more than a byte.
func TestSmallPieces(t *testing.T) {
	d, r := begun(t, Options{MaxMemory: 1_000_000, Settings: []Setting{{SettingInitialWindowSize, 1 << 20}}})
	d.eat = false
	r.headers(1, false, get())
	for i := range 10_000 {
		_ = r.WriteData(1, false, []byte("x"))
		d.play(r)
		if i%100 == 99 {
			d.s.Consumed(1, 100)
		}
	}
	if got := d.failure(); got != "" || d.s.small != 0 {
		t.Fatalf("%q, %d", got, d.s.small)
	}
	for d.failure() == "" && len(d.body[1]) < 20_000 {
		_ = r.WriteData(1, false, []byte("x"))
		d.play(r)
	}
	if got := len(d.body[1]); got > 14_000 || d.failure() != "11 -904" {
		t.Fatalf("%d pieces, %q", got, d.failure())
	}
}

func TestManyOrigins(t *testing.T) {
	d, r := begunClient(t, Options{})
	for range 10 {
		_ = r.WriteRawFrame(frameOrigin, 0, 0, bytes.Repeat([]byte("\x00\x01a"), 300))
	}
	d.play(r)
	if n := strings.Count(strings.Join(d.log, "\n"), "a"); d.failure() != "" || n != maxOrigins {
		t.Fatalf("%d origins, %q", n, d.failure())
	}
}

// updates takes what there is and adds up the WINDOW_UPDATEs of a stream.
func (d *side) updates(id uint32) (sum int) {
	for b := d.s.Take(); len(b) > 0; {
		f := parseFrame(b)
		if f.kind == frameWindowUpdate && f.id == id {
			sum += int(binary.BigEndian.Uint32(b[headerSize:]))
		}
		b = b[headerSize+int(f.length):]
	}
	return sum
}

func TestStreamWindow(t *testing.T) {
	d, r := begun(t, Options{Settings: []Setting{{SettingInitialWindowSize, 10}}})
	r.headers(1, false, get())
	_ = r.WriteData(1, false, make([]byte, 10))
	r.headers(3, false, get())
	_ = r.WriteData(3, false, make([]byte, 11))
	d.play(r)
	d.got("headers 1 0 false"+getText, "headers 3 0 false"+getText, "close 3 3")
}

// A session that holds much refuses new streams, until it is rid of it.
func TestMemory(t *testing.T) {
	d, r := begun(t, Options{MaxMemory: 1_000_000})
	r.headers(1, true, get())
	d.play(r)
	d.ok(d.s.Respond(1, fields(":status", "200"), false, false))
	d.ok(d.s.Data(1, make([]byte, 2_000_000), true))
	r.headers(3, true, get())
	d.play(r)
	_ = r.WriteWindowUpdate(0, 3_000_000)
	_ = r.WriteWindowUpdate(1, 3_000_000)
	d.play(r)
	for d.s.Take() != nil {
	}
	r.headers(5, true, get())
	d.play(r)
	d.got("headers 1 0 true"+getText, "end 1", "written 1 false", "close 1 0", "headers 5 0 true"+getText, "end 5")
}

// The fields of streams that are open count as well.
func TestMemoryOfFields(t *testing.T) {
	d, r := begun(t, Options{})
	long := strings.Repeat("a", 10_000)
	for i := range 1500 {
		_ = r.WriteHeaders(http2.HeadersFrameParam{StreamID: uint32(2*i + 1), BlockFragment: r.block(get("x", long)), EndHeaders: true})
		d.play(r)
		d.s.Take()
		if d.failure() != "" {
			break
		}
	}
	if n := len(d.s.streams); d.failure() != "11 -902" || n > 1000 {
		t.Fatalf("%q with %d streams", d.failure(), n)
	}
}

// The table that a peer may fill is the one that it was told of.
func TestTables(t *testing.T) {
	big := func(r *raw) { r.enc.SetMaxDynamicTableSizeLimit(1 << 20); r.enc.SetMaxDynamicTableSize(1 << 20) }
	d, r := begun(t, Options{})
	big(r)
	r.headers(1, true, get())
	d.play(r)
	if got := d.failure(); got != "9 -523" {
		t.Errorf("too large: %q", d.log)
	}
	d, r = begun(t, Options{Settings: []Setting{{SettingHeaderTableSize, 1 << 20}}})
	big(r)
	r.headers(1, true, get("a", strings.Repeat("b", 10_000)))
	d.play(r)
	if got := d.failure(); got != "" || d.s.State().InflateTable < 10_000 {
		t.Errorf("allowed: %q", d.log)
	}
	d, r = begun(t, Options{Settings: []Setting{{SettingHeaderTableSize, 100}}})
	r.headers(1, true, get())
	d.play(r)
	if got := d.failure(); got != "9 -523" {
		t.Errorf("not resized: %q", d.log)
	}
	d, r = begun(t, Options{Settings: []Setting{{SettingHeaderTableSize, 100}}})
	r.enc.SetMaxDynamicTableSize(100)
	r.headers(1, true, get("a", strings.Repeat("b", 60)))
	r.headers(3, true, get("a", strings.Repeat("c", 60)))
	d.play(r)
	if got := d.failure(); got != "" || d.s.State().InflateTable > 100 {
		t.Errorf("resized: %q, %d", d.log, d.s.State().InflateTable)
	}
	// Two sizes may stand at the beginning of a block.
	d, r = begun(t, Options{})
	r.headers(1, true, get("a", "b"))
	r.enc.SetMaxDynamicTableSize(100)
	r.enc.SetMaxDynamicTableSize(3000)
	r.headers(3, true, get("c", "d"))
	d.play(r)
	if got := d.failure(); got != "" || d.s.in.table.max != 3000 {
		t.Errorf("resized twice: %q", d.log)
	}
	// Of a table that the peer offers, no more is used than the options say.
	d, r = begun(t, Options{})
	_ = r.WriteSettings(http2.Setting{ID: http2.SettingHeaderTableSize, Val: 1 << 30})
	r.headers(1, true, get())
	d.play(r)
	d.ok(d.s.Respond(1, append(fields(":status", "200"), many(1000)...), true, false))
	if n := d.s.State().DeflateTable; n > defaultTable || n < defaultTable-100 {
		t.Errorf("%d bytes are used", n)
	}
}
