package tlscore

import (
	"crypto/x509"
	"encoding/asn1"
	"encoding/json"
	"fmt"
	"net"
	"slices"
	"strings"
	"unicode/utf16"
)

// attributeNames are OpenSSL's short names of what stands in names.
var attributeNames = map[string]string{
	"2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L",
	"2.5.4.8": "ST", "2.5.4.9": "street", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "title",
	"2.5.4.13": "description", "2.5.4.14": "searchGuide", "2.5.4.15": "businessCategory",
	"2.5.4.16": "postalAddress", "2.5.4.17": "postalCode", "2.5.4.18": "postOfficeBox",
	"2.5.4.20": "telephoneNumber", "2.5.4.41": "name", "2.5.4.42": "GN", "2.5.4.43": "initials",
	"2.5.4.44": "generationQualifier", "2.5.4.45": "x500UniqueIdentifier", "2.5.4.46": "dnQualifier",
	"2.5.4.65": "pseudonym", "2.5.4.72": "role", "2.5.4.97": "organizationIdentifier",
	"1.2.840.113549.1.9.1": "emailAddress", "1.2.840.113549.1.9.2": "unstructuredName",
	"1.2.840.113549.1.9.8":       "unstructuredAddress",
	"0.9.2342.19200300.100.1.1":  "UID",
	"0.9.2342.19200300.100.1.3":  "mail",
	"0.9.2342.19200300.100.1.25": "DC",
	"1.3.6.1.4.1.311.60.2.1.1":   "jurisdictionL",
	"1.3.6.1.4.1.311.60.2.1.2":   "jurisdictionST",
	"1.3.6.1.4.1.311.60.2.1.3":   "jurisdictionC",
}

// nameEntries reads a distinguished name, one pair for each attribute.
func nameEntries(der []byte) [][2]string {
	var entries [][2]string
	var sequence asn1.RawValue
	if _, err := asn1.Unmarshal(der, &sequence); err != nil {
		return nil
	}
	for rest := sequence.Bytes; len(rest) > 0; {
		var set asn1.RawValue
		var err error
		if rest, err = asn1.Unmarshal(rest, &set); err != nil {
			return entries
		}
		for inner := set.Bytes; len(inner) > 0; {
			var attribute struct {
				Type  asn1.ObjectIdentifier
				Value asn1.RawValue
			}
			if inner, err = asn1.Unmarshal(inner, &attribute); err != nil {
				return entries
			}
			oid := attribute.Type.String()
			name := attributeNames[oid]
			if name == "" {
				name = oid
			}
			entries = append(entries, [2]string{name, stringValue(attribute.Value)})
		}
	}
	return entries
}

// stringValue turns any of ASN.1's strings into UTF-8 (ASN1_STRING_to_UTF8).
func stringValue(v asn1.RawValue) string {
	switch v.Tag {
	case asn1.TagBMPString:
		units := make([]uint16, len(v.Bytes)/2)
		for i := range units {
			units[i] = uint16(v.Bytes[2*i])<<8 | uint16(v.Bytes[2*i+1])
		}
		return string(utf16.Decode(units))
	case asn1.TagUTF8String:
		return strings.ToValidUTF8(string(v.Bytes), "\uFFFD")
	}
	return latin1(v.Bytes)
}

