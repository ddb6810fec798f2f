package js

import (
	"regexp"
	"strconv"
	"strings"

	"tlsjs/jsmod/internal/script"
)

// engineLine is a line of the stack of an error that the engine itself threw.
var engineLine = regexp.MustCompile(`^\tat (?:(.*) \()?(.*?):(\d+):(\d+)\(\d+\)\)?$`)

// normalizeStack brings the stack text of an error that the engine threw into
// Node's form. Lines of native functions are left out, as is the runtime's
// entrance.
func normalizeStack(stack string) string {
	lines := strings.Split(strings.TrimRight(stack, "\n"), "\n")
	out := lines[:0]
	for _, line := range lines {
		if !strings.HasPrefix(line, "\tat ") {
			out = append(out, line)
			continue
		}
		m := engineLine.FindStringSubmatch(line)
		if m == nil || m[2] == "tlsjs:enter" {
			continue
		}
		at := m[2] + ":" + m[3] + ":" + column(m[2], m[3], m[4])
		if m[1] != "" && m[1] != "<anonymous>" {
			at = m[1] + " (" + at + ")"
		}
		out = append(out, "    at "+at)
	}
	return strings.Join(out, "\n")
}

// column takes the wrapper of embedded scripts off the first line's columns.
func column(file, line, col string) string {
	if line != "1" || !strings.HasPrefix(file, "node:") {
		return col
	}
	n, err := strconv.Atoi(col)
	if err != nil || n <= script.FirstLineOffset {
		return col
	}
	return strconv.Itoa(n - script.FirstLineOffset)
}
