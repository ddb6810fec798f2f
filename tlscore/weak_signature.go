package tlscore

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/md5"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"errors"
	"fmt"
)

// checkSignatureOf tells whether issuer signed what is signed. At security level 0
// it takes MD5 and SHA-1, which crypto/x509 refuses: the caller has asked for
// OpenSSL's judgement of old.
func (v *verification) checkSignatureOf(issuer *x509.Certificate, algorithm x509.SignatureAlgorithm, signed, signature []byte) error {
	err := issuer.CheckSignature(algorithm, signed, signature)
	var insecure x509.InsecureAlgorithmError
	if v.store.level > 0 || !errors.As(err, &insecure) {
		return err
	}
	return checkWeakSignature(issuer, algorithm, signed, signature)
}

func checkWeakSignature(issuer *x509.Certificate, algorithm x509.SignatureAlgorithm, signed, signature []byte) error {
	var hash crypto.Hash
	var digest []byte
	switch algorithm {
	case x509.MD5WithRSA:
		sum := md5.Sum(signed)
		hash, digest = crypto.MD5, sum[:]
	case x509.SHA1WithRSA, x509.ECDSAWithSHA1:
		sum := sha1.Sum(signed)
		hash, digest = crypto.SHA1, sum[:]
	default:
		return x509.InsecureAlgorithmError(algorithm)
	}
	switch key := issuer.PublicKey.(type) {
	case *rsa.PublicKey:
		if algorithm != x509.ECDSAWithSHA1 {
			return rsa.VerifyPKCS1v15(key, hash, digest, signature)
		}
	case *ecdsa.PublicKey:
		if algorithm == x509.ECDSAWithSHA1 {
			if !ecdsa.VerifyASN1(key, digest, signature) {
				return errors.New("the ECDSA signature is wrong")
			}
			return nil
		}
	}
	return fmt.Errorf("a signature by %v cannot be of a key of type %T", algorithm, issuer.PublicKey)
}

// weaklySigned tells whether a certificate has a signature that crypto/x509
// does not check.
func weaklySigned(c *x509.Certificate) bool {
	switch c.SignatureAlgorithm {
	case x509.MD5WithRSA, x509.SHA1WithRSA, x509.ECDSAWithSHA1:
		return true
	}
	return false
}
