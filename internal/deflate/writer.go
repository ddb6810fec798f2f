package deflate

import (
	"encoding/binary"
	"math/bits"
)

// writer holds the symbols of the block that is being made, and what was written
// and not yet taken.
type writer struct {
	most    int      // symbols of a block
	symbols []uint32 // a literal, or length<<16 | distance with length > 0
	litFreq [286]uint32
	disFreq [30]uint32
	out     []byte
	taken   int // of out
	hold    uint64
	held    uint
}

func (w *writer) reset() {
	w.clearBlock()
	w.out, w.taken, w.hold, w.held = w.out[:0], 0, 0, 0
}

func (w *writer) clearBlock() {
	w.symbols = w.symbols[:0]
	w.litFreq, w.disFreq = [286]uint32{}, [30]uint32{}
}

func (w *writer) full() bool { return len(w.symbols) >= w.most-1 }

func (w *writer) literal(b byte) {
	w.symbols = append(w.symbols, uint32(b))
	w.litFreq[b]++
}

func (w *writer) match(length, dist int) {
	w.symbols = append(w.symbols, uint32(length)<<16|uint32(dist))
	w.litFreq[257+int(lengthCode[length])]++
	w.disFreq[distCode(dist)]++
}

var lengthCode = func() (t [maxMatch + 1]uint8) {
	for c, base := range lengthBase {
		for n := int(base); n <= maxMatch; n++ {
			t[n] = uint8(c)
		}
	}
	return t
}()

func distCode(dist int) int {
	if dist <= 4 {
		return dist - 1
	}
	n := bits.Len32(uint32(dist-1)) - 1
	return 2*n + (dist-1)>>(n-1)&1
}

// pending reports output that nobody has taken.
func (w *writer) pending() bool { return w.taken < len(w.out) }

// drain moves output to dst.
func (w *writer) drain(dst []byte) int {
	n := copy(dst, w.out[w.taken:])
	if w.taken += n; w.taken == len(w.out) {
		w.out, w.taken = w.out[:0], 0
	}
	return n
}

func (w *writer) put(v uint32, n uint) {
	w.hold |= uint64(v) << w.held
	if w.held += n; w.held >= 32 {
		w.out = binary.LittleEndian.AppendUint32(w.out, uint32(w.hold))
		w.hold >>= 32
		w.held -= 32
	}
}

// wholeBytes writes the bits that make bytes.
func (w *writer) wholeBytes() {
	for w.held >= 8 {
		w.out = append(w.out, byte(w.hold))
		w.hold >>= 8
		w.held -= 8
	}
}

func (w *writer) align() {
	w.held = (w.held + 7) &^ 7
	w.wholeBytes()
}

// bytes writes at the boundary of a byte.
func (w *writer) bytes(b ...byte) {
	w.wholeBytes()
	w.out = append(w.out, b...)
}

func (w *writer) word(v uint32) { w.bytes(byte(v), byte(v>>8), byte(v>>16), byte(v>>24)) }

// block writes the symbols, or the bytes that they stand for, in the shortest way.
// raw are these bytes, if they are known still, maxStored at most.
func (w *writer) block(raw []byte, known, store, fixed, last bool) {
	final := uint32(0)
	if last {
		final = 1
	}
	if store {
		w.stored(raw, final)
		return
	}
	w.litFreq[endOfBlock]++
	lit, dis := &fixedLit, &fixedDis
	size := w.cost(lit, dis)
	var own dynamic
	if !fixed {
		own.make(w.litFreq[:], w.disFreq[:])
		if n := w.cost(&own.lit, &own.dis) + own.headerBits(); n < size {
			lit, dis, size = &own.lit, &own.dis, n
		}
		if known && uint64(len(raw)+4)*8 <= size {
			w.stored(raw, final)
			return
		}
	}
	if lit == &own.lit {
		w.put(final|2<<1, 3)
		own.write(w)
	} else {
		w.put(final|1<<1, 3)
	}
	w.write(lit, dis)
	w.clearBlock()
}

// maxStored is the length of a stored block, at most.
const maxStored = 65535

func (w *writer) stored(raw []byte, final uint32) {
	w.put(final, 3)
	w.align()
	n := uint32(len(raw))
	w.word(n | ^n<<16)
	w.out = append(w.out, raw...)
	w.clearBlock()
}

// cost is the size of the symbols in bits.
func (w *writer) cost(lit *literalCode, dis *distanceCode) (n uint64) {
	for s, f := range w.litFreq {
		extra := uint64(0)
		if s > endOfBlock {
			extra = uint64(lengthExtra[s-257])
		}
		n += uint64(f) * (uint64(lit.len[s]) + extra)
	}
	for s, f := range w.disFreq {
		n += uint64(f) * (uint64(dis.len[s]) + uint64(distExtra[s]))
	}
	return n
}

func (w *writer) write(lit *literalCode, dis *distanceCode) {
	for _, s := range w.symbols {
		length := s >> 16
		if length == 0 {
			w.put(uint32(lit.code[s]), uint(lit.len[s]))
			continue
		}
		c := lengthCode[length]
		w.put(uint32(lit.code[257+int(c)]), uint(lit.len[257+int(c)]))
		w.put(length-uint32(lengthBase[c]), uint(lengthExtra[c]))
		dist := s & 0xffff
		d := distCode(int(dist))
		w.put(uint32(dis.code[d]), uint(dis.len[d]))
		w.put(dist-uint32(distBase[d]), uint(distExtra[d]))
	}
	w.put(uint32(lit.code[endOfBlock]), uint(lit.len[endOfBlock]))
}
