package crypto

import (
	"crypto"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding"
	"hash"
	"reflect"
	"strings"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
	//lint:ignore SA1019 Node has it, and Bitcoin's formats need it
	"golang.org/x/crypto/ripemd160"
)

// digest is one hash function.
type digest struct {
	name string
	id   crypto.Hash // 0 where Go's signatures do not know it
	make func() hash.Hash
	xof  func() *sha3.SHAKE // instead of make
	size int                // of the result in bytes; the default one of an XOF
}

var digests = []digest{
	{name: "md5", id: crypto.MD5, make: md5.New, size: md5.Size},
	{name: "sha1", id: crypto.SHA1, make: sha1.New, size: sha1.Size},
	{name: "sha224", id: crypto.SHA224, make: sha256.New224, size: sha256.Size224},
	{name: "sha256", id: crypto.SHA256, make: sha256.New, size: sha256.Size},
	{name: "sha384", id: crypto.SHA384, make: sha512.New384, size: sha512.Size384},
	{name: "sha512", id: crypto.SHA512, make: sha512.New, size: sha512.Size},
	{name: "sha512-224", id: crypto.SHA512_224, make: sha512.New512_224, size: sha512.Size224},
	{name: "sha512-256", id: crypto.SHA512_256, make: sha512.New512_256, size: sha512.Size256},
	{name: "sha3-224", id: crypto.SHA3_224, make: func() hash.Hash { return sha3.New224() }, size: 28},
	{name: "sha3-256", id: crypto.SHA3_256, make: func() hash.Hash { return sha3.New256() }, size: 32},
	{name: "sha3-384", id: crypto.SHA3_384, make: func() hash.Hash { return sha3.New384() }, size: 48},
	{name: "sha3-512", id: crypto.SHA3_512, make: func() hash.Hash { return sha3.New512() }, size: 64},
	{name: "shake128", xof: sha3.NewSHAKE128, size: 16},
	{name: "shake256", xof: sha3.NewSHAKE256, size: 32},
	{name: "ripemd160", id: crypto.RIPEMD160, make: ripemd160.New, size: ripemd160.Size},
	{name: "blake2b512", make: newBlake2b, size: blake2b.Size},
	{name: "blake2s256", make: newBlake2s, size: blake2s.Size},
	{name: "md5-sha1", id: crypto.MD5SHA1, make: newMD5SHA1, size: md5.Size + sha1.Size},
}

// digestAliases are OpenSSL's other names, in lower case.
var digestAliases = map[string]string{
	"rsa-md5": "md5", "md5withrsaencryption": "md5", "ssl3-md5": "md5",
	"rsa-sha1": "sha1", "rsa-sha1-2": "sha1", "sha1withrsaencryption": "sha1", "sha-1": "sha1", "ssl3-sha1": "sha1",
	"dss1": "sha1", "dsa-sha1": "sha1", "dsa": "sha1", "ecdsa-with-sha1": "sha1",
	"rsa-sha224": "sha224", "sha224withrsaencryption": "sha224", "sha-224": "sha224", "sha2-224": "sha224",
	"rsa-sha256": "sha256", "sha256withrsaencryption": "sha256", "sha-256": "sha256", "sha2-256": "sha256",
	"rsa-sha384": "sha384", "sha384withrsaencryption": "sha384", "sha-384": "sha384", "sha2-384": "sha384",
	"rsa-sha512": "sha512", "sha512withrsaencryption": "sha512", "sha-512": "sha512", "sha2-512": "sha512",
	"rsa-sha512/224": "sha512-224", "sha512-224withrsaencryption": "sha512-224", "sha512/224": "sha512-224",
	"sha-512/224": "sha512-224", "sha2-512/224": "sha512-224",
	"rsa-sha512/256": "sha512-256", "sha512-256withrsaencryption": "sha512-256", "sha512/256": "sha512-256",
	"sha-512/256": "sha512-256", "sha2-512/256": "sha512-256",
	"rsa-sha3-224": "sha3-224", "id-rsassa-pkcs1-v1_5-with-sha3-224": "sha3-224",
	"rsa-sha3-256": "sha3-256", "id-rsassa-pkcs1-v1_5-with-sha3-256": "sha3-256",
	"rsa-sha3-384": "sha3-384", "id-rsassa-pkcs1-v1_5-with-sha3-384": "sha3-384",
	"rsa-sha3-512": "sha3-512", "id-rsassa-pkcs1-v1_5-with-sha3-512": "sha3-512",
	"rsa-ripemd160": "ripemd160", "ripemd": "ripemd160", "rmd160": "ripemd160", "ripemd160withrsa": "ripemd160",
	"ripemd-160": "ripemd160", "shake-128": "shake128", "shake-256": "shake256",
	"blake2b-512": "blake2b512", "blake2s-256": "blake2s256",
}

