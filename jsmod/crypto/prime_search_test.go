package crypto

import (
	"context"
	"math/big"
	"testing"
)

// TestSieve: what is struck out is what a small prime divides, and nothing else.
func TestSieve(t *testing.T) {
	for _, c := range []struct {
		bits      int
		step, rem int64
		safe      bool
	}{
		{128, 2, 1, false}, {128, 2, 1, true}, {200, 24, 23, true}, {160, 60, 59, true}, {160, 30030, 17, false},
	} {
		o := primeOptions{bits: c.bits, safe: c.safe}
		s := newSearch(big.NewInt(c.step), big.NewInt(c.rem), o)
		start, err := randomOfSize(c.bits)
		if err != nil {
			t.Fatal(err)
		}
		start.Sub(start, new(big.Int).Mod(start, s.step)).Add(start, s.rem)
		s.sieve(start)
		left := 0
		for k := range int64(window / 64) {
			p := new(big.Int).Mul(s.step, big.NewInt(k))
			p.Add(p, start)
			struck := s.struck[k/64]&(1<<(k%64)) != 0
			if want := divided(p, o, c.step); struck != want {
				t.Fatalf("%+v: candidate %d is %v: struck %v, want %v", c, k, p, struck, want)
			}
			if !struck {
				left++
			}
		}
		if left == 0 || left > window/64/2 {
			t.Errorf("%+v: %d candidates of %d are left", c, left, window/64)
		}
	}
}

// divided tells by plain division whether a prime of the sieve divides p or (p-1)/2.
func divided(p *big.Int, o primeOptions, step int64) bool {
	for _, small := range sieveWith(o) {
		q := big.NewInt(int64(small))
		if step%int64(small) == 0 {
			continue
		}
		r := new(big.Int).Mod(p, q).Int64()
		if r == 0 || o.safe && r == 1 {
			return true
		}
	}
	return false
}

// TestWalk: what a walk finds is prime, of its size, and where it was asked for; two
// walks do not find the same.
func TestWalk(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range []primeOptions{
		{bits: 96}, {bits: 257, safe: true}, {bits: 512}, {bits: 512, safe: true},
		{bits: 300, add: big.NewInt(60), rem: big.NewInt(59), safe: true}, {bits: 300, add: big.NewInt(7), rem: big.NewInt(4)},
		{bits: 300, add: new(big.Int).Lsh(big.NewInt(1), 200), rem: big.NewInt(3)},
	} {
		for range 2 {
			p, err := generatePrime(context.Background(), o)
			if err != nil {
				t.Fatalf("%+v: %v", o, err)
			}
			if p.BitLen() != o.bits || p.Bit(o.bits-2) != 1 || !p.ProbablyPrime(20) {
				t.Errorf("%+v: %v", o, p)
			}
			if o.safe && !new(big.Int).Rsh(p, 1).ProbablyPrime(20) {
				t.Errorf("%+v: %v is not safe", o, p)
			}
			if o.add != nil && new(big.Int).Mod(p, o.add).Cmp(o.rem) != 0 {
				t.Errorf("%+v: %v is not where it was asked for", o, p)
			}
			if seen[p.String()] {
				t.Errorf("%+v: %v again", o, p)
			}
			seen[p.String()] = true
		}
	}
}

// TestFermat: Carmichael's numbers pass where 2 does not divide them, which is why
// ProbablyPrime decides; most composites do not pass.
func TestFermat(t *testing.T) {
	for n, want := range map[int64]bool{3: true, 5: true, 7: true, 9: false, 15: false, 101: true, 561: true, 1001: false} {
		if got := fermat(big.NewInt(n)); got != want {
			t.Errorf("%d: %v", n, got)
		}
	}
}

// TestSearchEnds: a search whose runtime ends does so within one window.
func TestSearchEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if p, err := generatePrime(ctx, primeOptions{bits: 8192, safe: true}); p != nil || err != context.Canceled {
		t.Errorf("%v, %v", p, err)
	}
}
