package zlib

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"

	"github.com/andybalholm/brotli"
)

// Parameters of brotli by Node's numbers (brotli's encode.h and decode.h).
const (
	paramQuality     = 1
	paramLiteral     = 4
	paramWindow      = 2
	paramLargeWindow = 6

	decoderRingBuffer  = 0
	decoderLargeWindow = 1

	// unset is a parameter that is not given: -1 in an array of unsigned numbers.
	unset = 1<<32 - 1
)

// Operations of brotli.
const (
	opProcess = iota
	opFlush
	opFinish
)

var errPacking = &failure{"Compression failed", "ERR_BROTLI_COMPRESSION_FAILED", -1}

// brotliEncoder is a codec around a brotli.Writer, which writes what it packs to
// ready.
type brotliEncoder struct {
	w     *brotli.Writer
	ready bytes.Buffer
	done  int // the operation that was done last, since when nothing came in
}

// newBrotliEncoder takes quality and window. The other parameters steer a search
// whose result unpacks to the same; the library has a search of its own. Large
// windows, which are another format, it cannot write.
func newBrotliEncoder(params map[int]uint32) codec {
	if params[paramLargeWindow] != 0 || params[paramLiteral] > 1 {
		return nil
	}
	quality, window := 11, 22
	if v, given := params[paramQuality]; given {
		quality = int(min(v, 11))
	}
	if v, given := params[paramWindow]; given {
		window = int(min(max(v, 10), 24))
	}
	e := &brotliEncoder{}
	e.w = brotli.NewWriterOptions(&e.ready, brotli.WriterOptions{Quality: quality, LGWin: window})
	return e
}

func (e *brotliEncoder) begin() {}

func (e *brotliEncoder) step(out, in []byte, flush int, last bool) (wrote, read int, stop bool, err *failure) {
	if flush > opFinish || e.done == opFinish && (len(in) > 0 || flush != opFinish) {
		return 0, 0, true, errPacking
	}
	if e.ready.Len() == 0 {
		if len(in) > 0 {
			if _, err := e.w.Write(in); err != nil {
				return 0, 0, true, errPacking
			}
			read, e.done = len(in), opProcess
		}
		if last && flush != e.done {
			if err := e.operate(flush); err != nil {
				return 0, read, true, errPacking
			}
		}
	}
	wrote, _ = e.ready.Read(out)
	return wrote, read, false, nil
}

func (e *brotliEncoder) operate(flush int) error {
	switch flush {
	case opFlush:
		e.done = opFlush
		return e.w.Flush()
	case opFinish:
		e.done = opFinish
		return e.w.Close()
	}
	return nil
}

func (e *brotliEncoder) check(int) *failure { return nil }

func (e *brotliEncoder) reset() {
	e.ready.Reset()
	e.w.Reset(&e.ready)
	e.done = opProcess
}

// brotliDecoder is a codec around a brotli.Reader. That pulls its input, but what
// it is in the middle of survives an end of input: when there is more, it goes on.
type brotliDecoder struct {
	r      *brotli.Reader
	large  bool
	in     []byte // what step was given and the reader has not taken
	ended  bool
	hungry bool // it was left in the middle of a stream
}

func newBrotliDecoder(params map[int]uint32) codec {
	for key := range params {
		if key != decoderRingBuffer && key != decoderLargeWindow {
			return nil
		}
	}
	d := &brotliDecoder{large: params[decoderLargeWindow] != 0}
	d.reset()
	return d
}

// Read hands input to the reader.
func (d *brotliDecoder) Read(p []byte) (int, error) {
	if len(d.in) == 0 {
		return 0, io.EOF
	}
	n := copy(p, d.in)
	d.in = d.in[n:]
	return n, nil
}

func (d *brotliDecoder) begin() {}

// unread is how much of what the reader took is behind the end of the stream. The
// library keeps that to itself, but lets it be counted.
func (d *brotliDecoder) unread() int {
	if in := reflect.ValueOf(d.r).Elem().FieldByName("in"); in.Kind() == reflect.Slice {
		return in.Len()
	}
	return 1 // some
}

func (d *brotliDecoder) step(out, in []byte, _ int, _ bool) (wrote, read int, stop bool, err *failure) {
	if d.ended {
		return 0, 0, true, nil
	}
	d.in, d.hungry = in, false
	defer func() { d.in = nil }()
	for wrote < len(out) && err == nil {
		n, e := d.r.Read(out[wrote:])
		wrote += n
		switch {
		case e == nil:
			continue
		case e == io.EOF:
			d.ended = true
			return wrote, len(in), true, nil
		case e == io.ErrUnexpectedEOF:
			d.hungry = true
			return wrote, len(in), false, nil
		case e.Error() == "brotli: excessive input":
			d.ended = true
			return wrote, len(in) - len(d.in) - d.unread(), true, nil
		default:
			err = brotliFailure(e)
		}
	}
	return wrote, len(in) - len(d.in), err != nil, err
}

func (d *brotliDecoder) check(flush int) *failure {
	if flush == opFinish && d.hungry {
		return errShort
	}
	return nil
}

func (d *brotliDecoder) reset() {
	d.r = brotli.NewReaderOptions(d, brotli.ReaderOptions{LargeWindow: d.large})
	d.ended, d.hungry = false, false
}

// brotliErrors are the names that the library gives damage, with brotli's number
// and what stands before them in brotli's own (decode.h).
var brotliErrors = map[string]struct {
	errno  int
	prefix string
}{
	"EXUBERANT_NIBBLE":        {-1, "FORMAT_"},
	"RESERVED":                {-2, "FORMAT_"},
	"EXUBERANT_META_NIBBLE":   {-3, "FORMAT_"},
	"SIMPLE_HUFFMAN_ALPHABET": {-4, "FORMAT_"},
	"SIMPLE_HUFFMAN_SAME":     {-5, "FORMAT_"},
	"CL_SPACE":                {-6, "FORMAT_"},
	"HUFFMAN_SPACE":           {-7, "FORMAT_"},
	"CONTEXT_MAP_REPEAT":      {-8, "FORMAT_"},
	"BLOCK_LENGTH_1":          {-9, "FORMAT_"},
	"BLOCK_LENGTH_2":          {-10, "FORMAT_"},
	"TRANSFORM":               {-11, "FORMAT_"},
	"DICTIONARY":              {-12, "FORMAT_"},
	"WINDOW_BITS":             {-13, "FORMAT_"},
	"PADDING_1":               {-14, "FORMAT_"},
	"PADDING_2":               {-15, "FORMAT_"},
	"DISTANCE":                {-16, "FORMAT_"},
	"DICTIONARY_NOT_SET":      {-19, ""},
	"INVALID_ARGUMENTS":       {-20, ""},
}

func brotliFailure(err error) *failure {
	f := &failure{"Decompression failed", "ERR__ERROR_UNREACHABLE", -31}
	if errors.Is(err, io.ErrShortBuffer) {
		return f
	}
	name := strings.TrimPrefix(err.Error(), "brotli: ")
	if known, ok := brotliErrors[name]; ok {
		f.code, f.errno = "ERR__ERROR_"+known.prefix+name, known.errno
	}
	return f
}
