package js_test

import (
	"strings"
	"testing"

	"tlsjs/jsmod/internal/jstest"
)

// Views are equal by their bytes and by what else has been put on them.
func TestViewsDeepEqual(t *testing.T) {
	for expr, want := range map[string]string{
		`same(Buffer.alloc(9, 1), Buffer.alloc(9, 1))`:                                         "true",
		`same(Buffer.alloc(9, 1), Buffer.alloc(9, 2))`:                                         "false",
		`same(Buffer.alloc(9), Buffer.alloc(8))`:                                               "false",
		`same(named(new Uint8Array(2), 'x'), new Uint8Array(2))`:                               "false",
		`same(named(new Uint8Array(2), 'x'), named(new Uint8Array(2), 'x'))`:                   "true",
		`same(named(new Uint8Array(2), Symbol.iterator), new Uint8Array(2))`:                   "false",
		`same(new Float64Array([NaN]), new Float64Array([NaN]))`:                               "true",
		`same(new Float64Array([0]), new Float64Array([-0]))`:                                  "false",
		`same(new DataView(new ArrayBuffer(2)), new DataView(new ArrayBuffer(2)))`:             "true",
		`same(named(new DataView(new ArrayBuffer(2)), 'x'), new DataView(new ArrayBuffer(2)))`: "false",
		`same(new ArrayBuffer(2), new ArrayBuffer(3))`:                                         "false",
		`same(Buffer.from('xab').subarray(1), Buffer.from('ab'))`:                              "true",
	} {
		got := jstest.Run(t, `const { isDeepStrictEqual: same } = require('util');
			const named = (view, name) => Object.assign(view, { [name]: 1 });
			console.log(`+expr+`)`)
		if strings.TrimSpace(got) != want {
			t.Errorf("%s: got %s, want %s", expr, got, want)
		}
	}
}

// So many elements are not listed one by one.
func TestLargeViewsDeepEqual(t *testing.T) {
	got := jstest.Run(t, `const a = Buffer.alloc(16 << 20, 1), b = Buffer.alloc(16 << 20, 1);
		require('assert').deepStrictEqual(a, b);
		b[b.length - 1] = 2;
		console.log(require('util').isDeepStrictEqual(a, b));`)
	if got != "false\n" {
		t.Errorf("got %q", got)
	}
}
