package main

import (
	"io"

	"tlsjs/jsmod"
)

// printFatal writes what Node writes when an exception ends a script.
func printFatal(w io.Writer, e *jsmod.Error) { _, _ = io.WriteString(w, e.Report()) }
