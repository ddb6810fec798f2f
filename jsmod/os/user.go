package os

import (
	"bufio"
	"os"
	"os/user"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// homedir is what the script's environment says, or the account's folder.
func (b *binding) homedir(goja.FunctionCall) goja.Value {
	if env := b.h.Permissions().Env; env != nil {
		if dir, ok := env.Get(homeVariable); ok && dir != "" {
			return b.vm.ToValue(dir)
		}
	}
	b.allowed("homedir")
	u, err := user.Current()
	if err != nil {
		return b.failed(err)
	}
	return b.vm.ToValue(u.HomeDir)
}

// account is what userInfo tells; numbers are -1 and shell is nil on Windows.
type account struct {
	uid, gid          int
	name, home, shell string
}

// userInfo is [uid, gid, username, homedir, shell], or what failed as
// [name, number, words].
func (b *binding) userInfo(goja.FunctionCall) goja.Value {
	b.allowed("userInfo")
	a, err := currentAccount()
	if err != nil {
		return b.failed(err)
	}
	var shell any
	if a.shell != "" {
		shell = a.shell
	}
	return b.vm.NewArray(a.uid, a.gid, a.name, a.home, shell)
}

func currentAccount() (account, error) {
	u, err := user.Current()
	if err != nil {
		return account{}, os.ErrNotExist
	}
	a := account{uid: number(u.Uid), gid: number(u.Gid), name: u.Username, home: u.HomeDir}
	if a.uid >= 0 {
		a.shell = shellOf(u.Uid)
	}
	return a, nil
}

// number is -1 for what Windows has instead of numbers.
func number(id string) int {
	n, err := strconv.Atoi(id)
	if err != nil {
		return -1
	}
	return n
}

// shellOf reads the file that package os/user has read already, for the one
// column that it leaves out.
func shellOf(uid string) string {
	f, err := os.Open("/etc/passwd")
	if err != nil {
		return ""
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if columns := strings.Split(lines.Text(), ":"); len(columns) == 7 && columns[2] == uid {
			return columns[6]
		}
	}
	return ""
}
