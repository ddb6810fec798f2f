package module

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"time"
)

// Permissions is what a script may reach. A nil field grants nothing: the
// module that needs it throws ERR_ACCESS_DENIED.
type Permissions struct {
	FS    FS
	Net   Net
	UDP   UDP
	Env   Env
	Stdio Stdio
	// Process grants what concerns the whole process: signals, working
	// directory, kill, title, user and group ids.
	Process bool
	// Workers is how many workers may run at a time (cluster.fork): runtimes in
	// this process with the same permissions. They cannot fork themselves. A
	// granted FS, Net and Stdio then serve several goroutines at once.
	Workers int
	// Processes starts other programs (child_process).
	Processes Processes
	// Parent is the way to a parent process that speaks Node's protocol of
	// messages (process.send). It belongs to the runtime, which closes it; nil,
	// which is usual, leaves process without send.
	Parent net.Conn
	// Descriptors are open files that scripts know by numbers from 3 on, as a
	// program does that was started with them.
	Descriptors Descriptors
}

// Descriptors are open files by number. Any goroutine may call it.
type Descriptors interface {
	// Take gives the file of a number away, once; nil where there is none.
	Take(fd int) *os.File
}

// FS is the file system a script sees. Paths are absolute or relative to the
// script's working directory, as the script gave them. Errors are *fs.PathError
// and its kin; fs.ErrPermission wrapped in [ErrDenied] means refused by the
// embedder. Any goroutine may call the methods.
type FS interface {
	OpenFile(name string, flag int, perm fs.FileMode) (File, error)
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	Mkdir(name string, perm fs.FileMode) error
	Remove(name string) error
	Rename(from, to string) error
	Link(from, to string) error
	Symlink(target, name string) error
	Readlink(name string) (string, error)
	RealPath(name string) (string, error)
	Chmod(name string, mode fs.FileMode) error
	Chown(name string, uid, gid int) error
	Lchown(name string, uid, gid int) error
	Chtimes(name string, atime, mtime time.Time) error
	Truncate(name string, size int64) error
	// Getwd and Chdir are the script's working directory.
	Getwd() (string, error)
	Chdir(dir string) error
	TempDir() string
}

// Watcher is what an [FS] implements that can tell of changes; scripts of one that
// does not find fs.watch unavailable.
type Watcher interface {
	// Watch tells of changes of a file, or of a folder and of what lies right in
	// it, until the result is closed. What it watches is what name leads to now: it
	// does not follow a file that is renamed. Errors are as those of FS. Any
	// goroutine may call it; tell is called on some other, must not wait, and is
	// not called after Close has returned.
	Watch(name string, tell func(Change)) (io.Closer, error)
}

// Change is what a [Watcher] tells.
type Change struct {
	// Name is what has changed in the folder; empty is the watched thing itself.
	Name string
	// Renamed means that it came, went or got another name; otherwise its content
	// or attributes are others.
	Renamed bool
}

// File is an open file; *os.File is one.
type File interface {
	io.ReadWriteCloser
	io.ReaderAt
	io.WriterAt
	Stat() (fs.FileInfo, error)
	Sync() error
	Truncate(size int64) error
	Chmod(mode fs.FileMode) error
	Chown(uid, gid int) error
	Fd() uintptr
}

// Net is the network a script sees. Refusals wrap [ErrDenied]. Any goroutine
// may call the methods.
type Net interface {
	// Dial connects; network is tcp, tcp4, tcp6 or unix. local may be nil.
	Dial(ctx context.Context, network, address string, local net.Addr) (net.Conn, error)
	// Listen binds; options that a platform lacks are errors.
	Listen(ctx context.Context, network, address string, opt ListenOptions) (net.Listener, error)
	// Resolver answers names; its dials are bound by the same rules.
	Resolver() *net.Resolver
}

// ListenOptions are the socket options of net.Server's listen.
type ListenOptions struct {
	IPv6Only  bool
	ReusePort bool
	Backlog   int
	// Exclusive keeps the socket from being shared with other workers. It says
	// nothing to a Net that is granted: sharing is done before it is asked.
	Exclusive bool
}

// UDP is what a script may do with datagrams. It is apart from [Net], so that a network
// that was made to reach little does not reach more by way of UDP. Refusals wrap
// [ErrDenied]. Any goroutine may call the methods.
type UDP interface {
	// ListenPacket binds a socket; network is udp4 or udp6, address an IP address and a
	// port. What is neither a *net.UDPConn nor has a method Socket that returns one has
	// no socket options; of what has, options and sending go past its other methods.
	ListenPacket(ctx context.Context, network, address string, opt PacketOptions) (net.PacketConn, error)
	// Reach is asked, on the loop, of each address that a datagram is to be sent to or a
	// socket is to be connected with, and of each group that it is to join, with port
	// 0. An error refuses; nil allows. It does not wait for anything.
	Reach(network, address string) error
}

// PacketOptions are the socket options of dgram.createSocket.
type PacketOptions struct {
	IPv6Only  bool
	ReuseAddr bool
	ReusePort bool
	// Exclusive is as in [ListenOptions].
	Exclusive bool
}

// Env is a set of environment variables. Methods are called on the loop.
type Env interface {
	Get(name string) (string, bool)
	Set(name, value string) error
	Unset(name string) error
	// Names lists the variables in the order of the environment.
	Names() []string
}

// Stdio are the three standard streams. Nil reads as an empty file and
// discards what is written. An *os.File shows what it is (terminal, pipe, file).
//
// Out and Err are written to on the loop, which waits for them. Children and workers
// write from other goroutines, one call at a time.
type Stdio struct {
	In       io.Reader
	Out, Err io.Writer
}

// ErrDenied marks a refusal by the embedder; it becomes an error with the code
// ERR_ACCESS_DENIED. errors.Is(err, os.ErrPermission) holds too.
var ErrDenied error = deniedError{}

// ErrTooMany marks a limit of the embedder's that is reached.
var ErrTooMany = errors.New("limit of the host is reached")

type deniedError struct{}

func (deniedError) Error() string   { return "access to this API has been restricted" }
func (deniedError) Is(e error) bool { return e == os.ErrPermission }
