package deflate

import (
	"hash"
	"hash/adler32"
)

// Strategy says what kind of data is to be packed (zlib's manual, "deflateInit2").
type Strategy int

// The strategies.
const (
	Default     Strategy = iota
	Filtered             // short matches are no good
	HuffmanOnly          // no matches
	RLE                  // matches of the byte before alone
	Fixed                // the fixed code alone
)

// Options are how a [Deflater] packs.
type Options struct {
	Wrap       Wrap // Raw, Zlib or Gzip
	Level      int  // 0 to 9, or -1 for 6
	WindowBits int  // 9 to 15: matches reach less far back than 1<<WindowBits
	MemLevel   int  // 1 to 9: the longer the blocks and the better the search
	Strategy   Strategy
	// Dictionary is what both sides know: Raw and Zlib. It is kept, not copied.
	Dictionary []byte
}

// Deflater packs one stream after another.
type Deflater struct {
	opt     Options
	level   int
	how     tuning
	check   hash.Hash32
	total   uint32 // bytes that went in
	started bool   // the header is written
	ended   bool   // the trailer is written
	last    Flush  // what was last done; -1 while something is under way
	in      []byte
	read    int

	matcher
	writer
}

// NewDeflater packs as opt says, whose values must be in range.
func NewDeflater(opt Options) *Deflater {
	z := &Deflater{opt: opt}
	z.matcher.size = 1 << opt.WindowBits
	z.matcher.far = z.matcher.size - lookahead
	z.matcher.hashBits = uint(opt.MemLevel + 7)
	z.writer.most = 1 << (opt.MemLevel + 6)
	z.SetParams(opt.Level, opt.Strategy)
	z.Reset()
	return z
}

// Reset makes ready for the next stream, with the dictionary if there is one.
func (z *Deflater) Reset() {
	z.started, z.ended, z.last, z.total = false, false, -1, 0
	z.check = nil
	if z.opt.Wrap != Raw {
		z.check = newCheck(z.opt.Wrap == Gzip)
	}
	z.matcher.reset()
	z.writer.reset()
	if z.opt.Wrap != Gzip {
		z.matcher.preset(z.opt.Dictionary)
	}
}

// SetParams changes level and strategy for what comes. Matches that were found so
// far become a block.
func (z *Deflater) SetParams(level int, strategy Strategy) {
	if level < 0 {
		level = 6
	}
	if z.how.chain != 0 && (level != z.level || strategy != z.opt.Strategy) {
		z.settle()
		z.closeBlock(false)
	}
	z.level, z.opt.Strategy, z.how = level, strategy, tunings[level]
}

// Step packs what it can of src into dst and returns how much it used of both. It
// has done all that flush asks for when it leaves room in dst. end is true when the
// stream is whole.
func (z *Deflater) Step(dst, src []byte, flush Flush) (wrote, read int, end bool) {
	z.in, z.read = src, 0
	idle := len(src) == 0 && flush != Finish && flush.rank() <= z.last.rank()
	if idle {
		z.last = flush // so that a stronger one that follows counts again, as in zlib
	}
	for {
		wrote += z.drain(dst[wrote:])
		if z.pending() || z.ended || idle {
			break
		}
		if wrote == len(dst) {
			z.last = -1
			break
		}
		if !z.started {
			z.header()
			continue
		}
		if z.pack(flush) {
			continue // a block is full
		}
		z.finish(flush)
		idle = true
	}
	z.in = nil
	return wrote, z.read, z.ended && !z.pending()
}

