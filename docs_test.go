package tlsjs_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// The documents are judged like code:
//
//	[text](file#heading)   leads to a file, and to a heading of it
//	```go                  is a region of a compiled test file
//	```js name.js          is a script that the ```console blocks below it run
//	```js                  is at least JavaScript
//	```console             is run: lines that begin with "$ " are commands, the
//	                       others what they print; … stands for any lines
//	<!-- counted -->       begins a table that make docs writes

var updateDocs = flag.Bool("update", false, "write the counted tables into the documents")

// document is a Markdown file.
type document struct {
	name string
	text string
}

func documents(t *testing.T) []document {
	t.Helper()
	names, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	names = append(names, "README.md", "CHANGELOG.md", "CONTRIBUTING.md")
	if len(names) < 6 {
		t.Fatalf("only %d documents found: %v", len(names), names)
	}
	var all []document
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, document{filepath.ToSlash(name), string(text)})
	}
	return all
}

// block is what stands between two fences.
type block struct {
	info string // after the opening fence
	text string
	line int
}

func (d document) blocks() []block {
	var (
		all  []block
		open *block
	)
	for i, line := range strings.Split(d.text, "\n") {
		info, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && open == nil:
			open = &block{info: info, line: i + 1}
		case fence:
			all, open = append(all, *open), nil
		case open != nil:
			open.text += line + "\n"
		}
	}
	return all
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ +(.+)$`)
	fenced  = regexp.MustCompile("(?ms)^```.*?^```$")
	noSlug  = regexp.MustCompile(`[^\p{L}\p{N}\- _]`)
)

// slug is the anchor that Git hosts give a heading.
func slug(title string) string {
	return strings.ReplaceAll(noSlug.ReplaceAllString(strings.ToLower(title), ""), " ", "-")
}

func TestDocumentLinks(t *testing.T) {
	links := 0
	for _, d := range documents(t) {
		for _, m := range link.FindAllStringSubmatch(fenced.ReplaceAllString(d.text, ""), -1) {
			target, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			links++
			path := d.name
			if target != "" {
				path = filepath.Join(filepath.Dir(d.name), filepath.FromSlash(target))
			}
			text, err := os.ReadFile(path)
			if info, statErr := os.Stat(path); statErr == nil && info.IsDir() {
				continue
			}
			if err != nil {
				t.Errorf("%s links to %s: %v", d.name, m[1], err)
				continue
			}
			if anchor != "" && !hasHeading(string(text), anchor) {
				t.Errorf("%s links to %s: no such heading", d.name, m[1])
			}
		}
	}
	if links < 10 {
		t.Errorf("only %d links found", links)
	}
}

func hasHeading(text, anchor string) bool {
	for _, m := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		if slug(m[1]) == anchor {
			return true
		}
	}
	return false
}

// exampleFiles hold the Go code that documents show.
var exampleFiles = []string{"jsmod/example_test.go"}

// regions returns what stands between "// docs: name" and "// docs end".
func regions(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, name := range exampleFiles {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var region []string
		inside := false
		for _, line := range strings.Split(string(text), "\n") {
			mark := strings.TrimSpace(line)
			switch {
			case mark == "// docs end":
				all, inside = append(all, dedent(region)), false
			case strings.HasPrefix(mark, "// docs: "):
				region, inside = nil, true
			case inside:
				region = append(region, line)
			}
		}
	}
	return all
}

// dedent removes the first line's indentation from all lines.
func dedent(lines []string) string {
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	if len(lines) == 0 {
		return ""
	}
	indent := lines[0][:len(lines[0])-len(strings.TrimLeft(lines[0], "\t"))]
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.TrimPrefix(line, indent)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

func TestDocumentGo(t *testing.T) {
	known := regions(t)
	shown := map[string]bool{}
	for _, d := range documents(t) {
		for _, b := range d.blocks() {
			if b.info != "go" {
				continue
			}
			text := strings.TrimSpace(b.text)
			shown[text] = true
			if !slices.Contains(known, text) {
				t.Errorf("%s:%d: this Go code is no region of %v", d.name, b.line, exampleFiles)
			}
		}
	}
	for _, region := range known {
		if !shown[region] {
			first, _, _ := strings.Cut(region, "\n")
			t.Errorf("no document shows the region that begins with %q", first)
		}
	}
}

func TestDocumentScripts(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("SKIPPED: the commands in the documents are for sh")
	}
	bin := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(bin, "tlsjs"), "./cmd/tlsjs")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	t.Setenv("NODE_OPTIONS", "")
	ran := 0
	for _, d := range documents(t) {
		t.Run(d.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, b := range d.blocks() {
				language, file, _ := strings.Cut(b.info, " ")
				switch language {
				case "js":
					checkScript(t, d, b, dir, file)
				case "console":
					for _, c := range conversations(b.text) {
						ran++
						runConversation(t, d, b, dir, c)
					}
				}
			}
		})
	}
	if ran < 8 {
		t.Errorf("only %d commands found in the documents", ran)
	}
}

// checkScript keeps a named script for the commands below it, and checks the
// syntax of all.
func checkScript(t *testing.T, d document, b block, dir, file string) {
	t.Helper()
	if file == "" {
		file = "unnamed.js"
	}
	if err := os.WriteFile(filepath.Join(dir, file), []byte(b.text), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := inFolder(dir, "tlsjs -c "+file); err != nil {
		t.Errorf("%s:%d: %v\n%s", d.name, b.line, err, out)
	}
}

// conversation is a command and what it prints.
type conversation struct {
	command string
	output  []string
}

func conversations(text string) []conversation {
	var all []conversation
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			all = append(all, conversation{command: command})
		} else if n := len(all) - 1; n >= 0 {
			all[n].output = append(all[n].output, line)
		}
	}
	return all
}

func runConversation(t *testing.T, d document, b block, dir string, c conversation) {
	t.Helper()
	out, _ := inFolder(dir, c.command) // a command may be shown to fail
	got := strings.Split(strings.TrimRight(out, "\n"), "\n")
	if len(got) == 1 && got[0] == "" {
		got = nil
	}
	if !matches(got, c.output) {
		t.Errorf("%s:%d: $ %s\nprinted\n%s\nnot\n%s", d.name, b.line, c.command, out, strings.Join(c.output, "\n"))
	}
}

func inFolder(dir, command string) (string, error) {
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return strings.ReplaceAll(string(out), dir, "/home/you"), err
}

// matches compares lines; … in want stands for any number of them, or at a
// line's end for the rest of it.
func matches(got, want []string) bool {
	if len(want) == 0 {
		return len(got) == 0
	}
	if want[0] == "…" {
		for i := range len(got) + 1 {
			if matches(got[i:], want[1:]) {
				return true
			}
		}
		return false
	}
	if len(got) == 0 {
		return false
	}
	start, open := strings.CutSuffix(want[0], "…")
	if got[0] != want[0] && !(open && strings.HasPrefix(got[0], start)) {
		return false
	}
	return matches(got[1:], want[1:])
}

// What judges the documents must itself be able to fail.
func TestMatches(t *testing.T) {
	for _, c := range []struct {
		got, want string
		ok        bool
	}{
		{"a\nb", "a\nb", true},
		{"a\nb", "a", false},
		{"a", "a\nb", false},
		{"a\nb\nc", "a\n…\nc", true},
		{"a\nb\nc", "a\n…\nd", false},
		{"a 17 ms", "a …", true},
		{"b 17 ms", "a …", false},
	} {
		if ok := matches(strings.Split(c.got, "\n"), strings.Split(c.want, "\n")); ok != c.ok {
			t.Errorf("%q against %q: %v", c.got, c.want, ok)
		}
	}
	if hasHeading("# One thing\n```\n# Two\n```\n", "two") {
		t.Error("a comment in a block was taken for a heading")
	}
}
