package tty_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"golang.org/x/term"

	"tlsjs/jsmod"
)

// TestLineOfATerminal edits a line on a real terminal: what readline asks of the
// streams of tty is raw mode, the size, and keys as they are typed.
func TestLineOfATerminal(t *testing.T) {
	t.Setenv("TERM", "xterm")
	master, slave := openPty(t)
	before, err := term.GetState(int(slave.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(slave, slave, slave)})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		done <- rt.Run(context.Background(), jsmod.Source("line.js", `
			const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
			rl.on('line', (line) => { console.log('[' + line + ']'); rl.prompt(); });
			rl.on('SIGINT', () => rl.close());
			rl.on('close', () => console.log('closed ' + process.stdin.isRaw));
			console.log([rl.terminal, process.stdin.isRaw, rl.columns].join(' '));
			rl.prompt();
		`))
	}()
	shown := screen(master)
	waitFor(t, shown, "true true 80")
	waitFor(t, shown, "> \x1b[3G")
	fmt.Fprint(master, "lxne\x1b[D\x1b[D\x7f")
	fmt.Fprint(master, "i\r")
	waitFor(t, shown, "[line]")
	fmt.Fprint(master, "\x1b[A!\r")
	waitFor(t, shown, "[line!]")
	fmt.Fprint(master, "\x03")
	waitFor(t, shown, "closed false")
	select {
	case err := <-done:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("a closed interface keeps the script alive")
	}
	rt.Close()
	after, err := term.GetState(int(slave.Fd()))
	if err != nil || fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("the terminal was left as %v, it was %v (%v)", after, before, err)
	}
}
