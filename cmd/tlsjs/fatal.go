package main

import (
	"fmt"
	"io"
	"strings"

	"tlsjs/jsmod"
)

// printFatal writes what Node writes when an exception ends a script: the
// place, the line with a caret, the error as util.inspect shows it.
func printFatal(w io.Writer, e *jsmod.Error) {
	var b strings.Builder
	if e.SourceLine != "" {
		gap := "\n"
		if e.Name == "" {
			b.WriteByte('\n')
			gap = ""
		}
		caret := strings.Repeat(" ", max(e.Col-1, 0)) + "^"
		fmt.Fprintf(&b, "%s:%d\n%s\n%s\n%s", e.File, e.Line, e.SourceLine, caret, gap)
	}
	text := e.Inspected
	if text == "" {
		text = e.Stack
	}
	fmt.Fprintf(&b, "%s\n\ntlsjs v%s\n", text, jsmod.Version)
	_, _ = io.WriteString(w, b.String())
}
