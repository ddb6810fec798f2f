package tty

import (
	"context"
	"os"

	"golang.org/x/term"

	"tlsjs/jsmod/internal/fds"
	"tlsjs/jsmod/module"
)

// rawModes are the terminals that a script has switched, by descriptor.
type rawModes map[int]*rawMode

type rawMode struct {
	file *os.File
	old  *term.State
	on   bool
}

// switchRaw turns raw mode on or off.
func (b *binding) switchRaw(fd int, on bool) error {
	f, err := b.files.Get(fd)
	if err != nil {
		return err
	}
	m := b.raw[fd]
	switch {
	case m == nil && !on:
		return nil
	case m == nil:
		if m, err = newRawMode(b.h, fds.SystemFile(f)); err == nil {
			b.raw[fd] = m
		}
		return err
	case m.on == on:
		return nil
	case on:
		m.on = true
		return control(m.file, func(n int) error { _, err := makeRaw(n); return err })
	}
	m.on = false
	return m.restore()
}

// newRawMode switches a terminal for the first time. The end of the runtime
// puts it back as it was: a shell is to find its terminal usable.
func newRawMode(h module.Host, file *os.File) (*rawMode, error) {
	if file == nil {
		return nil, errNoTerminal
	}
	m := &rawMode{file: file, on: true}
	err := control(file, func(n int) (err error) {
		m.old, err = makeRaw(n)
		return err
	})
	if err != nil {
		return nil, err
	}
	h.Go(func(ctx context.Context) {
		<-ctx.Done()
		_ = m.restore()
	})
	return m, nil
}

func (m *rawMode) restore() error {
	return control(m.file, func(n int) error { return term.Restore(n, m.old) })
}

// makeRaw is what setRawMode(true) means in Node, which is less raw than
// term.MakeRaw on Unix: output goes on being processed, so that a newline
// returns the carriage.
func makeRaw(fd int) (*term.State, error) {
	old, err := term.MakeRaw(fd)
	if err != nil {
		return nil, err
	}
	if err := processOutput(fd); err != nil {
		_ = term.Restore(fd, old)
		return nil, err
	}
	return old, nil
}
