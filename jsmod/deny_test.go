package jsmod_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

// Every way to the world is shut for a script that was granted nothing.
func TestEveryWayIsShut(t *testing.T) {
	for name, source := range map[string]string{
		"open":          `fs.openSync('/etc/passwd')`,
		"stream":        `fs.createReadStream('/etc/passwd').on('error', (e) => { throw e; })`,
		"write stream":  `fs.createWriteStream('/tmp/x').on('error', (e) => { throw e; })`,
		"stat":          `fs.statSync('/etc')`,
		"lstat":         `fs.lstatSync('/etc')`,
		"access":        `fs.accessSync('/etc')`,
		"readlink":      `fs.readlinkSync('/proc/self/exe')`,
		"realpath":      `fs.realpathSync('/tmp')`,
		"native":        `fs.realpathSync.native('/tmp')`,
		"mkdtemp":       `fs.mkdtempSync('/tmp/x')`,
		"opendir":       `fs.opendirSync('/')`,
		"copy":          `fs.copyFileSync('/etc/passwd', '/tmp/x')`,
		"cp":            `fs.cpSync('/etc', '/tmp/x', { recursive: true })`,
		"rm":            `fs.rmSync('/tmp/x', { recursive: true })`,
		"rename":        `fs.renameSync('/tmp/x', '/tmp/y')`,
		"link":          `fs.linkSync('/etc/passwd', '/tmp/x')`,
		"symlink":       `fs.symlinkSync('/etc/passwd', '/tmp/x')`,
		"chmod":         `fs.chmodSync('/tmp', 0o777)`,
		"utimes":        `fs.utimesSync('/tmp', 1, 1)`,
		"truncate":      `fs.truncateSync('/tmp/x', 1)`,
		"promises":      `fs.promises.readFile('/etc/passwd')`,
		"handle":        `fs.promises.open('/etc/passwd')`,
		"unix socket":   `net.connect('/tmp/x').on('error', (e) => { throw e; })`,
		"unix server":   `net.createServer().on('error', (e) => { throw e; }).listen('/tmp/x')`,
		"descriptor":    `new net.Socket({ fd: 0 })`,
		"tls server":    `require('tls').createServer({}).on('error', (e) => { throw e; }).listen(0)`,
		"resolve":       `dns.resolve('x.invalid', (e) => { if (e) throw e; })`,
		"reverse":       `dns.reverse('127.0.0.1', (e) => { if (e) throw e; })`,
		"service":       `dns.lookupService('127.0.0.1', 80, (e) => { if (e) throw e; })`,
		"udp":           `require('dgram').createSocket('udp4').on('error', (e) => { throw e; }).bind(0)`,
		"datagram":      `require('dgram').createSocket('udp4').on('error', (e) => { throw e; }).send('x', 9, '127.0.0.1')`,
		"udp peer":      `require('dgram').createSocket('udp6').on('error', (e) => { throw e; }).connect(9, '::1')`,
		"group":         `require('dgram').createSocket('udp4').addMembership('224.0.0.114')`,
		"udp socket":    `require('dgram').createSocket('udp4').bind({ fd: 3 })`,
		"host name":     `require('os').hostname()`,
		"user":          `require('os').userInfo()`,
		"home":          `require('os').homedir()`,
		"interfaces":    `require('os').networkInterfaces()`,
		"signal zero":   `process.kill(process.pid, 0)`,
		"umask":         `process.umask(0o77)`,
		"user id":       `process.setuid(0)`,
		"groups":        `process.setgroups([0])`,
		"priority":      `require('os').setPriority(1)`,
		"descriptor 1":  `fs.ftruncateSync(1, 0)`,
		"overwrite":     `fs.writeSync(1, 'x', 0)`,
		"read back":     `fs.readSync(1, Buffer.alloc(4), 0, 4, 0)`,
		"mode":          `fs.fchmodSync(1, 0o777)`,
		"owner":         `fs.fchownSync(1, 0, 0)`,
		"times":         `fs.futimesSync(1, 1, 1)`,
		"child process": `require('child_process').execSync('id')`,
	} {
		t.Run(name, func(t *testing.T) {
			log, err := os.Create(filepath.Join(t.TempDir(), "log"))
			if err != nil {
				t.Fatal(err)
			}
			defer log.Close()
			if _, err := log.WriteString("kept"); err != nil {
				t.Fatal(err)
			}
			rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Permissions{Stdio: jsmod.Stdio{Out: log}}})
			if err != nil {
				t.Fatal(err)
			}
			defer rt.Close()
			err = rt.Run(t.Context(), jsmod.Source("deny.js",
				`const fs = require('fs'), net = require('net'), dns = require('dns');`+source))
			var e *jsmod.Error
			if !errors.As(err, &e) || e.Code != "ERR_ACCESS_DENIED" {
				t.Errorf("got %v, want ERR_ACCESS_DENIED", err)
			}
			if !errors.Is(err, module.ErrDenied) {
				t.Errorf("%v is not module.ErrDenied", err)
			}
			if left, err := os.ReadFile(log.Name()); err != nil || string(left) != "kept" {
				t.Errorf("the log holds %q, %v", left, err)
			}
		})
	}
}

// Nothing else is a refusal, and a script that is refused in what it did not catch
// is, whether it threw or rejected.
func TestRefusalsAreErrDenied(t *testing.T) {
	for source, want := range map[string]bool{
		`throw new Error('other')`:                                         false,
		`require('fs').readFileSync('x')`:                                  true,
		`import('fs/promises').then((fs) => fs.readFile('x'))`:             true,
		`try { require('fs').readFileSync('x') } catch { throw 'caught' }`: false,
	} {
		err := jstest.Sandboxed(t, jsmod.Options{}, source).Err
		if err == nil || errors.Is(err, module.ErrDenied) != want {
			t.Errorf("%s: got %v, want module.ErrDenied: %t", source, err, want)
		}
	}
}

// What needs no permission tells nothing of this machine's files and names.
func TestNothingLeaks(t *testing.T) {
	t.Setenv("TLSJS_SECRET", "secret")
	r := jstest.Sandboxed(t, jsmod.Options{}, `
		console.log(Object.keys(process.env).length, process.env.TLSJS_SECRET, process.env.HOME, process.cwd(),
			process.execPath, process.argv.length, require('fs').existsSync('/etc/passwd'));
		for (const name of ['/etc/passwd', './x', '/etc/hosts']) try { require(name); } catch (e) { console.log(e.code); }`)
	want := "0 undefined undefined / tlsjs 2 false\nMODULE_NOT_FOUND\nMODULE_NOT_FOUND\nMODULE_NOT_FOUND\n"
	if r.Err != nil || r.Stdout != want {
		t.Errorf("got %q, %v", r.Stdout, r.Err)
	}
}
