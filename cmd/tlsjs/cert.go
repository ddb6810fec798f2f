package main

import (
	"flag"
	"fmt"
	"io"

	"tlsjs/tlscore/certgen"
)

const certUsage = `usage: tlsjs cert [--dir D] [--host NAME] [--passphrase P] [--ec | --rsa] [--force]

Makes the key material that the examples of Node's tls documents read:
self-signed certificates for a server and a client, the same keys certified by
a throw-away CA in server.pfx and client.pfx, and that CA's certificate.

`

// runCert is the command cert.
func runCert(args []string, out, errOut io.Writer) int {
	var (
		dir  string
		opt  certgen.Options
		ec   bool
		rsa  bool
		over bool
	)
	f := flag.NewFlagSet("tlsjs cert", flag.ContinueOnError)
	f.SetOutput(errOut)
	f.StringVar(&dir, "dir", ".", "the `folder` to write to; it is made if need be")
	f.StringVar(&opt.Host, "host", "localhost", "the server's `name`")
	f.StringVar(&opt.Passphrase, "passphrase", "", "encrypts the keys and the PFX files")
	f.BoolVar(&ec, "ec", false, "ECDSA keys on P-256")
	f.BoolVar(&rsa, "rsa", false, "RSA keys of 2048 bits (the default)")
	f.BoolVar(&over, "force", false, "overwrites what is there")
	f.Usage = func() {
		fmt.Fprint(errOut, certUsage)
		f.PrintDefaults()
	}
	if err := f.Parse(args); err != nil {
		return exitUsage(err)
	}
	if f.NArg() > 0 || (ec && rsa) {
		f.Usage()
		return codeUsage
	}
	if ec {
		opt.Algorithm = certgen.EC
	}
	files, err := certgen.Generate(opt)
	if err == nil {
		err = files.WriteTo(dir, over)
	}
	if err != nil {
		fmt.Fprintln(errOut, "tlsjs: cert:", err)
		return 1
	}
	for _, file := range files {
		fmt.Fprintln(out, file.Name)
	}
	return 0
}
