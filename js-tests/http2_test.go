package jstests

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestHTTP2WithNode lets clients and servers of http2 talk across processes, each
// end here or in Node: what the client prints is the same for all.
func TestHTTP2WithNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("SKIPPED: node is not installed: there is no other end")
	}
	programs := map[string][]string{"tlsjs": {command, "--compat=node"}, "node": {node}}
	talk := func(t *testing.T, serverOf, clientOf string) string {
		t.Helper()
		run := func(program, script string, args ...string) *process {
			words := append(append([]string{}, programs[program]...), filepath.Join(source, "fixtures", script))
			words = append(words, args...)
			return start(t, words[0], words[1:]...)
		}
		server := run(serverOf, "http2_server.js")
		server.expect(t, "ports ", "\n")
		client := run(clientOf, "http2_client.js", strings.Fields(server.out.String())[1:]...)
		if code := client.wait(t); code != 0 {
			t.Fatalf("the client ends with %d:\n%s", code, client.out.String())
		}
		// The last request asks the server to end.
		if code := server.wait(t); code != 0 {
			t.Errorf("the server ends with %d:\n%s", code, server.out.String())
		}
		return client.out.String()
	}
	theirs := talk(t, "node", "node")
	if strings.Count(theirs, "\n") < 20 {
		t.Fatalf("Node's client printed only:\n%s", theirs)
	}
	for _, ends := range [][2]string{{"tlsjs", "node"}, {"node", "tlsjs"}, {"tlsjs", "tlsjs"}} {
		t.Run(ends[0]+"_serves_"+ends[1], func(t *testing.T) {
			if ours := talk(t, ends[0], ends[1]); ours != theirs {
				t.Errorf("output differs from Node's:\n%s", difference(ours, theirs))
			}
		})
	}
}
