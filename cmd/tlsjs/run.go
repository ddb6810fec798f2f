package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"tlsjs/jsmod"
)

// Exit statuses that are not the script's own; they are Node's.
const (
	codeFailed = 1
	codeUsage  = 9
)

// run is main with everything it touches as arguments; it returns the status.
func run(args []string, in, out, errOut *os.File) int {
	if len(args) > 1 {
		switch args[1] {
		case "cert":
			return runCert(args[2:], out, errOut)
		case "test":
			return runTest(args[2:], out, errOut)
		}
	}
	cmd, err := parse(args[1:], os.Getenv("NODE_OPTIONS"))
	if err == nil && len(cmd.envFiles) > 0 {
		if err = loadEnvFiles(cmd.envFiles); err == nil { // NODE_OPTIONS may have come of them
			cmd, err = parse(args[1:], os.Getenv("NODE_OPTIONS"))
		}
	}
	if err != nil {
		fmt.Fprintf(errOut, "tlsjs: %v\n", err)
		return codeUsage
	}
	switch {
	case cmd.help:
		fmt.Fprint(out, usage)
		return 0
	case cmd.version:
		fmt.Fprintln(out, "v"+jsmod.Version)
		return 0
	}
	script, err := cmd.script(in)
	if err != nil {
		fmt.Fprintf(errOut, "tlsjs: %v\n", err)
		return codeUsage
	}
	cmd.argv0 = args[0]
	return cmd.execute(script, in, out, errOut)
}

// script chooses what to run: -e, -c, a file, or standard input, which is read line by
// line where a person types it.
func (c *command) script(in *os.File) (jsmod.Script, error) {
	terminal := term.IsTerminal(int(in.Fd()))
	switch {
	case c.hasEval && c.interactive:
		return jsmod.Interactive(c.eval, c.print), nil
	case c.hasEval:
		return jsmod.Eval("[eval]", c.eval, c.print), nil
	case c.check && c.file != "" && c.file != "-":
		return jsmod.Check(c.file), nil
	case c.file != "" && c.file != "-":
		return jsmod.File(c.file), nil
	case !c.check && (c.interactive || terminal):
		return jsmod.Interactive("", false), nil
	case c.file == "" && terminal:
		return jsmod.Script{}, errors.New("nothing to check: name a file, pipe one in, or see tlsjs --help")
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return jsmod.Script{}, err
	}
	if c.check {
		return jsmod.CheckSource("[stdin]", string(text)), nil
	}
	return jsmod.Eval("[stdin]", string(text), c.print), nil
}

func (c *command) execute(script jsmod.Script, in, out, errOut *os.File) int {
	paceGC()
	if err := limitMemory(c.flags["max-old-space-size"]); err != nil {
		fmt.Fprintf(errOut, "tlsjs: %v\n", err)
		return codeUsage
	}
	execPath, err := os.Executable()
	if err != nil {
		execPath = os.Args[0]
	}
	parent, err := parentChannel()
	if err != nil {
		fmt.Fprintf(errOut, "tlsjs: %v\n", err)
		return codeFailed
	}
	permissions := jsmod.Everything(in, out, errOut)
	permissions.Processes = jsmod.SystemProcesses{LeaveRunning: true}
	permissions.Parent = parent
	permissions.Descriptors = inherited()
	options := jsmod.Options{
		Permissions: permissions,
		Args:        c.args,
		ExecPath:    execPath,
		Argv0:       c.argv0,
		ExecArgs:    c.execArgs,
		Preload:     c.preload,
		Imports:     c.imports,
		Compat:      c.compat,
		Flags:       c.flags,
		OnFatal:     func(e *jsmod.Error) { printFatal(errOut, e) },
	}
	if c.workers > 1 {
		code, err := jsmod.RunWorkers(context.Background(), c.workers, options, script)
		return status(err, code, errOut)
	}
	rt, err := jsmod.New(options)
	if err != nil {
		fmt.Fprintln(errOut, "tlsjs:", err)
		return codeUsage
	}
	defer rt.Close()
	err = rt.Run(context.Background(), script)
	return status(err, rt.ExitCode(), errOut)
}

// status is the exit status for what Run returned. An exception has been
// printed already.
func status(err error, code int, errOut io.Writer) int {
	var (
		fatal    *jsmod.Error
		exit     *jsmod.ExitError
		internal *jsmod.InternalError
	)
	switch {
	case err == nil:
		return 0
	case errors.As(err, &fatal):
		return code
	case errors.As(err, &exit):
		return exit.Code
	case errors.As(err, &internal):
		fmt.Fprintf(errOut, "tlsjs: %v\n%s", err, internal.Stack)
		return codeFailed
	}
	fmt.Fprintln(errOut, "tlsjs:", err)
	return codeFailed
}

// exitUsage is the status after a flag set has printed what is wrong.
func exitUsage(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	return codeUsage
}
