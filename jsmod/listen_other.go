//go:build !unix

package jsmod

import (
	"errors"
	"syscall"

	"tlsjs/jsmod/module"
)

var errReusePort = errors.New("reusePort is not supported on this platform")

func listenControl(_ syscall.RawConn, opt module.ListenOptions) error {
	if opt.ReusePort {
		return errReusePort
	}
	return nil
}
