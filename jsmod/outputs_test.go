package jsmod_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
)

// What the script and its children write to one writer, which knows no locks, comes
// in the order in which it is written.
func TestChildrenShareOneWriter(t *testing.T) {
	defer goleak.VerifyNone(t)
	needUnix(t)
	var out bytes.Buffer
	want := ""
	for range 20 {
		want += "o\ne\n"
	}
	run(t, &out, `
		const cp = require('child_process');
		const lines = 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do echo o; echo e >&2; done';
		console.log('before');
		const child = cp.spawn('sh', ['-c', lines], { stdio: 'inherit' });
		const beats = setInterval(() => process.stderr.write(''), 0);
		child.on('exit', () => {
			clearInterval(beats);
			console.log('between');
			cp.spawnSync('sh', ['-c', lines], { stdio: ['ignore', 1, process.stdout] });
			console.log('after');
		});
	`)
	if want := "before\n" + want + "between\n" + want + "after\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

// What a child leaves behind keeps the outputs and nobody waiting.
func TestGrandchildrenKeepTheOutput(t *testing.T) {
	defer goleak.VerifyNone(t)
	needUnix(t)
	dir := t.TempDir()
	t.Setenv("DIR", dir)
	var out bytes.Buffer
	run(t, &out, `
		const cp = require('child_process'), fs = require('fs');
		const { DIR } = process.env;
		cp.spawnSync('sh', ['-c',
			'(while [ ! -e $DIR/go ]; do sleep 0.01; done; echo late; touch $DIR/gone) & echo early'], { stdio: 'inherit' });
		console.log('alone');
		fs.writeFileSync(DIR + '/go', '');
		(function wait() {
			if (fs.existsSync(DIR + '/gone')) cp.spawnSync('sleep', ['0.1'], { stdio: 'inherit' });
			else setTimeout(wait, 10);
		})();
	`)
	if got := out.String(); got != "early\nalone\nlate\n" {
		t.Errorf("%q", got)
	}
}

func run(t *testing.T, out *bytes.Buffer, source string) {
	t.Helper()
	all := jsmod.Everything(nil, out, out)
	rt, err := jsmod.New(jsmod.Options{Permissions: all})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := rt.Run(ctx, jsmod.Source("outputs.js", source)); err != nil {
		t.Error(err)
	}
}

// A pipe that nobody reads holds a script up, but not the end of its context.
func TestFullPipe(t *testing.T) {
	defer goleak.VerifyNone(t)
	needUnix(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Permissions{Stdio: jsmod.Stdio{Out: w}}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	enough := errors.New("enough")
	time.AfterFunc(200*time.Millisecond, func() { cancel(enough) })
	err = rt.Run(ctx, jsmod.Source("full.js", `
		process.stdout.on('error', () => {});
		process.stdout.write('x'.repeat(1 << 20));
	`))
	if !errors.Is(err, enough) {
		t.Errorf("Run returned %v", err)
	}
	if err := rt.Close(); err != nil {
		t.Error(err)
	}
}

// Everything that was written before process.exit is out when Run returns.
func TestExitAfterWrite(t *testing.T) {
	defer goleak.VerifyNone(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got := make(chan int, 1)
	go func() {
		time.Sleep(50 * time.Millisecond)
		var all strings.Builder
		_, _ = io.Copy(&all, r)
		got <- all.Len()
	}()
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Permissions{Stdio: jsmod.Stdio{Out: w}}})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	var exit *jsmod.ExitError
	err = rt.Run(context.Background(), jsmod.Source("exit.js", `
		process.stdout.write('x'.repeat(3e6));
		console.log('end');
		process.exit(3);
	`))
	w.Close()
	if n := <-got; n != 3e6+4 || !errors.As(err, &exit) || exit.Code != 3 {
		t.Errorf("%d bytes, %v", n, err)
	}
}
