package http

import (
	"regexp"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
)

// What a block saw, as bits.
const (
	hasConnection = 1 << iota
	hasLength
	hasEncoding
	hasDate
	hasExpect
	hasTrailer
	closes
	chunked
	hasKeepAlive
)

var (
	closeWord   = regexp.MustCompile(`(?i)(^|\W)close($|\W)`)
	chunkedWord = regexp.MustCompile(`(?i)(^|\W)chunked($|\W)`)
)

// block is a message's head that is being written. With check, names and values are
// held to the grammar; unique is a Set of names whose values are to be joined, or
// nil.
type block struct {
	b      *binding
	text   strings.Builder // characters of Latin-1 only
	wide   []uint16        // the same where others came, nil without
	seen   int64
	length goja.Value // the last Content-Length, as a number
	known  bool       // a Content-Length is known
	unique *goja.Object
	check  bool
}

func (w *block) value() goja.Value {
	if w.wide == nil {
		return codec.FromASCII(w.text.String())
	}
	return goja.StringFromUTF16(w.wide)
}

func (w *block) write(s goja.Value) {
	t := codec.TextOf(s)
	text, ascii := t.ASCII()
	if ascii && w.wide == nil {
		w.text.WriteString(text)
		return
	}
	if w.wide == nil {
		w.wide = []uint16{}
		w.writeASCII(w.text.String())
	}
	w.wide = append(w.wide, t.Units()...)
}

func (w *block) writeASCII(s string) {
	if w.wide == nil {
		w.text.WriteString(s)
		return
	}
	for i := range len(s) {
		w.wide = append(w.wide, uint16(s[i]))
	}
}

// field writes a field; key is its name in lower case. A value may be a list.
func (w *block) field(name goja.Value, key string, value goja.Value) {
	if w.check && (!goja.IsString(name) || !tokenName(name)) {
		bind.Invoke(w.b.js.badName, goja.Undefined(), name)
	}
	list, ok := value.(*goja.Object)
	if !ok || list.ClassName() != "Array" {
		w.line(name, key, value)
		return
	}
	n := bind.Int(list, "length", 0)
	if (n < 2 || key != "cookie") && !w.isUnique(key) {
		bind.Each(w.b.vm, list, func(v goja.Value) { w.line(name, key, v) })
		return
	}
	w.line(name, key, bind.InvokeMethod(w.b.vm, list, "", "join", w.b.vm.ToValue("; ")))
}

func (w *block) isUnique(key string) bool {
	return w.unique != nil && bind.InvokeMethod(w.b.vm, w.unique, "", "has", w.b.vm.ToValue(key)).ToBoolean()
}

func (w *block) line(name goja.Value, key string, value goja.Value) {
	if w.check && goja.IsUndefined(value) {
		bind.Invoke(w.b.js.noValue, goja.Undefined(), name)
	}
	if _, symbol := value.(*goja.Symbol); symbol {
		panic(w.b.vm.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	text := value.ToString()
	// RFC 6266, 4.3: Node sends these as UTF-8 where the length is known.
	if key == "content-disposition" && w.known {
		text = codec.Decode(latin1(text), codec.UTF8)
	}
	if w.check && !isValue(text) {
		bind.Invoke(w.b.js.badValue, goja.Undefined(), name)
	}
	w.write(name.ToString())
	w.writeASCII(": ")
	w.write(text)
	w.writeASCII("\r\n")
	w.note(key, text)
}

// note remembers what is said of the message's end and the connection's.
func (w *block) note(key string, value goja.Value) {
	switch key {
	case "connection":
		w.seen |= hasConnection
		if text := value.String(); text != "keep-alive" && closeWord.MatchString(text) {
			w.seen |= closes
		}
	case "transfer-encoding":
		w.seen |= hasEncoding
		if chunkedWord.MatchString(value.String()) {
			w.seen |= chunked
		}
	case "content-length":
		w.seen |= hasLength
		w.length = value.ToNumber()
		w.known = w.length.ToBoolean()
	case "date":
		w.seen |= hasDate
	case "expect":
		w.seen |= hasExpect
	case "trailer":
		w.seen |= hasTrailer
	case "keep-alive":
		w.seen |= hasKeepAlive
	}
}
