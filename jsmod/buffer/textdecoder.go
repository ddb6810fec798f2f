package buffer

import (
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
)

// encodingMethods are behind the classes of the Encoding standard.
func (b *binding) encodingMethods() []method {
	return []method{
		{name: "encodeUtf8", fn: b.encodeUTF8},
		{name: "encodeInto", fn: b.encodeInto},
		{name: "newDecoder", fn: b.newDecoder},
		{name: "decoderName", fn: b.decoderName},
		{name: "decodeText", fn: b.decodeText},
	}
}

func (b *binding) encodeUTF8(call goja.FunctionCall) goja.Value {
	mem := codec.Encode(text(call.Argument(0)), codec.UTF8)
	o, err := b.create(nil, b.vm.ToValue(b.vm.NewArrayBuffer(mem)))
	if err != nil {
		panic(err)
	}
	return o
}

// encodeInto returns how many UTF-16 units were read and bytes written.
func (b *binding) encodeInto(call goja.FunctionCall) goja.Value {
	mem, _ := bytesOf(call.Argument(1))
	written, read := codec.EncodeUTF8(mem, text(call.Argument(0)))
	return b.vm.NewArray(read, written)
}

// decoder is the state of one TextDecoder between the pieces of a stream.
type decoder struct {
	name             string
	fatal, ignoreBOM bool
	begun            bool                  // something was decoded since the last end
	pending          []byte                // an unfinished character
	page             *charmap.Charmap      // of an encoding of single bytes
	legacy           transform.Transformer // of the other old ones
}

// label finds the standard's name for a label, "" where it knows none. The index
// would trim more than the standard's white space.
func label(s string) string {
	s = strings.Trim(s, "\t\n\f\r ")
	if s != strings.TrimSpace(s) {
		return ""
	}
	e, err := htmlindex.Get(s)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return ""
	}
	return name
}

func (b *binding) decoderName(call goja.FunctionCall) goja.Value {
	return b.vm.ToValue(label(call.Argument(0).String()))
}

// newDecoder takes (label, fatal, ignoreBOM); undefined for an unknown label.
func (b *binding) newDecoder(call goja.FunctionCall) goja.Value {
	d := &decoder{
		name:      label(call.Argument(0).String()),
		fatal:     call.Argument(1).ToBoolean(),
		ignoreBOM: call.Argument(2).ToBoolean(),
	}
	switch d.name {
	case "":
		return goja.Undefined()
	case "utf-8", "utf-16le", "utf-16be":
	default:
		e, err := htmlindex.Get(d.name)
		if err != nil {
			return goja.Undefined()
		}
		if page, ok := e.(*charmap.Charmap); ok {
			d.page = page
		} else {
			d.legacy = e.NewDecoder()
		}
	}
	return bind.Wrap(b.vm, b.vm.NewObject(), d)
}

// decodeText takes (decoder, bytes, stream); undefined for malformed input
// that is fatal.
func (b *binding) decodeText(call goja.FunctionCall) goja.Value {
	d, ok := bind.Unwrap[*decoder](call.Argument(0))
	if !ok {
		panic(b.vm.NewTypeError("Illegal invocation"))
	}
	mem, _ := viewOf(call.Argument(1))
	stream := call.Argument(2).ToBoolean()
	if len(d.pending) > 0 {
		mem = append(d.pending, mem...)
		d.pending = nil
	}
	text, ok := d.decode(mem, stream)
	if !stream || !ok {
		d.begun, d.pending = false, nil
		if d.legacy != nil {
			d.legacy.Reset()
		}
	}
	if !ok {
		return goja.Undefined()
	}
	return text
}

func (d *decoder) decode(mem []byte, stream bool) (goja.Value, bool) {
	switch d.name {
	case "utf-8":
		return d.utf8(mem, stream)
	case "utf-16le", "utf-16be":
		return d.utf16(mem, stream)
	}
	if d.page != nil {
		return d.single(mem)
	}
	return d.other(mem, stream)
}

func (d *decoder) utf8(mem []byte, stream bool) (goja.Value, bool) {
	if stream {
		if have, _ := codec.Unfinished(mem); have > 0 {
			d.pending = append([]byte(nil), mem[len(mem)-have:]...)
			mem = mem[:len(mem)-have]
		}
	}
	if d.fatal && !utf8.Valid(mem) {
		return nil, false
	}
	if !d.begun && len(mem) > 0 {
		d.begun = true
		if !d.ignoreBOM && strings.HasPrefix(string(mem[:min(3, len(mem))]), "\uFEFF") {
			mem = mem[3:]
		}
	}
	return codec.Decode(mem, codec.UTF8), true
}

func (d *decoder) utf16(mem []byte, stream bool) (goja.Value, bool) {
	n := len(mem) / 2
	u := make([]uint16, n, n+1)
	for i := range u {
		u[i] = uint16(mem[2*i]) | uint16(mem[2*i+1])<<8
		if d.name == "utf-16be" {
			u[i] = u[i]>>8 | u[i]<<8
		}
	}
	rest := mem[2*n:]
	if stream {
		if n > 0 && u[n-1]&0xFC00 == 0xD800 {
			rest, u = mem[2*n-2:], u[:n-1]
		}
		d.pending = append([]byte(nil), rest...)
	} else if len(rest) > 0 {
		if d.fatal {
			return nil, false
		}
		// An odd byte behind half a pair is one error with it.
		if n == 0 || u[n-1]&0xFC00 != 0xD800 {
			u = append(u, utf8.RuneError)
		}
	}
	if !replaceLone(u) && d.fatal {
		return nil, false
	}
	if !d.begun && len(u) > 0 {
		d.begun = true
		if !d.ignoreBOM && u[0] == 0xFEFF {
			u = u[1:]
		}
	}
	return goja.StringFromUTF16(u), true
}

// replaceLone puts U+FFFD in the place of lone surrogates, and reports whether
// there was none.
func replaceLone(u []uint16) bool {
	fine := true
	for i := 0; i < len(u); i++ {
		switch {
		case u[i]&0xF800 != 0xD800:
		case u[i]&0xFC00 == 0xD800 && i+1 < len(u) && u[i+1]&0xFC00 == 0xDC00:
			i++
		default:
			u[i], fine = utf8.RuneError, false
		}
	}
	return fine
}

// single decodes one byte at a time. What a code page leaves open among the
// control characters stands for itself.
func (d *decoder) single(mem []byte) (goja.Value, bool) {
	u := make([]uint16, len(mem))
	for i, c := range mem {
		r := d.page.DecodeByte(c)
		if r == utf8.RuneError {
			if c < 0xA0 {
				r = rune(c)
			} else if d.fatal {
				return nil, false
			}
		}
		u[i] = uint16(r)
	}
	return goja.StringFromUTF16(u), true
}

// other is for the encodings of golang.org/x/text, which give U+FFFD for what
// is malformed and for nothing else.
func (d *decoder) other(mem []byte, stream bool) (goja.Value, bool) {
	var out []byte
	buf := make([]byte, 4096)
	for {
		nd, ns, err := d.legacy.Transform(buf, mem, !stream)
		out = append(out, buf[:nd]...)
		mem = mem[ns:]
		if err == transform.ErrShortDst {
			continue
		}
		if err == transform.ErrShortSrc {
			d.pending = append([]byte(nil), mem...)
		}
		break
	}
	if d.fatal && strings.ContainsRune(string(out), utf8.RuneError) {
		return nil, false
	}
	return codec.Decode(out, codec.UTF8), true
}
