package deflate

import (
	"math/bits"
	"slices"
)

// literalCode and distanceCode are lengths and reversed codes by symbol.
type literalCode struct {
	len  [288]uint8
	code [288]uint16
}

type distanceCode struct {
	len  [32]uint8
	code [32]uint16
}

var fixedLit, fixedDis = func() (l literalCode, d distanceCode) {
	l.len, d.len = fixedLengths()
	assign(l.code[:], l.len[:])
	assign(d.code[:], d.len[:])
	return l, d
}()

// assign numbers the codes of given lengths (RFC 1951, 3.2.2).
func assign(codes []uint16, lengths []uint8) {
	var count, next [17]uint16
	for _, l := range lengths {
		count[l]++
	}
	count[0] = 0
	for l := 1; l <= 15; l++ {
		next[l+1] = (next[l] + count[l]) << 1
	}
	for s, l := range lengths {
		if l != 0 {
			codes[s] = bits.Reverse16(next[l]) >> (16 - l)
			next[l]++
		}
	}
}

// lengthsOf finds the lengths of an optimal prefix code whose longest has at most
// limit bits. There are two codes at least: some decoders want them.
func lengthsOf(lengths []uint8, freq []uint32, limit int) {
	var room [286]uint64
	leaves := room[:0] // weight<<16 | symbol
	for s, f := range freq {
		if f > 0 {
			leaves = append(leaves, uint64(f)<<16|uint64(s))
		}
	}
	for s := 0; len(leaves) < 2; s++ {
		if freq[s] == 0 {
			leaves = append(leaves, 1<<16|uint64(s))
		}
	}
	slices.Sort(leaves)
	count := depths(leaves)
	shorten(&count, limit)
	clear(lengths)
	// The rarest get the longest.
	i := 0
	for l := limit; l > 0; l-- {
		for range count[l] {
			lengths[leaves[i]&0xffff] = uint8(l)
			i++
		}
	}
}

// depths counts the leaves of a Huffman tree by their depth. Leaves are sorted, and
// so are the inner nodes by the way they are made: two queues do.
func depths(leaves []uint64) (count [287]int) {
	var weight, parent [2 * 286]uint32
	n := len(leaves)
	for i, leaf := range leaves {
		weight[i] = uint32(leaf >> 16)
	}
	leaf, inner := 0, n
	for made := n; made < 2*n-1; made++ {
		for range 2 {
			least := leaf
			if leaf >= n || inner < made && weight[inner] < weight[leaf] {
				least = inner
				inner++
			} else {
				leaf++
			}
			weight[made] += weight[least]
			parent[least] = uint32(made)
		}
	}
	var depth [2 * 286]int
	for i := 2*n - 3; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
		if i < n {
			count[depth[i]]++
		}
	}
	return count
}

// shorten takes leaves that are too deep up to the limit. Each that hangs beside
// another there takes its place away, so that others go down.
func shorten(count *[287]int, limit int) {
	over := 0
	for l := limit + 1; l < len(count); l++ {
		count[limit] += count[l]
		count[l] = 0
	}
	for l := 1; l <= limit; l++ {
		over += count[l] << (limit - l)
	}
	for over -= 1 << limit; over > 0; over-- {
		l := limit - 1
		for count[l] == 0 {
			l--
		}
		count[l]--
		count[l+1] += 2
		count[limit]--
	}
}

// dynamic is the code of one block, and how it is described there.
type dynamic struct {
	lit        literalCode
	dis        distanceCode
	nLit, nDis int
	runs       []uint16 // symbol, and what is repeated <<8
	code       [19]uint16
	len        [19]uint8
	nCode      int
	bits       uint64
}

func (d *dynamic) make(lit, dis []uint32) {
	lengthsOf(d.lit.len[:286], lit, 15)
	lengthsOf(d.dis.len[:30], dis, 15)
	assign(d.lit.code[:], d.lit.len[:])
	assign(d.dis.code[:], d.dis.len[:])
	for d.nLit = 286; d.lit.len[d.nLit-1] == 0; {
		d.nLit--
	}
	for d.nDis = 30; d.dis.len[d.nDis-1] == 0; {
		d.nDis--
	}
	d.describe()
}

// describe writes the lengths as runs (RFC 1951, 3.2.7).
func (d *dynamic) describe() {
	var all [286 + 30]uint8
	n := copy(all[:], d.lit.len[:d.nLit])
	n += copy(all[n:], d.dis.len[:d.nDis])
	var freq [19]uint32
	add := func(symbol, extra int) {
		d.runs = append(d.runs, uint16(symbol|extra<<8))
		freq[symbol]++
	}
	for i := 0; i < n; {
		l, run := all[i], 1
		for i+run < n && all[i+run] == l {
			run++
		}
		i += run
		if l != 0 {
			add(int(l), 0)
			run--
		}
		for run >= 3 {
			k := min(run, 6)
			switch {
			case l != 0:
				add(16, k-3)
			case run <= 10:
				k = run
				add(17, k-3)
			default:
				k = min(run, 138)
				add(18, k-11)
			}
			run -= k
		}
		for ; run > 0; run-- {
			add(int(l), 0)
		}
	}
	lengthsOf(d.len[:], freq[:], 7)
	assign(d.code[:], d.len[:])
	for d.nCode = 19; d.len[codeOrder[d.nCode-1]] == 0; {
		d.nCode--
	}
	d.bits = uint64(14 + 3*d.nCode)
	for s, f := range freq {
		d.bits += uint64(f) * (uint64(d.len[s]) + uint64(runExtra(s)))
	}
}

func runExtra(symbol int) uint {
	switch symbol {
	case 16:
		return 2
	case 17:
		return 3
	case 18:
		return 7
	}
	return 0
}

func (d *dynamic) headerBits() uint64 { return d.bits }

func (d *dynamic) write(w *writer) {
	w.put(uint32(d.nLit-257), 5)
	w.put(uint32(d.nDis-1), 5)
	w.put(uint32(d.nCode-4), 4)
	for _, s := range codeOrder[:d.nCode] {
		w.put(uint32(d.len[s]), 3)
	}
	for _, run := range d.runs {
		s := int(run & 0xff)
		w.put(uint32(d.code[s]), uint(d.len[s]))
		w.put(uint32(run>>8), runExtra(s))
	}
}
