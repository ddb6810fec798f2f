package console_test

import (
	"testing"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestStreams(t *testing.T) {
	r := jstest.Exec(t, jsmod.Options{}, `
		console.log('out %s', 1); console.info({ a: 1 }); console.error('err'); console.warn([1]);
		console.group('g'); console.log('in'); console.groupEnd(); console.log('after');
	`)
	if r.Err != nil {
		t.Fatal(r.Err)
	}
	if want := "out 1\n{ a: 1 }\ng\n  in\nafter\n"; r.Stdout != want {
		t.Errorf("stdout %q", r.Stdout)
	}
	if want := "err\n[ 1 ]\n"; r.Stderr != want {
		t.Errorf("stderr %q", r.Stderr)
	}
}

// TestPrintingCannotEndAScript: an error of a stream is swallowed.
func TestPrintingCannotEndAScript(t *testing.T) {
	got := jstest.Run(t, `
		const { Console } = require('console');
		const { Writable } = require('stream');
		new Console({ write() { throw new Error('sync'); } }).log('x');
		new Console(new Writable({ write(c, e, cb) { cb(new Error('async')); } })).log('x');
		setTimeout(() => console.log('alive'), 5);
	`)
	if got != "alive\n" {
		t.Errorf("got %q", got)
	}
}
