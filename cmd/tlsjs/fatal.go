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
	if e.SourceLine != "" {
		caret := strings.Repeat(" ", max(e.Col-1, 0)) + "^"
		fmt.Fprintf(w, "%s:%d\n%s\n%s\n\n", e.File, e.Line, e.SourceLine, caret)
	}
	text := e.Inspected
	if text == "" {
		text = e.Stack
	}
	if e.Name == "" {
		text = "Uncaught " + text
	}
	fmt.Fprintf(w, "%s\n\ntlsjs v%s\n", text, jsmod.Version)
}
