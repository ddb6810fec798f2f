package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strconv"
	"syscall"
)

// ErrNotSupported says that the connection has nothing like what was asked.
var ErrNotSupported = errors.New("not supported by this connection")

// Failure is an error of the system in Node's words. It wraps the error that it
// was read from.
type Failure struct {
	Code    string // as ECONNREFUSED; UNKNOWN for what the system did not say
	Errno   int    // libuv's: negative, the platform's own number
	Syscall string // as connect; empty when the error does not tell
	Text    string // as "connection refused"
	Address string // an IP address or a path; empty when the error has none
	Port    int    // zero when the error has none
	Err     error
}

// Error is "syscall CODE address:port", as Node words it.
func (f *Failure) Error() string {
	s := f.Code
	if f.Syscall != "" {
		s = f.Syscall + " " + s
	}
	if f.Address == "" {
		return s
	}
	if f.Port != 0 {
		return s + " " + net.JoinHostPort(f.Address, strconv.Itoa(f.Port))
	}
	return s + " " + f.Address
}

// Unwrap returns the error that was described.
func (f *Failure) Unwrap() error { return f.Err }

// Describe puts err into Node's words. It is the only place that reads errors
// of the operating system; it never returns nil for an error.
func Describe(err error) *Failure {
	var done *Failure
	if errors.As(err, &done) {
		return done
	}
	f := &Failure{Err: err, Code: codeOf(err)}
	f.Errno, f.Text = errnoOf(f.Code), texts[f.Code]
	if f.Code == unknown {
		f.Text = err.Error()
	}
	var sys *os.SyscallError
	if errors.As(err, &sys) {
		f.Syscall = syscallName(sys.Syscall)
	}
	var op *net.OpError
	if errors.As(err, &op) {
		if f.Syscall == "" {
			f.Syscall = operations[op.Op]
		}
		addr := op.Addr
		if op.Op == "dial" && f.Syscall == "bind" {
			addr = op.Source
		}
		f.Address, f.Port = SplitAddr(addr)
	}
	return f
}

// Number returns libuv's number of a code on this platform, and its text; the
// number of UNKNOWN for a code that is not in the table.
func Number(code string) (errno int, text string) {
	return errnoOf(code), texts[code]
}

// SplitAddr returns an address as Node shows it: an IP address without zone
// brackets and a port, or a path and zero. A nil address is empty.
func SplitAddr(a net.Addr) (string, int) {
	switch t := a.(type) {
	case nil:
		return "", 0
	case *net.TCPAddr:
		if t == nil {
			return "", 0
		}
		if t.Zone != "" {
			return t.IP.String() + "%" + t.Zone, t.Port
		}
		return t.IP.String(), t.Port
	case *net.UDPAddr:
		if t == nil {
			return "", 0
		}
		return t.AddrPort().Addr().String(), t.Port
	case *net.UnixAddr:
		if t == nil {
			return "", 0
		}
		return t.Name, 0
	}
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String(), 0
	}
	n, _ := strconv.Atoi(port)
	return host, n
}

// operations maps what package net calls an operation to Node's system call.
var operations = map[string]string{
	"dial": "connect", "listen": "listen", "accept": "accept", "read": "read", "write": "write",
}

func syscallName(s string) string {
	switch s {
	case "accept4":
		return "accept"
	case "getsockopt", "connectex":
		return "connect" // where a non-blocking connect tells its result
	case "wsarecv":
		return "read"
	case "wsasend", "writev":
		return "write"
	}
	return s
}

func codeOf(err error) string {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		if code := codes[errno]; code != "" {
			return code
		}
		return unknown
	}
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return "ETIMEDOUT"
	case errors.Is(err, context.Canceled), errors.Is(err, net.ErrClosed):
		return "ECANCELED"
	case errors.Is(err, io.ErrClosedPipe):
		return "EPIPE"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "ECONNRESET"
	case errors.Is(err, ErrNotSupported):
		return "ENOTSUP"
	case errors.As(err, &dns) && dns.IsNotFound:
		return "ENOTFOUND"
	case errors.Is(err, os.ErrPermission):
		return "EACCES"
	case errors.Is(err, os.ErrNotExist):
		return "ENOENT"
	}
	var addr *net.AddrError
	if errors.As(err, &addr) {
		return "EINVAL"
	}
	return unknown
}

const unknown = "UNKNOWN"

// texts are libuv's descriptions.
var texts = map[string]string{
	"E2BIG":           "argument list too long",
	"EACCES":          "permission denied",
	"EADDRINUSE":      "address already in use",
	"EADDRNOTAVAIL":   "address not available",
	"EAFNOSUPPORT":    "address family not supported",
	"EAGAIN":          "resource temporarily unavailable",
	"EALREADY":        "connection already in progress",
	"EBADF":           "bad file descriptor",
	"ECANCELED":       "operation canceled",
	"ECONNABORTED":    "software caused connection abort",
	"ECONNREFUSED":    "connection refused",
	"ECONNRESET":      "connection reset by peer",
	"EDESTADDRREQ":    "destination address required",
	"EEXIST":          "file already exists",
	"EFAULT":          "bad address in system call argument",
	"EHOSTDOWN":       "host is down",
	"EHOSTUNREACH":    "host is unreachable",
	"EINTR":           "interrupted system call",
	"EINVAL":          "invalid argument",
	"EIO":             "i/o error",
	"EISCONN":         "socket is already connected",
	"EISDIR":          "illegal operation on a directory",
	"ELOOP":           "too many symbolic links encountered",
	"EMFILE":          "too many open files",
	"EMSGSIZE":        "message too long",
	"ENAMETOOLONG":    "name too long",
	"ENETDOWN":        "network is down",
	"ENETUNREACH":     "network is unreachable",
	"ENFILE":          "file table overflow",
	"ENODEV":          "no such device",
	"ENOBUFS":         "no buffer space available",
	"ENOENT":          "no such file or directory",
	"ENOMEM":          "not enough memory",
	"ENOPROTOOPT":     "protocol not available",
	"ENOTCONN":        "socket is not connected",
	"ENOTDIR":         "not a directory",
	"ENOTFOUND":       "name not found",
	"ENOTSOCK":        "socket operation on non-socket",
	"ENOTSUP":         "operation not supported on socket",
	"EPERM":           "operation not permitted",
	"EPIPE":           "broken pipe",
	"EPROTO":          "protocol error",
	"EPROTONOSUPPORT": "protocol not supported",
	"EPROTOTYPE":      "protocol wrong type for socket",
	"EROFS":           "read-only file system",
	"ESHUTDOWN":       "cannot send after transport endpoint shutdown",
	"ETIMEDOUT":       "connection timed out",
	unknown:           "unknown error",
}
