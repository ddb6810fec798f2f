package httpwire

// Classes of bytes, as bits of the table.
const (
	isToken    = 1 << iota // tchar, RFC 9110, 5.6.2
	isValue                // field-content: printable, obs-text, space and tab
	isURL                  // what may stand in a path: printable, but # and ?
	isUserinfo             // what may stand in an authority
	isQuoted               // qdtext, RFC 9110, 5.6.4
)

var classes = func() (t [256]uint8) {
	for c := range 256 {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		printable := c > ' ' && c < 0x7f
		if letter || contains("!#$%&'*+-.^_`|~", c) {
			t[c] |= isToken
		}
		if printable || c >= 0x80 || c == ' ' || c == '\t' {
			t[c] |= isValue
		}
		if printable && c != '#' && c != '?' {
			t[c] |= isURL
		}
		if letter || contains("-_.!~*'();:&=+$,%[]", c) {
			t[c] |= isUserinfo
		}
		if (printable || c >= 0x80 || c == ' ' || c == '\t') && c != '"' && c != '\\' {
			t[c] |= isQuoted
		}
	}
	return t
}()

func contains(list string, c int) bool {
	for i := range len(list) {
		if int(list[i]) == c {
			return true
		}
	}
	return false
}

// Is tells whether c is of a class.
func is(c byte, class uint8) bool { return classes[c]&class != 0 }

// run is how many bytes at the beginning of data are of a class.
func run(data []byte, class uint8) int {
	for i, c := range data {
		if classes[c]&class == 0 {
			return i
		}
	}
	return len(data)
}

// IsToken tells whether s is a token: a method, the name of a field.
func IsToken(s string) bool {
	for i := range len(s) {
		if !is(s[i], isToken) {
			return false
		}
	}
	return s != ""
}

// IsValue tells whether s may be the value of a field, its bytes being characters
// of Latin-1.
func IsValue(s string) bool {
	for i := range len(s) {
		if !is(s[i], isValue) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}

// equalFold compares ASCII without case; word is in lower case.
func equalFold(b []byte, word string) bool {
	if len(b) != len(word) {
		return false
	}
	for i, c := range b {
		if lower(c) != word[i] {
			return false
		}
	}
	return true
}
