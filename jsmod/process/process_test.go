package process_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func expect(t *testing.T, r jstest.Result, want string) {
	t.Helper()
	if r.Err != nil {
		t.Fatalf("script failed: %v\n%s", r.Err, r.Stderr)
	}
	if got := strings.TrimSpace(r.Stdout); got != strings.TrimSpace(want) {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestNothingGranted(t *testing.T) {
	t.Setenv("TLSJS_TEST_SECRET", "secret")
	expect(t, jstest.Sandboxed(t, jsmod.Options{}, `
		const show = (name, call) => {
			try { console.log(name, call()); } catch (e) { console.log(name, e.code, e.permission); }
		};
		show('env', () => `+"`${process.env.TLSJS_TEST_SECRET}${Object.keys(process.env).length}`"+`);
		process.env.MINE = 1;
		show('own', () => process.env.MINE + Object.keys(process.env));
		show('cwd', () => process.cwd());
		show('chdir', () => process.chdir('/'));
		show('kill', () => process.kill(process.pid, 0));
		show('signal', () => process.on('SIGINT', () => {}));
		show('listeners', () => process.listenerCount('SIGINT'));
		show('abort', () => process.abort());
		show('umask', () => process.umask());
		show('getuid', () => process.getuid());
		show('setuid', () => process.setuid(0));
		const os = require('os');
		for (const name of ['hostname', 'homedir', 'userInfo', 'networkInterfaces', 'getPriority']) show(name, os[name]);
		show('cpus', () => os.cpus().length > 0);
		process.title = 'x';
		show('title', () => process.title);
	`), `
env undefined0
own 1MINE
cwd /
chdir ERR_ACCESS_DENIED FileSystemRead
kill ERR_ACCESS_DENIED Process
signal ERR_ACCESS_DENIED Process
listeners 0
abort ERR_ACCESS_DENIED Process
umask ERR_ACCESS_DENIED Process
getuid ERR_ACCESS_DENIED Process
setuid ERR_ACCESS_DENIED Process
hostname ERR_ACCESS_DENIED Process
homedir ERR_ACCESS_DENIED Process
userInfo ERR_ACCESS_DENIED Process
networkInterfaces ERR_ACCESS_DENIED Process
getPriority ERR_ACCESS_DENIED Process
cpus true
title x`)
	if _, set := os.LookupEnv("MINE"); set {
		t.Error("a script without permission changed the environment")
	}
}

func run(t *testing.T, stdio jsmod.Stdio, source string) error {
	t.Helper()
	perm := jsmod.Everything(stdio.In, stdio.Out, stdio.Err)
	rt, err := jsmod.New(jsmod.Options{Permissions: perm})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return rt.Run(ctx, jsmod.Source("x.js", source))
}

func TestStandardInputOfTheEmbedder(t *testing.T) {
	for name, in := range map[string]io.Reader{
		"nil": nil, "text": strings.NewReader("one two"), "pipe": pipeOf("one two"), "slow": &slow{parts: []string{"one", " ", "two"}},
	} {
		t.Run(name, func(t *testing.T) {
			var out jstest.Buffer
			err := run(t, jsmod.Stdio{In: in, Out: &out}, `
				let text = '';
				process.stdin.setEncoding('utf8');
				process.stdin.on('data', (s) => { text += s; });
				process.stdin.on('end', () => console.log(JSON.stringify(text)));
			`)
			want := `"one two"`
			if in == nil {
				want = `""`
			}
			if err != nil || strings.TrimSpace(out.String()) != want {
				t.Errorf("printed %s, %v", out.String(), err)
			}
		})
	}
}

// TestStandardInputCloses: as in Node, what was piped in is destroyed after its end,
// a file is not.
func TestStandardInputCloses(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "in"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w.Close()
	const closes, stays = "end false,close true,exit true", "end false,exit false"
	for name, c := range map[string]struct {
		in   io.Reader
		want string
	}{
		"reader": {strings.NewReader("x"), closes}, "pipe": {r, closes}, "file": {file, stays}, "none": {nil, stays},
	} {
		t.Run(name, func(t *testing.T) {
			var out jstest.Buffer
			err := run(t, jsmod.Stdio{In: c.in, Out: &out}, `
				const seen = [];
				const { stdin } = process;
				for (const name of ['end', 'close']) stdin.on(name, () => seen.push(name + ' ' + stdin.destroyed));
				stdin.resume();
				process.on('exit', () => console.log(seen.join() + ',exit ' + stdin.closed));
			`)
			if got := strings.TrimSpace(out.String()); err != nil || got != c.want {
				t.Errorf("printed %s, %v, want %s", got, err, c.want)
			}
		})
	}
}

func pipeOf(text string) io.Reader {
	r, w := io.Pipe()
	go func() {
		io.WriteString(w, text)
		w.Close()
	}()
	return r
}

type slow struct{ parts []string }

func (s *slow) Read(b []byte) (int, error) {
	if len(s.parts) == 0 {
		return 0, io.EOF
	}
	time.Sleep(5 * time.Millisecond)
	n := copy(b, s.parts[0])
	s.parts = s.parts[1:]
	return n, nil
}

// A script that looks at standard input and pauses it, or does not read it,
// ends although the input stays open.
func TestPausedInputLetsTheScriptEnd(t *testing.T) {
	for name, source := range map[string]string{
		"untouched": `process.stdin; console.log('done')`,
		"paused":    `process.stdin.on('data', () => {}); setTimeout(() => { process.stdin.pause(); console.log('done') }, 20)`,
		"once":      `process.stdin.once('data', (d) => { console.log('done'); process.stdin.pause() })`,
		"unref":     `process.stdin.on('data', () => {}).unref(); console.log('done')`,
		"destroy":   `process.stdin.on('data', () => process.stdin.destroy()); process.stdin.on('close', () => console.log('done'))`,
	} {
		t.Run(name, func(t *testing.T) {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			defer w.Close()
			if _, err := w.WriteString("line\n"); err != nil {
				t.Fatal(err)
			}
			var out jstest.Buffer
			if err := run(t, jsmod.Stdio{In: r, Out: &out}, source); err != nil {
				t.Fatal(err)
			}
			if out.String() != "done\n" {
				t.Errorf("printed %q", out.String())
			}
		})
	}
}

// A reader of the embedder's that never returns does not keep Close.
func TestCloseAbandonsADeafReader(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Permissions{Stdio: jsmod.Stdio{In: r}}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	_ = rt.Run(ctx, jsmod.Source("x.js", `process.stdin.resume()`))
	start := time.Now()
	rt.Close()
	if time.Since(start) > 5*time.Second {
		t.Error("Close waited for the reader")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no paper") }

func TestOutputErrors(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	for name, c := range map[string]struct {
		out  io.Writer
		want string
	}{
		"closed pipe": {w, "write EPIPE EPIPE write\n"},
		"writer":      {broken{}, "write EIO EIO write\n"},
	} {
		var errs jstest.Buffer
		err := run(t, jsmod.Stdio{Out: c.out, Err: &errs}, `
			process.stdout.on('error', (e) => console.error(e.message, e.code, e.syscall));
			process.stdout.write('x');
		`)
		if err != nil || errs.String() != c.want {
			t.Errorf("%s: %q, %v", name, errs.String(), err)
		}
	}
}

func TestUnhandledOutputErrorEndsTheScript(t *testing.T) {
	err := run(t, jsmod.Stdio{Out: broken{}}, `process.stdout.write('x'); setTimeout(() => {}, 10000)`)
	var e *jsmod.Error
	if !errors.As(err, &e) || e.Code != "EIO" {
		t.Errorf("ended with %v", err)
	}
}

// A script that prints for ever into a pipe that nobody reads any more ends,
// although the console lets errors of one write pass.
func TestPrintingIntoAClosedPipeEndsTheScript(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	err = run(t, jsmod.Stdio{Out: w}, `setInterval(() => console.log('x'), 1)`)
	var e *jsmod.Error
	if !errors.As(err, &e) || e.Code != "EPIPE" {
		t.Errorf("ended with %v", err)
	}
}

func TestOutputIsOutWhenTheScriptDies(t *testing.T) {
	var out jstest.Buffer
	err := run(t, jsmod.Stdio{Out: &out}, `process.stdout.write('a'); console.log('b'); process.exit(3)`)
	var exit *jsmod.ExitError
	if !errors.As(err, &exit) || exit.Code != 3 || out.String() != "ab\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

func TestSignalWatchersEnd(t *testing.T) {
	r := jstest.Exec(t, jsmod.Options{}, `
		for (const name of ['SIGUSR1', 'SIGUSR2', 'SIGHUP', 'SIGTERM']) process.on(name, () => {});
		process.on('SIGTERM', () => {});
		process.removeAllListeners('SIGHUP');
		console.log(process.listenerCount('SIGHUP'), process.listenerCount('SIGTERM'));
	`)
	expect(t, r, "0 2")
}

func TestWarningsGoToStandardError(t *testing.T) {
	r := jstest.Exec(t, jsmod.Options{Flags: map[string]string{}}, `
		process.emitWarning('careful', 'Kind', 'C1');
		process.emitWarning('old', { type: 'DeprecationWarning', detail: 'very' });
	`)
	want := "] Kind: careful\n(Use `tlsjs --trace-warnings ...` to show where the warning was created)\n"
	if !strings.Contains(r.Stderr, want) || !strings.HasSuffix(r.Stderr, ") DeprecationWarning: old\nvery\n") {
		t.Errorf("standard error has %q", r.Stderr)
	}
	r = jstest.Exec(t, jsmod.Options{Flags: map[string]string{"no-warnings": ""}}, `process.emitWarning('careful')`)
	if r.Stderr != "" {
		t.Errorf("with no-warnings it has %q", r.Stderr)
	}
}
