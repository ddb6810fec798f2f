//go:build !unix

package transport

import "net"

// setBacklog leaves the system's longest queue: Windows does not let it be
// changed on a socket that listens, and a longer queue refuses nobody.
func setBacklog(net.Listener, int) error { return nil }
