package module

// Cluster is how runtimes of one process work together: one that has forked
// workers, and those. Methods belong to the loop's goroutine unless they say
// otherwise.
type Cluster interface {
	// PID is the number under which a script knows itself, and Parent that of
	// its parent. The numbers of workers are no process's.
	PID() int
	PPID() int
	// Fork starts a worker, a runtime on a goroutine of its own with the
	// permissions of this one. It fails with [ErrDenied] where none was granted,
	// with [ErrTooMany] beyond the number that was.
	Fork(o WorkerOptions, events WorkerEvents) (Worker, error)
	// Primary is the way to the runtime that forked this one; nil in others.
	Primary() Primary
	// Signal delivers a signal to the worker, or the sibling, with a number that
	// Fork gave; known is false for any other number. The error is
	// syscall.ESRCH for a worker that has ended, and syscall.ENOTSUP for
	// signals that stop a process.
	Signal(pid, signal int) (known bool, err error)
}

// WorkerOptions is what a primary chooses for one worker.
type WorkerOptions struct {
	ID     int
	Exec   string   // file of the script; relative to the working directory
	Args   []string // process.argv from the third on
	Env    []string // NAME=value
	Dir    string   // working directory; "" is the primary's
	Silent bool     // standard streams lead to Worker.Input, WorkerEvents.Output
	// Own tells that Exec is the script that the primary runs, which may be a
	// text without a file.
	Own bool
	// FirstCome lets whichever worker is idle take a connection (SCHED_NONE);
	// without it they take turns. The first Fork decides for all.
	FirstCome bool
}

// WorkerEvents are called on the primary's loop. After Exit nothing comes.
type WorkerEvents struct {
	Message    func(m Message)
	Output     func(fd int, data []byte)
	Disconnect func()
	// Exit has the status, or the number of the signal that ended the worker.
	Exit func(code, signal int)
}

// Message is what goes between a primary and a worker: text in JSON.
type Message struct {
	Internal bool // the cluster's own, which scripts do not see
	Text     string
}

// Link is one end of the way between a primary and a worker. It keeps the loop
// alive until it is cut.
type Link interface {
	// Send queues a message; room is false while the other side has much to
	// read still, ok is false when the link is cut.
	Send(m Message) (room, ok bool)
	// Cut ends the link. What was sent before arrives.
	Cut()
	Ref()
	Unref()
}

// Worker is the primary's view of one worker.
type Worker interface {
	Link
	PID() int
	// Input gives a silent worker data to read from its standard input, and
	// calls read on the primary's loop when it has; nil data is the end.
	Input(data []byte, read func())
	// Signal delivers a signal by its number: to the script's listeners or,
	// where it has none, as the system's default would have it. 0 only asks.
	// It reports whether the worker was alive.
	Signal(signal int) bool
}

// Primary is a worker's view of its primary.
type Primary interface {
	Link
	// ID is the worker's number, WorkerOptions.ID.
	ID() int
	// Receive names who hears messages, and the end of the link, on the loop.
	Receive(message func(m Message), cut func())
	// Watch sends the primary's signals of that number to fn, on the loop; nil
	// ends it.
	Watch(signal int, fn func())
}
