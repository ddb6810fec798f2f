package prelude

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"tlsjs/jsmod/module"
)

var (
	// The engine's own form, of errors that it threw itself.
	engineFrame = regexp.MustCompile(`^\tat (?:(.*) \()?(.*?):(\d+):(\d+)\(\d+\)\)?$`)
	nodeFrame   = regexp.MustCompile(`^    at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$`)
)

// NormalizeStack brings the text of a stack property into Node's form. Lines
// of native functions are left out, as is the runtime's entrance. On the loop.
func NormalizeStack(h module.Host, stack string) string {
	return normalizeStack(stack, WrappedFiles(h))
}

func normalizeStack(stack string, wrapped *Wrapped) string {
	if !strings.Contains(stack, "\n\tat ") {
		return stack
	}
	lines := strings.Split(strings.TrimRight(stack, "\n"), "\n")
	out := lines[:0]
	for _, line := range lines {
		if m := engineFrame.FindStringSubmatch(line); m != nil {
			if f := frame(m); f.File != trampoline {
				f.Col = wrapped.Column(f.File, f.Line, f.Col)
				out = append(out, "    "+f.String())
			}
		} else if !strings.HasPrefix(line, "\tat ") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// ParseFrames reads the lines of a stack in Node's form.
func ParseFrames(stack string) []Frame {
	var frames []Frame
	for line := range strings.SplitSeq(stack, "\n") {
		if m := nodeFrame.FindStringSubmatch(line); m != nil {
			frames = append(frames, frame(m))
		}
	}
	return frames
}

func frame(m []string) Frame {
	line, _ := strconv.Atoi(m[3])
	col, _ := strconv.Atoi(m[4])
	name := m[1]
	if name == "<anonymous>" {
		name = ""
	}
	return Frame{name, m[2], line, col}
}

// patternText is a regular expression's pattern with halves of surrogate pairs
// written out, which a text in Go cannot hold.
func patternText(s goja.String) string {
	var b strings.Builder
	escape := false // a backslash came before
	for i := 0; i < s.Length(); i++ {
		unit := rune(s.CharAt(i))
		if utf16.IsSurrogate(unit) {
			if i+1 < s.Length() {
				if whole := utf16.DecodeRune(unit, rune(s.CharAt(i+1))); whole != '\uFFFD' {
					b.WriteRune(whole)
					i++
					escape = false
					continue
				}
			}
			if !escape {
				b.WriteByte('\\')
			}
			fmt.Fprintf(&b, "u%04x", unit)
		} else {
			b.WriteRune(unit)
		}
		escape = unit == '\\' && !escape
	}
	return b.String()
}
