package constants

import (
	"maps"
	"syscall"
)

// errnoValues is os.constants.errno of this platform.
func errnoValues() map[string]int {
	v := commonErrno()
	maps.Copy(v, map[string]int{
		"EBADMSG":   int(syscall.EBADMSG),
		"EIDRM":     int(syscall.EIDRM),
		"EMULTIHOP": int(syscall.EMULTIHOP),
		"ENODATA":   int(syscall.ENODATA),
		"ENOLINK":   int(syscall.ENOLINK),
		"ENOMSG":    int(syscall.ENOMSG),
		"ENOSR":     int(syscall.ENOSR),
		"ENOSTR":    int(syscall.ENOSTR),
		"ETIME":     int(syscall.ETIME),
	})
	return v
}

// signalValues is os.constants.signals of this platform.
func signalValues() map[string]int {
	v := commonSignals()
	maps.Copy(v, map[string]int{
		"SIGINFO": int(syscall.SIGINFO),
	})
	return v
}

// dlopen is os.constants.dlopen, from dlfcn.h.
func dlopen() []constant {
	return []constant{
		{"RTLD_LAZY", int64(1)},
		{"RTLD_NOW", int64(2)},
		{"RTLD_GLOBAL", int64(8)},
		{"RTLD_LOCAL", int64(4)},
	}
}

// openFlags are the flags of open(2) that fs.constants names.
func openFlags() map[string]int {
	return map[string]int{
		"O_RDONLY":        syscall.O_RDONLY,
		"O_WRONLY":        syscall.O_WRONLY,
		"O_RDWR":          syscall.O_RDWR,
		"O_CREAT":         syscall.O_CREAT,
		"O_EXCL":          syscall.O_EXCL,
		"O_NOCTTY":        syscall.O_NOCTTY,
		"O_TRUNC":         syscall.O_TRUNC,
		"O_APPEND":        syscall.O_APPEND,
		"O_DIRECTORY":     syscall.O_DIRECTORY,
		"O_NOFOLLOW":      syscall.O_NOFOLLOW,
		"O_SYNC":          syscall.O_SYNC,
		"O_DSYNC":         0x400000,
		"O_NONBLOCK":      syscall.O_NONBLOCK,
		"O_SYMLINK":       0x200000,
		"UV_FS_O_FILEMAP": 0,
	}
}
