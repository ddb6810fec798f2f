package jstests

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The suites of the Nodes that the documents describe judge --compat.
// TLSJS_OLD_SUITES names a folder with one folder for each version, each with
// the test/ tree of that version.
var oldSuites = map[string]string{"v0.8.28": "v0.8", "v0.10.40": "v0.10", "v0.12.7": "v0.12"}

var aboutTLS = regexp.MustCompile(`^test-(tls|starttls|securepair)`)

// TestOldSuites runs what each suite has about TLS. What stands in
// oldsuites.json must fail, unless its reason begins with "sometimes:".
func TestOldSuites(t *testing.T) {
	root := os.Getenv("TLSJS_OLD_SUITES")
	if root == "" {
		t.Skip("SKIPPED: TLSJS_OLD_SUITES is not set: the tests of Node 0.8 to 0.12 are not run")
	}
	reasons := readOldStatus(t)
	number := 0
	for version, compat := range oldSuites {
		suite := filepath.Join(root, version)
		for _, folder := range []string{"simple", "pummel"} {
			files, err := os.ReadDir(filepath.Join(suite, "test", folder))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				if !aboutTLS.MatchString(file.Name()) {
					continue
				}
				name := folder + "/" + file.Name()
				number++
				t.Run(compat+"/"+strings.TrimSuffix(name, ".js"), func(t *testing.T) {
					out, err := runSuiteFile(suite, name, compat, number)
					reason, listed := reasons[compat][name]
					switch {
					case listed && err == nil && !strings.HasPrefix(reason, "sometimes:"):
						t.Errorf("passes, but oldsuites.json has: %s", reason)
					case listed:
						t.Skipf("SKIPPED: %s", reason)
					case err != nil:
						t.Errorf("%v\n%s", err, tail(out))
					}
				})
			}
		}
	}
}

// TestOldStatus holds the table without any suite.
func TestOldStatus(t *testing.T) {
	for compat, list := range readOldStatus(t) {
		for name, reason := range list {
			if len(reason) < 10 || !aboutTLS.MatchString(filepath.Base(name)) {
				t.Errorf("oldsuites.json: %s: %s has no reason, or is about something else", compat, name)
			}
		}
	}
}

// readOldStatus returns why which file of which generation fails.
func readOldStatus(t *testing.T) (reasons map[string]map[string]string) {
	t.Helper()
	if err := json.Unmarshal([]byte(read(t, filepath.Join(source, "oldsuites.json"))), &reasons); err != nil {
		t.Fatal(err)
	}
	return reasons
}
