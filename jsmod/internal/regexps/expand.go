// Package regexps rewrites regular expressions with what the engine does not
// know, Unicode property escapes above all, into what it does. Without that
// the engine would take \p{L} for the letter p and four more characters, and
// mistake one class of surrogates for another.
package regexps

import (
	"fmt"
	"strings"
	"sync"
)

// words are a message that a script sees, mostly V8's.
type words string

func (w words) Error() string { return string(w) }

// Needs tells in no time whether Expand would look at a pattern at all.
func Needs(pattern, flags string) bool {
	switch {
	case strings.Contains(flags, "v"):
		return true
	case strings.Contains(flags, "u"):
		return strings.Contains(pattern, `\p`) || strings.Contains(pattern, `\P`)
	}
	return hasSurrogate(pattern)
}

// Expand returns a pattern and flags that mean the same without property
// escapes, without the flag v and with no classes that the engine confuses. An
// error tells, in V8's words where V8 has some, why there are none. Any goroutine
// may call it.
func Expand(pattern, flags string) (string, string, error) {
	sets := strings.Contains(flags, "v")
	if sets && strings.Contains(flags, "u") || strings.Count(flags, "u") > 1 || strings.Count(flags, "v") > 1 {
		return "", "", words("Invalid flags supplied to RegExp constructor '" + flags + "'")
	}
	if !Needs(pattern, flags) {
		return pattern, flags, nil
	}
	if !strings.ContainsAny(flags, "uv") {
		out := distinguish(pattern)
		if out != pattern {
			out = remember(out, pattern)
		}
		return out, flags, nil
	}
	e := expander{in: pattern, sets: sets}
	if err := e.run(); err != nil {
		return "", "", words("Invalid regular expression: /" + pattern + "/" + flags + ": " + err.Error())
	}
	out := e.out.String()
	if out != pattern {
		out = remember(out, pattern)
	}
	return out, strings.Replace(flags, "v", "u", 1), nil
}

type expander struct {
	in   string
	out  strings.Builder
	sets bool // the flag v
}

func (e *expander) run() error {
	inClass := false
	for i := 0; i < len(e.in); i++ {
		rest := e.in[i:]
		switch {
		case rest[0] == '\\' && len(rest) > 1 && (rest[1] == 'p' || rest[1] == 'P'):
			size, err := e.property(rest, inClass)
			if err != nil {
				return err
			}
			i += size - 1
			continue
		case rest[0] == '\\' && len(rest) > 1:
			if e.sets && inClass && rest[1] == 'q' {
				return errSets
			}
			e.out.WriteByte('\\')
			i++
		case rest[0] == '[' && !inClass:
			inClass = true
		case rest[0] == ']':
			inClass = false
		case inClass && e.sets && (rest[0] == '[' || strings.HasPrefix(rest, "--") || strings.HasPrefix(rest, "&&")):
			return errSets
		}
		e.out.WriteByte(e.in[i])
	}
	return nil
}

var (
	errSets = words("set operations of the flag v are not supported by this engine")
	errName = words("Invalid property name")
)

// property expands the escape with which text begins and returns its length.
func (e *expander) property(text string, inClass bool) (int, error) {
	end := strings.IndexByte(text, '}')
	if len(text) < 3 || text[2] != '{' || end < 0 {
		return 0, errName
	}
	negative := text[1] == 'P'
	if pattern, ok := made()["strings:"+text[3:end]]; ok && e.sets && !negative {
		if inClass {
			return 0, errSets
		}
		e.out.WriteString("(?:" + pattern + ")")
		return end + 1, nil
	}
	ranges, err := lookup(text[3:end])
	if err != nil {
		return 0, err
	}
	if inClass {
		if negative {
			ranges = complement(ranges)
		}
		writeRanges(&e.out, ranges)
		return end + 1, nil
	}
	e.out.WriteByte('[')
	if negative {
		e.out.WriteByte('^')
	}
	writeRanges(&e.out, ranges)
	e.out.WriteByte(']')
	return end + 1, nil
}

func writeRanges(b *strings.Builder, ranges []span) {
	for _, r := range ranges {
		fmt.Fprintf(b, `\u{%X}`, r.lo)
		if r.hi > r.lo {
			fmt.Fprintf(b, `-\u{%X}`, r.hi)
		}
	}
}

// originals are the patterns behind expanded ones, for a script that looks at
// a regular expression's source.
var originals struct {
	sync.Mutex
	byExpanded map[string]string
}

// maxOriginals bounds what a script that makes patterns without end can take.
const maxOriginals = 1000

// remember returns the expanded pattern, changed where it is that of another one
// already: \p{L} and [\p{L}] become the same, and each has its own source.
func remember(expanded, pattern string) string {
	originals.Lock()
	defer originals.Unlock()
	if originals.byExpanded == nil || len(originals.byExpanded) >= maxOriginals {
		originals.byExpanded = map[string]string{}
	}
	for {
		known, taken := originals.byExpanded[expanded]
		if !taken || known == pattern {
			break
		}
		expanded += "(?:)" // nothing, at the end of the last alternative
	}
	originals.byExpanded[expanded] = pattern
	return expanded
}

// Source is the pattern that Expand made this one of, or the pattern itself.
func Source(pattern string) string {
	originals.Lock()
	defer originals.Unlock()
	if original, ok := originals.byExpanded[pattern]; ok {
		return original
	}
	return pattern
}
