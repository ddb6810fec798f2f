package crypto_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestJobsOutliveNobody: a runtime that closes does not wait for a computation
// that takes longer, and none of its callbacks runs.
func TestJobsOutliveNobody(t *testing.T) {
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(strings.NewReader(""), nil, nil)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	started := time.Now()
	err = rt.Run(ctx, jsmod.Source("busy.js", `
		const crypto = require('crypto');
		for (let i = 0; i < 8; i++) {
			crypto.pbkdf2('a', 'b', 5e5, 32, 'sha512', () => { throw new Error('too late'); });
		}`))
	if err == nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("run ended with %v", err)
	}
	rt.Close()
	if took := time.Since(started); took > 3*time.Second {
		t.Errorf("close waited %v", took)
	}
	// What computes cannot be stopped, but it ends.
	deadline := time.Now().Add(time.Minute)
	for goleak.Find() != nil {
		if time.Now().After(deadline) {
			t.Fatal("the computations do not end")
		}
	}
}

// TestDenied: crypto needs no permission, so a script without any has it.
func TestDenied(t *testing.T) {
	r := jstest.Sandboxed(t, jsmod.Options{}, `
		const crypto = require('crypto');
		console.log(crypto.createHash('md5').update('').digest('hex'), crypto.randomBytes(2).length);`)
	if r.Err != nil || r.Stdout != "d41d8cd98f00b204e9800998ecf8427e 2\n" {
		t.Errorf("%q %v", r.Stdout, r.Err)
	}
}
