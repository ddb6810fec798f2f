package process

import (
	"os"
	"os/user"
	"strconv"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/jsmod/internal/uv"
)

func (b *binding) identityFuncs() bind.Funcs {
	return bind.Funcs{
		"ppid":     func(goja.FunctionCall) goja.Value { return b.vm.ToValue(b.h.Cluster().PPID()) },
		"umask":    b.umask,
		"setTitle": b.setTitle,
		"id":       b.id,
		"setId":    b.setID,
		"groups":   b.groups,
		"lookup":   b.lookup,
		"groupsOf": b.groupsOf,
	}
}

// umask returns the old mask, and sets a new one when it is given.
func (b *binding) umask(call goja.FunctionCall) goja.Value {
	b.allowed("umask")
	mask := -1
	if !goja.IsUndefined(call.Argument(0)) {
		mask = int(call.Argument(0).ToInteger())
	}
	return b.vm.ToValue(umask(mask))
}

// setTitle shows the title in the system's list of processes where it can.
func (b *binding) setTitle(call goja.FunctionCall) goja.Value {
	if b.h.Permissions().Process {
		setTitle(call.Argument(0).String())
	}
	return goja.Undefined()
}

// id: uid, euid, gid or egid.
func (b *binding) id(call goja.FunctionCall) goja.Value {
	which := call.Argument(0).String()
	b.allowed("get" + which)
	ids := map[string]func() int{"uid": os.Getuid, "euid": os.Geteuid, "gid": os.Getgid, "egid": os.Getegid}
	return b.vm.ToValue(ids[which]())
}

// setID: which, number; or groups, numbers. It returns 0 or libuv's number.
func (b *binding) setID(call goja.FunctionCall) goja.Value {
	which := call.Argument(0).String()
	b.allowed("set" + which)
	var err error
	if which == "groups" {
		var list []int
		bind.Each(b.vm, call.Argument(1), func(v goja.Value) { list = append(list, int(v.ToInteger())) })
		err = setGroups(list)
	} else {
		err = setID(which, int(call.Argument(1).ToInteger()))
	}
	if err != nil {
		return b.vm.ToValue(uv.Of(err).Errno)
	}
	return b.vm.ToValue(0)
}

// groups are the supplementary groups, with the effective one.
func (b *binding) groups(goja.FunctionCall) goja.Value {
	b.allowed("getgroups")
	list, err := os.Getgroups()
	if err != nil {
		r := uv.Of(err)
		panic(bind.SystemError(b.vm, "getgroups "+r.Code, r.Code, r.Errno, "getgroups"))
	}
	seen := false
	numbers := make([]int64, 0, len(list)+1)
	for _, g := range list {
		seen = seen || g == os.Getegid()
		numbers = append(numbers, int64(g))
	}
	if !seen {
		numbers = append(numbers, int64(os.Getegid()))
	}
	return b.numbers(numbers)
}

// lookup: "user" or "group", name -> number, undefined when there is none.
func (b *binding) lookup(call goja.FunctionCall) goja.Value {
	b.allowed("lookup")
	var text string
	if call.Argument(0).String() == "user" {
		if u, err := user.Lookup(call.Argument(1).String()); err == nil {
			text = u.Uid
		}
	} else if g, err := user.LookupGroup(call.Argument(1).String()); err == nil {
		text = g.Gid
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return goja.Undefined()
	}
	return b.vm.ToValue(n)
}

// groupsOf: name or number of a user -> the numbers of its groups, undefined
// when there is no such user.
func (b *binding) groupsOf(call goja.FunctionCall) goja.Value {
	b.allowed("initgroups")
	find := user.Lookup
	if goja.IsNumber(call.Argument(0)) {
		find = user.LookupId
	}
	u, err := find(call.Argument(0).String())
	if err != nil {
		return goja.Undefined()
	}
	ids, err := u.GroupIds()
	if err != nil {
		return goja.Undefined()
	}
	var numbers []int64
	for _, id := range ids {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil {
			numbers = append(numbers, n)
		}
	}
	return b.numbers(numbers)
}
