//go:build linux

package main

import "slices"

// median of the values, 0 for none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// medianRatio is the median of a[i]/b[i]: of the ratios in each round, so that
// what slows a machine for a while slows both sides of one.
func medianRatio(a, b []float64) (ratio float64, ok bool) {
	var ratios []float64
	for i := range min(len(a), len(b)) {
		if b[i] != 0 {
			ratios = append(ratios, a[i]/b[i])
		}
	}
	return median(ratios), len(ratios) > 0
}
