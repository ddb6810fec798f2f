package chains

import (
	"bytes"
	"crypto"
	_ "crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"net"

	"tlsjs/tlscore/certgen"
)

func usage(u ...x509.ExtKeyUsage) func(*x509.Certificate) {
	return func(c *x509.Certificate) { c.ExtKeyUsage = u }
}

// usages are certificates that are not for what they are used for.
func (m *maker) usages() []Case {
	trusted := list(m.root)
	clientLeaf := issue("client", m.middle, false, usage(x509.ExtKeyUsageClientAuth))
	serverLeaf := issue("server", m.middle, false, usage(x509.ExtKeyUsageServerAuth))
	anyUse := issue("any", m.middle, false, usage(x509.ExtKeyUsageAny))
	signOnly := issue("sign", m.middle, false, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCRLSign })
	clientCA := issue("client ca", m.root, true, usage(x509.ExtKeyUsageClientAuth))
	noCA := issue("no ca", m.root, false, nil)
	noSign := issue("no sign", m.root, true, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCRLSign })
	noConstraints := issue("no constraints", m.root, false, func(c *x509.Certificate) { c.BasicConstraintsValid = false })
	short := issue("short", m.root, true, func(c *x509.Certificate) { c.MaxPathLenZero = true })
	below := issue("below", short, true, nil)
	unknown := func(critical bool) func(*x509.Certificate) {
		return func(c *x509.Certificate) {
			c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3, 4}, Critical: critical, Value: []byte{5, 0}}}
		}
	}
	criticalCA := issue("critical ca", m.root, true, unknown(true))
	return []Case{
		server("client as a server", list(clientLeaf, m.middle), trusted, invalidPurpose),
		{Name: "client as a client", Sent: list(clientLeaf, m.middle), Trusted: trusted, Purpose: Client, Want: ok, Level: 1},
		{Name: "server as a client", Sent: list(serverLeaf, m.middle), Trusted: trusted, Purpose: Client, Want: invalidPurpose, Level: 1},
		server("server as a server", list(serverLeaf, m.middle), trusted, ok),
		server("any usage", list(anyUse, m.middle), trusted, invalidPurpose),
		server("key for lists only", list(signOnly, m.middle), trusted, invalidPurpose),
		server("a CA for clients", list(issue("leaf", clientCA, false, nil), clientCA), trusted, invalidPurpose),
		server("issuer is no CA", list(issue("leaf", noCA, false, nil), noCA), trusted, invalidPurpose),
		server("issuer without basic constraints", list(issue("leaf", noConstraints, false, nil), noConstraints), trusted, invalidPurpose),
		server("issuer may not sign", list(issue("leaf", noSign, false, nil), noSign), trusted, keyUsageNoCertSign),
		server("path too long", list(issue("leaf", below, false, nil), below, short), trusted, pathLengthExceeded),
		server("path just long enough", list(issue("leaf", short, false, nil), short), trusted, ok),
		server("unknown critical extension", list(issue("critical", m.middle, false, unknown(true)), m.middle), trusted, unhandledCritical),
		server("unknown critical extension of the intermediate", list(issue("leaf", criticalCA, false, nil), criticalCA), trusted, unhandledCritical),
		server("unknown extension", list(issue("x", m.middle, false, unknown(false)), m.middle), trusted, ok),
	}
}

// strengths are chains with digests and keys that are too weak.
func (m *maker) strengths() []Case {
	root := mint(certgen.Template{CommonName: "rsa root", CA: true, Algorithm: certgen.RSA})
	middle := mint(certgen.Template{CommonName: "rsa middle", CA: true, Algorithm: certgen.RSA, Issuer: root})
	sha1 := func(c *x509.Certificate) { c.SignatureAlgorithm = x509.SHA1WithRSA }
	sha1Root := mint(certgen.Template{CommonName: "sha1 root", CA: true, Algorithm: certgen.RSA, Modify: sha1})
	sha1Middle := issue("sha1 middle", root, true, sha1)
	twin := withoutID(mint(certgen.Template{CommonName: "rsa root", CA: true, Algorithm: certgen.RSA}))
	otherMiddle := withoutID(issue("sha1 middle", root, true, sha1))
	small, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		panic(err)
	}
	smallLeaf := mint(certgen.Template{CommonName: "small", Issuer: root, Key: small})
	smallCA := mint(certgen.Template{CommonName: "small ca", Issuer: root, Key: small, CA: true})
	rsaLeaf := mint(certgen.Template{CommonName: "leaf", Issuer: root, Algorithm: certgen.RSA})
	at := func(level int, c Case) Case {
		c.Level = level
		return c
	}
	md5Leaf := withMD5(issue("md5", middle, false, nil), middle)
	return []Case{
		server("SHA-1", list(issue("sha1", root, false, sha1)), list(root), caDigestTooWeak),
		server("SHA-1 on the intermediate", list(issue("leaf", sha1Middle, false, nil), sha1Middle), list(root), caDigestTooWeak),
		server("SHA-1 on the root", list(issue("leaf", sha1Root, false, nil)), list(sha1Root), ok),
		server("MD5", list(md5Leaf, middle), list(root), caDigestTooWeak),
		at(0, server("SHA-1, level 0", list(issue("sha1", root, false, sha1)), list(root), ok)),
		at(0, server("SHA-1 on the intermediate, level 0", list(issue("leaf", sha1Middle, false, nil), sha1Middle), list(root), ok)),
		at(0, server("SHA-1 forged, level 0", list(issue("sha1", twin, false, sha1)), list(root), signatureFailure)),
		at(0, server("SHA-1 with a forged leaf, level 0", list(issue("leaf", otherMiddle, false, nil), sha1Middle), list(root), signatureFailure)),
		at(0, server("MD5, level 0", list(md5Leaf, middle), list(root), ok)),
		server("RSA of 1024 bits", list(smallLeaf), list(root), ok),
		at(2, server("RSA of 1024 bits, level 2", list(smallLeaf), list(root), endEntityKeyTooSmall)),
		at(2, server("CA with RSA of 1024 bits, level 2", list(issue("leaf", smallCA, false, nil), smallCA), list(root), caKeyTooSmall)),
		at(3, server("RSA of 2048 bits, level 3", list(rsaLeaf), list(root), caKeyTooSmall)),
	}
}

