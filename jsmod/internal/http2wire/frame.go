package http2wire

import "encoding/binary"

// Types of frames.
const (
	frameData         = 0x0
	frameHeaders      = 0x1
	framePriority     = 0x2
	frameRSTStream    = 0x3
	frameSettings     = 0x4
	framePushPromise  = 0x5
	framePing         = 0x6
	frameGoaway       = 0x7
	frameWindowUpdate = 0x8
	frameContinuation = 0x9
	frameAltsvc       = 0xa
	frameOrigin       = 0xc
)

const (
	flagEndStream  = 0x1
	flagAck        = 0x1
	flagEndHeaders = 0x4
	flagPadded     = 0x8
	flagPriority   = 0x20
)

const (
	preface       = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
	headerSize    = 9
	minFrameSize  = 1 << 14
	maxFrameSize  = 1<<24 - 1
	maxWindow     = 1<<31 - 1
	maxStreamID   = 1<<31 - 1
	defaultWindow = 1<<16 - 1
	defaultTable  = 4096
	defaultWeight = 16
)

// frame is the header of a frame.
type frame struct {
	length uint32
	kind   byte
	flags  byte
	id     uint32
}

func parseFrame(b []byte) frame {
	return frame{
		length: uint32(b[0])<<16 | uint32(b[1])<<8 | uint32(b[2]),
		kind:   b[3], flags: b[4],
		id: binary.BigEndian.Uint32(b[5:]) & maxStreamID,
	}
}

func (f frame) has(flag byte) bool { return f.flags&flag != 0 }

func appendFrame(b []byte, length int, kind, flags byte, id uint32) []byte {
	b = append(b, byte(length>>16), byte(length>>8), byte(length), kind, flags)
	return binary.BigEndian.AppendUint32(b, id)
}

// unpad takes the padding off the payload of a frame that is whole.
func (f frame) unpad(b []byte) ([]byte, *Failure) {
	if !f.has(flagPadded) {
		return b, nil
	}
	if len(b) == 0 {
		return nil, frameSize("a padded frame has no length of padding")
	}
	n := int(b[0])
	if n >= len(b) {
		return nil, protocol("the padding is longer than the frame")
	}
	return b[1 : len(b)-n], nil
}
