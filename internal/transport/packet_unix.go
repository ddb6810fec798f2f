//go:build unix

package transport

import (
	"net"
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

const errFamily = syscall.EAFNOSUPPORT

func setInt(fd uintptr, level, option, value int) error {
	return os.NewSyscallError("setsockopt", syscall.SetsockoptInt(int(fd), level, option, value))
}

func getInt(fd uintptr, level, option int) (int, error) {
	n, err := syscall.GetsockoptInt(int(fd), level, option)
	return n, os.NewSyscallError("getsockopt", err)
}

func anyInterface(fd uintptr) error {
	return os.NewSyscallError("setsockopt", syscall.SetsockoptInet4Addr(int(fd), syscall.IPPROTO_IP, syscall.IP_MULTICAST_IF, [4]byte{}))
}

func reuseAddress(fd uintptr) error { return setInt(fd, syscall.SOL_SOCKET, sharesAddress, 1) }

func localOf(fd uintptr) (syscall.Sockaddr, error) { return syscall.Getsockname(int(fd)) }

func connectTo(fd uintptr, to syscall.Sockaddr) error { return syscall.Connect(int(fd), to) }

// disconnect connects to no family. The BSDs say that there is none such, and do it.
func disconnect(fd uintptr) error {
	var nowhere syscall.RawSockaddrAny
	_, _, errno := syscall.Syscall(syscall.SYS_CONNECT, fd, uintptr(unsafe.Pointer(&nowhere)), unsafe.Sizeof(nowhere.Addr))
	if errno == 0 || runtime.GOOS != "linux" && (errno == syscall.EAFNOSUPPORT || errno == syscall.EINVAL) {
		return nil
	}
	return errno
}

// TrySend sends a datagram if that can be done at once; done is false where the
// system's buffer is full. A nil address is the peer of [ConnectPacket]. Nobody else
// may be sending meanwhile.
func TrySend(c *net.UDPConn, b []byte, to *net.UDPAddr) (done bool, err error) {
	var address syscall.Sockaddr
	if to != nil {
		if address, err = sockaddr(c, to); err != nil {
			return true, err
		}
	}
	raw, err := c.SyscallConn()
	if err != nil {
		return true, err
	}
	var inner error
	err = raw.Write(func(fd uintptr) bool {
		for {
			if to == nil {
				_, inner = syscall.Write(int(fd), b)
			} else {
				inner = syscall.Sendto(int(fd), b, 0, address)
			}
			if inner != syscall.EINTR {
				return true
			}
		}
	})
	switch {
	case err != nil:
		return true, err
	case inner == syscall.EAGAIN || inner == syscall.ENOBUFS:
		return false, nil
	}
	return true, os.NewSyscallError("sendmsg", inner)
}
