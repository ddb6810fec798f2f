package test262

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// status is status.json.
type status struct {
	// Features that are not there, each with its reason.
	Features map[string]string `json:"features"`
	// Reasons why files fail, by patterns of what -failures writes of them: name and message.
	Reasons []reason `json:"reasons"`
	// Folders of the suite's test/.
	Folders map[string]counts `json:"folders"`
}

type reason struct {
	Pattern string `json:"pattern"`
	Why     string `json:"why"`
}

// counts are of the files of a folder. Names is a digest of those that failed.
type counts struct {
	Ran    int    `json:"ran"`
	Failed int    `json:"failed,omitempty"`
	Names  string `json:"names,omitempty"`
}

const statusFile = "status.json"

func readStatus(t *testing.T) *status {
	t.Helper()
	text, err := os.ReadFile(statusFile)
	if err != nil {
		t.Fatal(err)
	}
	s := &status{Folders: map[string]counts{}}
	if err := json.Unmarshal(text, s); err != nil {
		t.Fatalf("%s: %v", statusFile, err)
	}
	return s
}

// measured tells whether a folder is among those that -under names.
func measured(at string) bool {
	for _, below := range strings.Split(*under, ",") {
		if at == below || strings.HasPrefix(at, below+"/") {
			return true
		}
	}
	return false
}

func (s *status) replace(got map[string]counts) {
	for at := range s.Folders {
		if measured(at) {
			delete(s.Folders, at)
		}
	}
	for at, c := range got {
		if measured(at) {
			s.Folders[at] = c
		}
	}
}

// write keeps a folder on a line.
func (s *status) write(t *testing.T) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		t.Fatal(err)
	}
	inner := regexp.MustCompile(`\{\s+("(?:ran|pattern)"[^{}]*?)\s+\}`)
	text := inner.ReplaceAllFunc(b.Bytes(), func(found []byte) []byte {
		return regexp.MustCompile(`\n\s+`).ReplaceAll(found, []byte(" "))
	})
	if err := os.WriteFile(statusFile, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// compare fails where a folder is not what it was.
func (s *status) compare(t *testing.T, got map[string]counts) {
	t.Helper()
	for at, want := range s.Folders {
		if measured(at) && got[at] != want {
			t.Errorf("%s: %d of %d failed (%s), expected %d of %d (%s): look with -under %s -failures FILE",
				at, got[at].Failed, got[at].Ran, got[at].Names, want.Failed, want.Ran, want.Names, at)
		}
	}
	for at := range got {
		if _, known := s.Folders[at]; !known && measured(at) {
			t.Errorf("%s: is not in %s: write it with -update", at, statusFile)
		}
	}
}

// explain fails for what fails without a reason.
func (s *status) explain(t *testing.T, results []result) {
	t.Helper()
	var patterns []*regexp.Regexp
	for _, r := range s.Reasons {
		patterns = append(patterns, regexp.MustCompile(r.Pattern))
	}
	without := 0
	for _, r := range results {
		if r.err == nil {
			continue
		}
		text := r.String()
		if slices.ContainsFunc(patterns, func(p *regexp.Regexp) bool { return p.MatchString(text) }) {
			continue
		}
		if without++; without <= 50 {
			t.Errorf("fails without a reason in %s: %s", statusFile, text)
		}
	}
	if without > 50 {
		t.Errorf("%d more fail without a reason in %s", without-50, statusFile)
	}
}