// header begins zlib's and gzip's frames.
func (z *Deflater) header() {
	z.started = true
	switch z.opt.Wrap {
	case Zlib:
		speed := 3
		switch {
		case z.opt.Strategy >= HuffmanOnly || z.level < 2:
			speed = 0
		case z.level < 6:
			speed = 1
		case z.level == 6:
			speed = 2
		}
		v := (z.opt.WindowBits-8)<<12 | 8<<8 | speed<<6
		if len(z.opt.Dictionary) > 0 {
			v |= 0x20
		}
		v += 31 - v%31
		z.bytes(byte(v>>8), byte(v))
		if len(z.opt.Dictionary) > 0 {
			z.word(swap(adler32.Checksum(z.opt.Dictionary)))
		}
	case Gzip:
		speed := byte(0)
		switch {
		case z.level == 9:
			speed = 2
		case z.opt.Strategy >= HuffmanOnly || z.level < 2:
			speed = 4
		}
		z.bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, speed, gzipOS)
	}
}

// gzipOS says Unix in gzip's header, wherever this runs: nobody reads it.
const gzipOS = 3

// finish does what flush asks for once all input is packed.
func (z *Deflater) finish(flush Flush) {
	z.last = flush
	if flush == NoFlush {
		return
	}
	z.closeBlock(flush == Finish)
	switch flush {
	case PartialFlush:
		z.put(1<<1, 3)
		z.put(0, 7)
	case SyncFlush, FullFlush:
		z.put(0, 3)
		z.align()
		z.bytes(0, 0, 0xff, 0xff)
		if flush == FullFlush {
			z.matcher.forget()
		}
	case Finish:
		z.align()
		switch z.opt.Wrap {
		case Zlib:
			z.word(swap(z.check.Sum32()))
		case Gzip:
			z.word(z.check.Sum32())
			z.word(z.total)
		}
		z.ended = true
	}
	z.wholeBytes()
}

// fill takes input into the window.
func (z *Deflater) fill() {
	for z.end-z.pos < lookahead && z.read < len(z.in) {
		z.take()
	}
}

func (z *Deflater) take() {
	fresh := z.in[z.read:]
	fresh = fresh[:z.matcher.add(fresh)]
	if z.check != nil {
		z.check.Write(fresh)
	}
	z.read += len(fresh)
	z.total += uint32(len(fresh))
}

// pack turns input into symbols until a block is full, which it reports, or input
// is used up. Without a flush some input stays behind, for longer matches.
func (z *Deflater) pack(flush Flush) bool {
	if z.level == 0 {
		return z.store()
	}
	for {
		if z.end-z.pos < lookahead {
			z.fill()
			if z.end-z.pos < lookahead && flush == NoFlush {
				return false
			}
			if z.end == z.pos {
				z.settle()
				return z.full() && z.closeBlock(false)
			}
		}
		if z.one() {
			return z.closeBlock(false)
		}
	}
}

// store is pack without compression. A block is as long as can be; one that fills
// the window waits for no flush.
func (z *Deflater) store() bool {
	for {
		z.pos = min(z.end, z.start+maxStored)
		lost := z.pos >= z.size+z.far && z.start < z.size // by the next move of the window
		switch {
		case z.pos < z.end, z.pos-z.start == maxStored, lost && z.read < len(z.in):
			return z.closeBlock(false)
		case z.read == len(z.in):
			return z.pos-z.start >= z.size && z.closeBlock(false)
		}
		z.take()
	}
}

// one makes the next symbol, or a step towards it. It reports that the block is
// full.
func (z *Deflater) one() bool {
	switch {
	case z.opt.Strategy == HuffmanOnly:
		z.literal(z.win[z.pos])
		z.pos++
	case z.opt.Strategy == RLE:
		z.repeat()
	case z.how.lazy == 0:
		z.greedy()
	default:
		z.lazily()
	}
	return z.full()
}

// closeBlock writes what was found since the last block began. It reports true.
func (z *Deflater) closeBlock(last bool) bool {
	end := z.pos
	if z.waiting {
		end-- // no symbol stands for this byte yet
	}
	if end == z.start && !last && len(z.symbols) == 0 {
		return true
	}
	var raw []byte
	known := z.start >= 0 && end-z.start <= maxStored
	if known {
		raw = z.win[z.start:end]
	}
	z.writer.block(raw, known, z.level == 0, z.opt.Strategy == Fixed, last)
	z.start = end
	return true
}
