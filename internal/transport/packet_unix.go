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

// AwaitPacket waits until a datagram, or an error, is there to be taken, or the socket is
// closed. It takes nothing: another descriptor of the socket may be quicker.
func AwaitPacket(c *net.UDPConn) error {
	raw, err := c.SyscallConn()
	if err != nil {
		return err
	}
	var one [1]byte
	return raw.Read(func(fd uintptr) bool {
		_, _, err := again(func() (int, syscall.Sockaddr, error) { return syscall.Recvfrom(int(fd), one[:], syscall.MSG_PEEK) })
		return err != syscall.EAGAIN
	})
}

// TakePacket takes a datagram if one is there. Nobody may be in [AwaitPacket].
func TakePacket(c *net.UDPConn, b []byte) (n int, from *net.UDPAddr, ok bool, err error) {
	raw, err := c.SyscallConn()
	if err != nil {
		return 0, nil, false, err
	}
	var address syscall.Sockaddr
	var inner error
	err = raw.Read(func(fd uintptr) bool {
		n, address, inner = again(func() (int, syscall.Sockaddr, error) { return syscall.Recvfrom(int(fd), b, 0) })
		return true
	})
	switch {
	case err != nil:
		return 0, nil, false, err
	case inner == syscall.EAGAIN:
		return 0, nil, false, nil
	case inner != nil:
		return 0, nil, true, os.NewSyscallError("recvmsg", inner)
	}
	return n, udpAddr(address), true, nil
}

// again calls fn until no signal interrupts it.
func again(fn func() (int, syscall.Sockaddr, error)) (n int, from syscall.Sockaddr, err error) {
	for {
		if n, from, err = fn(); err != syscall.EINTR {
			return n, from, err
		}
	}
}
