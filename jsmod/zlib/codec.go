package zlib

import "tlsjs/internal/deflate"

// Node's numbers of what a handle does.
const (
	modeDeflate = iota + 1
	modeInflate
	modeGzip
	modeGunzip
	modeDeflateRaw
	modeInflateRaw
	modeUnzip
	modeBrotliDecode
	modeBrotliEncode
)

// failure is an error in Node's words.
type failure struct {
	message, code string
	errno         int
}

func (f *failure) Error() string { return f.message }

var errShort = &failure{"unexpected end of file", "Z_BUF_ERROR", deflate.CodeBufError}

// codec packs or unpacks. It belongs to one goroutine at a time and keeps no
// memory that step is given.
type codec interface {
	// begin tells of a new piece of work, which takes several steps.
	begin()
	// step works from in into out, neither of which is longer than pieceSize, and
	// returns how much it used of both. flush is Node's flag and last that no
	// input follows. stop is true when there is no use in a further step.
	step(out, in []byte, flush int, last bool) (wrote, read int, stop bool, err *failure)
	// check is what is wrong with the end of a piece of work that left room.
	check(flush int) *failure
	reset()
}

func unfinished(flush int, ended bool) *failure {
	if flush == int(deflate.Finish) && !ended {
		return errShort
	}
	return nil
}

// packer is a codec around a Deflater.
type packer struct {
	z     *deflate.Deflater
	ended bool
}

func newPacker(mode, windowBits, level, memLevel, strategy int, dict []byte) *packer {
	wrap := deflate.Zlib
	switch mode {
	case modeGzip:
		wrap = deflate.Gzip
	case modeDeflateRaw:
		wrap = deflate.Raw
	}
	return &packer{z: deflate.NewDeflater(deflate.Options{
		Wrap: wrap, Level: level, WindowBits: max(windowBits, 9), MemLevel: memLevel,
		Strategy: deflate.Strategy(strategy), Dictionary: dict,
	})}
}

func (p *packer) begin() {}

func (p *packer) step(out, in []byte, flush int, last bool) (wrote, read int, stop bool, err *failure) {
	if p.ended {
		if flush != int(deflate.Finish) {
			return 0, 0, true, &failure{"stream error", "Z_STREAM_ERROR", -2}
		}
		if len(in) > 0 {
			return 0, 0, true, &failure{"buffer error", "Z_BUF_ERROR", deflate.CodeBufError}
		}
		return 0, 0, true, nil
	}
	if !last {
		flush = 0
	}
	wrote, read, p.ended = p.z.Step(out, in, deflate.Flush(flush))
	return wrote, read, p.ended, nil
}

func (p *packer) check(flush int) *failure { return unfinished(flush, p.ended) }

func (p *packer) reset() {
	p.z.Reset()
	p.ended = false
}

// unpacker is a codec around an Inflater.
type unpacker struct {
	z     *deflate.Inflater
	ended bool
	// members is true where one gzip member may follow another.
	members bool
	// magic counts the bytes of gzip's mark that a stream of either frame has
	// begun with; -1 when that is known.
	magic int
}

func newUnpacker(mode, windowBits int, dict []byte) *unpacker {
	wrap := map[int]deflate.Wrap{
		modeInflate: deflate.Zlib, modeGunzip: deflate.Gzip, modeInflateRaw: deflate.Raw, modeUnzip: deflate.Auto,
	}[mode]
	u := &unpacker{members: mode == modeGunzip, magic: -1}
	if mode == modeUnzip {
		u.magic = 0
	}
	u.z = deflate.NewInflater(wrap, windowBits, dict)
	return u
}

func (u *unpacker) begin() { u.z.Begin() }

func (u *unpacker) step(out, in []byte, flush int, last bool) (wrote, read int, stop bool, err *failure) {
	u.detect(in)
	for {
		w, r, end, e := u.z.Step(out[wrote:], in[read:], deflate.Flush(flush))
		wrote, read, u.ended = wrote+w, read+r, end
		if e != nil {
			return wrote, read, true, zlibFailure(e)
		}
		if !end {
			return wrote, read, flush == int(deflate.Block), nil
		}
		if !u.members || read == len(in) || in[read] == 0 {
			// A zero behind a member is padding, and so is all that follows.
			return wrote, read, !u.members || last || read < len(in), nil
		}
		u.z.Reset()
	}
}

// detect finds out whether a stream of either frame is gzip's.
func (u *unpacker) detect(in []byte) {
	for _, b := range in {
		if u.magic < 0 {
			return
		}
		if b != "\x1f\x8b"[u.magic] {
			u.magic = -1
			return
		}
		if u.magic++; u.magic == 2 {
			u.members, u.magic = true, -1
		}
	}
}

func (u *unpacker) check(flush int) *failure { return unfinished(flush, u.ended) }

func (u *unpacker) reset() {
	u.z.Reset()
	u.ended = false
}

func zlibFailure(err error) *failure {
	e, ok := err.(*deflate.Error)
	if !ok {
		return &failure{err.Error(), "Z_DATA_ERROR", deflate.CodeDataError}
	}
	code := map[int]string{
		deflate.CodeNeedDict: "Z_NEED_DICT", deflate.CodeDataError: "Z_DATA_ERROR", deflate.CodeBufError: "Z_BUF_ERROR",
	}[e.Code]
	return &failure{e.Text, code, e.Code}
}
