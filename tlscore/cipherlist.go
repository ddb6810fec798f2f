package tlscore

import (
	"fmt"
	"slices"
	"strings"
)

// DefaultCiphers is the cipher list of a context that names none: what Node 20
// has as tls.DEFAULT_CIPHERS.
const DefaultCiphers = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:" +
	"ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:" +
	"ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-GCM-SHA384:" +
	"DHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-SHA256:DHE-RSA-AES128-SHA256:" +
	"ECDHE-RSA-AES256-SHA384:DHE-RSA-AES256-SHA384:ECDHE-RSA-AES256-SHA256:DHE-RSA-AES256-SHA256:" +
	"HIGH:!aNULL:!eNULL:!EXPORT:!DES:!RC4:!MD5:!PSK:!SRP:!CAMELLIA"

// defaultSecurityLevel is OpenSSL 3.0's and Node's.
const defaultSecurityLevel = 1

// ParseCipherList reads a cipher list in OpenSSL's language (openssl-ciphers(1):
// names, aliases, '+' inside a name, the prefixes ! - +, @STRENGTH, @SECLEVEL=n,
// DEFAULT at the front) and returns the chosen suites in order, those of
// TLS 1.3 first. As in Node a TLS 1.3 suite is chosen only by its own name, and
// a list without one chooses none; IANA's names serve as well as OpenSSL's.
//
// Unknown names are passed over, except that an unknown name that begins with
// "TLS_" is an error. Suites that the @SECLEVEL of the list forbids are left
// out. Errors are *[Error] with ReasonNoCipherMatch (nothing is left) or
// ReasonInvalidCommand. Any goroutine may call it.
func ParseCipherList(list string) ([]Cipher, error) {
	choice, err := parseCipherList(list, defaultSecurityLevel)
	if err != nil {
		return nil, err
	}
	return append(slices.Clone(choice.suites13), choice.suites...), nil
}

// cipherChoice is a list that was read.
type cipherChoice struct {
	suites13, suites []Cipher
	level            int
	levelNamed       bool // the list has a @SECLEVEL
}

// parseCipherList is ParseCipherList with the level of a list that names none.
func parseCipherList(list string, level int) (*cipherChoice, error) {
	if list == "" {
		list = DefaultCiphers
	}
	choice := &cipherChoice{level: level}
	var rest []string
	for _, item := range strings.Split(list, ":") {
		if !strings.HasPrefix(item, "TLS_") {
			rest = append(rest, item)
			continue
		}
		c, ok := cipherByName(item)
		switch {
		case !ok || c.StandardName != item:
			return nil, materialError(ReasonNoCipherMatch, fmt.Errorf("no suite is named %q", item))
		case !c.isTLS13():
			rest = append(rest, c.Name)
		case !slices.Contains(choice.suites13, c):
			choice.suites13 = append(choice.suites13, c)
		}
	}
	if err := choice.applyRules(strings.Join(rest, ":")); err != nil {
		return nil, err
	}
	forbidden := func(c Cipher) bool { return !c.allowedAt(choice.level) }
	choice.suites = slices.DeleteFunc(choice.suites, forbidden)
	choice.suites13 = slices.DeleteFunc(choice.suites13, forbidden)
	if len(choice.suites)+len(choice.suites13) == 0 {
		return nil, materialError(ReasonNoCipherMatch, fmt.Errorf("%q chooses no suite", list))
	}
	return choice, nil
}

// applyRules runs the part of the list that is about TLS 1.2 and below.
func (p *cipherChoice) applyRules(rules string) error {
	trimmed := strings.Trim(rules, ":")
	if trimmed == "" {
		return nil
	}
	if suites, ok := suiteBLists[trimmed[:suiteBLength(trimmed)]]; ok {
		rules = suites
	}
	m := newCipherMachine(p.level)
	if rest, ok := strings.CutPrefix(rules, "DEFAULT"); ok {
		m.apply('a', []string{"ALL"})
		rules = strings.TrimPrefix(rest, ":")
	}
	for rules != "" {
		var err error
		if rules, err = m.step(rules); err != nil {
			return err
		}
	}
	p.level, p.levelNamed = m.level, m.levelNamed
	p.suites = m.chosen()
	if len(p.suites) == 0 {
		return materialError(ReasonNoCipherMatch, fmt.Errorf("%q chooses no suite", trimmed))
	}
	return nil
}

