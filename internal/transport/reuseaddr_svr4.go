//go:build linux || solaris || illumos || aix

package transport

import "syscall"

// sharesAddress is the option that lets two UDP sockets have one address, as libuv
// chooses it.
const sharesAddress = syscall.SO_REUSEADDR
