package crypto

import (
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
)

var (
	oidRSASSAPSS = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidMGF1      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}
)

// hashOIDs are the names of hash functions inside PSS parameters.
var hashOIDs = map[string]asn1.ObjectIdentifier{
	"sha1":       {1, 3, 14, 3, 2, 26},
	"sha256":     {2, 16, 840, 1, 101, 3, 4, 2, 1},
	"sha384":     {2, 16, 840, 1, 101, 3, 4, 2, 2},
	"sha512":     {2, 16, 840, 1, 101, 3, 4, 2, 3},
	"sha224":     {2, 16, 840, 1, 101, 3, 4, 2, 4},
	"sha512-224": {2, 16, 840, 1, 101, 3, 4, 2, 5},
	"sha512-256": {2, 16, 840, 1, 101, 3, 4, 2, 6},
	"sha3-224":   {2, 16, 840, 1, 101, 3, 4, 2, 7},
	"sha3-256":   {2, 16, 840, 1, 101, 3, 4, 2, 8},
	"sha3-384":   {2, 16, 840, 1, 101, 3, 4, 2, 9},
	"sha3-512":   {2, 16, 840, 1, 101, 3, 4, 2, 10},
}

// pssParams is RSASSA-PSS-params, RFC 4055 section 3.1.
type pssParams struct {
	Hash    pkix.AlgorithmIdentifier `asn1:"explicit,optional,tag:0"`
	MGF     pkix.AlgorithmIdentifier `asn1:"explicit,optional,tag:1"`
	Salt    int                      `asn1:"explicit,optional,tag:2,default:20"`
	Trailer int                      `asn1:"explicit,optional,tag:3,default:1"`
}

type privateKeyInfo struct {
	Version   int
	Algorithm pkix.AlgorithmIdentifier
	Key       []byte
}

type publicKeyInfo struct {
	Algorithm pkix.AlgorithmIdentifier
	Key       asn1.BitString
}

// parsePSSPrivate reads a PrivateKeyInfo of type RSASSA-PSS, which crypto/x509
// does not. It returns nil for every other type.
func parsePSSPrivate(der []byte) (*key, error) {
	var info privateKeyInfo
	if _, err := asn1.Unmarshal(der, &info); err != nil || !info.Algorithm.Algorithm.Equal(oidRSASSAPSS) {
		return nil, nil
	}
	limits, err := parseLimits(info.Algorithm.Parameters)
	if err != nil {
		return nil, err
	}
	priv, err := x509.ParsePKCS1PrivateKey(info.Key)
	if err != nil {
		return nil, wrapped(errUnsupported, err)
	}
	return &key{priv: priv, pub: &priv.PublicKey, pss: limits}, nil
}

func parsePSSPublic(der []byte) (*key, error) {
	var info publicKeyInfo
	if _, err := asn1.Unmarshal(der, &info); err != nil || !info.Algorithm.Algorithm.Equal(oidRSASSAPSS) {
		return nil, nil
	}
	limits, err := parseLimits(info.Algorithm.Parameters)
	if err != nil {
		return nil, err
	}
	pub, err := x509.ParsePKCS1PublicKey(info.Key.RightAlign())
	if err != nil {
		return nil, wrapped(errUnsupported, err)
	}
	return &key{pub: pub, pss: limits}, nil
}

func parseLimits(raw asn1.RawValue) (*pssLimits, error) {
	if len(raw.FullBytes) == 0 {
		return &pssLimits{}, nil
	}
	var p pssParams
	if rest, err := asn1.Unmarshal(raw.FullBytes, &p); err != nil || len(rest) != 0 {
		return nil, wrapped(errUnsupported, err)
	}
	limits := &pssLimits{hash: findDigest("sha1"), mgf: findDigest("sha1"), salt: p.Salt}
	if p.Hash.Algorithm != nil {
		limits.hash = digestByOID(p.Hash.Algorithm)
	}
	if p.MGF.Algorithm != nil {
		var inner pkix.AlgorithmIdentifier
		if _, err := asn1.Unmarshal(p.MGF.Parameters.FullBytes, &inner); err != nil || !p.MGF.Algorithm.Equal(oidMGF1) {
			return nil, errUnsupported
		}
		limits.mgf = digestByOID(inner.Algorithm)
	}
	if limits.hash == nil || limits.mgf == nil || limits.salt < 0 {
		return nil, errUnsupported
	}
	return limits, nil
}

func digestByOID(oid asn1.ObjectIdentifier) *digest {
	for name, known := range hashOIDs {
		if known.Equal(oid) {
			return findDigest(name)
		}
	}
	return nil
}

// algorithm is the limits in DER; without limits there are no parameters.
func (l *pssLimits) algorithm() (pkix.AlgorithmIdentifier, error) {
	alg := pkix.AlgorithmIdentifier{Algorithm: oidRSASSAPSS}
	if l.hash == nil {
		return alg, nil
	}
	p := pssParams{Salt: l.salt, Trailer: 1}
	if l.hash.name != "sha1" {
		p.Hash = pkix.AlgorithmIdentifier{Algorithm: hashOIDs[l.hash.name], Parameters: asn1.NullRawValue}
	}
	if l.mgf.name != "sha1" {
		inner, err := asn1.Marshal(pkix.AlgorithmIdentifier{Algorithm: hashOIDs[l.mgf.name], Parameters: asn1.NullRawValue})
		if err != nil {
			return alg, err
		}
		p.MGF = pkix.AlgorithmIdentifier{Algorithm: oidMGF1, Parameters: asn1.RawValue{FullBytes: inner}}
	}
	der, err := asn1.Marshal(p)
	alg.Parameters = asn1.RawValue{FullBytes: der}
	return alg, err
}

func marshalPSSPrivate(k *key) ([]byte, error) {
	alg, err := k.pss.algorithm()
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(privateKeyInfo{0, alg, x509.MarshalPKCS1PrivateKey(k.priv.(*rsa.PrivateKey))})
}

func marshalPSSPublic(k *key) ([]byte, error) {
	alg, err := k.pss.algorithm()
	if err != nil {
		return nil, err
	}
	der := x509.MarshalPKCS1PublicKey(k.pub.(*rsa.PublicKey))
	return asn1.Marshal(publicKeyInfo{alg, asn1.BitString{Bytes: der, BitLength: 8 * len(der)}})
}
