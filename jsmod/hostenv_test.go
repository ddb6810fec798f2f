package jsmod_test

import (
	"os"
	"testing"

	"tlsjs/jsmod/internal/jstest"
)

func TestEnvironmentIsACopy(t *testing.T) {
	t.Setenv("TLSJS_TEST_ENV", "host's")
	got := jstest.Run(t, `
		const before = process.env.TLSJS_TEST_ENV;
		process.env.TLSJS_TEST_ENV = 5;
		process.env.TLSJS_TEST_NEW = 'new';
		console.log(before, process.env.TLSJS_TEST_ENV, 'TLSJS_TEST_NEW' in process.env);
		delete process.env.TLSJS_TEST_ENV;
		console.log(process.env.TLSJS_TEST_ENV, Object.keys(process.env).includes('TLSJS_TEST_ENV'));
	`)
	if want := "host's 5 true\nundefined false\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if os.Getenv("TLSJS_TEST_ENV") != "host's" || os.Getenv("TLSJS_TEST_NEW") != "" {
		t.Error("the script changed the host's environment")
	}
}
