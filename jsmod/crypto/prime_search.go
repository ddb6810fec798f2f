package crypto

import (
	"context"
	"math/big"
	"math/bits"
	"sync"
)

// window is how many candidates are sieved at once.
const window = 1 << 16

// mostSieved bounds the small primes that candidates are divided by.
const mostSieved = 1 << 20

// search looks for a prime among the candidates start, start+step, start+2·step ... of
// windows that begin at random. Small primes strike out what they divide, for all of a
// window in one pass; what is left over is tried with one power before the tests that
// decide.
//
// As in OpenSSL's search, a prime after a long gap is found more often than one after
// a short gap. That is of no use to anybody where there are 2^64 candidates or more;
// see walks.
type search struct {
	o         primeOptions
	step, rem *big.Int
	primes    []smallPrime
	struck    [window / 64]uint64
}

// smallPrime has the inverse of the step, which tells where its multiples are.
type smallPrime struct{ p, inverse uint64 }

// walks tells whether a window is a small part of all candidates.
func walks(step *big.Int, o primeOptions) bool { return o.bits-step.BitLen() >= 80 }

// newSearch is for p = rem mod step. A safe prime above 7 is 11 mod 12, which is asked
// for where the caller has no other wish.
func newSearch(step, rem *big.Int, o primeOptions) *search {
	if o.safe && step.Cmp(big.NewInt(2)) == 0 {
		step, rem = big.NewInt(12), big.NewInt(11)
	}
	s := &search{o: o, step: step, rem: rem}
	for _, p := range sieveWith(o) {
		r := remainder(step.Bits(), uint64(p))
		if r == 0 {
			continue
		}
		s.primes = append(s.primes, smallPrime{uint64(p), inverseOf(r, uint64(p))})
	}
	return s
}

// sieveWith are the primes that are worth a division: the dearer a power is, the more.
func sieveWith(o primeOptions) []uint32 {
	most := 16 * o.bits
	if o.safe {
		most = o.bits * o.bits
	}
	all := oddPrimes()
	n := len(all)
	for n > 0 && int(all[n-1]) > most {
		n--
	}
	return all[:n]
}

// next looks through one window. It returns nil where there is no such prime, and how
// many candidates it has looked at.
func (s *search) next(ctx context.Context) (p *big.Int, looked int, err error) {
	start, err := randomOfSize(s.o.bits)
	if err != nil {
		return nil, 0, err
	}
	start.Sub(start, new(big.Int).Mod(start, s.step)).Add(start, s.rem)
	s.sieve(start)
	p = new(big.Int)
	for k := range uint64(window) {
		if s.struck[k/64]&(1<<(k%64)) != 0 {
			continue
		}
		p.Mul(s.step, p.SetUint64(k)).Add(p, start)
		if p.BitLen() > s.o.bits {
			return nil, int(k) + 1, nil
		}
		if ctx.Err() != nil {
			return nil, int(k) + 1, ctx.Err()
		}
		if s.plausible(p) && s.o.good(p) {
			return p, int(k) + 1, nil
		}
	}
	return nil, window, nil
}

// sieve strikes out the candidates that a small prime divides, and where (p-1)/2
// must be prime those where it divides that.
func (s *search) sieve(start *big.Int) {
	clear(s.struck[:])
	words := start.Bits()
	for _, q := range s.primes {
		r := remainder(words, q.p)
		s.strike(q, q.p-r)
		if s.o.safe {
			s.strike(q, q.p-r+1)
		}
	}
}

// strike strikes out each k with k·step = distance mod q.
func (s *search) strike(q smallPrime, distance uint64) {
	for k := distance % q.p * q.inverse % q.p; k < window; k += q.p {
		s.struck[k/64] |= 1 << (k % 64)
	}
}

// plausible asks for one power of two of (p-1)/2 and of p. Hardly a composite passes,
// and hardly another number gets as far as the second.
func (s *search) plausible(p *big.Int) bool {
	if p.Bit(0) == 0 {
		return false
	}
	if s.o.safe {
		q := new(big.Int).Rsh(p, 1)
		if q.Bit(0) == 0 || !fermat(q) {
			return false
		}
	}
	return fermat(p)
}

// fermat tells whether 2^(n-1) = 1 mod n, as it is for each odd prime.
func fermat(n *big.Int) bool {
	last := new(big.Int).Sub(n, big.NewInt(1))
	return last.Exp(big.NewInt(2), last, n).IsUint64() && last.Uint64() == 1
}

// remainder is a number mod p, which is below 2^32.
func remainder(words []big.Word, p uint64) uint64 {
	var r uint64
	for i := len(words) - 1; i >= 0; i-- {
		if bits.UintSize == 32 {
			r = (r<<32 | uint64(words[i])) % p
		} else {
			_, r = bits.Div64(r, uint64(words[i]), p)
		}
	}
	return r
}

// inverseOf is 1/a mod p, by Euclid's algorithm.
func inverseOf(a, p uint64) uint64 {
	r0, r1 := int64(p), int64(a)
	t0, t1 := int64(0), int64(1)
	for r1 != 0 {
		q := r0 / r1
		r0, r1 = r1, r0-q*r1
		t0, t1 = t1, t0-q*t1
	}
	if t0 < 0 {
		t0 += int64(p)
	}
	return uint64(t0)
}

// oddPrimes are those below mostSieved.
var oddPrimes = sync.OnceValue(func() []uint32 {
	composite := make([]bool, mostSieved)
	var primes []uint32
	for n := 3; n < mostSieved; n += 2 {
		if composite[n] {
			continue
		}
		primes = append(primes, uint32(n))
		for m := n * n; m < mostSieved; m += 2 * n {
			composite[m] = true
		}
	}
	return primes
})
