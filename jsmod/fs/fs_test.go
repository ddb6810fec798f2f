package fs_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/hostfs"
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

func TestNothingGrantedRefusesEverything(t *testing.T) {
	expect(t, jstest.Sandboxed(t, jsmod.Options{}, `
		const fs = require('fs');
		const show = (e) => console.log(e.name, e.message, e.code, e.permission, e.resource);
		for (const call of [
			() => fs.readFileSync('/etc/passwd'), () => fs.writeFileSync('x', ''), () => fs.statSync('x'),
			() => fs.mkdirSync('x'), () => fs.openSync('x', 'w'), () => fs.rmSync('x', { force: true }),
		]) try { call(); console.log('done'); } catch (e) { show(e); }
		console.log(fs.existsSync('/etc/passwd'));
		fs.readFile('y', (e) => {
			show(e);
			fs.promises.unlink('z').catch((e) => {
				show(e);
				fs.createReadStream('s').on('error', show);
			});
		});
	`), `
Error Access to this API has been restricted ERR_ACCESS_DENIED FileSystemRead /etc/passwd
Error Access to this API has been restricted ERR_ACCESS_DENIED FileSystemWrite x
Error Access to this API has been restricted ERR_ACCESS_DENIED FileSystemRead x
Error Access to this API has been restricted ERR_ACCESS_DENIED FileSystemWrite x
Error Access to this API has been restricted ERR_ACCESS_DENIED FileSystemWrite x
Error Access to this API has been restricted ERR_ACCESS_DENIED FileSystemRead x
false
Error Access to this API has been restricted ERR_ACCESS_DENIED FileSystemRead y
Error Access to this API has been restricted ERR_ACCESS_DENIED FileSystemWrite z
Error Access to this API has been restricted ERR_ACCESS_DENIED FileSystemRead s`)
}

func TestConfinedScript(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"rw", "ro", "out"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, "f"), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := hostfs.NewConfined(hostfs.Root{Dir: filepath.Join(dir, "rw"), Write: true},
		hostfs.Root{Dir: filepath.Join(dir, "ro")})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	expect(t, jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{FS: c}}, `
		const fs = require('fs');
		const show = (name, call) => {
			try { console.log(name, call()); } catch (e) { console.log(name, e.code, e.permission); }
		};
		show('read', () => fs.readFileSync('f', 'utf8') + fs.readFileSync('../ro/f', 'utf8'));
		show('read out', () => fs.readFileSync('../out/f'));
		show('write', () => fs.writeFileSync('g', 'x'));
		show('write ro', () => fs.writeFileSync('../ro/g', 'x'));
		fs.symlinkSync('../out/f', 'link');
		show('link out', () => fs.readFileSync('link'));
		const fd = fs.openSync('../ro/f');
		show('fstat', () => fs.fstatSync(fd).size);
		show('fchmod', () => fs.fchmodSync(fd, 0o777));
		show('futimes', () => fs.futimesSync(fd, 1, 1));
		show('ftruncate', () => fs.ftruncateSync(fd, 0));
		show('read fd', () => fs.readFileSync(fd, 'latin1'));
		fs.closeSync(fd);
		show('cp out', () => fs.cpSync('f', '../out/h'));
		show('rm', () => fs.rmSync('../ro', { recursive: true }));
		show('tree', () => { fs.mkdirSync('a/b/c', { recursive: true }); fs.rmSync('a', { recursive: true }); });
		show('readdir', () => fs.readdirSync('.').join());
	`), `
read rwro
read out ERR_ACCESS_DENIED FileSystemRead
write undefined
write ro ERR_ACCESS_DENIED FileSystemWrite
link out ERR_ACCESS_DENIED FileSystemRead
fstat 2
fchmod ERR_ACCESS_DENIED FileSystemWrite
futimes ERR_ACCESS_DENIED FileSystemWrite
ftruncate ERR_ACCESS_DENIED FileSystemWrite
read fd ro
cp out ERR_ACCESS_DENIED FileSystemRead
rm ERR_ACCESS_DENIED FileSystemWrite
tree undefined
readdir f,g,link`)
}