// suiteBLists are the profiles of RFC 6460, which replace the whole list.
var suiteBLists = map[string]string{
	"SUITEB128ONLY": "ECDHE-ECDSA-AES128-GCM-SHA256",
	"SUITEB128C2":   "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384",
	"SUITEB128":     "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384",
	"SUITEB192":     "ECDHE-ECDSA-AES256-GCM-SHA384",
}

func suiteBLength(list string) int {
	if i := strings.IndexAny(list, ": ;,"); i >= 0 {
		return i
	}
	return len(list)
}

// cipherMachine is the state that a list's rules work on: every suite in its
// present order, chosen or not.
type cipherMachine struct {
	entries    []cipherEntry
	level      int
	levelNamed bool
}

type cipherEntry struct {
	Cipher
	active bool
}

func newCipherMachine(level int) *cipherMachine {
	m := &cipherMachine{level: level}
	for _, c := range cipherTable {
		if !c.isTLS13() {
			m.entries = append(m.entries, cipherEntry{Cipher: c})
		}
	}
	return m
}

func (m *cipherMachine) chosen() []Cipher {
	var out []Cipher
	for _, e := range m.entries {
		if e.active {
			out = append(out, e.Cipher)
		}
	}
	return out
}

// step runs the first rule of a non-empty list and returns what follows it.
func (m *cipherMachine) step(rules string) (string, error) {
	verb := byte('a')
	switch rules[0] {
	case ':', ' ', ';', ',':
		return rules[1:], nil
	case '!', '-', '+', '@':
		verb, rules = rules[0], rules[1:]
	}
	var terms []string
	for {
		n := 0
		for n < len(rules) && isRuleChar(rules[n]) {
			n++
		}
		if n == 0 {
			return "", materialError(ReasonInvalidCommand, fmt.Errorf("a name is missing before %q", rules))
		}
		terms, rules = append(terms, rules[:n]), rules[n:]
		if verb == '@' || !strings.HasPrefix(rules, "+") {
			break
		}
		rules = rules[1:]
	}
	if verb == '@' {
		return rules[suiteBLength(rules):], m.command(terms[0])
	}
	m.apply(verb, terms)
	return rules, nil
}

func isRuleChar(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '-' || c == '.' || c == '=' || c == '_'
}

// command runs what follows an '@'.
func (m *cipherMachine) command(word string) error {
	if level, ok := strings.CutPrefix(word, "SECLEVEL="); ok && len(level) == 1 && level[0] >= '0' && level[0] <= '5' {
		m.level, m.levelNamed = int(level[0]-'0'), true
		return nil
	}
	if word == "STRENGTH" {
		slices.SortStableFunc(m.entries, func(a, b cipherEntry) int {
			if !a.active || !b.active {
				return boolRank(a.active) - boolRank(b.active)
			}
			return b.strengthBits() - a.strengthBits()
		})
		return nil
	}
	return materialError(ReasonInvalidCommand, fmt.Errorf("unknown command @%s", word))
}

// boolRank sorts suites that are not chosen to the front, where OpenSSL leaves
// them: a later rule then appends them behind the chosen ones in old order.
func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// apply runs one rule on every suite that all of its terms name.
func (m *cipherMachine) apply(verb byte, terms []string) {
	tests := make([]cipherTest, len(terms))
	named := false
	for i, term := range terms {
		test, ok := findCipherTest(term)
		if !ok {
			return
		}
		tests[i] = test.matches
		named = named || test.namesWeak
	}
	var hit, other []cipherEntry
	for _, e := range m.entries {
		moves := matchesAll(tests, &e.Cipher) && (!e.Weak || named || verb != 'a')
		switch {
		case verb == 'a':
			moves = moves && !e.active
		case verb == '+' || verb == '-':
			moves = moves && e.active
		}
		if moves {
			e.active = verb == 'a' || verb == '+'
			hit = append(hit, e)
		} else {
			other = append(other, e)
		}
	}
	switch verb {
	case '!':
		m.entries = other
	case '-':
		m.entries = append(hit, other...)
	default:
		m.entries = append(other, hit...)
	}
}

type cipherTest func(c *Cipher) bool

func matchesAll(tests []cipherTest, c *Cipher) bool {
	for _, test := range tests {
		if !test(c) {
			return false
		}
	}
	return true
}

