package crypto

import (
	"context"
	"math"
	"math/big"
	"testing"
	"time"
)

// TestPrimeTries: by the conjecture of Hardy and Littlewood a random odd number
// near 2^n is a safe prime with the chance 2*1.32/(n ln 2)^2. Before, the search of a
// group of 1024 bits failed once in 500 times, one of 2048 bits once in five.
func TestPrimeTries(t *testing.T) {
	for _, bits := range []int{128, 256, 512, 1024, 2048, 4096, 8192} {
		chance := 2 * 1.32 / math.Pow(float64(bits)*math.Ln2, 2)
		if expected := chance * float64(tries(bits)); expected < 37 {
			t.Errorf("%d bits: %g safe primes expected, want enough to never miss all", bits, expected)
		}
	}
}

// TestPrimesOfAllSizes finds a safe prime wherever there is one.
func TestPrimesOfAllSizes(t *testing.T) {
	for bits := 3; bits < 80; bits++ {
		p, err := generatePrime(context.Background(), primeOptions{bits: bits, safe: true})
		if err != nil {
			t.Fatalf("%d bits: %v", bits, err)
		}
		if p.BitLen() != bits || !p.ProbablyPrime(20) || !new(big.Int).Rsh(p, 1).ProbablyPrime(20) {
			t.Errorf("%d bits: %v", bits, p)
		}
	}
}

// TestHopelessPrimes: what cannot be found is refused at once, and only that.
func TestHopelessPrimes(t *testing.T) {
	for _, c := range []struct {
		bits     int
		add, rem int64
		safe     bool
		found    bool
	}{
		{2048, 10, 5, false, false},
		{2048, 6, 3, true, false},
		{2048, 12, 1, true, false}, // (p-1)/2 is a multiple of 6
		{2048, 12, 7, true, false}, // of 3
		{2048, 9, 1, true, false},  // of 9
		{1024, 9, 2, false, true},
		{64, 24, 11, true, true},
		{64, 12, 7, false, true},
		{8, 6, 5, true, true},
		{3, 7, 5, true, true}, // 5 and 2
		{3, 5, 0, false, true},
	} {
		start := time.Now()
		p, err := generatePrime(context.Background(), primeOptions{c.bits, c.safe, big.NewInt(c.add), big.NewInt(c.rem)})
		if (err == nil) != c.found {
			t.Errorf("%+v: %v, %v after %v", c, p, err, time.Since(start))
		}
	}
}
