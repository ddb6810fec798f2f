//go:build !unix

package transport

import (
	"net"
	"os"
	"syscall"
	"unsafe"
)

const errFamily = syscall.EAFNOSUPPORT

func setInt(fd uintptr, level, option, value int) error {
	return os.NewSyscallError("setsockopt", syscall.SetsockoptInt(syscall.Handle(fd), level, option, value))
}

func getInt(fd uintptr, level, option int) (int, error) {
	var value, size int32 = 0, 4
	err := syscall.Getsockopt(syscall.Handle(fd), int32(level), int32(option), (*byte)(unsafe.Pointer(&value)), &size)
	return int(value), os.NewSyscallError("getsockopt", err)
}

func anyInterface(fd uintptr) error {
	return os.NewSyscallError("setsockopt",
		syscall.SetsockoptInet4Addr(syscall.Handle(fd), syscall.IPPROTO_IP, syscall.IP_MULTICAST_IF, [4]byte{}))
}

func reuseAddress(fd uintptr) error { return setInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1) }

func localOf(fd uintptr) (syscall.Sockaddr, error) { return syscall.Getsockname(syscall.Handle(fd)) }

func connectTo(fd uintptr, to syscall.Sockaddr) error { return syscall.Connect(syscall.Handle(fd), to) }

// disconnect connects to nowhere, which Winsock takes for no connection.
func disconnect(fd uintptr) error {
	err := syscall.Connect(syscall.Handle(fd), &syscall.SockaddrInet6{})
	if err != nil {
		return syscall.Connect(syscall.Handle(fd), &syscall.SockaddrInet4{})
	}
	return nil
}

// TrySend never sends: there is no way to ask without waiting.
func TrySend(*net.UDPConn, []byte, *net.UDPAddr) (done bool, err error) { return false, nil }

// AwaitPacket is of use where a socket has several descriptors.
func AwaitPacket(*net.UDPConn) error { return ErrNotSupported }

// TakePacket likewise.
func TakePacket(*net.UDPConn, []byte) (n int, from *net.UDPAddr, ok bool, err error) {
	return 0, nil, false, ErrNotSupported
}
