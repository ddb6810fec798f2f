package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"slices"
	"strings"

	//lint:ignore SA1019 scripts of Node 0.x read data encrypted with it
	"golang.org/x/crypto/blowfish"
)

// cipherSpec is one cipher: a row of the table below.
type cipherSpec struct {
	name  string // OpenSSL's
	nid   int    // its number in OpenSSL's obj_mac.h
	mode  string // as getCipherInfo calls it
	block int    // size as getCipherInfo tells it; 1 for stream modes
	iv    int    // default size in bytes
	key   int    // size in bytes
	make  func(key []byte) (cipher.Block, error)
	// anyKey says that keys of other sizes serve too.
	anyKey bool
}

func (s *cipherSpec) aead() bool {
	return s.mode == "gcm" || s.mode == "ccm" || s.name == "chacha20-poly1305"
}

// newTwoKeyDES is DES-EDE with two keys: the third is the first again.
func newTwoKeyDES(key []byte) (cipher.Block, error) {
	return des.NewTripleDESCipher(slices.Concat(key, key[:8]))
}

func newBlowfish(key []byte) (cipher.Block, error) { return blowfish.NewCipher(key) }

var cipherSpecs = []cipherSpec{
	{name: "aes-128-cbc", nid: 419, mode: "cbc", block: 16, iv: 16, key: 16, make: aes.NewCipher},
	{name: "id-aes128-ccm", nid: 896, mode: "ccm", block: 1, iv: 12, key: 16, make: aes.NewCipher},
	{name: "aes-128-cfb", nid: 421, mode: "cfb", block: 1, iv: 16, key: 16, make: aes.NewCipher},
	{name: "aes-128-cfb8", nid: 653, mode: "cfb", block: 1, iv: 16, key: 16, make: aes.NewCipher},
	{name: "aes-128-ctr", nid: 904, mode: "ctr", block: 1, iv: 16, key: 16, make: aes.NewCipher},
	{name: "aes-128-ecb", nid: 418, mode: "ecb", block: 16, iv: 0, key: 16, make: aes.NewCipher},
	{name: "id-aes128-gcm", nid: 895, mode: "gcm", block: 1, iv: 12, key: 16, make: aes.NewCipher},
	{name: "aes-128-ofb", nid: 420, mode: "ofb", block: 1, iv: 16, key: 16, make: aes.NewCipher},
	{name: "aes-192-cbc", nid: 423, mode: "cbc", block: 16, iv: 16, key: 24, make: aes.NewCipher},
	{name: "id-aes192-ccm", nid: 899, mode: "ccm", block: 1, iv: 12, key: 24, make: aes.NewCipher},
	{name: "aes-192-cfb", nid: 425, mode: "cfb", block: 1, iv: 16, key: 24, make: aes.NewCipher},
	{name: "aes-192-cfb8", nid: 654, mode: "cfb", block: 1, iv: 16, key: 24, make: aes.NewCipher},
	{name: "aes-192-ctr", nid: 905, mode: "ctr", block: 1, iv: 16, key: 24, make: aes.NewCipher},
	{name: "aes-192-ecb", nid: 422, mode: "ecb", block: 16, iv: 0, key: 24, make: aes.NewCipher},
	{name: "id-aes192-gcm", nid: 898, mode: "gcm", block: 1, iv: 12, key: 24, make: aes.NewCipher},
	{name: "aes-192-ofb", nid: 424, mode: "ofb", block: 1, iv: 16, key: 24, make: aes.NewCipher},
	{name: "aes-256-cbc", nid: 427, mode: "cbc", block: 16, iv: 16, key: 32, make: aes.NewCipher},
	{name: "id-aes256-ccm", nid: 902, mode: "ccm", block: 1, iv: 12, key: 32, make: aes.NewCipher},
	{name: "aes-256-cfb", nid: 429, mode: "cfb", block: 1, iv: 16, key: 32, make: aes.NewCipher},
	{name: "aes-256-cfb8", nid: 655, mode: "cfb", block: 1, iv: 16, key: 32, make: aes.NewCipher},
	{name: "aes-256-ctr", nid: 906, mode: "ctr", block: 1, iv: 16, key: 32, make: aes.NewCipher},
	{name: "aes-256-ecb", nid: 426, mode: "ecb", block: 16, iv: 0, key: 32, make: aes.NewCipher},
	{name: "id-aes256-gcm", nid: 901, mode: "gcm", block: 1, iv: 12, key: 32, make: aes.NewCipher},
	{name: "aes-256-ofb", nid: 428, mode: "ofb", block: 1, iv: 16, key: 32, make: aes.NewCipher},
	{name: "chacha20", nid: 1019, mode: "stream", block: 1, iv: 16, key: 32},
	{name: "chacha20-poly1305", nid: 1018, mode: "stream", block: 1, iv: 12, key: 32},
	{name: "des-ede-cbc", nid: 43, mode: "cbc", block: 8, iv: 8, key: 16, make: newTwoKeyDES},
	{name: "des-ede-cfb", nid: 60, mode: "cfb", block: 1, iv: 8, key: 16, make: newTwoKeyDES},
	{name: "des-ede", nid: 32, mode: "ecb", block: 8, iv: 0, key: 16, make: newTwoKeyDES},
	{name: "des-ede-ofb", nid: 62, mode: "ofb", block: 1, iv: 8, key: 16, make: newTwoKeyDES},
	{name: "des-ede3-cbc", nid: 44, mode: "cbc", block: 8, iv: 8, key: 24, make: des.NewTripleDESCipher},
	{name: "des-ede3-cfb", nid: 61, mode: "cfb", block: 1, iv: 8, key: 24, make: des.NewTripleDESCipher},
	{name: "des-ede3-cfb8", nid: 659, mode: "cfb", block: 1, iv: 8, key: 24, make: des.NewTripleDESCipher},
	{name: "des-ede3", nid: 33, mode: "ecb", block: 8, iv: 0, key: 24, make: des.NewTripleDESCipher},
	{name: "des-ede3-ofb", nid: 63, mode: "ofb", block: 1, iv: 8, key: 24, make: des.NewTripleDESCipher},
	{name: "des-cbc", nid: 31, mode: "cbc", block: 8, iv: 8, key: 8, make: des.NewCipher},
	{name: "des-ecb", nid: 29, mode: "ecb", block: 8, iv: 0, key: 8, make: des.NewCipher},
	{name: "des-cfb", nid: 30, mode: "cfb", block: 1, iv: 8, key: 8, make: des.NewCipher},
	{name: "des-ofb", nid: 45, mode: "ofb", block: 1, iv: 8, key: 8, make: des.NewCipher},
	{name: "bf-cbc", nid: 91, mode: "cbc", block: 8, iv: 8, key: 16, make: newBlowfish, anyKey: true},
	{name: "bf-ecb", nid: 92, mode: "ecb", block: 8, iv: 0, key: 16, make: newBlowfish, anyKey: true},
	{name: "rc4", nid: 5, mode: "stream", block: 1, iv: 0, key: 16, anyKey: true},
}

