package hostproc

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"tlsjs/jsmod/module"
)

// standardStreams is how many descriptors Windows hands to a child.
const standardStreams = 3

func start(c module.Command, files []*os.File) (*os.Process, error) {
	for _, f := range files[min(standardStreams, len(files)):] {
		if f != nil {
			return nil, syscall.ENOTSUP
		}
	}
	if c.UID != nil || c.GID != nil {
		return nil, syscall.ENOTSUP
	}
	path, err := find(c)
	if err != nil {
		return nil, err
	}
	sys := &syscall.SysProcAttr{HideWindow: c.HideWindow}
	if c.Detached {
		const detachedProcess = 0x8
		sys.CreationFlags = detachedProcess | syscall.CREATE_NEW_PROCESS_GROUP
	}
	if c.VerbatimArguments {
		sys.CmdLine = strings.Join(c.Args, " ")
	}
	attr := &os.ProcAttr{Dir: c.Dir, Env: c.Env, Files: files[:min(standardStreams, len(files))], Sys: sys}
	return os.StartProcess(path, c.Args, attr)
}

// find looks for a program in the child's PATH, with the endings that Windows
// lets one leave out.
func find(c module.Command) (string, error) {
	if strings.ContainsAny(c.File, `\/:`) {
		file := c.File
		if !filepath.IsAbs(file) {
			file = filepath.Join(c.Dir, file)
		}
		return exec.LookPath(file)
	}
	for _, dir := range filepath.SplitList(variable(c.Env, "PATH")) {
		if dir == "" || !filepath.IsAbs(dir) {
			continue
		}
		if path, err := exec.LookPath(filepath.Join(dir, c.File)); err == nil {
			return path, nil
		}
	}
	return "", syscall.ENOENT
}

func variable(env []string, name string) string {
	for _, pair := range env {
		if key, value, ok := strings.Cut(pair, "="); ok && strings.EqualFold(key, name) {
			return value
		}
	}
	return ""
}

func statusOf(state *os.ProcessState) module.ExitStatus {
	return module.ExitStatus{Code: state.ExitCode()}
}

// Signal implements [module.Process]: of signals Windows knows the end alone.
func (p *process) Signal(signal int) error {
	switch syscall.Signal(signal) {
	case 0:
		return p.p.Signal(syscall.Signal(0))
	case syscall.SIGKILL, syscall.SIGTERM, syscall.SIGINT, syscall.SIGQUIT:
		return p.p.Kill()
	}
	return errors.ErrUnsupported
}
