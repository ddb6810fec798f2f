package fds

import (
	"context"
	"os"
)

// readFile reads until ctx is done. A read from a console or an inherited pipe
// cannot be called back on Windows; it is abandoned, and its goroutine ends
// with the next input.
func readFile(ctx context.Context, f *os.File, b []byte) (int, error) {
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		return f.Read(b)
	}
	return abandonable(ctx, f, b)
}

func writeFile(_ context.Context, f *os.File, b []byte) (int, error) { return f.Write(b) }
