package url

import (
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/codec"
)

// parseQuery reads application/x-www-form-urlencoded text (URL standard 5.1)
// into a flat array of names and values.
func (b *binding) parseQuery(call goja.FunctionCall) goja.Value {
	var out []any
	for pair := range strings.SplitSeq(call.Argument(0).String(), "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		out = append(out, decodeForm(name), decodeForm(value))
	}
	return b.vm.NewArray(out...)
}

func decodeForm(s string) goja.Value {
	if !strings.ContainsAny(s, "%+") {
		return codec.GoText(s).Value()
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '+':
			c = ' '
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			c = unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
		}
		out = append(out, c)
	}
	return codec.Decode(out, codec.UTF8)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return (c | 0x20 - 'a') + 10
}

// formatQuery writes a flat array of names and values (URL standard 5.2).
func (b *binding) formatQuery(call goja.FunctionCall) goja.Value {
	var out strings.Builder
	i := 0
	bind.Each(b.vm, call.Argument(0), func(v goja.Value) {
		switch {
		case i%2 == 1:
			out.WriteByte('=')
		case i > 0:
			out.WriteByte('&')
		}
		encodeForm(&out, v.String())
		i++
	})
	return codec.FromASCII(out.String())
}

func encodeForm(out *strings.Builder, s string) {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9', strings.IndexByte("*-._", c) >= 0:
			out.WriteByte(c)
		case c == ' ':
			out.WriteByte('+')
		default:
			out.WriteByte('%')
			out.WriteByte(hex[c>>4])
			out.WriteByte(hex[c&15])
		}
	}
}
