package tty_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"tlsjs/jsmod"
)

// TestInteractive holds a session on a real terminal: colours, several lines, the tab
// key, an endless loop and an endless await that Ctrl+C ends, and a history that the
// next session has.
func TestInteractive(t *testing.T) {
	t.Setenv("TERM", "xterm")
	for _, name := range []string{"CI", "FORCE_COLOR", "NO_COLOR", "NODE_DISABLE_COLORS", "TMUX"} { // speak of colours, too
		t.Setenv(name, "") // restores it
		os.Unsetenv(name)
	}
	history := filepath.Join(t.TempDir(), "history")
	t.Setenv("NODE_REPL_HISTORY", history)

	master, _, shown, end := scriptOnTerminal(t, jsmod.Interactive("", false))
	waitFor(t, shown, "> \x1b[3G")
	fmt.Fprint(master, "[1, {\r")
	waitFor(t, shown, "... \x1b[5G")
	fmt.Fprint(master, "a: 'x' }]\r")
	waitFor(t, shown, "[ \x1b[33m1\x1b[39m, { a: \x1b[32m'x'\x1b[39m } ]")
	fmt.Fprint(master, "globalT\t")
	waitFor(t, shown, "globalThis")
	fmt.Fprint(master, " === this\r")
	waitFor(t, shown, "\x1b[33mtrue\x1b[39m")

	fmt.Fprint(master, "console.log('begun'); for (;;) {}\r")
	waitFor(t, shown, "begun\r\n")
	// The slave is nobody's controlling terminal: the signal comes from here.
	if err := unix.Kill(os.Getpid(), unix.SIGINT); err != nil {
		t.Fatal(err)
	}
	waitFor(t, shown, "Script execution was interrupted by `SIGINT`")
	waitFor(t, shown, "> \x1b[3G")
	fmt.Fprint(master, "await new Promise(() => setTimeout(console.log, 1, 'waits'))\r")
	waitFor(t, shown, "waits\r\n")
	fmt.Fprint(master, "\x03")
	waitFor(t, shown, "Script execution was interrupted by `SIGINT`")
	waitFor(t, shown, "> \x1b[3G")

	fmt.Fprint(master, "\x03")
	waitFor(t, shown, "(To exit, press Ctrl+C again or Ctrl+D or type .exit)")
	fmt.Fprint(master, "6 * 7\r")
	waitFor(t, shown, "\x1b[33m42\x1b[39m")
	waitFor(t, shown, "> \x1b[3G")
	fmt.Fprint(master, "\x04")
	end()

	master, _, shown, end = scriptOnTerminal(t, jsmod.Interactive("", false))
	waitFor(t, shown, "> \x1b[3G")
	fmt.Fprint(master, "\x1b[A")
	waitFor(t, shown, "6 * 7")
	fmt.Fprint(master, "\r")
	waitFor(t, shown, "\x1b[33m42\x1b[39m")
	waitFor(t, shown, "> \x1b[3G")
	fmt.Fprint(master, "\x03")
	waitFor(t, shown, "> \x1b[3G")
	fmt.Fprint(master, "\x03")
	end()

	text, err := os.ReadFile(history)
	if err != nil || !strings.HasPrefix(string(text), "6 * 7\n") {
		t.Errorf("the history is %q (%v)", text, err)
	}
}
