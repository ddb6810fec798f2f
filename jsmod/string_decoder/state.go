package string_decoder

import (
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/codec"
)

// state is a decoder's memory, which scripts see under a symbol: the bytes of
// an unfinished character and three numbers.
type state []byte

const (
	missing   = 4 // how many bytes the character needs yet
	buffered  = 5 // how many are there
	encoding  = 6
	stateSize = 7
)

func (s state) enc() codec.Encoding { return codec.Encoding(s[encoding]) }

// write gives the text of what is complete and keeps the rest.
func (s state) write(data []byte) goja.String {
	enc := s.enc()
	switch enc {
	case codec.UTF8, codec.UCS2, codec.Base64, codec.Base64URL:
	default:
		return codec.Decode(data, enc)
	}
	var head goja.String
	if s[missing] > 0 {
		data = s.complete(data, enc)
		if s[missing] == 0 {
			head = codec.Decode(s[:s[buffered]], enc)
			s[buffered] = 0
		}
	}
	if len(data) == 0 {
		if head == nil {
			head = codec.FromASCII("")
		}
		return head
	}
	if n := s.unfinished(data, enc); n > 0 {
		rest := len(data) - n
		s[buffered] = byte(n)
		copy(s[:4], data[rest:])
		data = data[:rest]
	}
	body := codec.Decode(data, enc)
	if head == nil {
		return body
	}
	return head.Concat(body)
}

// complete moves bytes to the unfinished character. A byte that cannot go on
// with it ends it as it is.
func (s state) complete(data []byte, enc codec.Encoding) []byte {
	n := 0
	for n < len(data) && n < int(s[missing]) {
		if enc == codec.UTF8 && data[n]&0xC0 != 0x80 {
			s[missing] = byte(n)
			break
		}
		n++
	}
	copy(s[s[buffered]:4], data[:n])
	s[missing] -= byte(n)
	s[buffered] += byte(n)
	return data[n:]
}

// unfinished is how many bytes at the end wait for more; it sets missing.
func (s state) unfinished(data []byte, enc codec.Encoding) int {
	switch last := data[len(data)-1]; {
	case enc == codec.UTF8:
		if last < 0x80 {
			return 0
		}
		return s.unfinishedUTF8(data)
	case enc == codec.UCS2 && len(data)%2 == 1:
		s[missing] = 1
		return 1
	case enc == codec.UCS2 && last&0xFC == 0xD8:
		s[missing] = 2
		return 2
	case enc == codec.UCS2:
		return 0
	}
	n := len(data) % 3
	if n > 0 {
		s[missing] = byte(3 - n)
	}
	return n
}

// unfinishedUTF8 looks at the shape of the sequence only, as Node does: whether
// it is well formed shows when it is complete.
func (s state) unfinishedUTF8(data []byte) int {
	for n := 1; n <= len(data) && n <= 4; n++ {
		c := data[len(data)-n]
		if c&0xC0 == 0x80 {
			continue
		}
		size := 0
		switch {
		case c&0xE0 == 0xC0:
			size = 2
		case c&0xF0 == 0xE0:
			size = 3
		case c&0xF8 == 0xF0:
			size = 4
		}
		if n >= size {
			return 0
		}
		s[missing] = byte(size - n)
		return n
	}
	return 0
}

// flush gives the text of an unfinished character, which ends here.
func (s state) flush() goja.String {
	n := s[buffered]
	if s.enc() == codec.UCS2 {
		n &^= 1
	}
	s[buffered], s[missing] = 0, 0
	return codec.Decode(s[:n], s.enc())
}
