package jstests

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The examples of the documents listen on port 8000, so these tests run one
// after the other. The examples are read where the documents are kept: they
// are not part of this repository.

var generations = []string{"v0.8", "v0.12", "iojs"}

const typed = "typed by the user"

// examples returns the folder of the documents' examples.
func examples(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("TLSJS_SHARED")
	if shared == "" {
		shared = filepath.Join(source, "..", "..", "shared")
	}
	dir := filepath.Join(shared, "documents", "examples")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: the documents are not at %s: set TLSJS_SHARED", dir)
	}
	return dir
}

func eachExample(t *testing.T, fn func(t *testing.T, server, client string)) {
	dir := examples(t)
	for _, generation := range generations {
		for _, kind := range []string{"key", "pfx"} {
			t.Run(generation+"/"+kind, func(t *testing.T) {
				fn(t, filepath.Join(dir, generation+"-server-"+kind+".js"),
					filepath.Join(dir, generation+"-client-"+kind+".js"))
			})
		}
	}
}

// compatOf is the generation whose defaults an example was written for.
func compatOf(example string) string {
	generation, _, _ := strings.Cut(filepath.Base(example), "-")
	return "--compat=" + generation
}

// TestDocumentsJoined runs server and client as one script, as they stand.
func TestDocumentsJoined(t *testing.T) {
	eachExample(t, func(t *testing.T, server, client string) {
		joined := filepath.Join(t.TempDir(), "joined.js")
		if err := os.WriteFile(joined, []byte(read(t, server)+read(t, client)), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, flags := range [][]string{nil, {compatOf(server)}} {
			p := start(t, command, append(flags, joined)...)
			p.expect(t, "server bound", "client connected authorized", "server connected authorized", "welcome!")
			p.typeLine(t, typed)
			p.expect(t, typed)
			p.endInput()
			if code := p.wait(t); code != 0 {
				t.Fatalf("status %d\n%s", code, p.out.String())
			}
		}
	})
}

// TestDocumentsApart runs the two as processes of their own.
func TestDocumentsApart(t *testing.T) {
	eachExample(t, func(t *testing.T, server, client string) {
		converse(t, start(t, command, server), later(command, client))
	})
}

// TestDocumentsAgainstNode puts Node on the other end, both ways round.
func TestDocumentsAgainstNode(t *testing.T) {
	node := need(t, "node")
	eachExample(t, func(t *testing.T, server, client string) {
		t.Run("our server", func(t *testing.T) { converse(t, start(t, command, server), later(node, client)) })
		t.Run("our client", func(t *testing.T) { converse(t, start(t, node, server), later(command, client)) })
	})
}

// TestDocumentsAgainstOpenSSL puts the openssl command on the other end.
func TestDocumentsAgainstOpenSSL(t *testing.T) {
	openssl := need(t, "openssl")
	eachExample(t, func(t *testing.T, server, client string) {
		// Key examples trust each other's self-signed certificates, PFX examples
		// the CA.
		serverCA, clientCA := "client-cert.pem", "server-cert.pem"
		if strings.Contains(server, "pfx") {
			serverCA, clientCA = "ca-cert.pem", "ca-cert.pem"
		}
		t.Run("our server", func(t *testing.T) {
			s := start(t, command, server)
			s.expect(t, "server bound")
			c := start(t, openssl, append([]string{"s_client", "-connect", "127.0.0.1:8000", "-quiet", "-no_ign_eof",
				"-verify_return_error", "-CAfile", clientCA}, identity(t, "client", client)...)...)
			c.expect(t, "welcome!")
			c.typeLine(t, typed)
			c.expect(t, typed)
			s.expect(t, "server connected authorized")
			c.endInput()
			c.wait(t)
			s.kill()
		})
		t.Run("our client", func(t *testing.T) {
			s := start(t, openssl, append([]string{"s_server", "-accept", "8000", "-naccept", "1", "-quiet",
				"-Verify", "2", "-verify_return_error", "-CAfile", serverCA}, identity(t, "server", server)...)...)
			waitForPort(t)
			c := start(t, command, client)
			c.expect(t, "client connected authorized")
			c.typeLine(t, typed)
			s.expect(t, typed)
			s.typeLine(t, "answered by the server")
			c.expect(t, "answered by the server")
			s.kill()
			c.wait(t)
		})
	})
}

// identity is how openssl is told of the key and certificate that an example
// takes from a PFX or from files.
func identity(t *testing.T, name, example string) []string {
	t.Helper()
	if !strings.Contains(example, "pfx") {
		return []string{"-key", name + "-key.pem", "-cert", name + "-cert.pem"}
	}
	cert := filepath.Join(t.TempDir(), "cert.pem")
	out, err := exec.Command("openssl", "pkcs12", "-in", name+".pfx", "-clcerts", "-nokeys", "-passin", "pass:", "-out", cert).CombinedOutput()
	if err != nil {
		t.Fatalf("openssl pkcs12: %v\n%s", err, out)
	}
	return []string{"-key", name + "-key.pem", "-cert", cert}
}

// converse plays the documents' conversation between two processes.
func converse(t *testing.T, server *process, client func(*testing.T) *process) {
	t.Helper()
	server.expect(t, "server bound")
	c := client(t)
	c.expect(t, "client connected authorized", "welcome!")
	server.expect(t, "server connected authorized")
	c.typeLine(t, typed)
	c.expect(t, typed)
	c.endInput()
	// Apart from its server the client ends by a ReferenceError at
	// server.close(), in every Node.
	if code := c.wait(t); code != 1 || !strings.Contains(c.out.String(), "server is not defined") {
		t.Errorf("client ended with status %d\n%s", code, c.out.String())
	}
	server.kill()
}

// --- processes ---

// process is a program under test with what it has printed so far.
type process struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *buffer
	done chan struct{}
}

