package module

import (
	"context"
	"net"
	"os"
)

// Processes starts programs: child_process. Whoever may start one may do
// whatever the host's user may, so that nothing else that is refused holds it
// back. Any goroutine may call it.
type Processes interface {
	// Start starts a program. Its error wraps [ErrDenied] for what the embedder
	// refuses; what the system refuses is a syscall.Errno inside. ctx is done when
	// the runtime ends: whether the program ends with it is for Start to decide,
	// but Wait returns soon.
	Start(ctx context.Context, c Command) (Process, error)
}

// Command is a program to start.
type Command struct {
	// File is the program. Without a slash it is looked for in the PATH of Env,
	// else it is relative to Dir.
	File string
	// Args is the whole argument list, the program's name for itself first.
	Args []string
	// Env is the environment, as NAME=value.
	Env []string
	// Dir is the working directory; "" is the process's own.
	Dir string
	// Stdio are the descriptors from 0 on.
	Stdio []ChildStdio
	// Detached puts the program at the head of a session of its own.
	Detached bool
	// UID and GID are whose rights it has; nil leaves the process's own.
	UID, GID *uint32
	// HideWindow and VerbatimArguments mean something on Windows only: no console
	// window is shown, and Args are joined without quotation marks.
	HideWindow, VerbatimArguments bool
}

// ChildStdio is what one descriptor of a program leads to. The zero value is
// the null device for the standard streams, and a closed descriptor beyond.
type ChildStdio struct {
	// Pipe makes a pipe, whose near end is Process.Pipe.
	Pipe bool
	// File is shared with the program. It stays the caller's.
	File *os.File
}

// Process is a program that was started. Any goroutine may call the methods.
type Process interface {
	PID() int
	// Pipe is the near end of the pipe at a descriptor, nil where none was asked
	// for. It is the caller's to close.
	Pipe(fd int) net.Conn
	// Wait waits for the end, which is told once, or for that of the context that
	// Start was given. It is called once.
	Wait() ExitStatus
	// Signal sends a signal by its number; 0 only asks. The error is
	// os.ErrProcessDone, or syscall.ESRCH, for one that has ended.
	Signal(signal int) error
}

// ExitStatus is how a program ended: with a code, or by a signal, which is not 0
// then.
type ExitStatus struct{ Code, Signal int }
