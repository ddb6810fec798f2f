package process

import (
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// catchable: what Go makes out of console events.
func catchable(s syscall.Signal) bool { return s == syscall.SIGINT || s == syscall.SIGTERM }

// kill ends a process whatever the signal is, or asks with 0 whether it is
// there, as libuv does.
func kill(pid int, s syscall.Signal) error {
	access := uint32(windows.PROCESS_TERMINATE | windows.PROCESS_QUERY_INFORMATION)
	h, err := windows.OpenProcess(access, false, uint32(pid))
	if err == windows.ERROR_INVALID_PARAMETER {
		return os.ErrProcessDone
	}
	if err != nil {
		return err
	}
	defer windows.CloseHandle(h)
	if s == 0 {
		return nil
	}
	return windows.TerminateProcess(h, 1)
}

func abort() { os.Exit(134) }
