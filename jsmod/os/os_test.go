package os_test

import (
	"testing"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestShapes(t *testing.T) {
	got := jstest.Run(t, `
		const os = require('os');
		const cpus = os.cpus();
		console.log(cpus.length > 0, typeof cpus[0].model, typeof cpus[0].speed, Object.keys(cpus[0].times).join());
		console.log(os.totalmem() >= os.freemem(), os.freemem() > 0, os.uptime() > 0, os.loadavg().length);
		console.log(os.hostname().length > 0, os.userInfo().username.length > 0, os.homedir().length > 0);
		console.log([os.type(), os.release(), os.version(), os.machine()].every((s) => s.length > 0));
		console.log(Object.values(os.networkInterfaces()).every((list) => list.every((i) => i.cidr.startsWith(i.address))));
		const before = os.getPriority();
		os.setPriority(before);
		console.log(os.getPriority() === before);
	`)
	const want = "true string number user,nice,sys,idle,irq\ntrue true true 3\ntrue true true\ntrue\ntrue\ntrue\n"
	if got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

// The environment that a script was given tells its home, without leave to
// look at the machine's users.
type fixed struct{}

func (fixed) Get(name string) (string, bool) {
	value, ok := map[string]string{"HOME": "/here", "USERPROFILE": "/here", "TMPDIR": "/scratch/", "TEMP": "/scratch"}[name]
	return value, ok
}
func (fixed) Set(string, string) error { return nil }
func (fixed) Unset(string) error       { return nil }
func (fixed) Names() []string          { return []string{"HOME", "TMPDIR"} }

func TestPlacesComeFromTheEnvironment(t *testing.T) {
	r := jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{Env: fixed{}}}, `
		const os = require('os');
		console.log(os.homedir(), os.tmpdir());
	`)
	if r.Err != nil || r.Stdout != "/here /scratch\n" {
		t.Errorf("%q, %v", r.Stdout, r.Err)
	}
}