func start(t *testing.T, name string, args ...string) *process {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), scriptTimeout)
	cmd := exec.CommandContext(ctx, name, args...)
	p := &process{cmd: cmd, out: &buffer{}, done: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = p.out, p.out
	cmd.WaitDelay = time.Second
	var err error
	if p.in, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.done)
		_ = cmd.Wait()
	}()
	t.Cleanup(func() {
		cancel()
		<-p.done
	})
	return p
}

func later(name string, args ...string) func(*testing.T) *process {
	return func(t *testing.T) *process {
		t.Helper()
		return start(t, name, args...)
	}
}

// expect waits until all texts have been printed.
func (p *process) expect(t *testing.T, texts ...string) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		out := p.out.String()
		missing := ""
		for _, text := range texts {
			if !strings.Contains(out, text) {
				missing = text
			}
		}
		if missing == "" {
			return
		}
		select {
		case <-p.done:
			if !strings.Contains(p.out.String(), missing) {
				t.Fatalf("%s ended without %q:\n%s", p.cmd, missing, p.out.String())
			}
		default:
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s did not print %q:\n%s", p.cmd, missing, out)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func (p *process) typeLine(t *testing.T, line string) {
	t.Helper()
	if _, err := io.WriteString(p.in, line+"\n"); err != nil {
		t.Fatalf("%s does not read: %v\n%s", p.cmd, err, p.out.String())
	}
}

func (p *process) endInput() { _ = p.in.Close() }

func (p *process) wait(t *testing.T) int {
	t.Helper()
	select {
	case <-p.done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s does not end:\n%s", p.cmd, p.out.String())
	}
	return p.cmd.ProcessState.ExitCode()
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
}

// waitForPort waits until something listens on the examples' port, without
// connecting: s_server -naccept 1 serves one connection.
func waitForPort(t *testing.T) {
	t.Helper()
	for range 200 {
		for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
			data, _ := os.ReadFile(table)
			if listening.Match(data) {
				return
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	if bytes.HasPrefix([]byte(os.Getenv("OS")), []byte("Windows")) {
		t.Skip("SKIPPED: no table of listening ports on this system")
	}
	t.Fatal("nothing listens on port 8000")
}

// Port 8000 is 1F40, 0A is LISTEN.
var listening = regexp.MustCompile(`(?m):1F40 [0-9A-F]+:0000 0A `)

func need(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("SKIPPED: %s is not installed", program)
	}
	return path
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
