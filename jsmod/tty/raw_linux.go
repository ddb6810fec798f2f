package tty

import "golang.org/x/sys/unix"

func processOutput(fd int) error {
	return changeFlags(fd, unix.TCGETS, unix.TCSETS)
}
