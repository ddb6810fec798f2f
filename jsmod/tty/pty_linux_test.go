package tty_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"tlsjs/jsmod"
)

// openPty makes a pair of pseudo-terminals of 80 columns and 24 rows.
func openPty(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("the system gives no pseudo-terminals:", err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Skip("pseudo-terminals do not work:", err)
	}
	raw, err := unix.Open(fmt.Sprintf("/dev/pts/%d", n), unix.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("pseudo-terminals do not work:", err)
	}
	slave = os.NewFile(uintptr(raw), "terminal")
	t.Cleanup(func() { slave.Close() })
	resize(t, slave, 80, 24)
	return master, slave
}

func resize(t *testing.T, f *os.File, columns, rows uint16) {
	t.Helper()
	size := &unix.Winsize{Col: columns, Row: rows}
	if err := unix.IoctlSetWinsize(int(f.Fd()), unix.TIOCSWINSZ, size); err != nil {
		t.Fatal(err)
	}
}

// screen collects what a terminal shows.
func screen(master *os.File) chan byte {
	c := make(chan byte, 1<<16)
	go func() {
		b := make([]byte, 1024)
		for {
			n, err := master.Read(b)
			for _, x := range b[:n] {
				c <- x
			}
			if err != nil {
				close(c)
				return
			}
		}
	}()
	return c
}

func waitFor(t *testing.T, c chan byte, text string) string {
	t.Helper()
	var seen bytes.Buffer
	deadline := time.After(10 * time.Second)
	for !strings.Contains(seen.String(), text) {
		select {
		case x := <-c:
			seen.WriteByte(x)
		case <-deadline:
			t.Fatalf("waiting for %q, the screen shows %q", text, seen.String())
		}
	}
	return seen.String()
}

// onTerminal runs a script on a terminal, whose other end is master. end waits for
// the script's end, which may not be held up, and looks whether the terminal is
// as it was.
func onTerminal(t *testing.T, source string) (master, slave *os.File, shown chan byte, end func()) {
	t.Helper()
	return scriptOnTerminal(t, jsmod.Source("tty.js", source))
}

func scriptOnTerminal(t *testing.T, script jsmod.Script) (master, slave *os.File, shown chan byte, end func()) {
	t.Helper()
	master, slave = openPty(t)
	before, err := term.GetState(int(slave.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(slave, slave, slave)})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- rt.Run(context.Background(), script) }()
	return master, slave, screen(master), func() {
		t.Helper()
		select {
		case err := <-done:
			var exit *jsmod.ExitError
			if err != nil && (!errors.As(err, &exit) || exit.Code != 0) {
				t.Fatal(err)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("what is paused or closed keeps the script alive")
		}
		rt.Close()
		after, err := term.GetState(int(slave.Fd()))
		if err != nil || fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("the terminal was left as %v, it was %v (%v)", after, before, err)
		}
	}
}

func TestTerminal(t *testing.T) {
	master, slave, shown, end := onTerminal(t, `
			const tty = require('tty');
			const { stdin, stdout } = process;
			const say = (...list) => stdout.write(list.join(' ') + '\n');
			say(tty.isatty(0), stdin.isTTY, stdout.isTTY, stdin instanceof tty.ReadStream,
				stdout instanceof tty.WriteStream, stdin.isRaw, stdout._type);
			say(stdout.columns, stdout.rows, stdout.getWindowSize().join('x'));
			stdout.on('resize', () => say('resized', stdout.columns, stdout.rows));
			stdin.setEncoding('utf8');
			stdin.once('data', (line) => {
				say('line', JSON.stringify(line));
				stdin.setRawMode(true);
				say('raw', stdin.isRaw);
				stdin.once('data', (key) => {
					say('key', JSON.stringify(key));
					stdout.cursorTo(3); stdout.moveCursor(-1, 2); stdout.clearLine(0); stdout.clearScreenDown();
					stdin.pause();
				});
			});
			say('ready');
		`)
	text := waitFor(t, shown, "ready")
	for _, want := range []string{"true true true true true false tty", "80 24 80x24"} {
		if !strings.Contains(text, want) {
			t.Errorf("the screen shows %q, not %q", text, want)
		}
	}
	fmt.Fprint(master, "typed\n")
	waitFor(t, shown, `line "typed\n"`)
	waitFor(t, shown, "raw true")
	resize(t, slave, 100, 30)
	if err := unix.Kill(os.Getpid(), unix.SIGWINCH); err != nil {
		t.Fatal(err)
	}
	waitFor(t, shown, "resized 100 30")
	fmt.Fprint(master, "\x03")
	waitFor(t, shown, `key "\u0003"`)
	waitFor(t, shown, "\x1b[4G\x1b[1D\x1b[2B\x1b[2K\x1b[0J")
	end()
}

// Close does not wait for a person at the keyboard.
func TestCloseEndsReadingATerminal(t *testing.T) {
	_, slave := openPty(t)
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(slave, nil, nil)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if err := rt.Run(ctx, jsmod.Source("x.js", `process.stdin.resume()`)); err == nil {
		t.Error("the script ended by itself")
	}
	closed := make(chan struct{})
	go func() {
		rt.Close()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(10 * time.Second):
		t.Fatal("Close hangs")
	}
}
