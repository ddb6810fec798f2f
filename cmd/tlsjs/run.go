package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"tlsjs/jsmod"
)

// run is main with everything it touches as arguments.
func run(args []string, in, out, errOut *os.File) int {
	rt, err := jsmod.New(jsmod.Options{
		Permissions: jsmod.Everything(in, out, errOut),
		Compat:      "iojs",
		Args:        args[2:],
		OnFatal:     func(e *jsmod.Error) { printFatal(errOut, e) },
	})
	if err != nil {
		fmt.Fprintln(errOut, "tlsjs:", err)
		return 1
	}
	defer rt.Close()
	err = rt.Run(context.Background(), jsmod.File(args[1]))
	var fatal *jsmod.Error
	var exit *jsmod.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &fatal):
		return rt.ExitCode()
	case errors.As(err, &exit):
		return exit.Code
	}
	fmt.Fprintln(errOut, "tlsjs:", err)
	return 1
}
