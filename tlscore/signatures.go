package tlscore

import "crypto/tls"

// opensslSchemes are the names by which Node's getSharedSigalgs tells of
// signature algorithms: key and digest, UNDEF for none.
var opensslSchemes = map[tls.SignatureScheme]string{
	tls.ECDSAWithP256AndSHA256: "ECDSA+SHA256",
	tls.ECDSAWithP384AndSHA384: "ECDSA+SHA384",
	tls.ECDSAWithP521AndSHA512: "ECDSA+SHA512",
	tls.ECDSAWithSHA1:          "ECDSA+SHA1",
	tls.Ed25519:                "Ed25519+UNDEF",
	tls.PSSWithSHA256:          "RSA-PSS+SHA256",
	tls.PSSWithSHA384:          "RSA-PSS+SHA384",
	tls.PSSWithSHA512:          "RSA-PSS+SHA512",
	tls.PKCS1WithSHA256:        "RSA+SHA256",
	tls.PKCS1WithSHA384:        "RSA+SHA384",
	tls.PKCS1WithSHA512:        "RSA+SHA512",
	tls.PKCS1WithSHA1:          "RSA+SHA1",
}

// SharedSignatureAlgorithms names the signature algorithms of both sides as
// OpenSSL does ("RSA-PSS+SHA256"), in the client's order, which decides. It is
// empty on clients and before TLS 1.2.
func (s *State) SharedSignatureAlgorithms() []string {
	if s.Version < tls.VersionTLS12 {
		return nil // the client may have named some, but digests are fixed there
	}
	var names []string
	for _, scheme := range s.SharedSchemes {
		if name, ok := opensslSchemes[scheme]; ok {
			names = append(names, name)
		}
	}
	return names
}
