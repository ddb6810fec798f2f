package process

import (
	"fmt"
	"runtime"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/uv"
)

func (b *binding) directoryFuncs() bind.Funcs {
	return bind.Funcs{"cwd": b.cwd, "chdir": b.chdir}
}

// cwd is the script's working directory; a script without files is told the
// root, for path.resolve must have something to begin with.
func (b *binding) cwd(goja.FunctionCall) goja.Value {
	fsys := b.h.Permissions().FS
	if fsys == nil {
		if runtime.GOOS == "windows" {
			return b.vm.ToValue(`C:\`)
		}
		return b.vm.ToValue("/")
	}
	dir, err := fsys.Getwd()
	if err != nil {
		r := uv.Of(err)
		message := fmt.Sprintf("%s: process.cwd failed with error %s, the current working directory was likely "+
			"removed without changing the working directory, uv_cwd", r.Code, r.Text)
		panic(bind.SystemError(b.vm, message, r.Code, r.Errno, "uv_cwd"))
	}
	return b.vm.ToValue(dir)
}

func (b *binding) chdir(call goja.FunctionCall) goja.Value {
	dir := call.Argument(0).String()
	fsys := b.h.Permissions().FS
	if fsys == nil {
		b.denied("FileSystemRead", dir)
	}
	from, _ := fsys.Getwd() // for the message only
	if err := fsys.Chdir(dir); err != nil {
		r := uv.Of(err)
		message := fmt.Sprintf("%s: %s, chdir '%s' -> '%s'", r.Code, r.Text, from, dir)
		panic(bind.SystemError(b.vm, message, r.Code, r.Errno, "chdir", "path", from, "dest", dir))
	}
	return goja.Undefined()
}

func (b *binding) denied(permission, resource string) {
	bind.Throw(b.vm, "Error", "ERR_ACCESS_DENIED", "Access to this API has been restricted",
		"permission", permission, "resource", resource)
}