// cipherAliases are OpenSSL's other names, in lower case.
var cipherAliases = map[string]string{
	"aes128": "aes-128-cbc", "aes192": "aes-192-cbc", "aes256": "aes-256-cbc",
	"aes-128-ccm": "id-aes128-ccm", "aes-192-ccm": "id-aes192-ccm", "aes-256-ccm": "id-aes256-ccm",
	"aes-128-gcm": "id-aes128-gcm", "aes-192-gcm": "id-aes192-gcm", "aes-256-gcm": "id-aes256-gcm",
	"aes-128-cfb128": "aes-128-cfb", "aes-192-cfb128": "aes-192-cfb", "aes-256-cfb128": "aes-256-cfb",
	"des3": "des-ede3-cbc", "des-ede3-ecb": "des-ede3", "des-ede-ecb": "des-ede",
	"des": "des-cbc", "bf": "bf-cbc", "blowfish": "bf-cbc", "arcfour": "rc4",
}

// cipherNames is getCiphers: what Node lists and we have, in Node's order. The
// others of the table work too, but OpenSSL 3.0 keeps them in its legacy
// provider.
var cipherNames = []string{
	"aes-128-cbc", "aes-128-ccm", "aes-128-cfb", "aes-128-cfb8", "aes-128-ctr", "aes-128-ecb", "aes-128-gcm",
	"aes-128-ofb", "aes-192-cbc", "aes-192-ccm", "aes-192-cfb", "aes-192-cfb8", "aes-192-ctr", "aes-192-ecb",
	"aes-192-gcm", "aes-192-ofb", "aes-256-cbc", "aes-256-ccm", "aes-256-cfb", "aes-256-cfb8", "aes-256-ctr",
	"aes-256-ecb", "aes-256-gcm", "aes-256-ofb", "aes128", "aes192", "aes256", "chacha20", "chacha20-poly1305",
	"des-ede", "des-ede-cbc", "des-ede-cfb", "des-ede-ecb", "des-ede-ofb", "des-ede3", "des-ede3-cbc",
	"des-ede3-cfb", "des-ede3-cfb8", "des-ede3-ecb", "des-ede3-ofb", "des3", "id-aes128-CCM", "id-aes128-GCM",
	"id-aes192-CCM", "id-aes192-GCM", "id-aes256-CCM", "id-aes256-GCM",
}

// findCipher looks a name up as OpenSSL does, whatever its case, or returns nil.
func findCipher(name string) *cipherSpec {
	name = strings.ToLower(name)
	if alias, ok := cipherAliases[name]; ok {
		name = alias
	}
	i := slices.IndexFunc(cipherSpecs, func(s cipherSpec) bool { return s.name == name })
	if i < 0 {
		return nil
	}
	return &cipherSpecs[i]
}
