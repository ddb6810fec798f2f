package tlscore

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"net"
	"slices"
	"strings"
)

const (
	oidNameConstraints = "2.5.29.30"
	oidSubjectAltName  = "2.5.29.17"
	oidEmailAddress    = "1.2.840.113549.1.9.1"
	oidCommonName      = "2.5.4.3"
	oidSMTPUTF8Mailbox = "1.3.6.1.5.5.7.8.9"
)

// maxNameComparisons bounds the work that a chain can ask for: names times
// constraints, summed over the chain (CVE-2018-16875 was such a chain).
const maxNameComparisons = 1 << 20

// Tags of a GeneralName (RFC 5280 section 4.2.1.6).
const (
	nameOther     = 0
	nameEmail     = 1
	nameDNS       = 2
	nameDirectory = 4
	nameURI       = 6
	nameIP        = 7
)

// generalName is a name or the base of a constraint: its tag and its content.
type generalName struct {
	tag   int
	bytes []byte
}

// nameSubtree is one constraint.
type nameSubtree struct {
	base    generalName
	bounded bool // a minimum or maximum is given, which RFC 5280 forbids
}

type nameConstraints struct {
	permitted, excluded []nameSubtree
}

// checkNames holds the names of every certificate against the constraints of
// all that stand above it, the trust anchor included (RFC 5280 section
// 6.1.4 (g), as OpenSSL reads it: a common name that looks like a host name
// counts where there is no DNS name).
func (v *verification) checkNames() {
	budget := maxNameComparisons
	for i := len(v.chain) - 1; i >= 0; i-- {
		c := v.chain[i]
		if i > 0 && selfIssued(c) {
			continue
		}
		for j := len(v.chain) - 1; j > i; j-- {
			der := extension(v.chain[j], oidNameConstraints)
			if der == nil {
				continue
			}
			if code := checkConstraints(c, der, i == 0, &budget); code != VerifyOK {
				v.fail(code, i)
			}
		}
	}
}

func checkConstraints(c *x509.Certificate, der []byte, leaf bool, budget *int) VerifyCode {
	constraints, ok := parseNameConstraints(der)
	if !ok {
		return VerifyUnsupportedConstraint
	}
	names, code := constrainedNames(c, leaf)
	if code != VerifyOK {
		return code
	}
	*budget -= len(names) * (len(constraints.permitted) + len(constraints.excluded))
	if *budget < 0 {
		return VerifyUnspecified
	}
	for _, name := range names {
		if code := constraints.check(name); code != VerifyOK {
			return code
		}
	}
	return VerifyOK
}

func parseNameConstraints(der []byte) (*nameConstraints, bool) {
	var outer struct {
		Permitted asn1.RawValue `asn1:"optional,tag:0"`
		Excluded  asn1.RawValue `asn1:"optional,tag:1"`
	}
	if rest, err := asn1.Unmarshal(der, &outer); err != nil || len(rest) > 0 {
		return nil, false
	}
	permitted, ok := parseSubtrees(outer.Permitted.Bytes)
	excluded, ok2 := parseSubtrees(outer.Excluded.Bytes)
	return &nameConstraints{permitted, excluded}, ok && ok2
}

func parseSubtrees(der []byte) ([]nameSubtree, bool) {
	var all []nameSubtree
	for len(der) > 0 {
		var tree, base asn1.RawValue
		var err error
		if der, err = asn1.Unmarshal(der, &tree); err != nil {
			return nil, false
		}
		bounds, err := asn1.Unmarshal(tree.Bytes, &base)
		if err != nil {
			return nil, false
		}
		// DER leaves out the default minimum of 0, so anything is a bound.
		all = append(all, nameSubtree{generalName{base.Tag, base.Bytes}, len(bounds) > 0})
	}
	return all, true
}

