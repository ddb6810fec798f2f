package jstests

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var tracedLine = regexp.MustCompile(`(?m)^(Sent|Received) Record\r?$|^    ([A-Z][A-Za-z]+), Length=`)

// TestTrace holds what enableTrace prints against Node: the same messages in the
// same order, until the handshake is over, whichever end is traced.
func TestTrace(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("SKIPPED: node is not installed")
	}
	script := filepath.Join(source, "tls", "fixtures", "trace.js")
	for _, version := range []string{"TLSv1.2", "TLSv1.3"} {
		for _, end := range []string{"client", "server"} {
			for _, how := range []string{"option", "method"} {
				t.Run(version+" "+end+" "+how, func(t *testing.T) {
					ours := tracedMessages(t, command, "--compat=node", script, version, end, how)
					if ours == "" {
						t.Fatal("nothing is told")
					}
					if theirs := tracedMessages(t, node, script, version, end, how); ours != theirs {
						t.Errorf("here: %s\nNode: %s", ours, theirs)
					}
				})
			}
		}
	}
	t.Run("flag", func(t *testing.T) {
		out, err := exec.Command(command, "--trace-tls", script, "TLSv1.3", "none").CombinedOutput()
		if err != nil || !strings.Contains(string(out), "Warning: Enabling --trace-tls can expose sensitive data") ||
			strings.Count(string(out), "    ServerHello, Length=") != 2 {
			t.Errorf("%v\n%s", err, tail(out))
		}
	})
	t.Run("nobody asks", func(t *testing.T) {
		if out, err := exec.Command(command, script, "TLSv1.3", "none").CombinedOutput(); err != nil || len(out) != 0 {
			t.Errorf("%v\n%s", err, out)
		}
	})
}

// tracedMessages lists the messages of a handshake, with their direction.
func tracedMessages(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "NODE_EXTRA_CA_CERTS=", "SSLKEYLOGFILE=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, tail(out))
	}
	var words []string
	direction := ""
	for _, m := range tracedLine.FindAllStringSubmatch(string(out), -1) {
		switch {
		case m[1] == "Sent":
			direction = ">"
		case m[1] == "Received":
			direction = "<"
		case m[2] != "NewSessionTicket": // their number and place are another matter
			words = append(words, direction+m[2])
		}
	}
	return strings.Join(words, " ")
}
