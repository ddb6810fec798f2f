//go:build unix

package js

import "syscall"

// errnos are the numbers that every Unix has under these names.
var errnos = withSystem(map[string]syscall.Errno{
	"E2BIG": syscall.E2BIG, "EACCES": syscall.EACCES, "EADDRINUSE": syscall.EADDRINUSE,
	"EADDRNOTAVAIL": syscall.EADDRNOTAVAIL, "EAFNOSUPPORT": syscall.EAFNOSUPPORT, "EAGAIN": syscall.EAGAIN,
	"EALREADY": syscall.EALREADY, "EBADF": syscall.EBADF, "EBUSY": syscall.EBUSY,
	"ECANCELED": syscall.ECANCELED, "ECONNABORTED": syscall.ECONNABORTED, "ECONNREFUSED": syscall.ECONNREFUSED,
	"ECONNRESET": syscall.ECONNRESET, "EDESTADDRREQ": syscall.EDESTADDRREQ, "EEXIST": syscall.EEXIST,
	"EFAULT": syscall.EFAULT, "EFBIG": syscall.EFBIG, "EHOSTDOWN": syscall.EHOSTDOWN,
	"EHOSTUNREACH": syscall.EHOSTUNREACH, "EILSEQ": syscall.EILSEQ, "EINTR": syscall.EINTR,
	"EINVAL": syscall.EINVAL, "EIO": syscall.EIO, "EISCONN": syscall.EISCONN,
	"EISDIR": syscall.EISDIR, "ELOOP": syscall.ELOOP, "EMFILE": syscall.EMFILE,
	"EMLINK": syscall.EMLINK, "EMSGSIZE": syscall.EMSGSIZE, "ENAMETOOLONG": syscall.ENAMETOOLONG,
	"ENETDOWN": syscall.ENETDOWN, "ENETUNREACH": syscall.ENETUNREACH, "ENFILE": syscall.ENFILE,
	"ENOBUFS": syscall.ENOBUFS, "ENODEV": syscall.ENODEV, "ENOENT": syscall.ENOENT,
	"ENOMEM": syscall.ENOMEM, "ENOPROTOOPT": syscall.ENOPROTOOPT, "ENOSPC": syscall.ENOSPC,
	"ENOSYS": syscall.ENOSYS, "ENOTCONN": syscall.ENOTCONN, "ENOTDIR": syscall.ENOTDIR,
	"ENOTEMPTY": syscall.ENOTEMPTY, "ENOTSOCK": syscall.ENOTSOCK, "ENOTSUP": syscall.ENOTSUP,
	"ENOTTY": syscall.ENOTTY, "ENXIO": syscall.ENXIO, "EOVERFLOW": syscall.EOVERFLOW,
	"EPERM": syscall.EPERM, "EPIPE": syscall.EPIPE, "EPROTO": syscall.EPROTO,
	"EPROTONOSUPPORT": syscall.EPROTONOSUPPORT, "EPROTOTYPE": syscall.EPROTOTYPE, "ERANGE": syscall.ERANGE,
	"EROFS": syscall.EROFS, "ESHUTDOWN": syscall.ESHUTDOWN, "ESOCKTNOSUPPORT": syscall.ESOCKTNOSUPPORT,
	"ESPIPE": syscall.ESPIPE, "ESRCH": syscall.ESRCH, "ETIMEDOUT": syscall.ETIMEDOUT,
	"ETXTBSY": syscall.ETXTBSY, "EXDEV": syscall.EXDEV,
})

func withSystem(m map[string]syscall.Errno) map[string]syscall.Errno {
	for name, n := range systemErrnos {
		m[name] = n
	}
	return m
}
