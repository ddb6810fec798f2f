package constants

import "syscall"

// errnoValues is os.constants.errno of Windows: those of the C runtime's
// errno.h and of winsock2.h. Package syscall's numbers of the same names are
// inventions of Go.
func errnoValues() map[string]int {
	v := make(map[string]int, len(errnoNames))
	for name, n := range crtErrno {
		v[name] = n
	}
	for name, n := range winsockErrno {
		v[name] = n
	}
	return v
}

var crtErrno = map[string]int{
	"EPERM": 1, "ENOENT": 2, "ESRCH": 3, "EINTR": 4, "EIO": 5, "ENXIO": 6, "E2BIG": 7, "ENOEXEC": 8, "EBADF": 9,
	"ECHILD": 10, "EAGAIN": 11, "ENOMEM": 12, "EACCES": 13, "EFAULT": 14, "EBUSY": 16, "EEXIST": 17, "EXDEV": 18,
	"ENODEV": 19, "ENOTDIR": 20, "EISDIR": 21, "EINVAL": 22, "ENFILE": 23, "EMFILE": 24, "ENOTTY": 25, "EFBIG": 27,
	"ENOSPC": 28, "ESPIPE": 29, "EROFS": 30, "EMLINK": 31, "EPIPE": 32, "EDOM": 33, "ERANGE": 34, "EDEADLK": 36,
	"ENAMETOOLONG": 38, "ENOLCK": 39, "ENOSYS": 40, "ENOTEMPTY": 41, "EILSEQ": 42, "EADDRINUSE": 100,
	"EADDRNOTAVAIL": 101, "EAFNOSUPPORT": 102, "EALREADY": 103, "EBADMSG": 104, "ECANCELED": 105,
	"ECONNABORTED": 106, "ECONNREFUSED": 107, "ECONNRESET": 108, "EDESTADDRREQ": 109, "EHOSTUNREACH": 110,
	"EIDRM": 111, "EINPROGRESS": 112, "EISCONN": 113, "ELOOP": 114, "EMSGSIZE": 115, "ENETDOWN": 116,
	"ENETRESET": 117, "ENETUNREACH": 118, "ENOBUFS": 119, "ENODATA": 120, "ENOLINK": 121, "ENOMSG": 122,
	"ENOPROTOOPT": 123, "ENOSR": 124, "ENOSTR": 125, "ENOTCONN": 126, "ENOTSOCK": 128, "ENOTSUP": 129,
	"EOPNOTSUPP": 130, "EOVERFLOW": 132, "EPROTO": 134, "EPROTONOSUPPORT": 135, "EPROTOTYPE": 136, "ETIME": 137,
	"ETIMEDOUT": 138, "ETXTBSY": 139, "EWOULDBLOCK": 140,
}

var winsockErrno = map[string]int{
	"WSAEINTR": 10004, "WSAEBADF": 10009, "WSAEACCES": 10013, "WSAEFAULT": 10014, "WSAEINVAL": 10022,
	"WSAEMFILE": 10024, "WSAEWOULDBLOCK": 10035, "WSAEINPROGRESS": 10036, "WSAEALREADY": 10037,
	"WSAENOTSOCK": 10038, "WSAEDESTADDRREQ": 10039, "WSAEMSGSIZE": 10040, "WSAEPROTOTYPE": 10041,
	"WSAENOPROTOOPT": 10042, "WSAEPROTONOSUPPORT": 10043, "WSAESOCKTNOSUPPORT": 10044, "WSAEOPNOTSUPP": 10045,
	"WSAEPFNOSUPPORT": 10046, "WSAEAFNOSUPPORT": 10047, "WSAEADDRINUSE": 10048, "WSAEADDRNOTAVAIL": 10049,
	"WSAENETDOWN": 10050, "WSAENETUNREACH": 10051, "WSAENETRESET": 10052, "WSAECONNABORTED": 10053,
	"WSAECONNRESET": 10054, "WSAENOBUFS": 10055, "WSAEISCONN": 10056, "WSAENOTCONN": 10057, "WSAESHUTDOWN": 10058,
	"WSAETOOMANYREFS": 10059, "WSAETIMEDOUT": 10060, "WSAECONNREFUSED": 10061, "WSAELOOP": 10062,
	"WSAENAMETOOLONG": 10063, "WSAEHOSTDOWN": 10064, "WSAEHOSTUNREACH": 10065, "WSAENOTEMPTY": 10066,
}

// signalValues is os.constants.signals as Node has it on Windows.
func signalValues() map[string]int {
	return map[string]int{
		"SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGABRT": 22, "SIGFPE": 8, "SIGKILL": 9, "SIGSEGV": 11,
		"SIGTERM": 15, "SIGBREAK": 21, "SIGWINCH": 28,
	}
}

// dlopen is empty: Windows has no dlfcn.h.
func dlopen() []constant { return nil }

// openFlags are the flags of fs.open. They are package syscall's, for that is
// what opens files here, not those of the C runtime.
func openFlags() map[string]int {
	return map[string]int{
		"O_RDONLY": syscall.O_RDONLY, "O_WRONLY": syscall.O_WRONLY, "O_RDWR": syscall.O_RDWR,
		"O_CREAT": syscall.O_CREAT, "O_EXCL": syscall.O_EXCL, "O_TRUNC": syscall.O_TRUNC, "O_APPEND": syscall.O_APPEND,
	}
}
