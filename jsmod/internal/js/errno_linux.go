package js

import "syscall"

// systemErrnos are the numbers that only Linux has.
var systemErrnos = map[string]syscall.Errno{
	"ENODATA": syscall.ENODATA, "ENONET": syscall.ENONET,
	"EREMOTEIO": syscall.EREMOTEIO, "EUNATCH": syscall.EUNATCH,
}
