//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// profile gives a case one more turn, on a server that profiles itself: see
// bench/profiled. The figures of that turn are thrown away, because profiling
// costs time.
func (w *workshop) profile(c *benchCase, o *options) error {
	if c.name == "workers" {
		fmt.Fprintln(w.log, "LEFT OUT: profile of workers: its servers are several")
		return nil
	}
	folder, err := filepath.Abs(o.profile)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	program := filepath.Join(w.dir, "profiled")
	if out, err := exec.Command("go", "build", "-trimpath", "-o", program, "./bench/profiled").CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	count := w.count(c, o.scale)
	if c.mode == "download" {
		if err := os.WriteFile(w.file, make([]byte, count), 0o644); err != nil {
			return err
		}
	}
	path := filepath.Join(folder, c.name)
	s, err := w.serve(&peer{name: "tlsjs", script: []string{program, path}}, c.mode)
	if err != nil {
		return err
	}
	s.profiled = true
	if _, err := c.run(w, c, s, count); err != nil {
		s.stop()
		return err
	}
	if err := s.finish(); err != nil {
		return err
	}
	fmt.Fprintf(w.log, "profiles: go tool pprof -top %s.go.pprof, and %[1]s.js.pprof for the JavaScript\n", path)
	return nil
}

// finish asks the server to end and waits until it has; one that does not is
// stopped.
func (s *server) finish() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- s.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%w: %s", err, s.stderr.String())
		}
		return nil
	case <-time.After(30 * time.Second):
		_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
		<-ended
		return fmt.Errorf("the server does not end")
	}
}
