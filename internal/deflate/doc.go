// Package deflate packs and unpacks DEFLATE data (RFC 1951) raw or in the frames
// of zlib (RFC 1950) and gzip (RFC 1952), piece by piece.
//
// Both directions are pushed: a caller hands over what input it has and room for
// output, and is told how much of each was used. Neither keeps a goroutine, and
// what a peer sends bounds no allocation: an [Inflater] holds 64 KiB at most, a
// [Deflater] what its options ask for.
//
// The standard library's compress/flate pulls its input, knows neither the size
// of a window nor strategies nor flushes other than one, and tells a damaged
// stream by an offset alone. Here each of these is Node's, and errors have zlib's
// words and codes.
//
// A value belongs to one goroutine at a time.
package deflate

import "fmt"

// Wrap is the frame around the data.
type Wrap int

// The frames. Auto is for unpacking alone: zlib or gzip, as the data says.
const (
	Raw Wrap = iota
	Zlib
	Gzip
	Auto
)

// Flush says how much of what was packed must come out, with zlib's numbers.
type Flush int

// The kinds of flush (zlib's manual, "deflate").
const (
	NoFlush Flush = iota
	PartialFlush
	SyncFlush
	FullFlush
	Finish
	Block
)

// rank orders flushes by what they do: Block is the weakest.
func (f Flush) rank() int {
	if f == Block {
		return 1
	}
	return int(f) * 2
}

// Codes of errors, as zlib numbers them.
const (
	CodeNeedDict  = 2
	CodeDataError = -3
	CodeBufError  = -5
)

// Error is a stream that cannot be unpacked.
type Error struct {
	Code int    // zlib's number
	Text string // zlib's words, or Node's about dictionaries
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("deflate: %s (%d)", e.Text, e.Code) }

func dataError(text string) *Error { return &Error{Code: CodeDataError, Text: text} }

const (
	maxDistance = 1 << 15
	minMatch    = 3
	maxMatch    = 258
	endOfBlock  = 256
)

// lengthBase and lengthExtra belong to the symbols from 257 on (RFC 1951, 3.2.5).
var lengthBase = [29]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31,
	35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
var lengthExtra = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2,
	3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}

var distBase = [30]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193,
	257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577}
var distExtra = [30]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6,
	7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}

// codeOrder is the order in which the lengths of the code of lengths are sent.
var codeOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// fixedLengths are those of the code that needs no description (RFC 1951, 3.2.6).
func fixedLengths() (literals [288]uint8, distances [32]uint8) {
	for i := range literals {
		switch {
		case i < 144:
			literals[i] = 8
		case i < 256:
			literals[i] = 9
		case i < 280:
			literals[i] = 7
		default:
			literals[i] = 8
		}
	}
	for i := range distances {
		distances[i] = 5
	}
	return literals, distances
}
