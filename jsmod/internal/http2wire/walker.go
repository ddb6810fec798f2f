package http2wire

// walker reads header blocks for how their fields are represented (RFC 7541, 6),
// which package hpack does not tell: how large the dynamic table is follows from
// that. It looks at lengths only, and what it finds wrong the decoder finds too.
type walker struct {
	state  walkState
	op     op
	whole  bool   // nothing follows the first number
	bits   byte   // of the prefix
	value  uint64 // of the number under way
	shift  uint
	number bool // its first byte was read
	left   uint64
	ops    []op
	taken  int

	first   bool // a representation was begun
	shrinks bool // and it was a resize
}

// op is one representation.
type op struct {
	indexed, resize bool
	size            uint32
}

type walkState int

const (
	walkBegin walkState = iota
	walkIndex
	walkName
	walkValue
	walkNameBytes
	walkValueBytes
)

func (w *walker) feed(b []byte) {
	for len(b) > 0 {
		switch w.state {
		case walkBegin:
			w.begin(b[0])
		case walkNameBytes, walkValueBytes:
			n := min(w.left, uint64(len(b)))
			w.left -= n
			b = b[n:]
			if w.left == 0 {
				w.after()
			}
			continue
		}
		if w.integer(b[0]) {
			w.after()
		}
		b = b[1:]
	}
}

func (w *walker) begin(c byte) {
	w.op = op{}
	w.state = walkIndex
	switch {
	case c&0x80 != 0:
		w.bits = 7
	case c&0xc0 == 0x40:
		w.bits, w.op.indexed = 6, true
	case c&0xe0 == 0x20:
		w.bits, w.op.resize = 5, true
	default:
		w.bits = 4
	}
	w.whole = c&0x80 != 0 || w.op.resize
	if !w.first {
		w.first, w.shrinks = true, w.op.resize
	}
}

// integer takes one byte of a number and tells whether it was the last.
func (w *walker) integer(c byte) bool {
	if !w.number {
		mask := byte(1)<<w.bits - 1
		w.value, w.shift, w.number = uint64(c&mask), 0, true
		if c&mask < mask {
			w.number = false
			return true
		}
		return false
	}
	if w.shift < 56 {
		w.value += uint64(c&0x7f) << w.shift
		w.shift += 7
	}
	w.number = c&0x80 != 0
	return !w.number
}

// after goes on behind a number or a text.
func (w *walker) after() {
	switch w.state {
	case walkIndex:
		switch {
		case w.whole:
			w.op.size = uint32(min(w.value, 1<<32-1))
			w.done()
		case w.value == 0:
			w.state, w.bits = walkName, 7
		default:
			w.state, w.bits = walkValue, 7
		}
	case walkName:
		if w.left = w.value; w.left > 0 {
			w.state = walkNameBytes
			return
		}
		w.state = walkValue
	case walkNameBytes:
		w.state, w.bits = walkValue, 7
	case walkValue:
		if w.left = w.value; w.left > 0 {
			w.state = walkValueBytes
			return
		}
		w.done()
	case walkValueBytes:
		w.done()
	}
}

func (w *walker) done() {
	w.ops = append(w.ops, w.op)
	w.state = walkBegin
}

// resizes applies the resizes that come next.
func (w *walker) resizes(t *table) {
	for w.taken < len(w.ops) && w.ops[w.taken].resize {
		t.resize(int(w.ops[w.taken].size))
		w.taken++
	}
	if w.taken == len(w.ops) {
		w.ops, w.taken = w.ops[:0], 0
	}
}

// restart begins another block.
func (w *walker) restart() {
	ops := w.ops[:0]
	if cap(ops) > 256 {
		ops = nil
	}
	*w = walker{ops: ops}
}

// indexes tells whether the field that was decoded last went into the table.
func (w *walker) indexes(t *table) bool {
	w.resizes(t)
	if w.taken >= len(w.ops) {
		return false
	}
	indexed := w.ops[w.taken].indexed
	w.taken++
	return indexed
}