// digestNames is getHashes: what Node lists and we have, in Node's order.
var digestNames = []string{
	"RSA-MD5", "RSA-RIPEMD160", "RSA-SHA1", "RSA-SHA1-2", "RSA-SHA224", "RSA-SHA256", "RSA-SHA3-224", "RSA-SHA3-256",
	"RSA-SHA3-384", "RSA-SHA3-512", "RSA-SHA384", "RSA-SHA512", "RSA-SHA512/224", "RSA-SHA512/256", "blake2b512",
	"blake2s256", "id-rsassa-pkcs1-v1_5-with-sha3-224", "id-rsassa-pkcs1-v1_5-with-sha3-256",
	"id-rsassa-pkcs1-v1_5-with-sha3-384", "id-rsassa-pkcs1-v1_5-with-sha3-512", "md5", "md5-sha1",
	"md5WithRSAEncryption", "ripemd", "ripemd160", "ripemd160WithRSA", "rmd160", "sha1", "sha1WithRSAEncryption",
	"sha224", "sha224WithRSAEncryption", "sha256", "sha256WithRSAEncryption", "sha3-224", "sha3-256", "sha3-384",
	"sha3-512", "sha384", "sha384WithRSAEncryption", "sha512", "sha512-224", "sha512-224WithRSAEncryption",
	"sha512-256", "sha512-256WithRSAEncryption", "sha512WithRSAEncryption", "shake128", "shake256", "ssl3-md5",
	"ssl3-sha1",
}

// findDigest looks a name up as OpenSSL does, whatever its case, or returns nil.
func findDigest(name string) *digest {
	name = strings.ToLower(name)
	if alias, ok := digestAliases[name]; ok {
		name = alias
	}
	for i := range digests {
		if digests[i].name == name {
			return &digests[i]
		}
	}
	return nil
}

func newBlake2b() hash.Hash {
	h, err := blake2b.New512(nil)
	if err != nil {
		panic("crypto: internal error: " + err.Error())
	}
	return h
}

func newBlake2s() hash.Hash {
	h, err := blake2s.New256(nil)
	if err != nil {
		panic("crypto: internal error: " + err.Error())
	}
	return h
}

// md5sha1 is both hashes of the same text, one after the other, as TLS 1.1
// signs them.
type md5sha1 struct{ md5, sha1 hash.Hash }

func newMD5SHA1() hash.Hash { return &md5sha1{md5.New(), sha1.New()} }

func (h *md5sha1) Write(p []byte) (int, error) {
	h.md5.Write(p)
	return h.sha1.Write(p)
}
func (h *md5sha1) Sum(b []byte) []byte { return h.sha1.Sum(h.md5.Sum(b)) }
func (h *md5sha1) Reset()              { h.md5.Reset(); h.sha1.Reset() }
func (h *md5sha1) Size() int           { return md5.Size + sha1.Size }
func (h *md5sha1) BlockSize() int      { return md5.BlockSize }

// cloneHash copies the state of a hash.
func cloneHash(h hash.Hash) (hash.Hash, error) {
	switch h := h.(type) {
	case hash.Cloner:
		return h.Clone()
	case *md5sha1:
		a, err := cloneHash(h.md5)
		if err != nil {
			return nil, err
		}
		b, err := cloneHash(h.sha1)
		return &md5sha1{a, b}, err
	case encoding.BinaryMarshaler:
		return remarshal(h, reflect.New(reflect.TypeOf(h).Elem()).Interface())
	}
	// x/crypto's ripemd160 is one struct of numbers and arrays and offers no
	// other way.
	c := reflect.New(reflect.TypeOf(h).Elem())
	c.Elem().Set(reflect.ValueOf(h).Elem())
	return c.Interface().(hash.Hash), nil
}

func remarshal(from encoding.BinaryMarshaler, to any) (hash.Hash, error) {
	state, err := from.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return to.(hash.Hash), to.(encoding.BinaryUnmarshaler).UnmarshalBinary(state)
}
