package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"

	"tlsjs/jsmod"
)

// outcome is what one run of a script left.
type outcome struct {
	stdout, stderr string
	code           int
	failure        string // why it did not pass, "" if it did
}

// maxOutput bounds what is kept of a script's output.
const maxOutput = 4 << 20

// capture keeps what two goroutines may write.
type capture struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (c *capture) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if room := maxOutput - c.b.Len(); room > 0 {
		c.b.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (c *capture) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.b.String()
}

// runScript runs a script in a runtime of its own.
func runScript(ctx context.Context, file string, flags map[string]string) outcome {
	var stdout, stderr capture
	rt, err := jsmod.New(jsmod.Options{
		Permissions: jsmod.Everything(nil, &stdout, &stderr),
		ExecPath:    executable(),
		Flags:       flags,
		Compat:      "node",
		OnFatal:     func(e *jsmod.Error) { printFatal(&stderr, e) },
	})
	if err != nil {
		return outcome{code: codeFailed, failure: err.Error()}
	}
	err = rt.Run(ctx, jsmod.File(file))
	_ = rt.Close()
	o := outcome{stdout: stdout.String(), stderr: stderr.String(), code: rt.ExitCode()}
	if err != nil {
		o.failure = firstLine(err.Error())
		var exit *jsmod.ExitError
		if errors.As(err, &exit) {
			o.failure = fmt.Sprintf("exit status %d", exit.Code)
		}
	}
	return o
}

func executable() string {
	path, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return path
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// compare runs another interpreter and holds its output against ours.
func compare(ctx context.Context, against, file string, ours outcome) (verdict, string, string) {
	words := strings.Fields(against)
	cmd := exec.CommandContext(ctx, words[0], append(words[1:], file)...)
	var stdout, stderr capture
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return failed, fmt.Sprintf("cannot run %s: %v", words[0], err), ""
	}
	if code := cmd.ProcessState.ExitCode(); code != ours.code {
		return failed, fmt.Sprintf("exit status %d here, %d in %s", ours.code, code, words[0]), stderr.String()
	}
	if theirs := stdout.String(); theirs != ours.stdout {
		return failed, "output differs from " + words[0] + "'s", difference(ours.stdout, theirs)
	}
	return passed, "", ""
}

// difference shows the first line in which two outputs differ.
func difference(ours, theirs string) string {
	a, b := strings.Split(ours, "\n"), strings.Split(theirs, "\n")
	for i := range max(len(a), len(b)) {
		x, y := lineAt(a, i), lineAt(b, i)
		if x != y {
			return fmt.Sprintf("line %d\n- %s\n+ %s\n", i+1, y, x)
		}
	}
	return ""
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

var flagsLine = regexp.MustCompile(`(?m)^//[ \t]+Flags:(.*)$`)

// flagsOf reads the options that a script asks for in a comment, as Node's own
// tests do. refused is the first that this command does not have.
func flagsOf(file string) (flags map[string]string, refused string) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, "" // the run will tell
	}
	flags = map[string]string{}
	for _, m := range flagsLine.FindAllSubmatch(text, -1) {
		for _, word := range strings.Fields(string(m[1])) {
			name, value, _ := strings.Cut(strings.TrimPrefix(word, "--"), "=")
			if _, known := options[name]; !known {
				return nil, word
			}
			addFlag(flags, name, value)
		}
	}
	return flags, ""
}
