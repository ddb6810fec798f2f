package jsmod_test

import (
	"testing"

	"tlsjs/jsmod/internal/jstest"
)

// A text from a peer must not end the process of the host.
func TestDeepJSON(t *testing.T) {
	got := jstest.Run(t, `
		function outcome(text) {
			try {
				let v = JSON.parse(text), depth = 0;
				for (; typeof v === 'object' && v !== null; depth++) v = Array.isArray(v) ? v[0] : v.a;
				return depth;
			} catch (e) {
				return e.name;
			}
		}
		const n = 1e6;
		console.log(outcome('['.repeat(n)), outcome('['.repeat(n) + ']'.repeat(n)), outcome('{"a":'.repeat(n)),
			outcome('["é' + '\\"['.repeat(n) + '"]'), outcome('[' + '[],'.repeat(n) + '1]'),
			outcome('[[1], "' + '['.repeat(n) + '"]'), outcome('['.repeat(40000) + ']'.repeat(40000)));
		console.log(JSON.parse.name, JSON.parse.length, outcome('nothing'), outcome(undefined), outcome(Symbol()),
			JSON.parse('[1,2]', (k, v) => v === 1 ? 'one' : v)[0], typeof JSON.parse.prototype);
		try { JSON.parse({ toString() { throw 'mine'; } }); } catch (e) { console.log(e); }
	`)
	want := "RangeError RangeError RangeError 1 2 2 40000\nparse 2 SyntaxError SyntaxError TypeError one undefined\nmine\n"
	if got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}