// latin1 reads bytes as ISO 8859-1.
func latin1(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// subjectAltNameText is Node 20's text of the extension, "" without it.
func subjectAltNameText(c *x509.Certificate) string {
	var list asn1.RawValue
	der := extension(c, oidSubjectAltName)
	if der == nil {
		return ""
	}
	if _, err := asn1.Unmarshal(der, &list); err != nil {
		return ""
	}
	var texts []string
	for rest := list.Bytes; len(rest) > 0; {
		var name asn1.RawValue
		var err error
		if rest, err = asn1.Unmarshal(rest, &name); err != nil {
			return ""
		}
		kind, value := generalNameText(name)
		texts = append(texts, kind+":"+value)
	}
	return strings.Join(texts, ", ")
}

// generalNameText is the label of a name and its value, quoted if need be.
func generalNameText(name asn1.RawValue) (kind, value string) {
	switch name.Tag {
	case nameOther:
		return "othername", otherNameText(name.Bytes)
	case nameEmail:
		return "email", quoteName("", name.Bytes, false)
	case nameDNS:
		return "DNS", quoteName("", name.Bytes, false)
	case 3:
		return "X400Name", "<unsupported>"
	case nameDirectory:
		return "DirName", quoteName("", []byte(directoryText(name.Bytes)), true)
	case 5:
		return "EdiPartyName", "<unsupported>"
	case nameURI:
		return "URI", quoteName("", name.Bytes, false)
	case nameIP:
		return "IP Address", ipText(name.Bytes)
	}
	return "Registered ID", registeredIDText(name.Bytes)
}

// ipText writes an IPv6 address as OpenSSL does, without shortening it.
func ipText(b []byte) string {
	switch len(b) {
	case net.IPv4len:
		return net.IP(b).String()
	case net.IPv6len:
		groups := make([]string, 8)
		for i := range groups {
			groups[i] = fmt.Sprintf("%X", int(b[2*i])<<8|int(b[2*i+1]))
		}
		return strings.Join(groups, ":")
	}
	return "<invalid>"
}

func registeredIDText(content []byte) string {
	der, err := asn1.Marshal(asn1.RawValue{Tag: asn1.TagOID, Bytes: content})
	var oid asn1.ObjectIdentifier
	if err == nil {
		_, err = asn1.Unmarshal(der, &oid)
	}
	if err != nil {
		return "<invalid>"
	}
	return oid.String()
}

// otherNames are the kinds that are shown, with the string type that each has.
var otherNames = map[string]struct {
	label string
	tag   int
}{
	oidSMTPUTF8Mailbox:       {"SmtpUTF8Mailbox", asn1.TagUTF8String},
	"1.3.6.1.5.5.7.8.5":      {"XmppAddr", asn1.TagUTF8String},
	"1.3.6.1.5.5.7.8.7":      {"SRVName", asn1.TagIA5String},
	"1.3.6.1.4.1.311.20.2.3": {"UPN", asn1.TagUTF8String},
	"1.3.6.1.5.5.7.8.8":      {"NAIRealm", asn1.TagUTF8String},
}

func otherNameText(content []byte) string {
	const unsupported = "<unsupported>"
	var oid asn1.ObjectIdentifier
	var wrapped, value asn1.RawValue
	rest, err := asn1.Unmarshal(content, &oid)
	if err != nil {
		return unsupported
	}
	if _, err := asn1.Unmarshal(rest, &wrapped); err != nil {
		return unsupported
	}
	kind, ok := otherNames[oid.String()]
	if _, err := asn1.Unmarshal(wrapped.Bytes, &value); err != nil || !ok || value.Tag != kind.tag {
		return unsupported
	}
	return quoteName(kind.label+":", value.Bytes, kind.tag == asn1.TagUTF8String)
}

// quoteName writes a value so that no byte of it can pass for the end of it:
// as it is if that is harmless, else like a JSON string (Node since 16.13.2,
// CVE-2021-44532).
func quoteName(prefix string, value []byte, utf8 bool) string {
	if !slices.ContainsFunc(value, func(c byte) bool { return unsafeInName(c, utf8) }) {
		return prefix + strings.ToValidUTF8(string(value), "\uFFFD")
	}
	var b strings.Builder
	b.WriteString(`"` + prefix)
	for _, c := range value {
		switch {
		case c == '\\' || c == '"':
			b.Write([]byte{'\\', c})
		case c >= ' ' && c <= '~' && c != ',' || utf8 && c >= 0x80:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, `\u%04x`, c)
		}
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD") + `"`
}

// unquoteName undoes quoteName, which Node does for infoAccess alone.
func unquoteName(value string) string {
	var plain string
	if strings.HasPrefix(value, `"`) && json.Unmarshal([]byte(value), &plain) == nil {
		return plain
	}
	return value
}

func unsafeInName(c byte, utf8 bool) bool {
	switch c {
	case '"', '\\', ',', '\'':
		return true
	}
	return c < ' ' || c == 0x7f || !utf8 && c > '~'
}

// directoryText is RFC 2253's form of a name: last part first.
func directoryText(der []byte) string {
	entries := nameEntries(der)
	texts := make([]string, 0, len(entries))
	for _, e := range slices.Backward(entries) {
		texts = append(texts, e[0]+"="+escapeRFC2253(e[1]))
	}
	return strings.Join(texts, ",")
}

// escapeRFC2253 is RFC 2253 section 2.4.
func escapeRFC2253(value string) string {
	var b strings.Builder
	for i, c := range value {
		edge := c == ' ' && (i == 0 || i == len(value)-1) || c == '#' && i == 0
		if edge || strings.ContainsRune(`,+"\<>;`, c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// accessMethods are OpenSSL's long names.
var accessMethods = map[string]string{
	"1.3.6.1.5.5.7.48.1": "OCSP", "1.3.6.1.5.5.7.48.2": "CA Issuers",
	"1.3.6.1.5.5.7.48.3": "AD Time Stamping", "1.3.6.1.5.5.7.48.4": "ad dvcs",
	"1.3.6.1.5.5.7.48.5": "CA Repository",
}

// infoAccess reads the authority information access, as pairs and as text.
func infoAccess(c *x509.Certificate) (pairs [][2]string, text string) {
	der := extension(c, "1.3.6.1.5.5.7.1.1")
	if der == nil {
		return nil, ""
	}
	var list []struct {
		Method   asn1.ObjectIdentifier
		Location asn1.RawValue
	}
	if _, err := asn1.Unmarshal(der, &list); err != nil {
		return nil, ""
	}
	var lines []string
	for _, entry := range list {
		method := accessMethods[entry.Method.String()]
		if method == "" {
			method = entry.Method.String()
		}
		kind, value := generalNameText(entry.Location)
		lines = append(lines, method+" - "+kind+":"+value)
		pairs = append(pairs, [2]string{method + " - " + kind, unquoteName(value)})
	}
	return pairs, strings.Join(lines, "\n")
}
