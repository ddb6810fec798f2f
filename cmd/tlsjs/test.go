package main

import (
	"fmt"
	"io"
)

func runTest(args []string, out, errOut io.Writer) int {
	fmt.Fprintln(errOut, "tlsjs: test: not built yet")
	return codeUsage
}
