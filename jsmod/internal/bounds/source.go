package bounds

import (
	"strings"

	"tlsjs/jsmod/internal/trees"
)

// deepSource is how deep a source text may go. The engine's parser and its compiler
// call themselves for each bracket, and for each sign of a row of operators.
const deepSource = 20_000

// TooDeep tells that the parser may not come back from a text. It counts brackets
// that are open at once, and what stands in a row inside each without a comma or
// semicolon: a guess from the signs that can only be too high for a text that
// nobody writes. Any goroutine may call it.
func TooDeep(source string) bool {
	// Each level takes a character at least.
	if len(source) <= deepSource {
		return false
	}
	s := scan{text: source}
	return s.run()
}

type scan struct {
	text string
	at   int
	rows []row // of the brackets that are open
	row
	depth int // of all rows together
	value bool
}

// row is what was met since the bracket that is innermost.
type row struct {
	signs int  // since the last comma or semicolon, or line that ends a statement
	heads int  // of statements, since the last semicolon
	elses int  // since the bracket
	quote bool // the bracket began in a template
}

func (s *scan) run() bool {
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\r':
		case '\n':
			s.line()
		case '"', '\'':
			s.skipString(c)
			s.value = true
		case '`':
			s.template()
		case '/':
			s.slash()
		case '(', '[', '{':
			s.open(false)
		case ')', ']', '}':
			if quote := s.close(); quote {
				s.template()
			} else {
				s.value = c != '}'
				if c == '}' {
					s.reset()
				}
			}
		case ',', ';':
			s.reset()
			s.value = false
		default:
			s.other(c)
		}
		if s.depth > deepSource {
			return true
		}
	}
	return false
}

func (s *scan) sign() { s.signs++; s.depth++ }

func (s *scan) reset() {
	s.depth -= s.signs + s.heads
	s.signs, s.heads = 0, 0
}

// line ends a statement that has no semicolon: what follows a value is no sign.
func (s *scan) line() {
	rest := strings.TrimLeft(s.text[s.at:min(s.at+200, len(s.text))], " \t\r\n")
	if s.value && rest != "" && (trees.InName(rest[0]) || rest[0] == '"' || rest[0] == '\'') {
		s.depth -= s.signs
		s.signs = 0
	}
}

func (s *scan) open(quote bool) {
	s.row.quote = s.row.quote && !quote
	s.rows = append(s.rows, s.row)
	s.row = row{quote: quote}
	s.depth++
	s.value = false
}

// close leaves a bracket and tells whether a template goes on behind it.
func (s *scan) close() bool {
	if len(s.rows) == 0 {
		return false
	}
	quote := s.row.quote
	s.depth -= 1 + s.signs + s.heads + s.elses
	s.row = s.rows[len(s.rows)-1]
	s.rows = s.rows[:len(s.rows)-1]
	// What is called, or looked up, again and again is nested too.
	s.sign()
	return quote
}

func (s *scan) skipString(quote byte) {
	for s.at++; s.at < len(s.text) && s.text[s.at] != quote && s.text[s.at] != '\n'; s.at++ {
		if s.text[s.at] == '\\' {
			s.at++
		}
	}
}

// template skips the text of a template up to its end or its next ${.
func (s *scan) template() {
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case '`':
			s.value = true
			return
		case '$':
			if strings.HasPrefix(s.text[s.at:], "${") {
				s.at++
				s.open(true)
				return
			}
		}
	}
}

// slash skips a comment or a regular expression, and counts a division.
func (s *scan) slash() {
	rest := s.text[s.at:]
	switch {
	case strings.HasPrefix(rest, "//"):
		s.skipTo(rest, "\n")
	case strings.HasPrefix(rest, "/*"):
		s.skipTo(rest, "*/")
	case s.value:
		s.sign()
		s.value = false
	default:
		class := false
		for s.at++; s.at < len(s.text) && s.text[s.at] != '\n' && (class || s.text[s.at] != '/'); s.at++ {
			switch s.text[s.at] {
			case '\\':
				s.at++
			case '[':
				class = true
			case ']':
				class = false
			}
		}
		s.value = true
	}
}

func (s *scan) skipTo(rest, end string) {
	i := strings.Index(rest, end)
	if i < 0 {
		s.at = len(s.text)
		return
	}
	s.at += i + len(end) - 1
}

// other reads a word, a number or a sign.
func (s *scan) other(c byte) {
	if !trees.InName(c) {
		s.sign()
		s.value = false
		return
	}
	start := s.at
	for s.at+1 < len(s.text) && trees.InName(s.text[s.at+1]) {
		s.at++
	}
	s.value = true
	switch s.text[start : s.at+1] {
	case "else":
		s.elses++
		s.depth++
		s.value = false
	case "if", "for", "while", "do", "with":
		s.heads++
		s.depth++
		s.value = false
	case "typeof", "void", "delete", "new", "await", "yield", "in", "of", "instanceof",
		"return", "case", "throw", "try", "finally", "class", "extends", "async", "function":
		s.sign()
		s.value = false
	}
}
