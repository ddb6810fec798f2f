package constants

import (
	"slices"
	"syscall"
	"testing"
)

// TestGroupsAreComplete: every value has its place in Node's order, and none is
// named twice.
func TestGroupsAreComplete(t *testing.T) {
	for name := range errnoValues() {
		if !slices.Contains(errnoNames, name) {
			t.Errorf("%s is in no order", name)
		}
	}
	for name := range signalValues() {
		if !slices.Contains(signalNames, name) {
			t.Errorf("%s is in no order", name)
		}
	}
	for _, g := range []string{"errno", "signals", "priority", "fs", "crypto"} {
		seen := map[string]bool{}
		for _, c := range group(g) {
			if seen[c.name] {
				t.Errorf("%s: %s twice", g, c.name)
			}
			seen[c.name] = true
		}
		if len(seen) == 0 {
			t.Errorf("%s is empty", g)
		}
	}
	if group("nothing") != nil {
		t.Error("an unknown group has constants")
	}
}

func TestErrnoIsThePlatforms(t *testing.T) {
	for _, c := range group("errno") {
		if c.name == "ENOENT" && c.value != int64(syscall.ENOENT) && syscall.ENOENT < 1<<16 {
			t.Errorf("ENOENT is %v", c.value)
		}
	}
}
