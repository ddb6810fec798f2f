package fs_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/hostfs"
	"tlsjs/jsmod/internal/jstest"
)

// Watchers end with their runtime, whatever happens to what they watch.
func TestCloseEndsWatching(t *testing.T) {
	for name, source := range map[string]string{
		"watch":     `require('fs').watch('.')`,
		"recursive": `require('fs').watch('.', { recursive: true })`,
		"promises":  `require('fs').promises.watch('.').next()`,
		"many":      `for (let i = 0; i < 300; i++) require('fs').watch('.')`,
		"busy":      `const fs = require('fs'); fs.watch('.', () => fs.writeFileSync('x', String(Math.random()))); fs.writeFileSync('x', '')`,
	} {
		t.Run(name, func(t *testing.T) {
			fsys := hostfs.New()
			if err := fsys.Chdir(t.TempDir()); err != nil {
				t.Fatal(err)
			}
			runUntil(t, jsmod.Permissions{FS: fsys}, source+"\nconsole.log('waiting')")
		})
	}
}

const watching = `
	const fs = require('fs');
	const show = (e) => console.log(e.code, e.permission, e.resource);
	for (const options of [{}, { recursive: true }]) {
		try { fs.watch(NAME, options).close(); console.log('watches'); } catch (e) { show(e); }
		fs.promises.watch(NAME, { ...options, signal: AbortSignal.timeout(1) }).next().catch(show);
	}`

func watchOf(name string) string { return "const NAME = '" + filepath.ToSlash(name) + "';" + watching }

// A file system that cannot watch says so; one that is not granted refuses.
func TestWatchWithoutWatcher(t *testing.T) {
	files := jsmod.ReadOnly(fstest.MapFS{"folder/file": {Data: []byte("x")}})
	expect(t, jstest.Sandboxed(t, jsmod.Options{Permissions: jsmod.Permissions{FS: files}}, watchOf("/folder")), `
ERR_FEATURE_UNAVAILABLE_ON_PLATFORM undefined undefined
ERR_FEATURE_UNAVAILABLE_ON_PLATFORM undefined undefined
ERR_FEATURE_UNAVAILABLE_ON_PLATFORM undefined undefined
ERR_FEATURE_UNAVAILABLE_ON_PLATFORM undefined undefined`)
	expect(t, jstest.Sandboxed(t, jsmod.Options{}, watchOf("/folder")), `
ERR_ACCESS_DENIED FileSystemRead /folder
ERR_ACCESS_DENIED FileSystemRead /folder
ERR_ACCESS_DENIED FileSystemRead /folder
ERR_ACCESS_DENIED FileSystemRead /folder`)
}

// What lies outside of the roots is refused, also behind a link.
func TestWatchConfined(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("SKIPPED: a confined file system watches on Linux only")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"open/folder", "secret"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../secret", filepath.Join(dir, "open/link")); err != nil {
		t.Fatal(err)
	}
	files, closeFiles, err := jsmod.Confined(jsmod.Root{Dir: filepath.Join(dir, "open"), Write: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closeFiles()
	granted := jsmod.Options{Permissions: jsmod.Permissions{FS: files}}
	for _, name := range []string{"../secret", "link"} {
		expect(t, jstest.Sandboxed(t, granted, `
			const fs = require('fs');
			try { fs.watch('`+name+`'); } catch (e) { console.log(e.code, e.permission, e.resource); }
			try { fs.watch('`+name+`', { recursive: true }); } catch (e) { console.log(e.code); }`),
			"ERR_ACCESS_DENIED FileSystemRead "+name+"\nERR_ACCESS_DENIED")
	}
	expect(t, jstest.Sandboxed(t, granted, `
		const fs = require('fs');
		let told = 0;
		const done = (watcher, type, name) => { console.log(type, name); watcher.close(); if (++told === 1) deep(); };
		const first = fs.watch('folder', (type, name) => done(first, type, name));
		fs.writeFileSync('folder/new', '');
		function deep() {
			const second = fs.watch('.', { recursive: true }, (type, name) => done(second, type, name));
			fs.writeFileSync('folder/other', '');
		}`), "rename new\nrename folder/other")
}