func TestAnyFileSystemServes(t *testing.T) {
	fsys := hostfs.NewReadOnly(fstest.MapFS{"d/a": {Data: []byte("alpha"), Mode: 0o644}, "d/e/b": {Data: []byte("b")}})
	expect(t, jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{FS: fsys}}, `
		const fs = require('fs');
		const fd = fs.openSync('/d/a');
		const b = Buffer.alloc(3);
		console.log(fd >= 3, fs.readSync(fd, b, 0, 3, 1), b.toString(), fs.readFileSync(fd, 'utf8'));
		fs.closeSync(fd);
		const s = fs.statSync('d/a');
		console.log(s.isFile(), s.size, (s.mode & 0o777).toString(8), s.nlink);
		console.log(fs.readdirSync('/', { recursive: true }).join());
		fs.createReadStream('/d/a', { start: 1, encoding: 'latin1' }).on('data', (t) => console.log(t));
	`), "true 3 lph alpha\ntrue 5 644 1\nd,d/a,d/e,d/e/b\nlpha")
}

func TestStandardDescriptors(t *testing.T) {
	var out, errs jstest.Buffer
	rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Permissions{
		FS: hostfs.New(), Stdio: jsmod.Stdio{In: strings.NewReader("input"), Out: &out, Err: &errs},
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	err = rt.Run(context.Background(), jsmod.Source("x.js", `
		const fs = require('fs');
		fs.writeSync(1, fs.readFileSync(0, 'utf8').toUpperCase());
		fs.writeSync(2, 'to two');
		fs.write(1, ' later', () => {
			fs.closeSync(1);
			try { fs.writeSync(1, 'x'); } catch (e) { fs.writeSync(2, ' ' + e.code); }
		});
	`))
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != "INPUT later" || errs.String() != "to two EBADF" {
		t.Errorf("out %q, err %q", out.String(), errs.String())
	}
}

// Nothing of what a script writes without waiting is lost, doubled or torn.
func TestWritesWithoutWaiting(t *testing.T) {
	name := filepath.Join(t.TempDir(), "log")
	jstest.Run(t, `
		const fs = require('fs');
		const fd = fs.openSync(`+"`"+filepath.ToSlash(name)+"`"+`, 'w');
		let left = 200;
		for (let i = 0; i < 200; i++) {
			fs.write(fd, Buffer.alloc(1000, i), () => { if (--left === 0) fs.closeSync(fd); });
		}
	`)
	data, err := os.ReadFile(name)
	if err != nil || len(data) != 200_000 {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	for i := range 200 {
		if n := bytes.Count(data, bytes.Repeat([]byte{byte(i)}, 1000)); n != 1 {
			t.Errorf("piece %d is there %d times", i, n)
		}
	}
}

func TestOpenFilesCloseWithTheRuntime(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f")
	before := countDescriptors(t)
	jstest.Run(t, `
		const fs = require('fs');
		for (let i = 0; i < 20; i++) fs.openSync(`+"`"+filepath.ToSlash(name)+"`"+`, 'w');
		fs.createReadStream('/dev/zero').on('data', () => process.exit());
	`)
	if after := countDescriptors(t); after > before {
		t.Errorf("%d descriptors before, %d after", before, after)
	}
}

func countDescriptors(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("the system does not list the descriptors of a process")
	}
	return len(entries)
}

// runUntil cancels the script's context after it has printed "waiting", and
// fails when closing the runtime hangs.
func runUntil(t *testing.T, perm jsmod.Permissions, source string) {
	t.Helper()
	var out jstest.Buffer
	perm.Stdio.Out = &out
	rt, err := jsmod.New(jsmod.Options{Permissions: perm})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		for !strings.Contains(out.String(), "waiting") {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(30 * time.Millisecond)
		cancel()
	}()
	if err := rt.Run(ctx, jsmod.Source("wait.js", source)); err == nil {
		t.Error("the script ended by itself")
	}
	closed := make(chan struct{})
	go func() {
		rt.Close()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(10 * time.Second):
		t.Fatal("Close hangs")
	}
}

// A folder that can neither be made nor found ends in an error, not in trying
// for ever: the working directory has gone, or a link leads nowhere.
func TestMkdirRecursiveGivesUp(t *testing.T) {
	dir := filepath.ToSlash(t.TempDir())
	expect(t, jstest.Exec(t, jsmod.Options{}, `
		const fs = require('fs');
		process.chdir('`+dir+`');
		fs.symlinkSync('nowhere', 'dangling');
		for (const path of ['dangling/a/b', 'dangling']) {
			try { fs.mkdirSync(path, { recursive: true }); console.log('made'); } catch (e) { console.log(e.code, e.syscall); }
		}
		fs.mkdirSync('gone');
		process.chdir('gone');
		fs.rmdirSync('../gone');
		try { fs.mkdirSync('x/y', { recursive: true }); console.log('made'); } catch (e) { console.log(e.code, e.syscall); }
	`), "ENOENT mkdir\nENOENT mkdir\nENOENT mkdir")
}
