package crypto

import "math/big"

// dhGroup is a named group: the prime 2ⁿ - 2ⁿ⁻⁶⁴ - 1 + 2⁶⁴·(⌊2ⁿ⁻¹³⁰·π⌋ + offset),
// as RFC 2409 section 6 and RFC 3526 give them, with generator 2.
type dhGroup struct {
	bits, offset int64
	secret       int // bits of a private key; 0: one less than the prime
}

// dhGroups has OpenSSL's sizes of private keys (RFC 7919 appendix A tells such
// sizes from the strength of the group).
var dhGroups = map[string]dhGroup{
	"modp1":  {768, 149686, 0},
	"modp2":  {1024, 129093, 0},
	"modp5":  {1536, 741804, 200},
	"modp14": {2048, 124476, 225},
	"modp15": {3072, 1690314, 275},
	"modp16": {4096, 240904, 325},
	"modp17": {6144, 929484, 375},
	"modp18": {8192, 4743158, 400},
}

func (g dhGroup) prime() *big.Int {
	one := big.NewInt(1)
	p := new(big.Int).Add(scaledPi(uint(g.bits-130)), big.NewInt(g.offset))
	p.Lsh(p, 64)
	p.Add(p, new(big.Int).Lsh(one, uint(g.bits)))
	p.Sub(p, new(big.Int).Lsh(one, uint(g.bits-64)))
	return p.Sub(p, one)
}

// scaledPi is ⌊2ⁿ·π⌋ by Machin's formula, π = 16·atan(1/5) - 4·atan(1/239).
func scaledPi(n uint) *big.Int {
	const guard = 64
	unit := new(big.Int).Lsh(big.NewInt(1), n+guard)
	a := inverseTangent(unit, 5)
	b := inverseTangent(unit, 239)
	a.Mul(a, big.NewInt(16)).Sub(a, b.Mul(b, big.NewInt(4)))
	return a.Rsh(a, guard)
}

// inverseTangent is unit·atan(1/x).
func inverseTangent(unit *big.Int, x int64) *big.Int {
	square := big.NewInt(x * x)
	power := new(big.Int).Div(unit, big.NewInt(x))
	sum := new(big.Int).Set(power)
	for k := int64(3); power.Sign() != 0; k += 2 {
		power.Div(power, square)
		term := new(big.Int).Div(power, big.NewInt(k))
		if k%4 == 3 {
			sum.Sub(sum, term)
		} else {
			sum.Add(sum, term)
		}
	}
	return sum
}
