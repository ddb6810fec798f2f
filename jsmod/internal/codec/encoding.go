// Package codec turns JavaScript strings into bytes and back in the encodings
// that Node's Buffer knows. It is the shared Go half of buffer, string_decoder
// and whoever reads or writes text: streams with an encoding, files, hashes.
//
// A JavaScript string is looked at in the form in which goja keeps it (ASCII
// bytes or UTF-16 units), so that neither direction makes a detour over a
// second representation. The functions have no state; any goroutine may call
// them, goja's strings being immutable values.
package codec

// Encoding is one of the encodings of Node's Buffer.
type Encoding uint8

// The encodings. The numbers are those of node::encoding, which scripts see in
// SlowBuffer's internals and in string_decoder's.
const (
	ASCII Encoding = iota
	UTF8
	Base64
	UCS2
	Latin1
	Hex
	BufferEncoding // no text at all: the bytes themselves
	Base64URL
)

var names = [...]string{"ascii", "utf8", "base64", "utf16le", "latin1", "hex", "buffer", "base64url"}

// String is Node's canonical name.
func (e Encoding) String() string { return names[e] }

// Parse finds an encoding by any of Node's names for it, in any case. It knows
// nothing of defaults: "" is not an encoding.
func Parse(name string) (Encoding, bool) {
	if e, ok := parseLower(name); ok {
		return e, true
	}
	if len(name) > len("base64url") {
		return 0, false
	}
	return parseLower(lower(name))
}

func parseLower(name string) (Encoding, bool) {
	switch name {
	case "utf8", "utf-8":
		return UTF8, true
	case "ucs2", "ucs-2", "utf16le", "utf-16le":
		return UCS2, true
	case "latin1", "binary":
		return Latin1, true
	case "ascii":
		return ASCII, true
	case "hex":
		return Hex, true
	case "base64":
		return Base64, true
	case "base64url":
		return Base64URL, true
	}
	return 0, false
}

// lower folds ASCII letters only: JavaScript's toLowerCase would also make a
// "k" of the Kelvin sign, but no name has one.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
