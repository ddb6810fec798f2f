//go:build linux || darwin

package tty

import "golang.org/x/sys/unix"

func changeFlags(fd int, get, set uint) error {
	state, err := unix.IoctlGetTermios(fd, get)
	if err != nil {
		return err
	}
	state.Oflag |= unix.OPOST | unix.ONLCR
	return unix.IoctlSetTermios(fd, set, state)
}