// withMD5 signs a certificate again, as crypto/x509 does not: the object
// identifiers of both algorithms differ in their last byte only.
func withMD5(c, issuer *certgen.Pair) *certgen.Pair {
	const sha256WithRSA, md5WithRSA = 11, 4
	oid := []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01}
	replace := func(der []byte) []byte {
		return bytes.ReplaceAll(der, append(bytes.Clone(oid), sha256WithRSA), append(bytes.Clone(oid), md5WithRSA))
	}
	tbs := replace(c.Cert.RawTBSCertificate)
	h := crypto.MD5.New()
	h.Write(tbs)
	signature, err := rsa.SignPKCS1v15(rand.Reader, issuer.Key.(*rsa.PrivateKey), crypto.MD5, h.Sum(nil))
	if err != nil {
		panic(err)
	}
	der := replace(c.Cert.Raw)
	copy(der[bytes.Index(der, c.Cert.RawTBSCertificate[:4]):], tbs)
	copy(der[len(der)-len(signature):], signature)
	made, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return &certgen.Pair{Cert: made, Key: c.Key}
}

// names are chains below a CA that may speak for some names only.
func (m *maker) names() []Case {
	trusted := list(m.root)
	critical := func(set func(c *x509.Certificate)) *certgen.Pair {
		return issue("bound", m.root, true, func(c *x509.Certificate) {
			c.PermittedDNSDomainsCritical = true
			set(c)
		})
	}
	hosts := critical(func(c *x509.Certificate) {
		c.PermittedDNSDomains = []string{"good.test"}
		c.ExcludedDNSDomains = []string{"bad.good.test"}
	})
	addresses := critical(func(c *x509.Certificate) {
		c.PermittedIPRanges = []*net.IPNet{network("192.0.2.0/24"), network("2001:db8::/32")}
		c.ExcludedIPRanges = []*net.IPNet{network("192.0.2.128/25")}
	})
	mails := critical(func(c *x509.Certificate) {
		c.PermittedEmailAddresses = []string{"good.test"}
		c.ExcludedEmailAddresses = []string{"nobody@good.test"}
	})
	below := func(ca *certgen.Pair, common string, names ...string) []*certgen.Pair {
		return list(mint(certgen.Template{CommonName: common, Names: names, Issuer: ca}), ca)
	}
	mail := func(address string) []*certgen.Pair {
		return list(issue("x", mails, false, func(c *x509.Certificate) { c.EmailAddresses = []string{address} }), mails)
	}
	return []Case{
		server("name permitted", below(hosts, "x", "a.good.test"), trusted, ok),
		server("name not permitted", below(hosts, "x", "evil.test"), trusted, permittedViolation),
		server("name that only ends alike", below(hosts, "x", "notgood.test"), trusted, permittedViolation),
		server("name excluded", below(hosts, "x", "a.bad.good.test"), trusted, excludedViolation),
		server("one name of two not permitted", below(hosts, "x", "a.good.test", "evil.test"), trusted, permittedViolation),
		server("common name not permitted", below(hosts, "evil.test"), trusted, permittedViolation),
		server("common name is no host", below(hosts, "some one"), trusted, ok),
		server("address beside the constraint", below(hosts, "x", "a.good.test", "192.0.2.1"), trusted, ok),
		server("address permitted", below(addresses, "x", "192.0.2.1", "2001:db8::1"), trusted, ok),
		server("address not permitted", below(addresses, "x", "198.51.100.1"), trusted, permittedViolation),
		server("address of IPv6 not permitted", below(addresses, "x", "2001:db9::1"), trusted, permittedViolation),
		server("address excluded", below(addresses, "x", "192.0.2.200"), trusted, excludedViolation),
		server("mail permitted", mail("somebody@good.test"), trusted, ok),
		server("mail not permitted", mail("somebody@evil.test"), trusted, permittedViolation),
		server("mail excluded", mail("nobody@good.test"), trusted, excludedViolation),
	}
}

func network(text string) *net.IPNet {
	_, n, err := net.ParseCIDR(text)
	if err != nil {
		panic(err)
	}
	return n
}
