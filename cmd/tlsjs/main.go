// Command tlsjs runs Node-style scripts, makes the key material that the
// documents' examples read (tlsjs cert), and runs conformance tests (tlsjs
// test). See tlsjs --help.
package main

import "os"

func main() { os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr)) }
