package url

import (
	"regexp"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// hosts keeps the parser from taking "-1" for a number: it reads IPv4 parts
// with strconv, which takes a sign, so that http://-1/ would be
// 255.255.255.255. Before the parser sees such a host its signs are spelt out;
// afterwards, where it was taken for a name, they come back. One parser serves
// one goroutine, and the two calls for one host follow each other.
type hosts struct{ hidden bool }

var (
	signedNumber = regexp.MustCompile(`(?i)(^|\.)(0x?)?[+-][0-9a-f]+(\.|$)`)
	spellOut     = strings.NewReplacer("+", "signplussign", "-", "signminussign", "%", "%25")
	signs        = strings.NewReplacer("signplussign", "+", "signminussign", "-")
)

func newParser() whatwg.Parser {
	h := &hosts{}
	return whatwg.NewParser(whatwg.WithPreParseHostFunc(h.before), whatwg.WithPostParseHostFunc(h.after))
}

func (h *hosts) before(u *whatwg.Url, host string) string {
	h.hidden = false
	if !u.IsSpecialScheme() || host == "" || host[0] == '[' {
		return host
	}
	name := decodePercent(host)
	if !isASCII(name) {
		if ascii, err := profile.ToASCII(name); err == nil {
			name = ascii
		}
	}
	if !signedNumber.MatchString(name) {
		return host
	}
	h.hidden = true
	return spellOut.Replace(name)
}

func (h *hosts) after(_ *whatwg.Url, host string) string {
	if h.hidden {
		return signs.Replace(host)
	}
	return host
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func decodePercent(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			c = unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
		}
		out = append(out, c)
	}
	return string(out)
}
