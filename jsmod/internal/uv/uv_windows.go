package uv

import "syscall"

// fromWindows are the system's error numbers that files, sockets and processes
// meet, as libuv translates them.
var fromWindows = map[syscall.Errno]string{
	1: "EISDIR", 2: "ENOENT", 3: "ENOENT", 4: "EMFILE", 5: "EPERM", 6: "EBADF", 8: "ENOMEM",
	14: "ENOMEM", 15: "ENOENT", 17: "EXDEV", 19: "EROFS", 23: "EIO", 24: "EIO", 32: "EBUSY",
	33: "EBUSY", 38: "EOF", 39: "ENOSPC", 50: "ENOTSUP", 53: "ENOENT", 80: "EEXIST", 82: "EEXIST",
	87: "EINVAL", 109: "EOF", 110: "EIO", 111: "ENAMETOOLONG", 112: "ENOSPC", 121: "ETIMEDOUT",
	122: "EINVAL", 123: "ENOENT", 126: "ENOENT", 131: "EINVAL", 145: "ENOTEMPTY", 161: "ENOENT",
	170: "EBUSY", 183: "EEXIST", 206: "ENAMETOOLONG", 230: "EPIPE", 231: "EBUSY", 232: "EPIPE",
	233: "EPIPE", 267: "ENOTDIR", 740: "EACCES", 995: "ECANCELED", 998: "EACCES", 1004: "EBADF",
	1117: "EIO", 1142: "EMLINK", 1314: "EPERM", 1460: "ETIMEDOUT", 4390: "EINVAL", 4392: "EINVAL",
	10004: "EINTR", 10013: "EACCES", 10014: "EFAULT", 10022: "EINVAL", 10024: "EMFILE",
	10035: "EAGAIN", 10037: "EALREADY", 10038: "ENOTSOCK", 10040: "EMSGSIZE", 10043: "EPROTONOSUPPORT",
	10045: "ENOTSUP", 10047: "EAFNOSUPPORT", 10048: "EADDRINUSE", 10049: "EADDRNOTAVAIL",
	10050: "ENETDOWN", 10051: "ENETUNREACH", 10053: "ECONNABORTED", 10054: "ECONNRESET",
	10055: "ENOBUFS", 10056: "EISCONN", 10057: "ENOTCONN", 10058: "EPIPE", 10060: "ETIMEDOUT",
	10061: "ECONNREFUSED", 10065: "EHOSTUNREACH", 11001: "ENOENT", 11004: "ENOENT",
}

func fromErrno(no syscall.Errno) (Reason, bool) {
	code, ok := fromWindows[no]
	if !ok {
		code, ok = fromGo[no]
	}
	return ByCode(code), ok
}

// fromGo are the numbers that package syscall invents on Windows.
var fromGo = map[syscall.Errno]string{
	syscall.ENOENT: "ENOENT", syscall.EEXIST: "EEXIST", syscall.EISDIR: "EISDIR", syscall.ENOTDIR: "ENOTDIR",
	syscall.EINVAL: "EINVAL", syscall.EBADF: "EBADF", syscall.EPERM: "EPERM", syscall.EACCES: "EACCES",
	syscall.ENOTEMPTY: "ENOTEMPTY", syscall.EROFS: "EROFS", syscall.ENOSYS: "ENOSYS", syscall.ELOOP: "ELOOP",
	syscall.EPIPE: "EPIPE", syscall.ESPIPE: "ESPIPE", syscall.EXDEV: "EXDEV", syscall.EWINDOWS: "ENOTSUP",
	syscall.ENAMETOOLONG: "ENAMETOOLONG", syscall.ENOTSUP: "ENOTSUP",
}

func number(code string) int {
	if n := invented(code); n != 0 {
		return n
	}
	return invented("UNKNOWN")
}
