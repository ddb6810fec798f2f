package codec

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// The short cut into goja's strings has to be open: without it everything
// works, but slower, and nobody would notice.
func TestShortCut(t *testing.T) {
	if asciiType == nil || wideType == nil {
		t.Fatal("goja keeps its strings differently: see text.go")
	}
}

func TestParse(t *testing.T) {
	for name, want := range map[string]Encoding{
		"utf8": UTF8, "UTF-8": UTF8, "Ucs2": UCS2, "utf-16LE": UCS2, "latin1": Latin1, "BINARY": Latin1,
		"ascii": ASCII, "hex": Hex, "Base64": Base64, "base64URL": Base64URL,
	} {
		if got, ok := Parse(name); !ok || got != want {
			t.Errorf("Parse(%q) = %v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "utf", "utf8 ", "buffer", strings.Repeat("x", 1000)} {
		if _, ok := Parse(name); ok {
			t.Errorf("Parse(%q) found something", name)
		}
	}
}

// The cases are those of the Encoding standard and Unicode's table 3-8.
func TestDecodeMalformedUTF8(t *testing.T) {
	for in, want := range map[string]string{
		"a\xe2\x82":                                       "a\uFFFD",
		"\xe2\x82b":                                       "\uFFFDb",
		"\xf0\x9f\x98":                                    "\uFFFD",
		"\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41":            "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA",
		"\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41":            "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA",
		"\xf4\x91\x92\x93\xff\x41\x80\xbf\x42":            "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB",
		"\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41":            "\uFFFD\uFFFD\uFFFD\uFFFDA",
		strings.Repeat("x", 31) + "\xff" + "0123\xc3\xa9": strings.Repeat("x", 31) + "\uFFFD0123é",
	} {
		if got := Decode([]byte(in), UTF8).String(); got != want {
			t.Errorf("%x decodes to %q, want %q", in, got, want)
		}
	}
}

func TestSurrogates(t *testing.T) {
	lone := TextOf(goja.StringFromUTF16([]uint16{'a', 0xD83D, 'b', 0xDE00}))
	if got := string(Encode(lone, UTF8)); got != "a\uFFFDb\uFFFD" {
		t.Errorf("lone surrogates encode as %q", got)
	}
	if got := ByteLength(lone, UTF8); got != 8 {
		t.Errorf("byte length of lone surrogates is %d", got)
	}
	if got := Encode(lone, UCS2); !bytes.Equal(got, []byte{'a', 0, 0x3D, 0xD8, 'b', 0, 0x00, 0xDE}) {
		t.Errorf("lone surrogates encode as %x in UTF-16", got)
	}
}

func TestWholeCharactersOnly(t *testing.T) {
	text := TextOf(goja.StringFromUTF16(utf16.Encode([]rune("é😀"))))
	for size, want := range map[int]int{0: 0, 1: 0, 2: 2, 3: 2, 5: 2, 6: 6, 9: 6} {
		if got := EncodeInto(make([]byte, size), text, UTF8); got != want {
			t.Errorf("%d bytes take %d, want %d", size, got, want)
		}
	}
}

func TestUnfinished(t *testing.T) {
	for in, want := range map[string][2]int{
		"": {}, "a": {}, "\xe2": {1, 3}, "a\xe2\x82": {2, 3}, "\xe2\x82\xac": {}, "\xf0\x9f\x98": {3, 4},
		"\xc3": {1, 2}, "\xc0": {}, "\xed\xa0": {}, "\xf4\x90": {}, "\x80\x80\x80\x80": {}, "\xf5": {},
	} {
		have, need := Unfinished([]byte(in))
		if have != want[0] || have > 0 && need != want[1] {
			t.Errorf("Unfinished(%x) = %d, %d, want %v", in, have, need, want)
		}
	}
}

func TestLenientBase64AndHex(t *testing.T) {
	for in, want := range map[string]string{
		"YQ==YQ==": "a", "YWJj": "abc", "Y W\nJj": "abc", "-_+/": "\xfb\xff\xbf", "Y": "", "=YQ": "",
	} {
		if got := string(Encode(GoText(in), Base64)); got != want {
			t.Errorf("base64 %q decodes to %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"616": "a", "61zz61": "a", "zz": "", "6A6b": "jk"} {
		if got := string(Encode(GoText(in), Hex)); got != want {
			t.Errorf("hex %q decodes to %q, want %q", in, got, want)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	for _, seed := range []string{"", "ascii", "é€😀", "\xff\xfe", "a\xe2\x82", strings.Repeat("0123456789", 10) + "é"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, enc := range []Encoding{Latin1, Hex, Base64, Base64URL} {
			text := TextOf(Decode(b, enc))
			if got := Encode(text, enc); !bytes.Equal(got, b) {
				t.Fatalf("%v: %x came back as %x", enc, b, got)
			}
		}
		if even := b[:len(b)&^1]; !bytes.Equal(Encode(TextOf(Decode(even, UCS2)), UCS2), even) {
			t.Fatalf("utf16le: %x did not come back", even)
		}
		decoded := Decode(b, UTF8)
		text := TextOf(decoded)
		back := Encode(text, UTF8)
		if utf8.Valid(b) && !bytes.Equal(back, b) {
			t.Fatalf("utf8: %x came back as %x", b, back)
		}
		if len(back) != ByteLength(text, UTF8) || text.Len() != decoded.Length() {
			t.Fatalf("lengths of %x are wrong", b)
		}
		if !utf8.Valid(back) || TextOf(Decode(back, UTF8)).Len() != text.Len() {
			t.Fatalf("utf8: %x decodes to another text a second time", b)
		}
	})
}

func BenchmarkDecodeASCII(b *testing.B) {
	data := bytes.Repeat([]byte("0123456789abcdef"), 4096)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Decode(data, UTF8)
	}
}

func BenchmarkDecodeMixed(b *testing.B) {
	data := bytes.Repeat([]byte("0123456789é€"), 4096)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Decode(data, UTF8)
	}
}
