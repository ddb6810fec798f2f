package jstests

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// Node and the command fork each other's scripts: the channel is one protocol.
func TestForkAcross(t *testing.T) {
	const want = "child leaves\n0 true true\n"
	script := filepath.Join(source, "fixtures", "fork_other.js")
	if got := runProgram(t, command, script, command); got != want {
		t.Errorf("among ourselves: %q", got)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("SKIPPED: node is not installed")
	}
	if got := runProgram(t, command, script, node); got != want {
		t.Errorf("Node as the child: %q", got)
	}
	if got := runProgram(t, node, script, command); got != want {
		t.Errorf("Node as the parent: %q", got)
	}
}
