package deflate

import (
	"math/bits"
	"slices"
)

// entry is one place of a decoding table: how many bits the code takes (0-4), what
// it is (5-7), how many further bits belong to it (8-12), and its value (16-31).
type entry uint32

const (
	kindLiteral entry = iota << 5
	kindBase          // a length or a distance: value plus the further bits
	kindEnd           // the end of the block
	kindSub           // a second table at value, found by further bits
	kindInvalid
	kindMask entry = 7 << 5
)

func (e entry) len() uint     { return uint(e & 31) }
func (e entry) kind() entry   { return e & kindMask }
func (e entry) extra() uint   { return uint(e>>8) & 31 }
func (e entry) value() uint32 { return uint32(e >> 16) }

func makeEntry(kind entry, value uint32, extra uint8) entry {
	return kind | entry(extra)<<8 | entry(value)<<16
}

// alphabet says what the symbols of a code mean.
type alphabet int

const (
	ofLengths   alphabet = iota // the code that the lengths of the others are sent in
	ofLiterals                  // literals, lengths of matches, the end
	ofDistances                 // distances
)

func (a alphabet) symbol(s int) entry {
	switch {
	case a == ofLengths || a == ofLiterals && s < endOfBlock:
		return makeEntry(kindLiteral, uint32(s), 0)
	case a == ofLiterals && s == endOfBlock:
		return kindEnd
	case a == ofLiterals && s-257 < len(lengthBase):
		return makeEntry(kindBase, uint32(lengthBase[s-257]), lengthExtra[s-257])
	case a == ofDistances && s < len(distBase):
		return makeEntry(kindBase, uint32(distBase[s]), distExtra[s])
	}
	return kindInvalid
}

// table decodes one code. Codes of up to root bits are found at once, longer ones
// in a second table.
type table struct {
	entries []entry
	root    uint
}

// build fills the table from the lengths of the codes, 0 for symbols that have
// none. It reports false for lengths that no code has: more codes than there are,
// or fewer, save a single one of one bit. The memory of the table is used again.
func (t *table) build(lengths []uint8, of alphabet, root uint) bool {
	var count [16]int
	for _, l := range lengths {
		count[l]++
	}
	longest, shortest := uint(15), uint(1)
	for longest > 0 && count[longest] == 0 {
		longest--
	}
	if longest == 0 {
		t.root, t.entries = 1, append(t.entries[:0], kindInvalid|1, kindInvalid|1)
		return true
	}
	for count[shortest] == 0 {
		shortest++
	}
	left := 1
	for l := 1; l <= 15; l++ {
		if left = left<<1 - count[l]; left < 0 {
			return false
		}
	}
	if left > 0 && (of == ofLengths || longest != 1) {
		return false
	}
	t.root = max(min(root, longest), shortest)
	t.fill(lengths, of, count, longest)
	return true
}

func (t *table) fill(lengths []uint8, of alphabet, count [16]int, longest uint) {
	t.entries = slices.Grow(t.entries[:0], 1<<t.root)[:1<<t.root]
	for i := range t.entries {
		t.entries[i] = kindInvalid | 1
	}
	var offset [17]int
	var next [16]uint16
	code := uint16(0)
	for l := 1; l <= 15; l++ {
		offset[l+1] = offset[l] + count[l]
		next[l] = code
		code = (code + uint16(count[l])) << 1
	}
	var sorted [288]uint16
	for s, l := range lengths {
		if l > 0 {
			sorted[offset[l]] = uint16(s)
			offset[l]++
		}
	}
	for _, s := range sorted[:len(lengths)-count[0]] {
		l := uint(lengths[s])
		reversed := int(bits.Reverse16(next[l]) >> (16 - l))
		next[l]++
		t.put(of.symbol(int(s)), reversed, l, &count, longest)
		count[l]--
	}
}

// put enters a symbol at all places that begin with its code. count has the codes
// that are still to come, this one included.
func (t *table) put(e entry, reversed int, l uint, count *[16]int, longest uint) {
	if l <= t.root {
		for i := reversed; i < 1<<t.root; i += 1 << l {
			t.entries[i] = e | entry(l)
		}
		return
	}
	low := reversed & (1<<t.root - 1)
	if t.entries[low].kind() != kindSub {
		size := l - t.root
		for left := 1 << size; size+t.root < longest; left <<= 1 {
			if left -= count[size+t.root]; left <= 0 {
				break
			}
			size++
		}
		start := len(t.entries)
		t.entries[low] = makeEntry(kindSub, uint32(start), uint8(size)) | entry(t.root)
		for range 1 << size {
			t.entries = append(t.entries, kindInvalid|1)
		}
	}
	sub := t.entries[low]
	size := sub.extra()
	for i := reversed >> t.root; i < 1<<size; i += 1 << (l - t.root) {
		t.entries[int(sub.value())+i] = e | entry(l-t.root)
	}
}

// fixedLiterals and fixedDistances decode blocks of the fixed code.
var fixedLiterals, fixedDistances = func() (l, d *table) {
	literals, distances := fixedLengths()
	l, d = &table{}, &table{}
	l.build(literals[:], ofLiterals, literalRoot)
	d.build(distances[:], ofDistances, distanceRoot)
	return l, d
}()

const (
	literalRoot  = 10
	distanceRoot = 9
	lengthRoot   = 7
)
