//go:build linux

// Command profiled runs a script as tlsjs does and writes what took the time
// meanwhile, so that the product needs no switch for it.
//
//	profiled OUT script.js [arguments]
//
// OUT.go.pprof has the Go functions, OUT.js.pprof the JavaScript ones. They are
// complete when the script has ended, for which SIGTERM asks. On SIGUSR1 what is
// on the heap is written to OUT.heap.pprof.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"syscall"

	"github.com/dop251/goja"

	"tlsjs/jsmod"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: profiled OUT script.js [arguments]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintln(os.Stderr, "profiled:", err)
		os.Exit(1)
	}
}

// gcPercent is what the command lets a small heap gather beside what is live. With
// Go's default the collector would take three times its share.
const gcPercent = 400

func run(path, script string, args []string) (err error) {
	debug.SetGCPercent(gcPercent)
	rt, err := jsmod.New(jsmod.Options{
		Permissions: jsmod.Everything(os.Stdin, os.Stdout, os.Stderr),
		Args:        args,
		Compat:      "node",
	})
	if err != nil {
		return err
	}
	defer rt.Close()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	finish, err := profile(path)
	if err != nil {
		return err
	}
	go heapOnSignal(path)
	defer func() { err = errors.Join(err, finish()) }()
	err = rt.Run(ctx, jsmod.File(script))
	if ctx.Err() != nil {
		return nil // it was asked to end
	}
	return err
}

// heapOnSignal serves SIGUSR1 as long as the process lives.
func heapOnSignal(path string) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGUSR1)
	for range asked {
		if err := writeHeap(path + ".heap.pprof"); err != nil {
			fmt.Fprintln(os.Stderr, "profiled:", err)
		}
	}
}

// writeHeap collects first, so that only what is held is shown.
func writeHeap(path string) error {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	runtime.GC()
	return errors.Join(pprof.WriteHeapProfile(out), out.Close())
}

// profile begins both profiles; finish completes their files.
func profile(path string) (finish func() error, err error) {
	goOut, err := os.Create(path + ".go.pprof")
	if err != nil {
		return nil, err
	}
	jsOut, err := os.Create(path + ".js.pprof")
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(goOut); err != nil {
		return nil, err
	}
	if err := goja.StartProfile(jsOut); err != nil {
		return nil, err
	}
	return func() error {
		goja.StopProfile()
		pprof.StopCPUProfile()
		return errors.Join(goOut.Close(), jsOut.Close())
	}, nil
}
