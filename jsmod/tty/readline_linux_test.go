package tty_test

import (
	"fmt"
	"testing"
)

// TestLineOfATerminal edits a line on a real terminal: what readline asks of the
// streams of tty is raw mode, the size, and keys as they are typed.
func TestLineOfATerminal(t *testing.T) {
	t.Setenv("TERM", "xterm")
	master, _, shown, end := onTerminal(t, `
			const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
			rl.on('line', (line) => { console.log('[' + line + ']'); rl.prompt(); });
			rl.on('SIGINT', () => rl.close());
			rl.on('close', () => console.log('closed ' + process.stdin.isRaw));
			console.log([rl.terminal, process.stdin.isRaw, rl.columns].join(' '));
			rl.prompt();
		`)
	waitFor(t, shown, "true true 80")
	waitFor(t, shown, "> \x1b[3G")
	fmt.Fprint(master, "lxne\x1b[D\x1b[D\x7f")
	fmt.Fprint(master, "i\r")
	waitFor(t, shown, "[line]")
	fmt.Fprint(master, "\x1b[A!\r")
	waitFor(t, shown, "[line!]")
	fmt.Fprint(master, "\x03")
	waitFor(t, shown, "closed false")
	end()
}
