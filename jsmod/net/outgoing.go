package net

import "sync"

// blockSize is what writes of a script are copied into, one block or several:
// what a socket reads at most at once, so that an echo fills it.
const blockSize = 64 << 10

var blocks = sync.Pool{New: func() any { return new([blockSize]byte) }}

// outgoing is a copy of what a script writes, for it may change its memory while
// the write is under way. The blocks go back to their pool afterwards: taken
// from the heap, they made the collector the dearest part of an echo.
type outgoing struct {
	bufs   [][]byte
	blocks []*[blockSize]byte
	one    [1]*[blockSize]byte // room for the usual case
}

// gather copies pieces one after the other.
func gather(pieces [][]byte) *outgoing {
	out := &outgoing{}
	out.blocks = out.one[:0]
	var room []byte // what is left of the newest block
	for _, p := range pieces {
		for len(p) > 0 {
			if len(room) == 0 {
				block := blocks.Get().(*[blockSize]byte)
				out.blocks = append(out.blocks, block)
				out.bufs = append(out.bufs, block[:0])
				room = block[:]
			}
			n := copy(room, p)
			last := &out.bufs[len(out.bufs)-1]
			*last = (*last)[:len(*last)+n]
			room, p = room[n:], p[n:]
		}
	}
	return out
}

// release is called once, when nothing reads the copy any more.
func (out *outgoing) release() {
	for _, b := range out.blocks {
		blocks.Put(b)
	}
	out.blocks, out.bufs = nil, nil
}
