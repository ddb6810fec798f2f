//go:build unix

package hostproc

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"tlsjs/jsmod/module"
)

// usualPath is where the C library looks when the environment has no PATH.
const usualPath = "/bin:/usr/bin"

// start runs the program as execvp does: one that the system cannot execute is a
// script of the shell's.
func start(c module.Command, files []*os.File) (*os.Process, error) {
	attr := &os.ProcAttr{Dir: c.Dir, Env: c.Env, Files: files, Sys: &syscall.SysProcAttr{
		Setsid: c.Detached, Credential: credential(c),
	}}
	candidates := candidates(c)
	err := error(syscall.ENOENT)
	for _, path := range candidates {
		var p *os.Process
		p, e := os.StartProcess(path, c.Args, attr)
		if errors.Is(e, syscall.ENOEXEC) {
			args := append([]string{"sh", path}, c.Args[min(1, len(c.Args)):]...)
			p, e = os.StartProcess("/bin/sh", args, attr)
		}
		switch {
		case e == nil:
			return p, nil
		case errors.Is(e, syscall.EACCES):
			err = e // unless another will do
		case !errors.Is(e, syscall.ENOENT) && !errors.Is(e, syscall.ENOTDIR):
			return nil, e
		case errors.Is(e, syscall.ENOTDIR) && len(candidates) == 1:
			return nil, e
		}
	}
	return nil, err
}

// candidates are the files that may be meant, in order.
func candidates(c module.Command) []string {
	if c.File == "" || strings.Contains(c.File, "/") {
		return []string{c.File}
	}
	var found []string
	for _, dir := range strings.Split(variable(c.Env, "PATH", usualPath), ":") {
		path := dir + "/" + c.File
		if dir == "" {
			path = "./" + c.File
		}
		at := path
		if !filepath.IsAbs(at) {
			at = filepath.Join(c.Dir, at)
		}
		if info, err := os.Stat(at); err == nil && !info.IsDir() {
			found = append(found, path)
		}
	}
	return found
}

// variable is the value of an environment variable, of which the first counts.
func variable(env []string, name, without string) string {
	for _, pair := range env {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			return value
		}
	}
	return without
}

// credential is whose rights the child has. Groups are given up where that is
// allowed.
func credential(c module.Command) *syscall.Credential {
	if c.UID == nil && c.GID == nil {
		return nil
	}
	cred := &syscall.Credential{Uid: uint32(os.Getuid()), Gid: uint32(os.Getgid()), NoSetGroups: os.Geteuid() != 0}
	if c.UID != nil {
		cred.Uid = *c.UID
	}
	if c.GID != nil {
		cred.Gid = *c.GID
	}
	return cred
}

func statusOf(state *os.ProcessState) module.ExitStatus {
	if w, ok := state.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return module.ExitStatus{Signal: int(w.Signal())}
	}
	return module.ExitStatus{Code: state.ExitCode()}
}

// Signal implements [module.Process].
func (p *process) Signal(signal int) error { return p.p.Signal(syscall.Signal(signal)) }
