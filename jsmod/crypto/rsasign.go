package crypto

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/subtle"
)

const (
	saltDigest = -1
	saltAuto   = -2
	saltMax    = -3
)

var (
	errDigestNotAllowed = opensslError(0x1C8000AE, "provider", "digest not allowed")
	errSaltTooSmall     = opensslError(0x1C8000AC, "provider", "pss saltlen too small")
)

// pssOptions settles padding and salt for a key, and reports whether the
// padding is PSS.
func pssOptions(k *key, d *digest, opt *sigOptions) (bool, error) {
	if opt.padding == 0 {
		opt.padding = padPKCS1
		if k.pss != nil {
			opt.padding = padPSS
		}
	}
	if k.pss != nil && opt.padding != padPSS || opt.padding != padPKCS1 && opt.padding != padPSS {
		return false, errIllegalPadding
	}
	if !opt.salted {
		opt.salt = saltAuto
	}
	if k.pss == nil || k.pss.hash == nil || opt.padding != padPSS {
		return opt.padding == padPSS, nil
	}
	if k.pss.hash != d {
		return true, errDigestNotAllowed
	}
	if k.pss.mgf != d {
		return true, codeError("Error", "ERR_CRYPTO_UNSUPPORTED_OPERATION",
			"Unsupported crypto operation: PSS with two different hash functions")
	}
	if !opt.salted {
		opt.salt = k.pss.salt
	}
	if opt.salt >= 0 && opt.salt < k.pss.salt {
		return true, errSaltTooSmall
	}
	return true, nil
}

func signRSA(k *key, d *digest, sum []byte, opt sigOptions) ([]byte, error) {
	priv := k.rsaPrivate()
	isPSS, err := pssOptions(k, d, &opt)
	if err != nil {
		return nil, err
	}
	if d.id == 0 {
		return nil, errDigestNotAllowed
	}
	if !isPSS {
		out, err := rsa.SignPKCS1v15(nil, priv, d.id, sum)
		return out, rsaError(err, errInvalidDigest)
	}
	if opt.salt == 0 {
		em, err := encodePSSWithoutSalt(d, sum, priv.N.BitLen()-1)
		if err != nil {
			return nil, err
		}
		return rsaPrivateRaw(priv, em)
	}
	out, err := rsa.SignPSS(rand.Reader, priv, d.id, sum, &rsa.PSSOptions{SaltLength: goSalt(opt.salt), Hash: d.id})
	return out, rsaError(err, errDataTooLarge)
}

func verifyRSA(k *key, d *digest, sum, signature []byte, opt sigOptions) (bool, error) {
	pub := k.rsaPublic()
	isPSS, err := pssOptions(k, d, &opt)
	if err != nil {
		return false, err
	}
	if d.id == 0 {
		return false, errDigestNotAllowed
	}
	if !isPSS {
		return rsa.VerifyPKCS1v15(pub, d.id, sum, signature) == nil, nil
	}
	if opt.salt == 0 {
		em, err := encodePSSWithoutSalt(d, sum, pub.N.BitLen()-1)
		if err != nil || len(signature) != pub.Size() {
			return false, nil
		}
		got, err := rsaPublicRaw(pub, signature)
		if err != nil {
			return false, nil
		}
		return subtle.ConstantTimeCompare(got[len(got)-len(em):], em) == 1, nil
	}
	return rsa.VerifyPSS(pub, d.id, sum, signature, &rsa.PSSOptions{SaltLength: goSalt(opt.salt), Hash: d.id}) == nil, nil
}

// goSalt turns OpenSSL's salt length, not 0, into Go's.
func goSalt(n int) int {
	switch n {
	case saltDigest:
		return rsa.PSSSaltLengthEqualsHash
	case saltAuto, saltMax:
		return rsa.PSSSaltLengthAuto
	}
	return n
}

// encodePSSWithoutSalt is EMSA-PSS-ENCODE of RFC 8017 section 9.1.1 with an
// empty salt, for which crypto/rsa has no word: there 0 means the longest.
func encodePSSWithoutSalt(d *digest, sum []byte, bits int) ([]byte, error) {
	size := (bits + 7) / 8
	if size < d.size+2 {
		return nil, errDataTooLarge
	}
	h := d.make()
	h.Write(make([]byte, 8))
	h.Write(sum)
	hashed := h.Sum(nil)
	em := make([]byte, size)
	db := em[:size-d.size-1]
	db[len(db)-1] = 1
	mask(db, d.id, hashed)
	db[0] &= 0xff >> (8*size - bits)
	copy(em[len(db):], hashed)
	em[size-1] = 0xbc
	return em, nil
}

// mask is db ⊕ MGF1(seed), RFC 8017 appendix B.2.1.
func mask(db []byte, id crypto.Hash, seed []byte) {
	for counter := byte(0); len(db) > 0; counter++ {
		h := id.New()
		h.Write(seed)
		h.Write([]byte{0, 0, 0, counter})
		n := subtle.XORBytes(db, db, h.Sum(nil))
		db = db[n:]
	}
}
