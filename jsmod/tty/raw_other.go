//go:build !linux && !darwin

package tty

// processOutput has nothing to do: raw mode concerns input alone here.
func processOutput(int) error { return nil }
