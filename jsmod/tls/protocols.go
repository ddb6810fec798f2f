package tls

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// protocolNames reads names of protocols (ALPN, NPN): texts of one unit a byte.
func (b *binding) protocolNames(v goja.Value) []string {
	names := bind.Strings(b.vm, v)
	for i, name := range names {
		names[i] = fromLatin1(name)
	}
	return names
}

// fromLatin1 is the bytes of a text of one unit a byte.
func fromLatin1(text string) string {
	name := make([]byte, 0, len(text))
	for _, r := range text {
		name = append(name, byte(r))
	}
	return string(name)
}

// toLatin1 is the text of one unit a byte.
func toLatin1(name string) string {
	text := make([]rune, len(name))
	for i := range len(name) {
		text[i] = rune(name[i])
	}
	return string(text)
}
