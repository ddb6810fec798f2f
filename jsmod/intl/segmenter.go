package intl

import (
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// dictionary are the scripts whose words only a dictionary tells apart, and those
// that ICU counts among them.
var dictionary = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
	unicode.Tai_Tham, unicode.New_Tai_Lue, unicode.Tai_Le, unicode.Tai_Viet, unicode.Ahom,
}

// segment returns the lengths of the segments of a text in UTF-16 units; those of
// words that are words are negative.
func (b *binding) segment(call goja.FunctionCall) goja.Value {
	text := call.Argument(1).String()
	var pieces []string
	switch call.Argument(0).String() {
	case "word":
		for _, r := range text {
			if unicode.In(r, dictionary...) {
				bind.Throw(b.vm, "RangeError", "", "granularity: 'word' is not supported for this text: the words of "+
					"Chinese, Japanese, Thai, Lao, Khmer and Burmese are told apart by a dictionary")
			}
		}
		pieces = wordsOf(text)
	case "sentence":
		for it := sentences.FromString(text); it.Next(); {
			pieces = append(pieces, it.Value())
		}
	default:
		for it := graphemes.FromString(text); it.Next(); {
			pieces = append(pieces, it.Value())
		}
	}
	lengths := make([]any, len(pieces))
	for i, p := range pieces {
		n := 0
		word := false
		for _, r := range p {
			n++
			if r > 0xffff {
				n++
			}
			word = word || unicode.IsLetter(r) || unicode.IsNumber(r)
		}
		if word {
			n = -n
		}
		lengths[i] = n
	}
	return b.vm.NewArray(lengths...)
}

// wordsOf parts syllables of Hangul from other letters, as ICU does.
func wordsOf(text string) []string {
	var out []string
	for text != "" {
		rest := ""
		for it := words.FromString(text); it.Next(); {
			word := it.Value()
			cut := hangulEnd(word)
			out = append(out, word[:cut])
			if cut < len(word) {
				rest = text[it.Start()+cut:]
				break
			}
		}
		text = rest
	}
	return out
}

// hangulEnd is where a word goes over from Hangul to other letters, or from these.
func hangulEnd(word string) int {
	first := 0
	for i, r := range word {
		kind := 1
		switch {
		case r >= 0xac00 && r <= 0xd7a3:
			kind = 2
		case unicode.In(r, unicode.M, unicode.Cf) || r >= 0x1f3fb && r <= 0x1f3ff:
			continue
		}
		if first != 0 && kind != first {
			return i
		}
		first = kind
	}
	return len(word)
}
