package regexps

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// surrogate finds halves of surrogate pairs that are written out.
var surrogate = regexp.MustCompile(`\\u[dD][89a-fA-F]`)

// hasSurrogate tells whether a text has such halves, or characters of the higher
// planes, which are two of them.
func hasSurrogate(text string) bool {
	for i := range len(text) {
		if text[i] >= 0xF0 {
			return true
		}
	}
	return surrogate.MatchString(text)
}

// distinguish rewrites the classes of a pattern without the flag u so that no two
// differ in surrogates only. The engine keeps its sets under a key in which all
// surrogates are the same, so that the second half of
// [\ud800-\udbff][\udc00-\udfff] would be looked up as the first.
func distinguish(pattern string) string {
	if !hasSurrogate(pattern) {
		return pattern
	}
	d := distinguisher{first: map[string]string{}, marked: map[string]string{}, next: 0xE000}
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			d.out.WriteByte('\\')
			if i++; i == len(pattern) {
				return pattern
			}
			d.out.WriteByte(pattern[i])
		case '[':
			size := classSize(pattern[i+1:])
			if size < 0 {
				return pattern
			}
			d.out.WriteString(d.class(pattern[i+1 : i+1+size]))
			i += 1 + size
		default:
			d.out.WriteByte(pattern[i])
		}
	}
	return d.out.String()
}

// classSize is how long the inside of a class is; -1 if it has no end.
func classSize(text string) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case ']':
			return i
		}
	}
	return -1
}

type distinguisher struct {
	out    strings.Builder
	first  map[string]string // the engine's key -> the first class that has it
	marked map[string]string // a class that had to be changed -> what it became
	next   rune              // of the characters for private use the first that no class was marked with
}

// class returns what stands for the class with this inside.
func (d *distinguisher) class(inside string) string {
	plain := "[" + inside + "]"
	if !hasSurrogate(inside) {
		return plain
	}
	if known, ok := d.marked[inside]; ok {
		return known
	}
	members, negated := strings.CutPrefix(inside, "^")
	ranges, rest := classRanges(members)
	key := fmt.Sprint(negated, rest)
	for _, r := range ranges {
		key += fmt.Sprintf(" %q-%q", string(r.lo), string(r.hi)) // surrogates become U+FFFD, as for the engine
	}
	switch d.first[key] {
	case "":
		d.first[key] = inside
		return plain
	case inside:
		return plain
	}
	mark := d.mark(ranges, rest)
	if mark == "" {
		return plain
	}
	// A member more makes the key another one, and is taken back at once.
	made := fmt.Sprintf("(?:(?!%s)[%s%s])", mark, inside, mark)
	if negated {
		made = fmt.Sprintf("(?:[%s%s]|%s)", inside, mark, mark)
	}
	d.marked[inside] = made
	return made
}

// mark is a character for private use that is not beside any of the ranges and
// that no other class has; empty if there is none.
func (d *distinguisher) mark(ranges []span, rest string) string {
	if strings.ContainsAny(rest, "DSW") {
		return ""
	}
	const last = 0xF8FF
	beside := func(r span) bool { return d.next+1 >= r.lo && d.next <= r.hi+1 }
	for slices.ContainsFunc(ranges, beside) {
		d.next++
	}
	if d.next > last {
		return ""
	}
	d.next++
	return fmt.Sprintf(`\u%04x`, d.next-1)
}

// classRanges are the members of a class in code units, and the letters of the
// escapes that stand for many.
func classRanges(text string) (ranges []span, rest string) {
	var units []rune // -1 is a dash that may join its neighbours, -2 an escape for many
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == '\\' && len(text) > 1 && strings.IndexByte("dDsSwW", text[1]) >= 0:
			rest += text[1:2]
			r, size = -2, 2
		case r == '\\':
			r, size = escaped(text)
		case r == '-':
			r = -1
		}
		text = text[size:]
		if first, second := utf16.EncodeRune(r); first != utf8.RuneError {
			units = append(units, first, second)
		} else {
			units = append(units, r)
		}
	}
	for i := 0; i < len(units); i++ {
		lo := units[i]
		switch {
		case lo == -2:
			continue
		case lo == -1:
			lo = '-'
		}
		hi := lo
		if i+2 < len(units) && units[i+1] == -1 && units[i+2] >= lo {
			hi = units[i+2]
			i += 2
		}
		ranges = append(ranges, span{lo, hi})
	}
	return merge(ranges), rest
}

// escaped is the character of the escape with which text begins, and its length.
func escaped(text string) (rune, int) {
	for letter, digits := range map[byte]int{'u': 4, 'x': 2} {
		if len(text) >= 2+digits && text[1] == letter {
			if n, err := strconv.ParseUint(text[2:2+digits], 16, 16); err == nil {
				return rune(n), 2 + digits
			}
		}
	}
	if len(text) == 1 {
		return '\\', 1
	}
	r, size := utf8.DecodeRuneInString(text[1:])
	return r, 1 + size
}
