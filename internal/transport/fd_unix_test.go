//go:build unix

package transport

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// What is no socket stays open, also after the collector has been round.
func TestTakeSocketLeavesFiles(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "file"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	fd, err := syscall.Dup(int(f.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(fd)
	conn := func(f *os.File) error { _, err := net.FileConn(f); return err }
	if err := TakeSocket(int64(fd), conn); err == nil {
		t.Error("a file was taken for a socket")
	}
	runtime.GC()
	runtime.GC()
	if _, err := syscall.Write(fd, []byte("x")); err != nil {
		t.Errorf("the descriptor is gone: %v", err)
	}
	for _, fd := range []int64{-1, 1 << 20, 1 << 40} {
		if err := TakeSocket(fd, conn); err == nil {
			t.Errorf("descriptor %d was taken", fd)
		}
	}
}

func TestTakeSocket(t *testing.T) {
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(pair[1])
	var nc net.Conn
	if err := TakeSocket(int64(pair[0]), func(f *os.File) (err error) { nc, err = net.FileConn(f); return err }); err != nil {
		t.Fatal(err)
	}
	if _, err := nc.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 5)
	if n, err := syscall.Read(pair[1], got); n != 5 || err != nil || string(got) != "hello" {
		t.Errorf("got %q, %v", got[:n], err)
	}
	nc.Close()
	if n, err := syscall.Read(pair[1], got); n != 0 || err != nil {
		t.Errorf("the socket is still open: %d, %v", n, err)
	}
}