// constrainedNames collects the subject, the addresses in it, the alternative
// names and, of a leaf without a DNS name, the common names like one.
func constrainedNames(c *x509.Certificate, leaf bool) ([]generalName, VerifyCode) {
	var names []generalName
	hasDNS := false
	var list asn1.RawValue
	if der := extension(c, oidSubjectAltName); der != nil {
		if _, err := asn1.Unmarshal(der, &list); err != nil {
			return nil, VerifyUnsupportedName
		}
	}
	for rest := list.Bytes; len(rest) > 0; {
		var name asn1.RawValue
		var err error
		if rest, err = asn1.Unmarshal(rest, &name); err != nil {
			return nil, VerifyUnsupportedName
		}
		hasDNS = hasDNS || name.Tag == nameDNS
		names = append(names, generalName{name.Tag, name.Bytes})
	}
	var subject pkix.RDNSequence
	if _, err := asn1.Unmarshal(c.RawSubject, &subject); err != nil {
		return nil, VerifyUnsupportedName
	}
	if len(subject) > 0 {
		names = append(names, generalName{nameDirectory, c.RawSubject})
	}
	for _, attribute := range slices.Concat(subject...) {
		text, _ := attribute.Value.(string)
		switch attribute.Type.String() {
		case oidEmailAddress:
			names = append(names, generalName{nameEmail, []byte(text)})
		case oidCommonName:
			if leaf && !hasDNS && looksLikeHost(text) {
				names = append(names, generalName{nameDNS, []byte(text)})
			}
		}
	}
	return names, VerifyOK
}

// looksLikeHost reports whether a common name has two or more labels of
// letters, digits, '_' and inner '-'.
func looksLikeHost(text string) bool {
	text = strings.TrimRight(text, "\x00")
	labels := strings.Split(text, ".")
	for _, label := range labels {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-') {
				return false
			}
		}
	}
	return len(labels) > 1
}

// check holds one name against the constraints of its own kind.
func (n *nameConstraints) check(name generalName) VerifyCode {
	tried, permitted := false, false
	for _, tree := range n.permitted {
		if !sameKind(tree.base, name) {
			continue
		}
		if tree.bounded {
			return VerifySubtreeMinMax
		}
		tried = true
		matches, code := tree.base.covers(name)
		if code != VerifyOK {
			return code
		}
		permitted = permitted || matches
	}
	if tried && !permitted {
		return VerifyPermittedViolation
	}
	for _, tree := range n.excluded {
		if !sameKind(tree.base, name) {
			continue
		}
		if tree.bounded {
			return VerifySubtreeMinMax
		}
		matches, code := tree.base.covers(name)
		if code != VerifyOK {
			return code
		}
		if matches {
			return VerifyExcludedViolation
		}
	}
	return VerifyOK
}

// sameKind reports whether a constraint speaks about such a name.
// An internationalised mailbox is an e-mail address (RFC 9598).
func sameKind(base, name generalName) bool {
	if name.tag != nameOther {
		return base.tag == name.tag
	}
	kind := otherNameType(name)
	if kind == oidSMTPUTF8Mailbox {
		return base.tag == nameEmail
	}
	return base.tag == nameOther && otherNameType(base) == kind
}

func otherNameType(name generalName) string {
	var oid asn1.ObjectIdentifier
	if _, err := asn1.Unmarshal(name.bytes, &oid); err != nil {
		return ""
	}
	return oid.String()
}

// covers reports whether a name lies in the subtree of a base (RFC 5280
// section 4.2.1.10).
func (b generalName) covers(name generalName) (bool, VerifyCode) {
	base, text := string(b.bytes), string(name.bytes)
	switch {
	case name.tag == nameOther && b.tag == nameEmail:
		return coversMailbox(base, name)
	case b.tag == nameDNS:
		return coversHost(base, text, true), VerifyOK
	case b.tag == nameEmail:
		return coversEmail(base, text)
	case b.tag == nameURI:
		return coversURI(base, text)
	case b.tag == nameIP:
		return coversIP(b.bytes, name.bytes)
	case b.tag == nameDirectory:
		return coversDirectory(b.bytes, name.bytes)
	}
	return false, VerifyUnsupportedConstraintType
}

