package tls

import (
	"os"
	"sync"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/module"
)

// keyLog appends lines to a file that a user named: --tls-keylog or
// SSLKEYLOGFILE. Handshakes on any goroutine write; nil writes nothing.
type keyLog struct {
	fs   module.FS
	name string
	mu   sync.Mutex
}

// keepKeyLog(file) appends the secrets of the connections that begin from now
// on to a file. It throws when that cannot be written.
func (b *binding) keepKeyLog(call goja.FunctionCall) goja.Value {
	fs := b.host.Permissions().FS
	if fs == nil {
		panic(bind.Error(b.vm, "Error", "ERR_ACCESS_DENIED", "Access to files has not been granted"))
	}
	k := &keyLog{fs: fs, name: call.Argument(0).String()}
	if err := k.append(""); err != nil {
		panic(bind.Error(b.vm, "Error", "", err.Error()))
	}
	b.keyLog = k
	return goja.Undefined()
}

// write appends one line. That the file has gone since is no reason to end a
// connection; Node passes over it too.
func (k *keyLog) write(line string) {
	if k != nil {
		_ = k.append(line)
	}
}

func (k *keyLog) append(text string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	file, err := k.fs.OpenFile(k.name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if text != "" {
		_, err = file.Write([]byte(text))
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}
