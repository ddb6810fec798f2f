//go:build !unix

package transport

import "os"

// TakeSocket is for systems whose sockets are descriptors.
func TakeSocket(int64, func(*os.File) error) error { return ErrNotSupported }