// coversHost compares host names. With deep a base without a dot in front also
// covers the names below it, as it does for DNS names and for nothing else.
func coversHost(base, host string, deep bool) bool {
	base, host = strings.ToLower(base), strings.ToLower(host)
	if base == "" || host == base {
		return true
	}
	if strings.HasPrefix(base, ".") {
		return strings.HasSuffix(host, base)
	}
	return deep && strings.HasSuffix(host, "."+base)
}

func coversEmail(base, address string) (bool, VerifyCode) {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return false, VerifyUnsupportedName
	}
	local, host := address[:at], address[at+1:]
	if baseAt := strings.LastIndexByte(base, '@'); baseAt >= 0 {
		if baseAt > 0 && base[:baseAt] != local {
			return false, VerifyOK
		}
		base = base[baseAt+1:]
	}
	return coversHost(base, host, false), VerifyOK
}

func coversMailbox(base string, name generalName) (bool, VerifyCode) {
	var oid asn1.ObjectIdentifier
	var value asn1.RawValue
	rest, err := asn1.Unmarshal(name.bytes, &oid)
	if err != nil {
		return false, VerifyUnsupportedName
	}
	if _, err := asn1.UnmarshalWithParams(rest, &value, "explicit,tag:0"); err != nil {
		return false, VerifyUnsupportedName
	}
	return coversEmail(base, string(value.Bytes))
}

func coversURI(base, uri string) (bool, VerifyCode) {
	_, host, ok := strings.Cut(uri, "://")
	if i := strings.IndexAny(host, ":/"); i >= 0 {
		host = host[:i]
	}
	if !ok || host == "" {
		return false, VerifyUnsupportedName
	}
	return coversHost(base, host, false), VerifyOK
}

// coversIP takes an address and, of the base, an address and a mask.
func coversIP(base, address []byte) (bool, VerifyCode) {
	if len(address) != net.IPv4len && len(address) != net.IPv6len {
		return false, VerifyUnsupportedName
	}
	if len(base) != 2*net.IPv4len && len(base) != 2*net.IPv6len {
		return false, VerifyUnsupportedConstraint
	}
	n := len(base) / 2
	if len(address) != n {
		return false, VerifyOK
	}
	for i := range n {
		if (address[i]^base[i])&base[n+i] != 0 {
			return false, VerifyOK
		}
	}
	return true, VerifyOK
}

// coversDirectory asks whether the base is the beginning of the name.
func coversDirectory(base, name []byte) (bool, VerifyCode) {
	want, ok := canonicalName(base)
	have, ok2 := canonicalName(name)
	if !ok {
		return false, VerifyUnsupportedConstraint
	}
	if !ok2 {
		return false, VerifyUnsupportedName
	}
	return len(want) <= len(have) && slices.Equal(want, have[:len(want)]), VerifyOK
}

// canonicalName folds the case and the white space of a distinguished name
// (RFC 5280 section 7.1), one text for each of its parts.
func canonicalName(der []byte) ([]string, bool) {
	var name asn1.RawValue
	if _, err := asn1.Unmarshal(der, &name); err != nil {
		return nil, false
	}
	var parts []string
	for rest := name.Bytes; len(rest) > 0; {
		var set asn1.RawValue
		var err error
		if rest, err = asn1.Unmarshal(rest, &set); err != nil {
			return nil, false
		}
		parts = append(parts, string(canonicalPart(set)))
	}
	return parts, true
}

func canonicalPart(set asn1.RawValue) []byte {
	var attributes []pkix.AttributeTypeAndValue
	if _, err := asn1.UnmarshalWithParams(set.FullBytes, &attributes, "set"); err != nil {
		return set.FullBytes
	}
	var out []byte
	for _, attribute := range attributes {
		text, ok := attribute.Value.(string)
		if !ok {
			return set.FullBytes
		}
		out = append(out, attribute.Type.String()+"="...)
		out = append(out, strings.ToLower(strings.Join(strings.Fields(text), " "))...)
		out = append(out, 0)
	}
	return bytes.Clone(out)
}
