package assert_test

import (
	"strings"
	"testing"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

// mustFail are assertions that do not hold: each has to throw, or no test that
// uses them means anything.
var mustFail = []string{
	`assert(false)`, `assert(0)`, `assert('')`, `assert(null)`, `assert()`, `assert.ok(NaN)`,
	`assert.equal(1, 2)`, `assert.notEqual(1, '1')`, `assert.strictEqual(1, '1')`,
	`assert.strictEqual(0, -0)`, `assert.notStrictEqual(NaN, NaN)`,
	`assert.deepEqual({ a: 1 }, { a: 2 })`, `assert.deepEqual([1], [1, 2])`,
	`assert.notDeepEqual({ a: 1 }, { a: '1' })`, `assert.deepStrictEqual({ a: 1 }, { a: '1' })`,
	`assert.deepStrictEqual(new Map([[1, 2]]), new Map([[1, 3]]))`,
	`assert.deepStrictEqual(new Set([1]), new Set([2]))`, `assert.deepStrictEqual([], {})`,
	`assert.notDeepStrictEqual([1], [1])`, `assert.throws(() => {})`,
	`assert.throws(() => { throw new Error('a'); }, /b/)`,
	`assert.throws(() => { throw new Error('a'); }, { message: 'b' })`,
	`assert.throws(() => { throw new Error('a'); }, TypeError)`,
	`assert.doesNotThrow(() => { throw new Error('a'); })`, `assert.ifError(0)`, `assert.fail()`,
	`assert.match('a', /b/)`, `assert.doesNotMatch('a', /a/)`, `assert.strict.equal(1, '1')`,
	`const t = new assert.CallTracker(); t.calls(1); t.verify()`,
}

func TestAssertionsFail(t *testing.T) {
	for _, src := range mustFail {
		got := jstest.Run(t, `
			const assert = require('assert');
			process.removeAllListeners('warning');
			try { `+src+`; console.log('passed'); } catch (e) { console.log(e.code); }
		`)
		if strings.TrimSpace(got) != "ERR_ASSERTION" {
			t.Errorf("%s: %s", src, got)
		}
	}
}

func TestRejectionsFail(t *testing.T) {
	got := jstest.Lines(t, `
		const assert = require('assert');
		const say = (p) => p.then(() => console.log('passed'), (e) => console.log(e.code));
		say(assert.rejects(Promise.resolve()));
		say(assert.rejects(Promise.reject(new Error('a')), /b/));
		say(assert.doesNotReject(Promise.reject(new Error('a'))));
	`)
	for i, line := range got {
		if line != "ERR_ASSERTION" {
			t.Errorf("%d: %s", i, line)
		}
	}
	if len(got) != 3 {
		t.Errorf("got %d lines", len(got))
	}
}

// TestQuotesTheCall: the message of assert.ok shows the source.
func TestQuotesTheCall(t *testing.T) {
	got := jstest.Run(t, "const assert = require('assert');\n"+
		"try { assert.ok(/[)(]/.test('x') === ')'.length, /* ) */ undefined); } catch (e) { console.log(e.message); }\n")
	want := "The expression evaluated to a falsy value:\n\n" +
		"  assert.ok(/[)(]/.test('x') === ')'.length, /* ) */ undefined)\n\n"
	if got != want {
		t.Errorf("got %q", got)
	}
}

// TestUncaughtAssertion: a failed assertion ends the script.
func TestUncaughtAssertion(t *testing.T) {
	r := jstest.Exec(t, jsmod.Options{}, "require('assert').strictEqual(1, 2)")
	if r.Err == nil || r.Code != 1 || !strings.Contains(r.Err.Error(), "strictly equal") {
		t.Errorf("code %d, err %v", r.Code, r.Err)
	}
}
