package buffer

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/codec"
)

// webMethods are behind atob, btoa, isUtf8, isAscii and transcode.
func (b *binding) webMethods() []method {
	return []method{
		{name: "atob", fn: b.atob},
		{name: "btoa", fn: b.btoa},
		{name: "isUtf8", fn: b.isUTF8},
		{name: "isAscii", fn: b.isASCII},
		{name: "isDetached", fn: b.isDetached},
		{name: "transcode", fn: b.transcode},
	}
}

// btoa is undefined for a text beyond Latin-1.
func (b *binding) btoa(call goja.FunctionCall) goja.Value {
	t := text(call.Argument(0))
	if s, ok := t.ASCII(); ok {
		return codec.FromASCII(base64.StdEncoding.EncodeToString([]byte(s)))
	}
	for _, c := range t.Units() {
		if c > 255 {
			return goja.Undefined()
		}
	}
	return codec.Decode(codec.Encode(t, codec.Latin1), codec.Base64)
}

// atob follows "forgiving-base64 decode" of the WHATWG Infra standard. It
// returns 1 for a character that is none of base64, 2 for an impossible length.
func (b *binding) atob(call goja.FunctionCall) goja.Value {
	s, ascii := text(call.Argument(0)).ASCII()
	if !ascii {
		return b.vm.ToValue(1)
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("\t\n\f\r ", r) {
			return -1
		}
		return r
	}, s)
	if len(s)%4 == 0 {
		if strings.HasSuffix(s, "==") {
			s = s[:len(s)-2]
		} else {
			s = strings.TrimSuffix(s, "=")
		}
	}
	for _, c := range []byte(s) {
		if !isBase64Digit(c) {
			return b.vm.ToValue(1)
		}
	}
	out, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil {
		return b.vm.ToValue(2)
	}
	return codec.Decode(out, codec.Latin1)
}

func isBase64Digit(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '+' || c == '/'
}

func (b *binding) isUTF8(call goja.FunctionCall) goja.Value {
	mem, _ := viewOf(call.Argument(0))
	return b.vm.ToValue(utf8.Valid(mem))
}

func (b *binding) isASCII(call goja.FunctionCall) goja.Value {
	mem, _ := viewOf(call.Argument(0))
	for _, c := range mem {
		if c >= utf8.RuneSelf {
			return b.vm.ToValue(false)
		}
	}
	return b.vm.ToValue(true)
}

// isDetached tells whether an ArrayBuffer, or what a view looks at, was
// transferred away.
func (b *binding) isDetached(call goja.FunctionCall) goja.Value {
	o := call.Argument(0).ToObject(b.vm)
	ab, ok := arrayBuffer(o)
	if !ok {
		if ab, ok = arrayBuffer(o.Get("buffer")); !ok {
			return b.vm.ToValue(false)
		}
	}
	return b.vm.ToValue(ab.Detached())
}

func arrayBuffer(v goja.Value) (ab goja.ArrayBuffer, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject || o.ExportType() != arrayBufferType {
		return ab, false
	}
	ab, ok = o.Export().(goja.ArrayBuffer)
	return ab, ok
}
