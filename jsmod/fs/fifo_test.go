//go:build unix

package fs_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/hostfs"
)

// What may wait for ever ends with the runtime: opening a named pipe that has
// no other end, and reading from one that nobody writes to.
func TestCloseEndsWaiting(t *testing.T) {
	for name, source := range map[string]string{
		"open":     `require('fs').open('pipe', 'r', () => console.log('opened'))`,
		"open w":   `require('fs').open('pipe', 'w', () => console.log('opened'))`,
		"readFile": `require('fs').readFile('pipe', () => console.log('read'))`,
		"stream":   `require('fs').createReadStream('pipe').resume()`,
		"read":     `const fs = require('fs'); fs.read(fs.openSync('pipe', 'r+'), Buffer.alloc(1), 0, 1, null, () => {})`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600); err != nil {
				t.Fatal(err)
			}
			fsys := hostfs.New()
			if err := fsys.Chdir(dir); err != nil {
				t.Fatal(err)
			}
			runUntil(t, jsmod.Permissions{FS: fsys}, source+"\nconsole.log('waiting')")
		})
	}
}

// Standard input is shared with other processes and stays blocking; Close ends
// a read of it all the same.
func TestCloseEndsReadingStandardInput(t *testing.T) {
	for name, source := range map[string]string{
		"fs.read":       `require('fs').read(0, Buffer.alloc(1), 0, 1, null, () => {})`,
		"process.stdin": `process.stdin.on('data', () => {})`,
	} {
		t.Run(name, func(t *testing.T) {
			var p [2]int
			if err := syscall.Pipe(p[:]); err != nil {
				t.Fatal(err)
			}
			r, w := os.NewFile(uintptr(p[0]), "in"), os.NewFile(uintptr(p[1]), "far end")
			defer r.Close()
			defer w.Close()
			perm := jsmod.Permissions{FS: hostfs.New(), Stdio: jsmod.Stdio{In: r}}
			runUntil(t, perm, source+"\nconsole.log('waiting')")
		})
	}
}
