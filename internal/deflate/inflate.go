package deflate

import (
	"hash"
	"hash/adler32"
	"hash/crc32"
)

// windowMax is the memory of an Inflater: the farthest distance, and as much again
// so that the window moves seldom.
const windowMax = 2 * maxDistance

// state is where an Inflater stands in its stream.
type state int

const (
	inHead state = iota
	inFlags
	inTime
	inOS
	inExtraLength
	inExtra
	inName
	inComment
	inHeaderCRC
	inDictID
	inDict
	inType
	inTypeDo // inType, after a stop before the block
	inStored
	inCopy
	inTable
	inLengthLengths
	inLengths
	inSymbol
	inLengthExtra
	inDistance
	inDistanceExtra
	inMatch
	inLiteral
	inCheck
	inSize
	inEnd
	inBad
)

// Inflater unpacks one stream after another.
type Inflater struct {
	wrap    Wrap
	bits    int // of the window, as asked for
	dict    []byte
	state   state
	err     *Error
	flush   Flush
	in      []byte
	pos     int
	hold    uint64
	held    uint // bits in hold
	last    bool // the block is the final one
	flags   uint32
	gzip    bool
	check   hash.Hash32
	head    hash.Hash32 // of gzip's header, where it has one
	dictID  uint32
	total   uint32 // bytes that came out
	length  int    // of a stored block, a field of the header, a match
	dist    int
	literal byte

	literals, distances       *table
	ownLiterals, ownDistances table
	codes                     table
	lengths                   [288 + 32]uint8
	nLit, nDist, nCode, have  int

	win    []byte
	end    int // of what the window holds
	fresh  int // where the output of a run begins
	oldest int // the first place that a match may copy from
	size   int // of the window that the stream may use
}

// NewInflater unpacks wrap. The window is of windowBits bits, 8 to 15, or with 0 of
// what the stream says. A dictionary is kept, not copied; nil is none.
func NewInflater(wrap Wrap, windowBits int, dict []byte) *Inflater {
	z := &Inflater{wrap: wrap, bits: windowBits, dict: dict}
	z.Reset()
	return z
}

// Reset makes ready for the next stream.
func (z *Inflater) Reset() {
	z.state, z.err, z.hold, z.held, z.last, z.gzip = inHead, nil, 0, 0, false, false
	z.check, z.head, z.total = nil, nil, 0
	z.end, z.oldest = 0, 0
	z.size = maxDistance
	if z.bits != 0 {
		z.size = 1 << z.bits
	}
	if z.wrap == Raw {
		z.state = inType
		z.preset()
	}
}

// preset puts the dictionary into the window.
func (z *Inflater) preset() {
	d := z.dict[max(0, len(z.dict)-z.size):]
	if len(d) == 0 {
		return
	}
	for len(z.win) < len(d)+maxMatch {
		z.grow()
	}
	z.end = copy(z.win, d)
	z.oldest, z.fresh = 0, z.end
}

// Begin tells of a new piece of work: matches may reach through all that one piece
// brings out, and before it as far as the window goes.
func (z *Inflater) Begin() { z.oldest = max(z.oldest, z.end-z.size) }

// Step unpacks what it can of src into dst and returns how much it used of both.
// end is true at the end of the stream, behind which it reads nothing. With Block
// it stops before each block, too. Errors are of type *Error; they stay.
func (z *Inflater) Step(dst, src []byte, flush Flush) (wrote, read int, end bool, err error) {
	z.in, z.pos, z.flush = src, 0, flush
	if z.state == inType {
		z.state = inTypeDo
	}
	for {
		room := len(dst) - wrote
		if len(z.win)-z.end < 2*maxMatch {
			z.grow()
		}
		before := z.state
		z.fresh = z.end
		again := z.run(min(z.end+room, len(z.win)))
		fresh := z.win[z.fresh:z.end]
		copy(dst[wrote:], fresh)
		wrote += len(fresh)
		z.total += uint32(len(fresh))
		if z.check != nil {
			z.check.Write(fresh)
		}
		if !again && z.state == inCheck && z.err == nil && before != inCheck {
			continue // the sum is of all output, this run's included
		}
		if !again || wrote == len(dst) && len(fresh) == 0 {
			break
		}
	}
	read = z.pos
	z.in = nil
	if z.err != nil {
		return wrote, read, false, z.err
	}
	return wrote, read, z.state == inEnd, nil
}

// grow makes room in the window: more memory, or what is too old goes.
func (z *Inflater) grow() {
	if len(z.win) < windowMax {
		win := make([]byte, max(4096, 2*len(z.win)))
		copy(win, z.win[:z.end])
		z.win = win
		return
	}
	gone := z.end - maxDistance
	copy(z.win, z.win[gone:z.end])
	z.end = maxDistance
	z.oldest = max(0, z.oldest-gone)
}

// run works until input or room is used up, or the stream ends. It reports whether
// only room was wanting.
func (z *Inflater) run(limit int) (again bool) {
	for {
		var next step
		switch {
		case z.state >= inEnd:
			return false
		case z.state < inType:
			next = z.header()
		case z.state < inSymbol:
			next = z.block(limit)
		case z.state < inCheck:
			next = z.symbols(limit)
		default:
			next = z.trailer()
		}
		switch next {
		case wantsInput, stops:
			return false
		case wantsRoom:
			return true
		}
	}
}

// step is how a part of run ended.
type step int

const (
	goesOn step = iota
	wantsInput
	wantsRoom
	stops
)

// need has n bits in hold, if there are so many.
func (z *Inflater) need(n uint) bool {
	for z.held < n {
		if z.pos >= len(z.in) {
			return false
		}
		z.hold |= uint64(z.in[z.pos]) << z.held
		z.pos++
		z.held += 8
	}
	return true
}

func (z *Inflater) peek(n uint) uint32 { return uint32(z.hold & (1<<n - 1)) }

func (z *Inflater) drop(n uint) {
	z.hold >>= n
	z.held -= n
}

func (z *Inflater) take(n uint) uint32 {
	v := z.peek(n)
	z.drop(n)
	return v
}

func (z *Inflater) fail(text string) step {
	z.state, z.err = inBad, dataError(text)
	return stops
}

// trailer holds the sums against the output.
func (z *Inflater) trailer() step {
	if z.wrap == Raw {
		z.state = inEnd
		return goesOn
	}
	if !z.need(32) {
		return wantsInput
	}
	got := z.take(32)
	if z.state == inSize {
		if got != z.total {
			return z.fail("incorrect length check")
		}
		z.state = inEnd
		return goesOn
	}
	if !z.gzip {
		got = swap(got)
	}
	if got != z.check.Sum32() {
		return z.fail("incorrect data check")
	}
	z.state = inEnd
	if z.gzip {
		z.state = inSize
	}
	return goesOn
}

func swap(v uint32) uint32 {
	return v>>24 | v>>8&0xff00 | v<<8&0xff0000 | v<<24
}

func newCheck(gzip bool) hash.Hash32 {
	if gzip {
		return crc32.NewIEEE()
	}
	return adler32.New()
}
