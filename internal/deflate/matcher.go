package deflate

import (
	"encoding/binary"
	"math/bits"
)

// lookahead is how much input the search wants to see: a longest match, and the
// beginning of the next.
const lookahead = maxMatch + minMatch + 1

// tooFar is where a match of three bytes costs more than its literals.
const tooFar = 4096

// tuning is how hard a level tries.
type tuning struct {
	good  int // a match of this length before: a quarter of the search does
	lazy  int // one of this length is taken without a look at the next place; 0 is greedy
	nice  int // one of this length ends the search
	chain int // places that are looked at
}

var tunings = [10]tuning{
	{chain: 1},
	{good: 4, nice: 8, chain: 4},
	{good: 4, nice: 16, chain: 8},
	{good: 6, nice: 32, chain: 24},
	{good: 4, lazy: 4, nice: 16, chain: 16},
	{good: 8, lazy: 16, nice: 32, chain: 32},
	{good: 8, lazy: 16, nice: 128, chain: 96},
	{good: 8, lazy: 32, nice: 160, chain: 256},
	{good: 32, lazy: 128, nice: 258, chain: 1024},
	{good: 32, lazy: 258, nice: 258, chain: 4096},
}

// matcher finds repetitions in a window of twice the size that matches may reach.
type matcher struct {
	size, far int // of the window; of a match, at most
	hashBits  uint
	win       []byte
	pos, end  int
	start     int      // of the block; negative when the window has lost it
	hashed    int      // places before it are in the table
	head      []uint16 // by hash: the last place; 0 is none
	prev      []uint16 // by place: the one before with the same hash

	// Of the lazy search: the match at the place before, or only its byte.
	waiting         bool
	oldLen, oldDist int
}

func (m *matcher) reset() {
	m.pos, m.end, m.start, m.hashed = 0, 0, 0, 0
	m.waiting, m.oldLen = false, 0
	clear(m.head)
}

// forget makes that nothing before the present place is repeated.
func (m *matcher) forget() {
	clear(m.head)
	m.hashed = m.pos
}

func (m *matcher) preset(dict []byte) {
	if len(dict) == 0 {
		return
	}
	m.add(dict[max(0, len(dict)-m.size):])
	m.pos, m.start = m.end, m.end
}

// add appends what there is room for. It moves the window when half of it is too
// far back for any match.
func (m *matcher) add(p []byte) int {
	if len(m.win) < 2*m.size && m.end+len(p) > len(m.win) {
		// A short stream needs no whole window.
		win := make([]byte, min(2*m.size, max(2*len(m.win), m.end+len(p), 1024)))
		copy(win, m.win[:m.end])
		m.win = win
	}
	if m.pos >= m.size+m.far && m.end+len(p) > len(m.win) {
		m.slide()
	}
	n := copy(m.win[m.end:], p)
	m.end += n
	return n
}

func (m *matcher) slide() {
	copy(m.win, m.win[m.size:m.end])
	m.pos -= m.size
	m.end -= m.size
	m.start -= m.size
	m.hashed = max(0, m.hashed-m.size)
	for _, list := range [][]uint16{m.head, m.prev} {
		for i, v := range list {
			list[i] = uint16(max(0, int(v)-m.size))
		}
	}
}

func (m *matcher) hash(p int) uint32 {
	b := m.win[p : p+3 : p+3]
	v := uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16
	return v * 0x9e3779b1 >> (32 - m.hashBits)
}

// catchUp enters the places before the present one into the table, and returns the
// last place with the present one's hash, 0 for none.
func (m *matcher) catchUp() int {
	if m.head == nil {
		m.head, m.prev = make([]uint16, 1<<m.hashBits), make([]uint16, m.size)
	}
	last := min(m.pos, m.end-minMatch)
	mask := m.size - 1
	found := 0
	for ; m.hashed <= last; m.hashed++ {
		h := m.hash(m.hashed)
		old := m.head[h]
		m.prev[m.hashed&mask] = old
		m.head[h] = uint16(m.hashed)
		if m.hashed == m.pos {
			found = int(old)
		}
	}
	if found == 0 || m.pos-found > m.far {
		return 0
	}
	return found
}

// search looks for the longest match that is longer than least, beginning at cur.
func (m *matcher) search(cur, least int, how tuning) (length, dist int) {
	longest := min(maxMatch, m.end-m.pos)
	best, chain := least, how.chain
	if least >= how.good {
		chain >>= 2
	}
	limit := max(0, m.pos-m.far-1)
	mask := m.size - 1
	here := m.win[m.pos : m.pos+longest]
	for ; cur > limit && best < longest; chain-- {
		there := m.win[cur : cur+longest]
		if there[best] == here[best] && there[0] == here[0] {
			if n := same(there, here); n > best {
				best, length, dist = n, n, m.pos-cur
				if n >= how.nice {
					break
				}
			}
		}
		if chain <= 1 {
			break
		}
		next := int(m.prev[cur&mask])
		if next >= cur {
			break // a place of an older window
		}
		cur = next
	}
	return length, dist
}

// same counts the bytes that a and b, of one length, begin with together.
func same(a, b []byte) int {
	n := 0
	for ; n+8 <= len(a); n += 8 {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
	}
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n
}

// greedy takes the match at the present place, if there is one.
func (z *Deflater) greedy() {
	length, dist := 0, 0
	if cur := z.catchUp(); cur != 0 {
		length, dist = z.search(cur, minMatch-1, z.how)
	}
	if length < minMatch || length == minMatch && dist > tooFar {
		z.literal(z.win[z.pos])
		z.pos++
		return
	}
	z.match(length, dist)
	z.pos += length
}

// lazily takes a match only after the next place has none that is longer.
func (z *Deflater) lazily() {
	length, dist := 0, 0
	if cur := z.catchUp(); cur != 0 && z.oldLen < z.how.lazy {
		length, dist = z.search(cur, max(minMatch-1, z.oldLen), z.how)
		if length == minMatch && dist > tooFar || length <= 5 && z.opt.Strategy == Filtered {
			length = 0
		}
	}
	if z.oldLen >= minMatch && length <= z.oldLen {
		z.match(z.oldLen, z.oldDist)
		z.pos += z.oldLen - 1
		z.waiting, z.oldLen = false, 0
		return
	}
	if z.waiting {
		z.literal(z.win[z.pos-1])
	}
	z.waiting, z.oldLen, z.oldDist = true, length, dist
	z.pos++
}

// settle turns what the lazy search holds back into a symbol: its byte, since a
// match would have been taken at the end of input.
func (z *Deflater) settle() {
	if z.waiting {
		z.literal(z.win[z.pos-1])
		z.waiting, z.oldLen = false, 0
	}
}

// repeat finds runs of one byte.
func (z *Deflater) repeat() {
	if z.pos > 0 && z.end-z.pos >= minMatch {
		n, b := 0, z.win[z.pos-1]
		for n < maxMatch && z.pos+n < z.end && z.win[z.pos+n] == b {
			n++
		}
		if n >= minMatch {
			z.match(n, 1)
			z.pos += n
			return
		}
	}
	z.literal(z.win[z.pos])
	z.pos++
}