// cipherAlias is what a word of the list stands for.
type cipherAlias struct {
	matches cipherTest
	// namesWeak lets the word choose RC4 and 3DES, which classes like ALL and
	// kRSA do not.
	namesWeak bool
}

// findCipherTest looks a word up among the suites, then the aliases. Words
// that OpenSSL knows and that name nothing in our table (CAMELLIA, SRP, aNULL)
// need no entry: like unknown ones they choose nothing.
func findCipherTest(word string) (cipherAlias, bool) {
	if c, ok := cipherByName(word); ok && c.Name == word {
		id := c.ID
		return cipherAlias{func(c *Cipher) bool { return c.ID == id }, true}, true
	}
	alias, ok := cipherAliases[word]
	return alias, ok
}

var cipherAliases = map[string]cipherAlias{
	"ALL":       {matches: func(*Cipher) bool { return true }},
	"HIGH":      {matches: func(c *Cipher) bool { return !c.Weak }},
	"FIPS":      {matches: func(c *Cipher) bool { return c.Encryption == "AES" || c.Encryption == "AESGCM" }},
	"kRSA":      keyExchangeAlias("RSA"),
	"RSA":       keyExchangeAlias("RSA"),
	"kEDH":      keyExchangeAlias("DHE"),
	"kDHE":      keyExchangeAlias("DHE"),
	"EDH":       keyExchangeAlias("DHE"),
	"DHE":       keyExchangeAlias("DHE"),
	"DH":        keyExchangeAlias("DHE"),
	"kEECDH":    keyExchangeAlias("ECDHE"),
	"kECDHE":    keyExchangeAlias("ECDHE"),
	"EECDH":     keyExchangeAlias("ECDHE"),
	"ECDHE":     keyExchangeAlias("ECDHE"),
	"ECDH":      keyExchangeAlias("ECDHE"),
	"PSK":       {matches: func(c *Cipher) bool { return c.needsKey() }},
	"kPSK":      keyExchangeAlias("PSK"),
	"kRSAPSK":   keyExchangeAlias("RSAPSK"),
	"kDHEPSK":   keyExchangeAlias("DHEPSK"),
	"kECDHEPSK": keyExchangeAlias("ECDHEPSK"),
	"aPSK":      {matches: func(c *Cipher) bool { return c.withoutCertificate() }},
	"aRSA":      {matches: func(c *Cipher) bool { return c.Authentication == "RSA" }},
	"aECDSA":    {matches: func(c *Cipher) bool { return c.Authentication == "ECDSA" }},
	"ECDSA":     {matches: func(c *Cipher) bool { return c.Authentication == "ECDSA" }},
	"AES128":    {matches: func(c *Cipher) bool { return isAES(c) && c.KeyBits == 128 }},
	"AES256":    {matches: func(c *Cipher) bool { return isAES(c) && c.KeyBits == 256 }},
	"AES":       {matches: isAES},
	"AESGCM":    {matches: func(c *Cipher) bool { return c.Encryption == "AESGCM" }},
	"CHACHA20":  {matches: func(c *Cipher) bool { return c.Encryption == "CHACHA20" }},
	"3DES":      {func(c *Cipher) bool { return c.Encryption == "3DES" }, true},
	"RC4":       {func(c *Cipher) bool { return c.Encryption == "RC4" }, true},
	"SHA":       macAlias("SHA1"),
	"SHA1":      macAlias("SHA1"),
	"SHA256":    macAlias("SHA256"),
	"SHA384":    macAlias("SHA384"),
	"SSLv3":     versionAlias("SSLv3"),
	"TLSv1":     versionAlias("TLSv1.0"),
	"TLSv1.0":   versionAlias("TLSv1.0"),
	"TLSv1.2":   versionAlias("TLSv1.2"),
}

func isAES(c *Cipher) bool { return c.Encryption == "AES" || c.Encryption == "AESGCM" }

func keyExchangeAlias(name string) cipherAlias {
	return cipherAlias{matches: func(c *Cipher) bool { return c.KeyExchange == name }}
}

func macAlias(name string) cipherAlias {
	return cipherAlias{matches: func(c *Cipher) bool { return c.MAC == name }}
}

func versionAlias(name string) cipherAlias {
	return cipherAlias{matches: func(c *Cipher) bool { return c.Version == name }}
}
