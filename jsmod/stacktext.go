package jsmod

import (
	"regexp"
	"strconv"
	"strings"

	"tlsjs/jsmod/prelude"
)

var (
	// The engine's own form, of errors that it threw itself.
	engineFrame = regexp.MustCompile(`^\tat (?:(.*) \()?(.*?):(\d+):(\d+)\(\d+\)\)?$`)
	nodeFrame   = regexp.MustCompile(`^    at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$`)
)

// normalizeStack brings the text of a stack property into Node's form.
func normalizeStack(stack string, wrapped *prelude.Wrapped) string {
	if !strings.Contains(stack, "\n\tat ") {
		return stack
	}
	lines := strings.Split(strings.TrimRight(stack, "\n"), "\n")
	out := lines[:0]
	for _, line := range lines {
		if m := engineFrame.FindStringSubmatch(line); m != nil {
			if f := frame(m); f.File != "tlsjs:enter" {
				f.Col = wrapped.Column(f.File, f.Line, f.Col)
				out = append(out, "    "+f.String())
			}
		} else if !strings.HasPrefix(line, "\tat ") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func parseFrames(stack string) []prelude.Frame {
	var frames []prelude.Frame
	for line := range strings.SplitSeq(stack, "\n") {
		if m := nodeFrame.FindStringSubmatch(line); m != nil {
			frames = append(frames, frame(m))
		}
	}
	return frames
}

func frame(m []string) prelude.Frame {
	line, _ := strconv.Atoi(m[3])
	col, _ := strconv.Atoi(m[4])
	return prelude.Frame{Func: m[1], File: m[2], Line: line, Col: col}
}
